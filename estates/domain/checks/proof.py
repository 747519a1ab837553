"""The proof of a plan: its figures agree with the plan, and its standing with its figures, or it is wrong."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import isfinite

from estates.domain.checks.breach import Breach
from estates.domain.dataset import Dataset
from estates.domain.plan import GOALS, GoalScore
from estates.domain.words import Standing

TOLERANCE = 1e-6
_ORDER = ("G1", "changes", "G2", "G3", "G4")
_WHOLE_BOUNDS = frozenset({"G1", "G2", "changes"})


def proof_breaches(
    goals: Mapping[str, GoalScore], standing: Standing, dataset: Dataset, values: Mapping[str, Fraction]
) -> tuple[Breach, ...]:
    """Return every way in which a proof is wrong (rule ``proof``); none for a sound one.

    Parameters
    ----------
    goals
        Value, bound, gap and standing of each goal, as the proof gives them.
    standing
        The plan's standing, as the proof gives it.
    dataset
        The dataset as the plan's season sees it.
    values
        The goals as recomputed from the plan's rows (``goal_values``), and ``changes`` where the proof has it.
    """
    lacking = [Breach("proof", f"The proof gives no figures for {name}.", name) for name in GOALS if name not in goals]
    inner = [breach for name in _ORDER if name in goals for breach in _faults(name, goals[name], dataset, values)]
    return (*lacking, *inner, *_standing_faults(goals, standing))


def _faults(name: str, score: GoalScore, dataset: Dataset, values: Mapping[str, Fraction]) -> Iterator[Breach]:
    if not all(isfinite(figure) for figure in (score.value, score.bound, score.gap)):
        yield Breach("proof", f"{name}: value, bound and gap must be numbers.", name)
        return
    if name in values and not _agree(score.value, float(values[name])):
        told = f"{name}: the proof says {score.value:g}, but the plan comes to {float(values[name]):g}."
        yield Breach("proof", told, name)
    if score.bound > score.value + TOLERANCE:
        yield Breach("proof", f"{name}: the bound {score.bound:g} is above the value {score.value:g}.", name)
    if name in _WHOLE_BOUNDS and score.bound != round(score.bound):
        yield Breach("proof", f"{name}: the bound {score.bound:g} is not a whole number.", name)
    gap = (score.value - score.bound) / _base(name, score.value, dataset)
    if not _agree(score.gap, gap):
        yield Breach("proof", f"{name}: the proof says a gap of {score.gap:g}, but it is {gap:g}.", name)


def _agree(given: float, right: float) -> bool:
    return abs(given - right) <= TOLERANCE


def _base(name: str, value: float, dataset: Dataset) -> float:
    """Return what a gap is measured against: for G1 priority times placed sessions, for the others the value."""
    if name != "G1":
        return max(1.0, value)
    wanted = sum(post.priority * dataset.wanted_by_post[post.post_id] for post in dataset.posts)
    wanted += sum(programme.priority * programme.room_sessions_wanted for programme in dataset.programmes)
    return max(1.0, wanted - value)


def _standing_faults(goals: Mapping[str, GoalScore], standing: Standing) -> Iterator[Breach]:
    closed = True
    for name in [name for name in _ORDER if name in goals]:
        # As far as a file's decimals tell, whatever the size of the goal; a not-a-number is not closed.
        closed = closed and abs(goals[name].value - goals[name].bound) <= TOLERANCE
        right = Standing.OPTIMAL if closed else Standing.FEASIBLE
        if goals[name].standing is not right:
            told = f"{name} is called {goals[name].standing.value}, but its figures make it {right.value}."
            yield Breach("proof", told, name)
    worst = Standing.OPTIMAL if closed else Standing.FEASIBLE
    if standing is not worst:
        yield Breach("proof", f"The plan is called {standing.value}, but its goals make it {worst.value}.", "standing")
