"""Positions of postcodes, read from the national files as they are published.

Read as published: OS Code-Point Open (the zip, its unpacked folder, or one of its headerless CSV files); the ONS
Postcode Directory or its smaller sister, the National Statistics Postcode Lookup (zip, folder or CSV); and any CSV with
the headings postcode, easting and northing. Both national files are under the Open Government Licence v3.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from estates.domain.errors import RequestError
from geodata.places.postcode_files import PostcodePart, PostcodeStream, postcode_parts
from geodata.places.postcodes import LONGEST_POSTCODE, Postcodes, plain

ALLOWED = (
    "OS Code-Point Open or the ONS Postcode Directory as published (the zip, its unpacked folder or one CSV of it), "
    "or a CSV with the headings postcode, easting, northing"
)
"""What a postcode file may be, in words."""

_CODE_POINT_COLUMNS = 10
_ROWS_AT_A_TIME = 200_000
_LONGEST_FIRST_LINE = 8_000
# Headings change their endings from issue to issue (oseast1m, east1m, Eastings), never their beginnings.
_POSTCODE_HEADINGS = ("pcds", "pcd7", "pcd8", "pcd2", "pcd", "postcode")
_EASTING_STARTS = ("oseast1m", "east1m", "easting")
_NORTHING_STARTS = ("osnrth1m", "north1m", "northing")
# The directory gives Northern Ireland on the Irish grid, which is not ours.
_IRISH_GRID = b"BT"


def read_postcodes(path: Path, wanted: Collection[str] | None = None) -> Postcodes:
    """Read the positions of postcodes from a national file.

    Parameters
    ----------
    path
        A zip, folder or CSV file; see the head of this module.
    wanted
        The postcodes to keep, in any spelling; all of them when left out.

    Returns
    -------
    Postcodes
        Those with a position on the British National Grid; a postcode without coordinates (Code-Point quality 90,
        blank or nought) is left out.

    Raises
    ------
    RequestError
        Where the path is missing, too large, damaged or of no known layout.
    """
    kept = None if wanted is None else np.array(sorted({plain(code) for code in wanted}), dtype="S8")
    pieces = [piece for part in postcode_parts(path) for piece in _part_positions(part, kept)]
    codes, eastings, northings = (np.concatenate(column) for column in zip(*pieces, strict=True))
    # The first of a repeated postcode stands.
    codes, first = np.unique(codes, return_index=True)
    return Postcodes(codes, eastings[first], northings[first])


Piece = tuple[NDArray[np.bytes_], NDArray[np.int32], NDArray[np.int32]]


def _part_positions(part: PostcodePart, wanted: NDArray[np.bytes_] | None) -> Iterator[Piece]:
    try:
        with part.open() as stream:
            columns, has_heading = _layout(part, _first_line(stream))
            for chunk in _chunks(stream, columns, has_heading=has_heading):
                yield _positions(chunk, columns, wanted)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise RequestError(f"{part.title} cannot be read as comma-separated text: {error}. Give {ALLOWED}.") from error


def _chunks(stream: PostcodeStream, columns: Sequence[int], *, has_heading: bool) -> Iterable[pd.DataFrame]:
    return pd.read_csv(
        stream,
        header=None,
        skiprows=1 if has_heading else 0,
        usecols=sorted(columns),
        dtype=object,
        na_filter=False,
        encoding="utf-8-sig",
        encoding_errors="replace",
        chunksize=_ROWS_AT_A_TIME,
    )


def _first_line(stream: PostcodeStream) -> list[str]:
    # A national file's first line is far shorter than this, and peeking leaves the stream at its beginning.
    text = stream.peek(_LONGEST_FIRST_LINE).decode("utf-8-sig", errors="replace")
    return [cell.strip().strip('"').strip() for cell in (text.splitlines() or [""])[0].split(",")]


def _layout(part: PostcodePart, first_line: list[str]) -> tuple[tuple[int, int, int], bool]:
    """Return where postcode, easting and northing stand, and whether the first line is a heading."""
    headings = [cell.lower() for cell in first_line]
    postcode = next((headings.index(name) for name in _POSTCODE_HEADINGS if name in headings), None)
    easting, northing = (_starting(headings, starts) for starts in (_EASTING_STARTS, _NORTHING_STARTS))
    if postcode is not None and easting is not None and northing is not None:
        return (postcode, easting, northing), True
    if len(first_line) == _CODE_POINT_COLUMNS and all(cell.isdecimal() for cell in first_line[1:4]):
        return (0, 2, 3), False
    raise RequestError(
        f"{part.title} is not a postcode file: its first line is “{_shown(first_line)}”. Give {ALLOWED}."
    )


def _starting(headings: Sequence[str], starts: tuple[str, ...]) -> int | None:
    return next((place for place, name in enumerate(headings) if name.startswith(starts)), None)


def _positions(chunk: pd.DataFrame, columns: tuple[int, int, int], wanted: NDArray[np.bytes_] | None) -> Piece:
    codes = np.array([plain(code) for code in chunk[columns[0]]], dtype="S8")
    eastings, northings = (_metres(chunk[column]) for column in columns[1:])
    keep = (eastings > 0) & (northings > 0) & (np.strings.str_len(codes) <= LONGEST_POSTCODE)
    keep &= ~np.strings.startswith(codes, _IRISH_GRID)
    if wanted is not None:
        keep &= np.isin(codes, wanted)
    return codes[keep], eastings[keep], northings[keep]


def _metres(cells: "pd.Series[str]") -> NDArray[np.int32]:
    metres = pd.to_numeric(cells, errors="coerce").to_numpy(float)
    # Blank, unreadable or beyond any grid: nought, which stands for not known.
    return np.where((metres > 0) & (metres < 2_000_000), np.floor(metres + 0.5), 0).astype(np.int32)


def _shown(first_line: list[str]) -> str:
    text = ",".join(first_line)
    return text if len(text) <= 80 else text[:80] + "…"
