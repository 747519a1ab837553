"""Finding the tables of postcodes inside a published zip or folder, with sizes checked before anything is unpacked."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from estates.domain.errors import RequestError

LARGEST_TABLE_BYTES = 3_000_000_000
"""The most that the tables read may hold, unpacked: twice the full ONS Postcode Directory."""

MOST_ZIP_ENTRIES = 20_000

PostcodeStream = io.BufferedReader | zipfile.ZipExtFile

# RuntimeError: a password is wanted; NotImplementedError: an unknown way of packing.
_ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, OSError)

_CODE_POINT = re.compile(r"(?:^|/)csv/[a-z]{1,2}\.csv$", re.IGNORECASE)
_CODE_POINT_HERE = re.compile(r"^[a-z]{1,2}\.csv$", re.IGNORECASE)
_ONS_WHOLE = re.compile(r"(?:^|/)(?:onspd|nspl)[^/]*\.csv$", re.IGNORECASE)
_ONS_IN_PIECES = re.compile(r"(?:^|/)multi_csv/[^/]*\.csv$", re.IGNORECASE)
_ASIDE = re.compile(r"(?:^|/)(?:doc|documents|user guide|multi_csv)/", re.IGNORECASE)


@dataclass(frozen=True)
class PostcodePart:
    """One comma-separated table of postcodes.

    ``name`` is its path inside the zip or folder, ``title`` what a message calls it, ``size`` its bytes unpacked.
    """

    name: str
    title: str
    size: int
    open: Callable[[], AbstractContextManager[PostcodeStream]]


def postcode_parts(path: Path) -> tuple[PostcodePart, ...]:
    """Return the tables of postcodes of a zip, folder or CSV file, and refuse what is missing or too large."""
    if not path.exists():
        raise RequestError(f"There is no postcode file at {path}. Check the path.")
    if path.is_dir():
        parts = _chosen(path, tuple(_folder_parts(path)))
    elif zipfile.is_zipfile(path):
        parts = _chosen(path, _zip_parts(path))
    else:
        parts = (_file_part(path, path.name),)
    _refuse_too_large(path, parts)
    return parts


def _refuse_too_large(path: Path, parts: Sequence[PostcodePart]) -> None:
    size = sum(part.size for part in parts)
    if size > LARGEST_TABLE_BYTES:
        raise RequestError(
            f"{path} claims {size / 1e9:.1f} GB of postcodes unpacked; at most {LARGEST_TABLE_BYTES / 1e9:.1f} GB "
            "are read. Give the file as published."
        )


def _chosen(path: Path, parts: tuple[PostcodePart, ...]) -> tuple[PostcodePart, ...]:
    """Return the tables that make up one known file: the first choice that the archive has."""
    tables = [part for part in parts if part.name.lower().endswith(".csv")]
    whole = [part for part in tables if not _ASIDE.search(part.name)]
    code_point = [part for part in tables if _CODE_POINT.search(part.name) or _CODE_POINT_HERE.search(part.name)]
    ons_whole = [part for part in whole if _ONS_WHOLE.search(part.name)]
    ons_pieces = [part for part in tables if _ONS_IN_PIECES.search(part.name)]
    # A choice of one table must be one: two issues side by side would leave open which of them is meant.
    choices = ((code_point, False), (ons_whole, True), (ons_pieces, False), (whole, True))
    chosen, is_single = next((choice for choice in choices if choice[0]), ([], True))
    if not chosen or (is_single and len(chosen) > 1):
        found = ", ".join(part.name for part in (chosen or parts)[:5]) or "no file"
        raise RequestError(
            f"{path} is not one postcode file: found {found}. Give OS Code-Point Open or the ONS Postcode Directory "
            "as published, or one CSV with the headings postcode, easting, northing."
        )
    return tuple(sorted(chosen, key=lambda part: part.name))


def _folder_parts(folder: Path) -> Iterator[PostcodePart]:
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() == ".csv" and file.is_file():
            yield _file_part(file, file.relative_to(folder).as_posix())


def _file_part(file: Path, name: str) -> PostcodePart:
    @contextmanager
    def opened() -> Iterator[PostcodeStream]:
        try:
            with file.open("rb") as stream:
                yield stream
        except OSError as error:
            raise RequestError(f"{file} cannot be read: {error.strerror or error}.") from error

    return PostcodePart(name, str(file), file.stat().st_size, opened)


def _zip_parts(path: Path) -> tuple[PostcodePart, ...]:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except _ZIP_FAULTS as error:
        raise RequestError(f"{path} is damaged: {error}. Download it again.") from error
    if len(entries) > MOST_ZIP_ENTRIES:
        raise RequestError(f"{path} holds {len(entries):,} files; a postcode zip holds at most {MOST_ZIP_ENTRIES:,}.")
    return tuple(_zip_part(path, entry) for entry in entries if not entry.is_dir())


def _zip_part(path: Path, entry: zipfile.ZipInfo) -> PostcodePart:
    title = f"{entry.filename} in {path}"

    @contextmanager
    def opened() -> Iterator[PostcodeStream]:
        try:
            # Read as a stream: nothing is unpacked to disk, and no more than the size the entry claims.
            with zipfile.ZipFile(path) as archive, archive.open(entry) as stream:
                yield cast(zipfile.ZipExtFile, stream)
        except _ZIP_FAULTS as error:
            raise RequestError(f"{title} cannot be read: {error}. Download it again.") from error

    return PostcodePart(entry.filename, title, entry.file_size, opened)
