"""GeoJSON layers beside the tables."""

import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from estates.domain.reading import Reading
from geodata.places.positions import to_wgs84
from geodata.reading.read import read_dataset
from tests.geodata.worlds import small, write_folder

AGAIN = "Export the layer again as GeoJSON."
SQUARE = [[400_000, 90_000], [401_000, 90_000], [401_000, 91_000], [400_000, 91_000], [400_000, 90_000]]


def in_degrees(ring: list[list[int]]) -> list[list[float]]:
    """Return grid positions as GeoJSON gives them: longitude, latitude."""
    return [list(to_wgs84(*place)[::-1]) for place in ring]


def feature(geometry: object, **properties: object) -> dict[str, Any]:
    """Return a GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def polygon(ring: object) -> dict[str, Any]:
    """Return a GeoJSON polygon."""
    return {"type": "Polygon", "coordinates": [ring]}


def area(**properties: object) -> dict[str, Any]:
    """Return a sound area feature with properties changed."""
    return feature(polygon(in_degrees(SQUARE)), **({"level": "pcn", "code": "U1"} | properties))


def reading_with(folder: Path, content: object, layer: str = "areas") -> Reading:
    """Read the small dataset with a layer beside it."""
    write_folder(small(), folder)
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / f"{layer}.geojson").write_text(text, encoding="utf-8")
    return read_dataset(folder)


def collection(*features: object, **more: object) -> dict[str, Any]:
    """Return a feature collection."""
    return {"type": "FeatureCollection", "features": list(features), **more}


def test_a_layer_lands_on_the_grid_with_its_properties_as_text(tmp_path: Path) -> None:
    """WGS84 in, metres out; codes stay text whether quoted or not."""
    reading = reading_with(tmp_path, collection(area(code="007"), area(code=7), area(code="1E5", name=None)))
    assert reading.faults == ()
    assert reading.dataset is not None
    areas = reading.dataset.areas
    assert [(here.code, here.name) for here in areas] == [("007", None), ("7", None), ("1E5", None)]
    assert shapely.hausdorff_distance(shapely.from_wkb(areas[0].shape_wkb), shapely.Polygon(SQUARE)) < 0.1


def test_a_named_coordinate_system_is_followed(tmp_path: Path) -> None:
    """Older programs write the grid's own metres and say so."""
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    content = collection(feature(polygon(SQUARE), level="pcn", code="U1"), crs=crs)
    reading = reading_with(tmp_path, content)
    assert reading.dataset is not None
    assert shapely.from_wkb(reading.dataset.areas[0].shape_wkb).equals(shapely.Polygon(SQUARE))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "{",
            f"areas: areas.geojson is not GeoJSON: it is not valid JSON text in UTF-8. {AGAIN}",
        ),
        (
            "[1]",
            "areas: areas.geojson is not GeoJSON: it holds no feature collection. Export the layer again as GeoJSON.",
        ),
        (
            {"type": "Topology"},
            "areas: the file is not GeoJSON: it holds no feature collection. Export the layer again as GeoJSON.",
        ),
        (
            collection(area(), crs={"properties": {"name": "moon"}}),
            "areas: the file names a coordinate system that is not known. Export the layer again as GeoJSON.",
        ),
        (
            "[" * 100_000,
            f"areas: areas.geojson is not GeoJSON: it is not valid JSON text in UTF-8. {AGAIN}",
        ),
        (
            collection(area(), feature(None, level="pcn", code="U2")),
            "areas, row 2: the feature has no geometry. Draw it, or delete the row.",
        ),
        (
            collection(feature({"type": "Point", "coordinates": [-2, 50.7]}, level="pcn", code="U1")),
            "areas, row 1: the geometry is of the wrong kind (found “Point”). Allowed: Polygon or MultiPolygon. "
            "Put the feature into the layer it belongs to.",
        ),
        (
            collection(feature(polygon([[1, 2], [3]]), level="pcn", code="U1")),
            "areas, row 1: the feature cannot be used: its geometry is damaged. Export the layer again as GeoJSON.",
        ),
        (
            collection(feature(polygon(SQUARE), level="pcn", code="U1")),
            "areas, row 1: the feature cannot be used: its coordinates do not fit on the British National Grid. "
            "Export the layer again as GeoJSON.",
        ),
        (
            collection(feature(polygon([place[::-1] for place in in_degrees(SQUARE)]), level="pcn", code="U1")),
            "areas, row 1: the feature lies outside Great Britain. "
            "Export it in WGS84, longitude before latitude, or name its coordinate system.",
        ),
        (
            collection(area(level="county")),
            "areas, row 1, column level: the word is not known here (found “county”). "
            "Allowed: one of icb, place, pcn, practice, small_area. Use one of the words allowed.",
        ),
        (
            collection(area(level=None)),
            "areas, row 1, column level: the cell is blank. "
            "Allowed: one of icb, place, pcn, practice, small_area. Fill it in.",
        ),
    ],
)
def test_a_wrong_layer_is_told_in_words(tmp_path: Path, content: object, said: str) -> None:
    """One fault; the rest of the dataset is not touched by it."""
    reading = reading_with(tmp_path, content)
    assert [fault.sentence() for fault in reading.faults] == [said]
    assert reading.dataset is not None
    assert len(reading.dataset.posts) == 1


def test_an_outline_that_crosses_itself_is_mended_with_a_warning(tmp_path: Path) -> None:
    """Hand-drawn areas often do."""
    bow = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]
    reading = reading_with(tmp_path, collection(feature(polygon(in_degrees(bow)), level="pcn", code="U1")))
    assert [fault.problem for fault in reading.warnings] == ["the outline crosses itself; it was mended"]
    assert reading.dataset is not None
    assert shapely.from_wkb(reading.dataset.areas[0].shape_wkb).is_valid


def test_an_empty_layer_is_sound(tmp_path: Path) -> None:
    """No feature, no property, no fault."""
    reading = reading_with(tmp_path, collection())
    assert reading.faults == ()


def test_a_point_is_fine_as_backdrop_but_not_as_barrier(tmp_path: Path) -> None:
    """A town is a point; a barrier is a line."""
    point = feature({"type": "Point", "coordinates": [-1.98, 50.72]}, kind="town", name="Poole")
    assert reading_with(tmp_path / "a", collection(point), "backdrop").faults == ()
    (fault,) = reading_with(tmp_path / "b", collection(point), "barriers").faults
    assert fault.allowed == "LineString or MultiLineString"
