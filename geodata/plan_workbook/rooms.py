"""The workbook's pages on the use of rooms, and every placement."""

from collections import defaultdict
from collections.abc import Sequence

from estates.domain.estimates import is_estimated
from estates.domain.plan import Placement
from estates.domain.shortfall import UseRow
from estates.domain.slots import Slot
from estates.domain.wording import counted, slot_in_words
from estates.domain.words import RoomType
from geodata.plan_workbook.contents import Contents
from geodata.plan_workbook.pages import Cell, Column, Page, Table
from geodata.plan_workbook.styles import Style
from geodata.plan_workbook.words import (
    DOES_NOT_APPLY,
    KIND_WORDS,
    NO_ROOMS,
    SITE_KIND_WORDS,
    room_type_in_words,
    yes_or_no,
)


def use_page(contents: Contents) -> Page:
    """Return how much of each site's free rooms the plan uses, by room type."""
    columns = (
        Column("PCN", 24),
        Column("Site", 30),
        Column("Kind of site", 12),
        Column("Room type", 24),
        Column("Rooms", 8, Style.WHOLE),
        Column("Free, core hours", 11, Style.WHOLE),
        Column("Placed, core hours", 11, Style.WHOLE),
        Column("Free, evening and Saturday", 13, Style.WHOLE),
        Column("Placed, evening and Saturday", 13, Style.WHOLE),
        Column("Still free", 9, Style.WHOLE),
        Column("Share used", 10, Style.SHARE),
        Column("Half-days not known", 12, Style.WHOLE),
        Column("Rests on estimates", 12),
    )
    left = sum(row.free - row.placed for row in contents.use)
    unknown = sum(row.unknown for row in contents.use)
    return Page(
        name="Room use",
        title="Use of free rooms at each site, a week",
        about="How much of what is free the plan uses, and what is left.",
        notes=(
            f"{counted(left, 'free place')} a week stay free after this plan; {counted(unknown, 'room half-day')} "
            "not known.",
            "Free and placed count people in half-days: free half-days × places of the room; a programme fills a room. "
            "Use by half-day stands in use.csv.",
        ),
        table=Table(name="RoomUse", columns=columns, rows=_uses(contents), if_empty=NO_ROOMS),
        frozen_columns=2,
    )


def placements_page(contents: Contents) -> Page:
    """Return every room session of the plan."""
    columns = (
        Column("Kind", 11),
        Column("ID", 13),
        Column("Role or programme", 30),
        Column("PCN", 26),
        Column("Based at", 28),
        Column("Half-day", 18),
        Column("Site", 28),
        Column("Room", 18),
        Column("Room ID", 14),
        Column("Room type", 24),
        Column("Away from base", 10),
        Column("Pinned", 9),
        Column("Rests on estimates", 12),
    )
    placements = contents.plan.placements
    return Page(
        name="Placements",
        title="Every room session of the plan",
        about="One row per room session: who, when, where.",
        notes=(f"{counted(len(placements), 'room session')} a week. Pinned: the dataset said that it must stand.",),
        table=Table(
            name="RoomSessions",
            columns=columns,
            rows=[_placed(contents, row) for row in placements],
            if_empty="Nothing is placed",
        ),
        frozen_columns=3,
    )


def _uses(contents: Contents) -> list[list[Cell]]:
    """Return one row per site and room type that has rooms or known use."""
    uses: dict[tuple[str, str], list[UseRow]] = defaultdict(list)
    for row in contents.use:
        uses[row.site_id, row.room_type].append(row)
    return [
        _use(contents, uses[site.site_id, room_type], (site.site_id, room_type))
        for site in contents.sites_by_pcn
        for room_type in RoomType
        if (site.site_id, room_type) in uses
    ]


def _use(contents: Contents, rows: Sequence[UseRow], which: tuple[str, RoomType]) -> list[Cell]:
    site = contents.dataset.site_by_id[which[0]]
    core = [row for row in rows if Slot(row.slot).is_core]
    beyond = [row for row in rows if not Slot(row.slot).is_core]
    free, placed = sum(row.free for row in rows), sum(row.placed for row in rows)
    return [
        contents.pcn_name(site.pcn_code),
        f"{site.name} ({site.site_id})",
        SITE_KIND_WORDS[site.kind],
        room_type_in_words(which[1]),
        sum(room.room_type is which[1] for room in contents.dataset.rooms_at[site.site_id]),
        sum(row.free for row in core),
        sum(row.placed for row in core),
        sum(row.free for row in beyond),
        sum(row.placed for row in beyond),
        free - placed,
        placed / free if free else "nothing free",
        sum(row.unknown for row in rows),
        yes_or_no(any(row.estimated for row in rows)),
    ]


def _placed(contents: Contents, row: Placement) -> list[Cell]:
    data = contents.dataset
    room, site = data.room_by_id[row.room_id], data.site_by_id[row.site_id]
    base = contents.dataset.base_of(row.kind, row.id)
    pcn = None if base is None else data.post_by_id[row.id].pcn_code
    return [
        KIND_WORDS[row.kind],
        row.id,
        contents.dataset.who(row.kind, row.id),
        contents.pcn_name(pcn),
        DOES_NOT_APPLY if base is None else base.name,
        slot_in_words(row.slot),
        site.name,
        room.name,
        room.room_id,
        room_type_in_words(room.room_type),
        DOES_NOT_APPLY if base is None else yes_or_no(base.site_id != row.site_id),
        yes_or_no(row.pinned),
        yes_or_no(is_estimated(row, data)),
    ]
