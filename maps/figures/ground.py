"""The ground of a map on paper: its extent, land and water, marks of sites, a scale bar and the grid's north."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import floor, log10
from types import MappingProxyType
from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from shapely.geometry.base import BaseGeometry

from estates.domain.sites import Site
from estates.domain.words import BackdropKind
from maps.figures.frame import Space
from maps.figures.sheets import INK, Sheet
from maps.outcome import Outcome
from maps.palette import MARKS, OUTLINES

_MARGIN = 0.03
_FINEST_METRES = 30.0
_SEA, _LAND = "#e9f0f4", "#f7f6f3"
_STYLES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        BackdropKind.LAND: {"facecolor": _LAND, "edgecolor": "#c9c5ba", "linewidth": 0.4},
        BackdropKind.WATER: {"facecolor": _SEA, "edgecolor": "#9fbdd0", "linewidth": 0.4},
        BackdropKind.ROAD: {"facecolor": "none", "edgecolor": "#a9a79f", "linewidth": 0.5},
    }
)


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A map's axes, and how metres on the National Grid become inches of its figure."""

    figure: Figure
    axes: Axes
    space: Space
    west: float
    south: float
    metres_per_inch: float

    def inches(self, x: float, y: float) -> tuple[float, float]:
        """Return a place on the grid as inches of the figure."""
        scale = self.metres_per_inch
        return self.space.left + (x - self.west) / scale, self.space.bottom + (y - self.south) / scale

    def in_inches(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape on the grid in inches of the figure."""
        offset = np.array([self.west, self.south])
        corner = np.array([self.space.left, self.space.bottom])
        return shapely.transform(shape, lambda points: (points - offset) / self.metres_per_inch + corner)

    @property
    def room(self) -> BaseGeometry:
        """The map's rectangle, in inches of the figure."""
        space = self.space
        return shapely.box(space.left, space.bottom, space.left + space.width, space.bottom + space.height)


def ground(figure: Figure, space: Space, shapes: Iterable[BaseGeometry]) -> Ground:
    """Return empty axes that fill a space and show all of some shapes at one scale, in the middle."""
    west, south, east, north = shapely.total_bounds(np.array(list(shapes), dtype=object))
    scale = max((east - west) / space.width, (north - south) / space.height, 100.0) * (1 + 2 * _MARGIN)
    west = (west + east - scale * space.width) / 2
    south = (south + north - scale * space.height) / 2
    axes = figure.add_axes(space.of(figure))
    axes.set_xlim(west, west + scale * space.width)
    axes.set_ylim(south, south + scale * space.height)
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    return Ground(figure=figure, axes=axes, space=space, west=west, south=south, metres_per_inch=scale)


def shown(outcome: Outcome) -> list[BaseGeometry]:
    """Return what a map of the whole area must show: every area and every site."""
    sites = [shapely.Point(site.easting, site.northing).buffer(800) for site in outcome.dataset.sites]
    return [*(area.shape for area in outcome.areas), *sites]


def draw_backdrop(here: Ground, outcome: Outcome) -> None:
    """Draw land and water; the sea is tinted where the dataset says where the land is."""
    kinds: dict[str, list[BaseGeometry]] = {kind: [] for kind in _STYLES}
    for feature in outcome.dataset.backdrop:
        if feature.kind in kinds:
            kinds[feature.kind].append(shapely.from_wkb(feature.shape_wkb))
    here.axes.set_facecolor(_SEA if kinds[BackdropKind.LAND] else _LAND)
    frame = shapely.box(*here.axes.get_xlim()[:1], *here.axes.get_ylim()[:1], *_far_corner(here))
    for order, (kind, style) in enumerate(_STYLES.items()):
        for shape in kinds[kind]:
            draw_shape(here, shapely.intersection(shapely.make_valid(shape), frame), zorder=order, **style)


def _far_corner(here: Ground) -> tuple[float, float]:
    return here.axes.get_xlim()[1], here.axes.get_ylim()[1]


def draw_shape(here: Ground, shape: BaseGeometry, **style: Any) -> None:  # noqa: ANN401 - as matplotlib takes it
    """Draw the polygons and lines of a shape on the grid; corners too fine to be seen are left out."""
    simpler = shape.simplify(min(_FINEST_METRES, here.metres_per_inch / 150))
    rings: list[Path] = []
    for part in shapely.get_parts(shapely.get_parts(simpler)):
        if part.geom_type == "Polygon" and not part.is_empty:
            rings += [Path(ring.coords, closed=True) for ring in (part.exterior, *part.interiors)]
        elif part.geom_type in ("LineString", "LinearRing") and not part.is_empty:
            rings.append(Path(part.coords))
    if rings:
        here.axes.add_artist(PathPatch(Path.make_compound_path(*rings), **style))


def draw_sites(
    here: Ground, sites: Iterable[Site], *, points: float, solid: bool = True, zorder: float = 6
) -> list[BaseGeometry]:
    """Draw the marks of some sites, each kind with its own shape, so many points across; return what they cover."""
    covered: list[BaseGeometry] = []
    for site in sites:
        mark = MARKS[site.kind]
        outline = [(x, -y) for x, y in OUTLINES[mark.shape]]
        here.axes.plot(
            [site.easting],
            [site.northing],
            marker=Path([*outline, outline[0]], closed=True),
            markersize=points,
            markerfacecolor=mark.colour if solid else "#ffffff",
            markeredgecolor="#ffffff" if solid else mark.colour,
            markeredgewidth=0.5 if solid else 1.1,
            linestyle="none",
            zorder=zorder,
            gid=f"site {site.kind.value}",
        )
        covered.append(shapely.Point(here.inches(site.easting, site.northing)).buffer(points / 72 / 2))
    return covered


def draw_scale(here: Ground, sheet: Sheet) -> list[BaseGeometry]:
    """Draw a scale bar and an arrow to the grid's north in the map's lower left corner; return what they cover."""
    kilometres = _round_length(here.metres_per_inch * here.space.width / 5 / 1000)
    inches = kilometres * 1000 / here.metres_per_inch
    left, bottom = here.space.left + 0.1, here.space.bottom + 0.1
    figure = here.figure
    for half, colour in ((0, INK), (1, "#ffffff")):
        start = left + half * inches / 2
        space = Space(left=start, bottom=bottom, width=inches / 2, height=0.05)
        figure.add_artist(_rectangle(figure, space, colour))
    words = f"{kilometres:g} km"
    width, height = figure.get_size_inches()
    style: dict[str, Any] = {"size": sheet.text * 0.85, "zorder": 20}
    figure.text((left + inches + 0.06) / width, (bottom - 0.02) / height, words, **style)
    figure.text((left + 0.08) / width, (bottom + 0.5) / height, "N", ha="center", weight="bold", **style)
    tip = shapely.Point(left + 0.08, bottom + 0.46)
    figure.add_artist(_arrow(figure, (tip.x, tip.y)))
    return [shapely.box(left - 0.05, bottom - 0.08, left + inches + 0.75, bottom + 0.72)]


def _round_length(kilometres: float) -> float:
    power = 10.0 ** floor(log10(max(kilometres, 0.01)))
    return float(max(step for step in (1, 2, 5) if step * power <= kilometres) * power)


def _rectangle(figure: Figure, space: Space, colour: str) -> PathPatch:
    left, bottom, width, height = space.of(figure)
    corners = [(left, bottom), (left + width, bottom), (left + width, bottom + height), (left, bottom + height)]
    path = Path([*corners, corners[0]], closed=True)
    return PathPatch(path, facecolor=colour, edgecolor=INK, linewidth=0.7, transform=figure.transFigure, zorder=20)


def _arrow(figure: Figure, tip: tuple[float, float]) -> PathPatch:
    width, height = figure.get_size_inches()
    corners = [(0, 0), (-0.07, -0.26), (0, -0.2), (0.07, -0.26), (0, 0)]
    path = Path([((tip[0] + x) / width, (tip[1] + y) / height) for x, y in corners], closed=True)
    return PathPatch(path, facecolor=INK, edgecolor=INK, linewidth=0.5, transform=figure.transFigure, zorder=20)
