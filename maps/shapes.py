"""Shapes on their way to the page: simplified on the National Grid, then in WGS84 degrees."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.places.positions import grid_to_wgs84_geometry, to_wgs84, to_wgs84_many

Degrees = tuple[float, float]
Bounds = tuple[Degrees, Degrees]
Ring = list[tuple[float, float]]
_DECIMALS = 5  # about a metre
_FINEST_METRES = 25.0
_STEPS_ACROSS = 8_000


def finest_metres(extent_metres: float) -> float:
    """Return the size in metres of the bends that are drawn straight: unseen at the map's scale, and most of its size.

    Examples
    --------
    >>> finest_metres(60_000), finest_metres(640_000)
    (25.0, 80.0)
    """
    return max(_FINEST_METRES, extent_metres / _STEPS_ACROSS)


def polygons_in_degrees(shape: BaseGeometry) -> list[list[Ring]]:
    """Return the polygons of a shape on the National Grid: each its rings, each ring (latitude, longitude) pairs."""
    parts = [part for part in shapely.get_parts(_in_degrees(shape)) if part.geom_type == "Polygon"]
    return [[_ring(ring) for ring in (part.exterior, *part.interiors)] for part in parts]


def lines_in_degrees(shape: BaseGeometry) -> list[Ring]:
    """Return the lines of a shape on the National Grid, each as (latitude, longitude) pairs."""
    parts = [part for part in shapely.get_parts(_in_degrees(shape)) if part.geom_type in ("LineString", "LinearRing")]
    return [_ring(part) for part in parts]


def label_place(shape: BaseGeometry) -> Degrees:
    """Return the latitude and longitude where a shape's label has the most room round it."""
    parts = [part for part in shapely.get_parts(shape) if part.area > 0]
    if not parts:
        return rounded(to_wgs84(shape.centroid.x, shape.centroid.y))
    circle = shapely.maximum_inscribed_circle(max(parts, key=lambda part: part.area), tolerance=100)
    return rounded(to_wgs84(*circle.coords[0]))


def degrees_of(points: Sequence[tuple[float, float]]) -> list[Degrees]:
    """Return the latitudes and longitudes of many positions on the National Grid."""
    if not points:
        return []
    eastings, northings = zip(*points, strict=True)
    latitudes, longitudes = to_wgs84_many(eastings, northings)
    return [rounded((float(lat), float(lng))) for lat, lng in zip(latitudes, longitudes, strict=True)]


def extent_metres(shapes: Sequence[BaseGeometry]) -> float:
    """Return the longer side of what shapes cover."""
    west, south, east, north = shapely.total_bounds(np.array(shapes))
    return float(max(east - west, north - south))


def bounds_in_degrees(shapes: Sequence[BaseGeometry]) -> Bounds:
    """Return the south-western and north-eastern corners, as latitude and longitude, of what shapes cover."""
    west, south, east, north = shapely.total_bounds(np.array(shapes))
    return rounded(to_wgs84(west, south)), rounded(to_wgs84(east, north))


def rounded(place: Degrees) -> Degrees:
    """Return a latitude and longitude to about a metre."""
    return round(place[0], _DECIMALS), round(place[1], _DECIMALS)


def _ring(line: BaseGeometry) -> Ring:
    return [(lat, lng) for lng, lat in shapely.get_coordinates(line).tolist()]


def _in_degrees(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(grid_to_wgs84_geometry(shape), _round)


def _round(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
    return coordinates.round(_DECIMALS)
