"""The plan: who sits in which room in which slot, how good that is, and how far it is proved."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

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


SAME = 1e-6
"""A bound within this of a value meets it: sums of decimals come to no less."""


def goal_score(goal: str, value: float, bound: float, *, wanted: float, before: Iterable[GoalScore]) -> GoalScore:
    """Return the score of a goal.

    Parameters
    ----------
    goal
        Its name.
    value, bound
        What it came to, and a proven lower bound; one above the value counts as the value.
    wanted
        All weighted sessions wanted: the gap of G1 is against those placed.
    before
        The scores of the goals before it: only if all are proved is it proved to be the best.
    """
    bound = min(value, bound)
    base = max(1.0, wanted - value if goal == "G1" else value)
    gap = 0.0 if value - bound <= SAME else (value - bound) / base
    is_proved = not gap and all(score.standing is Standing.OPTIMAL for score in before)
    standing = Standing.OPTIMAL if is_proved else Standing.FEASIBLE
    return GoalScore(value=value, bound=bound if gap else value, gap=gap, standing=standing)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A plan with its proof. ``placements`` stand in canonical order; ``goals`` has one score per goal, in order.

    ``prices`` are those that prove the bound on G1 as far as prices can, in canonical order.
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


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far the solving is: the goal worked on, the best plan so far, its bound and gap, and seconds gone by."""

    stage: str
    seconds: float
    best: float | None = None
    bound: float | None = None
    gap: float | None = None


ProgressListener = Callable[[Progress], None]
