"""The figures of a risk analysis: which PCNs are how short, and which options help how much, with their ranges."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from estates.domain.levels import NOT_APPLICABLE
from estates.domain.scenario.told import AS_IT_IS
from estates.domain.wording import counted, listed, rounded
from estates.planning.risk import Risk
from estates.planning.risk_drawn import figures_drawn
from estates.planning.risk_run import Base
from estates.planning.risk_titles import more_wanted, option_titles
from geodata.answer_tables import Record, as_decimal
from maps.figures.frame import Words, shortened
from maps.figures.ranges import MOST_ROWS, Range, ranges_files
from maps.report import data_note

_ASSUMED = (
    "ESTIMATE. {drawn} are drawn from the distributions in figures.csv, which are assumptions unless somebody has "
    "replaced them. Plans of runs are quick ones: a longer search may leave a few sessions fewer unmet."
)
_KEY = "The bar holds four in five runs, the line nine in ten; the mark is the median."


def risk_figures(found: Risk, tables: Mapping[str, Sequence[Record]]) -> dict[str, bytes]:
    """Return the figures of a risk analysis by name."""
    pcns = [
        row
        for row in tables["shortfall.csv"]
        if row["option"] == AS_IT_IS and row["level"] == "pcn" and row["code"] != NOT_APPLICABLE
    ]
    every_gain = [row for row in tables["gains.csv"] if row["level"] == "icb"]
    gains = [row for row in every_gain if as_decimal(row["p95"]) > 0]
    runs = counted(len(found.runs), "run")
    files = ranges_files(
        "pcns",
        [_range(row, "name") for row in _in_order(pcns)],
        words=Words(
            title=_pcn_finding(_in_order(pcns)),
            subtitle=f"Room sessions a week of the PCNs' own posts without a room, over {runs}. {_KEY}",
            notes=_notes(found, len(pcns), "PCN"),
        ),
        unit="sessions without a room",
    )
    if not gains:
        return files
    titles, more = option_titles(found, tables["shortfall.csv"]), more_wanted(tables["shortfall.csv"])
    # An option under which fewer are wanted gains no room: it is not the finding.
    best = max(_in_order(gains), key=lambda row: more.get(str(row["option"]), Decimal(0)) >= 0)
    named = [{**row, "option": titles[str(row["option"])]} for row in _in_order(gains)]
    idle = len(every_gain) - len(gains)
    gainless = (f"Not drawn: {counted(idle, 'option')} without a gain in 19 runs of 20.",) if idle else ()
    return files | ranges_files(
        "options",
        [_range(row, "option") for row in named],
        words=Words(
            title=_gain_finding({**best, "option": titles[str(best["option"])]}),
            subtitle=f"Room sessions a week fewer without a room than as it is, in the same {runs}. {_KEY}",
            notes=(*gainless, *_notes(found, len(named), "option")),
        ),
        unit="sessions fewer without a room",
    )


def _in_order(rows: Sequence[Record]) -> list[Record]:
    """Return rows by their medians, then their means; of options that gain as much the cheaper comes first."""
    return sorted(
        rows,
        key=lambda row: (
            -as_decimal(row["p50"]),
            -as_decimal(row["mean"]),
            as_decimal(row.get("capital_cost")),
            str(row["name"]),
        ),
    )


def _pcn_finding(rows: Sequence[Record]) -> str:
    if not rows or not as_decimal(rows[0]["p95"]):
        return "Hardly any run leaves a session of a PCN without a room"
    worst = rows[0]
    name, (low, high) = shortened(str(worst["name"]), 50), _range_words(worst)
    return f"{name} is short of {low} to {high} room sessions a week in four runs of five"


def _gain_finding(best: Record) -> str:
    name, (low, high) = shortened(str(best["option"]), 60), _range_words(best)
    return f"{name} leaves {low} to {high} fewer sessions a week without a room in four runs of five"


def _range_words(row: Record) -> tuple[str, str]:
    """Return what four runs in five lie between."""
    return rounded(as_decimal(row["p10"])), rounded(as_decimal(row["p90"]))


def _notes(found: Risk, count: int, noun: str) -> tuple[str, ...]:
    hidden = count - MOST_ROWS
    left_out = f"The {counted(hidden, noun)} with the smallest medians are left out. " if hidden > 0 else ""
    drawn = listed(figures_drawn(found.base))
    lists = _lists(found.base)
    chance = f"{left_out}{lists}Chance: the share of runs in which the figure is above nought."
    paper = found.base.settings.paper
    source = ", ".join(part for part in (paper.organisation, paper.date or "undated") if part)
    told = data_note(found.base.settings)
    return (
        chance,
        _ASSUMED.format(drawn=f"{drawn[:1].upper()}{drawn[1:]}"),
        f"Source: runs.csv beside this figure, {source}, seed {found.base.seed}.",
        *([told] if told else []),
    )


def _lists(base: Base) -> str:
    """Return which year's lists the options have, as far as the growth table goes."""
    last = max((row.year for row in base.dataset.growth), default=0)
    grown = (option.scenario.year for option in base.options if option.scenario.grows)
    years = sorted({min(year, last) for year in grown if year is not None and last})
    return f"Lists are as in {listed([str(year) for year in years])}. " if years else ""


def _range(row: Record, name: str) -> Range:
    return Range(
        name=str(row[name]),
        chance=f"{rounded(as_decimal(row['chance']) * 100)}%",
        low5=float(as_decimal(row["p05"])),
        low10=float(as_decimal(row["p10"])),
        median=float(as_decimal(row["p50"])),
        high90=float(as_decimal(row["p90"])),
        high95=float(as_decimal(row["p95"])),
    )
