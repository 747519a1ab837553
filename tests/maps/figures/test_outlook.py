"""The figures of an outlook say what its years say, and hide nothing, however close or long its lines are."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estates.domain.by_demand import DemandRow, banded, demand_rows
from estates.domain.plan import GoalScore
from estates.domain.practices import Pcn
from estates.domain.scenario.growth import GrowthFigures
from estates.domain.words import Standing
from maps.figures.frame import Words
from maps.figures.outlook import OutlookPoint, outlook_figure, spread
from maps.figures.outlook_files import Years, outlook_drawings, outlook_files
from maps.figures.sheets import A4, SLIDE, Sheet, own_settings
from maps.report import Report
from tests.builders import post
from tests.maps.figures.texts import outside, overlaps, texts
from tests.maps.reports import county_report
from tests.maps.worlds import PLACEMENTS, county_dataset, county_plan

SHEETS = pytest.mark.parametrize("sheet", [A4, SLIDE], ids=lambda sheet: sheet.name)
GROWING = county_dataset(posts=(post("A", 9), post("B", 3, base_site="S3", pcn_code="N2", practice_code="P2")))
NO_BANDS: dict[int, tuple[Report, Report]] = {}
WORDS = Words(title="Made up", subtitle="Made up", notes=("Source: a test.",))


def rows_of(report: Report) -> tuple[DemandRow, ...]:
    """Return what a report's plan wants and has."""
    return demand_rows(report.outcome.dataset, report.outcome.plan.placements, report.settings)


def outlook_of(reports: dict[int, Report], bands: dict[int, tuple[Report, Report]] = NO_BANDS) -> Years:
    """Return the outlook of some reports, with the reports of low and high growth of those years that have a band."""
    ends = {year: (rows_of(low), rows_of(high)) for year, (low, high) in bands.items()}
    rows = {year: banded(rows_of(report), ends.get(year)) for year, report in reports.items()}
    return Years(reports=reports, rows=rows, growth=GrowthFigures())


def drawn(years: Years, name: str, sheet: Sheet) -> list[str]:
    """Return what a figure says, after holding that nothing overlaps or runs over the edge."""
    with own_settings():
        figure = outlook_drawings(years)[name](sheet)
        said = [text.get_text() for text in texts(figure)]
        assert overlaps(figure) == []
        assert outside(figure) == []
    return said


@SHEETS
def test_an_outlook_tells_its_first_and_last_year(sheet: Sheet) -> None:
    """Finding, lines by who wants rooms, and the PCN that lacks most."""
    years = outlook_of({2026: county_report(), 2030: county_report(data=GROWING)})
    said = drawn(years, "outlook", sheet)
    assert "Unmet sessions rise from 3 a week in 2026 to 8 in 2030" in said
    assert {"All: 8", "ARRS staff: 8", "2026", "2030"} <= set(said)
    assert any("ESTIMATE" in text for text in said)
    by_pcn = drawn(years, "outlook-pcns", sheet)
    assert "Harbour PCN lacks most: 7 sessions a week in 2030, 2 in 2026" in by_pcn
    assert {"Harbour PCN: 7", "Vale PCN: 1"} <= set(by_pcn)


@SHEETS
def test_every_line_has_a_band_from_low_to_high_growth(sheet: Sheet) -> None:
    """The ends are those of their plans, and the notes say what they are; a year without a band draws none."""
    low, high = county_report(data=county_dataset(posts=(post("A", 3),))), county_report(data=GROWING)
    years = outlook_of({2026: county_report(), 2027: county_report()}, dict.fromkeys((2026, 2027), (low, high)))
    assert any(text.startswith("Bands: what is unmet with 0.5 to 1.5 times") for text in drawn(years, "outlook", sheet))
    with own_settings():
        everybody, arrs = outlook_drawings(years)["outlook"](sheet).axes[0].collections
        assert len(outlook_drawings(years)["outlook-pcns"](sheet).axes[0].collections) == 2
    unmet = {row.demand: row.unmet for row in rows_of(low) if row.level == "icb"}
    assert [everybody.get_paths()[0].get_extents().y0, everybody.get_paths()[0].get_extents().y1] == [unmet["all"], 8]
    assert arrs.get_paths()[0].get_extents().y0 == unmet["arrs"]
    without = outlook_of({2026: county_report(), 2027: county_report()})
    assert not any("Bands" in text for text in drawn(without, "outlook", sheet))
    with own_settings():
        assert not outlook_drawings(without)["outlook"](sheet).axes[0].collections


def test_what_only_an_end_of_the_band_wants_is_a_row_too() -> None:
    """So that the rows of each end add up; the plan itself wants nothing there."""
    rows, high = rows_of(county_report()), rows_of(county_report(data=GROWING))
    found = banded(rows, (rows[:1], high))
    assert sum(row.unmet_high_growth or 0 for row in found if row.level == "role") == 16
    assert {(row.level, row.code, row.demand) for row in found} == {
        (row.level, row.code, row.demand) for row in (*rows, *high)
    }
    assert all(row.unmet_low_growth == 0 for row in found[1:])


def test_an_outlook_of_one_year_without_pcns_is_drawn_too() -> None:
    """A point, no line; nothing wanted by a PCN is no second figure."""
    data = county_dataset(posts=(), pcns=())
    years = outlook_of({2026: county_report(data=data, plan=county_plan(PLACEMENTS[-1:]), areas=())})
    assert set(outlook_drawings(years)) == {"outlook"}
    assert "0 room sessions a week are unmet in 2026" in drawn(years, "outlook", A4)


@SHEETS
def test_close_and_long_names_stand_apart(sheet: Sheet) -> None:
    """Four lines that end at the same value, with names of any length, over seventy years."""
    points = [OutlookPoint(line=f"{name} " * 30, year=year, value=5.0) for name in "ABCD" for year in range(2026, 2097)]
    with own_settings():
        figure = outlook_figure(points, sheet, words=WORDS, unit="sessions")
        assert overlaps(figure) == []
        assert outside(figure) == []
        assert sum(": 5" in text.get_text() for text in texts(figure)) == 4


def test_pcns_of_one_name_are_two_lines() -> None:
    """Their codes tell them apart."""
    pcns = (Pcn(pcn_code="N1", name="Town PCN"), Pcn(pcn_code="N2", name="Town PCN"))
    years = outlook_of({2026: county_report(data=county_dataset(pcns=pcns))})
    assert {"Town PCN N1: 2", "Town PCN N2: 1"} <= set(drawn(years, "outlook-pcns", A4))


def test_the_files_come_in_three_forms_and_are_the_same_every_time() -> None:
    """On A4 and on a slide."""
    reports = {2026: county_report(), 2027: county_report()}
    rows = {year: banded(rows_of(report), None) for year, report in reports.items()}
    files = outlook_files(reports, rows, GrowthFigures())
    names = ("outlook", "outlook-pcns")
    assert set(files) == {
        f"figures/{name}-{sheet}.{form}"
        for name in names
        for sheet in ("a4", "slide")
        for form in ("svg", "png", "pdf")
    }
    assert files == outlook_files(reports, rows, GrowthFigures())


@given(st.lists(st.floats(0, 100), max_size=6))
def test_spread_heights_keep_their_order_and_their_distance(values: list[float]) -> None:
    """Whatever the values: a step between each and the next, and none above the room."""
    heights = spread(values, 5.0, (0.0, 100.0))
    order = sorted(range(len(values)), key=values.__getitem__)
    assert all(heights[above] - heights[below] >= 5.0 - 1e-9 for below, above in pairwise(order))
    assert all(height <= 100.0 for height in heights)


@pytest.mark.parametrize(("bound", "is_proved"), [(8.0, True), (4.0, True), (3.0, False)])
def test_a_rise_that_better_plans_may_undo_is_not_told_as_proved(bound: float, is_proved: bool) -> None:
    """From 3 to 8 sessions: proved where no plan of the last year goes down to 3."""
    open_goal = GoalScore(value=8.0, bound=bound, gap=(8 - bound) / 4, standing=Standing.FEASIBLE)
    plan = county_plan(goals={**county_plan().goals, "G1": open_goal})
    years = outlook_of({2026: county_report(), 2030: county_report(data=GROWING, plan=plan)})
    said = " ".join(drawn(years, "outlook", A4))
    assert ("the difference is not proved" in said) is not is_proved
