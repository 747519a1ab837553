"""The league table of PCNs: the share of sessions without a room, with the figures that it is made of."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from estates.domain.shortfall import ShortfallRow
from estates.domain.wording import counted, listed
from maps.figures.frame import Space, Words, framed, shortened
from maps.figures.hatches import UNMET_COLOUR, UNMET_HATCH
from maps.figures.sheets import INK, RULE, SOFT_INK, PrintFigure, Sheet
from maps.report import STAFF_UNKNOWN, Report
from maps.wording import percent

MOST_ROWS = 40
_MOST_NAMED = 2
_NO_BAND = (
    "Uncertainty: no band is drawn, because this is one plan of one dataset. Shares of PCNs with few sessions move "
    "most: compare the sessions, not the ranks."
)
_COLUMNS = (("wanted", 0.72), ("placed", 0.80), ("unmet", 0.88), ("rooms short", 0.98))


def league_figure(report: Report, sheet: Sheet) -> PrintFigure:
    """Return the league table of PCNs by unmet share, the largest first."""
    rows = report.pcn_rows
    known = tuple(row for row in rows if not report.staff_mark(row.code))
    among = " whose staff are known" if 0 < len(known) < len(rows) else ""
    words = Words(
        title=_finding(known or rows, among), subtitle=_subtitle(rows), notes=(*_notes(report), *report.notes())
    )
    figure, space = framed(sheet, words)
    if rows:
        _table(figure, space, (sheet, report))
    return figure


def _finding(rows: tuple[ShortfallRow, ...], among: str = "") -> str:
    if not rows:
        return "No PCN wants room sessions"
    worst, best = rows[0], rows[-1]
    if not worst.unmet:
        return f"Every session of every PCN{among} has a room"
    if worst.unmet_share == best.unmet_share and len(rows) > 1:
        return f"All {counted(len(rows), 'PCN')}{among} lack a room for {percent(worst.unmet_share)} of their sessions"
    ties = [[row for row in rows if row.unmet_share == end.unmet_share] for end in (worst, best)]
    lack, whose = ("lacks", "its") if len(ties[0]) == 1 else ("lack", "their")
    said = f"{_named(ties[0])} {lack} a room for {percent(worst.unmet_share)} of {whose} sessions"
    return said if len(rows) == 1 else f"{said}, {_named(ties[1])} for {percent(best.unmet_share)}"


def _named(tied: list[ShortfallRow]) -> str:
    """Return PCNs of one share together: none of them has more or less than the others."""
    if len(tied) > _MOST_NAMED:
        return counted(len(tied), "PCN")
    return listed([shortened(row.name, 50) for row in tied])


def _subtitle(rows: tuple[ShortfallRow, ...]) -> str:
    wanted, unmet = sum(row.wanted for row in rows), sum(row.unmet for row in rows)
    return (
        f"Room sessions a week of the PCNs' own posts: {wanted:,} wanted, {unmet:,} without a room. "
        "Bars show the share without a room."
    )


def _notes(report: Report) -> tuple[str, ...]:
    rows = report.pcn_rows
    marked = "* The figures of this PCN rest in part on estimates. " if any(row.estimated for row in rows) else ""
    unknown = f"{STAFF_UNKNOWN} " if any(report.staff_mark(row.code) for row in rows) else ""
    hidden = len(rows) - MOST_ROWS
    left_out = f"The {counted(hidden, 'PCN')} with the smallest shares are left out. " if hidden > 0 else ""
    return (f"{marked}{unknown}{left_out}{_NO_BAND}",)


def _table(figure: Figure, space: Space, shown: tuple[Sheet, Report]) -> None:
    sheet, report = shown
    rows = report.pcn_rows[:MOST_ROWS]
    axes = figure.add_axes(space.of(figure))
    axes.set_xlim(0, 1)
    axes.set_ylim(len(rows) - 0.4, -1.2)
    axes.axis("off")
    size = min(sheet.text, space.height * 72 / (len(rows) + 1.6) / 1.35)
    style: dict[str, Any] = {"size": size, "va": "center"}
    for words, x in _COLUMNS:
        axes.text(x, -0.85, words, ha="right", color=SOFT_INK, **style)
    longest = float(max(row.unmet_share for row in rows)) or 1.0
    for place, row in enumerate(rows):
        rank = 1 + sum(other.unmet_share > row.unmet_share for other in rows)
        _row(axes, (place, rank), (row, report.staff_mark(row.code), longest), size)


def _row(axes: Axes, at: tuple[int, int], shown: tuple[ShortfallRow, str, float], size: float) -> None:
    (place, rank), (row, mark, longest) = at, shown
    style: dict[str, Any] = {"size": size, "va": "center"}
    axes.axhline(place + 0.5, color=RULE, linewidth=0.4)
    axes.text(0.0, place, f"{rank}", ha="left", color=SOFT_INK, **style)
    star = f"{' *' if row.estimated else ''}{mark}"
    axes.text(0.03, place, f"{shortened(row.name, 34)}{star}", ha="left", **style)
    length = 0.26 * float(row.unmet_share) / longest
    axes.barh(
        place, length, left=0.33, height=0.62, color=UNMET_COLOUR, edgecolor="#e3cdbd", hatch=UNMET_HATCH, linewidth=0
    )
    axes.text(0.335 + length, place, f"{percent(row.unmet_share)}", ha="left", weight="bold", color=INK, **style)
    figures = (f"{row.wanted:,}", f"{row.placed:,}", f"{row.unmet:,}", f"{row.rooms_equivalent:,.1f}")
    for text, (_, x) in zip(figures, _COLUMNS, strict=True):
        axes.text(x, place, text, ha="right", **style)
