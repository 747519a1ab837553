"""The shortest way round barriers, against lengths worked by hand."""

from math import dist, hypot, inf, sqrt
from time import process_time

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import settings as checked
from hypothesis import strategies as st

from estates.domain.layers import Barrier
from estates.domain.words import RowSeason, Season
from geodata.places.barriers import barriers_from, barriers_of
from tests.builders import dataset

Point = tuple[float, float]


def way(start: Point, end: Point, *lines: list[Point]) -> float:
    """Return the metres from start to end round the lines."""
    barriers = barriers_from([shapely.LineString(line) for line in lines])
    assert barriers is not None
    return float(barriers.metres(np.array([start], float), np.array([end], float))[0])


WALL: list[Point] = [(0, -3_000), (0, 4_000)]


def test_a_line_that_is_not_crossed_leaves_the_straight_way() -> None:
    """On one side of the wall, and past its end, the way is straight."""
    assert way((10, 0), (3_010, 4_000), WALL) == 5_000
    assert way((-400, 4_300), (400, 4_300), WALL) == 800


def test_the_way_goes_round_the_nearer_end() -> None:
    """From 4 km west to 4 km east: by the end at 3 km, twice the 3-4-5 triangle, to the millimetre exactly."""
    assert way((-4_000, 0), (4_000, 0), WALL) == 10_000


def test_the_side_of_the_shorter_way_is_taken() -> None:
    """From further north the other end is nearer."""
    assert way((-3_000, 1_000), (3_000, 1_000), WALL) == pytest.approx(2 * hypot(3_000, 3_000), abs=1e-6)


def test_touching_an_end_is_allowed() -> None:
    """The straight line through the very end of the wall stays straight."""
    assert way((-1_000, 4_000), (1_000, 4_000), WALL) == 2_000


def test_along_the_wall_is_allowed() -> None:
    """A way that runs on the line of the wall touches it without crossing."""
    assert way((0, 5_000), (0, -5_000), WALL) == pytest.approx(10_000, abs=1e-6)


def test_a_bay_is_left_by_its_mouth() -> None:
    """Out of a U of 2 km by 2 km: to its corner top, down outside, and across: bends count, not only ends."""
    bay: list[Point] = [(-1_000, 2_000), (-1_000, 0), (1_000, 0), (1_000, 2_000)]
    expected = dist((0, 1_000), (1_000, 2_000)) + 2_000 + dist((1_000, 0), (0, -1_000))
    assert way((0, 1_000), (0, -1_000), bay) == pytest.approx(expected, abs=1e-6)


def test_a_bend_cannot_be_slipped_through() -> None:
    """From the inside of a corner to the outside through the very corner is a crossing: the arm's end is passed."""
    corner: list[Point] = [(0, 1_000), (0, 0), (1_000, 0)]
    assert way((300, 300), (-300, -300), corner) == pytest.approx(hypot(300, 700) + hypot(300, 1_300), abs=1e-6)


def test_a_bend_may_be_touched_from_outside() -> None:
    """A straight line that only touches the outer side of a bend stays as long as it is."""
    corner: list[Point] = [(0, 1_000), (0, 0), (1_000, 0)]
    assert way((-500, 500), (500, -500), corner) == pytest.approx(1_000 * sqrt(2), abs=1e-6)


def test_two_walls_are_passed_one_after_the_other() -> None:
    """A chicane: up round the first wall's top, down round the second's foot."""
    first: list[Point] = [(1_000, -9_000), (1_000, 1_000)]
    second: list[Point] = [(2_000, 0), (2_000, 9_000)]
    expected = dist((0, 0), (1_000, 1_000)) + dist((1_000, 1_000), (2_000, 0)) + 1_000
    assert way((0, 0), (3_000, 0), first, second) == pytest.approx(expected, abs=1e-6)


def test_lines_that_meet_leave_no_gap() -> None:
    """A wall that ends 30 cm short of another is joined to it; the way goes round the long one."""
    long_wall: list[Point] = [(-1_000, 0), (1_000, 0)]
    short_wall: list[Point] = [(0, 0.3), (0, 1_000)]
    expected = dist((-100, 100), (0, 1_000)) + dist((0, 1_000), (100, 100))
    assert way((-100, 100), (100, 100), long_wall, short_wall) == pytest.approx(expected, abs=1e-6)


def test_lines_that_cross_close_a_quarter() -> None:
    """From one quarter of a cross to the next the way goes round the arm's end."""
    cross: tuple[list[Point], list[Point]] = ([(-900, 0), (900, 0)], [(0, -500), (0, 500)])
    assert way((-100, 100), (100, 100), *cross) == pytest.approx(2 * hypot(100, 400), abs=1e-6)


def test_out_of_a_ring_there_is_no_way() -> None:
    """An enclosed place cannot be reached, and a ring in the way is gone round."""
    ring: list[Point] = [(0, 0), (1_000, 0), (1_000, 1_000), (0, 1_000), (0, 0)]
    assert way((500, 500), (5_000, 500), ring) == inf
    assert way((200, 500), (800, 500), ring) == 600
    assert way((-500, 500), (1_500, 500), ring) == pytest.approx(2 * hypot(500, 500) + 1_000, abs=1e-6)


def test_a_polygon_stands_for_its_outline() -> None:
    """A lake drawn as a polygon is gone round."""
    barriers = barriers_from([shapely.box(0, 0, 1_000, 1_000)])
    assert barriers is not None
    ways = barriers.metres(np.array([[-500.0, 500.0]]), np.array([[1_500.0, 500.0]]))
    assert ways[0] == pytest.approx(2 * hypot(500, 500) + 1_000, abs=1e-6)


def test_a_site_on_the_wall_may_leave_to_either_side() -> None:
    """A place that stands on the line itself is shut in on neither side."""
    assert way((0, 0), (1_000, 0), WALL) == 1_000
    assert way((0, 0), (-1_000, 0), WALL) == 1_000


def test_staying_where_one_is_takes_no_way() -> None:
    """Start and end in one place, beside the wall or on it, are nought metres apart."""
    assert way((5, 5), (5, 5), WALL) == 0
    assert way((0, 5), (0, 5), WALL) == 0


def test_no_lines_are_no_barriers() -> None:
    """Without lines, or with a line of no length, there is nothing to go round."""
    assert barriers_from([]) is None
    assert barriers_from([shapely.LineString([(5, 5), (5, 5)])]) is None


def test_the_season_chooses_the_barriers() -> None:
    """A winter barrier stands in winter; one of all seasons always."""
    line = shapely.to_wkb(shapely.LineString(WALL))
    winter, always = Barrier(shape_wkb=line, season=RowSeason.WINTER), Barrier(shape_wkb=line)
    assert barriers_of(dataset(barriers=(winter,)), Season.STANDARD) is None
    assert barriers_of(dataset(barriers=(winter,)), Season.WINTER) is not None
    assert barriers_of(dataset(barriers=(always,)), Season.STANDARD) is not None


coordinates = st.integers(-500, 500)
points = st.tuples(coordinates, coordinates)


@checked(deadline=None)
@given(points, points, st.lists(st.lists(points, min_size=2, max_size=4, unique=True), min_size=1, max_size=4), points)
def test_a_stop_on_the_way_never_shortens_it(start: Point, end: Point, lines: list[list[Point]], stop: Point) -> None:
    """The way is the shortest: by any third place it is as long or longer, and it is never under the straight line."""
    walls = shapely.union_all([shapely.LineString(line) for line in lines])
    direct = way(start, end, *lines)
    assert direct >= dist(start, end)
    if all(walls.distance(shapely.Point(place)) > 2 for place in (start, end, stop)):
        assert direct <= way(start, stop, *lines) + way(stop, end, *lines) + 1e-6


def test_a_county_of_sites_round_a_harbour_takes_under_two_seconds() -> None:
    """110 sites, all pairs, and a shore of 200 corners."""
    turn = np.linspace(0.1, 2 * np.pi - 0.1, 200)
    radius = 8_000 + 1_500 * np.sin(9 * turn)
    shore = shapely.LineString(np.column_stack([radius * np.cos(turn), radius * np.sin(turn)]))
    sites = np.random.default_rng(7).integers(-20_000, 20_000, (110, 2)).astype(float)
    start = process_time()
    barriers = barriers_from([shore])
    assert barriers is not None
    ways = barriers.metres(np.repeat(sites, 110, axis=0), np.tile(sites, (110, 1))).reshape(110, 110)
    assert process_time() - start < 2
    assert np.isfinite(ways).all()
    np.testing.assert_allclose(ways, ways.T, atol=1e-6)


def test_a_surveyed_coast_is_made_workable() -> None:
    """A line of 20,000 corners is simplified first; the way round it stays right to a few metres."""
    turn = np.linspace(np.pi / 2, 3 * np.pi / 2, 20_000)
    coast = shapely.LineString(np.column_stack([6_000 * np.cos(turn), 6_000 * np.sin(turn)]))
    barriers = barriers_from([coast])
    assert barriers is not None
    assert len(barriers.stones) <= 1_000
    ways = barriers.metres(np.array([[-9_000.0, 0.0]]), np.array([[0.0, 0.0]]))
    # A tangent to the circle, an arc of it to its top, and straight in.
    tangent, angle = sqrt(9_000**2 - 6_000**2), np.arccos(6_000 / 9_000)
    assert ways[0] == pytest.approx(tangent + 6_000 * (np.pi / 2 - angle) + 6_000, rel=0.002)
