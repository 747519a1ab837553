"""An outlook over years: each year mends the plan of the year before by small moves, so that little moves."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from estates.domain.by_demand import EVERYBODY, BandedRow, banded, demand_rows
from estates.domain.checks import changed_rows
from estates.domain.errors import RequestError
from estates.domain.levels import NOT_APPLICABLE
from estates.domain.plan import Placement
from estates.domain.scenario.growth import GrowthFigures, growth_needs, growth_remark
from estates.domain.scenario.scenario import apply
from estates.domain.wording import listed
from estates.domain.words import StoppedBy
from estates.planning.from_before import plan_from
from estates.planning.growth_band import Bands, GrowthBand
from estates.planning.make_plan import Outcome
from estates.planning.papers import outlook_figures
from estates.planning.plan_files import plan_map, report_of
from estates.planning.scenarios import Run, ScenarioOutcome, Start, plan_scenario
from geodata.answer_tables import Record, answer_files, records
from geodata.places.boundaries import pcn_areas
from geodata.plan.answer_folder import write_answer_folder
from geodata.scenario.tables import (
    DEMAND_COLUMNS,
    FIGURE_COLUMNS,
    GOAL_COLUMNS,
    NEED_COLUMNS,
    goal_record,
    growth_figure_rows,
)
from maps.extras import Extras, OutlookRow

LAST_YEAR = 2100
LEVELS_ON_MAP = ("icb", "pcn", "practice")
MOVED_COLUMNS = ("year", "rows_before", "rows_kept", "rows_changed", "rows_new")


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """The plans of an outlook by year, those of its band, what each year wants and has, and its tables by file name.

    ``remarks`` say which of the years the growth table does not tell of, and where the user ended it, if so.
    """

    plans: dict[int, ScenarioOutcome]
    bands: dict[int, GrowthBand]
    rows: dict[int, tuple[BandedRow, ...]]
    growth: GrowthFigures
    remarks: tuple[str, ...]
    tables: dict[str, list[Record]]


def outlook(
    started: Start,
    years: Sequence[int],
    run: Run,
    *,
    on_year: Callable[[int, ScenarioOutcome], None] | None = None,
    on_band: Callable[[int, GrowthBand], None] | None = None,
) -> Outlook:
    """Plan each year of an area, and where lists grow each year again with low and with high growth.

    Parameters
    ----------
    started
        The dataset and the scenario that holds in every year; its schemes are built when they are ready.
    years
        Calendar years, the first planned by itself, each other from the one before.
    run
        How each year is solved. Once ``stop`` says yes, the years planned so far are the outlook.
    on_year, on_band
        Told of each year when it is planned, and of its band.

    Raises
    ------
    RequestError
        Where a change cannot be made in some year.
    """
    plans: dict[int, ScenarioOutcome] = {}
    with Bands(run) as asked:
        for year in years:
            this_year = replace(started, scenario=started.scenario.in_year(started.dataset, year))
            before = plans[max(plans)].outcome if plans else None
            plans[year] = plan_scenario(this_year, run) if before is None else plan_from(this_year, run, before)
            if on_year is not None:
                on_year(year, plans[year])
            if not run.is_over():
                asked.ask(this_year, plans[year].outcome)
            if run.is_over():
                break
        bands = asked.found(on_band)
    rows = {year: _rows(plan.outcome, bands.get(year)) for year, plan in plans.items()}
    return Outlook(
        plans=plans,
        bands=bands,
        rows=rows,
        growth=started.scenario.growth or GrowthFigures(),
        remarks=tuple(_remarks(started, years, plans, bare=[year for year in asked.asked if year not in bands])),
        tables=_tables(started, plans, rows),
    )


def _remarks(
    started: Start, years: Sequence[int], plans: dict[int, ScenarioOutcome], *, bare: Sequence[int]
) -> Iterator[str]:
    growth = None if started.scenario.growth is None else growth_remark(started.dataset, plans)
    if growth is not None:
        yield growth
    cut = [str(year) for year, plan in plans.items() if plan.outcome.plan.stopped_by is StoppedBy.INTERRUPT]
    if cut:
        yield f"The plan of {listed(cut)} was cut short: a longer search may leave fewer unmet."
    missing = [str(year) for year in years if year not in plans]
    if missing:
        yield f"It was stopped: {listed(missing)} {'is' if len(missing) == 1 else 'are'} not planned."
    if bare:
        yield f"Without a band, since its plans were not finished: {listed([str(year) for year in bare])}."


def _rows(outcome: Outcome, band: GrowthBand | None) -> tuple[BandedRow, ...]:
    rows = demand_rows(outcome.dataset, outcome.plan.placements, outcome.settings)
    return banded(rows, None if band is None else (band.low.rows, band.high.rows))


def years_of(text: str) -> tuple[int, ...]:
    """Return the years that a text such as ``2026-2036`` or ``2026,2030,2035`` names, in order.

    Raises
    ------
    RequestError
        Where it names none, or years outside 2000 to 2100.
    """
    years: Sequence[int]
    match = re.fullmatch(r"(2[01]\d\d)-(2[01]\d\d)", text.strip())
    parts = text.split(",")
    if match:
        years = range(int(match[1]), int(match[2]) + 1)
    elif all(re.fullmatch(r"\s*2[01]\d\d\s*", part) for part in parts):
        years = sorted({int(part) for part in parts})
    else:
        years = ()
    if not years or years[-1] > LAST_YEAR:
        raise RequestError(f"“{text}” names no years: write them as 2026-2036 or 2026,2030,2035, up to {LAST_YEAR}.")
    return tuple(years)


def write_outlook(found: Outlook, folder: Path) -> None:
    """Write an outlook, whole or not at all: tables, map, figures, and each plan in a folder of its own."""
    folders = {f"{year}": plan.files() for year, plan in found.plans.items()}
    for year, band in found.bands.items():
        folders |= {f"{year}-{name}": end.files for name, end in band.ends.items()}
    files = {f"{place}/{name}": content for place, made in folders.items() for name, content in made.items()}
    files["map.html"] = outlook_map(found)
    reports = {year: report_of(plan.outcome, ()) for year, plan in found.plans.items()}
    files |= outlook_figures(reports, found.rows, found.growth, found.remarks)
    files |= answer_files(found.tables, COLUMNS)
    write_answer_folder(folder, files, made_by="outlook")


def outlook_map(found: Outlook) -> bytes:
    """Return the map of the last year's plan, which shows every year's shortfall and the first year beside the last."""
    first, last = min(found.plans), max(found.plans)
    outcome = found.plans[last].outcome
    rows = (
        _row_of_map(year, row)
        for year, here in found.rows.items()
        for row in here
        if row.demand == EVERYBODY and row.level in LEVELS_ON_MAP and row.code != NOT_APPLICABLE
    )
    earlier = () if first == last else found.plans[first].outcome.unmet
    extras = Extras(outlook=tuple(rows), earlier=earlier, earlier_name=f"the plan of {first}")
    if found.remarks and outcome.scenario is not None:
        said = outcome.scenario.sentence
        sentence = " ".join((said, *(remark for remark in found.remarks if remark not in said)))
        outcome = replace(outcome, scenario=replace(outcome.scenario, sentence=sentence))
    return plan_map(outcome, pcn_areas(outcome.dataset), extras)


def _row_of_map(year: int, row: BandedRow) -> OutlookRow:
    low, high = row.ends or (None, None)
    return OutlookRow(
        year=year,
        pcn_code=row.code if row.level == "pcn" else None,
        practice_code=row.code if row.level == "practice" else None,
        wanted=row.wanted,
        unmet=row.unmet,
        low=low,
        high=high,
    )


def _tables(
    started: Start, plans: dict[int, ScenarioOutcome], rows: dict[int, tuple[BandedRow, ...]]
) -> dict[str, list[Record]]:
    figures = started.scenario.growth or GrowthFigures()
    return {
        "outlook.csv": [record for year, here in rows.items() for record in records(here, year=year)],
        "goals.csv": [
            goal_record(goal, score, year=year)
            for year, plan in plans.items()
            for goal, score in plan.outcome.plan.goals.items()
        ],
        "growth.csv": [row for year in plans for row in _growth(started, year, figures)],
        "growth_figures.csv": growth_figure_rows(figures),
        "moved.csv": _moved(plans),
    }


COLUMNS = {
    "outlook.csv": ("year", *DEMAND_COLUMNS, "unmet_low_growth", "unmet_high_growth"),
    "goals.csv": ("year", *GOAL_COLUMNS),
    "growth.csv": ("year", *NEED_COLUMNS),
    "growth_figures.csv": FIGURE_COLUMNS,
    "moved.csv": MOVED_COLUMNS,
}


def _growth(started: Start, year: int, figures: GrowthFigures) -> list[Record]:
    scenario = replace(started.scenario.in_year(started.dataset, year), growth=None)
    return list(records(growth_needs(apply(started.dataset, scenario), year, figures), year=year, estimated=True))


def _moved(plans: dict[int, ScenarioOutcome]) -> list[Record]:
    found: list[Record] = []
    before: Sequence[Placement] = ()
    for year, plan in plans.items():
        rows = plan.outcome.plan.placements
        kept = len({_key(row) for row in before} & {_key(row) for row in rows})
        found.append(
            {
                "year": year,
                "rows_before": len(before),
                "rows_kept": kept,
                "rows_changed": changed_rows(plan.outcome.dataset, before, rows),
                "rows_new": len(rows) - kept,
            }
        )
        before = rows
    return found


def _key(row: Placement) -> tuple[object, ...]:
    return (row.kind, row.id, row.slot, row.room_id)
