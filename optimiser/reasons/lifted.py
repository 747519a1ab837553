"""A dataset with exactly what one reason says out of the way, so that planning it shows whether the reason is true.

Not every reason can be lifted so: one site a day, and rooms together, are rules of every plan, and others who hold the
places are no part of a dataset.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from estates.domain.dataset import Dataset
from estates.domain.practices import Supervision
from estates.domain.rooms import Room
from estates.domain.slots import SLOTS
from estates.domain.words import Cell, PlacementKind, Reason, RoomType, Sharing
from optimiser.candidates import Demand
from optimiser.reasons.programme_situation import HubSituation
from optimiser.remedies.openings import Obstacle, Openings


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Somebody with sessions unmet, and what of a dataset matters to them.

    ``near`` are the sites in their reach, ``shared`` those of them that are shared with them. A session takes as many
    rooms as ``together``; ``supervision`` is the kind that it needs, if any.
    """

    kind: PlacementKind
    id: str
    demand: Demand
    room_type: RoomType | None
    together: int
    supervision: str | None
    near: frozenset[str]
    shared: frozenset[str]


def wish_of_post(openings: Openings) -> Wish:
    """Return what matters to a post."""
    situation = openings.situation
    types = situation.view.dataset.role_by_id[situation.post.role_id].room_types
    return Wish(
        kind=PlacementKind.POST,
        id=situation.post.post_id,
        demand=openings.demand,
        room_type=types[0] if types else None,
        together=1,
        supervision=situation.kind,
        near=frozenset(site.site_id for site in openings.sites({Obstacle.SHARING, Obstacle.FEW_SITES})),
        shared=frozenset(site.site_id for site in openings.sites({Obstacle.FEW_SITES})),
    )


def wish_of_programme(hub: HubSituation) -> Wish:
    """Return what matters to a programme."""
    types = hub.programme.room_types
    return Wish(
        kind=PlacementKind.PROGRAMME,
        id=hub.programme.programme_id,
        demand=Demand(frozenset(types), hub.programme.features),
        room_type=types[0] if types else None,
        together=hub.together,
        supervision=None,
        near=frozenset(site.site_id for site in hub.sites),
        shared=frozenset(site.site_id for site in hub.sites if hub.is_shared(site)),
    )


@dataclass(frozen=True, kw_only=True)
class Lift:
    """What is lifted, in words, and the dataset that comes of it; the same dataset where there is nothing to lift."""

    told: str
    apply: Callable[[Dataset, Wish], Dataset]


def _more_rooms(data: Dataset, wish: Wish) -> Dataset:
    """Add the rooms of one session at every site that is shared with them, free all week."""
    if wish.room_type is None:
        return data
    more = (
        Room(
            room_id=f"one more at {site_id}, {number}",
            site_id=site_id,
            room_type=wish.room_type,
            name="One more",
            cells=(Cell.FREE,) * len(SLOTS),
            features=wish.demand.features,
        )
        for site_id in sorted(wish.shared)
        for number in range(wish.together)
    )
    return replace(data, rooms=(*data.rooms, *more))


def _all_shared(data: Dataset, wish: Wish) -> Dataset:
    """Have those sites share with anybody that do not share with them: others keep what they have of all others."""
    shut = wish.near - wish.shared
    sites = (replace(site, share_with=Sharing.ANY) if site.site_id in shut else site for site in data.sites)
    return replace(data, sites=tuple(sites))


def _any_slot(data: Dataset, wish: Wish) -> Dataset:
    if wish.kind is PlacementKind.POST:
        posts = (replace(post, slots=SLOTS) if post.post_id == wish.id else post for post in data.posts)
        return replace(data, posts=tuple(posts))
    programmes = (replace(p, slots=SLOTS) if p.programme_id == wish.id else p for p in data.programmes)
    return replace(data, programmes=tuple(programmes))


def _known_to_be_free(data: Dataset, wish: Wish) -> Dataset:
    return _freed(data, wish, {Cell.UNKNOWN})


def _not_in_use(data: Dataset, wish: Wish) -> Dataset:
    return _freed(data, wish, {Cell.IN_USE, Cell.CLOSED})


def _freed(data: Dataset, wish: Wish, states: Collection[Cell]) -> Dataset:
    def week(room: Room) -> Room:
        if room.site_id not in wish.near or not wish.demand.suits(room):
            return room
        return replace(room, cells=tuple(Cell.FREE if cell in states else cell for cell in room.cells))

    return replace(data, rooms=tuple(map(week, data.rooms)))


def _supervised(data: Dataset, wish: Wish) -> Dataset:
    """Give every site in reach a place more under a supervisor, all week."""
    if wish.supervision is None:
        return data
    return replace(data, supervision=tuple(_one_more(data.supervision, wish.supervision, wish.near)))


def _one_more(rows: Iterable[Supervision], kind: str, near: frozenset[str]) -> Iterable[Supervision]:
    lacking = set(near)
    for row in rows:
        if row.kind == kind and row.site_id in near:
            lacking.discard(row.site_id)
            yield replace(row, places=tuple(places + 1 for places in row.places))
        else:
            yield row
    yield from (Supervision(site_id=site_id, kind=kind, places=(1,) * len(SLOTS)) for site_id in sorted(lacking))


def _any_sites(data: Dataset, wish: Wish) -> Dataset:
    if wish.kind is PlacementKind.PROGRAMME:
        return data
    most = len(data.sites)
    posts = (replace(post, max_sites=most) if post.post_id == wish.id else post for post in data.posts)
    return replace(data, posts=tuple(posts))


LIFTS: Mapping[Reason, Lift] = {
    Reason.NO_ROOM_IN_REACH: Lift(told="there were more suitable rooms at the sites in its reach", apply=_more_rooms),
    Reason.NOT_SHARED: Lift(told="all sites in its reach shared their rooms", apply=_all_shared),
    Reason.OWN_SLOTS: Lift(told="it could come in any half-day of the week", apply=_any_slot),
    Reason.UNKNOWN_ROOMS: Lift(told="the suitable rooms of which nothing is known were free", apply=_known_to_be_free),
    Reason.IN_USE: Lift(told="the suitable rooms that are in use or closed were free", apply=_not_in_use),
    Reason.NO_SUPERVISOR: Lift(told="all sites in its reach supervised one learner more", apply=_supervised),
    Reason.FEW_SITES: Lift(told="it could work at any number of sites a week", apply=_any_sites),
}
"""What can be lifted, in the order in which reasons are asked for."""
