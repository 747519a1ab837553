"""Files that nobody should send: each ends in faults or in one plain sentence, soon, and never in a traceback."""

import gc
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from estates.domain.errors import RequestError
from estates.domain.reading import Reading
from geodata.marking.mark import mark_workbook
from geodata.own_headings.propose import propose_columns
from geodata.reading.read import read_dataset
from tests.geodata.malformed_packages import LAYERS, PACKAGES, folder_with_layer
from tests.geodata.malformed_workbooks import WORKBOOKS
from tests.geodata.worlds import small, write_folder

MOST_SECONDS = 10
HEADING = b"site_id,name,kind,easting,northing\n"
ROW = b"S1,One,practice,401200,91500\n"

SITES: Mapping[str, bytes] = {
    "an empty table": b"",
    "blank lines alone": b"\n\n\n",
    "no heading": b"\n" + ROW,
    "a heading of nonsense": b"a,b,c\n1,2,3\n",
    "only a heading": HEADING,
    "zero bytes inside": HEADING + b"S1,O\0ne,practice,401200,91500\n",
    "binary junk": bytes(range(256)) * 20,
    "a quotation mark never closed": HEADING + b'S1,"One,practice,401200,91500\n' + ROW * 50,
    "text after a quotation mark": HEADING + b'S1,"One"more,practice,401200,91500\n',
    "lone quotation marks": b'"\n"\n"',
    "twenty cells in a row": HEADING + b"S1,One,practice,401200,91500" + b",x" * 15 + b"\n",
    "too few cells": HEADING + b"S1\n",
    "headings twice": b"site_id,site_id,name,kind\nS1,S2,One,practice\n",
    "UTF-32": HEADING.decode().encode("utf-32"),
    "UTF-16 with half a letter": (HEADING + ROW).decode().encode("utf-16")[:-1],
    "UTF-16 without its mark": (HEADING + ROW).decode().encode("utf-16-le"),
    "two encodings at once": HEADING + b"S1,Caf\xc3\xa9 \x81\x90,practice,401200,91500\n",
    "a Cyrillic code page": HEADING + "S1,Больница,practice,401200,91500\n".encode("cp1251"),
    "two separators at once": b"site_id,name,kind;site_id;name\nS1,One,practice;S1;One\n",
    "a cell of a megabyte": HEADING + b"S1," + b"x" * 1_000_000 + b",practice,1,1\n",
    "a million separators": HEADING + b"," * 1_000_000 + b"x\n",
    "a web page": b"<!DOCTYPE html><html><body>Sign in</body></html>",
    "numbers beyond measure": HEADING + b"S1,One,practice,1e400,99999999999999999999999999999999\n",
    "figures of other scripts": HEADING + "S1,One,practice,٤٠١٢٠٠,91500\n".encode(),
}
"""Content of ``sites.csv`` in a folder that is sound otherwise, by what is wrong with it."""


def _folder(content: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        write_folder(small(), folder)
        (folder / "sites.csv").write_bytes(content)
        return folder

    return make


def _book(content: Callable[[Path], bytes]) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "book.xlsx"
        path.write_bytes(content(folder))
        return path

    return make


def _layer(content: bytes) -> Callable[[Path], Path]:
    return lambda folder: folder_with_layer(folder, content)


def _sub_folder(folder: Path) -> Path:
    write_folder(small(), folder)
    (folder / "sites.csv").unlink()
    (folder / "sites.csv").mkdir()
    return folder


def _folder_named(name: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        (folder / name).mkdir()
        return folder / name

    return make


def _other_tables(folder: Path) -> Path:
    (folder / "things.csv").write_bytes(b"a,b\n1,2\n")
    return folder


def _link_to_itself(folder: Path) -> Path:
    try:
        (folder / "loop.xlsx").symlink_to(folder / "loop.xlsx")
    except OSError:
        pytest.skip("this system makes no links")
    return folder / "loop.xlsx"


def _table_that_links_to_itself(folder: Path) -> Path:
    write_folder(small(), folder)
    (folder / "sites.csv").unlink()
    try:
        (folder / "sites.csv").symlink_to(folder / "sites.csv")
    except OSError:
        pytest.skip("this system makes no links")
    return folder


def _unreadable(folder: Path) -> Path:
    write_folder(small(), folder)
    (folder / "sites.csv").chmod(0)
    if os.access(folder / "sites.csv", os.R_OK):
        pytest.skip("this user may read every file")
    return folder


PLACES: Mapping[str, Callable[[Path], Path]] = {
    "a folder named like a table": _sub_folder,
    "a folder named like a workbook": _folder_named("book.xlsx"),
    "a folder named like a GeoPackage": _folder_named("area.gpkg"),
    "a folder of other tables": _other_tables,
    "a link to itself": _link_to_itself,
    "a table that links to itself": _table_that_links_to_itself,
    "a table that may not be read": _unreadable,
}
NAMES: Mapping[str, bytes] = {
    "no TOML": b"[sheets\nsites = ",
    "not UTF-8": b'[sheets]\nsites = "\xff\xfe"\n',
    "an unknown table": b'[sheets]\nhouses = "Houses"\n',
    "a number for a name": b"[sheets]\nsites = 7\n",
    "a list for a section": b"sheets = [1, 2]\n",
    "one name for two columns": b'[columns.sites]\nsite_id = "Code"\nname = "code"\n',
    "binary junk": bytes(range(256)),
}
"""Content of a ``--columns`` file, by what is wrong with it."""

FILES: Mapping[str, Callable[[Path], Path]] = {
    **{f"workbook: {what}": _book(content) for what, content in WORKBOOKS.items()},
    **{f"CSV: {what}": _folder(content) for what, content in SITES.items()},
    **{f"GeoJSON: {what}": _layer(content) for what, content in LAYERS.items()},
    **{f"GeoPackage: {what}": make for what, make in PACKAGES.items()},
    **{f"place: {what}": make for what, make in PLACES.items()},
}


def _is_one_plain_sentence(text: str) -> bool:
    return text.endswith(".") and "\n" not in text and "Traceback" not in text and "Error(" not in text


def _read(path: Path, columns: Path | None = None) -> Reading | None:
    """Read a dataset; ``None`` where it is refused in one plain sentence. Anything else but faults is an error."""
    started = time.monotonic()
    try:
        reading, said = read_dataset(path, columns=columns), "It was read."
    except RequestError as error:
        reading, said = None, str(error)
    assert time.monotonic() - started < MOST_SECONDS
    assert _is_one_plain_sentence(said), said
    return reading


def test_there_are_at_least_sixty() -> None:
    """The corpus does not shrink unseen."""
    assert len(FILES) + len(NAMES) >= 60


@pytest.mark.parametrize("what", FILES)
def test_a_malformed_file_ends_in_faults_or_a_plain_sentence(what: str, tmp_path: Path) -> None:
    """Whatever is wrong with a file, its user reads what it is."""
    reading = _read(FILES[what](tmp_path))
    assert reading is None or reading.faults


@pytest.mark.parametrize("what", FILES)
def test_a_malformed_file_can_be_marked_or_is_refused(what: str, tmp_path: Path) -> None:
    """Marking a file and proposing names for it fail no worse than reading it."""
    path = FILES[what](tmp_path)
    reading = _read(path)
    proposed = propose_columns(path)
    if reading is None:
        assert proposed is None
        return
    out = tmp_path / "out" / "marked.xlsx"
    mark_workbook(path, reading, out)
    assert out.is_file()


@pytest.mark.parametrize("what", NAMES)
def test_a_malformed_names_file_is_refused_in_a_plain_sentence(what: str, tmp_path: Path) -> None:
    """The file of the user's own names is read with the same care."""
    names = tmp_path / "names.toml"
    names.write_bytes(NAMES[what])
    assert _read(write_folder(small(), tmp_path / "data"), names) is None


def test_words_of_another_alphabet_are_not_taken_for_windows_1252(tmp_path: Path) -> None:
    """Every byte of a Cyrillic file is a letter there too; a name of nonsense letters would go on to the plan."""
    faults = read_dataset(_folder(SITES["a Cyrillic code page"])(tmp_path)).faults
    assert [fault.problem for fault in faults] == ["sites.csv is not UTF-8, and what it is cannot be told for certain"]


def test_an_outline_that_encloses_nothing_is_a_fault(tmp_path: Path) -> None:
    """Mended, nothing would be left of it to draw."""
    faults = read_dataset(folder_with_layer(tmp_path, LAYERS["an outline of two points"])).faults
    assert [fault.problem for fault in faults] == ["the geometry has no extent: its points lie on one line or one spot"]


def test_no_file_of_a_damaged_workbook_is_left_open(tmp_path: Path) -> None:
    """An open file could not be replaced or deleted on Windows; a warning about one fails the test."""
    path = _book(WORKBOOKS["half the styles"])(tmp_path)
    with pytest.raises(RequestError, match="is damaged"):
        read_dataset(path)
    gc.collect()
