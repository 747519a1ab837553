"""Building capital schemes: the rooms that they add, convert and open."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from estates.domain.dataset import Dataset
from estates.domain.rooms import Room
from estates.domain.scenario.changes import BuildSchemes
from estates.domain.scenario.impossible import ImpossibleChangeError, new_id
from estates.domain.scenario.own_rooms import OWN, own_features_at
from estates.domain.schemes import Scheme
from estates.domain.slots import SLOTS, Slot
from estates.domain.words import Cell, RoomType

EVERY_ROOM = "*"


def build_schemes(dataset: Dataset, change: BuildSchemes, *, year: int | None = None) -> Dataset:
    """Return the dataset with schemes built.

    Rooms added are free in the scheme's slots and closed in the others. A converted room keeps its week. An opened
    cell that was closed or not known is free; one in use stays so. A built scheme leaves the table of schemes, and so
    do those that can never be built beside it.

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
        raise ImpossibleChangeError(" ".join(problems))
    for scheme in wanted:
        dataset = _built(dataset, scheme, change.features)
    return replace(dataset, schemes=_left(dataset.schemes, change.scheme_ids))


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


def _built(dataset: Dataset, scheme: Scheme, features: Collection[str]) -> Dataset:
    converts = dict(scheme.converts)
    opens = {
        (room.room_id, slot)
        for room_id, slot in scheme.opens
        for room in dataset.rooms
        if room.room_id == room_id or (room_id == EVERY_ROOM and room.site_id == scheme.site_id)
    }
    rooms = tuple(
        replace(
            room,
            room_type=converts.get(room.room_id, room.room_type),
            cells=tuple(_opened(room, slot, is_opened=(room.room_id, slot) in opens) for slot in SLOTS),
        )
        for room in dataset.rooms
    )
    return replace(dataset, rooms=(*rooms, *_added(dataset, scheme, features)))


def _opened(room: Room, slot: Slot, *, is_opened: bool) -> Cell:
    cell = room.cell(slot)
    return Cell.FREE if is_opened and cell in (Cell.CLOSED, Cell.UNKNOWN) else cell


def _added(dataset: Dataset, scheme: Scheme, features: Collection[str]) -> Iterator[Room]:
    taken = set(dataset.room_by_id)
    cells = tuple(Cell.FREE if slot in scheme.slots else Cell.CLOSED for slot in SLOTS)
    for room_type, count in scheme.adds:
        for number in range(1, count + 1):
            room_id = new_id(f"{scheme.scheme_id}-{room_type}-{number}", taken)
            taken.add(room_id)
            yield Room(
                room_id=room_id,
                site_id=scheme.site_id,
                room_type=room_type,
                name=f"{scheme.name}: {room_type} {number}",
                cells=cells,
                features=(frozenset(features) or _usual_features(dataset, room_type))
                | own_features_at(dataset, scheme.site_id),
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
    shut_out = {other for scheme in schemes if scheme.scheme_id in built for other in scheme.excludes}
    shut_out |= {scheme.scheme_id for scheme in schemes if set(scheme.excludes) & set(built)}
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
