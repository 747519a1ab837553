"""The capital frontier: what each budget buys at best. It draws the table it is given and adds nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from maps.figures.frame import Space, Words, framed, shortened
from maps.figures.sheets import INK, RULE, SOFT_INK, Sheet

_COLOUR = "#12436d"


@dataclass(frozen=True, kw_only=True)
class FrontierPoint:
    """A budget in pounds, the room sessions a week it wins at best, and the schemes that do so."""

    capital_cost: float
    sessions_gained: float
    schemes: tuple[str, ...] = ()


def frontier_figure(points: Sequence[FrontierPoint], sheet: Sheet, *, words: Words) -> Figure:
    """Return the frontier as steps: between two budgets the smaller one's gain stands.

    Parameters
    ----------
    points
        The table: a row per budget.
    sheet
        The size to draw at.
    words
        The finding, what is shown, and the notes: whoever made the table knows them.

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
    axes.step(costs, gains, where="post", color=_COLOUR, linewidth=1.6)
    axes.plot(costs, gains, linestyle="none", marker="o", markersize=6, color=_COLOUR, markeredgecolor="#ffffff")
    axes.set_ylim(0, max(gains) * 1.15 or 1)
    axes.set_xlim(0, max(costs) * 1.08 or 1)
    axes.grid(color=RULE, linewidth=0.5)
    axes.tick_params(labelsize=sheet.text, length=0)
    axes.set_xlabel("Capital, £ million", size=sheet.text)
    axes.set_title("Room sessions a week gained", loc="left", size=sheet.text, color=SOFT_INK)
    best = rows[-1]
    axes.annotate(
        f"{best.sessions_gained:,.0f} sessions for £{best.capital_cost / 1e6:,.1f}m{_names(best)}",
        (costs[-1], gains[-1]),
        xytext=(-8, 8),
        textcoords="offset points",
        ha="right",
        size=sheet.text,
        color=INK,
    )
    return figure


def _names(point: FrontierPoint) -> str:
    return (
        f" ({len(point.schemes)} schemes)"
        if len(point.schemes) > 1
        else "".join(f" ({shortened(name, 40)})" for name in point.schemes)
    )
