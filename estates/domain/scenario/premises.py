"""Changes to sites and rooms."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal

from estates.domain.dataset import Dataset
from estates.domain.rooms import Room
from estates.domain.scenario.changes import CloseRooms, OfSites, OpenSessions, Share, UseCeiling
from estates.domain.scenario.impossible import ImpossibleChangeError, none_chosen
from estates.domain.slots import SLOTS, RoomSlot
from estates.domain.words import Cell

_HALF = Decimal("0.5")


def share_rooms(dataset: Dataset, change: Share) -> Dataset:
    """Return the dataset with sites that share their free rooms as the change says."""
    chosen = _sites(dataset, change)
    sites = (replace(site, share_with=change.share_with) if site.site_id in chosen else site for site in dataset.sites)
    return replace(dataset, sites=tuple(sites))


def close_rooms(dataset: Dataset, change: CloseRooms) -> Dataset:
    """Return the dataset with rooms closed in some or all slots. Where their owner's own use goes is not said."""
    rooms = _rooms(dataset, change, change.room_ids, lambda room: True)  # noqa: ARG005
    pinned = [pin for pin in dataset.pins if pin.room_id in rooms and pin.slot in (change.slots or SLOTS)]
    if pinned:
        told = ", ".join(f"{pin.post_id} in {pin.room_id} {pin.slot}" for pin in pinned)
        raise ImpossibleChangeError(f"pins stand in the rooms it closes: {told}. Take the pins out or keep the rooms.")
    return _with_cells(dataset, {(room_id, slot): Cell.CLOSED for room_id in rooms for slot in change.slots or SLOTS})


def open_sessions(dataset: Dataset, change: OpenSessions) -> Dataset:
    """Return the dataset with rooms free in slots in which they were closed or not known."""

    def is_to_open(room: Room) -> bool:
        is_type = not change.room_types or room.room_type in change.room_types
        return is_type and any(room.cell(slot) in (Cell.CLOSED, Cell.UNKNOWN) for slot in change.slots)

    rooms = _rooms(dataset, change, change.room_ids, is_to_open)
    opened = {
        (room_id, slot): Cell.FREE
        for room_id in rooms
        for slot in change.slots
        if dataset.room_by_id[room_id].cell(slot) in (Cell.CLOSED, Cell.UNKNOWN)
    }
    return _with_cells(dataset, opened)


def keep_back(dataset: Dataset, change: UseCeiling) -> Dataset:
    """Return the dataset with part of the free half-days of each site and room type kept back by its owner.

    Of n free half-days the share times n stay free, rounded half up. Those kept back are spread evenly over the week
    and the rooms; a pinned half-day always stays free.
    """
    chosen = _sites(dataset, change)
    pinned = {(pin.room_id, pin.slot) for pin in dataset.pins}
    groups: dict[tuple[str, str], list[RoomSlot]] = defaultdict(list)
    for slot in SLOTS:
        for room in dataset.rooms:
            if room.site_id in chosen and room.is_free(slot):
                groups[room.site_id, room.room_type].append((room.room_id, slot))
    if not groups:
        raise none_chosen("free room")
    kept = [half for group in groups.values() for half in _kept_back(group, pinned, change.share)]
    return _with_cells(dataset, dict.fromkeys(kept, Cell.IN_USE))


def _kept_back(halves: list[RoomSlot], pinned: Collection[RoomSlot], share: Decimal) -> list[RoomSlot]:
    """Return the half-days to keep back, pinned ones excepted, evenly spread in their order."""
    loose = [half for half in halves if half not in pinned]
    number = min(len(loose), len(halves) - _floor(len(halves) * share + _HALF))
    places = range(len(loose))
    return [loose[place] for place in places if (place + 1) * number // len(loose) > place * number // len(loose)]


def _floor(number: Decimal) -> int:
    return int(number.to_integral_value(rounding=ROUND_FLOOR))


def _sites(dataset: Dataset, change: OfSites) -> frozenset[str]:
    chosen = frozenset(site.site_id for site in dataset.sites if change.takes(site))
    if not chosen:
        raise none_chosen("site")
    return chosen


def _rooms(
    dataset: Dataset, change: OfSites, room_ids: Collection[str], is_wanted: Callable[[Room], bool]
) -> tuple[str, ...]:
    sites = _sites(dataset, change)
    chosen = tuple(
        room.room_id
        for room in dataset.rooms
        if room.site_id in sites and (not room_ids or room.room_id in room_ids) and is_wanted(room)
    )
    if not chosen:
        raise none_chosen("room")
    return chosen


def _with_cells(dataset: Dataset, cells: Mapping[RoomSlot, Cell]) -> Dataset:
    changed = {room_id for room_id, _ in cells}
    rooms = (
        replace(room, cells=tuple(cells.get((room.room_id, slot), room.cell(slot)) for slot in SLOTS))
        if room.room_id in changed
        else room
        for room in dataset.rooms
    )
    return replace(dataset, rooms=tuple(rooms))
