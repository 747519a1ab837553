"""Shapes on their way to the page: simplified on the National Grid, then in WGS84 degrees as GeoJSON."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geodata.places.positions import grid_to_wgs84_geometry, to_wgs84

FeatureCollection = dict[str, Any]
Bounds = tuple[tuple[float, float], tuple[float, float]]
FINEST_METRES = 25.0
"""Bends smaller than this are drawn straight: unseen at a county's scale, and most of a boundary file's size."""
_DECIMALS = 5  # about a metre


def feature_collection(shapes: Sequence[BaseGeometry]) -> FeatureCollection:
    """Return shapes on the National Grid as GeoJSON in WGS84; a feature's id is the place of its shape."""
    features = [
        {"type": "Feature", "id": row, "properties": {"row": row}, "geometry": mapping(_in_degrees(shape))}
        for row, shape in enumerate(shapes)
    ]
    return {"type": "FeatureCollection", "features": features}


def simpler(shapes: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    """Return shapes with fewer corners, each by itself."""
    return [shape.simplify(FINEST_METRES) for shape in shapes]


def label_place(shape: BaseGeometry) -> tuple[float, float]:
    """Return the latitude and longitude where a shape's label has the most room round it."""
    parts = [part for part in shapely.get_parts(shape) if part.area > 0]
    if not parts:
        return to_wgs84(shape.centroid.x, shape.centroid.y)
    circle = shapely.maximum_inscribed_circle(max(parts, key=lambda part: part.area), tolerance=100)
    return rounded(to_wgs84(*circle.coords[0]))


def bow(start: tuple[int, int], end: tuple[int, int]) -> BaseGeometry:
    """Return a line that bends a little to its left, so that a journey and its way back do not lie on each other."""
    (x1, y1), (x2, y2) = start, end
    middle = np.array([(x1 + x2) / 2 - (y2 - y1) * 0.14, (y1 + y2) / 2 + (x2 - x1) * 0.14])
    along = np.linspace(0, 1, 9)[:, None]
    points = (1 - along) ** 2 * np.array(start) + 2 * along * (1 - along) * middle + along**2 * np.array(end)
    return shapely.LineString(points)


def bounds_in_degrees(shapes: Sequence[BaseGeometry]) -> Bounds:
    """Return the south-western and north-eastern corners, as latitude and longitude, of what shapes cover."""
    west, south, east, north = shapely.total_bounds(np.array(shapes))
    return rounded(to_wgs84(west, south)), rounded(to_wgs84(east, north))


def rounded(place: tuple[float, float]) -> tuple[float, float]:
    """Return a latitude and longitude to about a metre."""
    return round(place[0], _DECIMALS), round(place[1], _DECIMALS)


def by_kind(layers: Mapping[str, list[BaseGeometry]]) -> Mapping[str, FeatureCollection]:
    """Return the layers that hold anything as GeoJSON, simplified."""
    return {kind: feature_collection(simpler(shapes)) for kind, shapes in layers.items() if shapes}


def _in_degrees(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(grid_to_wgs84_geometry(shape), _round)


def _round(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
    return coordinates.round(_DECIMALS)
