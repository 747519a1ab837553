"""What the week of a post with its rooms named can be made of, as arrays."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np

from estates.domain.rooms import Room
from estates.domain.slots import SLOT_ORDER, SLOTS, LearnerSlot, RoomSlot, Slot
from optimiser.candidates import Estate, PostChoices
from optimiser.program import Floats, Integers, Mask
from optimiser.seats import rooms_at

NO_ROW = -1

Week = tuple[tuple[int, int], ...]
"""A post's sessions in a week: the number of a room among those it may use, and the number of a slot."""


@dataclass(frozen=True)
class Shared:
    """What posts share: places of rooms in slots, then places under supervisors, each with a number.

    ``left`` says how many of each are free.
    """

    seats: Mapping[RoomSlot, int]
    cares: Mapping[LearnerSlot, int]
    left: Floats


@dataclass(frozen=True, kw_only=True)
class RoomChoices:
    """The rooms in which a post may sit, by number, and what each asks of what is shared.

    ``site`` is the number of a room's site and ``minutes`` the journey there, one way. ``seat`` and ``care`` hold, for
    each room and slot, the number of the place and of the supervision that a session there takes, ``NO_ROW`` for none.
    ``may`` says where a session may be and ``pinned`` where one must be. ``site_sets`` are the sets of sites that the
    post may use in a week. Every room beyond the first costs ``extra_room`` minutes, every site ``extra_site`` more.
    """

    wanted: int
    room_ids: tuple[str, ...]
    site: Integers
    minutes: Floats
    seat: Integers
    care: Integers
    may: Mask
    pinned: Mask
    site_sets: Sequence[Integers]
    extra_room: float
    extra_site: float

    @property
    def has_pins(self) -> bool:
        """Whether any session is pinned."""
        return bool(self.pinned.any())

    def minutes_of(self, week: Week) -> float:
        """Return the burden of a week in minutes: journeys, and rooms and sites beyond the first."""
        if not week:
            return 0.0
        rooms = {room for room, _ in week}
        sites = {int(self.site[room]) for room in rooms}
        days = {(SLOTS[slot].day, int(self.site[room])): float(self.minutes[room]) for room, slot in week}
        return sum(days.values()) + self.extra_room * (len(rooms) - 1) + self.extra_site * (len(sites) - 1)

    def paid(self, of_places: Floats) -> Floats:
        """Return what a session pays by room and slot, for its place and its supervision, at the prices of these."""
        with_none = np.append(of_places, 0.0)  # NO_ROW, the last one, costs nothing
        paid: Floats = with_none[self.seat] + with_none[self.care]
        return paid


def shared_places(estate: Estate) -> Shared:
    """Return the places of an estate that nobody holds, and its places under supervisors."""
    seats: dict[RoomSlot, int] = {}
    left: list[float] = []
    for site_id, slot in sorted(estate.cells, key=lambda cell: (cell[0], SLOT_ORDER[cell[1]])):
        for room in rooms_at(estate, site_id):
            if (places := estate.places_left(room, slot)) > 0:
                seats[room.room_id, slot] = len(left)
                left.append(places)
    cares: dict[LearnerSlot, int] = {}
    supervision = {(row.site_id, row.kind): row for row in estate.dataset.supervision}
    for choices in estate.posts:
        for care in _cares(choices):
            if care not in cares:
                row = supervision.get(care[:2])
                cares[care] = len(left)
                left.append(0 if row is None else row.places_in(care[2]))
    return Shared(seats, cares, np.array(left, dtype=float))


def _cares(choices: PostChoices) -> list[LearnerSlot]:
    kind = choices.supervision
    if kind is None:
        return []
    return [(site_id, kind, slot) for site_id, slots in choices.slots_at.items() for slot in slots]


def room_choices(estate: Estate, choices: PostChoices, shared: Shared) -> RoomChoices:
    """Return the rooms in which a post may sit; a pinned session may only be in its room, whose place it holds."""
    sites = list(choices.slots_at)
    rooms = [
        (number, room)
        for number, site_id in enumerate(sites)
        for room in rooms_at(estate, site_id)
        if choices.demand.suits(room)
    ]
    asked = [[_asked(choices, shared, room, slot) for slot in SLOTS] for _, room in rooms]
    seat, care, pinned = np.array(asked, dtype=np.int64).reshape(-1, len(SLOTS), 3).transpose(2, 0, 1)
    may = (seat != NO_ROW) | (pinned > 0)
    used = np.flatnonzero(may.any(axis=1))
    return RoomChoices(
        wanted=min(choices.wanted, len(SLOTS)),
        room_ids=tuple(rooms[row][1].room_id for row in used),
        site=np.array([rooms[row][0] for row in used], dtype=np.int64),
        minutes=np.array([choices.minutes_to[rooms[row][1].site_id] for row in used], dtype=float),
        seat=seat[used],
        care=care[used],
        may=may[used],
        pinned=pinned[used] > 0,
        site_sets=_site_sets(len(sites), _most_sites(choices)),
        extra_room=float(estate.burden.extra_room_minutes),
        extra_site=float(estate.burden.extra_site_minutes),
    )


def sets_of_sites(choices: PostChoices) -> int:
    """Return how many sets of sites a post could use in a week."""
    return sum(math.comb(len(choices.slots_at), count) for count in range(1, _most_sites(choices) + 1))


def _most_sites(choices: PostChoices) -> int:
    return min(choices.post.max_sites, len(choices.slots_at))


@cache
def _site_sets(sites: int, most: int) -> Sequence[Integers]:
    """Return the sets of at most so many sites; the same object for the same numbers, so that it is sent once."""
    return [
        np.array(chosen, dtype=np.int64) for count in range(1, most + 1) for chosen in combinations(range(sites), count)
    ]


def _asked(choices: PostChoices, shared: Shared, room: Room, slot: Slot) -> tuple[int, int, bool]:
    """Return the place and the supervision that a session takes, and whether it is pinned there."""
    if slot not in choices.slots_at[room.site_id]:
        return NO_ROW, NO_ROW, False
    is_pinned = choices.pins.get(slot) == room.room_id
    seat = NO_ROW if slot in choices.pins else shared.seats.get((room.room_id, slot), NO_ROW)
    kind = choices.supervision
    return seat, NO_ROW if kind is None else shared.cares[room.site_id, kind, slot], is_pinned
