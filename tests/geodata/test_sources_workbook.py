"""Workbooks as people keep them: every cell as text, and what cannot be seen is told."""

import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from estates.domain.errors import RequestError
from estates.domain.reading import Reading, RowCounts
from geodata.reading.read import read_dataset
from geodata.sources.open import raw_headings
from tests.geodata.worlds import World, small, world, write_book

Change = Callable[[Worksheet], None]


def reading_after(folder: Path, sheet: str, change: Change, tables: World | None = None) -> Reading:
    """Read a workbook after a change to one of its sheets."""
    path = write_book(tables or small(), folder / "book.xlsx")
    workbook = openpyxl.load_workbook(path)
    change(workbook[sheet])
    workbook.save(path)
    return read_dataset(path)


def put(cell: str, value: object, number_format: str | None = None) -> Change:
    """Return the change that puts a value into a cell."""

    def change(sheet: Worksheet) -> None:
        sheet[cell] = value  # type: ignore[assignment]
        if number_format:
            sheet[cell].number_format = number_format

    return change


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("007", None, "007"),
        ("NA", None, "NA"),
        ("1E5", None, "1E5"),
        ("TRUE", None, "TRUE"),
        ("  P 1 ", None, "P 1"),
        (7, None, "7"),
        (7.0, None, "7"),
        (7, "000", "007"),
        (True, None, "TRUE"),
        (100000, None, "100000"),
        (1e15, None, "1000000000000000"),
        (0.1 + 0.2, None, "0.3"),
        (0.00001, None, "0.00001"),
    ],
)
def test_codes_come_out_as_the_person_sees_them(
    tmp_path: Path, value: object, number_format: str | None, text: str
) -> None:
    """Text is kept; a number is written in full; a whole number keeps the noughts its format shows."""
    dataset = reading_after(tmp_path, "posts", put("F2", value, number_format)).dataset
    assert dataset is not None
    assert dataset.posts[0].practice_code == text


@pytest.mark.parametrize("value", [date(2031, 3, 31), datetime(2031, 3, 31), "2031-03-31"])
def test_spreadsheet_dates_are_dates(tmp_path: Path, value: object) -> None:
    """A date cell and a date in text are the same."""
    dataset = reading_after(tmp_path, "sites", put("M2", value)).dataset
    assert dataset is not None
    assert dataset.sites[0].lease_end == date(2031, 3, 31)


def test_every_fault_names_its_cell(tmp_path: Path) -> None:
    """The address that finds it in the workbook; quoted where the sheet's name needs it."""

    def change(sheet: Worksheet) -> None:
        sheet["E2"] = "much"
        sheet.title = " Posts "

    (fault,) = reading_after(tmp_path, "posts", change).faults
    assert (fault.cell, fault.row, fault.column, fault.value) == ("' Posts '!E2", 2, "wte", "much")


def test_a_formula_without_a_stored_value_is_a_fault(tmp_path: Path) -> None:
    """Nothing is calculated here; the spreadsheet does that when it saves."""
    (fault,) = reading_after(tmp_path, "posts", put("E2", "=1/2")).faults
    assert fault.cell == "posts!E2"
    assert fault.sentence() == (
        "posts, row 2, column wte: the cell holds a formula without a stored value (found “=1/2”). "
        "Open the workbook in Excel or LibreOffice, let it calculate, save it and try again."
    )


def test_a_formula_gives_its_stored_value(tmp_path: Path) -> None:
    """As a spreadsheet program stores it beside the formula: a number, a text, an empty text."""
    path = with_formulas(tmp_path, {"E2": 0.5, "F2": "J00001", "G2": ""})
    dataset = read_dataset(path).dataset
    assert dataset is not None
    post = dataset.posts[0]
    assert (str(post.wte), post.practice_code, post.sessions) == ("0.5", "J00001", None)


def with_formulas(folder: Path, stored: dict[str, object]) -> Path:
    """Write the small workbook with formulas in its posts sheet that have stored values."""
    path = folder / "formulas.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        for name, rows in small().items():
            sheet = workbook.add_worksheet(name)
            sheet.write_row(0, 0, list(rows[0]))
            for number, row in enumerate(rows, start=1):
                for place, text in enumerate(row.values()):
                    if text:
                        sheet.write_string(number, place, text)
            if name == "posts":
                for cell, value in stored.items():
                    sheet.write_formula(cell, "=A1", None, value)
    return changed_part(path, "sheet3.xml", b'<c r="G2"><f>A1</f><v></v>', b'<c r="G2" t="str"><f>A1</f><v></v>')


def changed_part(path: Path, name: str, old: bytes, new: bytes) -> Path:
    """Change bytes in one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            assert not part.endswith(name) or old in content
            archive.writestr(part, content.replace(old, new) if part.endswith(name) else content)
    return path


def test_a_spreadsheet_error_is_a_fault(tmp_path: Path) -> None:
    """``#REF!`` is no code."""
    (fault,) = reading_after(tmp_path, "posts", put("F2", "#REF!")).faults
    assert fault.sentence() == (
        "posts, row 2, column practice_code: the cell holds a spreadsheet error (found “#REF!”). "
        "Put the formula right, or type the value."
    )


def test_merged_cells_are_faults_where_they_hide_a_value(tmp_path: Path) -> None:
    """A merged PCN would leave all but its first row without one."""
    tables = small()
    tables["posts"] += [tables["posts"][0] | {"post_id": f"A00{number}"} for number in (2, 3)]
    reading = reading_after(tmp_path, "posts", lambda sheet: sheet.merge_cells("C2:C4"), tables)
    assert [(fault.cell, fault.problem) for fault in reading.faults] == [
        ("posts!C3", "the cell is merged into C2:C4"),
        ("posts!C4", "the cell is merged into C2:C4"),
    ]
    assert reading.rows["posts"] == RowCounts(used=1, rejected=2)


def test_merged_headings_are_told(tmp_path: Path) -> None:
    """Only the first of them is a heading."""
    reading = reading_after(tmp_path, "posts", lambda sheet: sheet.merge_cells("J1:K1"))
    assert "headings are merged (J1:K1); only the first of them counts" in [w.problem for w in reading.warnings]


def test_hidden_rows_and_sheets_count_with_a_warning(tmp_path: Path) -> None:
    """Nothing is dropped because it cannot be seen."""

    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.sheet_state = "veryHidden"

    reading = reading_after(tmp_path, "posts", hide)
    assert [fault.sentence() for fault in reading.warnings] == [
        "posts: the sheet is hidden; its rows count. Show it, or delete it if it is not meant.",
        "posts: 1 hidden row (2) count like any other. Show them, or delete them if they are not meant.",
    ]
    assert reading.rows["posts"].used == 1


def test_blank_rows_are_nothing_but_keep_the_numbers(tmp_path: Path) -> None:
    """Rows of blanks between and after; formatted but empty cells."""

    def change(sheet: Worksheet) -> None:
        sheet.insert_rows(2, 2)
        sheet["A9"] = "   "
        sheet["B12"].number_format = "0.00"
        sheet["E4"] = 5

    reading = reading_after(tmp_path, "posts", change)
    assert [fault.cell for fault in reading.faults] == ["posts!E4"]
    assert reading.rows["posts"] == RowCounts(rejected=1)


def test_a_stray_cell_in_the_last_corner_costs_nothing(tmp_path: Path) -> None:
    """Neither time nor memory for the gap; it is told."""
    reading = reading_after(tmp_path, "posts", put("XFD1048576", "x"))
    assert reading.faults == ()
    assert [warning.problem for warning in reading.warnings] == [
        "column XFD holds cells but no heading; it is left out"
    ]


def test_sheets_that_collide_are_a_fault(tmp_path: Path) -> None:
    """Two sheets whose names are the same to us."""
    path = write_book(small(), tmp_path / "book.xlsx")
    workbook = openpyxl.load_workbook(path)
    workbook.copy_worksheet(workbook["sites"]).title = "Sites "
    workbook.save(path)
    assert "sites: the table is there 2 times: “sites” (book.xlsx), “Sites ” (book.xlsx). Keep one." in [
        fault.sentence() for fault in read_dataset(path).faults
    ]


def test_a_sheet_that_is_not_known_is_left_out_with_a_warning(tmp_path: Path) -> None:
    """Such as notes that people keep beside the tables."""
    book = write_book(small() | {"Notes": [{"a": "b"}]}, tmp_path / "book.xlsx")
    assert [fault.sentence() for fault in read_dataset(book).warnings] == [
        "Notes: the sheet “Notes” is none of the tables of a dataset; it is left out. Nothing, unless it is misspelt."
    ]


def test_an_empty_sheet_of_ours_is_a_fault(tmp_path: Path) -> None:
    """A table without headings cannot be told from a mistake."""
    path = write_book(small(), tmp_path / "book.xlsx")
    workbook = openpyxl.load_workbook(path)
    workbook.create_sheet("travel")
    workbook.save(path)
    assert [fault.sentence() for fault in read_dataset(path).faults] == [
        "travel: row 1 holds no headings. Write the column names in the first row, or delete the sheet."
    ]


def claiming(folder: Path, megabytes: int) -> Path:
    """Return a small workbook with a part that claims to unpack to so much: the directory says so, whatever is true."""
    path = write_book(small(), folder / "bomb.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/extra.bin", b"x" * 1000)
    content = bytearray(path.read_bytes())
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", megabytes * 1_000_000)
    path.write_bytes(content)
    return path


def test_a_workbook_that_claims_more_than_500_mb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    """By the sizes that its parts declare."""
    with pytest.raises(RequestError, match=r"bomb\.xlsx unpacks to 501 MB; at most 500 MB are opened"):
        read_dataset(claiming(tmp_path, 501))


def test_a_sheet_that_holds_more_than_it_claims_is_refused(tmp_path: Path) -> None:
    """No more than the claimed size is unpacked, and the rest does not pass for a workbook."""
    path = write_book(world(), tmp_path / "liar.xlsx")
    content = bytearray(path.read_bytes())
    name = content.rindex(b"xl/worksheets/sheet1.xml")
    content[name - 22 : name - 18] = struct.pack("<I", 100)
    path.write_bytes(content)
    with pytest.raises(RequestError, match=r"liar\.xlsx (is damaged|is not an \.xlsx workbook)"):
        read_dataset(path)


def test_a_workbook_with_a_billion_laughs_is_refused(tmp_path: Path) -> None:
    """Entities are not expanded."""
    path = write_book(small(), tmp_path / "laugh.xlsx")
    laugh = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet'
    changed_part(path, "sheet1.xml", b"<worksheet", laugh)
    with pytest.raises(RequestError, match=r"laugh\.xlsx is damaged"):
        read_dataset(path)


def test_raw_headings_are_given_for_every_sheet(tmp_path: Path) -> None:
    """As they stand, for proposing which of ours they are."""
    path = write_book({"Premises list": [{"Building code": "1", "Building": "2"}]}, tmp_path / "own.xlsx")
    assert raw_headings(path) == {"Premises list": ("Building code", "Building")}
