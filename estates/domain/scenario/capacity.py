"""Changes that make more of what a site has: supervisors' time, rooms of another type, and further rooms."""

from collections.abc import Iterator
from dataclasses import replace

from estates.domain.dataset import Dataset
from estates.domain.practices import Supervision
from estates.domain.rooms import Room
from estates.domain.scenario.changes import AddRooms, ConvertRooms, Supervise
from estates.domain.scenario.impossible import ImpossibleChangeError, new_id, none_chosen
from estates.domain.scenario.own_rooms import own_features_at
from estates.domain.slots import SLOTS
from estates.domain.words import Cell


def supervise(dataset: Dataset, change: Supervise) -> Dataset:
    """Return the dataset with more learners supervised at the sites; a site without a row of the kind gets one."""
    chosen = [site.site_id for site in dataset.sites if change.takes(site)]
    if not chosen:
        raise none_chosen("site")
    more = tuple(change.places if slot in change.slots else 0 for slot in SLOTS)
    rows = {(row.site_id, row.kind): row for row in dataset.supervision}
    for site_id in chosen:
        row = rows.get((site_id, change.kind))
        before = row or Supervision(site_id=site_id, kind=change.kind, places=(0,) * len(SLOTS), estimated=True)
        places = tuple(old + new for old, new in zip(before.places, more, strict=True))
        rows[site_id, change.kind] = replace(before, places=places)
    return replace(dataset, supervision=tuple(rows.values()))


def convert_rooms(dataset: Dataset, change: ConvertRooms) -> Dataset:
    """Return the dataset with rooms of another type, each for one person at a time and marked as estimated."""
    lacking = [room_id for room_id in change.room_ids if room_id not in dataset.room_by_id]
    if lacking:
        raise ImpossibleChangeError(f"there is no room {', '.join(lacking)}. Take it out of the list.")

    def converted(room: Room) -> Room:
        features = room.features | frozenset(change.features)
        return replace(room, room_type=change.room_type, features=features, places=1, estimated=True)

    rooms = (converted(room) if room.room_id in change.room_ids else room for room in dataset.rooms)
    return replace(dataset, rooms=tuple(rooms))


def add_rooms(dataset: Dataset, change: AddRooms) -> Dataset:
    """Return the dataset with further rooms, each for one person at a time and marked as estimated."""
    added = tuple(_added(dataset, change))
    if not added:
        raise none_chosen("site")
    return replace(dataset, rooms=(*dataset.rooms, *added))


def _added(dataset: Dataset, change: AddRooms) -> Iterator[Room]:
    taken = set(dataset.room_by_id)
    cells = tuple(Cell.FREE if slot in change.slots else Cell.CLOSED for slot in SLOTS)
    for site in dataset.sites:
        for number in range(1, change.rooms + 1 if change.takes(site) else 1):
            room_id = new_id(f"{site.site_id}-new-{change.room_type}-{number}", taken)
            taken.add(room_id)
            yield Room(
                room_id=room_id,
                site_id=site.site_id,
                room_type=change.room_type,
                name=f"New {change.room_type} {number}",
                cells=cells,
                features=frozenset(change.features) | own_features_at(dataset, site.site_id),
                estimated=True,
            )
