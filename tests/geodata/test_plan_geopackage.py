"""``plan.gpkg`` read back by GDAL and as a database: shapes, words, styles, the same bytes."""

from dataclasses import replace
from pathlib import Path

import geopandas
import pyogrio
import pytest

from estates.domain.practices import Pcn
from geodata.plan_layers.geopackage import geopackage
from geodata.plan_layers.plan_layers import plan_layers
from geodata.reading.read import read_dataset
from tests.builders import dataset, room, site
from tests.geodata import plan_world
from tests.geodata.layer_world import HOSTILE, contents, opened


def made(**given: object) -> bytes:
    """Return the GeoPackage of the small plan, every layer with a style."""
    layers = plan_layers(contents(**given))  # type: ignore[arg-type]
    return geopackage(layers, {layer.name: f"<qgis>{layer.name}</qgis>" for layer in layers})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the GeoPackage of the small plan as a file."""
    file = tmp_path / "plan.gpkg"
    file.write_bytes(made())
    return file


def test_gdal_reads_every_layer_on_the_national_grid(path: Path) -> None:
    """The shapes are of one kind per layer, and the rows are those of the layers."""
    kinds = dict(pyogrio.list_layers(path).tolist())
    assert kinds.pop("layer_styles") is None
    for layer in plan_layers(contents()):
        information = pyogrio.read_info(path, layer=layer.name)
        assert kinds[layer.name] == (None if layer.shape.value == "None" else layer.shape.value)
        assert information["features"] == len(layer.records)
        assert information["fields"].tolist() == [field.name for field in layer.fields]
        assert layer.name == "read_me" or information["crs"] == "EPSG:27700"


def test_geopandas_reads_figures_as_numbers_and_blanks_as_blanks(path: Path) -> None:
    """An analyst's next step is a table."""
    pcns = geopandas.read_file(path, layer="shortfall_by_pcn").set_index("pcn_code")
    assert pcns.loc["N1", "unmet"] == 3
    assert pcns.loc["N1", "unmet_share"] == pytest.approx(0.5)
    assert pcns.loc["N1"].geometry.geom_type == "MultiPolygon"
    assert pcns.loc["none"].geometry is None
    sites = geopandas.read_file(path, layer="sites")
    assert sites["gia_m2"].isna().all()


def test_every_field_has_its_plain_words(path: Path, tmp_path: Path) -> None:
    """As the schema extension of the standard has it, for every program that knows it."""
    with opened(path.read_bytes(), tmp_path) as database:
        words = database.execute("SELECT table_name, column_name, title FROM gpkg_data_columns").fetchall()
        extensions = {name for (name,) in database.execute("SELECT table_name FROM gpkg_extensions")}
    expected = {(layer.name, field.name, field.alias) for layer in plan_layers(contents()) for field in layer.fields}
    assert set(words) == expected
    assert {"gpkg_data_columns", "gpkg_data_column_constraints"} <= extensions


def test_every_layer_has_one_default_style_where_qgis_looks_for_it(path: Path, tmp_path: Path) -> None:
    """QGIS asks for the table's name, its geometry column and the default mark."""
    with opened(path.read_bytes(), tmp_path) as database:
        found = database.execute(
            "SELECT f_table_name, f_geometry_column, styleQML FROM layer_styles "
            "WHERE useAsDefault = 1 AND f_table_catalog = '' AND f_table_schema = ''"
        ).fetchall()
        geometry = dict(database.execute("SELECT table_name, column_name FROM gpkg_geometry_columns").fetchall())
        kinds = dict(database.execute("SELECT table_name, data_type FROM gpkg_contents").fetchall())
    assert {name: column for name, column, _ in found} == {**geometry, "read_me": ""}
    assert all(style == f"<qgis>{name}</qgis>" for name, _, style in found)
    assert kinds["layer_styles"] == "attributes"


def test_the_same_plan_gives_the_same_bytes_and_leaves_no_journal(tmp_path: Path) -> None:
    """No clock is in the file, and it is in no mode that needs files beside it."""
    content = made()
    assert content == made()
    with opened(content, tmp_path) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        days = {day for (day,) in database.execute("SELECT last_change FROM gpkg_contents")}
    assert days == {"2026-01-01T00:00:00.000Z"}
    assert [path.name for path in tmp_path.iterdir()] == ["opened.gpkg"]


def test_gdal_goes_by_the_clock_again_afterwards() -> None:
    """The fixed day holds for this file alone."""
    made()
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None


@pytest.mark.parametrize("text", HOSTILE, ids=[f"text {number}" for number in range(len(HOSTILE))])
def test_hostile_text_is_kept_as_written(text: str, tmp_path: Path) -> None:
    """Names, codes and words of a user are values, never commands; a nought, which no text may hold, is replaced."""
    data = plan_world.world()
    data = replace(
        data,
        sites=tuple(replace(row, name=text, tenure=text) for row in data.sites),
        rooms=tuple(replace(row, name=text, features=frozenset({text})) for row in data.rooms),
        programmes=tuple(replace(row, name=text) for row in data.programmes),
        practices=tuple(replace(row, name=text) for row in data.practices),
        pcns=(Pcn(pcn_code="N1", name=text),),
    )
    file = tmp_path / "plan.gpkg"
    file.write_bytes(made(data=data))
    kept = text.replace("\0", "\ufffd")
    assert geopandas.read_file(file, layer="sites")["name"].tolist() == [kept, kept]
    assert geopandas.read_file(file, layer="shortfall_by_pcn")["name"].tolist()[0] == kept
    assert geopandas.read_file(file, layer="programmes")["name"].tolist() == [kept]


def test_half_a_character_is_replaced() -> None:
    """A text that is no Unicode cannot stop a plan from being written."""
    data = plan_world.world(sites=(site("S1", name="a\ud800b"), plan_world.world().sites[1]))
    assert made(data=data)


def test_a_layer_without_rows_can_be_read(tmp_path: Path) -> None:
    """Nothing placed, no programmes, no schemes."""
    file = tmp_path / "plan.gpkg"
    file.write_bytes(made(data=dataset(rooms=(room(),)), of=plan_world.plan([])))
    for name in ("flows", "programmes", "placements", "schemes"):
        assert len(geopandas.read_file(file, layer=name)) == 0


def test_a_plan_is_no_dataset_and_is_not_taken_for_one(path: Path) -> None:
    """Its layers lack what a dataset's tables need: the reader says so instead of planning with it."""
    assert read_dataset(path).faults
