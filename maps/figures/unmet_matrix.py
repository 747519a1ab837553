"""What is unmet by role and PCN: a table of numbers, shaded, with the totals of both."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from estates.domain.wording import counted
from maps.figures.frame import Space, Words, cut, framed, shortened, wrapped
from maps.figures.sheets import A4, INK, SOFT_INK, PrintFigure, Sheet
from maps.outcome import Outcome
from maps.report import Report
from maps.wording import percent

MOST_ROLES, MOST_PCNS = 22, 26
PROGRAMMES, OTHERS = "Programmes (hubs)", "All others"
_SHADES = ("#ffffff", "#f8e6c4", "#f2cd98", "#e3a56c", "#bd6e45", "#7f3a25")
_FROM = (0, 1, 3, 6, 11, 21)
# The least height of a row, of the upright headings and of a line of them, for each point of the text's size. Their
# words stand upright: those at a slant cannot be searched in a PDF.
_ROW_INCHES, _HEAD_INCHES, _LINE_INCHES = 1.5 / 72, 0.185, 1.2 / 72


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """Unmet room sessions a week by role (rows) and PCN (columns), both the largest first."""

    roles: tuple[str, ...]
    pcns: tuple[str, ...]
    unmet: Mapping[tuple[str, str], int]

    def of_role(self, role: str) -> int:
        """Return the unmet sessions of a role."""
        return sum(self.unmet.get((role, pcn), 0) for pcn in self.pcns)

    def of_pcn(self, pcn: str) -> int:
        """Return the unmet sessions of a PCN."""
        return sum(self.unmet.get((role, pcn), 0) for role in self.roles)

    @property
    def total(self) -> int:
        """All unmet sessions."""
        return sum(self.unmet.values())


def unmet_matrix(outcome: Outcome) -> Matrix:
    """Return what is unmet by role and PCN, names as headings; the smallest of too many are put together."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in outcome.unmet:
        if row.unmet:
            counts[_role(outcome, row.role_id), _pcn(outcome, row.pcn_code)] += row.unmet
    roles = _largest(counts, 0, MOST_ROLES)
    pcns = _largest(counts, 1, MOST_PCNS)
    kept: Counter[tuple[str, str]] = Counter()
    for (role, pcn), unmet in counts.items():
        kept[role if role in roles else OTHERS, pcn if pcn in pcns else OTHERS] += unmet
    return Matrix(roles=_largest(kept, 0, MOST_ROLES + 1), pcns=_largest(kept, 1, MOST_PCNS + 1), unmet=kept)


def unmet_figure(report: Report, sheet: Sheet) -> PrintFigure:
    """Return what is unmet by role and PCN."""
    matrix = unmet_matrix(report.outcome)
    subtitle = "Room sessions a week that are wanted and have no room, by role and by the PCN of the post"
    words = Words(title=_finding(report, matrix), subtitle=subtitle, notes=(_METHOD, *report.notes()))
    figure, space = framed(sheet, words)
    if matrix.roles:
        _draw(figure, space, (sheet, matrix))
    return figure


_METHOD = (
    "Method: each number counts the sessions of posts (and, in a row of their own, of programmes) that the "
    "plan does not place. Darker is more; an empty cell is none."
)


def _role(outcome: Outcome, role_id: str | None) -> str:
    return PROGRAMMES if role_id is None else shortened(outcome.dataset.role_by_id[role_id].title, 44)


def _pcn(outcome: Outcome, code: str | None) -> str:
    if code is None:
        return "No one PCN"
    pcn = outcome.dataset.pcn_by_code.get(code)
    return shortened((pcn.name if pcn else code).removesuffix(" PCN"), 42)


def _largest(counts: Mapping[tuple[str, str], int], side: int, at_most: int) -> tuple[str, ...]:
    totals: Counter[str] = Counter()
    for key, unmet in counts.items():
        totals[key[side]] += unmet
    return tuple(sorted(totals, key=lambda name: (name == OTHERS, -totals[name], name))[:at_most])


def _finding(report: Report, matrix: Matrix) -> str:
    if not matrix.roles:
        return "No session is without a room" if report.outcome.icb.wanted else "No room sessions are wanted"
    rows = [row for row in report.outcome.rows("role").values() if row.code != "none" and row.unmet]
    if not rows:
        return f"Only hub sessions lack rooms: {counted(matrix.total, 'room session')} a week"
    worst = min(rows, key=lambda row: (-row.unmet, row.name, row.code))
    share = percent(worst.unmet_share)
    return (
        f"{shortened(worst.name, 45)}: {counted(worst.unmet, 'session')} a week without a room, "
        f"{share} of what the role wants"
    )


def _draw(figure: Figure, space: Space, shown: tuple[Sheet, Matrix]) -> None:
    sheet, matrix = shown
    rows, columns = len(matrix.roles), len(matrix.pcns)
    size = min(sheet.text * 0.92, space.height / ((rows + 1.4) * _ROW_INCHES + _HEAD_INCHES))
    gutter, head = 2.8 * sheet.text / A4.text, size * _HEAD_INCHES
    names = Space(left=space.left + gutter, bottom=space.bottom, width=space.width - gutter, height=space.height - head)
    axes = figure.add_axes(names.of(figure))
    values = np.array([[matrix.unmet.get((role, pcn), 0) for pcn in matrix.pcns] for role in matrix.roles])
    shades = np.searchsorted(_FROM, values, side="right") - 1
    wide = max(columns + 2.2, 9.0)
    axes.set_xlim(-0.5, wide - 0.5)
    axes.set_ylim(rows + 0.9, -0.5)
    axes.axis("off")
    for place, (row, column) in enumerate(np.ndindex(rows, columns)):
        shade = int(shades.flat[place])
        _cell(axes, (column, row), (int(values[row, column]), shade), size)
    _totals(axes, matrix, size)
    for row, role in enumerate(matrix.roles):
        cut_role = cut(figure, role, width_inches=gutter - 0.1, size=size)
        axes.text(-0.65, row, cut_role, ha="right", va="center", size=size)
    room = (head - 0.15, names.width / wide)
    _headings(axes, [_in_lines(figure, pcn, size, room) for pcn in matrix.pcns], size, room)


def _cell(axes: Axes, at: tuple[int, int], shown: tuple[int, int], size: float) -> None:
    (column, row), (unmet, shade) = at, shown
    corner = (column - 0.5, row - 0.5)
    axes.add_artist(Rectangle(corner, 1, 1, facecolor=_SHADES[shade], edgecolor="#d9d5cb", linewidth=0.5))
    if unmet:
        ink = "#ffffff" if shade >= 4 else INK
        axes.text(column, row, f"{unmet}", ha="center", va="center", size=size, color=ink)


def _totals(axes: Axes, matrix: Matrix, size: float) -> None:
    style: dict[str, Any] = {"ha": "center", "va": "center", "size": size, "weight": "bold"}
    rows, columns = len(matrix.roles), len(matrix.pcns)
    for row, role in enumerate(matrix.roles):
        axes.text(columns + 0.1, row, f"{matrix.of_role(role):,}", **style)
    for column, pcn in enumerate(matrix.pcns):
        axes.text(column, rows + 0.1, f"{matrix.of_pcn(pcn):,}", **style)
    axes.text(columns + 0.1, rows + 0.1, f"{matrix.total:,}", **style)
    axes.text(-0.65, rows + 0.1, "All roles", ha="right", va="center", size=size, weight="bold")


def _in_lines(figure: Figure, pcn: str, size: float, room: tuple[float, float]) -> list[str]:
    """Return a PCN's name in as many lines as its column is wide for, none longer than there is room for, in inches."""
    length, width = room
    most = max(1, int(width / (size * _LINE_INCHES)))
    lines = wrapped(figure, pcn, width_inches=length, size=size)
    if len(lines) > most:
        lines[most - 1 :] = [" ".join(lines[most - 1 :])]
    return [cut(figure, line, width_inches=length, size=size) for line in lines]


def _headings(axes: Axes, pcns: Sequence[Sequence[str]], size: float, room: tuple[float, float]) -> None:
    """Write the PCNs above their columns, to be read from below upwards."""
    style: dict[str, Any] = {"rotation": 90, "ha": "left", "va": "center", "size": size, "rotation_mode": "anchor"}
    step = size * _LINE_INCHES / room[1]
    for column, lines in enumerate(pcns):
        for place, line in enumerate(lines):
            axes.text(column + (place - (len(lines) - 1) / 2) * step, -0.65, line, color=SOFT_INK, **style)
    axes.text(len(pcns) + 0.1, -0.65, "All PCNs", weight="bold", **style)
