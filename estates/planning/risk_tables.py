"""The tables of a risk analysis: quantiles by option, gains against the area as it is, and every run they come from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from estates.domain.levels import names_on
from estates.domain.scenario.told import AS_IT_IS
from estates.domain.uncertainty.outcome import RunOutcome
from estates.domain.uncertainty.quantiles import QUANTILES, Distribution, distribution
from estates.planning.risk import Risk
from geodata.answer_tables import Record, answer_files, records
from geodata.plan.answer_folder import write_answer_folder
from geodata.plan.tables import Value
from geodata.uncertainty.file import spreads_of
from geodata.uncertainty.keys import FIGURES
from geodata.uncertainty.run_files import remove_runs, runs_folder

_DISTRIBUTION = ("runs", "chance", "mean", *(f"p{per_cent:02}" for per_cent in QUANTILES), "estimated")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "shortfall.csv": ("option", "level", "code", "name", "mean_wanted", *_DISTRIBUTION),
    "gains.csv": ("option", "scheme_id", "level", "code", "name", "capital_cost", *_DISTRIBUTION),
    "runs.csv": ("run", "option", "level", "code", "wanted", "unmet"),
    "scores.csv": ("run", "option", "goal", "value", "bound"),
    "draws.csv": ("run", "figure", "code", "value"),
    "figures.csv": ("figure", "low", "likely", "high", "shape", "unit", "meaning", "drawn_for", "source"),
}
_LEVELS_OF_GAINS = ("icb", "pcn")

Key = tuple[str, str, str]
"""Option, level and code."""


def risk_tables(found: Risk) -> dict[str, list[Record]]:
    """Return the tables of a risk analysis by file name; every figure of the first two follows from ``runs.csv``."""
    names = {level: names_on(found.base.dataset, level) for level in ("icb", "pcn", "practice")}
    wanted, unmet = _by_key(found.runs, "wanted"), _by_key(found.runs, "unmet")
    return {
        "shortfall.csv": list(_shortfall(wanted, unmet, names)),
        "gains.csv": list(_gains(found, unmet, names)),
        "runs.csv": [row for run in found.runs for row in records(run.shortfall, run=run.run)],
        "scores.csv": [row for run in found.runs for row in records(run.scores, run=run.run, goal="G1")],
        "draws.csv": [row for run in found.runs for row in records(run.draws, run=run.run)],
        "figures.csv": list(_figures(found)),
    }


def write_risk(found: Risk, folder: Path) -> dict[str, list[Record]]:
    """Write a risk analysis, whole or not at all, and return its tables.

    The runs kept beside the folder go once all that were asked for are in it.
    """
    # What draws takes most of a second to load, and the processes that make runs load this package too.
    from estates.planning.risk_figures import risk_figures  # noqa: PLC0415

    tables = risk_tables(found)
    files = answer_files(tables, COLUMNS)
    write_answer_folder(folder, files | risk_figures(found, tables), made_by="risk")
    if found.is_whole:
        remove_runs(runs_folder(folder))
    return tables


def _by_key(runs: Sequence[RunOutcome], figure: str) -> dict[Key, dict[int, int]]:
    """Return a figure by option, level and code, then by run; one that a run lacks is nought there."""
    found: dict[Key, dict[int, int]] = defaultdict(lambda: {run.run: 0 for run in runs})
    for run in runs:
        for row in run.shortfall:
            found[row.option, row.level, row.code][run.run] = getattr(row, figure)
    return found


def _shortfall(
    wanted: Mapping[Key, Mapping[int, int]],
    unmet: Mapping[Key, Mapping[int, int]],
    names: Mapping[str, Mapping[str, str]],
) -> Iterator[Record]:
    for (option, level, code), by_run in unmet.items():
        about: dict[str, Value] = {"option": option, "level": level, "code": code, "name": names[level].get(code, code)}
        mean_wanted = distribution(tuple(wanted[option, level, code].values())).mean
        yield about | {"mean_wanted": mean_wanted} | _told(distribution(tuple(by_run.values())))


def _gains(
    found: Risk, unmet: Mapping[Key, Mapping[int, int]], names: Mapping[str, Mapping[str, str]]
) -> Iterator[Record]:
    """Yield by how many sessions the shortfall under an option is below that of the area as it is, run by run."""
    schemes = {option.name: option.scheme for option in found.base.options}
    for (option, level, code), by_run in unmet.items():
        if option == AS_IT_IS or level not in _LEVELS_OF_GAINS:
            continue
        before = unmet.get((AS_IT_IS, level, code), {})
        scheme = schemes[option]
        about: dict[str, Value] = {
            "option": option,
            "scheme_id": None if scheme is None else scheme.scheme_id,
            "level": level,
            "code": code,
            "name": names[level].get(code, code),
            "capital_cost": _capital(found, option),
        }
        yield about | _told(distribution([before.get(run, 0) - value for run, value in by_run.items()]))


def _capital(found: Risk, name: str) -> Decimal:
    """Return what the schemes of an option cost to build."""
    costs = {scheme.scheme_id: scheme.capital_cost for scheme in found.base.dataset.schemes}
    (option,) = (option for option in found.base.options if option.name == name)
    built = (code for named in option.scenario.changes for code in getattr(named.change, "scheme_ids", ()))
    return sum((costs[code] for code in built), Decimal(0))


def _told(found: Distribution) -> dict[str, Value]:
    quantiles = {f"p{q:02}": value for q, value in zip(QUANTILES, found.quantiles, strict=True)}
    # All runs are drawn from assumptions, so everything that comes of them is an estimate.
    return {"runs": found.runs, "chance": found.chance, "mean": found.mean, **quantiles, "estimated": True}


def _figures(found: Risk) -> Iterator[Record]:
    for name, spread in spreads_of(found.base.figures):
        declared = FIGURES[name]
        yield {
            "figure": name,
            "low": spread.low,
            "likely": spread.likely,
            "high": spread.high,
            "shape": spread.shape.value,
            "unit": declared.table.by_name["low"].unit,
            "meaning": declared.table.meaning,
            "drawn_for": declared.drawn_for,
            "source": declared.source,
        }
