"""The sheets of the template that are read rather than filled in: how to, every column in words, the role codes."""

from collections.abc import Iterator

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from estates.domain.roles import built_in_roles
from geodata.dictionary import allowed_in_words, blank_in_words
from geodata.tables.columns import Table
from geodata.tables.every_table import COLUMN_GUIDE, LAYERS, LISTS, READ_ME, TABLES
from geodata.template.entry import FIRST_ROLE_ROW
from geodata.template.formats import Formats

HOW_TO = (
    "Fill in one sheet after another. The sheets sites, rooms and posts are needed; the others are there if you want "
    "them.",
    "Each sheet starts with an example in italics. Type over it or delete it: an example that is left in is planned "
    "like any other row.",
    "Delete the sheets that you do not use. Where a sheet is there, the codes that name its rows are checked against "
    "it.",
    "Leave the headings in row 1 as they are. Required ones are white on dark blue in bold; optional ones are dark on "
    "pale grey. The note on each heading says which it is in words, with its meaning, unit and what blank stands for "
    f"(rest the pointer on it, or press Shift+F2). The sheet {COLUMN_GUIDE} has it all in one table.",
    "Codes are text and stay as you type them: 007 stays 007. Write ; between the items of a list.",
    "In rooms only F means free. A blank or ? is not known, and not known is never treated as free.",
    "You may leave this sheet and its two companions in the workbook: they are passed over.",
    "When done, save the workbook and run: estates check FILE.xlsx. It names every cell that needs attention; with "
    "--mark OUT.xlsx it also returns your workbook with those cells coloured and explained.",
)
SHAPES = (
    f"Map layers ({', '.join(LAYERS)}) are no sheets. Put them as {', '.join(f'{name}.geojson' for name in LAYERS)} "
    "beside this workbook if you have them."
)
GUIDE_HEADINGS = ("sheet", "column", "required", "what it holds", "unit", "allowed", "blank means")
GUIDE_WIDTHS = (18, 20, 10, 55, 18, 50, 40)
LINE_POINTS, LETTERS_ACROSS, LETTERS_IN_LAST = 15, 145, 105
ROLE_HEADINGS = ("role_id", "title", "funding", "supervision")


def sheets_to_fill_in() -> tuple[Table, ...]:
    """Return the tables that a workbook can hold as sheets: all but the layers."""
    return tuple(table for table in TABLES.values() if not table.is_layer)


def add_read_me(workbook: Workbook, formats: Formats) -> None:
    """Add the first sheet: what this is, how it is filled in, and what each sheet is for."""
    sheet = workbook.add_worksheet(READ_ME)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 2, 90)
    sheet.write_string(0, 0, "Estates Capacity Planner: a workbook to fill in", formats.title)
    sheet.write_string(2, 0, "How to fill it in", formats.heading)
    row = 3
    for number, sentence in enumerate((*HOW_TO, SHAPES), start=1):
        sheet.merge_range(row, 0, row, 2, f"{number}. {sentence}", formats.words)
        sheet.set_row(row, _height(sentence, LETTERS_ACROSS))
        row += 1
    _fill(sheet, row + 1, ("sheet", "needed", "what it holds"), formats)
    for place, table in enumerate(sheets_to_fill_in(), start=row + 2):
        sheet.write_url(place, 0, f"internal:'{table.name}'!A1", formats.link, table.name)
        sheet.write_string(place, 1, "yes" if table.required else "no", formats.words)
        sheet.write_string(place, 2, table.meaning, formats.words)
        sheet.set_row(place, _height(table.meaning, LETTERS_IN_LAST))
    _print_on_one_page_wide(sheet)


def _height(text: str, letters_a_line: int) -> int:
    # Merged cells do not grow with their text, and not every program lets the others grow.
    return LINE_POINTS * (1 + len(text) // letters_a_line)


def add_column_guide(workbook: Workbook, formats: Formats) -> None:
    """Add the sheet that says of every column what its note says, for reading and printing."""
    sheet = workbook.add_worksheet(COLUMN_GUIDE)
    for place, width in enumerate(GUIDE_WIDTHS):
        sheet.set_column(place, place, width)
    _fill(sheet, 0, GUIDE_HEADINGS, formats)
    for number, cells in enumerate(_guide_rows(), start=1):
        _fill(sheet, number, cells, formats, is_heading=False)
        sheet.set_row(number, max(_height(text, width) for text, width in zip(cells, GUIDE_WIDTHS, strict=True)))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _print_on_one_page_wide(sheet)


def _guide_rows() -> Iterator[tuple[str, ...]]:
    for table in sheets_to_fill_in():
        for column in table.columns:
            required = "required" if column.required else "optional"
            words = (column.meaning, column.unit or "", allowed_in_words(column), blank_in_words(column))
            yield (table.name, column.name, required, *words)


def add_lists(workbook: Workbook, formats: Formats) -> None:
    """Add the sheet of the built-in role codes, which the drop-down of ``role_id`` offers."""
    sheet = workbook.add_worksheet(LISTS)
    for place, width in enumerate((28, 60, 14, 16)):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, "Role codes", formats.title)
    sheet.write_string(1, 0, "The roles that are built in. Add or replace roles on the sheet roles.")
    _fill(sheet, FIRST_ROLE_ROW - 2, ROLE_HEADINGS, formats)
    for number, role in enumerate(built_in_roles(), start=FIRST_ROLE_ROW - 1):
        cells = (role.role_id, role.title, role.group.value, role.supervision or "none needed")
        _fill(sheet, number, cells, formats, is_heading=False)
    _print_on_one_page_wide(sheet)


def _fill(sheet: Worksheet, row: int, cells: tuple[str, ...], formats: Formats, *, is_heading: bool = True) -> None:
    for place, text in enumerate(cells):
        sheet.write_string(row, place, text, formats.heading if is_heading else formats.words)


def _print_on_one_page_wide(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
