"""Rooms as a plan leaves them: which half-days are free, left over, in use or unknown, and who holds what.

Sets of slots are whole numbers with one bit per slot, so that a post can be compared with every room at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from estates.domain.dataset import Dataset
from estates.domain.holders import Holder, rows_by_holder, rows_by_site
from estates.domain.plan import Placement
from estates.domain.rooms import Room
from estates.domain.slots import SLOT_ORDER, SLOTS, Slot
from estates.domain.words import Cell, PlacementKind


def bits(slots: Iterable[Slot]) -> int:
    """Return a set of slots as bits."""
    return sum({1 << SLOT_ORDER[slot] for slot in slots})


def slots_in(mask: int) -> tuple[Slot, ...]:
    """Return the slots of a set of bits, in the order of the week."""
    return tuple(slot for slot in SLOTS if mask >> SLOT_ORDER[slot] & 1)


@dataclass(frozen=True, kw_only=True)
class RoomWeek:
    """A room and its sets of slots under a plan.

    ``free`` is marked free; of that, ``left_over`` still takes one person more and ``empty`` holds nobody.
    ``in_use``, ``unknown`` and ``closed`` are what the dataset says of the rest.
    """

    room: Room
    free: int
    left_over: int
    empty: int
    in_use: int
    unknown: int
    closed: int


@dataclass(frozen=True, kw_only=True)
class PlanView:
    """A dataset and the rows of a plan, by room and by supervision."""

    dataset: Dataset
    placements: tuple[Placement, ...]

    @cached_property
    def holders(self) -> Mapping[tuple[str, Slot], tuple[Placement, ...]]:
        """Who holds each room and slot."""
        holders: dict[tuple[str, Slot], list[Placement]] = defaultdict(list)
        for row in self.placements:
            holders[row.room_id, row.slot].append(row)
        return {cell: tuple(rows) for cell, rows in holders.items()}

    @cached_property
    def rows_of(self) -> Mapping[Holder, Sequence[Placement]]:
        """The rows of each post and programme that has any."""
        return rows_by_holder(self.placements)

    @cached_property
    def rows_at(self) -> Mapping[str, Sequence[Placement]]:
        """The rows at each site that has any."""
        return rows_by_site(self.placements)

    @cached_property
    def weeks_at(self) -> Mapping[str, tuple[RoomWeek, ...]]:
        """The rooms of each site under the plan."""
        return {site_id: tuple(map(self._week, rooms)) for site_id, rooms in self.dataset.rooms_at.items()}

    @cached_property
    def supervised(self) -> Mapping[tuple[str, str], int]:
        """Slots in which a site supervises learners of a kind at all, by site and kind."""
        return {
            (row.site_id, row.kind): bits(slot for slot in SLOTS if row.places_in(slot))
            for row in self.dataset.supervision
        }

    @cached_property
    def supervision_left(self) -> Mapping[tuple[str, str], int]:
        """Slots in which a site could supervise one more learner of a kind, by site and kind."""
        learners: dict[tuple[str, str | None, Slot], int] = defaultdict(int)
        for row in self.placements:
            if row.kind is PlacementKind.POST:
                learners[row.site_id, self.kind_needed(row.id), row.slot] += 1
        return {
            (row.site_id, row.kind): bits(
                slot for slot in SLOTS if row.places_in(slot) > learners[row.site_id, row.kind, slot]
            )
            for row in self.dataset.supervision
        }

    def kind_needed(self, post_id: str) -> str | None:
        """Return the kind of supervisor a post needs on site, if any."""
        return self.dataset.role_by_id[self.dataset.post_by_id[post_id].role_id].supervision

    def _week(self, room: Room) -> RoomWeek:
        states = {state: bits(slot for slot in SLOTS if room.cell(slot) is state) for state in Cell}
        people = {slot: self._places_taken(room, slot) for slot in SLOTS}
        return RoomWeek(
            room=room,
            free=states[Cell.FREE],
            left_over=states[Cell.FREE] & bits(slot for slot in SLOTS if people[slot] < room.places),
            empty=states[Cell.FREE] & bits(slot for slot in SLOTS if not people[slot]),
            in_use=states[Cell.IN_USE],
            unknown=states[Cell.UNKNOWN],
            closed=states[Cell.CLOSED],
        )

    def _places_taken(self, room: Room, slot: Slot) -> int:
        rows = self.holders.get((room.room_id, slot), ())
        return sum(room.places if row.kind is PlacementKind.PROGRAMME else 1 for row in rows)
