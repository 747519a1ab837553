"""GeoJSON layers as raw sheets."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyproj
import shapely
from pyproj.exceptions import CRSError

from estates.domain.errors import Severity
from geodata.shapes import GRID, WGS84, ShapeError, on_grid
from geodata.sources.raw import LARGEST_FILE_BYTES, Form, Line, Note, Sheet, number_text, trimmed, unreadable

WRITE_AGAIN = "Export the layer again as GeoJSON."


def read_geojson(path: Path) -> Sheet:
    """Read a GeoJSON file as text and shapes.

    Parameters
    ----------
    path
        The file; its name without ``.geojson`` is the sheet's title. WGS84 unless it names another system.

    Returns
    -------
    Sheet
        One row per feature, counted from 1, or why the file cannot be read.
    """
    try:
        content = _content(path)
        features = _features(content)
        crs = _crs(content)
    except ValueError as error:
        return Sheet(title=path.stem, file=path, form=Form.GEOJSON, unreadable=unreadable(str(error), WRITE_AGAIN))
    headings = tuple(dict.fromkeys(name for feature in features for name in _properties(feature)))
    lines = (_line(number, feature, headings, crs) for number, feature in enumerate(features, start=1))
    return Sheet(title=path.stem, file=path, form=Form.GEOJSON, headings=headings, lines=tuple(lines))


def _content(path: Path) -> Mapping[str, Any]:
    if path.stat().st_size > LARGEST_FILE_BYTES:
        raise ValueError(f"{path.name} is larger than 500 MB")
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{path.name} is not GeoJSON: it is not valid JSON text in UTF-8") from error
    if not isinstance(content, dict):
        raise ValueError(f"{path.name} is not GeoJSON: it holds no feature collection")
    return content


def _features(content: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    features = content.get("features") if content.get("type") == "FeatureCollection" else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise ValueError("the file is not GeoJSON: it holds no feature collection")
    return features


def _crs(content: Mapping[str, Any]) -> str:
    """Return the coordinate system: WGS84, unless the file says otherwise as older programs let it."""
    named = content.get("crs")
    if named is None:
        return WGS84
    try:
        name = str(named["properties"]["name"])
        authority = pyproj.CRS.from_user_input(name).to_authority()
    except (CRSError, KeyError, TypeError) as error:
        raise ValueError("the file names a coordinate system that is not known") from error
    known = ":".join(authority or ())
    return {"OGC:CRS84": WGS84, WGS84: WGS84, GRID: GRID}.get(known, name)


def _properties(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}


def _line(number: int, feature: Mapping[str, Any], headings: Sequence[str], crs: str) -> Line:
    properties = _properties(feature)
    cells = tuple(_text(properties.get(name)) for name in headings)
    try:
        shape = on_grid(shapely.geometry.shape(feature["geometry"]), crs) if feature.get("geometry") else None
    except ShapeError as error:
        return Line(number=number, cells=cells, problem=_broken(str(error)))
    except Exception:  # a damaged geometry can fail anywhere inside the library
        return Line(number=number, cells=cells, problem=_broken("its geometry is damaged"))
    return Line(number=number, cells=cells, shape=shape, shape_from="grid" if crs == GRID else "coordinates")


def _broken(what: str) -> Note:
    return Note(problem=f"the feature cannot be used: {what}", to_do=WRITE_AGAIN, severity=Severity.FAULT)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return number_text(value)
    return trimmed(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
