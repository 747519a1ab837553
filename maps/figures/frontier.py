"""The capital frontier: what each budget buys at best. It draws the table it is given and adds nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from maps.figures.frame import Space, Words, framed, shortened
from maps.figures.sheets import INK, PAPER, RULE, SOFT_INK, PrintFigure, Sheet

_COLOUR, _BOUND = "#12436d", "#a3550a"


@dataclass(frozen=True, kw_only=True)
class FrontierPoint:
    """Capital in pounds, the room sessions a week it wins at best, and the schemes that do so.

    Where sessions are weighted by priority, ``plain`` is how many they are. ``most`` is what no set of schemes within
    ``budget`` pounds can pass, where that is known; ``is_asked`` marks the budget that the figure is about.
    """

    capital_cost: float
    sessions_gained: float
    schemes: tuple[str, ...] = ()
    most: float | None = None
    plain: int | None = None
    budget: float = 0.0
    is_asked: bool = False


def frontier_figure(
    points: Sequence[FrontierPoint], sheet: Sheet, *, words: Words, measure: str = "Room sessions a week gained"
) -> PrintFigure:
    """Return the frontier as steps: between two budgets the smaller one's gain stands.

    Parameters
    ----------
    points
        The table: a row per budget.
    sheet
        The size to draw at.
    words
        The finding, what is shown, and the notes: whoever made the table knows them.
    measure
        What the sessions gained are, over the axis.

    Raises
    ------
    ValueError
        Where there is no point.
    """
    if not points:
        raise ValueError("a frontier has at least one point")
    rows = sorted(points, key=lambda point: point.capital_cost)
    figure, space = framed(sheet, words)
    room = Space(left=space.left + 0.6, bottom=space.bottom + 0.55, width=space.width - 1.2, height=space.height - 0.95)
    axes = figure.add_axes(room.of(figure))
    costs, gains = [row.capital_cost / 1e6 for row in rows], [row.sessions_gained for row in rows]
    bounds = sorted((row.budget / 1e6, row.most) for row in rows if row.most is not None)
    last = max([*costs, *(budget for budget, _ in bounds)])
    if bounds:
        _draw_most(axes, [*zip(costs, gains, strict=True)], bounds, size=sheet.text)
    axes.step([*costs, last], [*gains, gains[-1]], where="post", color=_COLOUR, linewidth=1.6)
    axes.plot(costs, gains, linestyle="none", marker="o", markersize=6, color=_COLOUR, markeredgecolor="#ffffff")
    axes.set_ylim(0, max([*gains, *(most for _, most in bounds)]) * 1.18 or 1)
    axes.set_xlim(0, last * 1.04 or 1)
    axes.grid(color=RULE, linewidth=0.5)
    axes.tick_params(labelsize=sheet.text, length=0)
    axes.set_xlabel("Capital, £ million", size=sheet.text)
    axes.set_title(measure, loc="left", size=sheet.text, color=SOFT_INK)
    best, asked = rows[-1], next((row for row in rows if row.is_asked), None)
    is_right = best.capital_cost / 1e6 > last / 2
    _tell(axes, best, size=sheet.text, where=(-8 if is_right else 8, 14), side="right" if is_right else "left")
    if asked is not None:
        axes.axvline(asked.budget / 1e6, color=SOFT_INK, linewidth=0.8, linestyle=(0, (2, 3)))
        if asked.capital_cost != best.capital_cost:
            _tell(axes, asked, size=sheet.text, where=(10, -22), side="left")
    return figure


def _draw_most(
    axes: Axes, found: Sequence[tuple[float, float]], bounds: Sequence[tuple[float, float]], *, size: float
) -> None:
    """Draw what cannot be passed, and shade what is open between that and the plans.

    A bound holds for its own budget and all below it, so that between two budgets the larger one's counts.
    """
    budgets, most = [budget for budget, _ in bounds], [gain for _, gain in bounds]
    ends = sorted({*budgets, *(cost for cost, _ in found if cost <= budgets[-1])})
    lower = [max((gain for cost, gain in found if cost <= end), default=0.0) for end in ends]
    upper = [next(gain for budget, gain in bounds if budget > end) for end in ends[:-1]]
    axes.fill_between(ends, lower, [*upper, most[-1]], step="post", color=_BOUND, alpha=0.15, linewidth=0)
    axes.step(budgets, most, where="pre", color=_BOUND, linewidth=1.2, linestyle="--")
    axes.legend(*_legend(), loc="lower right", bbox_to_anchor=(1, 1), ncols=2, fontsize=size, frameon=False)


def _legend() -> tuple[list[Line2D], list[str]]:
    lines = [
        Line2D([], [], color=_COLOUR, linewidth=1.6, marker="o", markersize=5, markeredgecolor="#ffffff"),
        Line2D([], [], color=_BOUND, linewidth=1.2, linestyle="--"),
    ]
    return lines, ["best plan found", "proved: no set of schemes within the budget can pass this"]


def _tell(axes: Axes, point: FrontierPoint, *, size: float, where: tuple[float, float], side: str) -> None:
    axes.annotate(
        f"{gain_words(point)} for £{point.capital_cost / 1e6:,.1f}m{_names(point)}",
        (point.capital_cost / 1e6, point.sessions_gained),
        xytext=where,
        textcoords="offset points",
        ha=side,
        size=size,
        color=INK,
        bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.5, "alpha": 0.9},
    )


def gain_words(point: FrontierPoint) -> str:
    """Return the sessions that a point gains; where they are weighted, both how many they are and their weight."""
    if point.plain is None:
        return f"{point.sessions_gained:,.0f} sessions"
    return f"{point.plain:,} sessions (weight {point.sessions_gained:,.0f})"


def _names(point: FrontierPoint) -> str:
    return (
        f" ({len(point.schemes)} schemes)"
        if len(point.schemes) > 1
        else "".join(f" ({shortened(name, 40)})" for name in point.schemes)
    )
