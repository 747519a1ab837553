"""Layers as the bytes of a GeoPackage: shapes by GDAL, then styles and plain words in its own tables.

The same layers give the same bytes: every time stamp in the file is one fixed day, and the file is packed at the end.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray

from geodata.plan_layers.layers import Field, FieldKind, Layer, LayerShape
from geodata.shapes import GRID

GEOMETRY = "geom"
# A GeoPackage records when its contents last changed; a fixed day keeps the same layers the same bytes.
_CHANGED = "2026-01-01T00:00:00.000Z"
_SCHEMA_EXTENSION = "http://www.geopackage.org/spec121/#extension_schema"
# As QGIS makes it when a style is saved to the file: https://docs.qgis.org "Saving styles in a database".
_STYLE_TABLE = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
    f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME
)"""
_WORD_TABLES = """
CREATE TABLE gpkg_data_columns (
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
    constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
    CONSTRAINT gdc_tn UNIQUE (table_name, name)
);
CREATE TABLE gpkg_data_column_constraints (
    constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN,
    max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
    CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value)
)"""
_DTYPES: Mapping[FieldKind, Any] = {FieldKind.TEXT: object, FieldKind.WHOLE: np.int64, FieldKind.NUMBER: np.float64}


def geopackage(layers: Sequence[Layer], styles: Mapping[str, str]) -> bytes:
    """Return layers as a GeoPackage on the British National Grid (EPSG:27700).

    Parameters
    ----------
    layers
        The layers, in the order in which they stand in the file.
    styles
        The QML style that QGIS opens a layer with, by the layer's name; a layer may have none.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.gpkg"
        with _fixed_day():
            for layer in layers:
                _write_layer(path, layer)
        with closing(sqlite3.connect(path)) as database:
            _add_words(database, layers)
            _add_styles(database, layers, styles)
            database.commit()
            database.execute("VACUUM")
        return path.read_bytes()


@contextmanager
def _fixed_day() -> Iterator[None]:
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _CHANGED})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _write_layer(path: Path, layer: Layer) -> None:
    columns = [_column(layer, place) for place in range(len(layer.fields))]
    has_shape = layer.shape is not LayerShape.NONE
    pyogrio.raw.write(
        path,
        _shapes(layer) if has_shape else None,
        [values for values, _ in columns],
        fields=[field.name for field in layer.fields],
        field_mask=[blanks for _, blanks in columns],
        layer=layer.name,
        driver="GPKG",
        geometry_type=layer.shape.value if has_shape else None,
        crs=GRID if has_shape else None,
        dataset_options={"VERSION": "1.2"},  # read by QGIS of some years ago too, without a warning
        layer_options=_layer_options(layer, has_shape=has_shape),
    )


def _layer_options(layer: Layer, *, has_shape: bool) -> dict[str, str]:
    words = {"IDENTIFIER": layer.title, "DESCRIPTION": layer.about, "FID": "fid"}
    return words | {"GEOMETRY_NAME": GEOMETRY} if has_shape else words


def _shapes(layer: Layer) -> NDArray[np.object_]:
    return np.array([None if shape is None else shapely.to_wkb(shape) for shape, _ in layer.records], dtype=object)


def _column(layer: Layer, place: int) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Return the values of one field and which of them are blank."""
    kind = layer.fields[place].kind
    given = [values[place] for _, values in layer.records]
    blanks = np.array([value is None for value in given], dtype=bool)
    if kind is FieldKind.TEXT:
        return np.array([None if value is None else storable(str(value)) for value in given], dtype=object), blanks
    return np.array([0 if value is None else value for value in given], dtype=_DTYPES[kind]), blanks


def storable(text: str) -> str:
    """Return a text without what a database text cannot hold: noughts and halves of characters."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _add_words(database: sqlite3.Connection, layers: Sequence[Layer]) -> None:
    """Give every field its plain words, as the schema extension of the standard has it."""
    database.executescript(_WORD_TABLES)
    for table in ("gpkg_data_columns", "gpkg_data_column_constraints"):
        row = (table, None, "gpkg_schema", _SCHEMA_EXTENSION, "read-write")
        database.execute("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", row)
    for layer in layers:
        rows = [(layer.name, *_words(field)) for field in layer.fields]
        database.executemany("INSERT INTO gpkg_data_columns VALUES (?, ?, ?, ?, ?, NULL, NULL)", rows)


def _words(field: Field) -> tuple[str, str, str, str | None]:
    return field.name, field.alias, field.alias, field.meaning or None


def _add_styles(database: sqlite3.Connection, layers: Sequence[Layer], styles: Mapping[str, str]) -> None:
    """Put the styles where QGIS looks for the one to open a layer with, and name that table among the contents."""
    database.execute(_STYLE_TABLE)
    contents = ("layer_styles", "attributes", "layer_styles", "Styles for QGIS", _CHANGED, 0)
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        contents,
    )
    for layer in layers:
        if layer.name in styles:
            column = "" if layer.shape is LayerShape.NONE else GEOMETRY
            row = (layer.name, column, layer.name, styles[layer.name], layer.title, _CHANGED)
            database.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
                "styleName, styleQML, useAsDefault, description, update_time) "
                "VALUES ('', '', ?, ?, ?, ?, 1, ?, ?)",
                row,
            )
