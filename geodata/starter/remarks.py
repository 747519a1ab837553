"""Figures of a first dataset that deserve a second look before anybody plans with them."""

from collections.abc import Mapping, Sequence

from geodata.national.gp_workforce import PracticeStaff
from geodata.starter.facts import Notes
from geodata.starter.rooms import PracticeRooms

MANY_ROOMS = 25
FEW_GPS_PER_10000 = 2


def second_looks(rooms: Sequence[PracticeRooms], staff: Mapping[str, PracticeStaff]) -> Notes:
    """Say which practices have implausibly many rooms at one site, few GPs, or more trainees than GPs."""
    remarks = [remark for each in rooms for remark in (*_crowded(each), *_odd_staff(each, staff))]
    return Notes(remarks=tuple(remarks))


def _crowded(each: PracticeRooms) -> list[str]:
    sites = {group.site.site_id: group.site for group in each.groups}
    counts = {code: sum(group.rooms for group in each.groups if group.site.site_id == code) for code in sites}
    return [
        f"{sites[code].name} ({code}) has {count} rooms by the formula. A practice of this size mostly has several "
        "buildings: look for branches that the branch list does not name."
        for code, count in counts.items()
        if count > MANY_ROOMS
    ]


def _odd_staff(each: PracticeRooms, staff: Mapping[str, PracticeStaff]) -> list[str]:
    practice, known = each.practice, staff.get(each.practice.code)
    if known is None or known.gp_fte is None:
        return []
    name = f"{practice.name} ({practice.code})"
    remarks = []
    if known.gp_fte * 10_000 < FEW_GPS_PER_10000 * practice.list_size:
        remarks.append(
            f"{name} reports {known.gp_fte:.1f} qualified GP FTE for {practice.list_size:,} patients; this may be how "
            "it reports, and its rooms may be fuller than they look here."
        )
    if known.trainee_fte and known.trainee_fte > known.gp_fte:
        remarks.append(
            f"{name} reports {known.trainee_fte:.1f} trainee FTE beside {known.gp_fte:.1f} qualified GP FTE; this may "
            "be how it reports."
        )
    return remarks
