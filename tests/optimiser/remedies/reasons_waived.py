"""Datasets in which what a reason names is not so, made without the planner's own code for it."""

from dataclasses import replace

from estates.domain.dataset import Dataset
from estates.domain.practices import Supervision
from estates.domain.rooms import Room
from estates.domain.slots import SLOTS
from estates.domain.words import Cell, PlacementKind, Reason, RoomType, Sharing, SiteKind
from optimiser.remedies.openings import FURTHER_MINUTES
from tests.builders import site
from tests.strategies import FEATURES, KINDS

ALL_WEEK = (Cell.FREE,) * len(SLOTS)


def only(data: Dataset, kind: PlacementKind, id_: str) -> Dataset:
    """Return a dataset in which there is nobody but one post or programme."""
    posts = tuple(post for post in data.posts if (PlacementKind.POST, post.post_id) == (kind, id_))
    programmes = tuple(p for p in data.programmes if (PlacementKind.PROGRAMME, p.programme_id) == (kind, id_))
    pins = tuple(pin for pin in data.pins if (PlacementKind.POST, pin.post_id) == (kind, id_))
    return replace(data, posts=posts, programmes=programmes, pins=pins)


def with_a_session_of_one_room(data: Dataset, programme_id: str) -> Dataset:
    """Return a dataset with a hub session more that is like a programme's, but takes one room."""
    like = data.programme_by_id[programme_id]
    one = replace(like, programme_id="one room", sessions_per_week=1, rooms_per_session=1)
    return replace(data, programmes=(*data.programmes, one))


def without_what_it_names(data: Dataset, kind: PlacementKind, id_: str, reason: Reason) -> Dataset:
    """Return a dataset in which the reason of a post or programme cannot stand in the way."""
    match reason:
        case Reason.NO_ROOM_IN_REACH:
            return _with_rooms_in_reach(data)
        case Reason.IN_USE:
            return _with_cells(data, Cell.IN_USE, Cell.CLOSED)
        case Reason.UNKNOWN_ROOMS:
            return _with_cells(data, Cell.UNKNOWN)
        case Reason.NO_SUPERVISOR:
            return replace(data, supervision=tuple(_supervised(data)))
        case Reason.NOT_SHARED:
            return replace(data, sites=tuple(replace(here, share_with=Sharing.ANY) for here in data.sites))
        case _:
            return _who_may_more(data, kind, id_, reason)


def _with_cells(data: Dataset, *states: Cell) -> Dataset:
    def freed(room: Room) -> Room:
        return replace(room, cells=tuple(Cell.FREE if cell in states else cell for cell in room.cells))

    return replace(data, rooms=tuple(map(freed, data.rooms)))


def _with_rooms_in_reach(data: Dataset) -> Dataset:
    """Return the dataset with rooms at every site and at a hub more, and posts that travel a little further."""
    posts = (replace(p, max_travel_minutes=p.max_travel_minutes + FURTHER_MINUTES) for p in data.posts)
    programmes = (
        replace(p, candidate_sites=(*p.candidate_sites, "hub") if p.candidate_sites else ()) for p in data.programmes
    )
    sites = (*data.sites, site("hub", SiteKind.HUB))
    wider = replace(data, sites=sites, posts=tuple(posts), programmes=tuple(programmes))
    return replace(wider, rooms=(*data.rooms, *_three_rooms_of_each_type(wider)))


def _three_rooms_of_each_type(data: Dataset) -> list[Room]:
    return [
        Room(
            room_id=f"{here.site_id} {room_type} {number}",
            site_id=here.site_id,
            room_type=room_type,
            name="More",
            cells=ALL_WEEK,
            features=frozenset(FEATURES),
        )
        for here in data.sites
        for room_type in RoomType
        for number in range(3)
    ]


def _supervised(data: Dataset) -> list[Supervision]:
    given = {(row.site_id, row.kind): row.places for row in data.supervision}
    return [
        Supervision(
            site_id=here.site_id,
            kind=kind,
            places=tuple(places + 1 for places in given.get((here.site_id, kind), (0,) * len(SLOTS))),
        )
        for here in data.sites
        for kind in KINDS
    ]


def _who_may_more(data: Dataset, kind: PlacementKind, id_: str, reason: Reason) -> Dataset:
    """Return the dataset with somebody who may work in any half-day, or a post that may work at any number of sites."""
    if kind is PlacementKind.PROGRAMME:
        assert reason is Reason.OWN_SLOTS
        more = replace(data.programme_by_id[id_], slots=SLOTS)
        return replace(data, programmes=tuple(more if p.programme_id == id_ else p for p in data.programmes))
    post = data.post_by_id[id_]
    wider = {Reason.OWN_SLOTS: replace(post, slots=SLOTS), Reason.FEW_SITES: replace(post, max_sites=len(data.sites))}
    return replace(data, posts=tuple(wider[reason] if other is post else other for other in data.posts))
