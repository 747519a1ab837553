"""A workbook made of a CSV folder or GeoPackage as it stands, so that its faults can be shown in their cells."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from estates.domain.errors import Fault
from geodata.marking.list import write_text
from geodata.reading.recognise import RawTable, recognise
from geodata.sources.open import open_dataset
from geodata.sources.own_names import OwnNames, read_own_names
from geodata.sources.raw import Form, Line, Sheet
from geodata.tables.every_table import TABLES, WHAT_TO_FIX

NOT_IN_TITLES = re.compile(r"[\\/*?:\[\]]")
LONGEST_TITLE = 31
FID = "fid"
WIDEST_COLUMN = 44


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Where a table of the dataset stands in the workbook: its sheet, and the sheet row of each of its rows.

    ``shift`` is the number of columns before the table's first one.
    """

    raw: RawTable
    title: str
    rows: Mapping[int, int]
    shift: int

    def address(self, row: int | None, column: str | None) -> str:
        """Return the address of a cell; of the row's first cell, or of the heading, where no more is known."""
        place = self.raw.places.get(column or "", 0) + self.shift
        number = 1 if row is None else self.rows.get(row, 1)
        return f"{quote_sheetname(self.title)}!{get_column_letter(place + 1)}{number}"


def workbook_of_tables(
    source: Path, columns: Path | None, told: Iterable[Fault]
) -> tuple[Workbook, Mapping[str, Shown]]:
    """Return a workbook with a sheet per table of a dataset, and where each table stands in it.

    Layers of shapes, which a workbook cannot hold, have a sheet only where something is told of them.

    Parameters
    ----------
    source
        A CSV folder or a GeoPackage.
    columns
        The file of the user's own names, if any.
    told
        The faults and warnings to be shown in it.
    """
    names = read_own_names(columns) if columns else OwnNames()
    found = recognise(open_dataset(source, names).sheets, names).tables
    named = {fault.table for fault in told}
    tables = {name: raw for name, raw in found.items() if name in named or not TABLES[name].is_layer}
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    titles = _titles(raw.sheet.title for raw in tables.values())
    shown = {name: _add_sheet(workbook, raw, title) for (name, raw), title in zip(tables.items(), titles, strict=True)}
    return workbook, shown


def located(fault: Fault, tables: Mapping[str, Shown]) -> Fault:
    """Return a fault with the address of its cell in the workbook made of the tables."""
    shown = tables.get(fault.table)
    return fault if shown is None else replace(fault, cell=shown.address(fault.row, fault.column))


def _add_sheet(workbook: Workbook, raw: RawTable, title: str) -> Shown:
    sheet = workbook.create_sheet(title)
    # The rows of a CSV file are numbered as a spreadsheet shows them; those of layers go by a number of their own.
    is_numbered = raw.sheet.form is Form.CSV
    headings = raw.sheet.headings if is_numbered else (FID, *raw.sheet.headings)
    for place, heading in enumerate(headings, start=1):
        write_text(sheet, 1, place, heading).font = Font(name="Calibri", bold=True)
    rows = {line.number: line.number if is_numbered else place for place, line in _numbered(raw.sheet)}
    for line in raw.sheet.lines:
        _write_line(sheet, rows[line.number], line, has_fid=not is_numbered)
    sheet.freeze_panes = "B2"
    _fit_columns(sheet)
    return Shown(raw=raw, title=title, rows=rows, shift=0 if is_numbered else 1)


def _fit_columns(sheet: Worksheet) -> None:
    """Make each column as wide as its longest text, so that codes and names are not cut."""
    for place, column in enumerate(sheet.iter_cols(values_only=True), start=1):
        longest = max((len(str(text)) for text in column if text is not None), default=0)
        sheet.column_dimensions[get_column_letter(place)].width = min(longest + 2, WIDEST_COLUMN)


def _numbered(sheet: Sheet) -> Iterable[tuple[int, Line]]:
    return enumerate(sheet.lines, start=2)


def _write_line(sheet: Worksheet, row: int, line: Line, *, has_fid: bool) -> None:
    cells = (str(line.number), *line.cells) if has_fid else line.cells
    for place, text in enumerate(cells, start=1):
        if text:
            write_text(sheet, row, place, text)


def _titles(names: Iterable[str]) -> list[str]:
    """Return names as a workbook allows them for sheets: without some marks, at most 31 letters, each once."""
    titles: list[str] = []
    taken = {WHAT_TO_FIX.casefold()}
    for name in names:
        title = NOT_IN_TITLES.sub("_", name).strip("'")[:LONGEST_TITLE] or "table"
        number = 1
        while title.casefold() in taken:
            number += 1
            title = f"{title[: LONGEST_TITLE - 4]} {number}"
        taken.add(title.casefold())
        titles.append(title)
    return titles
