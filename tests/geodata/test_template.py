"""The workbook to fill in: valid as it is, with a drop-down for every list of words and a note on every heading."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from estates.domain.errors import RequestError
from estates.domain.roles import built_in_roles
from geodata.reading.read import read_dataset
from geodata.tables.columns import Column, Kind, Table
from geodata.tables.every_table import NOT_DATA, TABLES
from geodata.template.write import template_bytes, write_template

SHEETS = tuple(table for table in TABLES.values() if not table.is_layer)
COLUMNS = [(table, column) for table in SHEETS for column in table.columns]


@pytest.fixture(name="path", scope="module")
def _path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "to fill in.xlsx"
    write_template(path)
    return path


@pytest.fixture(name="book", scope="module")
def _book(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def _places(table: Table) -> dict[str, int]:
    return {column.name: place for place, column in enumerate(table.columns, start=1)}


def _entry(sheet: Worksheet, table: Table, column: Column) -> DataValidation | None:
    """Return the validation of the cell in row 3 of a column, which no example row is needed for."""
    cell = sheet.cell(3, _places(table)[column.name]).coordinate
    found = [entry for entry in sheet.data_validations.dataValidation if cell in entry.sqref]
    assert len(found) <= 1
    return found[0] if found else None


def test_the_template_passes_the_check_without_fault_or_warning(path: Path) -> None:
    """The example rows together are a dataset, and the sheets that explain are passed over."""
    reading = read_dataset(path)
    assert (reading.faults, reading.warnings) == ((), ())
    assert reading.total.used == sum(len(table.examples) for table in SHEETS)


def test_there_is_a_sheet_per_table_in_the_declared_order(book: Workbook) -> None:
    """The layers are no sheets; what is not data is named among the sheets passed over."""
    titles = [title for title in book.sheetnames if title.casefold() not in NOT_DATA]
    assert titles == [table.name for table in SHEETS]
    assert book.sheetnames[0] == "Read me"


def test_headings_are_the_column_names_and_nothing_more(book: Workbook) -> None:
    """A word such as “required” in a heading would make it another column."""
    for table in SHEETS:
        assert [cell.value for cell in book[table.name][1]] == [column.name for column in table.columns]


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda part: part.name)
def test_every_heading_has_its_note(book: Workbook, table: Table, column: Column) -> None:
    """Required or optional in words, then meaning, unit, allowed, and what blank means."""
    comment = book[table.name].cell(1, _places(table)[column.name]).comment
    assert comment is not None
    lines = comment.text.splitlines()
    assert lines[0] == ("REQUIRED" if column.required else "Optional")
    assert lines[1] == f"{column.meaning}."
    assert (f"Unit: {column.unit}" in lines) == (column.unit is not None)
    assert any(line.startswith(f"Allowed: {column.allowed}") for line in lines)
    assert lines[-1] == f"Blank: {'may not be blank' if column.required else column.blank}"


def test_required_headings_differ_in_more_than_colour(book: Workbook) -> None:
    """They are bold too, so that a black and white print tells them apart."""
    for table, column in COLUMNS:
        assert book[table.name].cell(1, _places(table)[column.name]).font.b == column.required


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda part: part.name)
def test_every_list_of_words_is_a_drop_down(book: Workbook, table: Table, column: Column) -> None:
    """One word of a list, yes or no, and slots; where several words may stand, others are let in too."""
    entry = _entry(book[table.name], table, column)
    words = ("yes", "no") if column.kind is Kind.YES_NO else column.choices
    if column.kind in (Kind.WORD, Kind.WORDS, Kind.YES_NO):
        assert entry is not None
        assert (entry.type, entry.formula1) == ("list", f'"{",".join(words)}"')
        assert entry.showErrorMessage == (column.kind is not Kind.WORDS)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda part: part.name)
def test_numbers_and_dates_are_kept_in_range_with_a_message_in_words(
    book: Workbook, table: Table, column: Column
) -> None:
    """The message names what is allowed; the range is the declared one."""
    entry = _entry(book[table.name], table, column)
    kinds = {Kind.NUMBER: "decimal", Kind.WHOLE: "whole", Kind.DATE: "date"}
    if column.kind not in kinds:
        assert entry is None or entry.type == "list"
        return
    assert entry is not None
    assert entry.type == ("custom" if column.above is not None else kinds[column.kind])
    assert column.allowed in (entry.error or "")
    if entry.type in ("decimal", "whole") and column.at_least is not None:
        assert float(entry.formula1 or "nan") == float(column.at_least)


def test_the_share_of_a_post_is_above_nought_and_at_most_two(book: Workbook) -> None:
    """“Above” is no range that the file format knows, so it is a formula of its own."""
    entry = _entry(book["posts"], TABLES["posts"], TABLES["posts"].by_name["wte"])
    assert entry is not None
    assert entry.formula1 == "AND(ISNUMBER(E2),E2>0,E2<=2)"


def test_codes_are_offered_from_the_sheet_they_refer_to(book: Workbook) -> None:
    """A room's site is picked from the sites; a post's role from the catalogue, and others may be typed."""
    site = _entry(book["rooms"], TABLES["rooms"], TABLES["rooms"].by_name["site_id"])
    role = _entry(book["posts"], TABLES["posts"], TABLES["posts"].by_name["role_id"])
    assert site is not None
    assert role is not None
    assert "sites!$A$2" in str(site.formula1)
    assert not role.showErrorMessage
    cells = book["Lists"][str(role.formula1).split("!")[1].replace("$", "")]
    assert [row[0].value for row in cells] == [known.role_id for known in built_in_roles()]


def test_codes_and_words_stay_text_as_they_are_typed(book: Workbook) -> None:
    """The columns have the text format, so that 007 keeps its noughts; numbers and dates do not."""
    for table, column in COLUMNS:
        place = _places(table)[column.name]
        spans = book[table.name].column_dimensions.values()
        written = next(span.number_format for span in spans if (span.min or 0) <= place <= (span.max or 0))
        wanted = {Kind.DATE: "yyyy-mm-dd", Kind.NUMBER: "General", Kind.WHOLE: "General"}.get(column.kind, "@")
        assert written == wanted


def test_a_template_filled_in_by_hand_is_read_as_typed(path: Path, tmp_path: Path) -> None:
    """A second room with a code of noughts; the drop-downs do not come in between."""
    book = openpyxl.load_workbook(path)
    for place, text in enumerate(("007", "S001", "consult"), start=1):
        book["rooms"].cell(3, place, text)
    book.save(tmp_path / "filled.xlsx")
    reading = read_dataset(tmp_path / "filled.xlsx")
    assert reading.faults == ()
    assert reading.dataset is not None
    assert [room.room_id for room in reading.dataset.rooms][-1] == "007"


def test_the_first_sheet_says_that_examples_are_to_be_deleted(book: Workbook) -> None:
    """An example left in would be planned; each example row says so too."""
    text = " ".join(str(cell.value) for row in book["Read me"].iter_rows() for cell in row if cell.value)
    assert "Type over it or delete it" in text
    comment = book["sites"]["A2"].comment
    assert comment is not None
    assert "delete it" in comment.text


def test_no_cell_is_a_formula(book: Workbook) -> None:
    """Everything is text, number or date."""
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_the_template_is_the_same_every_time() -> None:
    """No clock and no chance in its bytes."""
    assert template_bytes() == template_bytes()


def test_a_workbook_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    """It may hold a week of somebody's work."""
    path = tmp_path / "mine.xlsx"
    path.write_bytes(b"my work")
    with pytest.raises(RequestError, match=r"is there already and is not overwritten\. Give another name"):
        write_template(path)
    assert path.read_bytes() == b"my work"


def test_a_name_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    """A workbook under another ending would not open."""
    with pytest.raises(RequestError, match=r"does not end in \.xlsx"):
        write_template(tmp_path / "template.csv")


def test_a_folder_that_cannot_be_made_is_a_plain_sentence(tmp_path: Path) -> None:
    """A file stands where the folder should."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(RequestError, match="cannot be written"):
        write_template(tmp_path / "file" / "template.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
