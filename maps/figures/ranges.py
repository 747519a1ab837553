"""A league table with its uncertainty: for each row the range over runs, drawn as a bar with the median marked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from estates.domain.wording import rounded
from maps.figures.as_files import files_of_figure
from maps.figures.frame import Space, Words, cut, framed, shortened
from maps.figures.make import SHEETS
from maps.figures.sheets import INK, RULE, SOFT_INK, PrintFigure, Sheet, own_settings

MOST_ROWS = 40
_MOST_SIGNS = 120
_LEFT, _RIGHT = 0.36, 0.72
_BAR, _LINE = "#5694ca", "#12436d"
_COLUMNS = (("chance", 0.77), ("10 % below", 0.85), ("half below", 0.92), ("90 % below", 1.0))


@dataclass(frozen=True, kw_only=True)
class Range:
    """A row: its name, the chance in words, and the figures below which 5, 10, 50, 90 and 95 % of the runs lie."""

    name: str
    chance: str
    low5: float
    low10: float
    median: float
    high90: float
    high95: float


def ranges_figure(rows: Sequence[Range], sheet: Sheet, *, words: Words, unit: str) -> PrintFigure:
    """Return the league table, its rows in the order given, the first ``MOST_ROWS`` of them.

    Parameters
    ----------
    rows
        What to draw.
    sheet
        The size to draw at.
    words
        The finding, what is shown, and the notes.
    unit
        What the figures count, such as ``room sessions a week without a room``.
    """
    figure, space = framed(sheet, words)
    if rows:
        _table(figure, space, (sheet, rows[:MOST_ROWS]), unit)
    return figure


def ranges_files(name: str, rows: Sequence[Range], *, words: Words, unit: str) -> dict[str, bytes]:
    """Return the league table as files of the folder ``figures``: SVG, PNG and PDF for A4 and slide."""
    files: dict[str, bytes] = {}
    with own_settings():
        for sheet in SHEETS:
            figure = ranges_figure(rows, sheet, words=words, unit=unit)
            files |= files_of_figure(f"figures/{name}-{sheet.name}", figure, sheet)
    return files


def _table(figure: Figure, space: Space, shown: tuple[Sheet, Sequence[Range]], unit: str) -> None:
    sheet, rows = shown
    axes = figure.add_axes(space.of(figure))
    axes.set_xlim(0, 1)
    axes.set_ylim(len(rows) + 0.6, -1.4)
    axes.axis("off")
    size = min(sheet.text, space.height * 72 / (len(rows) + 2.4) / 1.35)
    style: dict[str, Any] = {"size": size, "va": "center"}
    for text, x in _COLUMNS:
        axes.text(x, -0.85, text, ha="right", color=SOFT_INK, **style)
    axes.text(_LEFT, -0.85, unit, ha="left", color=SOFT_INK, **style)
    least, most = min(0.0, *(row.low5 for row in rows)), max(1.0, *(row.high95 for row in rows))
    for value in _ticks(least, most):
        x = _place(value, least, most)
        axes.plot([x, x], [-0.5, len(rows) - 0.4], color=RULE, linewidth=0.5, zorder=0)
        axes.text(x, len(rows) + 0.1, f"{value:,.0f}", ha="center", color=SOFT_INK, **style)
    named = (_LEFT - 0.045) * space.width
    for number, row in enumerate(rows):
        name = cut(figure, shortened(row.name, _MOST_SIGNS), width_inches=named, size=size)
        _row(axes, number, (replace(row, name=name), least, most), style)


def _row(axes: Axes, number: int, shown: tuple[Range, float, float], style: dict[str, Any]) -> None:
    row, least, most = shown
    low5, low10, median, high90, high95 = (
        _place(value, least, most) for value in (row.low5, row.low10, row.median, row.high90, row.high95)
    )
    axes.text(0.0, number, f"{number + 1}", ha="left", color=SOFT_INK, **style)
    axes.text(0.03, number, row.name, ha="left", **style)
    axes.plot([low5, high95], [number, number], color=_LINE, linewidth=1.0, zorder=1)
    axes.barh(number, max(high90 - low10, 0.002), left=low10, height=0.5, color=_BAR, zorder=2)
    axes.plot([median, median], [number - 0.34, number + 0.34], color=INK, linewidth=2.0, zorder=3)
    figures = (row.chance, *(rounded(Decimal(repr(figure))) for figure in (row.low10, row.median, row.high90)))
    for text, (_, x) in zip(figures, _COLUMNS, strict=True):
        axes.text(x, number, text, ha="right", **style)


def _place(value: float, least: float, most: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (value - least) / (most - least)


def _ticks(least: float, most: float) -> list[float]:
    step = 10.0 ** len(str(int(most - least))) / 10
    while (most - least) / step > 5:
        step *= 2
    first = int(least / step)
    return [number * step for number in range(first, int(most / step) + 1)]
