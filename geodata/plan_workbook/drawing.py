"""Pages drawn into a workbook with xlsxwriter: real tables, nothing that a spreadsheet would run.

Every text is written as text, so that no cell is a formula and no user's text a link. The same pages give the same
bytes.
"""

import io
import re
import textwrap
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from estates.domain.wording import counted
from geodata.plan_workbook.pages import Cell, Column, Page, Styled, Table
from geodata.plan_workbook.styles import LETTERS_PER_WIDTH, LOOKS, Style
from geodata.plan_workbook.words import NOT_GIVEN

_MOST_CHARACTERS = 32_767  # in one cell of a workbook
_CUT = " … (shortened)"
# What XML cannot hold, or a spreadsheet would show as a code.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# A workbook records when it was made; a fixed day keeps the same plan the same bytes.
_CREATED = datetime(2026, 1, 1)
_ALL_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# Column widths are measured in this font's digits; it, or one of the same widths, is on every machine.
_FONT = {"font_name": "Arial", "font_size": 12}
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
# Letters of running text are narrower than the digits that widths are measured in.
_NOTE_LETTERS_PER_WIDTH = 1.2
_PIXELS_PER_LETTER, _PIXELS_BESIDE, _ROOM_TO_SPARE = 9, 5, 1.07  # of a column; programs differ a little
_FILTER_BUTTON = " ▼▼"  # stands in a heading and takes its room
_TITLE_POINTS, _LINE_POINTS, _SPACE_POINTS, _MOST_POINTS = 26, 15.5, 8, 400


def workbook_of(pages: Sequence[Page], *, author: str = "") -> bytes:
    """Return the pages as one ``.xlsx`` file, a sheet each, in their order; ``author`` is whose workbook it is."""
    file = io.BytesIO()
    # The library writes into the font that it is given, so it gets a copy.
    options = {**_ALL_TEXT, "in_memory": True, "default_format_properties": dict(_FONT)}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": pages[0].title, "author": printable(author), "created": _CREATED})
        looks = {style: book.add_format(dict(look)) for style, look in LOOKS.items()}
        for page in pages:
            _draw(book.add_worksheet(page.name), page, looks)
    return file.getvalue()


def printable(text: str) -> str:
    """Return a text as a cell can hold it: without control characters, and not longer than a cell may be."""
    clean = _UNPRINTABLE.sub("\ufffd", text)
    return clean if len(clean) <= _MOST_CHARACTERS else clean[: _MOST_CHARACTERS - len(_CUT)] + _CUT


def _draw(sheet: Worksheet, page: Page, looks: dict[Style, Format]) -> None:
    for place, width in enumerate(page.widths):
        sheet.set_column(place, place, width)
    sheet.hide_gridlines(2)
    sheet.set_row(0, _TITLE_POINTS)
    sheet.write_string(0, 0, printable(page.title), looks[Style.TITLE])
    lines = _note_lines(page)
    for number, line in enumerate(lines, start=1):
        # No empty row parts the notes from the table: a reader who listens would take it for the end of the sheet.
        sheet.set_row(number, _LINE_POINTS + _SPACE_POINTS * (number == len(lines)))
        sheet.write_string(number, 0, line, looks[Style.NOTE])
    heading = len(lines) + 1
    last = _draw_table(sheet, page, heading, looks)
    sheet.freeze_panes(heading + 1, page.frozen_columns)
    _set_print(sheet, page, heading, last)


def _note_lines(page: Page) -> list[str]:
    """Return the notes as lines that end before the table does: cells that spill over are cut when printed."""
    letters = int(sum(page.widths) * _NOTE_LETTERS_PER_WIDTH)
    notes = (*page.notes, f"This sheet holds one table of {counted(len(page.table.filled_rows), 'row')}.")
    return [line for note in notes for line in textwrap.wrap(printable(note), letters)]


def _draw_table(sheet: Worksheet, page: Page, heading: int, looks: dict[Style, Format]) -> int:
    """Draw a page's table whose heading stands in a row, and return its last row."""
    table = page.table
    rows = table.filled_rows
    last = heading + len(rows)
    options = {
        "name": table.name,
        "style": None,
        "columns": [{"header": column.heading, "header_format": looks[Style.HEADING]} for column in table.columns],
        "title": page.title,
        "description": page.about,
    }
    sheet.add_table(heading, 0, last, len(table.columns) - 1, options)
    buttoned = [Styled(column.heading + _FILTER_BUTTON, Style.HEADING) for column in table.columns]
    sheet.set_row(heading, _height(buttoned, table.columns))
    for number, cells in enumerate(rows, start=heading + 1):
        styled = [_styled(cell, column) for column, cell in zip(table.columns, cells, strict=True)]
        sheet.set_row(number, _height(styled, table.columns))
        for place, cell in enumerate(styled):
            _write(sheet, (number, place), cell, looks)
    return last


def _height(cells: Sequence[Styled], columns: Sequence[Column]) -> float:
    """Return the height of a row, in points, that shows all its text; not every program works that out itself."""
    lines = (
        _lines(cell.value, int(column.width * LETTERS_PER_WIDTH.get(cell.style, 1)))
        for cell, column in zip(cells, columns, strict=True)
        if isinstance(cell.value, str)
    )
    return min(_MOST_POINTS, _LINE_POINTS * max(lines, default=1) + 2)


def _lines(text: str, letters: int) -> int:
    if len(text) <= letters and "\n" not in text:
        return 1
    return sum(len(textwrap.wrap(part, letters)) or 1 for part in text.split("\n"))


def _styled(cell: Cell, column: Column) -> Styled:
    if isinstance(cell, Styled):
        return cell
    is_word_among_numbers = isinstance(cell, str) and column.style is not Style.LINK
    return Styled(cell, Style.TEXT if is_word_among_numbers else column.style)


def _write(sheet: Worksheet, where: tuple[int, int], cell: Styled, looks: dict[Style, Format]) -> None:
    look = looks[cell.style]
    if not isinstance(cell.value, str):
        sheet.write_number(*where, cell.value, look)
    elif cell.style is Style.LINK:
        sheet.write_url(*where, f"internal:'{cell.value}'!A1", look, cell.value)
    else:
        # A cell is never empty: a reader who listens could not tell it from the end of the table.
        sheet.write_string(*where, printable(cell.value) if cell.value.strip() else NOT_GIVEN, look)


def _set_print(sheet: Worksheet, page: Page, heading: int, last: int) -> None:
    widths = page.widths[: len(page.widths) - page.screen_columns]
    sheet.print_area(0, 0, last, len(widths) - 1)
    sheet.repeat_rows(heading)
    sheet.set_landscape()
    sheet.set_paper(page.paper.code)
    sheet.set_margins(**_MARGINS)
    sheet.set_footer("&L&A&RPage &P of &N")
    breaks = _page_breaks(page.table, heading + 1)
    if breaks:
        # A sheet that is fitted to the page loses its page breaks, so the scale is worked out here.
        pixels = sum(width * _PIXELS_PER_LETTER + _PIXELS_BESIDE for width in widths) * _ROOM_TO_SPARE
        sheet.set_print_scale(min(100, int(page.paper.pixels * 100 / pixels)))
        sheet.set_h_pagebreaks(breaks)
    else:
        sheet.fit_to_pages(1, 0)


def _page_breaks(table: Table, first: int) -> list[int]:
    """Return the rows before which a printed page ends, where a table's group changes."""
    place = table.group_column
    if place is None:
        return []
    sizes = [len(list(rows)) for _, rows in groupby(table.filled_rows, key=lambda row: row[place])]
    return [first + sum(sizes[:count]) for count in range(1, len(sizes))]
