"""Practices, primary care networks, supervision, pins and registered patients."""

from dataclasses import dataclass
from decimal import Decimal

from estates.domain.slots import SLOT_ORDER, Slot


@dataclass(frozen=True, kw_only=True)
class Practice:
    """A general practice and its registered list."""

    practice_code: str
    name: str
    pcn_code: str
    list_size: int
    weighted_list_size: Decimal | None = None
    imd_score: Decimal | None = None
    estimated: bool = False


@dataclass(frozen=True, kw_only=True)
class Pcn:
    """A primary care network and the federation or place (``group``) it belongs to, if any."""

    pcn_code: str
    name: str
    group: str | None = None
    estimated: bool = False


@dataclass(frozen=True, kw_only=True)
class Supervision:
    """Learners of one kind who can be supervised at a site, per slot in the order of ``SLOTS``."""

    site_id: str
    kind: str
    places: tuple[int, ...]
    estimated: bool = False

    def places_in(self, slot: Slot) -> int:
        """Return the learners who can be supervised in a slot."""
        return self.places[SLOT_ORDER[slot]]


@dataclass(frozen=True, kw_only=True)
class Pin:
    """A placement of a post that must stand."""

    post_id: str
    room_id: str
    slot: Slot
    estimated: bool = False


@dataclass(frozen=True, kw_only=True)
class PatientsInArea:
    """Registered patients of a practice who live in a small area."""

    practice_code: str
    area_code: str
    patients: int
    estimated: bool = False
