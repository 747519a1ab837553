"""GeoPackages: values keep their type, rows go by their fid, damage is told."""

import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas
import pandas as pd
import pyogrio
import pytest
from shapely.geometry import box

from estates.domain.errors import RequestError
from geodata.reading.read import read_dataset
from tests.geodata.worlds import small, write_geopackage


def package(folder: Path, *statements: str) -> Path:
    """Write the small dataset as a GeoPackage and change it with SQL."""
    path = write_geopackage(small(), folder / "area.gpkg")
    with closing(sqlite3.connect(path)) as database, database:
        for statement in statements:
            database.execute(statement)
    return path


def test_rows_are_named_by_their_fid(tmp_path: Path) -> None:
    """As a GIS shows them, whatever their order."""
    path = package(tmp_path, "UPDATE posts SET fid = 42, wte = 'much'")
    (fault,) = read_dataset(path).faults
    assert (fault.table, fault.row, fault.column, fault.value, fault.cell) == ("posts", 42, "wte", "much", None)


def test_numbers_with_gaps_stay_whole(tmp_path: Path) -> None:
    """A whole-number column with a blank does not turn into fractions; codes stay text."""
    tables = small()
    tables["posts"].append(tables["posts"][0] | {"post_id": "007"})
    posts = pd.DataFrame(tables.pop("posts"))
    posts["sessions"] = pd.array([4, None], dtype="Int64")
    posts["wte"] = [0.5, 1.0]
    path = write_geopackage(tables, tmp_path / "area.gpkg")
    pyogrio.write_dataframe(posts, path, layer="posts", driver="GPKG")
    reading = read_dataset(path)
    assert reading.faults == ()
    assert reading.dataset is not None
    assert [(post.post_id, post.sessions, str(post.wte)) for post in reading.dataset.posts] == [
        ("A001", 4, "0.5"),
        ("007", None, "1"),
    ]


def test_layers_are_brought_onto_the_grid(tmp_path: Path) -> None:
    """An area in web Mercator lands where it lies."""
    path = package(tmp_path)
    frame = geopandas.GeoDataFrame(
        [{"level": "pcn", "code": "U1"}], geometry=[box(400_000, 90_000, 401_000, 91_000)], crs="EPSG:27700"
    )
    pyogrio.write_dataframe(frame.to_crs("EPSG:3857"), path, layer="areas", driver="GPKG")
    dataset = read_dataset(path).dataset
    assert dataset is not None
    (bounds,) = geopandas.GeoSeries.from_wkb([dataset.areas[0].shape_wkb]).bounds.to_numpy().tolist()
    # GDAL may use a finer correction grid than ours where one is installed.
    assert bounds == pytest.approx([400_000, 90_000, 401_000, 91_000], abs=5)


def test_a_table_that_is_not_known_is_left_out_with_a_warning(tmp_path: Path) -> None:
    """Such as the styles that QGIS keeps beside the layers."""
    path = package(
        tmp_path,
        "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY)",
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('layer_styles', 'attributes', 'styles')",
    )
    assert [fault.sentence() for fault in read_dataset(path).warnings] == [
        "layer_styles: the GeoPackage table “layer_styles” is none of the tables of a dataset; it is left out. "
        "Nothing, unless it is misspelt."
    ]


def test_a_damaged_geometry_is_a_fault_of_its_row(tmp_path: Path) -> None:
    """The other rows are read."""
    path = package(tmp_path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TRIGGER IF EXISTS rtree_areas_geom_update6")
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("UPDATE areas SET geom = x'4750000100'")
        database.execute("UPDATE barriers SET geom = substr(geom, 1, length(geom) - 9)")
    assert [fault.sentence() for fault in read_dataset(path).faults] == [
        "areas, row 1: the feature cannot be used: its geometry is damaged. Save the layer again as GeoPackage.",
        "barriers, row 1: the feature cannot be used: its geometry is damaged or of a kind that is not read. "
        "Save the layer again as GeoPackage.",
    ]


def test_a_damaged_geopackage_is_one_plain_sentence(tmp_path: Path) -> None:
    """Cut off in the middle."""
    path = package(tmp_path)
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(RequestError, match=r"area\.gpkg is not a GeoPackage, or is damaged"):
        read_dataset(path)
