"""Ways round barriers: how far it is between two places when straight lines may not cross water.

The barriers are joined into one network of lines with whole-metre corners, so that lines drawn to meet do meet: a gap
of less than a metre is closed. A line of very many corners, such as a surveyed coast, is simplified first, by at most
80 m. The shortest way round is a chain of straight legs that turns only at corners which stick out (line ends and the
outer side of bends). Each such corner gets two stepping stones, a decimetre beyond it and on either side of it, and a
leg between stepping stones is open where it meets no barrier: so a way can pass a corner on one side, but never slip
through the line there. Lengths are measured from corner to corner, without the decimetre.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from estates.domain.dataset import Dataset
from estates.domain.words import RowSeason, Season

Metres = NDArray[np.float64]
Points = NDArray[np.float64]
"""Eastings and northings in metres, one row per point."""

_STEP_ASIDE_METRES = 0.1
# A site that stands on a barrier may leave it to either side: its legs are tested from this far on.
_LEAVE_METRES = 0.001
_HALF_TURN = np.pi
# Finding the ways round takes about 3 s at 500 corners and grows with their cube.
_WORKABLE_CORNERS = 500
_COARSER_METRES = (5, 10, 20, 40, 80)


@dataclass(frozen=True, eq=False)
class Barriers:
    """A network of lines that may not be crossed, with its stepping stones.

    ``corners`` are the true corner of each stepping stone, ``stones`` where a leg to it is tested, and ``between`` the
    shortest way in metres from each to each (infinite where there is none).
    """

    network: BaseGeometry
    corners: Points
    stones: Points
    between: Metres

    def metres(self, starts: Points, ends: Points) -> Metres:
        """Return the shortest ways in metres from each start to its end: straight where nothing is crossed.

        Infinite where there is no way, as from inside a closed ring.
        """
        straight: Metres = np.hypot(*(ends - starts).T)
        crossed = np.flatnonzero(_is_blocked(self.network, _shortened(starts, ends, both=True)) & (straight > 0))
        ways = straight.copy()
        if len(crossed):
            # A way round is never shorter than the straight line, whatever the rounding of its legs.
            ways[crossed] = np.maximum(self._round(starts[crossed], ends[crossed]), straight[crossed])
        return ways

    def _round(self, starts: Points, ends: Points) -> Metres:
        places, where = np.unique(np.concatenate([starts, ends]), axis=0, return_inverse=True)
        to_stones = _legs(self.network, places, self.corners, self.stones)
        first, last = where.reshape(2, -1)
        ways = np.full(len(starts), np.inf)
        for place in np.unique(first):
            rows = np.flatnonzero(first == place)
            open_stones = np.flatnonzero(np.isfinite(to_stones[place]))
            if len(open_stones):
                to_all = (to_stones[place, open_stones, None] + self.between[open_stones]).min(axis=0)
                ways[rows] = (to_all + to_stones[last[rows]]).min(axis=1)
        return ways


def barriers_of(dataset: Dataset, season: Season) -> Barriers | None:
    """Return the barriers that apply in a season, or ``None`` where there are none."""
    shapes = [
        shapely.from_wkb(barrier.shape_wkb)
        for barrier in dataset.barriers
        if barrier.season is RowSeason.ALL or season is Season.WINTER
    ]
    return barriers_from(shapes)


def barriers_from(shapes: Iterable[BaseGeometry]) -> Barriers | None:
    """Return the barriers of some lines in metres (a polygon stands for its outline), or ``None`` of no lines."""
    parts = shapely.get_parts(list(shapes))
    is_polygon = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    lines = np.where(is_polygon, shapely.boundary(parts), parts)
    network = _network(lines)
    segments = _segments(network)
    if not len(segments):
        return None
    shapely.prepare(network)
    corners, stones = _stones(segments)
    legs = _legs(network, stones, corners, stones)
    # From stone to stone too, the way is as long as from corner to corner.
    lengths = np.where(np.isfinite(legs), np.hypot(*(corners[None] - corners[:, None]).transpose(2, 0, 1)), np.inf)
    return Barriers(network, corners, stones, _shortest(lengths))


def _network(lines: NDArray[np.object_]) -> BaseGeometry:
    """Return lines joined where they meet, and simplified where a detailed coast has more corners than are workable."""
    network = shapely.union_all(lines, grid_size=1.0)
    for tolerance in _COARSER_METRES:
        if shapely.get_num_coordinates(network) <= _WORKABLE_CORNERS:
            break
        network = shapely.union_all(shapely.simplify(lines, tolerance), grid_size=1.0)
    return network


def _segments(network: BaseGeometry) -> NDArray[np.float64]:
    """Return the straight pieces of a network: rows of two points."""
    pieces: list[NDArray[np.float64]] = []
    for line in shapely.get_parts(network):
        points = shapely.get_coordinates(line)
        pieces.append(np.stack([points[:-1], points[1:]], axis=1))
    return np.concatenate(pieces) if pieces else np.empty((0, 2, 2))


def _stones(segments: NDArray[np.float64]) -> tuple[Points, Points]:
    """Return the corners that stick out and their stepping stones: two for every open side of more than a half turn."""
    both_ways = np.concatenate([segments, segments[:, ::-1]])
    vertices, at = np.unique(both_ways[:, 0], axis=0, return_inverse=True)
    angles = np.arctan2(*(both_ways[:, 1] - both_ways[:, 0]).T[::-1])
    corners, stones = [], []
    for place, vertex in enumerate(vertices):
        around = np.sort(angles[at.reshape(-1) == place])
        sides = np.diff(around, append=around[0] + 2 * _HALF_TURN)
        widest = int(np.argmax(sides))
        if sides[widest] > _HALF_TURN + 1e-9:
            for share in (0.375, 0.625):
                way = around[widest] + share * sides[widest]
                corners.append(vertex)
                stones.append(vertex + _STEP_ASIDE_METRES * np.array([np.cos(way), np.sin(way)]))
    return np.array(corners).reshape(-1, 2), np.array(stones).reshape(-1, 2)


def _legs(network: BaseGeometry, places: Points, corners: Points, stones: Points) -> Metres:
    """Return the metres from each place straight to each corner, infinite where a barrier is in between."""
    starts, ends = np.repeat(places, len(stones), axis=0), np.tile(stones, (len(places), 1))
    blocked = _is_blocked(network, _shortened(starts, ends)).reshape(len(places), len(stones))
    return np.where(blocked, np.inf, np.hypot(*(corners[None] - places[:, None]).transpose(2, 0, 1)))


def _is_blocked(network: BaseGeometry, legs: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray(shapely.intersects(network, shapely.linestrings(legs)))


def _shortest(lengths: Metres) -> Metres:
    """Return the shortest ways over a table of legs (Floyd and Warshall)."""
    ways = lengths.copy()
    np.fill_diagonal(ways, 0.0)
    for middle in range(len(ways)):
        np.minimum(ways, ways[:, middle, None] + ways[middle], out=ways)
    return ways


def _shortened(starts: Points, ends: Points, *, both: bool = False) -> NDArray[np.float64]:
    """Return legs that leave their start (or both their places) a little, so that standing on a line is no crossing."""
    spans = ends - starts
    lengths = np.hypot(*spans.T)
    step = np.where(lengths > 0, np.minimum(_LEAVE_METRES / np.maximum(lengths, _LEAVE_METRES), 0.25), 0)[:, None]
    return np.stack([starts + step * spans, ends - step * spans if both else ends], axis=1)
