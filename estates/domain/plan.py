"""The plan: who sits in which room in which slot, how good that is, and how far it is proved."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from estates.domain.prices import Price
from estates.domain.slots import SLOT_ORDER, Slot
from estates.domain.words import PlacementKind, Season, Standing, StoppedBy

GOALS: tuple[str, ...] = ("G1", "G2", "G3", "G4")
CHANGES = "changes"
"""The goal of a re-plan with ``--fewest-changes``: changed rows, between G1 and G2."""


@dataclass(frozen=True, kw_only=True)
class Placement:
    """One room session: a post, or one room of a programme, in a room in a slot."""

    kind: PlacementKind
    id: str
    slot: Slot
    site_id: str
    room_id: str
    pinned: bool = False

    @property
    def order(self) -> tuple[str, str, int, str, str]:
        """The canonical order of placements in a plan."""
        return (self.kind.value, self.id, SLOT_ORDER[self.slot], self.site_id, self.room_id)


def in_order(placements: Iterable[Placement]) -> tuple[Placement, ...]:
    """Return placements in their canonical order."""
    return tuple(sorted(placements, key=lambda placement: placement.order))


@dataclass(frozen=True, kw_only=True)
class GoalScore:
    """A goal's value, its proven bound (both to be least), the gap between them and the standing."""

    value: float
    bound: float
    gap: float
    standing: Standing


SAME, ROUNDING = 1e-6, 1e-6
"""A bound within the first of a value meets it: sums of decimals come to no less. One that is above it by more than
the second, or this share of it where it is above 1, cannot be right."""

BoundOf = Callable[[str, bool], float]
"""Says a proven lower bound of a goal, told whether all goals before it are proved to be the best."""


def goal_scores(values: Mapping[str, float], bound_of: BoundOf, *, wanted: float) -> dict[str, GoalScore]:
    """Return the scores of goals, whose ``values`` stand in their strict order; the rest is as for ``goal_score``."""
    scores: dict[str, GoalScore] = {}
    for goal, value in values.items():
        bound = bound_of(goal, all(not score.gap for score in scores.values()))
        scores[goal] = goal_score(goal, value, bound, wanted=wanted, before=scores.values())
    return scores


def goal_score(goal: str, value: float, bound: float, *, wanted: float, before: Iterable[GoalScore]) -> GoalScore:
    """Return the score of a goal.

    Parameters
    ----------
    goal
        Its name.
    value, bound
        What it came to, and a proven lower bound. One that rounding puts above the value counts as the value; one
        that is further above is wrong, and proves nothing.
    wanted
        All weighted sessions wanted: the gap of G1 is against those placed.
    before
        The scores of the goals before it: only if all are proved is it proved to be the best.
    """
    is_wrong = bound > value + ROUNDING * max(1.0, abs(value))
    bound = min(value, 0.0 if is_wrong else bound)
    base = max(1.0, wanted - value if goal == "G1" else value)
    gap = 0.0 if value - bound <= SAME else (value - bound) / base
    is_proved = not gap and all(score.standing is Standing.OPTIMAL for score in before)
    standing = Standing.OPTIMAL if is_proved else Standing.FEASIBLE
    return GoalScore(value=value, bound=bound if gap else value, gap=gap, standing=standing)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A plan with its proof. ``placements`` stand in canonical order; ``goals`` has one score per goal, in order.

    ``prices`` are those that prove the bound on G1 as far as prices can, in canonical order. ``lost`` is a sentence on
    what could not be worked on to the end, as for want of memory.
    """

    placements: tuple[Placement, ...]
    goals: Mapping[str, GoalScore]
    standing: Standing
    stopped_by: StoppedBy
    season: Season
    gap_asked: float
    seed: int
    seconds: float
    prices: tuple[Price, ...] = ()
    lost: str = ""


def with_bound(plan: Plan, bound: float, *, wanted: float) -> Plan:
    """Return a plan whose bound on G1 is at least as good as another that is proved; ``wanted`` as in goal_score."""
    bounds = {goal: score.bound for goal, score in plan.goals.items()}
    if bound <= bounds["G1"]:
        return plan
    values = {goal: score.value for goal, score in plan.goals.items()}
    goals = goal_scores(values, lambda goal, _: bound if goal == "G1" else bounds[goal], wanted=wanted)
    return replace(plan, goals=goals, standing=goals[GOALS[-1]].standing)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far the solving is: the goal worked on, the best plan so far, its bound and gap, and seconds gone by."""

    stage: str
    seconds: float
    best: float | None = None
    bound: float | None = None
    gap: float | None = None


ProgressListener = Callable[[Progress], None]
