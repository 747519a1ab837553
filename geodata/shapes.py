"""Shapes from any coordinate system onto the British National Grid."""

from functools import lru_cache

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from pyproj.exceptions import CRSError, ProjError
from shapely.geometry.base import BaseGeometry

from geodata.places.positions import wgs84_to_grid_geometry

GRID, WGS84 = "EPSG:27700", "EPSG:4326"


class ShapeError(ValueError):
    """A shape that cannot be brought onto the grid; its text says why."""


def on_grid(shape: BaseGeometry, crs: str) -> BaseGeometry:
    """Return a flat shape on the British National Grid (EPSG:27700), in metres.

    Parameters
    ----------
    shape
        In the coordinates of ``crs``, x (east) first. Heights are dropped.
    crs
        A coordinate system such as ``EPSG:4326``, or its definition.

    Raises
    ------
    ShapeError
        Where the system is not known, or the shape does not fit on the grid.
    """
    flat = shapely.force_2d(shape)
    if crs == GRID:
        return _finite(flat)
    if crs == WGS84:
        return _finite(wgs84_to_grid_geometry(flat))
    try:
        transformer = _to_wgs84(crs)
        # Through WGS84, so that a place given in either way lands on the same spot.
        return _finite(wgs84_to_grid_geometry(shapely.transform(flat, transformer.transform, interleaved=False)))
    except (CRSError, ProjError) as error:
        raise ShapeError(f"its coordinate system {crs[:40]} is not known") from error


def mended(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape whose outline does not cross itself; parts that are left without area or length are gone."""
    return shape if shape.is_valid else shapely.make_valid(shape, method="structure", keep_collapsed=False)


def _finite(shape: BaseGeometry) -> BaseGeometry:
    coordinates: NDArray[np.float64] = shapely.get_coordinates(shape)
    if not np.isfinite(coordinates).all():
        raise ShapeError("its coordinates do not fit on the British National Grid")
    return shape


@lru_cache(maxsize=8)
def _to_wgs84(crs: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(crs, WGS84, always_xy=True)
