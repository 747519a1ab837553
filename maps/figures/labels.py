"""Where the names on a map stand: no two overlap, and each is in its area or tied to it by a line.

Everything here is in inches of the figure. Labels that fit into their own area are placed first; each other one takes
the nearest free ground, by preference outside the areas of others, with a short line to its area that crosses neither
another line nor another label. One that finds no place near is shown as its number, which a key explains.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from math import hypot

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Boxes = NDArray[np.float64]
"""Rows of left, bottom, right, top."""
Point = tuple[float, float]

_GAP = 0.035
_STEP = 0.06
# The share of a label off its area that may lie over areas of others: more of it reads as their name.
_MOST_OVER_OTHERS = 0.6
LONGEST_TIE, LONGEST_SHARE = 0.85, 0.1
"""How far a label may stand from the point that it names, in inches, and as a share of the map's width: farther away it
reads as the name of elsewhere."""

_ANGLES = np.linspace(0, 2 * np.pi, 32, endpoint=False)
# A place wholly over other areas, or over one of the points, costs as much as one farther away by so many inches.
_OVER_AREAS, _OVER_POINT = (2.5, 2.0), 0.3
# So many tries are made with each order, but one alone where there are more labels than this.
_TRIES, _MANY = 4, 40
_SAMPLE = np.stack(np.meshgrid(np.linspace(-0.5, 0.5, 5), np.linspace(-0.5, 0.5, 3)), axis=-1).reshape(-1, 2)
_TOGETHER = 50
NUMBER_SIZE = (0.2, 0.17)


Order = Callable[[Point, Point], float]
_ORDERS: tuple[Order, ...] = (
    lambda anchor, middle: -hypot(anchor[0] - middle[0], anchor[1] - middle[1]),
    lambda anchor, _: -anchor[1],
)
"""Ways to take turns, by a label's anchor and the middle of the map: from the edge inwards; from the top down."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Wanted:
    """A label that wants a place: the size of its text, the point it names and the area it is the name of."""

    size: tuple[float, float]
    anchor: Point
    area: BaseGeometry


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a label stands: its middle, whether a line ties it to its anchor, or whether only its number fits."""

    middle: Point
    has_line: bool = False
    only_number: bool = False


def places(
    wanted: Sequence[Wanted],
    *,
    room: BaseGeometry,
    taken: Sequence[BaseGeometry] = (),
    marks: Sequence[BaseGeometry] = (),
    points: Sequence[Point] = (),
) -> list[Place]:
    """Return a place for every label, in their order.

    Parameters
    ----------
    wanted
        The labels.
    room
        The rectangle that labels may stand in.
    taken
        Rectangles within it that hold something else.
    marks
        Rectangles that no label may hide, though a line may cross them.
    points
        Points that a label rather does not hide.
    """
    # Who comes first gets the better place. Where that leaves a label without one, another order may do better: those
    # left without come first the next time.
    best: list[Place] = []
    many = len(wanted) > _MANY
    for over_areas, order in product(_OVER_AREAS[: 1 if many else None], _ORDERS):
        before: list[int] = []
        for _ in range(1 if many else _TRIES):
            found = _placed(_Ground(wanted, room, taken, (marks, points, over_areas)), order, before)
            best = min((best or found, found), key=partial(_fault, wanted))
            without = [number for number, place in enumerate(found) if place.only_number]
            if not without:
                return best
            before = [*without, *(number for number in before if number not in without)]
    return best


def _placed(ground: "_Ground", order: Order, before: Sequence[int]) -> list[Place]:
    found: dict[int, Place] = {}
    for number in ground.order(order, before):
        found[number] = ground.at_home(number) or ground.nearby(number) or ground.as_number(number)
        ground.take(number, found[number])
    return [found[number] for number in range(len(ground.wanted))]


def _fault(wanted: Sequence[Wanted], found: Sequence[Place]) -> tuple[int, float]:
    """Return what is to be said against some places: labels that are numbers, and the length of the lines."""
    lines = ((label.anchor, place.middle) for label, place in zip(wanted, found, strict=True) if place.has_line)
    return sum(place.only_number for place in found), sum(hypot(x - to_x, y - to_y) for (x, y), (to_x, to_y) in lines)


class _Ground:
    """The labels placed so far, and what the next one must keep clear of."""

    def __init__(
        self,
        wanted: Sequence[Wanted],
        room: BaseGeometry,
        taken: Sequence[BaseGeometry],
        rather: tuple[Sequence[BaseGeometry], Sequence[Point], float],
    ) -> None:
        marks, points, self.over_areas = rather
        west, _, east, _ = room.bounds
        self.longest = min(LONGEST_TIE, LONGEST_SHARE * (east - west))
        self.wanted = wanted
        self.room = room
        self.areas = shapely.union_all([label.area for label in wanted])
        self.anchors = shapely.MultiPoint([label.anchor for label in wanted])
        self.marks = shapely.union_all(list(marks))
        self.points = shapely.STRtree([shapely.Point(point) for point in points])
        self.covered = shapely.union_all(list(taken))
        # Thousands of places are held against these: prepared, they answer many times faster.
        shapely.prepare([self.room, self.areas, self.anchors, self.marks, self.covered])
        shapely.prepare([label.area for label in wanted])

    def order(self, order: Order, before: Sequence[int]) -> list[int]:
        """Return first the labels that fit into their own areas, then those named, then the others in an order."""
        middle = (self.room.centroid.x, self.room.centroid.y)
        places_in_order = [order(label.anchor, middle) for label in self.wanted]
        turns = {number: turn for turn, number in enumerate(before, start=-len(before))}
        at_home = {number: self.at_home(number) is not None for number in range(len(self.wanted))}
        return sorted(at_home, key=lambda number: (not at_home[number], turns.get(number, 0), places_in_order[number]))

    def at_home(self, number: int) -> Place | None:
        """Return the place within a label's own area that is nearest to its anchor, or ``None``."""
        label = self.wanted[number]
        return self._best(number, _middles(label.anchor, 1.0), inside=label.area)

    def nearby(self, number: int) -> Place | None:
        """Return the best free place with a line to the anchor, or ``None``."""
        label = self.wanted[number]
        return self._best(number, _middles(label.anchor, self.longest + hypot(*label.size) / 2), inside=None)

    def as_number(self, number: int) -> Place:
        """Return the nearest place for the number alone, in its own area or with a line; at worst the anchor itself."""
        label = self.wanted[number]
        middles = _middles(label.anchor, 6.0)
        boxes = _boxes(middles, NUMBER_SIZE)
        rows = np.flatnonzero(self._free(boxes))
        at_home = rows[shapely.contains_xy(label.area, *middles[rows].T)]
        if len(at_home):
            return Place(middle=_point(middles[at_home[0]]), only_number=True)
        tied = [*self._open(label.anchor, middles, boxes, rows), *rows][:1]
        if not tied:
            return Place(middle=label.anchor, only_number=True)
        return Place(middle=_point(middles[tied[0]]), has_line=True, only_number=True)

    def take(self, number: int, place: Place) -> None:
        """Keep a label's place, and its line, from the labels to come."""
        size = NUMBER_SIZE if place.only_number else self.wanted[number].size
        box = _boxes(np.array([place.middle]), size)[0]
        lines = [tie(place.middle, self.wanted[number].anchor, size)] if place.has_line else []
        self.covered = shapely.union_all([self.covered, shapely.box(*box), *lines])
        shapely.prepare(self.covered)

    def _best(self, number: int, middles: NDArray[np.float64], *, inside: BaseGeometry | None) -> Place | None:
        label = self.wanted[number]
        boxes = _boxes(middles, label.size)
        free = self._free(boxes)
        cost = np.hypot(*(middles - np.array(label.anchor)).T) + _OVER_POINT * self._hidden(boxes)
        if inside is not None:
            rows = np.flatnonzero(free & shapely.covers(inside, shapely.box(*boxes.T)))
            rows = rows[np.argsort(cost[rows], kind="stable")][:1]
        else:
            rows = self._with_open_lines(number, middles, (free, cost))
        if not len(rows):
            return None
        return Place(middle=_point(middles[rows[0]]), has_line=inside is None)

    def _hidden(self, boxes: Boxes) -> NDArray[np.int64]:
        """Return how many of the points each box hides."""
        wide = shapely.box(*(boxes + np.array([-_GAP, -_GAP, _GAP, _GAP])).T)
        of_box, _ = self.points.query(wide, predicate="contains")
        return np.bincount(of_box, minlength=len(boxes))

    def _over_others(self, label: Wanted, middles: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the share of a label at each place that lies over areas of others."""
        spots = middles[:, None, :] + _SAMPLE * np.array(label.size)
        over = shapely.contains_xy(self.areas, spots[..., 0], spots[..., 1])
        return np.asarray((over & ~shapely.contains_xy(label.area, spots[..., 0], spots[..., 1])).mean(axis=1))

    def _with_open_lines(
        self, number: int, middles: NDArray[np.float64], judged: tuple[NDArray[np.bool_], NDArray[np.float64]]
    ) -> NDArray[np.int64]:
        """Return the first of the free places, by cost, whose line crosses nothing and which hides no other anchor."""
        label = self.wanted[number]
        free, cost = judged
        corners = _boxes(middles, label.size)
        boxes = shapely.box(*corners.T)
        free = free & ~shapely.intersects(self.anchors, boxes)
        free &= shapely.distance(boxes, shapely.Point(label.anchor)) <= self.longest
        over_others = self._over_others(label, middles)
        free &= over_others <= _MOST_OVER_OTHERS
        cost = cost + self.over_areas * over_others
        rows = np.flatnonzero(free)
        return self._open(label.anchor, middles, corners, rows[np.argsort(cost[rows], kind="stable")])

    def _open(
        self, anchor: Point, middles: NDArray[np.float64], boxes: Boxes, rows: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return the first of some rows whose line to the anchor crosses nothing; none where each crosses something."""
        # The best place is mostly among the first, so lines are drawn for a few at a time.
        for first in range(0, len(rows), _TOGETHER):
            some = rows[first : first + _TOGETHER]
            ends = np.stack([middles[some], np.broadcast_to(anchor, (len(some), 2))], axis=1)
            lines = shapely.difference(shapely.linestrings(ends), shapely.box(*boxes[some].T))
            is_open = ~shapely.intersects(self.covered, lines)
            if is_open.any():
                return np.array(some[is_open][:1])
        return np.array([], int)

    def _free(self, boxes: Boxes) -> NDArray[np.bool_]:
        wide = shapely.box(*(boxes + np.array([-_GAP, -_GAP, _GAP, _GAP])).T)
        is_hidden = shapely.intersects(self.covered, wide) | shapely.intersects(self.marks, wide)
        return np.asarray(shapely.covers(self.room, wide) & ~is_hidden)


def tie(middle: Point, anchor: Point, size: tuple[float, float]) -> BaseGeometry:
    """Return the line from the edge of a label's box to its anchor."""
    box = shapely.box(*_boxes(np.array([middle]), size)[0])
    return shapely.LineString([middle, anchor]).difference(box)


def _point(middle: NDArray[np.float64]) -> Point:
    x, y = middle
    return float(x), float(y)


def _middles(anchor: Point, reach: float) -> NDArray[np.float64]:
    """Return points round an anchor, the nearest first, the anchor itself before all."""
    # Finely near the anchor, coarser the farther away.
    radii = _STEP * np.concatenate([np.arange(1, 16), 15 * 1.06 ** np.arange(1, 70)])
    radii = radii[radii < reach]
    along = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], axis=1)
    ring = (radii[:, None, None] * along[None]).reshape(-1, 2)
    middles: NDArray[np.float64] = np.array(anchor) + np.concatenate([[[0.0, 0.0]], ring])
    return middles


def _boxes(middles: NDArray[np.float64], size: tuple[float, float]) -> Boxes:
    half = np.array(size) / 2
    return np.concatenate([middles - half, middles + half], axis=1)
