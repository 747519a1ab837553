"""Estimated rooms: how many a practice's list needs, over its sites, and which of their half-days are taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from estates.domain.roles import Role
from estates.domain.rounding import whole
from estates.domain.slots import CORE_SLOTS, SLOTS, Slot
from estates.domain.words import Cell, RoomType
from geodata.national.gp_workforce import PracticeStaff
from geodata.starter.practices import AreaPractice
from geodata.starter.settings import StarterSettings
from geodata.starter.shares import rounded_up, shared_out
from geodata.starter.sites import StarterSite
from geodata.starter.staff import is_complete

# The order in which the half-days of a week fill up: mornings before afternoons.
FILLING_ORDER: tuple[Slot, ...] = tuple(sorted(CORE_SLOTS, key=lambda slot: slot.value.endswith("PM")))
CORE = len(CORE_SLOTS)


@dataclass(frozen=True, kw_only=True)
class SiteRooms:
    """How many rooms of a type a site has, and how many of their core half-days its practice uses itself."""

    site: StarterSite
    room_type: RoomType
    rooms: int
    in_use: int = 0

    @property
    def cells(self) -> int:
        """Core half-days of a week in all its rooms."""
        return self.rooms * CORE


@dataclass(frozen=True, kw_only=True)
class OwnSessions:
    """Room sessions a week of a practice's own staff: GPs, nurses, and others in direct patient care."""

    gp: int
    nurse: int
    direct_care: int


@dataclass(frozen=True, kw_only=True)
class PracticeRooms:
    """A practice's estimated rooms.

    ``own`` is ``None`` where no workforce is given and use is the formula's utilisation. ``over_full`` is the room
    sessions of its own staff beyond the half-days there are.
    """

    practice: AreaPractice
    groups: tuple[SiteRooms, ...]
    own: OwnSessions | None
    over_full: int


def estimate_rooms(
    practice: AreaPractice,
    sites: Sequence[StarterSite],
    own: OwnSessions | None,
    settings: StarterSettings,
) -> PracticeRooms:
    """Return the rooms of a practice over its sites, with their use.

    Rooms are the formula's, rounded up (half a room serves nobody), at least one of each type. Where they are split
    the main site weighs as two branches, and every site has a consulting/examination room while there are enough.
    """
    weights = [settings.main_site_weight if site.is_main else settings.branch_site_weight for site in sites]
    consult = max(1, rounded_up(settings.formula.consult_rooms(practice.list_size)))
    treatment = max(1, rounded_up(settings.formula.treatment_rooms(practice.list_size)))
    groups = [
        *_groups(sites, RoomType.CONSULT_EXAM, _one_each(shared_out(consult, weights))),
        *_groups(sites, RoomType.TREATMENT, shared_out(treatment, weights)),
    ]
    used, over_full = _used(groups, own, settings)
    return PracticeRooms(practice=practice, groups=tuple(used), own=own, over_full=over_full)


def own_sessions(
    staff: PracticeStaff | None, roles: Mapping[str, Role], settings: StarterSettings
) -> OwnSessions | None:
    """Return a practice's own room sessions a week: FTE x sessions per WTE x in-room share, rounded half up.

    ``None`` where any of the three figures is missing.
    """
    if staff is None or not is_complete(staff):
        return None

    def sessions(fte: Decimal | None, role_id: str) -> int:
        return whole(max(fte or Decimal(0), Decimal(0)) * roles[role_id].sessions_per_wte * settings.in_room_share)

    return OwnSessions(
        gp=sessions(staff.gp_fte, settings.gp_role),
        nurse=sessions(staff.nurse_fte, settings.nurse_role),
        direct_care=sessions(staff.direct_care_fte, settings.direct_care_role),
    )


def room_rows(rooms: PracticeRooms, settings: StarterSettings) -> list[dict[str, str]]:
    """Return the rooms of a practice as rows of the dataset's ``rooms`` table, each with its week of cells."""
    return [
        _row(group, number, settings)
        for group in sorted(rooms.groups, key=lambda each: (each.site.site_id, each.room_type))
        for number in range(1, group.rooms + 1)
    ]


def in_slot(sessions: int, slot: Slot) -> int:
    """Return how many of a week's sessions fall in a slot when they are spread evenly, mornings first."""
    if slot not in FILLING_ORDER:
        return 0
    each, left = divmod(sessions, CORE)
    return each + (FILLING_ORDER.index(slot) < left)


def _groups(sites: Sequence[StarterSite], room_type: RoomType, counts: Sequence[int]) -> list[SiteRooms]:
    return [SiteRooms(site=site, room_type=room_type, rooms=n) for site, n in zip(sites, counts, strict=True) if n]


def _one_each(counts: Sequence[int]) -> tuple[int, ...]:
    """Move rooms from the largest sites to those without any, as long as one is left behind."""
    moved = list(counts)
    for place, count in enumerate(moved):
        largest = moved.index(max(moved))
        if count == 0 and moved[largest] > 1:
            moved[largest] -= 1
            moved[place] = 1
    return tuple(moved)


def _used(
    groups: Sequence[SiteRooms], own: OwnSessions | None, settings: StarterSettings
) -> tuple[list[SiteRooms], int]:
    """Return the groups with their use, and the sessions that find no half-day.

    GPs use consulting/examination rooms; nurses and others use treatment rooms first, then what GPs leave free.
    """
    cells = {kind: sum(group.cells for group in groups if group.room_type is kind) for kind in RoomType}
    if own is None:
        use = {kind: whole(number * settings.formula.utilisation) for kind, number in cells.items()}
        return [each for kind in RoomType for each in _spread(groups, kind, use[kind])], 0
    nursing = own.nurse + own.direct_care
    treatment = min(nursing, cells[RoomType.TREATMENT])
    wanted = own.gp + nursing - treatment
    consult = min(wanted, cells[RoomType.CONSULT_EXAM])
    spread = [*_spread(groups, RoomType.CONSULT_EXAM, consult), *_spread(groups, RoomType.TREATMENT, treatment)]
    return spread, wanted - consult


def _spread(groups: Sequence[SiteRooms], kind: RoomType, sessions: int) -> list[SiteRooms]:
    mine = [group for group in groups if group.room_type is kind]
    shares = shared_out(sessions, [group.cells for group in mine])
    return [
        SiteRooms(site=group.site, room_type=kind, rooms=group.rooms, in_use=share)
        for group, share in zip(mine, shares, strict=True)
    ]


_SHORT = {RoomType.CONSULT_EXAM: ("CE", "Consulting/examination"), RoomType.TREATMENT: ("T", "Treatment")}


def _row(group: SiteRooms, number: int, settings: StarterSettings) -> dict[str, str]:
    short, title = _SHORT[group.room_type]
    week = {
        slot.value: (Cell.IN_USE if number <= in_slot(group.in_use, slot) else Cell.FREE)
        if slot.is_core
        else settings.outside_core
        for slot in SLOTS
    }
    return {
        "room_id": f"{group.site.site_id}-{short}{number:02}",
        "site_id": group.site.site_id,
        "room_type": group.room_type.value,
        "name": f"{title} {number}",
        **{slot: cell.value for slot, cell in week.items()},
        "estimated": "yes",
    }
