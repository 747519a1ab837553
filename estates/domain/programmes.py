"""Programmes: off-site work run at scale, such as a winter respiratory hub."""

from dataclasses import dataclass
from decimal import Decimal

from estates.domain.slots import CORE_SLOTS, Slot
from estates.domain.words import RoomType, RowSeason, SiteKind

DEFAULT_PATIENT_TRAVEL_MINUTES = Decimal(30)
HUB_KINDS = frozenset({SiteKind.HUB, SiteKind.HOSPITAL, SiteKind.POP_UP, SiteKind.MOBILE})


@dataclass(frozen=True, kw_only=True)
class Programme:
    """Hub sessions for several PCNs: ``rooms_per_session`` rooms together at one site in one slot.

    ``candidate_sites`` is empty where the dataset leaves it blank: then every site of a hub kind may be used.
    ``max_travel_minutes`` is the patients' and enters the goal of reach only.
    """

    programme_id: str
    name: str
    pcn_codes: tuple[str, ...]
    sessions_per_week: int
    rooms_per_session: int
    room_types: tuple[RoomType, ...]
    features: frozenset[str] = frozenset()
    slots: tuple[Slot, ...] = CORE_SLOTS
    candidate_sites: tuple[str, ...] = ()
    max_travel_minutes: Decimal = DEFAULT_PATIENT_TRAVEL_MINUTES
    priority: int = 1
    season: RowSeason = RowSeason.ALL
    estimated: bool = False

    @property
    def room_sessions_wanted(self) -> int:
        """Room sessions a week: hub sessions times rooms per session."""
        return self.sessions_per_week * self.rooms_per_session
