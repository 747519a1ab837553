"""Figures of runs, on curves short enough to count by hand, and the tables made of them."""

import math
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import measures, plots, tables
from benchmarks.instances import Instance, Size, Tightness
from benchmarks.records import Entry, Point, Run

COUNTY = Instance(Size.COUNTY, Tightness.TIGHT, 0)


def a_run(*points: tuple[float, float, float | None], peer: str = "planner", limit: float = 100) -> Run:
    """Return a run that wants 200, with points of seconds, unmet and bound."""
    return Run(
        entry=Entry(COUNTY, limit, peer),
        wanted=200,
        unmet=int(points[-1][1]) if points else 200,
        breaches=0,
        ended="finished",
        remark="",
        wall_seconds=limit,
        cpu_seconds=None,
        peak_mib=100,
        curve=tuple(Point(seconds, "G1", value, bound) for seconds, value, bound in points),
    )


OURS = a_run((2, 150, 0), (10, 110, 90), (50, 100, 100))
PEER = a_run((20, 180, None), (60, 120, None), peer="greedy")


def test_what_prices_certify_is_a_gap_of_its_own() -> None:
    """Of 200 wanted 100 are placed; prices that leave 99 unmet for certain leave a gap of a hundredth."""
    assert measures.certified_gap(replace(OURS, certified=99.0)) == pytest.approx(0.01)
    assert math.isinf(measures.certified_gap(OURS))
    told = [tables.reach_table([run]) for run in (OURS, replace(OURS, certified=99.0))]
    assert "not noted" in told[0]
    assert "1.00 % (worst 1.00 %)" in told[1]


def test_a_value_stands_until_a_better_one() -> None:
    """Before the first plan nothing is placed; a plan within the grace counts at the limit."""
    assert [measures.unmet_at(OURS, seconds) for seconds in (1, 2, 49, 100)] == [200, 150, 110, 100]
    late = a_run((103, 120, None))
    assert [measures.unmet_at(late, seconds) for seconds in (60, 100)] == [200, 120]


def test_what_is_short_is_counted_against_what_is_possible() -> None:
    """Wanted 200 and at least 100 unmet: 100 possible."""
    assert measures.best_bound([PEER, OURS]) == 100
    assert measures.short_at(PEER, 20, 100) == pytest.approx(0.8)
    assert measures.short_at(PEER, 1, 100) == 1
    assert measures.seconds_within(PEER, 0.2, 100) == 60
    assert math.isinf(measures.seconds_within(PEER, 0.1, 100))


def test_the_primal_integral_is_the_area_under_what_is_short() -> None:
    """20 s of all, 40 s of 0.8, 40 s of 0.2."""
    assert measures.primal_integral(PEER, 100) == pytest.approx(20 + 32 + 8)


def test_a_bound_certifies_from_when_value_and_bound_are_close() -> None:
    """At 10 s the gap is 20 of 90 placed; at 50 s nothing."""
    assert measures.certified_seconds(OURS, 0.25) == 10
    assert measures.certified_seconds(OURS, 0.2) == 50
    assert measures.certified_seconds(OURS, 0.0) == 50
    assert math.isinf(measures.certified_seconds(PEER, 0.5))
    assert measures.first_plan_seconds(OURS) == 2
    assert measures.seconds_to_value(OURS, 120) == 10


def test_growth_is_one_where_cost_is_linear_and_two_where_it_is_square() -> None:
    """The slope on logarithmic scales."""
    assert measures.growth_exponent([1, 2, 4], [3, 6, 12]) == pytest.approx(1)
    assert measures.growth_exponent([1, 2, 4], [3, 12, 48]) == pytest.approx(2)


def test_the_table_gives_ratios_to_the_planner() -> None:
    """Of sessions placed at each mark, and of time and memory."""
    [(title, group)] = tables.comparisons([OURS, PEER])
    text = tables.comparison_table(group, tables.bounds_of([OURS, PEER]))
    assert title == "county, tight, 100 s"
    row = next(line for line in text.splitlines() if line.startswith("| greedy"))
    # 0 of 90 at 10 s, 80 of 100 at 60 s and at the end; never within a per cent; an area of 60 to one of 18.
    area = measures.primal_integral(OURS, 100)
    cells = ["greedy", "1", "0.0000", "0.8000", "0.8000", "20.00 %", "never", "never", f"{60 / area:.2f}", "1.00", "0"]
    assert row == "| " + " | ".join(cells) + " |"


def test_it_is_said_where_a_peer_is_ahead_and_where_a_bound_is_wrong() -> None:
    """The page hides nothing."""
    ahead = a_run((5, 95, None), peer="scip")
    [(_, group)] = tables.comparisons([OURS, ahead])
    wrong, better, soon = tables.standing_sentences(group, tables.bounds_of([OURS, ahead]))
    assert wrong.endswith("scip on seed 0.")
    assert "scip on seed 0 at 10 s" in better
    assert soon.endswith("never.")
    [(_, fair)] = tables.comparisons([OURS, PEER])
    wrong, better, soon = tables.standing_sentences(fair, tables.bounds_of([OURS, PEER]))
    assert wrong.endswith("none.")
    assert better.endswith("none, on any seed at any mark.")
    assert soon.endswith("10.0.")


def test_times_are_told_with_the_worst_or_with_how_many_never_came() -> None:
    """A median of times that never came is no number."""
    assert tables.seconds_told([1.0]) == "1.0"
    assert tables.seconds_told([1.0, 2.0, 9.0]) == "2.0 (worst 9.0)"
    assert tables.seconds_told([1.0, 2.0, math.inf]) == "2.0 (never on 1)"
    assert tables.seconds_told([1.0, math.inf, math.inf]) == "not half (never on 2)"
    assert tables.seconds_told([math.inf, math.inf]) == "never (2 of 2)"


def test_plots_of_the_same_runs_are_the_same_file(tmp_path: Path) -> None:
    """So that a change of a plot means a change of results."""
    groups = list(tables.comparisons([OURS, PEER]))
    bounds = tables.bounds_of([OURS, PEER])
    for name in ("one.svg", "two.svg"):
        plots.draw_curves(tmp_path / name, groups, bounds)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def test_cost_over_counties_is_told_per_county() -> None:
    """Twice the counties for four times the seconds is twice the cost of each."""
    runs = [
        replace(OURS, entry=Entry(replace(COUNTY, counties=n), 100, "planner", 0.25), wall_seconds=10.0 * n * n)
        for n in (4, 1, 2)
    ]
    chosen = tables.scaling_runs([*runs, OURS])
    assert [run.entry.instance.counties for run in chosen] == [1, 2, 4]
    rows = [line.split(" | ") for line in tables.scaling_table(chosen).splitlines()[2:]]
    assert [row[4] for row in rows] == ["1.00", "2.00", "4.00"]
    assert "power 2.00" in tables.scaling_sentence(chosen)
