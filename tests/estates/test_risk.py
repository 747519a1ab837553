"""Risk as a whole job: the same answer however it is made, and every figure derived again from the table of runs."""

import csv
import signal
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from estates.cli import app
from estates.domain.errors import RequestError
from estates.domain.uncertainty.quantiles import QUANTILES
from estates.planning import RiskRequest, Source, risk, risk_base, write_risk
from estates.planning.risk_options import schemes_left_out
from estates.planning.risk_run import Base, run_once
from geodata.dataset_rows import dataset_files
from geodata.tables.every_table import TABLES
from geodata.uncertainty.run_files import read_runs, runs_folder, write_run
from tests.builders import dataset
from tests.estates.futures_world import RUN, futures_world, rows
from tests.geodata.worlds import write_folder

RUNS = 6


@pytest.fixture(scope="module")
def answer(area: Path, base: Base) -> Path:
    """Return the answer folder of an unbroken analysis by one process."""
    write_risk(risk(base, RUNS, area / "risk", workers=1), area / "risk")
    return area / "risk"


def same_tables(first: Path, second: Path) -> bool:
    """Whether two answers hold the same bytes."""
    names = [sorted(path.relative_to(folder) for path in folder.rglob("*.*")) for folder in (first, second)]
    return names[0] == names[1] and all(
        (first / name).read_bytes() == (second / name).read_bytes() for name in names[0]
    )


def test_two_processes_give_the_answer_of_one(area: Path, base: Base, answer: Path) -> None:
    """To the byte, pictures and all; and nothing is left beside it."""
    write_risk(risk(base, RUNS, area / "two", workers=2), area / "two")
    assert same_tables(answer, area / "two")
    assert not runs_folder(area / "two").exists()


def test_a_stopped_analysis_goes_on_where_it_was(area: Path, base: Base, answer: Path) -> None:
    """What was made is not made again, a damaged run is, and the end is that of an unbroken one."""
    asked = iter([False, False, True])
    part = risk(base, RUNS, area / "broken", workers=1, stop=lambda: next(asked))
    assert [run.run for run in part.runs] == [1, 2]
    write_risk(part, area / "broken")
    assert {row["runs"] for row in rows(area / "broken" / "shortfall.csv")} == {"2"}
    kept = runs_folder(area / "broken")
    (kept / "run-000002.json").write_text("{", encoding="utf-8")
    made: list[int] = []
    whole = risk(base, RUNS, area / "broken", workers=1, on_run=lambda done, _: made.append(done))
    assert made == [2, 3, 4, 5, 6]
    write_risk(whole, area / "broken")
    assert same_tables(answer, area / "broken")


def test_runs_on_disk_are_used_as_they_are(area: Path, base: Base) -> None:
    """A run that is there is not made again, so a killed analysis loses none."""
    folder = area / "kept"
    begun = risk(base, 1, folder, workers=1)
    (run,) = begun.runs
    assert read_runs(runs_folder(folder), [1]) == {1: run}
    (row, *more) = run.shortfall
    marked = run.__class__(
        run=1, draws=run.draws, scores=run.scores, shortfall=(row.__class__(**(vars(row) | {"unmet": 77})), *more)
    )
    write_run(runs_folder(folder), marked)
    assert risk(base, 1, folder, workers=1).runs == (marked,)


def test_a_run_is_the_same_however_many_there_are(base: Base, answer: Path) -> None:
    """The fifth run by itself is the fifth of six."""
    told = [row for row in rows(answer / "runs.csv") if row["run"] == "5"]
    found = run_once(base, 5).shortfall
    assert [(row["option"], row["level"], row["code"], row["unmet"]) for row in told] == [
        (f"'{each.option}" if each.option.startswith("=") else each.option, each.level, each.code, str(each.unmet))
        for each in found
    ]


def _by_run(answer: Path) -> Iterator[tuple[tuple[str, str, str], list[int], list[int]]]:
    found: dict[tuple[str, str, str], dict[int, tuple[int, int]]] = defaultdict(dict)
    for row in rows(answer / "runs.csv"):
        key = (row["option"], row["level"], row["code"])
        found[key][int(row["run"])] = (int(row["unmet"]), int(row["wanted"]))
    for key, own in found.items():
        values = [own.get(run, (0, 0)) for run in range(1, RUNS + 1)]
        yield key, [unmet for unmet, _ in values], [wanted for _, wanted in values]


def test_every_quantile_follows_from_the_table_of_runs(answer: Path) -> None:
    """Chance, mean, and quantiles as a spreadsheet reckons them; no row more or less."""
    told = {(row["option"], row["level"], row["code"]): row for row in rows(answer / "shortfall.csv")}
    by_run = list(_by_run(answer))
    assert told.keys() == {key for key, _, _ in by_run}
    for key, unmet, wanted in by_run:
        row = told[key]
        assert row["runs"] == str(RUNS)
        assert row["estimated"] == "yes"
        assert float(row["chance"]) == pytest.approx(np.mean([value > 0 for value in unmet]), abs=1e-6)
        assert float(row["mean"]) == pytest.approx(np.mean(unmet), abs=1e-6)
        assert float(row["mean_wanted"]) == pytest.approx(np.mean(wanted), abs=1e-6)
        for per_cent in QUANTILES:
            assert float(row[f"p{per_cent:02}"]) == pytest.approx(np.percentile(unmet, per_cent), abs=1e-6)


def test_gains_are_differences_within_the_same_runs(answer: Path) -> None:
    """As it is less the option, run by run."""
    unmet = {key: values for key, values, _ in _by_run(answer)}
    gains = rows(answer / "gains.csv")
    assert {row["option"] for row in gains} == {"Winter 2030", "scheme C1", "scheme C2"}
    for row in gains:
        own = unmet[row["option"], row["level"], row["code"]]
        before = unmet.get(("as it is", row["level"], row["code"]), [0] * RUNS)
        differences = [a - b for a, b in zip(before, own, strict=True)]
        assert float(row["mean"]) == pytest.approx(np.mean(differences), abs=1e-6)
        assert float(row["p50"]) == pytest.approx(np.percentile(differences, 50), abs=1e-6)
    costs = {row["option"]: Decimal(row["capital_cost"]) for row in gains}
    assert costs == {"Winter 2030": 100_000, "scheme C1": 100_000, "scheme C2": 5_000}


def test_runs_differ_and_a_scheme_never_does_harm(answer: Path) -> None:
    """What is drawn matters; a scheme's plan starts from that without it."""
    unmet = {key: values for key, values, _ in _by_run(answer)}
    assert len(set(unmet["as it is", "icb", "all"])) > 1
    scores = rows(answer / "scores.csv")
    value = {(row["run"], row["option"]): int(row["value"]) for row in scores}
    for (run, option), own in value.items():
        if option.startswith("scheme"):
            assert own <= value[run, "as it is"]
    assert all(int(row["bound"]) <= int(row["value"]) for row in scores if row["bound"])


def test_every_figure_drawn_from_is_told(answer: Path) -> None:
    """With whom it is drawn for and where it is from."""
    told = {row["figure"]: row for row in rows(answer / "figures.csv")}
    assert told["bookable"]["likely"] == "0.6"
    assert told["sickness"]["source"].startswith("Assumption")
    drawn = [Decimal(row["value"]) for row in rows(answer / "draws.csv") if row["figure"] == "bookable"]
    assert len(set(drawn)) == len(drawn)
    assert all(Decimal("0.4") <= value <= 1 for value in drawn)


def test_runs_of_another_seed_are_not_mixed_in(area: Path, base: Base) -> None:
    """They are another request."""
    risk(base, 1, area / "mixed", workers=1)
    other = Base(**(vars(base) | {"seed": 4}))
    with pytest.raises(RequestError, match="runs of another request"):
        risk(other, 1, area / "mixed", workers=1)


def test_two_scenarios_of_one_name_are_refused(area: Path) -> None:
    """Their rows could not be told apart."""
    request = RiskRequest(scenarios=(area / "winter.toml",) * 2, from_plan=area / "base")
    with pytest.raises(RequestError, match="More than one option is called Winter 2030"):
        risk_base(Source(path=area / "dataset"), request, RUN)


@pytest.mark.parametrize("left", [(), ("sites", "rooms")])
def test_an_area_where_nothing_is_wanted_is_told_as_such(tmp_path: Path, left: tuple[str, ...]) -> None:
    """Without posts and programmes, and without rooms: no session is without a room, in any run."""
    data = dataset(posts=(), **({"rooms": ()} if left else {}))
    for name, content in dataset_files(data).items():
        (tmp_path / "area").mkdir(exist_ok=True)
        (tmp_path / "area" / name).write_bytes(content)
    found = risk_base(Source(path=tmp_path / "area"), RiskRequest(), RUN)
    write_risk(risk(found, 2, tmp_path / "risk", workers=1), tmp_path / "risk")
    (row,) = rows(tmp_path / "risk" / "shortfall.csv")
    assert (row["level"], row["chance"], row["p95"], row["runs"]) == ("icb", "0", "0", "2")


def write_pinned(folder: Path, **scenarios: str) -> Path:
    """Write the area with a scheme that converts the room of a pin and one that requires it, beside the usual two."""
    world = futures_world()
    blank = {column.name: "" for column in TABLES["schemes"].columns}
    own = blank | {"site_id": "S1", "capital_cost": "1"}
    world["schemes"] = [
        *(blank | row for row in world["schemes"]),
        own | {"scheme_id": "C3", "name": "Under a pin", "converts": "007>group"},
        own | {"scheme_id": "C4", "name": "After it", "adds": "consult_exam:1", "requires": "C3"},
    ]
    for name, change in scenarios.items():
        (folder / f"{name}.toml").write_text(f'name = "{name}"\n[[change]]\nname = "it"\n{change}\n', encoding="utf-8")
    return write_folder(world, folder / "dataset")


def test_a_scheme_under_a_pin_is_no_option(tmp_path: Path) -> None:
    """Nor one that requires it; each is told with the reason, and the runs of the others are made."""
    base = risk_base(Source(path=write_pinned(tmp_path)), RiskRequest(year=2028), RUN)
    assert [option.name for option in base.options] == ["as it is", "scheme C1", "scheme C2"]
    left_out = schemes_left_out(base.dataset, base.options)
    assert left_out.keys() == {"C3", "C4"}
    assert "T must stay by a pin" in left_out["C3"]
    assert len(risk(base, 1, tmp_path / "risk", workers=1).runs) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ('do = "convert_rooms"\nroom_ids = ["007"]\nroom_type = "group"', "the pin breaks R5"),
        ('do = "build_schemes"\nscheme_ids = ["C3"]', "the pin breaks R5"),
        ('do = "close_rooms"\nroom_ids = ["007"]', "pins stand in the rooms it closes"),
    ],
)
def test_a_scenario_that_takes_the_room_of_a_pin_is_refused(tmp_path: Path, change: str, told: str) -> None:
    """It is the user's mistake, told before any run is made."""
    source = Source(path=write_pinned(tmp_path, taken=change))
    with pytest.raises(RequestError, match=told):
        risk_base(source, RiskRequest(scenarios=(tmp_path / "taken.toml",)), RUN)


def test_an_analysis_stopped_before_its_first_run_leaves_nothing(area: Path, base: Base) -> None:
    """So that the same command, whose base plan may come out another, is not refused."""
    with pytest.raises(RequestError, match="No run was finished"):
        risk(base, 1, area / "early", workers=1, stop=lambda: True)
    assert not runs_folder(area / "early").exists()
    other = Base(**(vars(base) | {"rows": ()}))
    assert len(risk(other, 1, area / "early", workers=1).runs) == 1


def test_the_command_plans_first_where_no_plan_is_given(area: Path, tmp_path: Path) -> None:
    """And tells chance and size, and what they rest on."""
    handler = signal.getsignal(signal.SIGINT)
    told = CliRunner().invoke(
        app,
        ["risk", str(area / "dataset"), "--runs", "2", "--workers", "1", "--no-schemes", "--out", str(tmp_path / "r")],
    )
    assert signal.getsignal(signal.SIGINT) == handler
    assert told.exit_code == 0, told.output
    assert "as it is" in told.output
    assert "assumptions, unless you gave your own" in told.output
    with (tmp_path / "r" / "gains.csv").open(encoding="utf-8") as file:
        assert list(csv.DictReader(file)) == []
