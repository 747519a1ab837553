"""The outputs of a plan, held to the letter of the contract on an area small enough to reckon by hand."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from estates.domain.slots import SLOTS
from estates.domain.words import Reason, Season
from estates.planning import Search, Source, plan, write_plan
from estates.planning.plan_files import plan_files
from optimiser.limits import Limits
from tests.estates.contract_world import contract_world, write_forms

Rows = list[dict[str, str]]

PLACEMENTS = ["kind", "id", "slot", "site_id", "room_id", "pinned"]
UNMET = [
    *("kind", "id", "role_id", "pcn_code", "practice_code"),
    *("wanted", "placed", "unmet", "reason", "explanation", "remedy"),
]
SHORTFALL = ["level", "code", "name", "wanted", "placed", "unmet", "unmet_share", "rooms_equivalent", "area_m2"]
USE = ["site_id", "room_type", "slot", "free", "placed", "unknown"]
LEVELS = ["icb", "pcn", "practice", "site", "role", "room_type", "slot"]
NORMS = {"consult_exam": 16, "treatment": 18, "interview": 8}


class PlanFolder:
    """The files of a plan, as bytes by name and as rows and proof."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Read the proof and keep the files."""
        self.files = files
        self.proof: dict[str, Any] = json.loads(files["proof.json"])

    def heading(self, name: str) -> list[str]:
        """Return the column names of a table."""
        return self.files[name].decode("utf-8").splitlines()[0].split(",")

    def rows(self, name: str) -> Rows:
        """Return a table as any CSV reader sees it."""
        return list(csv.DictReader(io.StringIO(self.files[name].decode("utf-8"), newline="")))


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Return the area as a CSV folder, a workbook and a GeoPackage."""
    return write_forms(contract_world(), tmp_path_factory.mktemp("the same area"))


def planned(path: Path, season: Season = Season.STANDARD, *, csv_only: bool = True) -> PlanFolder:
    """Return the plan of a dataset."""
    outcome = plan(Source(path=path, season=season), limits=Limits(), search=Search.THOROUGH)
    return PlanFolder(plan_files(outcome, csv_only=csv_only))


@pytest.fixture(scope="module")
def standard(forms: tuple[Path, Path, Path]) -> PlanFolder:
    """Return the whole plan folder of the standard season."""
    return planned(forms[0], csv_only=False)


@pytest.fixture(scope="module")
def winter(forms: tuple[Path, Path, Path]) -> PlanFolder:
    """Return the tables and proof of the winter plan."""
    return planned(forms[0], Season.WINTER)


@pytest.fixture(params=["standard", "winter"])
def made(request: pytest.FixtureRequest, standard: PlanFolder, winter: PlanFolder) -> PlanFolder:
    """Return the plan of either season."""
    return {"standard": standard, "winter": winter}[request.param]


def test_files_and_columns_are_those_of_the_contract(standard: PlanFolder) -> None:
    """The named columns in their order; ``estimated``, known to every table, comes last."""
    tables = {"placements.csv": PLACEMENTS, "unmet.csv": UNMET, "shortfall.csv": SHORTFALL, "use.csv": USE}
    more = {"prices.csv", "worth.csv", "remedies.csv"}
    twins = {f"parquet/{name.removesuffix('.csv')}.parquet" for name in {*tables, *more}}
    for_other_tools = {"plan.gpkg", "datapackage.json", "calendars.zip", *twins}
    to_read = {"plan.xlsx", "map.html", "paper.docx", "paper.pdf"}
    shown = {name for name in standard.files if not name.startswith("figures/")}
    assert shown == {*tables, *more, "proof.json"} | to_read | for_other_tools
    assert {"figures/shortfall-map-a4.svg", "figures/timetables.pdf"} <= set(standard.files)
    for name, columns in tables.items():
        assert standard.heading(name) == [*columns, "estimated"], name


def test_the_three_forms_give_the_same_tables(forms: tuple[Path, Path, Path], standard: PlanFolder) -> None:
    """CSV folder, workbook and GeoPackage are one dataset; the proofs differ in their fingerprints alone."""
    for path in forms[1:]:
        other = planned(path)
        for name in ("placements.csv", "unmet.csv", "shortfall.csv", "use.csv"):
            assert other.files[name] == standard.files[name], (path.name, name)
        kept = {"goals", "rows", "unknown_room_cells", "estimated_room_cells", "estimated_travel_pairs"}
        assert {key: other.proof[key] for key in kept} == {key: standard.proof[key] for key in kept}


def test_unmet_has_one_row_for_every_post_and_programme(standard: PlanFolder) -> None:
    """Also for those that want nothing or have all; a programme's codes are blank."""
    rows = standard.rows("unmet.csv")
    ids = [row["id"] for row in rows]
    assert ids == ["'+A", "-3", "T", "''C", "D", "Z", "UC"]
    wanted = {row["id"]: row["wanted"] for row in rows}
    # D: 0.5 WTE x 5 x 0.5 = 1.25, rounded half up; UC: two sessions of two rooms.
    assert wanted == {"'+A": "3", "-3": "1", "T": "2", "''C": "2", "D": "1", "Z": "0", "UC": "4"}
    for row in rows:
        assert int(row["wanted"]) == int(row["placed"]) + int(row["unmet"])
        assert row["reason"] in tuple(Reason)
        assert (row["reason"] == "placed") == (row["unmet"] == "0")
        assert row["explanation"]
        assert row["remedy"]
    assert [rows[-1][code] for code in ("role_id", "pcn_code", "practice_code")] == ["", "", ""]


def test_placements_and_unmet_agree(made: PlanFolder) -> None:
    """One row per room session; the pinned ones are the pins."""
    rows = made.rows("placements.csv")
    for told in made.rows("unmet.csv"):
        assert int(told["placed"]) == sum((row["kind"], row["id"]) == (told["kind"], told["id"]) for row in rows)
    assert [(row["id"], row["room_id"], row["slot"]) for row in rows if row["pinned"] == "yes"] == [
        ("T", "007", "MON_AM")
    ]


def test_totals_agree_on_every_level(made: PlanFolder) -> None:
    """Wanted, placed, unmet, room equivalents and area come to the same, whatever they are split by."""
    rows = made.rows("shortfall.csv")
    assert list(dict.fromkeys(row["level"] for row in rows)) == LEVELS
    (county,) = [row for row in rows if row["level"] == "icb"]
    assert county["code"] == "all"
    for level in LEVELS:
        for figure in ("wanted", "placed", "unmet", "rooms_equivalent", "area_m2"):
            total = sum(float(row[figure]) for row in rows if row["level"] == level)
            assert total == pytest.approx(float(county[figure])), (level, figure)
    unmet = made.rows("unmet.csv")
    assert int(county["wanted"]) == sum(int(row["wanted"]) for row in unmet)


def test_each_row_of_the_shortfall_follows_from_its_unmet(made: PlanFolder) -> None:
    """Share of what is wanted, unmet / 10 rooms, and those times the room type's norm."""
    for row in made.rows("shortfall.csv"):
        wanted, unmet = int(row["wanted"]), int(row["unmet"])
        assert unmet == wanted - int(row["placed"])
        assert float(row["unmet_share"]) == pytest.approx(unmet / wanted if wanted else 0, abs=1e-6)
        assert float(row["rooms_equivalent"]) == pytest.approx(unmet / 10)
        if row["level"] == "room_type":
            assert float(row["area_m2"]) == pytest.approx(unmet / 10 * NORMS[row["code"]])


def _codes(made: PlanFolder, level: str) -> dict[str, int]:
    return {row["code"]: int(row["wanted"]) for row in made.rows("shortfall.csv") if row["level"] == level}


def test_what_a_level_does_not_apply_to_counts_as_none(standard: PlanFolder) -> None:
    """The programme on four levels; beside it, on that of practices, the posts without a practice code."""
    assert _codes(standard, "pcn") == {"N1": 6, "N2": 3, "N3": 0, "none": 4}
    assert _codes(standard, "practice") == {"P1": 6, "none": 7}
    assert _codes(standard, "site") == {"S1": 6, "S2": 3, "none": 4}
    assert _codes(standard, "role") == {"care_coord": 2, "fcp_physio": 4, "gpst3": 2, "own_role": 1, "none": 4}
    # The role's first type, the programme's own first.
    assert _codes(standard, "room_type") == {"consult_exam": 6, "interview": 2, "treatment": 1 + 4}


def test_slots_hold_what_is_placed_and_any_what_is_not(made: PlanFolder) -> None:
    """A session counts in the slot where it is placed, a programme's like a post's."""
    placed: dict[str, int] = {}
    for row in made.rows("placements.csv"):
        placed[row["slot"]] = placed.get(row["slot"], 0) + 1
    (county,) = [row for row in made.rows("shortfall.csv") if row["level"] == "icb"]
    assert _codes(made, "slot") == {
        slot.value: placed[slot] for slot in SLOTS if slot in placed
    } | {"any": int(county["unmet"])}  # fmt: skip


def test_use_counts_people_in_free_cells_and_cells_unknown(made: PlanFolder) -> None:
    """Free is F cells times places; a blank cell is unknown, never free."""
    rows = {(row["site_id"], row["room_type"], row["slot"]): row for row in made.rows("use.csv")}
    figures = {key: (row["free"], row["placed"], row["unknown"]) for key, row in rows.items()}
    assert figures["S2", "group", "MON_AM"] == ("3", "0", "0")
    assert figures["S1", "consult_exam", "WED_AM"] == ("0", "0", "1")
    assert sum(int(row["placed"]) for row in rows.values()) == len(made.rows("placements.csv"))
    assert sum(int(row["unknown"]) for row in rows.values()) == made.proof["unknown_room_cells"] == 2


def test_proof_has_the_keys_of_the_contract(made: PlanFolder) -> None:
    """Goals with value, bound, gap and standing; whole bounds; and what the plan was made from."""
    proof = made.proof
    assert list(proof["goals"]) == ["G1", "G2", "G3", "G4"]
    for name, goal in proof["goals"].items():
        assert set(goal) == {"value", "bound", "gap", "standing"}
        assert goal["bound"] <= goal["value"]
        assert (goal["gap"], goal["standing"]) == (0, "optimal"), name
    assert isinstance(proof["goals"]["G1"]["bound"], int)
    others = "standing gap_asked season settings seconds seed versions input_sha256 rows unknown_room_cells"
    counts = "estimated_room_cells estimated_travel_pairs stopped_by"
    assert set(proof) == {"goals", "certificate", *others.split(), *counts.split()}
    assert set(proof["certificate"]) == {"G1"}
    assert set(proof["certificate"]["G1"]) == {"bound", "gap"}
    assert (proof["standing"], proof["stopped_by"], proof["gap_asked"], proof["seed"]) == ("optimal", "gap", 0, 0)


def test_the_values_of_the_goals_are_those_reckoned_by_hand(standard: PlanFolder) -> None:
    """The one free place at S1 on Monday morning is pinned, so +A, T and 'C lack one session each."""
    values = {name: goal["value"] for name, goal in standard.proof["goals"].items()}
    # G2: N2 is 4.5 minutes from the hub, N1 too far, N3 without sites. G3: N1 2^2/6 + N2 1^2/3.
    # G4: -3 to B1 takes 5 minutes, 'C to H1 4.5.
    assert values == {"G1": 2 + 1 + 1, "G2": 2, "G3": pytest.approx(1), "G4": 9.5}


def test_input_sha256_is_what_sha256sum_prints(forms: tuple[Path, Path, Path], standard: PlanFolder) -> None:
    """Of the lines ``<sha256>  <name>`` of the dataset's files in name order."""
    lines = "".join(_sums(sorted(forms[0].iterdir())))
    assert standard.proof["input_sha256"] == hashlib.sha256(lines.encode()).hexdigest()
    (line,) = _sums([forms[2]])
    assert planned(forms[2]).proof["input_sha256"] == hashlib.sha256(line.encode()).hexdigest()


def _sums(files: list[Path]) -> Iterator[str]:
    return (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)


def test_rows_and_estimates_are_counted(standard: PlanFolder) -> None:
    """Used includes warned; an estimated room's known cells; the estimated journeys that somebody could make."""
    assert standard.proof["rows"] == {"used": 31, "rejected": 0, "warned": 2}
    assert standard.proof["estimated_room_cells"] == len(SLOTS)
    # From S1 to B1, S2 and H1, and from S2 to S1 and B1; from S2 to H1 the table stands.
    assert standard.proof["estimated_travel_pairs"] == 5


def test_what_rests_on_an_estimate_says_so(standard: PlanFolder) -> None:
    """An estimated site, room, post or role marks the rows in which its result is shown."""
    assert {row["id"] for row in standard.rows("placements.csv") if row["estimated"] == "yes"} == {"''C", "D"}
    assert {row["site_id"] for row in standard.rows("use.csv") if row["estimated"] == "yes"} == {"S2"}
    marked = {row["code"] for row in standard.rows("shortfall.csv") if row["estimated"] == "yes"}
    assert {"all", "N2", "S2", "own_role"} <= marked
    assert {"N1", "S1", "gpst3"}.isdisjoint(marked)


def test_winter_programmes_are_in_winter_plans_alone(standard: PlanFolder, winter: PlanFolder) -> None:
    """Everywhere: in the rows, the sums, the goals; and the winter row of the travel table stands first."""
    assert (standard.proof["season"], winter.proof["season"]) == ("standard", "winter")
    assert "WR" not in {row["id"] for row in standard.rows("unmet.csv")}
    assert {row["id"]: row["wanted"] for row in winter.rows("unmet.csv")}["WR"] == "2"
    # In winter the hub is 6 minutes from N2, more than UC's limit of 5, and that far for 'C as well.
    assert winter.proof["goals"]["G2"]["value"] == 3
    assert winter.proof["goals"]["G4"]["value"] == 5 + 6


def test_text_that_a_spreadsheet_would_run_is_guarded(standard: PlanFolder) -> None:
    """An apostrophe before formulas, a second one before an apostrophe, nothing before plain numbers."""
    assert {row["id"] for row in standard.rows("placements.csv")} == {"'+A", "-3", "T", "''C", "D", "UC"}
    assert "'=Quay & Co" in {row["name"] for row in standard.rows("shortfall.csv")}


def test_the_workbook_holds_no_formula_cell(standard: PlanFolder) -> None:
    """The site named like a formula stands in it as text."""
    book = openpyxl.load_workbook(io.BytesIO(standard.files["plan.xlsx"]))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert any("=Quay & Co" in str(cell.value) for cell in cells)
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_a_plan_out_of_time_is_written_and_says_so(forms: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """It is a plan, with its gap; the folder is whole."""
    outcome = plan(Source(path=forms[0]), limits=Limits(time_limit_seconds=0.0))
    write_plan(outcome, tmp_path / "plan", csv_only=True)
    proof = json.loads((tmp_path / "plan" / "proof.json").read_text(encoding="utf-8"))
    assert proof["stopped_by"] == "time"
    assert proof["standing"] == "feasible"
    assert len(list((tmp_path / "plan").iterdir())) == 7
