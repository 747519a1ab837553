"""How much of its tables a PCN's page shows, so that it stays one page of A4 in Word and in the PDF alike.

Word lays out its pages only where they are read, so heights are reckoned here: by the signs that fit a column and the
lines that follow, as measured on pages of both writers.
"""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from maps.paper.blocks import Table

_TEXT_POINTS = 6.6


@dataclass(frozen=True)
class LongTable:
    """A table that can do with fewer rows: how it is made with so many, how many it has, and how few will do.

    ``least`` is a number of rows for each round of cutting: what is easily done without goes first.
    """

    made: Callable[[int], Table]
    rows: int
    least: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Writer:
    """What the small print of a page takes, in points: the tables' part of a page, and the parts of a table.

    ``sign`` is the width of a sign of average text, ``edge`` of what surrounds the text of a cell; ``row`` is the
    height of a row of one line, ``line`` of each further one; ``caption`` of a caption with its distances.
    """

    page: float
    sign: float
    edge: float
    row: float
    line: float
    caption: float
    caption_line: float


WORD = Writer(page=570, sign=3.45, edge=7.2, row=10.1, line=7.5, caption=21.3, caption_line=9.8)
PDF = Writer(page=583, sign=3.78, edge=7.2, row=9.3, line=8.0, caption=20.6, caption_line=10.8)
_WIDTH_POINTS = 493.0
_CAPTION_SIGN = 5.1


def small(table: Table) -> Table:
    """Return a table in the small print of a PCN's page."""
    return replace(table, size=_TEXT_POINTS)


def fitted(tables: Sequence[LongTable], *, above: float) -> list[Table]:
    """Return the tables in small print, cut until they fit a page in either writer.

    ``above`` is the height in points that more than the usual takes above them. The longest table gives way first.
    """
    shown = [table.rows for table in tables]
    made = [small(table.made(table.rows)) for table in tables]
    for least in zip(*(table.least for table in tables), strict=True):
        while not _fits(made, above):
            spare = [rows - few for rows, few in zip(shown, least, strict=True)]
            longest = spare.index(max(spare))
            if spare[longest] <= 0:
                break
            shown[longest] -= 1
            made[longest] = small(tables[longest].made(shown[longest]))
    return made


def _fits(tables: Sequence[Table], above: float) -> bool:
    return all(above + sum(table_points(table, writer) for table in tables) <= writer.page for writer in (WORD, PDF))


def table_points(table: Table, writer: Writer) -> float:
    """Return the height of a table in small print with its caption, in points."""
    whole = sum(column.width for column in table.columns)
    widths = [column.width / whole * _WIDTH_POINTS - writer.edge for column in table.columns]
    rows = [[column.heading for column in table.columns], *table.rows] if table.rows else [[table.if_empty]]
    lines = [
        max(lines_of(text, int(width / writer.sign)) for text, width in zip(row, widths, strict=False)) for row in rows
    ]
    caption = writer.caption + (lines_of(table.caption, int(_WIDTH_POINTS / _CAPTION_SIGN)) - 1) * writer.caption_line
    return caption + sum(writer.row + (many - 1) * writer.line for many in lines)


def lines_of(text: str, signs: int) -> int:
    """Return the lines that text takes where so many signs stand on one."""
    return max(1, len(textwrap.wrap(text, max(1, signs))))
