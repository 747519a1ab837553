"""Lines into the years to come, with a band where there is one. It draws the table it is given and adds nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from maps.figures.frame import Space, Words, framed, shortened, text_width
from maps.figures.sheets import INK, RULE, SOFT_INK, PrintFigure, Sheet

_LINES = (
    ("#12436d", "-", "o", "///"),
    ("#7f3a25", "--", "s", "\\\\\\"),
    ("#3d3d3d", "-.", "^", "|||"),
    ("#801650", ":", "D", "---"),
)
MOST_LINES = len(_LINES)
"""How many lines are told apart, in grey too."""
_MOST_YEARS = 12
_STROKE_INCHES = 0.5  # between the end of a line and its name
_NAME_STEP = 1.5  # height of a name's line, as a multiple of its letters


@dataclass(frozen=True, kw_only=True)
class OutlookPoint:
    """A line's value in a year, with the ends of its band where it has one; any unit, the same for all."""

    line: str
    year: int
    value: float
    low: float | None = None
    high: float | None = None


def outlook_figure(points: Sequence[OutlookPoint], sheet: Sheet, *, words: Words, unit: str) -> PrintFigure:
    """Return the lines of an outlook.

    Parameters
    ----------
    points
        The table: a row per line and year. At most four lines are told apart.
    sheet
        The size to draw at.
    words
        The finding, what is shown, and the notes: whoever made the table knows them.
    unit
        What the values count, such as ``unmet room sessions a week``.

    Raises
    ------
    ValueError
        Where there is no point, or there are more than four lines.
    """
    names = tuple(dict.fromkeys(point.line for point in points))
    if not points or len(names) > len(_LINES):
        raise ValueError(f"an outlook has 1 to {len(_LINES)} lines; {len(names)} given")
    figure, space = framed(sheet, words)
    named = max(text_width(figure, _named(point), size=sheet.text) for point in points)
    width = space.width - 0.6 - named - _STROKE_INCHES
    room = Space(left=space.left + 0.6, bottom=space.bottom + 0.45, width=width, height=space.height - 0.8)
    axes = figure.add_axes(room.of(figure))
    ends: list[tuple[OutlookPoint, str]] = []
    for name, style in zip(names, _LINES, strict=False):
        line = sorted((point for point in points if point.line == name), key=lambda point: point.year)
        _draw_line(axes, line, style)
        ends.append((line[-1], style[0]))
    years = sorted({point.year for point in points})
    marked = years[:: 1 + (len(years) - 1) // _MOST_YEARS]
    axes.set_xticks(marked, [str(year) for year in marked])
    axes.set_xlim(years[0] - 0.5, years[-1] + 0.5)
    axes.tick_params(labelsize=sheet.text, length=0, pad=sheet.text * 0.6)
    top = max(axes.get_ylim()[1], 1.0)
    axes.set_ylim(0.0, top)
    axes.set_yticks([tick for tick in MaxNLocator(integer=True).tick_values(0.0, top) if tick <= top])
    axes.grid(axis="y", color=RULE, linewidth=0.5)
    axes.set_title(unit, loc="left", size=sheet.text, color=SOFT_INK)
    _name_lines(axes, ends, sheet)
    return figure


def _draw_line(axes: Axes, line: Sequence[OutlookPoint], style: tuple[str, str, str, str]) -> None:
    colour, dashes, marker, hatch = style
    years = [point.year for point in line]
    banded = [(point.year, point.low, point.high) for point in line if point.low is not None and point.high is not None]
    if banded:
        axes.fill_between(
            [year for year, _, _ in banded],
            [low for _, low, _ in banded],
            [high for _, _, high in banded],
            facecolor=colour,
            alpha=0.15,
            hatch=hatch,
            edgecolor=colour,
            linewidth=0,
        )
    axes.plot(years, [point.value for point in line], color=colour, linestyle=dashes, marker=marker, linewidth=1.8)


def _name_lines(axes: Axes, lines: Sequence[tuple[OutlookPoint, str]], sheet: Sheet) -> None:
    """Write each line's name and last value beside its end; where ends are close the names part, each with a stroke."""
    across, inches = (length / axes.figure.dpi for length in axes.get_window_extent().size)
    low, high = axes.get_ylim()
    step = sheet.text * _NAME_STEP / 72 / inches * (high - low)
    heights = spread([last.value for last, _ in lines], step, (low, high))
    names, along = axes.get_yaxis_transform(), _STROKE_INCHES / 2 / across
    for (last, colour), height in zip(lines, heights, strict=True):
        style: dict[str, Any] = {"va": "center", "size": sheet.text, "color": INK}
        axes.text(1 + along, height, _named(last), transform=names, **style)
        end = (axes.transAxes.inverted().transform(axes.transData.transform((last.year, last.value)))[0], last.value)
        ends = ([end[0] + along / 4, 1 + along * 0.8], [end[1], height])
        axes.add_line(Line2D(*ends, transform=names, color=colour, linewidth=0.8, clip_on=False))


def _named(point: OutlookPoint) -> str:
    return f"{shortened(point.line, 30)}: {point.value:,.0f}"


def spread(values: Sequence[float], step: float, room: tuple[float, float]) -> list[float]:
    """Return heights near values, in their order, that stand at least a step apart and within a room if they can."""
    order = sorted(range(len(values)), key=values.__getitem__)
    heights = list(values)
    for below, above in pairwise(order):
        heights[above] = max(heights[above], heights[below] + step)
    if order:
        heights[order[-1]] = min(heights[order[-1]], room[1])
    for below, above in reversed(list(pairwise(order))):
        heights[below] = min(heights[below], heights[above] - step)
    return heights
