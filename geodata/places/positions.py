"""Positions: British National Grid inside the program, WGS84 at its edges.

The change of coordinates is one fixed Helmert transformation (EPSG:1314, "OSGB36 to WGS 84 (6)"), written out so that
the same position comes out on every machine, whichever correction grids happen to be installed there, and with no
network. Without the OSTN15 grid a position is right to about 2 m, and to some 4 m in the far corners of the country.
"""

from functools import lru_cache, partial

import numpy as np
import pyproj
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry.base import BaseGeometry

_WGS84_TO_GRID = (
    "+proj=pipeline "
    "+step +proj=unitconvert +xy_in=deg +xy_out=rad "
    "+step +proj=push +v_3 "
    "+step +proj=cart +ellps=WGS84 "
    "+step +inv +proj=helmert +x=446.448 +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 +s=-20.489 "
    "+convention=position_vector "
    "+step +inv +proj=cart +ellps=airy "
    "+step +proj=pop +v_3 "
    "+step +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy"
)


@lru_cache(maxsize=1)
def _transformer() -> pyproj.Transformer:
    return pyproj.Transformer.from_pipeline(_WGS84_TO_GRID)


def to_grid(latitude: float, longitude: float) -> tuple[int, int]:
    """Return the easting and northing, in whole metres, of a position in WGS84 degrees.

    Parameters
    ----------
    latitude, longitude
        Degrees; finite, and in or near Great Britain.

    Returns
    -------
    tuple of int
        Easting and northing on the British National Grid (EPSG:27700), in metres.
    """
    eastings, northings = to_grid_many([latitude], [longitude])
    return int(eastings[0]), int(northings[0])


def to_grid_many(latitudes: ArrayLike, longitudes: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the eastings and northings, in whole metres, of many positions in WGS84 degrees."""
    eastings, northings = _transformer().transform(np.asarray(longitudes, float), np.asarray(latitudes, float))
    return _whole(eastings), _whole(northings)


def to_wgs84(easting: float, northing: float) -> tuple[float, float]:
    """Return the latitude and longitude, in WGS84 degrees, of a position on the British National Grid in metres."""
    latitudes, longitudes = to_wgs84_many([easting], [northing])
    return float(latitudes[0]), float(longitudes[0])


def to_wgs84_many(eastings: ArrayLike, northings: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the latitudes and longitudes, in WGS84 degrees, of many positions on the British National Grid."""
    longitudes, latitudes = _transformer().transform(
        np.asarray(eastings, float), np.asarray(northings, float), direction="INVERSE"
    )
    return np.asarray(latitudes), np.asarray(longitudes)


def wgs84_to_grid_geometry(shape: BaseGeometry) -> BaseGeometry:
    """Return a WGS84 shape, longitude first, on the British National Grid in metres."""
    return shapely.transform(shape, _transformer().transform, interleaved=False)


def grid_to_wgs84_geometry(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape on the British National Grid in WGS84 degrees, longitude first."""
    return shapely.transform(shape, partial(_transformer().transform, direction="INVERSE"), interleaved=False)


def _whole(metres: NDArray[np.float64]) -> NDArray[np.int64]:
    # Half a metre goes up, as in the paper arithmetic of a user who checks a row.
    return np.floor(np.asarray(metres) + 0.5).astype(np.int64)
