"""Writing a dataset: tables as a folder of CSV files or as one workbook, and map layers as GeoJSON beside either."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import shapely
import xlsxwriter
from shapely.geometry.base import BaseGeometry
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from geodata.places.positions import grid_to_wgs84_geometry
from geodata.spreadsheet_text import guard_text
from geodata.tables.columns import Kind
from geodata.tables.every_table import TABLES

Row = Mapping[str, str]
Feature = tuple[Mapping[str, str], BaseGeometry]

# A workbook records when it was made; a fixed day keeps the same tables the same bytes.
_CREATED = datetime(2026, 1, 1)
_WGS84_DECIMALS = 6  # about 0.1 m
_WIDEST_COLUMN = 60
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def csv_text(rows: Sequence[Row]) -> str:
    """Return rows as CSV text: the first row's columns as heading, then one guarded line per row."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, fieldnames=_columns(rows), lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: guard_text(text) for column, text in row.items()} for row in rows)
    return stream.getvalue()


def write_csv_folder(tables: Mapping[str, Sequence[Row]], folder: Path) -> None:
    """Write each table as ``<table>.csv`` (UTF-8) into a folder, which is made where it is not there.

    Parameters
    ----------
    tables
        Rows by table name; a row holds text by column, and all rows of a table hold the same columns.
    folder
        Where the files go. Other files there are left alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in tables.items():
        (folder / f"{table}.csv").write_text(csv_text(rows), encoding="utf-8", newline="")


def write_workbook(tables: Mapping[str, Sequence[Row]], path: Path) -> None:
    """Write the tables as one workbook with a sheet per table.

    Numbers of columns that the tables declare as numbers are number cells, so that a spreadsheet can add them up;
    everything else is text as it stands: codes keep their zeros, and no cell is a formula or a link.

    Parameters
    ----------
    tables
        Rows by table name, as for ``write_csv_folder``.
    path
        The ``.xlsx`` file to write; its folder is made where it is not there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(path, options) as workbook:
        workbook.set_properties({"created": _CREATED})
        heading = workbook.add_format({"bold": True, "bottom": 1})
        text = workbook.add_format({"num_format": "@"})
        for table, rows in tables.items():
            _fill_sheet(workbook.add_worksheet(table), table, rows, formats=(heading, text))


def write_layer(features: Sequence[Feature], path: Path) -> None:
    """Write a map layer as GeoJSON: WGS84, six decimals, one feature to a line.

    Parameters
    ----------
    features
        Properties and shape of each feature; shapes are on the British National Grid (EPSG:27700).
    path
        The ``.geojson`` file to write; its folder is made where it is not there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(_geojson(properties, shape) for properties, shape in features)
    text = f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'
    path.write_text(text, encoding="utf-8", newline="")


def _columns(rows: Sequence[Row]) -> list[str]:
    return list(rows[0]) if rows else []


def _fill_sheet(sheet: Worksheet, table: str, rows: Sequence[Row], *, formats: tuple[Format, Format]) -> None:
    heading, text = formats
    numbers = _number_columns(table)
    for place, column in enumerate(_columns(rows)):
        longest = max(len(column), *(len(row[column]) for row in rows))
        sheet.set_column(place, place, min(longest + 2, _WIDEST_COLUMN), None if column in numbers else text)
        sheet.write_string(0, place, column, heading)
        for number, row in enumerate(rows, start=1):
            if column in numbers and _is_exact_number(row[column]):
                sheet.write_number(number, place, float(row[column]))
            elif row[column]:
                sheet.write_string(number, place, row[column], text)
    sheet.freeze_panes(1, 0)


def _number_columns(table: str) -> frozenset[str]:
    """Return the columns of a table that hold numbers; none of a table that nobody declared."""
    columns = TABLES[table].columns if table in TABLES else ()
    return frozenset(column.name for column in columns if column.kind in (Kind.NUMBER, Kind.WHOLE))


def _is_exact_number(text: str) -> bool:
    """Whether a text is a number that a number cell gives back as it was."""
    return _PLAIN_NUMBER.fullmatch(text) is not None and Decimal(repr(float(text))) == Decimal(text)


def _geojson(properties: Row, shape: BaseGeometry) -> str:
    """Return a feature as one line; outer rings run anticlockwise, as the standard asks."""
    oriented = shapely.orient_polygons(grid_to_wgs84_geometry(shape))
    geometry = shapely.geometry.mapping(oriented)
    rounded = {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])}
    return json.dumps({"type": "Feature", "properties": dict(properties), "geometry": rounded}, ensure_ascii=False)


def _rounded(coordinates: Sequence[object] | float) -> object:
    """Return GeoJSON coordinates, however deeply nested, to the decimals that a map needs."""
    if isinstance(coordinates, float):
        return round(coordinates, _WGS84_DECIMALS)
    return [_rounded(part) for part in coordinates]  # type: ignore[arg-type]
