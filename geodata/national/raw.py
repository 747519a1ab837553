"""National files as plain rows of text: CSV, other separators, workbooks, and either of them in a zip."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from estates.domain.errors import RequestError

TEXT_SUFFIXES = frozenset({".csv", ".psv", ".txt", ".tsv"})
LARGEST_BYTES = 500_000_000
TOO_LARGE = "Give a postcode file as such (--postcodes); cut any other file down to your area."
_LONGEST_CELL = 1_000_000

# What zip and workbook readers raise for damaged, encrypted or unknown archives.
_DAMAGED = (zipfile.BadZipFile, zlib.error, CalamineError, NotImplementedError, RuntimeError, EOFError)

Rows = Callable[[], Iterator[list[str]]]


@dataclass(frozen=True, kw_only=True)
class RawTable:
    """A table as published: its name, its first row, and a way to go through all of its rows as text."""

    name: str
    first: tuple[str, ...]
    rows: Rows

    @property
    def headings(self) -> frozenset[str]:
        """The first row as headings: lower case, line breaks and repeated spaces taken as one space."""
        return frozenset(heading(cell) for cell in self.first)

    def records(self, columns: Mapping[str, Sequence[str]]) -> Iterator[dict[str, str]]:
        """Go through the rows below the headings, each as the named columns that are there.

        ``columns`` gives, for each name, the headings it may stand under; absent columns are left out of the record.
        """
        here = [heading(cell) for cell in self.first]
        places = {}
        for name, accepted in columns.items():
            found = [here.index(each) for each in accepted if each in here]
            if found:
                places[name] = found[0]
        below = self.rows()
        next(below, None)
        for row in below:
            if any(row):
                yield {name: row[place] if place < len(row) else "" for name, place in places.items()}


def heading(text: str) -> str:
    """Return a heading in the one form that headings are compared in."""
    return " ".join(text.split()).casefold()


def raw_tables(path: Path) -> tuple[RawTable, ...]:
    """Return the tables of a file; none where it is of another type. A file that cannot be read is a request error."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise RequestError(f"{path.name} is larger than 500 MB. {TOO_LARGE}")
        return _tables(path.name, path.read_bytes) if _suffix(path.name) in {*TEXT_SUFFIXES, ".xlsx", ".zip"} else ()
    except OSError as cause:
        raise RequestError(f"{path} cannot be read: {cause.strerror}.") from cause
    except _DAMAGED as cause:
        raise RequestError(f"{path.name} is damaged, or is not what its name says: {cause}.") from cause


def _tables(name: str, content: Callable[[], bytes]) -> tuple[RawTable, ...]:
    suffix = _suffix(name)
    if suffix in TEXT_SUFFIXES:
        return (_table(name, lambda: _text_rows(name, content())),)
    if suffix == ".xlsx":
        return _sheets(name, content())
    return _members(name, content()) if suffix == ".zip" else ()


def _suffix(name: str) -> str:
    return Path(name).suffix.casefold()


def _table(name: str, rows: Rows) -> RawTable:
    return RawTable(name=name, first=tuple(next(rows(), ())), rows=rows)


def _text_rows(name: str, content: bytes) -> Iterator[list[str]]:
    text = _decoded(name, content)
    first = text[: text.find("\n") if "\n" in text else len(text)]
    separator = max(",|\t;", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield [cell.strip() for cell in row]
    except csv.Error as cause:
        raise RequestError(f"{name} cannot be read as a table: {cause}.") from cause


def _decoded(name: str, content: bytes) -> str:
    if b"\x00" in content:
        raise RequestError(f"{name} is not text as the national files are published: it holds zero bytes.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RequestError(f"{name} is not text as the national files are published (UTF-8 or Windows-1252).")


def _members(name: str, content: bytes) -> tuple[RawTable, ...]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    _refuse_bomb(name, archive)
    inner = [info for info in archive.infolist() if _suffix(info.filename) in {*TEXT_SUFFIXES, ".xlsx"}]
    return tuple(
        table
        for info in inner
        for table in _tables(f"{name}/{info.filename}", lambda info=info: archive.read(info))  # type: ignore[misc]
    )


def _sheets(name: str, content: bytes) -> tuple[RawTable, ...]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _refuse_bomb(name, archive)
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))

    def rows_of(sheet: str) -> Rows:
        return lambda: ([_cell(cell) for cell in row] for row in workbook.get_sheet_by_name(sheet).to_python())

    return tuple(_table(f"{name}, sheet {sheet}", rows_of(sheet)) for sheet in workbook.sheet_names)


def _refuse_bomb(name: str, archive: zipfile.ZipFile) -> None:
    if sum(info.file_size for info in archive.infolist()) > LARGEST_BYTES:
        raise RequestError(f"{name} would unpack to more than 500 MB, so it is not opened. {TOO_LARGE}")


def _cell(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    # A workbook keeps 20191001 as a number with a fraction of nought.
    return re.sub(r"\.0$", "", str(value)).strip() if isinstance(value, float) else str(value).strip()
