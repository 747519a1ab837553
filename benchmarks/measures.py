"""Figures of runs: how much is placed when, how close to the proved bound, how soon, and how the cost grows.

A share placed is of what any plan could place at most: weighted sessions placed over those that the planner's best
proved bound of that instance leaves possible. What is short is one less that share.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from benchmarks.harness import grace_seconds
from benchmarks.peers.register import PLANNER
from benchmarks.records import Run


def unmet_at(run: Run, seconds: float) -> float:
    """Return G1 of the best plan that a run has after some seconds; all that is wanted where it has none."""
    # A plan handed over just after the limit is the plan of that limit.
    last = seconds + grace_seconds(seconds) if seconds >= run.entry.seconds else seconds
    values = [point.value for point in run.of_goal("G1") if point.value is not None and point.seconds <= last]
    return min(values, default=float(run.wanted))


def best_bound(runs: Iterable[Run]) -> float:
    """Return the highest bound on G1 that the planner proved on an instance, over all its runs there; else nought."""
    points = (point for run in runs if run.entry.peer == PLANNER for point in run.of_goal("G1"))
    return max((point.bound for point in points if point.bound is not None), default=0.0)


def short_at(run: Run, seconds: float, bound: float) -> float:
    """Return the share of what is possible that is not placed after some seconds: 1 before the first plan."""
    return _short(run.wanted, unmet_at(run, seconds), bound)


def seconds_within(run: Run, share: float, bound: float) -> float:
    """Return when a run is first within a share of the bound; infinite where it never is."""
    points = (point for point in run.of_goal("G1") if point.value is not None)
    return min((p.seconds for p in points if _short(run.wanted, p.value or 0.0, bound) <= share), default=math.inf)


def first_plan_seconds(run: Run) -> float:
    """Return when a run has its first plan."""
    return min((point.seconds for point in run.of_goal("G1") if point.value is not None), default=math.inf)


def seconds_to_value(run: Run, unmet: float) -> float:
    """Return when a run first has a plan at least as good as one with ``unmet``."""
    points = (point for point in run.of_goal("G1") if point.value is not None)
    return min((point.seconds for point in points if (point.value or 0.0) <= unmet), default=math.inf)


def certified_seconds(run: Run, gap: float, goal: str = "G1") -> float:
    """Return when a run first proves a goal within a gap, as ``proof.json`` counts gaps; nought is proved exactly."""
    for point in run.of_goal(goal):
        if point.value is None or point.bound is None:
            continue
        base = max(1.0, run.wanted - point.value if goal == "G1" else point.value)
        if (point.value - point.bound) / base <= gap + 1e-9:
            return point.seconds
    return math.inf


def certified_gap(run: Run) -> float:
    """Return the gap of G1 that prices alone leave to a run's plan, without a solver; infinite where it has none."""
    return math.inf if run.certified is None else (run.unmet - run.certified) / max(1.0, run.wanted - run.unmet)


def primal_integral(run: Run, bound: float) -> float:
    """Return the area under the share that is short, in seconds, to the run's time limit: less is sooner and better."""
    times = sorted({point.seconds for point in run.of_goal("G1") if point.seconds < run.entry.seconds})
    return sum((end - start) * short_at(run, start, bound) for start, end in pairwise([0.0, *times, run.entry.seconds]))


def middle(figures: Sequence[float]) -> float:
    """Return the median, the upper of the two in the middle, so that what is infinite for half is infinite."""
    return sorted(figures)[len(figures) // 2]


def growth_exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """Return the slope of cost over size on logarithmic scales, by least squares: 1 is linear growth."""
    x, y = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    spread = sum((a - mean_x) ** 2 for a in x)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / spread


def _short(wanted: int, unmet: float, bound: float) -> float:
    possible = wanted - bound
    return max(0.0, 1 - (wanted - unmet) / possible) if possible > 0 else 0.0
