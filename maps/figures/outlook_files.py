"""The figures of an outlook: what is unmet year by year, by kind of demand and in the PCNs that lack most."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import partial

from estates.domain.by_demand import DEMANDS, EVERYBODY, BandedRow
from estates.domain.levels import NOT_APPLICABLE
from estates.domain.scenario.growth import GrowthFigures
from estates.domain.wording import counted
from estates.domain.words import RoleGroup
from maps.figures.frame import Words, shortened
from maps.figures.make import files_of
from maps.figures.outlook import MOST_LINES, OutlookPoint, outlook_figure
from maps.figures.sheets import PrintFigure, Sheet
from maps.report import Report
from maps.wording import SEASON_WORDS

UNIT = "room sessions a week without a room"
_DEMAND_WORDS = {
    EVERYBODY: "All",
    RoleGroup.ARRS.value: "ARRS staff",
    RoleGroup.TRAINEE.value: "Trainees",
    RoleGroup.CORE.value: "Core staff and list growth",
    RoleGroup.VISITING.value: "Visiting staff",
    "programme": "Programmes",
}
_OTHERS = "Others"


@dataclass(frozen=True, kw_only=True)
class Years:
    """The plans of an outlook by year, each as a report, what is unmet in them, and the growth that they rest on."""

    reports: Mapping[int, Report]
    rows: Mapping[int, Sequence[BandedRow]]
    growth: GrowthFigures
    remarks: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """The first year."""
        return min(self.reports)

    @property
    def last(self) -> int:
        """The last year."""
        return max(self.reports)

    def unmet(self, year: int, level: str, *, code: str | None = None, demand: str = EVERYBODY) -> int:
        """Return what is unmet in a year under one code of a level, or under all of them."""
        return sum(row.unmet for row in self._under(year, level, code, (demand,)))

    def points(
        self, line: str, level: str, *, code: str | None = None, demands: Sequence[str] = (EVERYBODY,)
    ) -> list[OutlookPoint]:
        """Return a line through the years: kinds of demand under one code of a level, or under all of them."""
        return [_point(line, year, self._under(year, level, code, demands)) for year in self.rows]

    def _under(self, year: int, level: str, code: str | None, demands: Sequence[str]) -> list[BandedRow]:
        return [
            row for row in self.rows[year] if row.level == level and row.demand in demands and code in (None, row.code)
        ]


def outlook_files(
    reports: Mapping[int, Report],
    rows: Mapping[int, Sequence[BandedRow]],
    growth: GrowthFigures,
    remarks: Sequence[str] = (),
) -> dict[str, bytes]:
    """Return the figures of an outlook as files by their names in the answer's folder.

    Parameters
    ----------
    reports, rows
        The plan of each year, and what it wants and has.
    growth
        The assumptions of list growth, with the ends of the band.
    remarks
        What must be said of the whole, such as that years are missing; whole sentences.
    """
    return files_of(outlook_drawings(Years(reports=reports, rows=rows, growth=growth, remarks=tuple(remarks))))


def outlook_drawings(years: Years) -> Mapping[str, Callable[[Sheet], PrintFigure]]:
    """Return what draws each figure of an outlook, by the figure's name; PCNs only where there are some."""
    by_demand = Words(
        title=_finding(years),
        subtitle=f"{UNIT.capitalize()}, by who wants them; each year is planned from the year before.",
        notes=(_proof_note(years), *_notes(years)),
    )
    drawn = {"outlook": partial(outlook_figure, _by_demand(years), words=by_demand, unit=UNIT.capitalize())}
    points = _by_pcn(years)
    if points:
        names = tuple(dict.fromkeys(point.line for point in points))
        by_pcn = Words(
            title=_pcn_finding(years, points),
            subtitle=f"{UNIT.capitalize()}, posts of the {counted(len(names), 'PCN')} that lack most in {years.last}.",
            notes=_notes(years),
        )
        drawn["outlook-pcns"] = partial(outlook_figure, points, words=by_pcn, unit=UNIT.capitalize())
    return drawn


def _by_demand(years: Years) -> list[OutlookPoint]:
    """Return the whole, the kinds that lack most in any year, and the others together where there are more."""
    most = {kind: max(years.unmet(year, "icb", demand=kind) for year in years.rows) for kind in DEMANDS[1:]}
    kinds = [kind for kind in sorted(most, key=lambda kind: -most[kind]) if most[kind]]
    alone = kinds if len(kinds) < MOST_LINES else kinds[: MOST_LINES - 2]
    others = tuple(kind for kind in kinds if kind not in alone)
    lines = [(_DEMAND_WORDS[kind], (kind,)) for kind in (EVERYBODY, *alone)] + [(_OTHERS, others)] * bool(others)
    return [point for line, kinds in lines for point in years.points(line, "icb", demands=kinds)]


def _point(line: str, year: int, rows: Sequence[BandedRow]) -> OutlookPoint:
    """Return rows as one point, with a band where each of them has one."""
    value = sum(row.unmet for row in rows)
    if not rows or any(row.ends is None for row in rows):
        return OutlookPoint(line=line, year=year, value=value)
    low, high = (sum(getattr(row, end) for row in rows) for end in ("unmet_low_growth", "unmet_high_growth"))
    return OutlookPoint(line=line, year=year, value=value, low=min(value, low, high), high=max(value, low, high))


def _by_pcn(years: Years) -> list[OutlookPoint]:
    names = {row.code: row.name for rows in years.rows.values() for row in rows if row.level == "pcn"}
    unmet = {code: years.unmet(years.last, "pcn", code=code) for code in names if code != NOT_APPLICABLE}
    codes = [code for code in sorted(unmet, key=lambda code: (-unmet[code], names[code], code)) if unmet[code]]
    # Two PCNs of one name would be one line.
    told = {code: names[code] for code in codes[:MOST_LINES]}
    lines = {code: name if list(told.values()).count(name) == 1 else f"{name} {code}" for code, name in told.items()}
    return [point for code, line in lines.items() for point in years.points(line, "pcn", code=code)]


def _finding(years: Years) -> str:
    before, after = years.unmet(years.first, "icb"), years.unmet(years.last, "icb")
    if years.first == years.last:
        return f"{after:,} room sessions a week are unmet in {years.last}"
    if before == after:
        return f"Unmet sessions are as many in {years.last} as in {years.first}: {after:,} a week"
    turns = "rise" if after > before else "fall"
    said = f"Unmet sessions {turns} from {before:,} a week in {years.first} to {after:,} in {years.last}"
    return said if _is_proved(years, turns) else f"{said} in the plans found; the difference is not proved"


def _is_proved(years: Years, turns: str) -> bool:
    """Whether unmet sessions, counted as G1 counts them, turn so whatever better plans there may be in either year."""
    first, last = (years.reports[year].outcome.plan.goals["G1"] for year in (years.first, years.last))
    if first.gap == last.gap == 0:
        return True
    return last.bound > first.value if turns == "rise" else last.value < first.bound


def _pcn_finding(years: Years, points: Sequence[OutlookPoint]) -> str:
    most = [point for point in points if point.line == points[0].line]
    before = f", {most[0].value:,.0f} in {years.first}" if len(most) > 1 else ""
    return f"{shortened(most[0].line, 60)} lacks most: {most[-1].value:,.0f} sessions a week in {years.last}{before}"


def _proof_note(years: Years) -> str:
    goals = [report.outcome.plan.goals["G1"] for report in years.reports.values()]
    gap = max(Decimal(str(goal.gap)) for goal in goals)
    if gap == 0:
        return "Proof: in no year does any plan place more."
    told = (gap * 100).quantize(Decimal("0.1"), rounding=ROUND_CEILING)
    counted_by = ", each session counted by its priority" if _is_weighted(years) else ""
    return f"Proof: every year's plan is within {told}% of the best possible{counted_by}."


def _is_weighted(years: Years) -> bool:
    return any(report.outcome.dataset.is_weighted for report in years.reports.values())


def _band_note(years: Years) -> tuple[str, ...]:
    ends = [row.ends for rows in years.rows.values() for row in rows if row.ends is not None]
    if all(low == high for low, high in ends):
        return ()
    low, high = years.growth.low, years.growth.high
    return (
        f"Bands: what is unmet with {low} to {high} times the growth of lists, an ASSUMPTION; either end is a plan of "
        "its own, made from that year's.",
    )


def _notes(years: Years) -> tuple[str, ...]:
    report = years.reports[years.first]
    planned = ", ".join(str(year) for year in years.reports)
    return (
        f"Method: the plans of {planned}, each made from the one before so that little moves. "
        f"{SEASON_WORDS[report.outcome.plan.season]}.",
        *_band_note(years),
        *years.remarks,
        "ESTIMATE: it rests on the growth of lists, on what growth asks for (growth_figures.csv) and on the estimates "
        f"of the dataset. Source: {report.made_from}, the plan of {years.first}; figures in outlook.csv.",
        *report.data_note,
    )
