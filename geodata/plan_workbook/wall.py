"""The workbook's timetable to pin up: a page of A4 per site, days across and rooms down, as a reception reads it."""

from collections.abc import Iterator

from estates.domain.rooms import Room
from estates.domain.sites import Site
from estates.domain.slots import Slot
from estates.domain.words import Cell as RoomCell
from geodata.plan_workbook.contents import Contents
from geodata.plan_workbook.pages import Cell, Column, Page, Table
from geodata.plan_workbook.timetable import Sitting, half_day, sitting_in
from geodata.plan_workbook.words import DOES_NOT_APPLY, NO_ROOMS

_DAYS = {
    "MON": "Monday",
    "TUE": "Tuesday",
    "WED": "Wednesday",
    "THU": "Thursday",
    "FRI": "Friday",
    "SAT": "Saturday",
}
_PARTS = {"AM": "Morning", "PM": "Afternoon", "EVE": "Evening"}


def wall_page(contents: Contents) -> Page:
    """Return the week of every site to print and pin up; evenings stand only where a room can be used on one."""
    columns = (
        *(Column("Site", 17), Column("Room", 17), Column("Part of the day", 12)),
        *(Column(day, 16) for day in _DAYS.values()),
    )
    sitting, rooms_at = sitting_in(contents), contents.dataset.rooms_at
    rows = [
        row
        for site in contents.sites_by_pcn
        for room in rooms_at[site.site_id]
        for row in _room(contents, (site, room), sitting)
    ]
    return Page(
        name="To pin up",
        title="The week at each site, to pin up",
        about="The same week by site for a notice board: filter one site and print it on A4, days across, rooms down.",
        notes=(
            "Filter your site with the arrow beside “Site”, then print. Morning is 08:00 to 13:00, afternoon 13:00 to "
            "18:30, evening 18:30 to 20:00; Saturday 09:00 to 13:00 and 13:00 to 17:00. These hours are assumptions.",
            "A room has a line for the evening only where it can be used on one; the sheet Timetable has them all.",
        ),
        table=Table(name="WeekToPinUp", columns=columns, rows=rows, if_empty=NO_ROOMS, group_column=0),
        frozen_columns=3,
    )


def _room(contents: Contents, where: tuple[Site, Room], sitting: Sitting) -> Iterator[list[Cell]]:
    site, room = where
    for part, words in _PARTS.items():
        slots = [Slot.__members__.get(f"{day}_{part}") for day in _DAYS]
        if part == "EVE" and all(slot is None or room.cell(slot) is not RoomCell.FREE for slot in slots):
            continue
        week: list[Cell] = [
            DOES_NOT_APPLY
            if slot is None
            else half_day(contents, site, room, (slot, sitting.get((room.room_id, slot), ())))
            for slot in slots
        ]
        yield [site.name, room.name or room.room_id, words, *week]
