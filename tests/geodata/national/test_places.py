"""Small areas and boundaries, whatever the year in their headings."""

from pathlib import Path

import pytest

from estates.domain.errors import RequestError
from geodata.national import boundaries
from geodata.national.boundaries import OutlineKind, read_boundaries
from geodata.national.raw import raw_tables
from geodata.national.small_areas import read_small_areas
from geodata.places.positions import to_grid
from tests.geodata import national_files as made


@pytest.mark.parametrize(
    "headings",
    [["LSOA21CD", "LSOA21NM", "SICBL24CDH", "ICB24CDH"], ["lsoa21_code", "name", "sicbl24_code_nhs", "icb24_code_nhs"]],
)
def test_small_areas_are_read_from_any_years_headings(tmp_path: Path, headings: list[str]) -> None:
    """The codes are the NHS's, and the year in the heading dates the look-up."""
    (table,) = raw_tables(made.write_rows(tmp_path / "a.csv", [headings, ["E01000001", "Town 001A", "99X", "QZZ"]]))
    (area,) = read_small_areas(table)
    assert (area.code, area.sub_icb_code, area.icb_code, area.source.dated) == ("E01000001", "99X", "QZZ", "2024")


@pytest.mark.parametrize(
    ("column", "name", "kind"),
    [
        ("LSOA21CD", "LSOA21NM", OutlineKind.SMALL_AREA),
        ("lsoa21_code", "lsoa21_name", OutlineKind.SMALL_AREA),
        ("ICB23CD", "ICB23NM", OutlineKind.ICB),
        ("icb_code", "icb_name", OutlineKind.ICB),
        ("LAD24CD", "LAD24NM", OutlineKind.AUTHORITY),
        ("ltla24_code", "ltla24_name", OutlineKind.AUTHORITY),
    ],
)
def test_boundaries_are_told_by_their_properties(tmp_path: Path, column: str, name: str, kind: OutlineKind) -> None:
    """Code and name are found under either spelling; degrees become grid metres."""
    path = made.geojson(tmp_path / "a.geojson", ({column: "E1", name: "Town"}, made.square(-2, 50.8, -1.9, 50.9)))
    (outline,) = read_boundaries(path)
    assert (outline.kind, outline.code, outline.name) == (kind, "E1", "Town")
    assert outline.shape.bounds[:2] == pytest.approx(to_grid(50.8, -2), abs=60)


def test_boundaries_on_the_grid_stay_there(tmp_path: Path) -> None:
    """ONS files come in either coordinate system and say which."""
    feature = ({"ICB23CD": "E1", "ICB23NM": "Town"}, made.square(400_000, 100_000, 401_000, 101_000))
    path = made.geojson(tmp_path / "a.geojson", feature, crs="urn:ogc:def:crs:EPSG::27700")
    assert read_boundaries(path)[0].shape.bounds == (400_000, 100_000, 401_000, 101_000)


def test_boundaries_in_another_system_are_refused(tmp_path: Path) -> None:
    """Web Mercator metres would land in the sea."""
    path = made.geojson(tmp_path / "a.geojson", ({"ICB23CD": "E1"}, made.square(0, 0, 1, 1)), crs="EPSG:3857")
    with pytest.raises(RequestError, match="coordinate system EPSG:3857"):
        read_boundaries(path)


@pytest.mark.parametrize("corners", [(50.7, -2.1, 50.9, -1.9), (-2.1, 50.7, -1.9, 509)])
def test_boundary_outside_the_country_is_named(tmp_path: Path, corners: tuple[float, float, float, float]) -> None:
    """Latitude before longitude, or a lost decimal point."""
    path = made.geojson(tmp_path / "a.geojson", ({"ICB23CD": "E9"}, made.square(*corners)))
    with pytest.raises(RequestError, match="the boundary of E9 does not lie in Great Britain"):
        read_boundaries(path)


def test_other_features_are_no_boundaries(tmp_path: Path) -> None:
    """Middle-layer areas are not used; nor is a collection of nothing."""
    msoa = made.geojson(tmp_path / "a.geojson", ({"msoa21_code": "E02"}, made.square(0, 50, 1, 51)))
    assert read_boundaries(msoa) == ()
    assert read_boundaries(made.geojson(tmp_path / "b.geojson")) == ()


@pytest.mark.parametrize("text", ["{", "[1]", '{"features": [1]}', '{"type": "FeatureCollection"}'])
def test_text_that_is_no_geojson_gives_a_sentence_or_nothing(tmp_path: Path, text: str) -> None:
    """Never a traceback."""
    path = tmp_path / "a.geojson"
    path.write_text(text, encoding="utf-8")
    if text == "{":
        with pytest.raises(RequestError, match="not readable as GeoJSON"):
            read_boundaries(path)
    else:
        assert read_boundaries(path) == ()


def test_file_that_is_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its size alone, in words of its own."""
    monkeypatch.setattr(boundaries, "LARGEST_BYTES", 10)
    with pytest.raises(RequestError, match="is larger than 500 MB"):
        read_boundaries(made.geojson(tmp_path / "a.geojson"))


def test_feature_without_a_shape_is_named(tmp_path: Path) -> None:
    """A boundary whose geometry is empty of sense is refused by its code."""
    path = made.geojson(tmp_path / "a.geojson", ({"ICB23CD": "E9"}, {"type": "Blob", "coordinates": []}))
    with pytest.raises(RequestError, match="the boundary of E9 is not a shape"):
        read_boundaries(path)
