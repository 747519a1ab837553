"""What a page of the workbook is made of: a title, a few sentences, and tables of plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import zip_longest
from typing import TypeAlias

from geodata.plan_workbook.styles import Style
from geodata.plan_workbook.words import DOES_NOT_APPLY

Number: TypeAlias = int | float | Decimal


class Paper(Enum):
    """What a page prints on: the paper's number in a workbook, whether it lies wide, and its width in pixels."""

    A4_TALL = (9, False, 715)
    A4_WIDE = (9, True, 1045)
    A3_WIDE = (8, True, 1510)

    @property
    def code(self) -> int:
        """The number that a workbook knows the paper by."""
        return self.value[0]

    @property
    def is_wide(self) -> bool:
        """Whether the paper lies on its long side."""
        return self.value[1]

    @property
    def pixels(self) -> int:
        """The width between the margins, in pixels (96 to the inch)."""
        return self.value[2]


@dataclass(frozen=True)
class Styled:
    """A cell that looks other than its column does."""

    value: str | Number
    style: Style


Cell: TypeAlias = str | Number | Styled


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its width in characters and how its cells look."""

    heading: str
    width: int
    style: Style = Style.TEXT


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of a page. ``name`` is unique in the workbook; ``caption`` stands above it where a page has several.

    ``if_empty`` stands in the only row of a table without rows: a spreadsheet's table must have one.
    ``group_column`` starts a new printed page wherever that column's value changes.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    if_empty: str = "Nothing to show"
    caption: str | None = None
    group_column: int | None = None

    @property
    def filled_rows(self) -> Sequence[Sequence[Cell]]:
        """The rows, or the one that says that there are none."""
        return self.rows or [[self.if_empty, *[DOES_NOT_APPLY] * (len(self.columns) - 1)]]


@dataclass(frozen=True, kw_only=True)
class Page:
    """A sheet: its name, the title in A1, sentences under it, and one table or several below each other.

    ``frozen_columns`` stay in view while scrolling; the last ``screen_columns`` are left out of the print.
    """

    name: str
    title: str
    about: str
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    frozen_columns: int = 0
    screen_columns: int = 0
    paper: Paper = Paper.A4_WIDE

    @property
    def widths(self) -> list[int]:
        """The width of each column, in characters: that of the widest table there."""
        tables = [[column.width for column in table.columns] for table in self.tables]
        return [max(widths) for widths in zip_longest(*tables, fillvalue=0)]
