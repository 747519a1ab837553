"""The shortfall: what was wanted, placed and left unmet, in totals that agree on every level."""

from dataclasses import dataclass
from decimal import Decimal

from estates.domain.words import PlacementKind, Reason


@dataclass(frozen=True, kw_only=True)
class UnmetRow:
    """One post or programme and what became of its room sessions, with a true reason in plain words."""

    kind: PlacementKind
    id: str
    role_id: str | None
    pcn_code: str | None
    practice_code: str | None
    wanted: int
    placed: int
    unmet: int
    reason: Reason
    explanation: str
    remedy: str
    estimated: bool


@dataclass(frozen=True, kw_only=True)
class ShortfallRow:
    """Wanted, placed and unmet room sessions of one PCN, practice, site, role, room type or slot, or of the ICB.

    ``rooms_equivalent`` is unmet / sessions per room; ``area_m2`` that times the room type's norm.
    """

    level: str
    code: str
    name: str
    wanted: int
    placed: int
    unmet: int
    unmet_share: Decimal
    rooms_equivalent: Decimal
    area_m2: Decimal
    estimated: bool


@dataclass(frozen=True, kw_only=True)
class UseRow:
    """Use of a site's rooms of one type in one slot: free and placed in people, unknown in cells."""

    site_id: str
    room_type: str
    slot: str
    free: int
    placed: int
    unknown: int
    estimated: bool
