"""How full each practice is after a plan, by a rule that is stated and can be changed in the settings."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from estates.domain.dataset import Dataset
from estates.domain.places_taken import places_taken
from estates.domain.plan import Placement
from estates.domain.rooms import Room
from estates.domain.settings import StatusSettings
from estates.domain.slots import CORE_SLOTS, RoomSlot
from estates.domain.words import Cell, RoomType

NOT_FOR_PATIENTS = frozenset({RoomType.DESK, RoomType.GROUP})


class Fullness(StrEnum):
    """How full a practice is."""

    FULL = "full"
    NEARLY_FULL = "nearly full"
    HAS_ROOM = "has room"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, kw_only=True)
class PracticeStatus:
    """The patients' rooms of a practice in the core half-days of a week, after the plan.

    All four count places in half-days: ``open_places`` those that are free or in use, ``used_places`` those of them
    in use by the owner or placed by the plan, ``left_places`` the rest, ``unknown_places`` those nobody knows of.
    """

    practice_code: str
    open_places: int
    used_places: int
    unknown_places: int
    fullness: Fullness
    estimated: bool

    @property
    def left_places(self) -> int:
        """Places that stay free."""
        return self.open_places - self.used_places

    @property
    def used_share(self) -> Decimal:
        """The share (0 to 1) of open places that is used; nought where none is open."""
        return Decimal(self.used_places) / self.open_places if self.open_places else Decimal(0)


def practice_statuses(
    dataset: Dataset, placements: Iterable[Placement], settings: StatusSettings
) -> Mapping[str, PracticeStatus]:
    """Return the status of every practice by code: of the practices table, then of those that sites alone name."""
    placed = places_taken(dataset, placements)
    rooms: dict[str, list[Room]] = {practice.practice_code: [] for practice in dataset.practices}
    for site in dataset.sites:
        if site.practice_code is not None:
            own = rooms.setdefault(site.practice_code, [])
            own += (room for room in dataset.rooms_at[site.site_id] if room.room_type not in NOT_FOR_PATIENTS)
    return {code: _status(code, own, placed, settings) for code, own in rooms.items()}


def rule_in_words(settings: StatusSettings) -> str:
    """Return the rule as a sentence with the figures in force."""
    full, nearly, known = settings.full_from, settings.nearly_full_from, settings.least_known_share
    return (
        f"A practice is full where its own staff and this plan use {full:.0%} or more of the weekday mornings and "
        f"afternoons in which its patient rooms are open, nearly full from {nearly:.0%}, and has room below that; "
        f"where less than {known:.0%} of those half-days is known, its status is not known."
    )


def _status(
    code: str, rooms: Sequence[Room], placed: Mapping[RoomSlot, int], settings: StatusSettings
) -> PracticeStatus:
    counts: Counter[Cell] = Counter()
    used = 0
    for room in rooms:
        for slot in CORE_SLOTS:
            counts[room.cell(slot)] += room.places
            used += placed.get((room.room_id, slot), 0)
    opened, unknown = counts[Cell.FREE] + counts[Cell.IN_USE], counts[Cell.UNKNOWN]
    used += counts[Cell.IN_USE]
    return PracticeStatus(
        practice_code=code,
        open_places=opened,
        used_places=used,
        unknown_places=unknown,
        fullness=_fullness((used, opened, unknown), settings),
        estimated=any(room.estimated for room in rooms),
    )


def _fullness(places: tuple[int, int, int], settings: StatusSettings) -> Fullness:
    used, opened, unknown = places
    if opened == 0 or Decimal(opened) / (opened + unknown) < settings.least_known_share:
        return Fullness.NOT_KNOWN
    share = Decimal(used) / opened
    if share >= settings.full_from:
        return Fullness.FULL
    return Fullness.NEARLY_FULL if share >= settings.nearly_full_from else Fullness.HAS_ROOM
