"""The workbook's timetable: who sits in every room of every site in each half-day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from estates.domain.plan import Placement
from estates.domain.rooms import Room
from estates.domain.sites import Site
from estates.domain.slots import SLOTS, RoomSlot, Slot
from estates.domain.wording import NOT_KNOWN, slot_in_words
from estates.domain.words import Cell as RoomCell
from estates.domain.words import PlacementKind, SiteKind
from geodata.plan_workbook.contents import Contents
from geodata.plan_workbook.pages import Cell, Column, Page, Paper, Styled, Table
from geodata.plan_workbook.styles import Style
from geodata.plan_workbook.words import NO_ROOMS, room_type_in_words

Sitting = Mapping[RoomSlot, Sequence[Placement]]
"""The placements by room and slot."""

_SITE_COLUMN = 0
_OWN_KINDS = frozenset({SiteKind.PRACTICE, SiteKind.BRANCH})


def timetable_page(contents: Contents) -> Page:
    """Return who sits in every room of every site in each half-day, sites together, by PCN."""
    slots = tuple(Column(slot_in_words(slot), 14 if slot.is_core else 11) for slot in SLOTS)
    columns = (Column("Site", 22), Column("Room", 18), Column("Room type", 16), *slots, Column("PCN", 28))
    sitting = sitting_in(contents)
    rooms_at = contents.dataset.rooms_at
    rows = [_week(contents, room, sitting) for site in contents.sites_by_pcn for room in rooms_at[site.site_id]]
    return Page(
        name="Timetable",
        title="Room-by-room timetable of a week, every site",
        about="Who sits in which room in each half-day; filter one site, or print: each site starts a new page.",
        notes=(
            "Each cell names who sits there: a post with its role, or a programme. Otherwise it says free, in use by "
            "practice (or owner), closed, or not known. What is not known is never used.",
            "Morning and afternoon are core hours (08:00-18:30); evening is 18:30-20:00, Saturday 09:00-17:00. "
            "A room whose use is estimated says so beside its type. Prints on A3; for a notice board take the "
            "sheet To pin up.",
        ),
        table=Table(name="WeekByRoom", columns=columns, rows=rows, if_empty=NO_ROOMS, group_column=_SITE_COLUMN),
        frozen_columns=3,
        screen_columns=1,
        paper=Paper.A3_WIDE,
    )


def sitting_in(contents: Contents) -> Sitting:
    """Return who sits where and when."""
    sitting: dict[RoomSlot, list[Placement]] = defaultdict(list)
    for placement in contents.plan.placements:
        sitting[placement.room_id, placement.slot].append(placement)
    return sitting


def _week(contents: Contents, room: Room, sitting: Sitting) -> list[Cell]:
    site = contents.dataset.site_by_id[room.site_id]
    places = f", {room.places} places" if room.places > 1 else ""
    estimate = " (estimate)" if room.estimated else ""
    return [
        f"{site.name} ({site.site_id})",
        f"{room.name} ({room.room_id})",
        room_type_in_words(room.room_type) + places + estimate,
        *(half_day(contents, site, room, (slot, sitting.get((room.room_id, slot), ()))) for slot in SLOTS),
        contents.pcn_name(site.pcn_code),
    ]


def half_day(contents: Contents, site: Site, room: Room, sitting: tuple[Slot, Sequence[Placement]]) -> Styled:
    """Return who sits in a room in a slot, or else what the room is then, in words."""
    slot, placements = sitting
    if placements:
        return Styled(_names(contents, room, placements), Style.PLACED)
    in_use = "in use by practice" if site.kind in _OWN_KINDS else "in use by owner"
    return {
        RoomCell.FREE: Styled("free", Style.FREE),
        RoomCell.IN_USE: Styled(in_use, Style.IN_USE),
        RoomCell.CLOSED: Styled("closed", Style.CLOSED),
        RoomCell.UNKNOWN: Styled(NOT_KNOWN, Style.UNKNOWN),
    }[room.cell(slot)]


def _names(contents: Contents, room: Room, placements: Sequence[Placement]) -> str:
    data = contents.dataset
    names = [f"{row.id}: {data.who(row.kind, row.id)}{', pinned' if row.pinned else ''}" for row in placements]
    left = room.places - len(placements)
    if left > 0 and placements[0].kind is PlacementKind.POST:
        names.append(f"{left} of {room.places} places free")
    return "\n".join(names)
