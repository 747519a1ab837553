"""Workbooks that are damaged, hostile or no workbooks at all, each made by one small function."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl

from geodata.dataset_files import write_workbook
from tests.geodata.worlds import small

SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
XML = '<?xml version="1.0"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = (
    "<!DOCTYPE z ["
    + '<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {this} "{f"&{before};" * 10}">' for before, this in zip("abcdefghi", "bcdefghij", strict=True))
)
BILLION_LAUGHS = f"{XML}{LAUGHS}]>"
Parts = dict[str, bytes]


def _parts(tmp: Path) -> Parts:
    write_workbook(small(), tmp / "sound.xlsx")
    with zipfile.ZipFile(tmp / "sound.xlsx") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _changed(tmp: Path, name: str, change: Callable[[str], str]) -> bytes:
    parts = _parts(tmp)
    return _zipped(parts | {name: change(parts[name].decode()).encode()})


def _without(tmp: Path, name: str) -> bytes:
    return _zipped({part: content for part, content in _parts(tmp).items() if part != name})


def _directory_changed(content: bytes, offset: int, form: str, value: int) -> bytes:
    """Return an archive with one field of every entry of its central directory changed."""
    altered = bytearray(content)
    entry = content.find(b"PK\x01\x02")
    while entry >= 0:
        struct.pack_into(form, altered, entry + offset, value)
        entry = content.find(b"PK\x01\x02", entry + 4)
    return bytes(altered)


def _sheet_of(rows: str) -> str:
    return f'{XML}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _heading_and(cell: str) -> Callable[[str], str]:
    names = ("site_id", "name", "kind", "easting", "northing", "lease_end")
    cells = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{name}</t></is></c>'
        for letter, name in zip("ABCDEF", names, strict=True)
    )
    return lambda _: _sheet_of(f'<row r="1">{cells}</row><row r="2">{cell}</row>')


def _lying(tmp: Path) -> bytes:
    """Return an archive whose first part claims a kilobyte and unpacks to fifty megabytes."""
    content = _zipped({SHEET: b" " * 50_000_000} | _parts(tmp))
    return _directory_changed(content, 24, "<I", 1024)


def _chart_sheet_alone(_tmp: Path) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.create_chartsheet("sites")
    workbook.remove(workbook.worksheets[0])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _with_entities(document_type: str) -> Callable[[str], str]:
    return lambda text: document_type + text.split("?>", 1)[-1]


EXTERNAL = f'{XML}<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
REMOTE = f'{XML}<!DOCTYPE x [<!ENTITY % all SYSTEM "http://127.0.0.1:9/x.dtd"> %all;]>'
TRUNCATED: Callable[[str], str] = lambda text: text[: len(text) // 2]  # noqa: E731

WORKBOOKS: Mapping[str, Callable[[Path], bytes]] = {
    "empty file": lambda _: b"",
    "one byte": lambda _: b"P",
    "binary junk": lambda _: bytes(range(256)) * 64,
    "half a workbook": lambda tmp: (whole := _zipped(_parts(tmp)))[: len(whole) // 2],
    "the end of a workbook": lambda tmp: (whole := _zipped(_parts(tmp)))[len(whole) // 2 :],
    "bytes changed inside": lambda tmp: (whole := _zipped(_parts(tmp)))[:300] + b"\xff" * 200 + whole[500:],
    "claims four gigabytes": lambda tmp: _directory_changed(_zipped(_parts(tmp)), 24, "<I", 0xFFFFFFF0),
    "claims less than it holds": _lying,
    "ten thousand parts": lambda _: _zipped({f"part{number}": b"" for number in range(10_001)}),
    "CSV text": lambda _: b"site_id,name\nS1,One\n",
    "an old xls": lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
    "a web page": lambda _: b"<html><table><tr><td>site_id</td></tr></table></html>",
    "an XML spreadsheet": lambda _: b'<?xml version="1.0"?><Workbook><Worksheet/></Workbook>',
    "a zip of something else": lambda _: _zipped({"readme.txt": b"hello"}),
    "an empty zip": lambda _: _zipped({}),
    "a zip within a zip": lambda tmp: _zipped({"inner.xlsx": _zipped(_parts(tmp))}),
    "names that climb out": lambda _: _zipped({"../../evil.xml": b"x", "/etc/evil": b"x"}),
    "a sheet is missing": lambda tmp: _without(tmp, SHEET),
    "no content types": lambda tmp: _without(tmp, "[Content_Types].xml"),
    "no workbook part": lambda tmp: _without(tmp, "xl/workbook.xml"),
    "no relations": lambda tmp: _without(tmp, "xl/_rels/workbook.xml.rels"),
    "a sheet is a zip": lambda tmp: _zipped(_parts(tmp) | {SHEET: _zipped(_parts(tmp))}),
    "half the shared texts": lambda tmp: _changed(tmp, STRINGS, TRUNCATED),
    "no shared texts": lambda tmp: _changed(tmp, STRINGS, lambda _: f'{XML}<sst xmlns="{MAIN}"/>'),
    "half a sheet": lambda tmp: _changed(tmp, SHEET, TRUNCATED),
    "half the styles": lambda tmp: _changed(tmp, STYLES, TRUNCATED),
    "a local file asked for": lambda tmp: _changed(tmp, SHEET, _with_entities(EXTERNAL)),
    "a remote file asked for": lambda tmp: _changed(tmp, SHEET, _with_entities(REMOTE)),
    "billion laughs in a sheet": lambda tmp: _changed(tmp, SHEET, _with_entities(BILLION_LAUGHS)),
    "billion laughs in the texts": lambda tmp: _changed(tmp, STRINGS, _with_entities(BILLION_LAUGHS)),
    "parts under a password": lambda tmp: _directory_changed(_zipped(_parts(tmp)), 8, "<H", 1),
    "an unknown packing": lambda tmp: _directory_changed(_zipped(_parts(tmp)), 10, "<H", 77),
    "an address beyond the sheet": lambda tmp: _changed(tmp, SHEET, _heading_and('<c r="ZZZZ2"><v>1</v></c>')),
    "an address of nonsense": lambda tmp: _changed(tmp, SHEET, _heading_and('<c r="2A!"><v>1</v></c>')),
    "numbers that are none": lambda tmp: _changed(
        tmp, SHEET, _heading_and('<c r="A2"><v>NaN</v></c><c r="D2"><v>1e999</v></c><c r="E2"><v>-1e999</v></c>')
    ),
    "a number that is text": lambda tmp: _changed(tmp, SHEET, _heading_and('<c r="D2"><v>many</v></c>')),
    "a text that is not there": lambda tmp: _changed(tmp, SHEET, _heading_and('<c r="A2" t="s"><v>99999</v></c>')),
    "a day out of time": lambda tmp: _changed(tmp, SHEET, _heading_and('<c r="F2" t="d"><v>9999-99-99</v></c>')),
    "a hundred thousand levels": lambda tmp: _changed(
        tmp, SHEET, lambda _: _sheet_of("<a>" * 100_000 + "</a>" * 100_000)
    ),
    "no cells": lambda tmp: _changed(tmp, SHEET, lambda _: _sheet_of("")),
    "a chart sheet alone": _chart_sheet_alone,
}
"""Content of an ``.xlsx`` file by what is wrong with it."""
