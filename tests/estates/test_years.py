"""Years as whole jobs: every plan verified, every figure derived again from the tables."""

import json
import os
import re
from collections import Counter
from concurrent.futures import wait
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from estates.cli import app
from estates.domain.errors import RequestError
from estates.domain.scenario.scenario import Scenario
from estates.domain.words import StoppedBy
from estates.planning import (
    Run,
    ScenarioOutcome,
    Source,
    Start,
    from_before,
    growth_band,
    outlook,
    plan_scenario,
    start,
    verify,
    write_outlook,
    years_of,
)
from estates.planning.earlier import placements_of, read_earlier_rows
from estates.planning.from_before import plan_from
from estates.planning.growth_band import BandEnd, Bands
from estates.planning.make_plan import Outcome
from tests.estates.futures_world import RUN, futures_world, keys, rows
from tests.geodata.worlds import write_folder


def waits_for_the_end(_: bytes) -> BandEnd:
    """Plan on until the parent says that it is enough."""
    growth_band._OVER[0].wait(timeout=120)
    return BandEnd(rows=(), is_whole=False)


def died(_: bytes) -> None:
    """End the process, as a system out of memory does."""
    os._exit(1)


@pytest.fixture(scope="module")
def years(area: Path) -> Path:
    """Return the outlook of four years under the scenario without its own year."""
    text = (area / "winter.toml").read_text(encoding="utf-8").replace("year = 2030", "")
    (area / "every year.toml").write_text(text, encoding="utf-8")
    begun = start(Source(path=area / "dataset"), area / "every year.toml")
    found = outlook(begun, years_of("2026,2027,2028,2030"), RUN)
    write_outlook(found, area / "outlook")
    return area / "outlook"


def test_every_year_of_an_outlook_is_verified_by_itself(years: Path) -> None:
    """Each with its own dataset and the rows that it started from, which are those of the year before."""
    for year in ("2026", "2027", "2028", "2030"):
        verdict = verify(Source(path=years / year / "dataset"), years / year)
        assert verdict.breaches == ()
        assert [note.split(" ")[0] for note in verdict.notes] == ["Certified"]
    assert read_earlier_rows(years / "2028") == placements_of(years / "2027")
    assert not (years / "2026" / "earlier.csv").exists()


def test_every_year_of_an_outlook_has_its_band(years: Path) -> None:
    """With half and one and a half of the growth, each end a plan of its own that verifies; none before lists grow."""
    table = [row for row in rows(years / "outlook.csv") if row["level"] == "icb" and row["demand"] == "all"]
    assert [(row["unmet_low_growth"], row["unmet_high_growth"]) for row in table[:1]] == [(table[0]["unmet"],) * 2]
    assert not list(years.glob("2026-*"))
    for row in table[1:]:
        for end in ("low", "high"):
            folder = years / f"{row['year']}-{end}"
            assert verify(Source(path=folder / "dataset"), folder).breaches == ()
            assert sum(int(each["unmet"]) for each in rows(folder / "unmet.csv")) == int(row[f"unmet_{end}_growth"])
    added = {end: rows(years / f"2030-{end}" / "growth.csv")[0]["patients_added"] for end in ("low", "high")}
    assert int(added["high"]) == 3 * int(added["low"])


def test_the_map_of_an_outlook_shows_its_years(years: Path) -> None:
    """The last year's plan, every year's shortfall, and the first year beside the last."""
    page = (years / "map.html").read_text(encoding="utf-8")
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert block is not None
    data = json.loads(block[1])
    table = data["tables"]["years"]
    told = [dict(zip(table["heads"], row, strict=True)) for row in table["rows"]]
    icb = {row["year"]: row["unmet"] for row in told if row["pcn"] is None and row["practice"] is None}
    codes = [row[0] for row in data["tables"]["practices"]["rows"]]
    practices = {(row["year"], codes[row["practice"]]): row["unmet"] for row in told if row["practice"] is not None}
    wanted = {"level": "icb", "demand": "all"}
    kept = [row for row in rows(years / "outlook.csv") if wanted.items() <= row.items()]
    assert icb == {int(row["year"]): int(row["unmet"]) for row in kept}
    highs = {row["year"]: row["high"] for row in told if row["pcn"] is None and row["practice"] is None}
    ends = ("unmet", "unmet_low_growth", "unmet_high_growth")
    assert highs == {int(row["year"]): max(int(row[end]) for end in ends) for row in kept}
    level = {"level": "practice", "demand": "all"}
    by_practice = [row for row in rows(years / "outlook.csv") if level.items() <= row.items() and row["code"] != "none"]
    assert practices == {(int(row["year"]), row["code"]): int(row["unmet"]) for row in by_practice}
    assert data["hasEarlier"]
    assert data["earlierName"] == "the plan of 2026"
    assert '<p class="scenario">Scenario “Winter 2030”, year 2030: list growth, ' in page


def test_an_outlook_has_its_figures(years: Path) -> None:
    """Of the whole by who wants rooms, and of the PCNs; each in three forms on two sheets."""
    names = {path.name for path in (years / "figures").iterdir()}
    stems = {f"{name}-{sheet}" for name in ("outlook", "outlook-pcns") for sheet in ("a4", "slide")}
    assert names == {f"{stem}.{form}" for stem in stems for form in ("svg", "png", "pdf")}


def test_the_outlook_follows_from_the_tables_of_its_plans(years: Path) -> None:
    """Every figure on every level, from unmet.csv and the roles of each year."""
    for year in ("2026", "2030"):
        unmet = rows(years / year / "unmet.csv")
        told = [row for row in rows(years / "outlook.csv") if row["year"] == year]
        for level, column in (("pcn", "pcn_code"), ("practice", "practice_code"), ("role", "role_id")):
            counts: Counter[str] = Counter()
            for row in unmet:
                counts[row[column] or "none"] += int(row["unmet"])
            assert counts == {
                row["code"]: int(row["unmet"]) for row in told if row["level"] == level and row["demand"] == "all"
            }
        core = sum(int(row["wanted"]) for row in unmet if row["role_id"].startswith("list_growth"))
        assert core == sum(int(row["wanted"]) for row in told if row["level"] == "icb" and row["demand"] == "core")


def test_an_outlook_grows_and_builds_when_schemes_are_ready(years: Path) -> None:
    """No core request in 2026; the scheme of 2028 stands from then on."""
    core = {
        row["year"]: int(row["wanted"])
        for row in rows(years / "outlook.csv")
        if row["demand"] == "core" and row["level"] == "icb"
    }
    assert list(core) == ["2027", "2028", "2030"]
    assert core["2027"] == core["2028"] < core["2030"]
    built = {
        year: "C1-consult_exam-1" in (years / year / "dataset" / "rooms.csv").read_text() for year in ("2027", "2028")
    }
    assert built == {"2027": False, "2028": True}


def test_moved_rows_are_those_that_the_plans_differ_in(years: Path) -> None:
    """Counted from the two placements.csv; where nothing changes nobody moves."""
    moved = {row["year"]: row for row in rows(years / "moved.csv")}
    for before, year in (("2027", "2028"), ("2028", "2030")):
        first, second = (keys(years / name) for name in (before, year))
        assert int(moved[year]["rows_kept"]) == len(first & second)
        assert int(moved[year]["rows_new"]) == len(second - first)


@pytest.mark.parametrize("most", [0, 10_000])
def test_where_no_list_grows_nobody_moves_and_no_proof_is_lost(
    started: Start, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a year mends the plan before, or is planned as a whole since there are too many posts."""
    monkeypatch.setattr(from_before, "MOST_MENDED", most)
    still = replace(started, scenario=Scenario(name="as it is", growth=None))
    found = outlook(still, (2026, 2027), RUN)
    first, second = (found.plans[year].outcome.plan for year in (2026, 2027))
    assert second.placements == first.placements
    assert second.goals["G1"] == first.goals["G1"]
    assert [row["rows_changed"] for row in found.tables["moved.csv"]] == [0, 0]


def test_bands_are_the_same_planned_by_processes_of_their_own(started: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a large area; each band is told of, in the order of the years."""
    here = outlook(started, (2027, 2030), RUN)
    monkeypatch.setattr(growth_band, "POSTS_WORTH_A_PROCESS", 0)
    told: list[int] = []
    found = outlook(started, (2027, 2030), RUN, on_band=lambda year, _: told.append(year))
    assert told == [2027, 2030]
    assert found.rows == here.rows
    for year, band in here.bands.items():
        for name, end in band.ends.items():
            assert end.files["placements.csv"] == found.bands[year].ends[name].files["placements.csv"]


def test_an_outlook_that_is_stopped_says_so_and_has_no_band_for_its_last_year(started: Start, tmp_path: Path) -> None:
    """The years before it keep theirs, as far as they are there."""
    done: list[int] = []
    run = replace(RUN, stop=lambda: len(done) == 2)
    found = outlook(started, (2027, 2028, 2030), run, on_year=lambda year, _: done.append(year))
    assert list(found.plans) == [2027, 2028]
    assert list(found.bands) == [2027]
    assert found.remarks == ("It was stopped: 2030 is not planned.",)
    write_outlook(found, tmp_path / "cut")
    for name in ("map.html", "figures/outlook-a4.svg"):
        assert "It was stopped: 2030 is not planned." in (tmp_path / "cut" / name).read_text(encoding="utf-8")
    assert {row.unmet_low_growth for row in found.rows[2028]} == {None}
    assert None not in {row.unmet_low_growth for row in found.rows[2027]}


def test_a_band_that_was_cut_short_is_none(started: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its ends would tell half a search as growth's doing; no year is begun after it."""
    done: list[str] = []

    def planned(start: Start, run: Run, before: Outcome) -> ScenarioOutcome:
        done.append("end")
        found = plan_from(start, run, before)
        ended = replace(found.outcome.plan, stopped_by=StoppedBy.INTERRUPT)
        return replace(found, outcome=replace(found.outcome, plan=ended))

    monkeypatch.setattr(growth_band, "plan_from", planned)
    found = outlook(started, (2027, 2028), replace(RUN, stop=lambda: bool(done)))
    assert list(found.plans) == [2027]
    assert found.bands == {}
    assert found.remarks == (
        "It was stopped: 2028 is not planned.",
        "Without a band, since its plans were not finished: 2027.",
    )


def test_whoever_leaves_the_bands_waits_for_no_process(started: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plans under way hear that nobody wants them any more."""
    monkeypatch.setattr(growth_band, "POSTS_WORTH_A_PROCESS", 0)
    monkeypatch.setattr(growth_band, "_sent_end", waits_for_the_end)
    year = replace(started, scenario=started.scenario.in_year(started.dataset, 2030))
    with Bands(RUN) as bands:
        bands.ask(year, plan_scenario(year, RUN).outcome)
        (ends,) = bands._asked.values()
    assert not wait(ends, timeout=60).not_done


def test_a_band_whose_process_died_is_left_out_and_the_years_stay(
    started: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it died before the next was handed to it or after."""
    monkeypatch.setattr(growth_band, "POSTS_WORTH_A_PROCESS", 0)
    monkeypatch.setattr(growth_band, "_sent_end", died)
    found = outlook(started, (2026, 2027, 2030), RUN)
    assert list(found.plans) == [2026, 2027, 2030]
    assert list(found.bands) == [2026]
    bare = outlook(started, (2027, 2030), RUN)
    assert bare.bands == {}
    assert bare.remarks == ("Without a band, since its plans were not finished: 2027 and 2030.",)
    assert found.remarks == ("Without a band, since its plans were not finished: 2027 and 2030.",)


@pytest.mark.parametrize("text", ["2036-2026", "26-30", "2026;2027", "", "2026-2199", "last year"])
def test_years_that_nobody_can_tell_are_refused(text: str) -> None:
    """With how to write them."""
    with pytest.raises(RequestError, match="names no years"):
        years_of(text)


def test_years_may_be_a_stretch_or_a_list() -> None:
    """In order, each once."""
    assert years_of("2026-2028") == (2026, 2027, 2028)
    assert years_of("2030, 2026,2030") == (2026, 2030)


@pytest.mark.parametrize(
    ("command", "table", "told"),
    [
        (("outlook", "--years", "2030,2031"), True, "The growth table ends in 2030: the lists of 2030 stand"),
        (("outlook", "--years", "2026,2030"), True, "and what list growth asks for by the room formula"),
        (("outlook", "--years", "2026,2027"), False, "The dataset has no growth table"),
        (("plan", "--scenario", "late.toml", "--only", "csv"), True, "The growth table ends in 2030"),
        (("scenario", "late.toml"), False, "The dataset has no growth table"),
        (("steps", "--scenario", "late.toml"), False, "The dataset has no growth table"),
        (("risk", "--year", "2090", "--runs", "1", "--workers", "1"), True, "up to 2090"),
    ],
)
def test_commands_say_where_the_growth_table_tells_nothing(
    command: tuple[str, ...], table: bool, told: str, tmp_path: Path
) -> None:
    """And only there: core requests are not said to come of growth where none is known."""
    world = futures_world()
    if not table:
        del world["growth"]
    write_folder(world, tmp_path / "dataset")
    (tmp_path / "late.toml").write_text("year = 2090\n", encoding="utf-8")
    name, *options = (str(tmp_path / part) if part.endswith(".toml") else part for part in command)
    done = CliRunner().invoke(app, [name, str(tmp_path / "dataset"), *options, "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    said = " ".join(done.output.split())
    assert [told in said, "growth table" in said] == [True, "growth table" in told or "2090" in told]
    assert ("by the room formula" in said) is (name == "outlook" and table)
