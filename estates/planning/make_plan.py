"""Make a plan: read, solve, judge, explain, write."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from estates.domain.checks import breaches, goal_values, proof_breaches
from estates.domain.dataset import Dataset
from estates.domain.errors import Fault, PlanError
from estates.domain.plan import Plan, ProgressListener
from estates.domain.settings import Settings
from estates.domain.shortfall import (
    ShortfallRow,
    UnmetRow,
    UseRow,
    shortfall_rows,
    unmet_rows,
    use_rows,
)
from estates.domain.travel import TravelTimes
from estates.planning.papers import WITH_PAPER, PaperChoice, report_files
from estates.planning.source import Source, read, settings_of, sound_dataset
from geodata.places.boundaries import PcnArea, pcn_areas
from geodata.places.minutes import travel_times
from geodata.plan.folder import check_replaceable, write_plan_folder
from geodata.plan.proof import proof_json, proof_record
from geodata.plan.tables import plan_tables
from geodata.plan_workbook.workbook import plan_workbook
from maps.outcome import Outcome as OutcomeOnMaps
from maps.report import Report
from maps.shortfall_map import shortfall_map
from optimiser.explain import explain
from optimiser.limits import Limits
from optimiser.solve import solve

__all__ = ["Outcome", "check_replaceable", "judge", "plan", "plan_files", "write_plan"]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A plan with everything that is shown of it. ``dataset`` is that of the plan's season.

    ``left_out`` are the faults of the rows that ``--skip-bad-rows`` left out; ``warnings`` were planned with.
    """

    dataset: Dataset
    travel: TravelTimes
    plan: Plan
    unmet: tuple[UnmetRow, ...]
    shortfall: tuple[ShortfallRow, ...]
    use: tuple[UseRow, ...]
    settings: Settings
    proof: Mapping[str, Any]
    left_out: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()


def plan(
    source: Source,
    *,
    limits: Limits,
    skip_bad_rows: bool = False,
    on_progress: ProgressListener | None = None,
    stop: Callable[[], bool] | None = None,
) -> Outcome:
    """Read a dataset, plan it, judge the plan, and give reasons for what is unmet.

    Raises
    ------
    DatasetError
        Where the dataset has faults.
    PlanError
        Where the plan fails the independent check: a defect of the program, so nothing may be written.
    """
    settings = settings_of(source)
    reading = read(source, settings)
    dataset = sound_dataset(reading, skip_bad_rows=skip_bad_rows).for_season(source.season)
    travel = travel_times(dataset, settings.travel, season=source.season)
    found = solve(
        dataset,
        travel,
        season=source.season,
        settings=settings,
        limits=limits,
        on_progress=on_progress,
        stop=stop,
    )
    judge(dataset, travel, found, settings)
    return Outcome(
        dataset=dataset,
        travel=travel,
        plan=found,
        unmet=unmet_rows(dataset, found.placements, explain(dataset, travel, found)),
        shortfall=shortfall_rows(dataset, found.placements, settings),
        use=use_rows(dataset, found.placements),
        settings=settings,
        proof=proof_record(reading=reading, dataset=dataset, travel=travel, plan=found, settings=settings),
        left_out=reading.faults,
        warnings=reading.warnings,
    )


def judge(dataset: Dataset, travel: TravelTimes, found: Plan, settings: Settings) -> None:
    """Check a plan and its proof without a solver, and stop the run where either is wrong."""
    values = goal_values(dataset, travel, found.placements, burden=settings.burden)
    wrong = (
        *breaches(dataset, travel, found.placements),
        *proof_breaches(found.goals, found.standing, dataset, values),
    )
    if wrong:
        told = " ".join(f"{breach.rule}: {breach.sentence}" for breach in wrong[:5])
        raise PlanError(
            f"The plan failed the independent check, so nothing was written ({len(wrong)} breaches). "
            f"This is a defect of the planner: please report it. {told}"
        )


def plan_files(outcome: Outcome, *, csv_only: bool, paper: PaperChoice = WITH_PAPER) -> dict[str, bytes]:
    """Return the files of a plan folder by name; ``paper`` says whether figures and paper are among them."""
    files = plan_tables(
        dataset=outcome.dataset,
        plan=outcome.plan,
        unmet=outcome.unmet,
        shortfall=outcome.shortfall,
        use=outcome.use,
        left_out=outcome.left_out,
    )
    files["proof.json"] = proof_json(outcome.proof)
    if csv_only:
        return files
    files["plan.xlsx"] = plan_workbook(
        dataset=outcome.dataset,
        plan=outcome.plan,
        unmet=outcome.unmet,
        shortfall=outcome.shortfall,
        use=outcome.use,
        settings=outcome.settings,
        proof=outcome.proof,
        left_out=outcome.left_out,
    )
    areas = pcn_areas(outcome.dataset)
    page = shortfall_map(
        dataset=outcome.dataset,
        travel=outcome.travel,
        plan=outcome.plan,
        unmet=outcome.unmet,
        shortfall=outcome.shortfall,
        use=outcome.use,
        areas=areas,
    )
    files["map.html"] = page.encode()
    return files | report_files(_report(outcome, areas), paper)


def _report(outcome: Outcome, areas: tuple[PcnArea, ...]) -> Report:
    on_maps = OutcomeOnMaps(
        dataset=outcome.dataset,
        travel=outcome.travel,
        plan=outcome.plan,
        unmet=outcome.unmet,
        shortfall=outcome.shortfall,
        use=outcome.use,
        areas=areas,
    )
    return Report(outcome=on_maps, settings=outcome.settings, proof=outcome.proof, left_out=outcome.left_out)


def write_plan(outcome: Outcome, folder: Path, *, csv_only: bool = False, paper: PaperChoice = WITH_PAPER) -> None:
    """Write a plan folder, whole or not at all; an earlier plan under its name is replaced."""
    write_plan_folder(folder, plan_files(outcome, csv_only=csv_only, paper=paper))
