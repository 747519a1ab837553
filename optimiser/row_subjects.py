"""What a row of the model shares out, so that its price can be told in words of the dataset."""

from dataclasses import dataclass

from estates.domain.slots import Slot


@dataclass(frozen=True)
class PlacesInRooms:
    """A row that shares out the places of some groups of rooms (by number) at a site in a slot.

    ``places_a_unit`` is how many places one unit of the row is: more than one where it counts whole rooms.
    """

    site_id: str
    slot: Slot
    groups: frozenset[int]
    places_a_unit: int = 1


@dataclass(frozen=True)
class PlacesUnderSupervisor:
    """A row that shares out the places for learners of a kind at a site in a slot."""

    site_id: str
    slot: Slot
    kind: str


@dataclass(frozen=True)
class SessionsOfPcn:
    """A row that counts the sessions that a PCN's posts want, those with a room and those without."""

    pcn_code: str
