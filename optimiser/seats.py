"""Named rooms as columns: who sits in which room in which slot, and which rooms a post uses in the week.

Used twice: to name rooms once places and slots stand (``rooms``), and, where an estate is small enough, together
with the choice of places and slots (``named_model``), so that the burden is least with its room changes counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from estates.domain.rooms import Room
from estates.domain.slots import RoomSlot, Slot
from estates.domain.words import PlacementKind
from optimiser.candidates import Estate
from optimiser.program import LinearModel

PostSession = tuple[int, str, Slot]
HubSession = tuple[int, str, Slot]


@dataclass(frozen=True)
class Seats:
    """Columns of seats: x[p,t,r] of posts, y[g,t,r] of programmes, v[p,r] a post's rooms in the week."""

    of_posts: Mapping[PostSession, Mapping[str, int]]
    of_hubs: Mapping[HubSession, Mapping[str, int]]
    rooms_used: Mapping[tuple[int, str], int]


def suitable_rooms(estate: Estate, session: PostSession) -> list[Room]:
    """Return the rooms that a post may use in a session: its pinned room, or every suitable one with a place left."""
    p, site_id, slot = session
    choices = estate.posts[p]
    if slot in choices.pins:
        return [estate.dataset.room_by_id[choices.pins[slot]]]
    return [r for r in rooms_at(estate, site_id) if estate.places_left(r, slot) > 0 and choices.demand.suits(r)]


def hub_rooms(estate: Estate, session: HubSession) -> list[Room]:
    """Return the rooms that a programme may take whole in a session."""
    g, site_id, slot = session
    return [
        room
        for room in rooms_at(estate, site_id)
        if estate.is_whole(room, slot) and estate.programmes[g].demand.suits(room)
    ]


def add_seats(model: LinearModel, estate: Estate, *, posts: Iterable[PostSession], hubs: Iterable[HubSession]) -> Seats:
    """Add a column for every room that each session might have, and keep places (R3) and rooms used."""
    of_posts = {s: {r.room_id: model.add_column() for r in suitable_rooms(estate, s)} for s in posts}
    of_hubs = {s: {r.room_id: model.add_column() for r in hub_rooms(estate, s)} for s in hubs}
    pairs = dict.fromkeys((p, room_id) for (p, _, _), rooms in of_posts.items() for room_id in rooms)
    seats = Seats(of_posts, of_hubs, {pair: model.add_column() for pair in pairs})
    _add_places(model, estate, seats)
    _add_rooms_used(model, seats)
    return seats


def changes(estate: Estate, seats: Seats) -> dict[int, float]:
    """Return -1 for each column that keeps a row of the earlier plan."""
    index = {(PlacementKind.POST, choices.post.post_id): p for p, choices in enumerate(estate.posts)}
    index |= {(PlacementKind.PROGRAMME, c.programme.programme_id): g for g, c in enumerate(estate.programmes)}
    kept: dict[int, float] = {}
    for row in estate.earlier:
        room = estate.dataset.room_by_id.get(row.room_id)
        if room is None:
            continue
        sessions = seats.of_posts if row.kind is PlacementKind.POST else seats.of_hubs
        column = sessions.get((index[row.kind, row.id], room.site_id, row.slot), {}).get(row.room_id)
        if column is not None:
            kept[column] = -1.0
    return kept


def _add_places(model: LinearModel, estate: Estate, seats: Seats) -> None:
    """Add: who sits in a room in a slot finds a place that nobody holds; a pinned post has its place already."""
    sitters: dict[RoomSlot, list[tuple[int, float]]] = defaultdict(list)
    for (p, _, slot), rooms in seats.of_posts.items():
        for room_id, column in rooms.items():
            if slot not in estate.posts[p].pins:
                sitters[room_id, slot].append((column, 1.0))
    for (_, _, slot), rooms in seats.of_hubs.items():
        for room_id, column in rooms.items():
            sitters[room_id, slot].append((column, estate.dataset.room_by_id[room_id].places))
    for (room_id, slot), terms in sitters.items():
        model.add_row(terms, rule="R3", high=estate.places_left(estate.dataset.room_by_id[room_id], slot))


def _add_rooms_used(model: LinearModel, seats: Seats) -> None:
    for (p, _, _), rooms in seats.of_posts.items():
        for room_id, column in rooms.items():
            model.add_row([(column, 1), (seats.rooms_used[p, room_id], -1)], rule="G4", high=0)


def rooms_at(estate: Estate, site_id: str) -> list[Room]:
    """Return the rooms of a site in the order of their ids."""
    return sorted(estate.dataset.rooms_at[site_id], key=lambda room: room.room_id)
