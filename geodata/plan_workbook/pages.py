"""What a page of the workbook is made of: a title, a few sentences, and tables of plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from geodata.plan_workbook.styles import Style
from geodata.plan_workbook.words import DOES_NOT_APPLY

Number: TypeAlias = int | float | Decimal


class Paper(Enum):
    """What a page prints on, on its long side: the paper's number in a workbook, and its width in pixels."""

    A4_WIDE = (9, 1045)
    A3_WIDE = (8, 1510)

    @property
    def code(self) -> int:
        """The number that a workbook knows the paper by."""
        return self.value[0]

    @property
    def pixels(self) -> int:
        """The width between the margins, in pixels (96 to the inch)."""
        return self.value[1]


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
    """The table of a page. ``name`` is unique in the workbook.

    ``if_empty`` stands in the only row of a table without rows: a spreadsheet's table must have one.
    ``group_column`` starts a new printed page wherever that column's value changes.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    if_empty: str = "Nothing to show"
    group_column: int | None = None

    @property
    def filled_rows(self) -> Sequence[Sequence[Cell]]:
        """The rows, or the one that says that there are none."""
        return self.rows or [[self.if_empty, *[DOES_NOT_APPLY] * (len(self.columns) - 1)]]


@dataclass(frozen=True, kw_only=True)
class Page:
    """A sheet: its name, the title in A1, sentences under it, and its one table.

    ``frozen_columns`` stay in view while scrolling, and the heading with them; the last ``screen_columns`` are left out
    of the print.
    """

    name: str
    title: str
    about: str
    notes: tuple[str, ...]
    table: Table
    frozen_columns: int = 0
    screen_columns: int = 0
    paper: Paper = Paper.A4_WIDE

    @property
    def widths(self) -> list[int]:
        """The width of each column, in characters."""
        return [column.width for column in self.table.columns]
