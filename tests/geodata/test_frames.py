"""DataFrames and GeoDataFrames hold what the files of a plan hold, and a dataset's tables as they were read."""

import io
from pathlib import Path

import geopandas
import pandas as pd
import pytest
from geopandas.testing import assert_geodataframe_equal
from pandas.testing import assert_frame_equal

from geodata.frames import dataset_frame, layer_frame, plan_frame
from geodata.plan.columns import PLAN_TABLES
from geodata.plan.tables import plan_rows
from geodata.plan_exchange.parquet import parquet_files
from geodata.plan_layers.geopackage import geopackage
from geodata.plan_layers.layers import LayerShape
from geodata.plan_layers.plan_layers import plan_layers
from geodata.tables.every_table import TABLES
from tests.builders import cells, post, room, site
from tests.geodata import plan_world
from tests.geodata.layer_world import contents
from tests.maps.worlds import county_dataset


@pytest.mark.parametrize("name", ["placements", "unmet", "shortfall", "use", "worth", "prices"])
def test_a_table_is_what_pandas_reads_from_its_parquet_file(name: str) -> None:
    """Values and types; an empty table has its columns too."""
    given = {key: plan_world.shown()[key] for key in ("dataset", "plan", "unmet", "shortfall", "use")}
    rows = plan_rows(**given)
    read = pd.read_parquet(io.BytesIO(parquet_files(rows)[f"parquet/{name}.parquet"]))
    frame = plan_frame(PLAN_TABLES[name], rows[name])
    assert_frame_equal(frame, read)
    assert tuple(frame.columns) == PLAN_TABLES[name].names


def test_a_layer_is_what_geopandas_reads_from_the_geopackage(tmp_path: Path) -> None:
    """Every layer: shapes on the National Grid, fields in their order, and rows without a place."""
    layers = [layer for layer in plan_layers(contents()) if layer.shape is not LayerShape.NONE]
    (tmp_path / "plan.gpkg").write_bytes(geopackage(layers, {}))
    assert len(layers) == 9
    for layer in layers:
        frame = layer_frame(layer)
        read = geopandas.read_file(tmp_path / "plan.gpkg", layer=layer.name)
        assert frame.crs.to_epsg() == 27700
        assert list(frame.columns) == list(read.columns)
        # A field that nobody fills has no type of its own in the file.
        typed = read.astype(frame.dtypes.drop("geometry").to_dict())
        shapes = frame.geometry.normalize(), typed.geometry.normalize()
        assert_geodataframe_equal(frame.set_geometry(shapes[0]), typed.set_geometry(shapes[1]), check_geom_type=False)


def test_codes_stay_text_and_blanks_are_missing() -> None:
    """007 and NA are codes; a size that nobody gave is missing, and so is a use that nobody knows."""
    data = plan_world.world(
        sites=(site("NA"),),
        rooms=(room("007", "NA", cells=cells("MON_AM", unknown="TUE_AM"), features=frozenset({"sink", "couch"})),),
        posts=(post("1E5", 2, base_site="NA"),),
        programmes=(),
    )
    rooms = dataset_frame(data, TABLES["rooms"])
    (row,) = rooms.to_dict("records")
    assert (row["room_id"], row["site_id"], row["features"]) == ("007", "NA", "couch;sink")
    assert (row["MON_AM"], row["TUE_AM"]) == ("F", "?")
    assert pd.isna(row["area_m2"])
    assert rooms["places"].dtype == "Int64"
    assert dataset_frame(data, TABLES["posts"])["post_id"].tolist() == ["1E5"]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_of_a_dataset_has_its_columns(name: str) -> None:
    """Also where it has no rows; a layer has shapes on the National Grid."""
    frame = dataset_frame(county_dataset(), TABLES[name])
    assert list(frame.columns)[: len(TABLES[name].columns)] == [column.name for column in TABLES[name].columns]
    assert isinstance(frame, geopandas.GeoDataFrame) == TABLES[name].is_layer
    if isinstance(frame, geopandas.GeoDataFrame):
        assert frame.crs.to_epsg() == 27700
