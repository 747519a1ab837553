"""The names of PCNs and towns on a map, none of which hides another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from shapely.geometry.base import BaseGeometry

from estates.domain.sites import Site
from estates.domain.words import BackdropKind
from geodata.places.boundaries import PcnArea
from maps.figures.frame import is_in_italics, shortened, text_width, wrapped
from maps.figures.ground import Ground
from maps.figures.labels import NUMBER_SIZE, Place, Wanted, places, tie
from maps.figures.sheets import INK, SOFT_INK, Sheet
from maps.outcome import Outcome

LABEL, TOWN, BOX = "label", "town", "box"
"""What a label's lines, a town's name and the ground of a label are marked with (their ``gid``)."""

_LONGEST_NAME = 42
_WIDTH_INCHES = 1.35
_PADDING = 0.035
_LINE = 1.16
_TOWN_SIDES = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (0, 2), (0, -2), (1, 1), (-1, 1), (1, -1), (-1, -1))


@dataclass(frozen=True, kw_only=True)
class AreaName:
    """What stands at an area: its name and, in bold beneath, its figure."""

    area: PcnArea
    figure: str
    is_dark: bool = False


@dataclass(frozen=True, kw_only=True)
class KeptClear:
    """What names keep clear of: none stands on what is ``taken`` or on a mark, though its line may cross a mark.

    A name hides one of the ``sites`` only where it has no better place.
    """

    taken: Sequence[BaseGeometry] = ()
    marks: Sequence[BaseGeometry] = ()
    sites: Sequence[Site] = ()


def draw_names(
    here: Ground, sheet: Sheet, names: Sequence[AreaName], clear: KeptClear, *, explain: Callable[[list[str]], int]
) -> list[BaseGeometry]:
    """Draw the names of areas and return what they cover; ``explain`` writes a key of those that find no place.

    Such a name is a number on the map. The key says how many numbers it could explain: no other is drawn.
    """
    figure = here.figure
    lines = [_lines(figure, sheet, name) for name in names]
    wanted = [
        Wanted(size=_size(figure, sheet, text), anchor=_anchor(here, name), area=here.in_inches(name.area.shape))
        for name, text in zip(names, lines, strict=True)
    ]
    points = [here.inches(site.easting, site.northing) for site in clear.sites]
    found = places(wanted, room=here.room.buffer(-0.03), taken=clear.taken, marks=clear.marks, points=points)
    by_number = [" ".join(text) for text, place in zip(lines, found, strict=True) if place.only_number]
    explained = explain([f"{number}  {text}" for number, text in enumerate(by_number, start=1)])
    covered: list[BaseGeometry] = []
    number = 0
    for text, label, place in zip(lines, wanted, found, strict=True):
        number += place.only_number
        if not place.only_number or number <= explained:
            _draw(here, sheet, [f"{number}"] if place.only_number else text, (label, place))
            covered.append(_box(place.middle, NUMBER_SIZE if place.only_number else label.size))
    return covered


def draw_towns(here: Ground, sheet: Sheet, outcome: Outcome, taken: Sequence[BaseGeometry]) -> None:
    """Draw the towns' names where they hide no other name and as few sites as can be; the others are left out."""
    hidden, room, size = list(taken), here.room.buffer(-0.03), sheet.text * 0.78
    sites = shapely.MultiPoint([here.inches(site.easting, site.northing) for site in outcome.dataset.sites])
    seen: set[str] = set()
    for feature in outcome.dataset.backdrop:
        name = shortened(feature.name or "", 30)
        if feature.kind is not BackdropKind.TOWN or not name or name in seen:
            continue
        seen.add(name)
        middle = shapely.from_wkb(feature.shape_wkb).centroid
        x, y = here.inches(middle.x, middle.y)
        width, height = text_width(here.figure, name, size=size) + 0.06, size * 1.3 / 72
        sides = [(x + across * (width / 2 + 0.04), y + up * (height / 2 + 0.05)) for across, up in _TOWN_SIDES]
        boxes = [(_box(side, (width, height)), side) for side in sides]
        free = [pair for pair in boxes if room.covers(pair[0]) and not any(pair[0].intersects(o) for o in hidden)]
        if free:
            box, place = min(free, key=lambda pair: len(shapely.get_parts(pair[0].buffer(0.03) & sites)))
            hidden.append(box)
            _draw_town(here, place, name, size=size)


def _draw_town(here: Ground, place: tuple[float, float], name: str, *, size: float) -> None:
    halo = [withStroke(linewidth=1.8, foreground="#ffffff", alpha=0.85)]
    slant = "italic" if is_in_italics(name) else "normal"
    style: dict[str, Any] = {"size": size, "style": slant, "color": SOFT_INK, "gid": TOWN, "zorder": 9}
    _text(here, place, name, path_effects=halo, **style)


def draw_number(here: Ground, sheet: Sheet, text: str, where: tuple[Wanted, Place]) -> None:
    """Draw the number of a site on a light ground, with a line to its mark where it stands apart."""
    _draw(here, sheet, [text], where)


def _lines(figure: Figure, sheet: Sheet, name: AreaName) -> list[str]:
    words = shortened(name.area.name.removesuffix(" PCN"), _LONGEST_NAME)
    text = wrapped(figure, words, width_inches=_WIDTH_INCHES * sheet.text / 8.5, size=sheet.text * 0.92)
    return [*text, name.figure] if name.figure else text


def _size(figure: Figure, sheet: Sheet, lines: Sequence[str]) -> tuple[float, float]:
    weights = [*["normal"] * (len(lines) - 1), "bold"]
    size = sheet.text * 0.92
    widths = [text_width(figure, line, size=size, weight=bold) for line, bold in zip(lines, weights, strict=True)]
    return max(widths) + 2 * _PADDING, len(lines) * sheet.text * 0.92 * _LINE / 72 + 2 * _PADDING


def _anchor(here: Ground, name: AreaName) -> tuple[float, float]:
    """Return the middle of the widest place of an area, in inches."""
    parts = [part for part in shapely.get_parts(name.area.shape) if part.area > 0]
    if not parts:
        point = name.area.shape.centroid
        return here.inches(point.x, point.y)
    circle = shapely.maximum_inscribed_circle(max(parts, key=lambda part: part.area), tolerance=100)
    x, y = circle.coords[0]
    return here.inches(float(x), float(y))


def _box(middle: tuple[float, float], size: tuple[float, float]) -> BaseGeometry:
    (x, y), (width, height) = middle, size
    return shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _draw(here: Ground, sheet: Sheet, lines: Sequence[str], where: tuple[Wanted, Place]) -> None:
    label, place = where
    extent = NUMBER_SIZE if place.only_number else label.size
    if place.has_line:
        _draw_tie(here, tie(place.middle, label.anchor, extent), label.anchor)
    _draw_ground(here, place.middle, extent)
    size = sheet.text * 0.92
    step = size * _LINE / 72
    for row, line in enumerate(lines):
        y = place.middle[1] + ((len(lines) - 1) / 2 - row) * step
        is_figure = row == len(lines) - 1
        style: dict[str, Any] = {
            "size": size,
            "weight": "bold" if is_figure else "normal",
            "color": INK,
            "gid": LABEL,
            "zorder": 12,
        }
        _text(here, (place.middle[0], y), line, **style)


def _draw_ground(here: Ground, middle: tuple[float, float], size: tuple[float, float]) -> None:
    figure = here.figure
    wide, tall = figure.get_size_inches()
    west, south, east, north = _box(middle, size).bounds
    corner, extent = (west / wide, south / tall), ((east - west) / wide, (north - south) / tall)
    style: dict[str, Any] = {"facecolor": "#ffffff", "edgecolor": "none", "alpha": 0.8, "zorder": 11.5, "gid": BOX}
    figure.add_artist(Rectangle(corner, *extent, transform=figure.transFigure, **style))


def _draw_tie(here: Ground, line: BaseGeometry, anchor: tuple[float, float]) -> None:
    figure = here.figure
    width, height = figure.get_size_inches()
    xs, ys = [x / width for x, _ in line.coords], [y / height for _, y in line.coords]
    for colour, thick, order in (("#ffffff", 2.4, 10), (INK, 0.8, 11)):
        figure.add_artist(Line2D(xs, ys, color=colour, linewidth=thick, zorder=order, transform=figure.transFigure))
    dot = ([anchor[0] / width], [anchor[1] / height])
    style: dict[str, Any] = {"marker": "o", "markersize": 3.2, "color": INK, "markeredgecolor": "#ffffff", "zorder": 11}
    figure.add_artist(Line2D(*dot, transform=figure.transFigure, **style))


def _text(here: Ground, place: tuple[float, float], text: str, **style: Any) -> None:  # noqa: ANN401 - as matplotlib takes it
    figure = here.figure
    width, height = figure.get_size_inches()
    figure.text(place[0] / width, place[1] / height, text, ha="center", va="center", **style)
