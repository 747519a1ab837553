"""Lines into the years to come, with a band where there is one. It draws the table it is given and adds nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from maps.figures.frame import Space, Words, framed, shortened
from maps.figures.sheets import INK, RULE, SOFT_INK, Sheet

_LINES = (("#12436d", "-", "o"), ("#7f3a25", "--", "s"), ("#3d3d3d", "-.", "^"), ("#801650", ":", "D"))


@dataclass(frozen=True, kw_only=True)
class OutlookPoint:
    """A line's value in a year, with the ends of its band where it has one; any unit, the same for all."""

    line: str
    year: int
    value: float
    low: float | None = None
    high: float | None = None


def outlook_figure(points: Sequence[OutlookPoint], sheet: Sheet, *, words: Words, unit: str) -> Figure:
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
    room = Space(left=space.left + 0.6, bottom=space.bottom + 0.45, width=space.width - 3.0, height=space.height - 0.8)
    axes = figure.add_axes(room.of(figure))
    for name, style in zip(names, _LINES, strict=False):
        line = sorted((point for point in points if point.line == name), key=lambda point: point.year)
        _draw_line(axes, line, style, sheet)
    years = sorted({point.year for point in points})
    axes.set_xticks(years, [str(year) for year in years])
    axes.tick_params(labelsize=sheet.text, length=0)
    axes.set_ylim(bottom=min(0.0, axes.get_ylim()[0]))
    axes.grid(axis="y", color=RULE, linewidth=0.5)
    axes.set_title(unit, loc="left", size=sheet.text, color=SOFT_INK)
    return figure


def _draw_line(axes: Axes, line: Sequence[OutlookPoint], style: tuple[str, str, str], sheet: Sheet) -> None:
    colour, dashes, marker = style
    years = [point.year for point in line]
    banded = [(point.year, point.low, point.high) for point in line if point.low is not None and point.high is not None]
    if banded:
        axes.fill_between(
            [year for year, _, _ in banded],
            [low for _, low, _ in banded],
            [high for _, _, high in banded],
            facecolor=colour,
            alpha=0.15,
            hatch="///",
            edgecolor=colour,
            linewidth=0,
        )
    axes.plot(years, [point.value for point in line], color=colour, linestyle=dashes, marker=marker, linewidth=1.8)
    last = line[-1]
    axes.annotate(
        f"{shortened(last.line, 30)}: {last.value:,.0f}",
        (last.year, last.value),
        xytext=(8, 0),
        textcoords="offset points",
        va="center",
        size=sheet.text,
        color=INK,
        annotation_clip=False,
    )
