"""Supervision places, estimated from a practice's own GPs and nurses."""

from collections.abc import Sequence

from estates.domain.slots import SLOTS
from estates.domain.words import RoomType
from geodata.starter.rooms import PracticeRooms, SiteRooms, in_slot
from geodata.starter.settings import StarterSettings
from geodata.starter.shares import shared_out


def supervision_rows(rooms: PracticeRooms, settings: StarterSettings) -> list[dict[str, str]]:
    """Return the ``supervision`` rows of a practice: learners who can be supervised by its GPs and its nurses.

    The room sessions of qualified GPs are spread over the sites as consulting rooms are, those of nurses as treatment
    rooms are, and over the week as the practice's use is; each clinician in the building may supervise the number of
    learners that the settings say. None where no workforce is given: then the places are unknown, and none counts.
    """
    if rooms.own is None:
        return []
    kinds = (("gp", rooms.own.gp, RoomType.CONSULT_EXAM), ("nurse", rooms.own.nurse, RoomType.TREATMENT))
    return [
        _row(group, kind, sessions, settings)
        for kind, total, room_type in kinds
        for group, sessions in _over_sites(rooms.groups, room_type, total)
        if sessions
    ]


def _over_sites(groups: Sequence[SiteRooms], room_type: RoomType, sessions: int) -> list[tuple[SiteRooms, int]]:
    mine = [group for group in groups if group.room_type is room_type]
    return list(zip(mine, shared_out(sessions, [group.rooms for group in mine]), strict=True))


def _row(group: SiteRooms, kind: str, sessions: int, settings: StarterSettings) -> dict[str, str]:
    learners = {slot.value: in_slot(sessions, slot) * settings.learners_per_supervisor for slot in SLOTS}
    return {
        "site_id": group.site.site_id,
        "kind": kind,
        **{slot: str(number) if number else "" for slot, number in learners.items()},
        "estimated": "yes",
    }
