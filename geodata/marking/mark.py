"""The user's own workbook back, with every faulty cell coloured and explained, and a list of what to fix."""

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from estates.domain.errors import Fault, RequestError, Severity
from estates.domain.reading import Reading
from geodata.marking.list import add_list, remove_list
from geodata.marking.losses import losses
from geodata.marking.tables import located, workbook_of_tables
from geodata.sources.open import WORKBOOKS
from geodata.sources.workbook import open_workbook
from geodata.tables.every_table import LAYERS
from geodata.whole_file import write_whole_file

AUTHOR = "Estates Capacity Planner"
OUR_PART = f"{AUTHOR} found:"
COLOURS: Mapping[Severity, str] = {Severity.FAULT: "FFF4B0A8", Severity.WARNING: "FFFFE08A"}
FORMULA = "f"
CALCULATE = (
    "Your formulas are kept, but this copy holds no calculated values yet: open and save it in Excel or LibreOffice "
    "before you check it."
)
NOTE_WIDTH, NOTE_LINE_HEIGHT, NOTE_LETTERS_A_LINE = 360, 18, 50


def mark_workbook(source: Path, reading: Reading, out: Path, *, columns: Path | None = None) -> None:
    """Write the user's workbook with each faulty cell coloured, a note on it, and a sheet “What to fix”.

    Everything else in the workbook stays: other sheets, formats, formulas. Of a CSV folder or GeoPackage a workbook
    is made, a sheet per table, and marked. Marks of an earlier run are taken out first, so that a marked workbook
    can be worked on and marked again.

    Parameters
    ----------
    source
        The dataset that was read.
    reading
        What came of it.
    out
        The ``.xlsx`` file to write; never the source itself.
    columns
        The file of the user's own sheet and heading names that it was read with.

    Raises
    ------
    RequestError
        Where ``out`` is the source, no ``.xlsx``, or cannot be written.
    """
    _check_out(source, out)
    told = [*reading.faults, *reading.warnings]
    remarks: tuple[str, ...] = ()
    if source.suffix.lower() in WORKBOOKS and source.is_file():
        workbook = open_workbook(source, rich_text=True)
        _remove_marks(workbook)
        remarks = (*losses(source), *([CALCULATE] if _has_formulas(workbook) else []))
    else:
        workbook, tables = workbook_of_tables(source, columns, told)
        told = [located(fault, tables) for fault in told]
        remarks = _of_layers(reading)
    for cell, here in _by_cell(workbook, told).items():
        _mark(cell, here)
    add_list(workbook, told, remarks)
    write_whole_file(out, _bytes_of(workbook, out))


def _check_out(source: Path, out: Path) -> None:
    if out.suffix.lower() != ".xlsx":
        raise RequestError(f"{out} does not end in .xlsx. The marked copy is a workbook: give it such a name.")
    if out.exists() and source.exists() and out.samefile(source):
        raise RequestError(f"{out} is the dataset itself and is not overwritten. Give the marked copy another name.")


def _of_layers(reading: Reading) -> tuple[str, ...]:
    """Return what to tell of the shapes that the dataset has and a workbook cannot hold."""
    layers = [name for name in LAYERS if name in reading.rows]
    if not layers:
        return ()
    files = ", ".join(f"{name}.geojson" for name in layers)
    return (f"A workbook cannot hold the shapes of {', '.join(layers)}: they are read from {files} beside it.",)


def _bytes_of(workbook: Workbook, out: Path) -> bytes:
    stream = io.BytesIO()
    try:
        workbook.save(stream)
    except Exception as error:  # what a foreign program wrote may be beyond the library
        raise RequestError(f"{out.name} cannot be made: the workbook holds parts that cannot be copied.") from error
    return stream.getvalue()


def _by_cell(workbook: Workbook, told: Iterable[Fault]) -> dict[Cell, list[Fault]]:
    """Return what is to be told of each cell; a cell that others cover stands for all that it is merged with."""
    by_cell: dict[Cell, list[Fault]] = {}
    for fault in told:
        cell = _cell(workbook, fault.cell) if fault.cell else None
        if cell is not None:
            by_cell.setdefault(cell, []).append(fault)
    return by_cell


def _cell(workbook: Workbook, address: str) -> Cell | None:
    title, _, place = address.rpartition("!")
    if title.startswith("'"):
        title = title[1:-1].replace("''", "'")
    if title not in workbook.sheetnames:
        return None
    sheet = workbook[title]
    cell = sheet[place]
    return _top_left(sheet, cell) if isinstance(cell, MergedCell) else cell


def _top_left(sheet: Worksheet, covered: MergedCell) -> Cell | None:
    area = next(area for area in sheet.merged_cells.ranges if covered.coordinate in area)
    cell = sheet.cell(area.min_row, area.min_col)
    return cell if isinstance(cell, Cell) else None


def _mark(cell: Cell, told: Iterable[Fault]) -> None:
    told = list(told)
    worst = Severity.FAULT if any(fault.severity is Severity.FAULT for fault in told) else Severity.WARNING
    cell.fill = PatternFill("solid", fgColor=COLOURS[worst])
    own = f"{cell.comment.text}\n\n" if cell.comment else ""
    text = f"{own}{OUR_PART}\n" + "\n".join(f"{fault.severity.value.upper()}: {note_text(fault)}" for fault in told)
    cell.comment = _note(text, AUTHOR)


def _note(text: str, author: str) -> Comment:
    lines = sum(1 + len(line) // NOTE_LETTERS_A_LINE for line in text.split("\n"))
    return Comment(text, author, width=NOTE_WIDTH, height=NOTE_LINE_HEIGHT * (lines + 1))


def note_text(fault: Fault) -> str:
    """Return what the note on a cell says: the fault without the place, which the note shows itself."""
    value = "" if fault.value is None else f" (found “{fault.value}”)"
    allowed = "" if fault.allowed is None else f" Allowed: {fault.allowed}."
    return f"{fault.problem}{value}.{allowed} {fault.to_do}"


def _remove_marks(workbook: Workbook) -> None:
    """Take out the marks of an earlier run; a cell that was coloured by it is left without colour."""
    remove_list(workbook)
    for sheet in workbook.worksheets:
        for cell, comment in _noted(sheet):
            own, ours, _ = comment.text.partition(OUR_PART)
            # The sizes of notes are lost in reading, so that the user's own are made anew too.
            cell.comment = _note(own.rstrip(), comment.author or "") if own.strip() else None
            if ours and cell.fill.fgColor.rgb in COLOURS.values():
                cell.fill = PatternFill()


def _noted(sheet: Worksheet) -> Iterator[tuple[Cell, Comment]]:
    for cell in _cells(sheet):
        if cell.comment is not None:
            yield cell, cell.comment


def _has_formulas(workbook: Workbook) -> bool:
    return any(cell.data_type == FORMULA for sheet in workbook.worksheets for cell in _cells(sheet))


def _cells(sheet: Worksheet) -> Iterator[Cell]:
    # The public iterators make a cell for every gap up to the furthest one.
    return (cell for cell in list(sheet._cells.values()) if isinstance(cell, Cell))  # noqa: SLF001
