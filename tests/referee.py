"""The referee: an exhaustive search for the best plan of a tiny dataset, in the strict order of the goals.

It lists every week that each post and programme could have and tries every combination. Combinations that leave the
same places, supervisors and unmet sessions behind are merged, keeping the best: what follows costs all of them the
same, so no best plan is lost. It shares nothing with the optimiser; rules and goals are the judge's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from estates.domain.checks import breaches, goal_values, replan_values
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.posts import Post
from estates.domain.programmes import Programme
from estates.domain.rooms import Room
from estates.domain.settings import BurdenSettings
from estates.domain.slots import Slot
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind

Rows = tuple[Placement, ...]
Cell = tuple[str, Slot]
Supervised = tuple[str, str, Slot]


@dataclass(frozen=True)
class Left:
    """What a combination leaves behind: places taken, learners placed, and sessions placed per PCN."""

    taken: frozenset[tuple[Cell, int]] = frozenset()
    learners: frozenset[tuple[Supervised, int]] = frozenset()
    placed: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True)
class Combination:
    """Rows chosen so far: weight, rows kept where they count apart and pairs reached (to be most), minutes (least)."""

    weight: int = 0
    kept: int = 0
    reached: Fraction = Fraction(0)
    minutes: Fraction = Fraction(0)
    rows: Rows = ()

    @property
    def rank(self) -> tuple[int, int, Fraction, Fraction]:
        """Order among combinations that leave the same behind; the least is the best."""
        return (-self.weight, -self.kept, -self.reached, self.minutes)


def best_plan(data: Dataset, travel: TravelTimes, earlier: Rows = (), *, apart: bool = False) -> Rows:
    """Return a plan whose goals G1 to G4 are the best in strict order, as a re-plan of an earlier one if given.

    With ``apart`` changed rows are a goal of their own after G1.
    """
    search = _Search(data, travel, earlier, apart=apart)
    found = {Left(): Combination()}
    for weeks in search.all_weeks():
        found = search.extended(found, weeks)
    plans = (combination.rows for combination in found.values())
    return min(plans, key=lambda rows: in_strict_order(data, travel, rows, earlier, apart=apart))


def in_strict_order(
    data: Dataset, travel: TravelTimes, rows: Rows, earlier: Rows, *, apart: bool
) -> tuple[Fraction, ...]:
    """Return the goals of a re-plan in their strict order."""
    values = replan_values(data, travel, rows, burden=BurdenSettings(), earlier=earlier, apart=apart)
    order = ("G1", "changes", "G2", "G3", "G4")
    return tuple(values[name] for name in order if name in values)


class _Search:
    """The combinations of weeks over a dataset."""

    def __init__(self, data: Dataset, travel: TravelTimes, earlier: Rows, *, apart: bool) -> None:
        self.apart = apart
        self.data = data
        self.travel = travel
        self.earlier = earlier
        self.offered = {(row.site_id, row.kind, slot): row.places_in(slot) for row in data.supervision for slot in Slot}
        self.rows_before = {_key(row) for row in earlier}
        self.unreached = goal_values(data, travel, ())["G2"]

    def all_weeks(self) -> Iterator[list[Rows]]:
        """Yield for every post and programme the weeks that it could have."""
        for post in self.data.posts:
            yield self.weeks_of_post(post)
        for programme in self.data.programmes:
            yield self.weeks_of_programme(programme)

    def weeks_of_post(self, post: Post) -> list[Rows]:
        pins = {(pin.room_id, pin.slot) for pin in self.data.pins if pin.post_id == post.post_id}
        choices = [
            [None, *(row for room in self.data.rooms if self.is_legal([row := _of_post(post, room, slot, pins)]))]
            for slot in Slot
        ]
        weeks = (tuple(row for row in week if row) for week in product(*choices))
        return [week for week in weeks if sum(row.pinned for row in week) == len(pins) and self.is_legal(week)]

    def weeks_of_programme(self, programme: Programme) -> list[Rows]:
        sessions: list[Rows] = []
        for site, slot in product(self.data.sites, Slot):
            rooms = self.data.rooms_at[site.site_id]
            for together in combinations(rooms, programme.rooms_per_session):
                rows = tuple(_of_programme(programme, room, slot) for room in together)
                if self.is_legal(rows):
                    sessions.append(rows)
        weeks = (
            tuple(row for session in chosen for row in session)
            for number in range(programme.sessions_per_week + 1)
            for chosen in combinations(sessions, number)
        )
        return [week for week in weeks if self.is_legal(week)]

    def is_legal(self, rows: Iterable[Placement]) -> bool:
        return not breaches(self.data, self.travel, rows, pins_must_stand=False)

    def extended(self, found: dict[Left, Combination], weeks: list[Rows]) -> dict[Left, Combination]:
        """Return every combination with one week more, the best of those that leave the same behind."""
        grown: dict[Left, Combination] = {}
        gains = [(week, self.gain(week)) for week in weeks]
        for (left, combination), (week, gain) in product(found.items(), gains):
            after = self.after(left, week)
            if after is None:
                continue
            more = Combination(
                combination.weight + gain.weight,
                combination.kept + gain.kept,
                combination.reached + gain.reached,
                combination.minutes + gain.minutes,
                combination.rows + week,
            )
            if after not in grown or more.rank < grown[after].rank:
                grown[after] = more
        return grown

    def gain(self, week: Rows) -> Combination:
        """Return what one week adds, whatever the others are, but for minutes that are the same for all its weeks."""
        goals = goal_values(self.data, self.travel, week, earlier=() if self.apart else self.earlier)
        weight = sum(self._holder(row).priority for row in week)
        kept = len(self.rows_before.intersection(map(_key, week))) if self.apart else 0
        return Combination(weight, kept, self.unreached - goals["G2"], goals["G4"], week)

    def after(self, left: Left, week: Rows) -> Left | None:
        """Return what is left behind with one week more, or ``None`` where a place or a supervisor is lacking."""
        taken, learners, placed = dict(left.taken), dict(left.learners), dict(left.placed)
        for row in week:
            room = self.data.room_by_id[row.room_id]
            whole = row.kind is PlacementKind.PROGRAMME
            cell = (row.room_id, row.slot)
            taken[cell] = taken.get(cell, 0) + (room.places if whole else 1)
            if taken[cell] > room.places:
                return None
            if not whole and not self._add_post(row, learners, placed):
                return None
        return Left(frozenset(taken.items()), frozenset(learners.items()), frozenset(placed.items()))

    def _holder(self, row: Placement) -> Post | Programme:
        whole = row.kind is PlacementKind.PROGRAMME
        return self.data.programme_by_id[row.id] if whole else self.data.post_by_id[row.id]

    def _add_post(self, row: Placement, learners: dict[Supervised, int], placed: dict[str, int]) -> bool:
        """Count a post's row, and say whether its supervisor, if it needs one, has a place."""
        post = self.data.post_by_id[row.id]
        placed[post.pcn_code] = placed.get(post.pcn_code, 0) + 1
        kind = self.data.role_by_id[post.role_id].supervision
        if kind is None:
            return True
        there = (row.site_id, kind, row.slot)
        learners[there] = learners.get(there, 0) + 1
        return learners[there] <= self.offered.get(there, 0)


def _key(row: Placement) -> tuple[PlacementKind, str, Slot, str]:
    return (row.kind, row.id, row.slot, row.room_id)


def _of_post(post: Post, room: Room, slot: Slot, pins: set[Cell]) -> Placement:
    return Placement(
        kind=PlacementKind.POST,
        id=post.post_id,
        slot=slot,
        site_id=room.site_id,
        room_id=room.room_id,
        pinned=(room.room_id, slot) in pins,
    )


def _of_programme(programme: Programme, room: Room, slot: Slot) -> Placement:
    return Placement(
        kind=PlacementKind.PROGRAMME,
        id=programme.programme_id,
        slot=slot,
        site_id=room.site_id,
        room_id=room.room_id,
    )
