"""Damaged GeoPackages and GeoJSON layers, each made by one small function."""

import json
import sqlite3
import struct
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.geodata.worlds import small, write_folder, write_geopackage


@cache
def _sound_content() -> bytes:
    with TemporaryDirectory() as folder:
        return write_geopackage(small(), Path(folder) / "area.gpkg").read_bytes()


def _sound(folder: Path) -> Path:
    path = folder / "area.gpkg"
    path.write_bytes(_sound_content())
    return path


def _with(statement: str, values: tuple[object, ...] = ()) -> Callable[[Path], Path]:
    """Return a function that makes a sound GeoPackage and runs one statement on it."""

    def make(folder: Path) -> Path:
        path = _sound(folder)
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA synchronous = OFF")
            triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (name,) in triggers:
                database.execute(f'DROP TRIGGER "{name}"')
            database.execute(statement, values)
            database.commit()
        return path

    return make


def _cut(folder: Path, share: float) -> Path:
    path = _sound(folder)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    return path


def _overwritten(folder: Path) -> Path:
    path = _sound(folder)
    content = bytearray(path.read_bytes())
    content[4096:-4096] = b"\xa5" * (len(content) - 8192)
    path.write_bytes(content)
    return path


def _database(folder: Path) -> Path:
    path = folder / "plain.gpkg"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE sites (site_id TEXT)")
        database.commit()
    return path


def _written(content: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "area.gpkg"
        path.write_bytes(content)
        return path

    return make


def _blob(wkb: bytes, *, system: int = 27700, flags: int = 1) -> bytes:
    return b"GP\x00" + bytes([flags]) + struct.pack("<i", system) + wkb


POINT_AT_NOTHING = b"\x01" + struct.pack("<Idd", 1, float("nan"), float("nan"))
ENDLESS_LINE = b"\x01" + struct.pack("<II", 2, 0xFFFFFFFF)
SET_GEOMETRY = "UPDATE areas SET geom = ?"

PACKAGES: Mapping[str, Callable[[Path], Path]] = {
    "empty GeoPackage": _written(b""),
    "junk GeoPackage": _written(b"\x00\xff" * 5000),
    "only the first line of a database": _written(b"SQLite format 3\x00" + b"\x00" * 84),
    "half a GeoPackage": lambda folder: _cut(folder, 0.5),
    "a tenth of a GeoPackage": lambda folder: _cut(folder, 0.1),
    "a GeoPackage overwritten inside": _overwritten,
    "a database that is no GeoPackage": _database,
    "a GeoPackage of other tables": _with("UPDATE gpkg_contents SET table_name = 'other_' || table_name"),
    "a GeoPackage without contents": _with("DELETE FROM gpkg_contents"),
    "a table that is listed and gone": _with("DROP TABLE rooms"),
    "a layer without geometry": _with(SET_GEOMETRY, (None,)),
    "a geometry that is text": _with(SET_GEOMETRY, ("POINT (1 1)",)),
    "a geometry cut short": _with(SET_GEOMETRY, (b"GP\x00",)),
    "a geometry of nonsense": _with(SET_GEOMETRY, (_blob(b"\xff" * 50),)),
    "a line of four billion points": _with(SET_GEOMETRY, (_blob(ENDLESS_LINE),)),
    "a geometry of ten megabytes of noughts": _with(SET_GEOMETRY, (_blob(b"\x00" * 10_000_000),)),
    "a point at no place": _with(SET_GEOMETRY, (_blob(POINT_AT_NOTHING),)),
    "an unknown coordinate system": _with(SET_GEOMETRY, (_blob(POINT_AT_NOTHING, system=12345),)),
    "an envelope that is not defined": _with(SET_GEOMETRY, (_blob(POINT_AT_NOTHING, flags=0b1111),)),
    "a coordinate system of nonsense": _with(
        "UPDATE gpkg_spatial_ref_sys SET organization = 'NONE', definition = 'GEOGCS[' WHERE srs_id = 27700"
    ),
    "binary data in a text column": _with("UPDATE sites SET name = ?", (b"\x00\x01",)),
    "text that is not UTF-8": _with("UPDATE sites SET name = CAST(x'FFFE41' AS TEXT)"),
}
"""What makes a GeoPackage in a folder, by what is wrong with it."""


def layer(geometry: object) -> bytes:
    """Return an ``areas`` layer of one feature with a geometry."""
    feature = {"type": "Feature", "properties": {"level": "pcn", "code": "U1"}, "geometry": geometry}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def polygon(*corners: tuple[object, object]) -> Mapping[str, object]:
    """Return a polygon as GeoJSON, closed."""
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


LAYERS: Mapping[str, bytes] = {
    "an empty layer file": b"",
    "half a layer": layer(polygon((-2, 50.7), (-2, 50.8), (-1.9, 50.8)))[:-40],
    "a list in place of a layer": b"[1, 2, 3]",
    "features that are none": b'{"type": "FeatureCollection", "features": null}',
    "features that are numbers": b'{"type": "FeatureCollection", "features": [1, 2]}',
    "lists a hundred thousand deep": b"[" * 100_000 + b"]" * 100_000,
    "a point where an outline belongs": layer({"type": "Point", "coordinates": [-2, 50.7]}),
    "coordinates that are no numbers": layer(polygon((float("nan"), 50.7), (-2, 50.8), (-1.9, 50.8))),
    "endless coordinates": layer(polygon((float("inf"), 50.7), (-2, 50.8), (-1.9, 50.8))),
    "coordinates out of this world": layer(polygon((-2000, 5070), (-2000, 5080), (-1900, 5080))),
    "latitude before longitude": layer(polygon((50.7, -2), (50.8, -2), (50.8, -1.9))),
    "coordinates that are words": layer(polygon(("west", "north"), ("a", "b"), ("c", "d"))),
    "a geometry that is a word": layer("somewhere"),
    "a geometry of no known type": layer({"type": "Blob", "coordinates": []}),
    "an outline of two points": layer(polygon((-2, 50.7), (-2, 50.8))),
    "an outline without points": layer({"type": "Polygon", "coordinates": []}),
    "a layer in an unknown system": b'{"type": "FeatureCollection", "features": [], "crs": {"properties": {}}}',
    "a layer in UTF-16": layer(None).decode().encode("utf-16"),
}
"""Content of ``areas.geojson`` beside a sound CSV folder, by what is wrong with it."""


def folder_with_layer(folder: Path, content: bytes) -> Path:
    """Return a sound CSV folder with a layer beside its tables."""
    write_folder(small(), folder)
    (folder / "areas.geojson").write_bytes(content)
    return folder
