"""Tables as they stand in a user's files: text by row and place, before anything is known of their meaning."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from openpyxl.utils import get_column_letter, quote_sheetname
from shapely.geometry.base import BaseGeometry

from estates.domain.errors import Severity

LARGEST_FILE_BYTES = 500_000_000
"""Largest file, unpacked, that is opened: 500 MB."""


class Form(StrEnum):
    """In which of its forms a table was given."""

    CSV = "CSV file"
    WORKBOOK = "sheet"
    GEOPACKAGE = "GeoPackage table"
    GEOJSON = "GeoJSON layer"


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something to tell about a sheet as a whole, or about one of its rows."""

    problem: str
    to_do: str
    severity: Severity = Severity.WARNING
    row: int | None = None
    value: str | None = None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of a sheet.

    ``number`` is the row as a spreadsheet shows it, the ``fid`` of a GeoPackage, or the place of a GeoJSON feature
    counted from 1. ``cells`` hold trimmed text in the places of the headings. ``problems`` tells by place what is
    wrong with a cell before its meaning is known (a formula without a value); ``problem`` is about the whole row.
    ``shape`` lies on the British National Grid.
    """

    number: int
    cells: tuple[str, ...]
    problems: Mapping[int, Note] = field(default_factory=dict)
    problem: Note | None = None
    shape: BaseGeometry | None = None
    shape_from: str = "grid"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A CSV file, a workbook's sheet, a GeoPackage's table or a GeoJSON layer.

    ``is_read`` is false where its name is not one of ours, so that it was left unread. ``unreadable`` says why nothing
    could be made of it.
    """

    title: str
    file: Path
    form: Form
    headings: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()
    unreadable: Note | None = None
    is_read: bool = True

    @property
    def heading_row(self) -> int | None:
        """The row that the headings stand in, where there is one."""
        return 1 if self.form in (Form.CSV, Form.WORKBOOK) else None

    def address(self, row: int, place: int) -> str | None:
        """Return the workbook address of a cell, such as ``Rooms!D6``; ``None`` for the other forms."""
        if self.form is not Form.WORKBOOK:
            return None
        name = self.title if self.title.isidentifier() else quote_sheetname(self.title)
        return f"{name}!{get_column_letter(place + 1)}{row}"


def unreadable(problem: str, to_do: str) -> Note:
    """Return the fault of a sheet that nothing can be made of."""
    return Note(problem=problem, to_do=to_do, severity=Severity.FAULT)


def trimmed(text: str) -> str:
    """Return a text without outer blanks, those that cannot be seen included."""
    return text.strip().strip("\u200b\ufeff").strip()


def plain_name(text: str) -> str:
    """Return a sheet or column name as names are compared: without outer blanks and case."""
    return trimmed(text).casefold()


def number_text(number: float) -> str:
    """Return a number as a spreadsheet shows it in full: at most fifteen figures, no exponent, no trailing ``.0``."""
    if isinstance(number, bool):
        return "TRUE" if number else "FALSE"
    if isinstance(number, int):
        return str(number)
    # Fifteen figures are what a spreadsheet keeps and shows: 0.1 + 0.2 is 0.3 there, and so it is here.
    exact = Decimal(f"{number:.15g}")
    return f"{exact:f}"
