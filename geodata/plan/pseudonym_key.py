"""The key of a plan whose posts stand under pseudonyms: who is who. It never goes into the plan folder."""

import csv
import io
import os
from collections.abc import Mapping
from pathlib import Path

from estates.domain.errors import RequestError
from geodata.sources.csv_files import read_csv_sheet
from geodata.sources.raw import plain_name
from geodata.spreadsheet_text import guard_text
from geodata.whole_file import write_whole_file

KEY_COLUMNS = ("pseudonym", "post_id")


def check_key_place(key: Path, folder: Path) -> None:
    """Refuse a key that would stand in the plan folder or in the place of another file; ask before a long solve.

    Raises
    ------
    RequestError
        One sentence that says what to do.
    """
    place = Path(os.path.realpath(key))
    if place.is_relative_to(os.path.realpath(folder)):
        raise RequestError(f"“{key}” lies in the plan folder, which is shared: give the key a place outside it.")
    if place.is_dir():
        raise RequestError(f"“{key}” is a folder. Give the name of a file.")
    if place.exists() and not _is_key(place):
        raise RequestError(
            f"“{key}” is there already and is no key of pseudonyms, so it is not replaced: name another."
        )


def write_key(key: Path, names: Mapping[str, str]) -> None:
    """Write the key as CSV.

    Parameters
    ----------
    key
        The file; an earlier key there is replaced.
    names
        Pseudonyms by ``post_id``.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(KEY_COLUMNS)
    writer.writerows([guard_text(pseudonym), guard_text(post_id)] for post_id, pseudonym in names.items())
    write_whole_file(key, text.getvalue().encode("utf-8"))


def read_key(key: Path) -> dict[str, str]:
    """Read a key: ``post_id`` by pseudonym.

    Raises
    ------
    RequestError
        Where there is no such file, or it is no key.
    """
    try:
        sheet = read_csv_sheet(key, lambda heading: plain_name(heading) in KEY_COLUMNS)
    except OSError as error:
        raise RequestError(f"The key “{key}” cannot be read: {error.strerror or error}.") from error
    headings = [plain_name(heading) for heading in sheet.headings]
    if sheet.unreadable is not None or not set(KEY_COLUMNS) <= set(headings):
        raise RequestError(f"“{key}” is no key of pseudonyms: it needs the columns {' and '.join(KEY_COLUMNS)}.")
    rows = (dict(zip(headings, line.cells, strict=False)) for line in sheet.lines)
    return {row["pseudonym"]: row["post_id"] for row in rows}


def _is_key(path: Path) -> bool:
    try:
        read_key(path)
    except RequestError:
        return False
    return True
