"""GeoPackages as raw sheets.

A GeoPackage is an SQLite database; read as such, every value keeps its type (a table reader would turn a whole-number
column with a gap into fractions). Its shapes are well-known binary behind a small header.
"""

import sqlite3
import struct
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import shapely

from estates.domain.errors import RequestError, Severity
from geodata.shapes import GRID, WGS84, ShapeError, on_grid
from geodata.sources.raw import LARGEST_FILE_BYTES, Form, Line, Note, Sheet, number_text, trimmed

MAGIC, HEADER_BYTES = b"GP", 8
ENVELOPE_BYTES = (0, 32, 48, 48, 64)  # by the three bits of the header's flags that say which envelope follows
EMPTY_FLAG, LITTLE_ENDIAN_FLAG = 0b0001_0000, 0b0000_0001
UNDEFINED_GRAPHIC, UNDEFINED_CARTESIAN = 0, -1
WRITE_AGAIN = "Save the layer again as GeoPackage."
TABLES_SQL = "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes') ORDER BY table_name"
SYSTEMS_SQL = "SELECT srs_id, organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys"


@dataclass(frozen=True)
class Layout:
    """Which column of a table numbers its rows, which holds its shapes, and the rest."""

    fid: str | None
    geometry: str | None
    columns: tuple[str, ...]


def read_geopackage(path: Path, is_wanted: Callable[[str], bool]) -> tuple[Sheet, ...]:
    """Read the tables and layers of a GeoPackage as text and shapes.

    Parameters
    ----------
    path
        A ``.gpkg`` file. It is opened for reading only.
    is_wanted
        Whether a table of that name is to be read; the others come back unread.

    Returns
    -------
    tuple of Sheet
        In the order of their names; rows are named by their ``fid``.

    Raises
    ------
    RequestError
        Where the file is no GeoPackage, is damaged, or is larger than 500 MB.
    """
    if path.stat().st_size > LARGEST_FILE_BYTES:
        raise RequestError(f"{path.name} is larger than 500 MB. Take out what is not needed.")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            systems = {row[0]: _crs(row) for row in database.execute(SYSTEMS_SQL)}
            names = [str(row[0]) for row in database.execute(TABLES_SQL)]
            return tuple(
                _sheet(database, path, name, systems)
                if is_wanted(name)
                else Sheet(title=name, file=path, form=Form.GEOPACKAGE, is_read=False)
                for name in names
            )
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        raise RequestError(f"{path.name} is not a GeoPackage, or is damaged ({error}).") from error


def _crs(row: Sequence[object]) -> str:
    number, organisation, code, definition = row
    if number == UNDEFINED_GRAPHIC:
        return WGS84
    if number == UNDEFINED_CARTESIAN:
        return "undefined"
    name = f"{organisation}:{code}".upper()
    return name if name in (GRID, WGS84) else str(definition)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _sheet(database: sqlite3.Connection, path: Path, name: str, systems: Mapping[int, str]) -> Sheet:
    layout = _layout(database, name)
    wanted = [layout.fid or "rowid", layout.geometry, *layout.columns]
    columns = ", ".join("NULL" if column is None else _quoted(column) for column in wanted)
    rows = database.execute(f"SELECT {columns} FROM {_quoted(name)} ORDER BY 1")  # names are quoted
    # A view has no fid: its rows are counted.
    lines = tuple(_line(place, row, systems) for place, row in enumerate(rows, start=1))
    return Sheet(
        title=name,
        file=path,
        form=Form.GEOPACKAGE,
        headings=tuple(trimmed(column) for column in layout.columns),
        lines=tuple(line for line in lines if any(line.cells) or line.problems or line.shape or line.problem),
    )


def _layout(database: sqlite3.Connection, name: str) -> Layout:
    described = database.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()
    shapes = "SELECT column_name FROM gpkg_geometry_columns WHERE lower(table_name) = lower(?)"
    geometry = (database.execute(shapes, (name,)).fetchone() or (None,))[0]
    fid = next((column[1] for column in described if column[5] == 1 and "INT" in str(column[2]).upper()), None)
    others = tuple(column[1] for column in described if column[1] not in (fid, geometry))
    return Layout(fid=fid, geometry=geometry, columns=others)


def _line(place: int, row: Sequence[object], systems: Mapping[int, str]) -> Line:
    fid, blob, *values = row
    number = fid if isinstance(fid, int) else place
    problems = {place: _broken("holds binary data") for place, value in enumerate(values) if isinstance(value, bytes)}
    cells = tuple(_text(value) for value in values)
    try:
        shape, crs = _shape(blob, systems)
    except ShapeError as error:
        return Line(number=number, cells=cells, problem=_broken(f"cannot be used: {error}"))
    source = "grid" if crs == GRID else "coordinates"
    return Line(number=number, cells=cells, problems=problems, shape=shape, shape_from=source)


def _broken(what: str) -> Note:
    return Note(problem=f"the feature {what}", to_do=WRITE_AGAIN, severity=Severity.FAULT)


def _text(value: object) -> str:
    if isinstance(value, int | float):
        return number_text(value)
    return trimmed(value) if isinstance(value, str) else ""


def _shape(blob: object, systems: Mapping[int, str]) -> tuple[shapely.Geometry | None, str]:
    """Return the shape of a GeoPackage's binary geometry on the grid, and the system that it came in."""
    if blob is None:
        return None, GRID
    if not isinstance(blob, bytes) or len(blob) < HEADER_BYTES or not blob.startswith(MAGIC):
        raise ShapeError("its geometry is damaged")
    flags = blob[3]
    if flags & EMPTY_FLAG:
        return None, GRID
    (system,) = struct.unpack("<i" if flags & LITTLE_ENDIAN_FLAG else ">i", blob[4:HEADER_BYTES])
    envelope = (flags >> 1) & 0b111
    if envelope >= len(ENVELOPE_BYTES) or system not in systems:
        raise ShapeError("its geometry is damaged")
    try:
        shape = shapely.from_wkb(blob[HEADER_BYTES + ENVELOPE_BYTES[envelope] :])
    except shapely.errors.ShapelyError as error:
        raise ShapeError("its geometry is damaged or of a kind that is not read") from error
    return on_grid(shape, systems[system]), systems[system]
