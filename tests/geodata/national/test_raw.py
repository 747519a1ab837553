"""National files as plain text."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from estates.domain.errors import RequestError
from geodata.national import raw
from geodata.national.raw import raw_tables


def rows_of(path: Path) -> list[list[str]]:
    """Return the rows of the one table of a file."""
    (table,) = raw_tables(path)
    return list(table.rows())


@pytest.mark.parametrize(("encoding", "mark"), [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("cp1252", b"")])
def test_text_is_read_in_the_encodings_that_are_published(tmp_path: Path, encoding: str, mark: bytes) -> None:
    """UTF-8 with or without a mark, and Windows-1252."""
    path = tmp_path / "a.csv"
    path.write_bytes(mark + "code,name\nZ1,Café – Surgery\n".encode(encoding))
    assert rows_of(path) == [["code", "name"], ["Z1", "Café – Surgery"]]


def test_separator_is_the_one_the_headings_have(tmp_path: Path) -> None:
    """A table separated by strokes is read as one."""
    path = tmp_path / "a.psv"
    path.write_text("code|name\nZ1|One, Two\n", encoding="utf-8")
    assert rows_of(path) == [["code", "name"], ["Z1", "One, Two"]]


def test_codes_keep_their_text_in_a_workbook(tmp_path: Path) -> None:
    """Whole numbers lose the fraction that a workbook gives them; text stays."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("One").write_row(0, 0, [20191001, "007", 0.5, True])
    assert rows_of(path) == [["20191001", "007", "0.5", "True"]]


def test_headings_are_found_whatever_their_line_breaks_and_case(tmp_path: Path) -> None:
    """Absent columns are left out of the record, blank rows are passed over, short rows give blanks."""
    path = tmp_path / "a.csv"
    path.write_bytes(b'"Partner\r\nCode",Name\r\nZ1\r\n,\r\nZ2,Two\r\n')
    (table,) = raw_tables(path)
    records = list(table.records({"code": ("partner code",), "name": ("name", "title"), "other": ("other",)}))
    assert records == [{"code": "Z1", "name": ""}, {"code": "Z2", "name": "Two"}]


def test_every_table_in_a_zip_is_read(tmp_path: Path) -> None:
    """The files of a published zip, others beside them aside."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.csv", "a,b\n1,2\n")
        archive.writestr("deep/two.csv", "c\n3\n")
        archive.writestr("readme.pdf", "not a table")
    tables = raw_tables(path)
    assert [table.name for table in tables] == ["a.zip/one.csv", "a.zip/deep/two.csv"]
    assert [list(table.rows())[1] for table in tables] == [["1", "2"], ["3"]]


def test_a_zip_that_would_unpack_too_far_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its claimed size alone decides."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.csv", "a" * 5_000)
    monkeypatch.setattr(raw, "LARGEST_BYTES", 1_000)
    with pytest.raises(RequestError, match="would unpack to more than 500 MB"):
        raw_tables(path)


@pytest.mark.parametrize("name", ["a.xlsx", "a.zip"])
def test_damaged_archive_is_said_in_a_sentence(tmp_path: Path, name: str) -> None:
    """No traceback for a file that is not what its name says."""
    path = tmp_path / name
    path.write_bytes(b"not an archive")
    with pytest.raises(RequestError, match=f"{name} is damaged, or is not what its name says"):
        raw_tables(path)


def test_workbook_that_is_a_zip_of_other_things_is_said_in_a_sentence(tmp_path: Path) -> None:
    """A zip with the wrong ending is no workbook."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.csv", "a,b\n")
    with pytest.raises(RequestError, match="is damaged, or is not what its name says"):
        raw_tables(path)


def test_text_with_zero_bytes_is_refused(tmp_path: Path) -> None:
    """UTF-16, or a file that is no text."""
    path = tmp_path / "a.csv"
    path.write_text("a,b\n", encoding="utf-16")
    with pytest.raises(RequestError, match="holds zero bytes"):
        raw_tables(path)


def test_file_of_another_type_has_no_tables(tmp_path: Path) -> None:
    """A picture is passed over, not opened."""
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG")
    assert raw_tables(path) == ()
