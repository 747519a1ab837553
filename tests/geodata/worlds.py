"""A small dataset as text, to be changed cell by cell and written in each of the three forms."""

from collections.abc import Mapping
from pathlib import Path

import geopandas
import openpyxl
import pandas as pd
import pyogrio
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from estates.domain.reading import Reading
from geodata.dataset_files import write_csv_folder, write_layer
from geodata.reading.read import read_dataset
from geodata.tables.every_table import TABLES

Table = list[dict[str, str]]
World = dict[str, Table]

SHAPES: Mapping[str, tuple[dict[str, str], BaseGeometry]] = {
    "areas": ({"level": "pcn", "code": "U00001", "name": "Harbour"}, box(400_000, 90_000, 405_000, 95_000)),
    "barriers": ({"season": "winter"}, LineString([(401_000, 91_000), (402_000, 93_000)])),
    "backdrop": ({"kind": "water", "name": "Bay"}, Polygon([(399_000, 89_000), (401_000, 89_000), (400_000, 90_000)])),
}


def world() -> World:
    """Return the example rows of the declared tables: a valid dataset of every table but the layers."""
    return {
        name: [{column.name: row.get(column.name, "") for column in table.columns} for row in table.examples]
        for name, table in TABLES.items()
        if not table.is_layer
    }


def only(*names: str) -> World:
    """Return some tables of the world, none of which refers to another that is left out."""
    return {name: rows for name, rows in world().items() if name in names}


def small() -> World:
    """Return the three tables that every dataset has."""
    return only("sites", "rooms", "posts")


def write_folder(tables: World, folder: Path) -> Path:
    """Write tables as a CSV folder and return it."""
    write_csv_folder(tables, folder)
    return folder


def write_layers(folder: Path) -> None:
    """Write one feature of each layer beside a dataset."""
    for name, feature in SHAPES.items():
        write_layer([feature], folder / f"{name}.geojson")


def write_book(tables: World, path: Path) -> Path:
    """Write tables as a workbook of text cells with openpyxl, whatever the program's own writer does."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in tables.items():
        sheet = workbook.create_sheet(name)
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append([text or None for text in row.values()])
    workbook.save(path)
    return path


def write_geopackage(tables: World, path: Path) -> Path:
    """Write tables and layers as a GeoPackage with GDAL."""
    for name, rows in tables.items():
        pyogrio.write_dataframe(pd.DataFrame(rows), path, layer=name, driver="GPKG")
    for name, (properties, shape) in SHAPES.items():
        frame = geopandas.GeoDataFrame([properties], geometry=[shape], crs="EPSG:27700")
        pyogrio.write_dataframe(frame, path, layer=name, driver="GPKG")
    return path


def reading_of(tables: World, folder: Path) -> Reading:
    """Read tables by way of a CSV folder."""
    return read_dataset(write_folder(tables, folder))


def faults_of(tables: World, folder: Path) -> list[str]:
    """Return the sentences of all faults of tables written as a CSV folder."""
    return [fault.sentence() for fault in reading_of(tables, folder).faults]


def warnings_of(tables: World, folder: Path) -> list[str]:
    """Return the sentences of all warnings of tables written as a CSV folder."""
    return [fault.sentence() for fault in reading_of(tables, folder).warnings]
