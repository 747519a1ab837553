"""Workbooks as raw sheets: every cell as the text a person sees, with what a person cannot see told."""

import warnings
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from itertools import product
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from estates.domain.errors import RequestError, Severity
from geodata.sources.raw import Form, Line, Note, Sheet, number_text, trimmed, unreadable
from geodata.sources.zip_sizes import OversizeError, refuse_oversize

OLE_MARK = b"\xd0\xcf\x11\xe0"
FORMULA, ERROR = "f", "e"
SAVE_IN_SPREADSHEET = "Open the workbook in Excel or LibreOffice, let it calculate, save it and try again."

Cells = Mapping[int, Mapping[int, Cell]]
"""Cells of a sheet by row and column, both counted from 1; blank rows are absent."""

Texts = Mapping[int, Mapping[int, str | Note]]
"""Their texts, or what is wrong with them."""


def read_workbook(path: Path, is_wanted: Callable[[str], bool]) -> tuple[Sheet, ...]:
    """Read the sheets of a workbook as text.

    Parameters
    ----------
    path
        An ``.xlsx`` or ``.xlsm`` file.
    is_wanted
        Whether a sheet of that title is to be read; the others come back unread.

    Returns
    -------
    tuple of Sheet
        In the workbook's order.

    Raises
    ------
    RequestError
        Where the file is no workbook, is protected by a password, or unpacks to too much.
    """
    workbook = open_workbook(path)
    cells = {sheet.title: _cells(sheet) for sheet in workbook.worksheets if is_wanted(sheet.title)}
    stored = _stored_values(path, cells)
    return tuple(
        _sheet(sheet, path, cells[sheet.title], stored.get(sheet.title, {}))
        if sheet.title in cells
        else Sheet(title=sheet.title, file=path, form=Form.WORKBOOK, is_read=False)
        for sheet in workbook.worksheets
    )


def open_workbook(path: Path, *, stored_values: bool = False, rich_text: bool = False) -> Workbook:
    """Open a workbook whose size has been checked.

    Parameters
    ----------
    path
        An ``.xlsx`` or ``.xlsm`` file.
    stored_values
        Whether formula cells give their stored values instead of their formulas.
    rich_text
        Whether texts keep formats within them, for a workbook that is to be written again.

    Raises
    ------
    RequestError
        Where the file is no workbook, is protected by a password, or unpacks to too much.
    """
    try:
        refuse_oversize(path)
        # Opened here, because the library leaves the file of a damaged workbook open.
        with path.open("rb") as stream, warnings.catch_warnings():
            # What openpyxl cannot keep (drop-downs, images) does not matter to a reader; whoever writes tells it.
            warnings.simplefilter("ignore")
            return load_workbook(stream, data_only=stored_values, rich_text=rich_text)
    except OversizeError as error:
        raise RequestError(f"{error}. Take out what is not needed.") from error
    except OSError as error:
        raise RequestError(f"{path} cannot be read: {error.strerror or error}.") from error
    except zipfile.BadZipFile as error:
        raise RequestError(_not_a_workbook(path)) from error
    except Exception as error:  # a damaged workbook can fail anywhere inside the library
        raise RequestError(f"{path.name} is damaged: it cannot be read as a workbook.") from error


def _not_a_workbook(path: Path) -> str:
    with path.open("rb") as stream:
        is_old = stream.read(4) == OLE_MARK
    if is_old:
        return f"{path.name} is protected by a password or is an old .xls file. Save it as .xlsx without a password."
    return f"{path.name} is not an .xlsx workbook, or is damaged."


def _cells(sheet: Worksheet, *, with_blanks: bool = False) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    # The public iterators make a cell for every gap up to the furthest one: one stray cell would fill the memory.
    for (row, column), cell in sorted(sheet._cells.items()):  # noqa: SLF001
        if isinstance(cell, Cell) and (with_blanks or cell.value is not None):
            rows.setdefault(row, {})[column] = cell
    return rows


def _stored_values(path: Path, cells: Mapping[str, Cells]) -> dict[str, Cells]:
    """Return the cells with their stored values for the sheets that hold formulas; a second reading, only if needed."""
    titles = {title for title, rows in cells.items() if any(_formulas(rows))}
    if not titles:
        return {}
    workbook = open_workbook(path, stored_values=True)
    return {title: _cells(workbook[title], with_blanks=True) for title in titles}


def _formulas(rows: Cells) -> Iterator[Cell]:
    return (cell for row in rows.values() for cell in row.values() if cell.data_type == FORMULA)


def _sheet(sheet: Worksheet, path: Path, cells: Cells, stored: Cells) -> Sheet:
    texts = {number: _texts(row, stored.get(number, {})) for number, row in cells.items()}
    headings = {column: text for column, text in texts.pop(1, {}).items() if isinstance(text, str) and text}
    if not headings:
        note = unreadable("row 1 holds no headings", "Write the column names in the first row, or delete the sheet.")
        return Sheet(title=sheet.title, file=path, form=Form.WORKBOOK, unreadable=note)
    width = max(headings)
    covered = _covered(sheet, texts, headings)
    lines = (_line(number, row, covered.get(number, {}), width) for number, row in texts.items())
    return Sheet(
        title=sheet.title,
        file=path,
        form=Form.WORKBOOK,
        headings=tuple(headings.get(column, "") for column in range(1, width + 1)),
        lines=tuple(line for line in lines if any(line.cells) or line.problems),
        notes=(*_hidden(sheet, texts), *_merged_headings(sheet), *_beyond(texts, width)),
    )


def _texts(row: Mapping[int, Cell], stored: Mapping[int, Cell]) -> dict[int, str | Note]:
    """Return a row's texts by column; a note where a cell has none to give."""
    return {column: _text(cell, stored.get(column)) for column, cell in row.items()}


def _text(cell: Cell, stored: Cell | None) -> str | Note:
    if cell.data_type == FORMULA:
        # A stored empty text has no value either, but keeps its type.
        if stored is None or (stored.value is None and stored.data_type != "str"):
            return _broken("the cell holds a formula without a stored value", _formula(cell), SAVE_IN_SPREADSHEET)
        cell = stored
    if cell.data_type == ERROR:
        return _broken(
            "the cell holds a spreadsheet error", str(cell.value), "Put the formula right, or type the value."
        )
    return _value_text(cell.value, cell.number_format)


def _formula(cell: Cell) -> str:
    value: Any = cell.value
    return str(getattr(value, "text", value))


def _broken(problem: str, value: str | None, to_do: str) -> Note:
    return Note(problem=problem, value=value, to_do=to_do, severity=Severity.FAULT)


def _value_text(value: object, number_format: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number_as_shown(value, number_format)
    return trimmed(str(value))


def _number_as_shown(value: float, number_format: str) -> str:
    """Return a number in full; a whole one under a format of noughts alone (``000``) keeps the noughts it shows."""
    text = number_text(value)
    if number_format.strip("0") == "" and text.isdigit() and not isinstance(value, bool):
        return text.zfill(len(number_format))
    return text


def _line(number: int, texts: Mapping[int, str | Note], covered: Mapping[int, Note], width: int) -> Line:
    within = {column: text for column, text in texts.items() if column <= width}
    return Line(
        number=number,
        cells=tuple(_plain(within.get(column, "")) for column in range(1, width + 1)),
        problems={**{column - 1: text for column, text in within.items() if isinstance(text, Note)}, **covered},
    )


def _plain(text: str | Note) -> str:
    return text if isinstance(text, str) else ""


def _covered(sheet: Worksheet, rows: Collection[int], columns: Collection[int]) -> dict[int, dict[int, Note]]:
    """Return what to tell of the cells that merged cells cover, by row and place."""
    notes: dict[int, dict[int, Note]] = {}
    for merged in sheet.merged_cells.ranges:
        here = [row for row in rows if merged.min_row <= row <= merged.max_row]
        for row, column in product(here, (column for column in columns if merged.min_col <= column <= merged.max_col)):
            if (row, column) != (merged.min_row, merged.min_col):
                note = _broken(f"the cell is merged into {merged.coord}", None, "Unmerge the cells and fill each one.")
                notes.setdefault(row, {})[column - 1] = note
    return notes


def _beyond(texts: Texts, width: int) -> Iterator[Note]:
    columns = sorted({column for row in texts.values() for column, text in row.items() if column > width and text})
    if columns:
        yield Note(
            problem=f"column {get_column_letter(columns[0])} holds cells but no heading; it is left out",
            to_do="Write a heading in row 1, or clear the cells.",
        )


def _merged_headings(sheet: Worksheet) -> Iterator[Note]:
    for merged in sheet.merged_cells.ranges:
        if merged.min_row == 1:
            yield Note(
                problem=f"headings are merged ({merged.coord}); only the first of them counts",
                to_do="Unmerge row 1 and write one heading per column.",
                row=1,
            )


def _hidden(sheet: Worksheet, texts: Texts) -> Iterator[Note]:
    if sheet.sheet_state != "visible":
        yield Note(problem="the sheet is hidden; its rows count", to_do="Show it, or delete it if it is not meant.")
    rows = sorted(number for number in texts if _is_hidden(sheet, number))
    if rows:
        shown = ", ".join(str(row) for row in rows[:10]) + (" …" if len(rows) > 10 else "")
        yield Note(
            problem=f"{len(rows)} hidden row{'' if len(rows) == 1 else 's'} ({shown}) count like any other",
            to_do="Show them, or delete them if they are not meant.",
        )


def _is_hidden(sheet: Worksheet, row: int) -> bool:
    # Asked without making an entry for each row that has none.
    shown_as = sheet.row_dimensions.get(row)
    return shown_as is not None and bool(shown_as.hidden)
