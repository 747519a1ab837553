"""All rooms that any set of schemes can bring, in one dataset, and which sets bring which.

A room that schemes convert stands there once for every type that it can have; the sets of schemes say which of them
is real. So one model can choose the schemes and place the posts at once.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from estates.domain.capital.terms import ALWAYS, Terms, both, if_any, if_built, unless
from estates.domain.dataset import Dataset
from estates.domain.rooms import Room
from estates.domain.scenario.impossible import new_id
from estates.domain.scenario.schemes import added_rooms, is_openable, opens_room
from estates.domain.schemes import Scheme
from estates.domain.slots import SLOTS, RoomSlot, Slot
from estates.domain.words import Cell


@dataclass(frozen=True, kw_only=True)
class Offers:
    """A dataset with every room that some set of schemes brings, free wherever one frees it.

    ``there_if`` says of each half-day of a room that depends on schemes when it is there (1) and when not (0);
    ``stands_for`` names the room of the dataset that a converted one is; ``held`` counts the pins in either.
    """

    dataset: Dataset
    schemes: tuple[Scheme, ...]
    there_if: Mapping[RoomSlot, Terms]
    stands_for: Mapping[str, str]
    held: Mapping[RoomSlot, int]

    def room_of(self, room_id: str) -> str:
        """Return the code of the room of the dataset that one offered is, or its own where it is new."""
        return self.stands_for.get(room_id, room_id)


def offers(dataset: Dataset, schemes: Sequence[Scheme]) -> Offers:
    """Return what schemes offer a dataset, taken as built in the order given where the order matters."""
    versions = [*_versions_as_they_stand(dataset, schemes)]
    versions += [(room, if_built(scheme.scheme_id), None) for scheme, room in added_rooms(dataset, schemes)]
    there_if: dict[RoomSlot, Terms] = {}
    rooms, stands_for = [], {}
    for room, terms, original in versions:
        real = room if original is None else replace(room, room_id=original)
        own = {slot: _there(real, slot, terms, schemes) for slot in SLOTS}
        rooms.append(replace(room, cells=tuple(Cell.FREE if own[slot] else room.cell(slot) for slot in SLOTS)))
        there_if |= {(room.room_id, slot): when for slot, when in own.items() if when and when != ALWAYS}
        if original is not None:
            stands_for[room.room_id] = original
    pins = Counter((pin.room_id, pin.slot) for pin in dataset.pins)
    held = {(room.room_id, s): n for room in rooms for s in SLOTS if (n := pins[_real(room, stands_for), s])}
    return Offers(
        dataset=replace(dataset, rooms=tuple(rooms)),
        schemes=tuple(schemes),
        there_if=there_if,
        stands_for=stands_for,
        held=held,
    )


def breaks_pins(dataset: Dataset, scheme: Scheme) -> tuple[str, ...]:
    """Return the pinned posts that could not stay in a room that a scheme converts, by ``post_id``."""
    types = dict(scheme.converts)
    return tuple(
        dict.fromkeys(
            pin.post_id
            for pin in dataset.pins
            if pin.room_id in types
            and types[pin.room_id] not in dataset.role_by_id[dataset.post_by_id[pin.post_id].role_id].room_types
        )
    )


def _real(room: Room, stands_for: Mapping[str, str]) -> str:
    return stands_for.get(room.room_id, room.room_id)


def _versions_as_they_stand(dataset: Dataset, schemes: Sequence[Scheme]) -> list[tuple[Room, Terms, str | None]]:
    """Return every room of the dataset, once for each type that it can have, and when it has that type."""
    converters: dict[str, list[Scheme]] = defaultdict(list)
    for scheme in schemes:
        for room_id in dict(scheme.converts):  # of a room named twice the last type counts, as in building
            converters[room_id].append(scheme)
    taken = set(dataset.room_by_id)
    found: list[tuple[Room, Terms, str | None]] = []
    for room in dataset.rooms:
        own = converters[room.room_id]
        found.append((room, unless(if_any(scheme.scheme_id for scheme in own)), None))
        for number, scheme in enumerate(own):
            later = unless(if_any(other.scheme_id for other in own[number + 1 :]))
            room_type = dict(scheme.converts)[room.room_id]
            room_id = new_id(f"{room.room_id}>{room_type}", taken)
            taken.add(room_id)
            version = replace(room, room_id=room_id, room_type=room_type)
            found.append((version, both(if_built(scheme.scheme_id), later), room.room_id))
    return found


def _there(room: Room, slot: Slot, terms: Terms, schemes: Collection[Scheme]) -> Terms:
    """Return when a room that is there under some terms is free in a slot; empty where it never is."""
    if room.is_free(slot):
        return terms
    if not is_openable(room.cell(slot)):
        return {}
    openers = [scheme.scheme_id for scheme in schemes if opens_room(scheme, room, slot)]
    return both(terms, if_any(openers)) if openers else {}
