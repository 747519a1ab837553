"""The sheets of the template that are filled in: headings with their notes, cells that guide, example rows."""

from datetime import date

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from geodata.tables.columns import Column, Kind, Table
from geodata.template.entry import NUMBERS, entry_of, heading_note
from geodata.template.formats import Formats

LAST_ROW = 1_048_575  # of a workbook, counted from 0
NOTE_WIDTH, NOTE_LINE_HEIGHT, NOTE_LETTERS_A_LINE = 300, 17, 44
EXAMPLE_NOTE = "Example row. Type over it or delete it: it is planned like any other row."


def add_table_sheet(workbook: Workbook, table: Table, formats: Formats) -> None:
    """Add the sheet of a table.

    Parameters
    ----------
    workbook
        The template.
    table
        The declaration.
    formats
        How its cells look.
    """
    sheet = workbook.add_worksheet(table.name)
    for place, column in enumerate(table.columns):
        _add_column(sheet, place, column, formats)
        sheet.set_column(place, place, _width(column, table), _format_of(column, formats))
    for number, row in enumerate(table.examples, start=1):
        for place, column in enumerate(table.columns):
            _write_example(sheet, (number, place), row.get(column.name, ""), kind=column.kind, formats=formats)
        _add_note(sheet, (number, 0), EXAMPLE_NOTE)
    sheet.set_row(0, 22)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _add_column(sheet: Worksheet, place: int, column: Column, formats: Formats) -> None:
    sheet.write_string(0, place, column.name, formats.required if column.required else formats.optional)
    _add_note(sheet, (0, place), heading_note(column))
    entry = entry_of(column, xl_rowcol_to_cell(1, place))
    if entry is not None:
        sheet.data_validation(1, place, LAST_ROW, place, entry)


def _add_note(sheet: Worksheet, cell: tuple[int, int], text: str) -> None:
    lines = sum(1 + len(line) // NOTE_LETTERS_A_LINE for line in text.split("\n"))
    size = {"width": NOTE_WIDTH, "height": NOTE_LINE_HEIGHT * (lines + 1)}
    sheet.write_comment(*cell, text, {"author": "Estates Capacity Planner", "font_size": 9} | size)


def _format_of(column: Column, formats: Formats) -> object:
    if column.kind is Kind.DATE:
        return formats.day
    return None if column.kind in NUMBERS else formats.text


def _width(column: Column, table: Table) -> int:
    longest = max([len(column.name), *(len(row.get(column.name, "")) for row in table.examples)])
    return min(longest + 4, 40)


def _write_example(sheet: Worksheet, cell: tuple[int, int], text: str, *, kind: Kind, formats: Formats) -> None:
    if not text:
        return
    if kind is Kind.DATE:
        sheet.write_datetime(*cell, date.fromisoformat(text), formats.example_day)
    elif kind in NUMBERS:
        sheet.write_number(*cell, float(text), formats.example_number)
    else:
        sheet.write_string(*cell, text, formats.example_text)
