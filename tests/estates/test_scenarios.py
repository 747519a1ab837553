"""Plans of scenarios, and the commands that look ahead as a user types them."""

import json
from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from typer.testing import CliRunner

from estates.cli import app
from estates.domain.errors import RequestError
from estates.planning import (
    Source,
    Start,
    plan,
    plan_scenario,
    start,
    verify,
    write_plan,
    write_scenario_dataset,
    write_scenario_plan,
)
from optimiser.limits import Limits
from tests.estates.futures_world import RUN, futures_world, rows
from tests.estates.test_cli import estates
from tests.geodata.worlds import write_folder


def test_the_plan_of_a_scenario_is_verified_with_the_dataset_beside_it(planned: Path) -> None:
    """No breach and no remark: the fingerprint of the input is that of the dataset in the plan's folder."""
    verdict = verify(Source(path=planned / "dataset"), planned)
    assert verdict.breaches == ()
    assert [note.split(" ")[0] for note in verdict.notes] == ["Certified"]
    proof = json.loads((planned / "proof.json").read_text(encoding="utf-8"))
    assert proof["season"] == "winter"


def test_the_plan_says_what_its_scenario_did(planned: Path, area: Path) -> None:
    """The file as it was given, each change, what growth asked for and the figures it rests on."""
    assert (planned / "scenario.toml").read_bytes() == (area / "winter.toml").read_bytes()
    steps = rows(planned / "changes.csv")
    assert [row["step"] for row in steps] == ["list growth", "season", "Extend Quay", "'=Two more", "Saturdays"]
    assert (steps[2]["rooms"], steps[2]["capital_cost"], steps[2]["grant"]) == ("1", "100000", "50000")
    assert [(row["practice_code"], row["patients_added"]) for row in rows(planned / "growth.csv")] == [
        ("P1", "900"),
        ("P2", "-100"),
    ]
    figures = {row["figure"]: row["value"] for row in rows(planned / "growth_figures.csv")}
    assert (figures["contacts_per_patient"], figures["hours_per_week"]) == ("5.8", "52.5")
    # 900 patients x 5.8 contacts x 67 % x a quarter of an hour / 50 weeks / (52.5 h x 60 %) x 10 half-days = 5.55
    asked = Counter(row["role_id"] for row in rows(planned / "unmet.csv"))
    assert (asked["list_growth_consult_exam"], asked["list_growth_treatment"]) == (6, 2)


def test_a_plan_of_a_scenario_can_be_replaced(planned: Path, started: Start) -> None:
    """By a plan of anything: nothing of the scenario is left behind."""
    write_plan(plan(started.source, limits=Limits()), planned, csv_only=True)
    assert not (planned / "dataset").exists()
    write_scenario_plan(plan_scenario(started, RUN), planned, csv_only=True)
    assert (planned / "dataset" / "sites.csv").is_file()


def test_a_scenario_that_breaks_a_pin_is_told_with_the_rule(tmp_path: Path) -> None:
    """What only the reader of the new dataset can know, here that sessions stand pinned that are wanted no more."""
    (tmp_path / "bad.toml").write_text(
        '[[change]]\ndo = "face_to_face"\nrole_ids = ["gpst3"]\nshare = 0\n', encoding="utf-8"
    )
    tables = futures_world()
    tables["posts"] = [row | {"sessions": ""} if row["post_id"] == "T" else row for row in tables["posts"]]
    begun = start(Source(path=write_folder(tables, tmp_path / "dataset")), tmp_path / "bad.toml")
    with pytest.raises(RequestError, match=r"breaks the dataset.\n.*pins, row 2") as caught:
        plan_scenario(begun, RUN)
    assert "R9" in str(caught.value) or "sessions" in str(caught.value)


def test_a_scenario_that_closes_a_pinned_room_is_told_when_it_is_read(area: Path, tmp_path: Path) -> None:
    """Before anything is planned."""
    (tmp_path / "bad.toml").write_text('[[change]]\ndo = "close_rooms"\nroom_ids = ["007"]\n', encoding="utf-8")
    with pytest.raises(RequestError, match="pins stand in the rooms it closes: T in 007 MON_AM"):
        start(Source(path=area / "dataset"), tmp_path / "bad.toml")


def test_the_dataset_of_a_scenario_alone_can_be_planned_like_any_other(
    started: Start, planned: Path, tmp_path: Path
) -> None:
    """It is byte for byte the one in the plan's folder."""
    write_scenario_dataset(started, tmp_path / "made")
    for path in (planned / "dataset").iterdir():
        assert (tmp_path / "made" / path.name).read_bytes() == path.read_bytes()
    assert plan(Source(path=tmp_path / "made"), limits=Limits()).plan.placements


@pytest.fixture(scope="module")
def asked(area: Path, planned: Path) -> Path:
    """Return a folder with the scenario's plan beside an earlier one, ``bare`` and, with a template, ``ours``."""
    template = Document()
    template.styles["Normal"].font.name = "Georgia"
    template.save(str(area / "house.docx"))
    command = ("plan", area / "dataset", "--scenario", area / "winter.toml", "--beside", planned)
    for name, options in (("bare", ["--no-paper"]), ("ours", ["--template", str(area / "house.docx")])):
        told = CliRunner().invoke(app, [*map(str, command), "--out", str(area / "asked" / name), *options])
        assert told.exit_code == 0, told.output
        assert ("Paper:" in told.output) is (name == "ours")
    return area / "asked"


def test_a_plan_of_a_scenario_is_written_as_asked(asked: Path) -> None:
    """Beside an earlier plan, with the reader's own template, or without figures and paper, like any other plan."""
    for name in ("bare", "ours"):
        assert '"hasEarlier":true' in (asked / name / "map.html").read_text(encoding="utf-8")
    assert not (asked / "bare" / "paper.docx").exists()
    assert not (asked / "bare" / "figures").exists()
    assert Document(str(asked / "ours" / "paper.docx")).styles["Normal"].font.name == "Georgia"


def test_whoever_reads_the_plan_of_a_scenario_is_told_so(asked: Path) -> None:
    """At the head of the map and the paper, on the workbook's first sheet, under every figure."""
    name = "Scenario “Winter 2030”, year 2030"
    sentence = f"{name}: list growth, Extend Quay, =Two more, Saturdays; £100,000 of capital."
    assert f'<p class="scenario">{sentence}</p>' in (asked / "bare" / "map.html").read_text(encoding="utf-8")
    first = load_workbook(asked / "bare" / "plan.xlsx").worksheets[0]
    assert sentence in " ".join(str(cell.value) for row in first.iter_rows() for cell in row)
    paper = Document(str(asked / "ours" / "paper.docx"))
    assert any(sentence in paragraph.text for paragraph in paper.paragraphs[:3])
    figure = (asked / "ours" / "figures" / "shortfall-map-a4.svg").read_text(encoding="utf-8")
    assert f"{name}." in figure


def test_every_change_of_a_scenario_is_told_with_what_it_does(asked: Path) -> None:
    """At the foot of the map, on the workbook's sheet of the run and among the assumptions of the paper."""
    changes = {row["step"].removeprefix("'"): row for row in rows(asked / "ours" / "changes.csv")}
    does = _in_workbook(asked)
    assert "£100,000 of capital" in does["Extend Quay"]
    assert set(does) == set(changes)
    page = (asked / "bare" / "map.html").read_text(encoding="utf-8")
    for change, words in does.items():
        assert f"<bdi>{change}</bdi> ({words})" in page
    tables = (table.rows for table in Document(str(asked / "ours" / "paper.docx")).tables)
    in_paper = next(found for found in tables if found[0].cells[1].text == "What it does")
    assert {row.cells[0].text: row.cells[1].text for row in list(in_paper)[1:]} == does


def _in_workbook(asked: Path) -> dict[str, str]:
    """Return what each change does as the workbook says it."""
    sheet = load_workbook(asked / "bare" / "plan.xlsx")["Run"]
    told = {str(row[0].value): str(row[1].value) for row in sheet.iter_rows(max_col=2)}
    return {name.removeprefix("Change: "): does for name, does in told.items() if name.startswith("Change: ")}


@pytest.mark.slow
def test_the_commands_print_what_they_wrote(area: Path, tmp_path: Path) -> None:
    """From the scenario to the comparison, each ends well and names its folder."""
    data, file = area / "dataset", area / "winter.toml"
    quick = ("--only", "csv")
    commands: list[tuple[str | Path, ...]] = [
        ("plan", data, "--out", "plain", *quick),
        ("plan", data, "--scenario", file, "--out", "changed", *quick),
        ("scenario", data, file, "--out", "made"),
        ("outlook", data, "--years", "2026,2030", "--out", "years"),
        ("steps", data, "--scenario", file, "--out", "steps"),
        ("compare", "plain", "changed", "--out", "compared"),
        ("season", data, "plain", "changed", "--out", "season", "--weeks", "12"),
        ("verify", "changed/dataset", "changed"),
    ]
    for command in commands:
        done = estates(*command, folder=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
        if "--out" in command:
            name = str(command[command.index("--out") + 1])
            assert name in done.stdout
            assert (tmp_path / name).is_dir()


@pytest.mark.slow
def test_a_folder_with_papers_is_refused_before_anything_is_solved(area: Path, tmp_path: Path) -> None:
    """For years and steps as for plans."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "minutes.docx").write_text("mine", encoding="utf-8")
    for command in (
        ("outlook", area / "dataset", "--years", "2026"),
        ("steps", area / "dataset", "--scenario", area / "winter.toml"),
    ):
        done = estates(*command, "--out", "papers", folder=tmp_path)
        assert done.returncode == 1
        assert "minutes.docx" in done.stderr
