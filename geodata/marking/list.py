"""The sheet “What to fix”: every fault and warning in a row, with a link to its cell."""

from collections.abc import Sequence

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from estates.domain.errors import Fault, Severity
from geodata.tables.every_table import WHAT_TO_FIX

TITLE = "What to fix in this workbook"
HEADINGS = ("what", "sheet or table", "cell", "row", "column", "value", "problem", "allowed", "what to do")
WIDTHS = (10, 18, 16, 8, 18, 24, 48, 40, 44)
HOW_TO = (
    "Faults must be put right before the dataset can be planned; warnings need a look. Each has its cell coloured "
    "(faults red, warnings amber) and a note on it. Correct the cells, save, and check again; this sheet is passed "
    "over."
)
NOTHING = "Nothing was found: no fault and no warning."
TEXT, FONT, LINE_POINTS = "@", "Calibri", 15


def add_list(workbook: Workbook, told: Sequence[Fault], remarks: Sequence[str]) -> None:
    """Add the sheet as the first one and show it.

    Parameters
    ----------
    workbook
        The workbook being marked.
    told
        Faults and warnings in the order they are listed in.
    remarks
        Sentences about this copy of the workbook.
    """
    sheet = workbook.create_sheet(WHAT_TO_FIX, 0)
    write_text(sheet, 1, 1, TITLE).font = Font(name=FONT, bold=True, size=16)
    faults = sum(fault.severity is Severity.FAULT for fault in told)
    counted = f"{faults:,} faults, {len(told) - faults:,} warnings." if told else NOTHING
    for row, sentence in enumerate((f"{counted} {HOW_TO}" if told else counted, *remarks), start=2):
        write_text(sheet, row, 1, sentence).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(HEADINGS))
        sheet.row_dimensions[row].height = _height([sentence], [sum(WIDTHS)])
    heading_row = len(remarks) + 4
    _write_headings(sheet, heading_row)
    for row, fault in enumerate(told, start=heading_row + 1):
        _write_fault(sheet, row, fault)
    sheet.freeze_panes = sheet.cell(heading_row + 1, 1)
    if told:
        last = f"{get_column_letter(len(HEADINGS))}{heading_row + len(told)}"
        sheet.auto_filter.ref = f"A{heading_row}:{last}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = False
    _show_first(workbook)


def remove_list(workbook: Workbook) -> None:
    """Take the sheet of an earlier run out; a sheet of the same name that is not ours stays."""
    if WHAT_TO_FIX in workbook.sheetnames and workbook[WHAT_TO_FIX]["A1"].value == TITLE:
        workbook.remove(workbook[WHAT_TO_FIX])


def write_text(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write a text as text, whatever it starts with; letters that a workbook cannot hold are left out.

    Returns
    -------
    Cell
        The cell, to be given its looks.
    """
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError(f"{cell.coordinate} is covered by a merged cell")
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    # openpyxl takes a text that starts with = for a formula, and #N/A for an error.
    cell.data_type = "s"
    cell.number_format = TEXT
    return cell


def _write_headings(sheet: Worksheet, row: int) -> None:
    for place, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True), start=1):
        cell = write_text(sheet, row, place, heading)
        cell.font, cell.fill = Font(name=FONT, bold=True, color="FFFFFFFF"), PatternFill("solid", fgColor="FF005EB8")
        sheet.column_dimensions[get_column_letter(place)].width = width


def _write_fault(sheet: Worksheet, row: int, fault: Fault) -> None:
    texts = (
        fault.severity.value,
        fault.cell.rpartition("!")[0].strip("'").replace("''", "'") if fault.cell else fault.table,
        fault.cell.rpartition("!")[2] if fault.cell else "",
        "" if fault.row is None else str(fault.row),
        fault.column or "",
        fault.value or "",
        fault.problem,
        fault.allowed or "",
        fault.to_do,
    )
    for place, text in enumerate(texts, start=1):
        cell = write_text(sheet, row, place, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[row].height = _height(texts, WIDTHS)
    if fault.cell:
        link = sheet.cell(row, 3)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=fault.cell)
        link.font = Font(name=FONT, color="FF005EB8", underline="single")


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    # Not every program lets a row grow with its text.
    lines = [1 + len(text) // width for text, width in zip(texts, widths, strict=True)]
    return LINE_POINTS * max(lines)


def _show_first(workbook: Workbook) -> None:
    workbook.active = 0
    for place, sheet in enumerate(workbook.worksheets):
        # Two sheets shown as chosen are edited together: a trap for whoever types next.
        sheet.sheet_view.tabSelected = place == 0
