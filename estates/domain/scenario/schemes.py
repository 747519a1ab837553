"""Building capital schemes: the rooms that they add, convert and open."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from estates.domain.dataset import Dataset
from estates.domain.rooms import Room
from estates.domain.scenario.changes import BuildSchemes
from estates.domain.scenario.impossible import ImpossibleChangeError, new_id
from estates.domain.scenario.own_rooms import OWN, own_features_at
from estates.domain.schemes import Scheme, cannot_be_built_with
from estates.domain.slots import SLOTS, Slot
from estates.domain.words import Cell, RoomType

EVERY_ROOM = "*"


def build_schemes(dataset: Dataset, change: BuildSchemes, *, year: int | None = None) -> Dataset:
    """Return the dataset with schemes built.

    Rooms added are free in the scheme's slots and closed in the others. A converted room keeps its week. An opened
    cell that was closed or not known is free; one in use stays so; a scheme that opens all rooms of a site opens those
    added with it too. A built scheme leaves the table of schemes, and so do those that can never be built beside it.

    Raises
    ------
    ImpossibleChangeError
        Where a scheme is not there (any more), comes too early, lacks one that it requires or meets one that it
        excludes.
    """
    schemes = {scheme.scheme_id: scheme for scheme in dataset.schemes}
    unknown = [scheme_id for scheme_id in change.scheme_ids if scheme_id not in schemes]
    if unknown:
        raise ImpossibleChangeError(
            f"scheme {', '.join(unknown)} is built already, or shut out by one that is. Take it out of the list."
        )
    wanted = [schemes[scheme_id] for scheme_id in change.scheme_ids]
    problems = [told for scheme in wanted for told in _problems(scheme, change.scheme_ids, year)]
    if problems:
        raise ImpossibleChangeError(*problems)
    added = added_rooms(dataset, wanted, change.features)
    rooms = _opened((*_converted(dataset, wanted), *(room for _, room in added)), wanted)
    return replace(dataset, rooms=rooms, schemes=_left(dataset.schemes, change.scheme_ids))


def ready_schemes(dataset: Dataset, year: int) -> frozenset[str]:
    """Return the schemes that can be ready by a year, with all that they require."""
    ready = {each.scheme_id for each in dataset.schemes if each.earliest_year is None or each.earliest_year <= year}
    while waiting := {each.scheme_id for each in dataset.schemes if set(each.requires) - ready} & ready:
        ready -= waiting
    return frozenset(ready)


def _problems(scheme: Scheme, together: Collection[str], year: int | None) -> Iterator[str]:
    if year is not None and scheme.earliest_year is not None and scheme.earliest_year > year:
        yield f"scheme {scheme.scheme_id} cannot be ready before {scheme.earliest_year}. Take a later year."
    lacking = [other for other in scheme.requires if other not in together]
    if lacking:
        yield f"scheme {scheme.scheme_id} requires {', '.join(lacking)}. Build that too, in this change or before."
    shut_out = [other for other in scheme.excludes if other in together]
    if shut_out:
        yield f"scheme {scheme.scheme_id} excludes {', '.join(shut_out)}. Build one of them."


def _converted(dataset: Dataset, schemes: Sequence[Scheme]) -> tuple[Room, ...]:
    """Return the rooms as they stand with their new types; of two schemes that convert a room the later one counts."""
    types = {room_id: room_type for scheme in schemes for room_id, room_type in scheme.converts}
    return tuple(replace(room, room_type=types.get(room.room_id, room.room_type)) for room in dataset.rooms)


def _opened(rooms: Sequence[Room], schemes: Sequence[Scheme]) -> tuple[Room, ...]:
    """Return rooms, old and new, with the cells free that schemes open."""
    return tuple(
        replace(room, cells=tuple(_cell(room, slot, schemes) for slot in SLOTS)) if _touches(room, schemes) else room
        for room in rooms
    )


def _touches(room: Room, schemes: Sequence[Scheme]) -> bool:
    return any(opens_room(scheme, room, slot) for scheme in schemes for _, slot in scheme.opens)


def _cell(room: Room, slot: Slot, schemes: Sequence[Scheme]) -> Cell:
    cell = room.cell(slot)
    is_opened = is_openable(cell) and any(opens_room(scheme, room, slot) for scheme in schemes)
    return Cell.FREE if is_opened else cell


def is_openable(cell: Cell) -> bool:
    """Whether a scheme can open a cell: one that is closed or not known, while one in use stays so."""
    return cell in (Cell.CLOSED, Cell.UNKNOWN)


def opens_room(scheme: Scheme, room: Room, slot: Slot) -> bool:
    """Whether a scheme opens a room in a slot, by the room's own code or with all rooms of its site."""
    is_whole_site = room.site_id == scheme.site_id and (EVERY_ROOM, slot) in scheme.opens
    return is_whole_site or (room.room_id, slot) in scheme.opens


def added_rooms(
    dataset: Dataset, schemes: Sequence[Scheme], features: Collection[str] = ()
) -> tuple[tuple[Scheme, Room], ...]:
    """Return the rooms that schemes add to a dataset, each with its scheme, free in the slots of the scheme.

    Without ``features`` a room has those usual for its type before anything is built, whatever the order.
    """
    taken = set(dataset.room_by_id)
    found: list[tuple[Scheme, Room]] = []
    for scheme in schemes:
        for room_type, count in scheme.adds:
            own = (frozenset(features) or _usual_features(dataset, room_type)) | own_features_at(
                dataset, scheme.site_id
            )
            for number in range(1, count + 1):
                room_id = new_id(f"{scheme.scheme_id}-{room_type}-{number}", taken)
                taken.add(room_id)
                found.append((scheme, _new_room(scheme, room_id, room_type, features=own, number=number)))
    return tuple(found)


def _new_room(scheme: Scheme, room_id: str, room_type: RoomType, *, features: frozenset[str], number: int) -> Room:
    return Room(
        room_id=room_id,
        site_id=scheme.site_id,
        room_type=room_type,
        name=f"{scheme.name}: {room_type} {number}",
        cells=tuple(Cell.FREE if slot in scheme.slots else Cell.CLOSED for slot in SLOTS),
        features=features,
        estimated=True,
    )


def _usual_features(dataset: Dataset, room_type: RoomType) -> frozenset[str]:
    """Return the features that most rooms of a type have: what a new one will hardly be built without.

    That is an assumption, so the rooms are marked as estimated.
    """
    alike = [room for room in dataset.rooms if room.room_type is room_type]
    counts = Counter(feature for room in alike for feature in room.features if not feature.startswith(OWN))
    return frozenset(feature for feature, count in counts.items() if 2 * count > len(alike))


def _left(schemes: Collection[Scheme], built: Collection[str]) -> tuple[Scheme, ...]:
    """Return the schemes that can still be built, what they require and exclude told of these alone."""
    shut_out = set(cannot_be_built_with(schemes, built))
    gone: set[str] = set()
    while shut_out - gone:
        gone |= shut_out
        shut_out = {scheme.scheme_id for scheme in schemes if set(scheme.requires) & gone}
    gone |= set(built)
    return tuple(
        replace(
            scheme,
            requires=tuple(other for other in scheme.requires if other not in gone),
            excludes=tuple(other for other in scheme.excludes if other not in gone),
        )
        for scheme in schemes
        if scheme.scheme_id not in gone
    )
