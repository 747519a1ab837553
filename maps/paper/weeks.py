"""The week of each room after the plan: the utilisation schedule of the paper, and the timetables of the sites."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from math import ceil, inf

from estates.domain.holders import Holder
from estates.domain.plan import Placement
from estates.domain.practice_status import NOT_FOR_PATIENTS
from estates.domain.rooms import Room
from estates.domain.sites import Site
from estates.domain.slots import CORE_SLOTS, SLOTS, RoomSlot, Slot
from estates.domain.wording import slot_in_words
from estates.domain.words import Cell, PlacementKind
from maps.paper.blocks import Block, Column, Paragraph, Section, Table
from maps.paper.letters import DEJAVU, WIDE_POINTS, column_points, lines_of
from maps.paper.wording import NONE, name, room_type, starred
from maps.report import Report

CODES = (
    "F free and left empty by the plan, U in use by its owner, P used by the plan (2/3: two of three places), "
    "C closed, ? not known, and never used."
)
_SCHEDULE_POINTS = 7.5
_LONGEST_WALL_CODE = 9  # signs that a cell of a timetable holds beside the words of a role
_ROOMS_ACROSS = 6
_WALL_POINTS = (15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0)
# What a heading leaves of a page; a caption with the room about a table; above and below the lines of a row.
_WALL_PAGE_POINTS, _CAPTION_POINTS, _ROW_EDGE_POINTS = 470.0, 28.0, 5.0
_FIRST_LINE = 0.33  # of a line: so much lower is the first of a cell, which has no leading above it
_LETTERS = {Cell.FREE: "F", Cell.IN_USE: "U", Cell.CLOSED: "C", Cell.UNKNOWN: "?"}
_DAY = {"MON": "Mo", "TUE": "Tu", "WED": "We", "THU": "Th", "FRI": "Fr", "SAT": "Sa"}
_PART = {"AM": "am", "PM": "pm", "EVE": "ev"}


class Weeks:
    """Who sits in each room in each half-day."""

    def __init__(self, report: Report) -> None:
        """Look at the placements of a report's plan."""
        self.report = report
        self.data = report.outcome.dataset

    @cached_property
    def sitting(self) -> Mapping[RoomSlot, list[Placement]]:
        """The placements by room and half-day."""
        sitting: dict[RoomSlot, list[Placement]] = defaultdict(list)
        for placement in self.report.outcome.plan.placements:
            sitting[placement.room_id, placement.slot].append(placement)
        return sitting

    @cached_property
    def seated(self) -> Mapping[str, Counter[Holder]]:
        """How many placements of each who sits there, by site."""
        seated: dict[str, Counter[Holder]] = defaultdict(Counter)
        for placement in self.report.outcome.plan.placements:
            seated[placement.site_id][placement.kind, placement.id] += 1
        return seated

    def people(self, room: Room, slot: Slot) -> int:
        """Return the places of a room that the plan uses in a half-day; a programme uses all."""
        here = self.sitting.get((room.room_id, slot), [])
        whole = any(row.kind is PlacementKind.PROGRAMME for row in here)
        return room.places if whole else len(here)

    def code(self, room: Room, slot: Slot) -> str:
        """Return the code of a half-day in the utilisation schedule."""
        people = self.people(room, slot)
        if not people:
            return _LETTERS[room.cell(slot)]
        return "P" if people == room.places else f"{people}/{room.places}"

    def used(self, room: Room) -> tuple[int, int]:
        """Return the places used and open in the core half-days of a room: by its owner or by the plan."""
        cells = [room.cell(slot) for slot in CORE_SLOTS]
        in_use = cells.count(Cell.IN_USE) * room.places
        placed = sum(self.people(room, slot) for slot in CORE_SLOTS)
        return in_use + placed, in_use + cells.count(Cell.FREE) * room.places

    def schedule(self, site: Site) -> Table:
        """Return the utilisation schedule of a site."""
        rooms = self.data.rooms_at[site.site_id]
        totals: Counter[str] = Counter()
        rows = []
        for room in rooms:
            used, opened = self.used(room)
            if room.room_type not in NOT_FOR_PATIENTS:
                totals.update({"used": used, "open": opened})
            rows.append((*self._room(room), *(self.code(room, slot) for slot in SLOTS), _share(used, opened)))
        rows.append(("Patient rooms", "", "", *[""] * len(SLOTS), _share(totals["used"], totals["open"])))
        use = (
            f"{_share(totals['used'], totals['open'])} of core hours used" if totals["open"] else "core hours not known"
        )
        caption = f"{name(site.name)}: patient rooms, {use}"
        columns = (
            *(Column("Room", 2.3), Column("Type", 2.8), Column("m²", 0.65, True)),
            *_slot_columns(0.74),
            Column("Used", 0.8, True),
        )
        return Table(caption=caption, columns=columns, rows=rows, has_total=True, size=_SCHEDULE_POINTS)

    def timetable(self, site: Site) -> tuple[Table, ...]:
        """Return who sits in each room of a site: a row for each half-day, a column for each room, six rooms a table.

        Half-days in which every room is closed are left out.
        """
        rooms = self.data.rooms_at[site.site_id]
        slots = [slot for slot in SLOTS if any(self._is_open(room, slot) for room in rooms)]
        across = ceil(len(rooms) / ceil(len(rooms) / _ROOMS_ACROSS)) if rooms else 1
        return tuple(
            self._part_of_week(site, rooms[first : first + across], slots) for first in range(0, len(rooms), across)
        )

    def _part_of_week(self, site: Site, rooms: Sequence[Room], slots: Sequence[Slot]) -> Table:
        codes = self.wall_codes(site)
        rows = [(slot_in_words(slot).capitalize(), *(self._who(room, slot, codes) for room in rooms)) for slot in slots]
        closed = "; every room is closed in the other half-days" if len(slots) < len(SLOTS) else ""
        columns = (Column("Half-day", 1.0), *(Column(self._room_on_the_wall(room), 1.4) for room in rooms))
        caption = f"The week at {name(site.name)}{closed}"
        if_empty = "Every room is closed in every half-day."
        return Table(caption=caption, columns=columns, rows=rows, if_empty=if_empty)

    def _is_open(self, room: Room, slot: Slot) -> bool:
        return room.cell(slot) is not Cell.CLOSED or bool(self.people(room, slot))

    def site_section(self, site: Site, *, is_first: bool) -> Section:
        """Return the page of a site among the timetables."""
        pcn = self.data.pcn_by_code.get(site.pcn_code or "")
        where = f"{name(site.name)} ({site.site_id}){f', {name(pcn.name)}' if pcn else ''}"
        who = self.who_is_who(site)
        tables = (*self.timetable(site), *((who,) if who.rows else ()))
        blocks: tuple[Block, ...] = _as_large_as_fits(tables)
        return Section(title=where, level=1, blocks=blocks, new_page=not is_first, is_wide=True)

    def wall_codes(self, site: Site) -> Mapping[Holder, str]:
        """Return what stands in a site's timetable for each who sits there: the code, or a number where codes are long.

        Codes of a site are all of one kind, so that nobody takes a number for a code.
        """
        holders = sorted(self.seated.get(site.site_id, ()))
        if all(len(key) <= _LONGEST_WALL_CODE for _, key in holders):
            return {holder: name(holder[1]) for holder in holders}
        return {holder: f"no. {number}" for number, holder in enumerate(holders, start=1)}

    def who_is_who(self, site: Site) -> Table:
        """Return the posts and programmes that the plan seats at a site."""
        codes, counts = self.wall_codes(site), self.seated.get(site.site_id, Counter())
        # A number stands for a code, which is then told beside it.
        is_numbered = any(codes[holder] != name(holder[1]) for holder in counts)
        rows = [
            (codes[holder], *((name(holder[1]),) if is_numbered else ()), *self._holder(*holder), str(counts[holder]))
            for holder in sorted(counts)
        ]
        return Table(
            caption="Who is who",
            columns=(
                *((Column("No.", 0.5), Column("Code", 2.4)) if is_numbered else (Column("Code", 1),)),
                Column("Role or programme", 3),
                Column("Based at", 3),
                Column("Here", 0.6, True),
            ),
            rows=rows,
            size=9,
        )

    def _holder(self, kind: PlacementKind, key: str) -> tuple[str, str]:
        if kind is PlacementKind.PROGRAMME:
            return name(self.data.programme_by_id[key].name), NONE
        post = self.data.post_by_id[key]
        return name(self.data.role_by_id[post.role_id].title), name(self.data.site_by_id[post.base_site].name)

    def _room(self, room: Room) -> tuple[str, str, str]:
        area = NONE if room.area_m2 is None else f"{room.area_m2.normalize():f}"
        return starred(name(room.name), is_estimate=room.estimated), room_type(room.room_type), area

    def _room_on_the_wall(self, room: Room) -> str:
        return starred(f"{name(room.name)}, {room_type(room.room_type).lower()}", is_estimate=room.estimated)

    def _who(self, room: Room, slot: Slot, codes: Mapping[Holder, str]) -> str:
        here = self.sitting.get((room.room_id, slot), [])
        if here:
            return "; ".join(
                dict.fromkeys(f"{codes[row.kind, row.id]} {self._holder(row.kind, row.id)[0]}" for row in here)
            )
        return {Cell.FREE: "free", Cell.IN_USE: "in use", Cell.CLOSED: NONE, Cell.UNKNOWN: "?"}[room.cell(slot)]


def schedule_sections(report: Report, number: str) -> list[Section]:
    """Return the utilisation schedule: a heading, then a table per site with rooms, sites of a PCN together."""
    weeks = Weeks(report)
    sites = [site for site in in_order(report) if report.outcome.dataset.rooms_at[site.site_id]]
    intro = Paragraph(
        f"Room by room and half-day by half-day, as a business case appends it. {CODES} Core hours are weekday "
        "mornings and afternoons; “used” counts places used by the owner or the plan ÷ places open, desks and group "
        "rooms apart. A star marks rooms whose use is an estimate."
    )
    blocks: tuple[Block, ...] = (intro, *(weeks.schedule(site) for site in sites))
    return [Section(title=f"{number} Utilisation schedule", level=1, blocks=blocks, new_page=True, is_wide=True)]


def in_order(report: Report) -> list[Site]:
    """Return the sites by PCN and name, those of no PCN last."""
    pcns = report.outcome.dataset.pcn_by_code

    def place(site: Site) -> tuple[bool, str, str, str]:
        code = site.pcn_code or ""
        return site.pcn_code is None, pcns[code].name if code in pcns else code, site.name, site.site_id

    return sorted(report.outcome.dataset.sites, key=place)


def _as_large_as_fits(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """Return a site's tables in the largest print, to be read from a door, that one page holds, or a page for each."""
    for size in _WALL_POINTS[:-1]:
        larger = tuple(replace(table, size=size) for table in tables)
        if sum(map(_height, larger)) <= _WALL_PAGE_POINTS:
            return larger
    for size in _WALL_POINTS:
        larger = tuple(replace(table, size=size, is_whole=True) for table in tables)
        if max(map(_height, larger)) <= _WALL_PAGE_POINTS:
            return larger
    return tuple(replace(table, size=_WALL_POINTS[-1]) for table in tables)


def _height(table: Table) -> float:
    """Return the height of a table with its caption in points; endless where its words want smaller print."""
    widths, shown = column_points(table, width=WIDE_POINTS, letters=DEJAVU)
    if shown < table.size:
        return inf

    def lines(row: Sequence[str], *, is_bold: bool = False) -> int:
        cells = zip(row, (width - table.edge for width in widths), strict=True)
        return max(lines_of(cell, width=w, size=table.size, letters=DEJAVU, is_bold=is_bold) for cell, w in cells)

    counts = [lines([column.heading for column in table.columns], is_bold=True), *(lines(row) for row in table.rows)]
    return _CAPTION_POINTS + sum(
        (count - _FIRST_LINE) * table.size * DEJAVU.height + _ROW_EDGE_POINTS for count in counts
    )


def _slot_columns(width: float) -> tuple[Column, ...]:
    return tuple(Column(f"{_DAY[slot.day]}\u00a0{_PART[slot.value[4:]]}", width) for slot in SLOTS)


def _share(used: int, opened: int) -> str:
    return NONE if opened == 0 else f"{used / opened:.0%}"
