"""The workbook's page on where one more room, or one more supervisor, would help most."""

from collections import defaultdict
from collections.abc import Sequence

from estates.domain.slots import SLOT_ORDER, Slot
from estates.domain.wording import a_supervisor, listed, slot_in_words
from estates.domain.worth import WorthRow, worth_rows
from geodata.plan_workbook.contents import Contents
from geodata.plan_workbook.pages import Cell, Column, Page, Table
from geodata.plan_workbook.styles import Style
from geodata.plan_workbook.words import room_type_in_words, yes_or_no

_MOST_SLOTS_NAMED = 4

_COLUMNS = (
    Column("PCN", 24),
    Column("Site", 30),
    Column("One more …", 32),
    Column("Half-days in which it would help", 13, Style.WHOLE),
    Column("Worth a week, in sessions", 13, Style.DECIMAL),
    Column("The best half-days", 44),
    Column("Worth in each of these", 13, Style.PLAIN),
    Column("Rests on estimates", 12),
)


def worth_page(contents: Contents) -> Page:
    """Return where one more room of a type, or one more supervisor's place, is worth most, the most first."""
    counted_by = " (each counted by its priority)" if contents.dataset.is_weighted else ""
    return Page(
        name="Where more helps",
        title="Where one more room, or one more supervisor, would help most",
        about="Sites and kinds of room or supervisor, the most useful first: where to look for more before building.",
        notes=(
            "Each line supposes one more room at that site, like the most sought-after of its kind there, or one more "
            "learner supervised there, in all the half-days counted. Its worth is about the sessions a week"
            f"{counted_by} that could be placed for it. It may bring less, and a second one usually does; a programme "
            "that lacks one room only may gain more.",
            "Do not add lines up: two of them may help the same people. A half-day released by a room's owner counts "
            "as much as one of a new room. Each half-day by itself stands in worth.csv.",
        ),
        table=Table(
            name="WhereMoreHelps",
            columns=_COLUMNS,
            rows=_rows(contents),
            if_empty="Nowhere: no room or supervisor there is falls short, or the run ended too early to tell",
        ),
        frozen_columns=2,
    )


def _rows(contents: Contents) -> list[list[Cell]]:
    alike: dict[tuple[str, str], list[WorthRow]] = defaultdict(list)
    for row in worth_rows(contents.dataset, contents.plan.prices):
        alike[row.site_id, _what(row)].append(row)
    # Rows come the most first, so that a stable sort leaves the best half-day of equal weeks in front.
    weeks = sorted(alike.values(), key=lambda rows: -sum(row.worth for row in rows))
    return [_line(contents, rows) for rows in weeks]


def _line(contents: Contents, rows: Sequence[WorthRow]) -> list[Cell]:
    site = contents.dataset.site_by_id[rows[0].site_id]
    best = sorted((row.slot for row in rows if row.worth == rows[0].worth), key=lambda slot: SLOT_ORDER[Slot(slot)])
    return [
        contents.pcn_name(site.pcn_code),
        f"{site.name} ({site.site_id})",
        _what(rows[0]),
        len(rows),
        sum(row.worth for row in rows),
        listed([slot_in_words(Slot(slot)) for slot in best], at_most=_MOST_SLOTS_NAMED),
        rows[0].worth,
        yes_or_no(any(row.estimated for row in rows)),
    ]


def _what(row: WorthRow) -> str:
    if row.room_type is not None:
        return room_type_in_words(row.room_type)
    return f"Place under {a_supervisor(str(row.supervision))}"
