"""Positions on the British National Grid and in WGS84."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import settings as checked
from hypothesis import strategies as st

from geodata.places.positions import (
    grid_to_wgs84_geometry,
    to_grid,
    to_grid_many,
    to_wgs84,
    to_wgs84_many,
    wgs84_to_grid_geometry,
)

# Ordnance Survey's worked example, Caister water tower, by the exact OSTN15 grid.
CAISTER_WGS84 = (52.658007833, 1.716073973)
CAISTER_GRID = (651409.804, 313177.450)
# A surgery in Ferndown, Dorset: Code-Point Open's position and its published latitude and longitude.
FERNDOWN_WGS84 = (50.801788, -1.894499)
FERNDOWN_GRID = (407531, 100253)


@pytest.mark.parametrize(
    ("wgs84", "grid", "metres"), [(CAISTER_WGS84, CAISTER_GRID, 4.0), (FERNDOWN_WGS84, FERNDOWN_GRID, 1.0)]
)
def test_known_points_are_right_to_a_few_metres(
    wgs84: tuple[float, float], grid: tuple[float, float], metres: float
) -> None:
    """The fixed transformation meets known points within what it promises."""
    assert math.dist(to_grid(*wgs84), grid) <= metres


def test_a_grid_position_is_whole_metres() -> None:
    """Inside the program a position is a pair of whole numbers."""
    easting, northing = to_grid(*FERNDOWN_WGS84)
    assert (type(easting), type(northing)) == (int, int)


@checked(deadline=None)
@given(st.integers(80_000, 655_000), st.integers(5_000, 1_220_000))
def test_a_position_comes_back_from_its_degrees(easting: int, northing: int) -> None:
    """Grid to degrees and back gives the same whole metres, anywhere in Great Britain."""
    assert to_grid(*to_wgs84(easting, northing)) == (easting, northing)


def test_many_positions_are_the_same_as_one_by_one() -> None:
    """The vectorised twins give what the single ones give."""
    latitudes, longitudes = to_wgs84_many([407531, 651411], [100253, 313181])
    eastings, northings = to_grid_many(latitudes, longitudes)
    assert list(zip(eastings, northings, strict=True)) == [(407531, 100253), (651411, 313181)]
    assert (latitudes[0], longitudes[0]) == to_wgs84(407531, 100253)


def test_a_shape_changes_its_coordinates_and_comes_back() -> None:
    """A shape in degrees has longitude first; its corners move as points do."""
    line = shapely.LineString([(407531, 100253), (651411, 313181)])
    degrees = grid_to_wgs84_geometry(line)
    assert shapely.get_coordinates(degrees)[0][::-1] == pytest.approx(to_wgs84(407531, 100253))
    np.testing.assert_allclose(
        shapely.get_coordinates(wgs84_to_grid_geometry(degrees)), shapely.get_coordinates(line), atol=0.001
    )
