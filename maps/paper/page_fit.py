"""How much of its tables a PCN's page shows, so that it stays one page of A4 in Word and in the PDF alike.

Word lays out its pages only where they are read, so heights are reckoned here: by the signs that fit a column and the
lines that follow, as measured on pages of both writers.
"""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from maps.paper.blocks import Table
from maps.paper.letters import ARIAL, column_points

TEXT_POINTS = 6.6
# What stands above the tables of a page beyond the usual, in points: the chapter's heading on the page of its first
# PCN, and the further lines that a long name takes in the heading and under the map.
_CHAPTER_POINTS, _TITLE_SIGNS, _TITLE_LINE_POINTS = 50.0, 45, 30.0


@dataclass(frozen=True)
class LongTable:
    """A table that can do with fewer rows: how it is made with so many, how many it has, and how few will do.

    ``least`` is a number of rows for each round of cutting: what is easily done without goes first.
    """

    made: Callable[[int], Table]
    rows: int
    least: tuple[int, ...]


class Above(Protocol):
    """Tells the height in points of what stands above a PCN's tables, beyond what ``Writer.page`` leaves out."""

    def __call__(self, title: str, points: Sequence[str], *, is_first: bool) -> float:
        """Return the height for a PCN's title and its points beside the map."""


def _above(title: str, points: Sequence[str], *, is_first: bool) -> float:  # noqa: ARG001 - a usual page has room for them
    return (lines_of(title, _TITLE_SIGNS) - 1) * _TITLE_LINE_POINTS + (_CHAPTER_POINTS if is_first else 0)


@dataclass(frozen=True, kw_only=True)
class Writer:
    """What the small print of a page takes, in points: the tables' part of a page, and the parts of a table.

    ``sign`` is the width of a sign of average text, ``edge`` of what surrounds the text of a cell; ``row`` is the
    height of a row of one line, ``line`` of each further one; ``caption`` of a caption with its distances. ``letters``
    is the width of its letters (see ``letters``) where its columns make room for their longest words.
    """

    page: float
    width: float = 493.0
    letters: float | None = None
    above: Above = _above
    sign: float
    edge: float
    row: float
    line: float
    caption: float
    caption_line: float
    caption_signs: int = 96


WORD = Writer(page=570, letters=ARIAL, sign=3.45, edge=7.2, row=10.1, line=7.5, caption=21.3, caption_line=9.8)
PDF = Writer(page=583, sign=3.78, edge=7.2, row=9.3, line=8.0, caption=20.6, caption_line=10.8)


def small(table: Table) -> Table:
    """Return a table in the small print of a PCN's page."""
    return replace(table, size=TEXT_POINTS)


def fitted(tables: Sequence[LongTable], *, above: Sequence[tuple[Writer, float]]) -> list[Table]:
    """Return the tables in small print, cut until they fit a page of every writer.

    ``above`` says for each writer the height in points that is taken above them. The longest table gives way first.
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


def _fits(tables: Sequence[Table], above: Sequence[tuple[Writer, float]]) -> bool:
    return all(taken + sum(table_points(table, writer) for table in tables) <= writer.page for writer, taken in above)


def table_points(table: Table, writer: Writer) -> float:
    """Return the height of a table in small print with its caption, in points."""
    widths = [width - writer.edge for width in _widths(table, writer)]
    rows = [[column.heading for column in table.columns], *table.rows] if table.rows else [[table.if_empty]]
    lines = [
        max(lines_of(text, int(width / writer.sign)) for text, width in zip(row, widths, strict=False)) for row in rows
    ]
    caption = writer.caption + (lines_of(table.caption, writer.caption_signs) - 1) * writer.caption_line
    return caption + sum(writer.row + (many - 1) * writer.line for many in lines)


def _widths(table: Table, writer: Writer) -> list[float]:
    if writer.letters is not None:
        return column_points(table, width=writer.width, edge=writer.edge, letters=writer.letters)[0]
    whole = sum(column.width for column in table.columns)
    return [column.width / whole * writer.width for column in table.columns]


def lines_of(text: str, signs: int) -> int:
    """Return the lines that text takes where so many signs stand on one."""
    return max(1, len(textwrap.wrap(text, max(1, signs))))
