"""How a PCN's tables fill its page of A4 in Word and in the PDF alike, and when they go on to a second page.

Word lays out its pages only where they are read, so heights are reckoned here: by the words that fit a column and the
lines that follow, as measured on pages of both writers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Protocol

from maps.paper.blocks import Table
from maps.paper.letters import ARIAL, DEJAVU, Letters, column_points, lines_of

TEXT_POINTS = 8.0
MOST_PAGES, EASY_ROUNDS = 2, 2
_LARGEST_WHOLE = 0.4  # of a page: what is longer may run on from one page to the next
# What stands above the tables of a page beyond the usual, in points: the chapter's heading on the page of its first
# PCN, and the further lines that a long name takes in the heading.
_CHAPTER_POINTS, _TITLE_SIZE, _TITLE_LINE_POINTS = 60.0, 13.5, 17.0
MAP_CM = 5.6
_MAP_POINTS = MAP_CM / 2.54 * 72


@dataclass(frozen=True)
class LongTable:
    """A table that can do with fewer rows: how it is made with so many, how many it has, and how few will do.

    ``least`` is a number of rows for each round of cutting; what is cut is summed in a row. The first rounds take what
    is easily done without, to keep a PCN to one page; the others follow only where two pages do not hold it.
    """

    made: Callable[[int], Table]
    rows: int
    least: tuple[int, ...]


class Above(Protocol):
    """Tells the height in points of what stands above a PCN's tables, beyond what ``Writer.page`` leaves out."""

    def __call__(self, title: str, points: Sequence[str], *, is_first: bool) -> float:
        """Return the height for a PCN's title and its points beside the map."""


def _above(title: str, points: Sequence[str], *, is_first: bool) -> float:  # noqa: ARG001 - a usual page has room for them
    lines = lines_of(title, width=WORD.width, size=_TITLE_SIZE, letters=ARIAL, is_bold=True)
    return (lines - 1) * _TITLE_LINE_POINTS + (_CHAPTER_POINTS if is_first else 0)


def _above_in_pdf(title: str, points: Sequence[str], *, is_first: bool) -> float:
    caption = f"Figure 100: {title} and its sites"
    under_map = lines_of(caption, width=_MAP_POINTS, size=PDF.caption_size, letters=DEJAVU, is_bold=True)
    return _above(title, points, is_first=is_first) + max(0, under_map - 2) * PDF.caption_line


@dataclass(frozen=True, kw_only=True)
class Writer:
    """What a page and the parts of its tables take, in points.

    ``page`` is the tables' part of a PCN's first page, ``next_page`` the whole of one that follows. ``letters`` is the
    width of the font's letters (see ``letters``), ``scale`` what is as large in it as others are at 1. A row of one
    line takes ``row`` for each point of its text's size and ``padding``; each further line takes ``line`` for each
    point. ``caption`` is a caption of one line with its distances, ``caption_line`` each further one of
    ``caption_size``.
    """

    page: float
    next_page: float
    width: float = 493.0
    letters: Letters
    scale: float = 1.0
    above: Above = _above
    row: float
    line: float
    padding: float
    caption: float
    caption_line: float
    caption_size: float


WORD = Writer(
    page=596,
    next_page=740,
    letters=ARIAL,
    row=1.15,
    line=1.15,
    padding=1.7,
    caption=18.3,
    caption_line=9.2,
    caption_size=8,
)
PDF = Writer(
    page=592,
    next_page=740,
    width=498.0,
    letters=DEJAVU,
    scale=0.94,
    above=_above_in_pdf,
    row=0.74,
    line=1.21,
    padding=4.4,
    caption=19.6,
    caption_line=10.8,
    caption_size=7.8,
)


def small(table: Table) -> Table:
    """Return a table in the print of a PCN's page."""
    return replace(table, size=TEXT_POINTS)


def scaled(table: Table, writer: Writer) -> Table:
    """Return a table with its text as large as a writer's font wants it."""
    return replace(table, size=table.size * writer.scale)


def fitted(tables: Sequence[LongTable], *, above: Sequence[tuple[Writer, float]]) -> list[Table]:
    """Return the tables so that they fit one page of every writer, or else two.

    ``above`` says for each writer the height in points that is taken above them. A second page is begun rather than a
    row left out that a reader would miss; what even two pages do not hold gives way, the longest table first.
    """
    writers = [writer for writer, _ in above]
    made = _cut(tables, above, rounds=EASY_ROUNDS, pages=1)
    if made is None:
        rounds = min(len(table.least) for table in tables)
        made = _cut(tables, above, rounds=rounds, pages=MOST_PAGES)
    if made is None:
        made = [small(table.made(table.least[-1])) for table in tables]
    return [replace(table, is_whole=all(_stays_whole(table_points(table, it), it) for it in writers)) for table in made]


def _cut(
    tables: Sequence[LongTable], above: Sequence[tuple[Writer, float]], *, rounds: int, pages: int
) -> list[Table] | None:
    """Return the tables cut to so many pages in so many rounds; ``None`` where they do not fit for all that."""
    shown = [table.rows for table in tables]
    made = [small(table.made(table.rows)) for table in tables]
    for place in range(rounds):
        while not _fits(made, above, pages):
            spare = [rows - table.least[place] for rows, table in zip(shown, tables, strict=True)]
            longest = spare.index(max(spare))
            if spare[longest] <= 0:
                break
            shown[longest] -= 1
            made[longest] = small(tables[longest].made(shown[longest]))
    return made if _fits(made, above, pages) else None


def _fits(tables: Sequence[Table], above: Sequence[tuple[Writer, float]], pages: int) -> bool:
    return all(pages_of(tables, writer, taken) <= pages for writer, taken in above)


def _stays_whole(height: float, writer: Writer) -> bool:
    return height <= writer.next_page * _LARGEST_WHOLE


def pages_of(tables: Sequence[Table], writer: Writer, taken: float) -> int:
    """Return the pages that tables take under so many points of other things; a short one stays on one page."""
    pages, left = 1, writer.page - taken
    for table in tables:
        height = table_points(table, writer)
        if height > left and _stays_whole(height, writer):
            pages, left = pages + 1, writer.next_page
        further = max(0, ceil((height - left) / writer.next_page))
        pages, left = pages + further, left + further * writer.next_page - height
    return pages


def table_points(table: Table, writer: Writer) -> float:
    """Return the height of a table with its caption, in points."""
    widths, size = column_points(scaled(table, writer), width=writer.width, letters=writer.letters)
    rows = [[column.heading for column in table.columns], *table.rows] if table.rows else [[table.if_empty]]
    bold = {0, len(rows) - 1} if table.has_total else {0}
    caption = f"Table 100: {table.caption}"
    lines = lines_of(caption, width=writer.width, size=writer.caption_size, letters=writer.letters, is_bold=True)
    height = writer.caption + (lines - 1) * writer.caption_line
    for place, row in enumerate(rows):
        cells = zip(row, widths if table.rows else [writer.width], strict=True)
        many = max(
            lines_of(text, width=width - table.edge, size=size, letters=writer.letters, is_bold=place in bold)
            for text, width in cells
        )
        height += writer.padding + size * (writer.row + (many - 1) * writer.line)
    return height
