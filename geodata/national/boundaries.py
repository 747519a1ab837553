"""Boundaries as GeoJSON: small areas, integrated care boards and local authorities, whatever the year."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from shapely import box, covers, force_2d, make_valid
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from estates.domain.errors import RequestError
from geodata.national.raw import LARGEST_BYTES, TOO_LARGE
from geodata.national.source import FileKind, Source, source_of
from geodata.places.positions import wgs84_to_grid_geometry

DEGREES_FRAME = box(-10, 49, 3, 62)
GRID_FRAME = box(-200_000, -100_000, 900_000, 1_400_000)
"""What holds Great Britain, in WGS84 degrees and in grid metres."""


class OutlineKind(StrEnum):
    """What a boundary goes round."""

    SMALL_AREA = "small area"
    ICB = "integrated care board"
    AUTHORITY = "local authority"


_CODE_PATTERNS = {
    OutlineKind.SMALL_AREA: r"lsoa(\d\d)?_?(cd|code)",
    OutlineKind.ICB: r"icb(\d\d)?_?(cd|code)",
    OutlineKind.AUTHORITY: r"(?:ltla|lad)(\d\d)?_?(cd|code)",
}


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A boundary on the British National Grid (EPSG:27700), valid and not empty."""

    kind: OutlineKind
    code: str
    name: str
    shape: BaseGeometry
    source: Source


def read_boundaries(path: Path) -> tuple[Outline, ...]:
    """Return the boundaries of a GeoJSON file; none where it holds no kind that is known."""
    collection = _collection(path)
    features = collection.get("features") or []
    kind, column = _kind_of(features[0].get("properties") or {}) if features else (None, "")
    if kind is None:
        return ()
    on_grid = _is_on_grid(path.name, collection)
    source = source_of(path.name, FileKind.BOUNDARIES, stated=_year_of(column))
    outlines = (_outline(path.name, feature, kind=kind, column=column, source=source) for feature in features)
    found = tuple(outline for outline in outlines if outline)
    _refuse_elsewhere(path.name, found, GRID_FRAME if on_grid else DEGREES_FRAME)
    return found if on_grid else tuple(_on_grid(outline) for outline in found)


def _refuse_elsewhere(name: str, outlines: Sequence[Outline], frame: BaseGeometry) -> None:
    # Swapped or missing coordinates would otherwise fail far from here, in words that help nobody.
    for outline in outlines:
        if not covers(frame, box(*outline.shape.bounds)):
            raise RequestError(f"{name}: the boundary of {outline.code} does not lie in Great Britain.")


def _collection(path: Path) -> dict[str, Any]:
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST_BYTES else None
    except OSError as cause:
        raise RequestError(f"{path} cannot be read: {cause.strerror}.") from cause
    if content is None:
        raise RequestError(f"{path.name} is larger than 500 MB. {TOO_LARGE}")
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as cause:
        raise RequestError(f"{path.name} is not readable as GeoJSON.") from cause
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        return {}
    return dict(found)


def _kind_of(properties: Mapping[str, Any]) -> tuple[OutlineKind | None, str]:
    for kind, pattern in _CODE_PATTERNS.items():
        for column in properties:
            if re.fullmatch(pattern, column.casefold()):
                return kind, column
    return None, ""


def _year_of(column: str) -> str:
    year = re.sub(r"\D", "", column)
    return f"20{year}" if year else ""


def _is_on_grid(name: str, collection: Mapping[str, Any]) -> bool:
    crs = ((collection.get("crs") or {}).get("properties") or {}).get("name", "CRS84")
    if str(crs).endswith("27700"):
        return True
    if str(crs).endswith(("CRS84", "4326")):
        return False
    raise RequestError(f"{name} is in the coordinate system {crs}; save it as WGS84 or British National Grid first.")


def _outline(
    name: str, feature: Mapping[str, Any], *, kind: OutlineKind, column: str, source: Source
) -> Outline | None:
    properties = feature.get("properties") or {}
    try:
        geometry = force_2d(make_valid(shape(feature["geometry"])))
    except (ShapelyError, KeyError, ValueError, TypeError, AttributeError) as cause:
        raise RequestError(f"{name}: the boundary of {properties.get(column)} is not a shape.") from cause
    if geometry.is_empty:
        return None
    label = re.sub(r"(?i)(cd|code)$", lambda end: {"cd": "nm", "code": "name"}[end[0].casefold()], column)
    names = {key.casefold(): value for key, value in properties.items()}
    return Outline(
        kind=kind,
        code=str(properties.get(column, "")),
        name=str(names.get(label.casefold(), "")),
        shape=geometry,
        source=source,
    )


def _on_grid(outline: Outline) -> Outline:
    moved = make_valid(wgs84_to_grid_geometry(outline.shape))
    return Outline(kind=outline.kind, code=outline.code, name=outline.name, shape=moved, source=outline.source)
