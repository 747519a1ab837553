"""Room capacity without naming rooms: Hall's theorem instead of an assignment of people to rooms.

Rooms that serve the same demands are alike until rooms are named. In one site and slot all sessions find rooms if,
and only if, for every union U of the demands' sets of suitable rooms, the sessions that can go nowhere but into U
are at most the places of U (Hall 1935). Such rows are few and exact, and the room-by-room assignment is left to the
second stage, which always succeeds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from estates.domain.slots import Slot
from optimiser.candidates import Demand, Estate


@dataclass(frozen=True)
class RoomGroup:
    """Rooms of a site and slot that serve the same demands with the same places left.

    ``post_demands`` may use the places; ``programme_demands`` may take the rooms whole.
    """

    post_demands: frozenset[Demand]
    programme_demands: frozenset[Demand]
    places: int
    room_ids: tuple[str, ...]

    @property
    def rooms(self) -> int:
        """The number of rooms in the group."""
        return len(self.room_ids)


@dataclass(frozen=True)
class HallRow:
    """Demands of posts and of programmes, and the places and groups beyond which they have nowhere to go."""

    posts: frozenset[Demand]
    programmes: frozenset[Demand]
    places: int
    groups: frozenset[int]


def room_groups(
    estate: Estate, site_id: str, slot: Slot, *, posts: Collection[Demand], programmes: Collection[Demand]
) -> tuple[RoomGroup, ...]:
    """Return the groups of rooms that somebody could use at a site in a slot, pinned places left out."""
    groups: dict[tuple[frozenset[Demand], frozenset[Demand], int], list[str]] = defaultdict(list)
    for room in sorted(estate.dataset.rooms_at[site_id], key=lambda room: room.room_id):
        left = estate.places_left(room, slot)
        by_posts = frozenset(demand for demand in posts if demand.suits(room))
        by_programmes = frozenset(d for d in programmes if estate.is_whole(room, slot) and d.suits(room))
        if left > 0 and (by_posts or by_programmes):
            groups[by_posts, by_programmes, left].append(room.room_id)
    return tuple(RoomGroup(*key, tuple(room_ids)) for key, room_ids in groups.items())


def takes_shared_rooms(groups: Iterable[RoomGroup]) -> bool:
    """Whether a programme could take a room of several places whole, which Hall rows alone cannot count."""
    return any(group.programme_demands and group.places > 1 for group in groups)


def hall_rows(groups: tuple[RoomGroup, ...], *, with_programmes: bool) -> list[HallRow]:
    """Return the rows that say exactly when everybody finds a place, from the smallest set of rooms up."""
    posts = _suitable(group.post_demands for group in groups)
    programmes = _suitable(group.programme_demands for group in groups) if with_programmes else {}
    unions = _connected_unions({*posts.values(), *programmes.values()})
    return [
        HallRow(
            posts=frozenset(demand for demand, own in posts.items() if own <= union),
            programmes=frozenset(demand for demand, own in programmes.items() if own <= union),
            places=sum(groups[index].places * groups[index].rooms for index in union),
            groups=union,
        )
        for union in sorted(unions, key=lambda union: (len(union), sorted(union)))
    ]


def _suitable(demands_by_group: Iterable[frozenset[Demand]]) -> Mapping[Demand, frozenset[int]]:
    suitable: dict[Demand, set[int]] = {}
    for index, demands in enumerate(demands_by_group):
        for demand in demands:
            suitable.setdefault(demand, set()).add(index)
    return {demand: frozenset(own) for demand, own in suitable.items()}


def _connected_unions(sets: set[frozenset[int]]) -> set[frozenset[int]]:
    """Return all unions of sets that hang together; a union of strangers says nothing that its parts do not."""
    found = set(sets)
    frontier = list(sets)
    while frontier:
        union = frontier.pop()
        for other in sets:
            grown = union | other
            if union & other and grown not in found:
                found.add(grown)
                frontier.append(grown)
    return found
