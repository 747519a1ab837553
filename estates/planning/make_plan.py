"""Make a plan: read, solve, judge, explain, write."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from estates.domain.certificate import Claim, certify, claim_breaches, claimed
from estates.domain.checks import Breach, breaches, goal_values, proof_breaches
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
from estates.planning.source import Source, read, settings_of, sound_dataset
from geodata.places.boundaries import pcn_areas
from geodata.places.minutes import travel_times
from geodata.plan.folder import check_replaceable, write_plan_folder
from geodata.plan.proof import proof_json, proof_record
from geodata.plan.tables import plan_tables
from geodata.plan_workbook.workbook import plan_workbook
from maps.extras import NOTHING_MORE, Extras
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
        proof=proof_record(
            reading=reading,
            dataset=dataset,
            travel=travel,
            plan=found,
            settings=settings,
            certified=certified(dataset, travel, found),
        ),
        left_out=reading.faults,
        warnings=reading.warnings,
    )


def judge(dataset: Dataset, travel: TravelTimes, found: Plan, settings: Settings) -> None:
    """Check a plan and its proof without a solver, and stop the run where either is wrong."""
    values = goal_values(dataset, travel, found.placements, burden=settings.burden)
    _stop_where_wrong(
        (
            *breaches(dataset, travel, found.placements),
            *proof_breaches(found.goals, found.standing, dataset, values),
        )
    )


def certified(dataset: Dataset, travel: TravelTimes, found: Plan) -> Claim:
    """Return what a plan's prices certify of G1 without a solver, and stop the run should that be impossible."""
    value = found.goals["G1"].value
    certificate = certify(dataset, travel, found.prices)
    claim = claimed(certificate, value)
    _stop_where_wrong(tuple(claim_breaches(claim, certificate, value)))
    return claim


def _stop_where_wrong(wrong: Sequence[Breach]) -> None:
    if wrong:
        told = " ".join(f"{breach.rule}: {breach.sentence}" for breach in wrong[:5])
        raise PlanError(
            f"The plan failed the independent check, so nothing was written ({len(wrong)} breaches). "
            f"This is a defect of the planner: please report it. {told}"
        )


def plan_files(outcome: Outcome, *, csv_only: bool, extras: Extras = NOTHING_MORE) -> dict[str, bytes]:
    """Return the files of a plan folder by name."""
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
    page = shortfall_map(
        dataset=outcome.dataset,
        travel=outcome.travel,
        plan=outcome.plan,
        unmet=outcome.unmet,
        shortfall=outcome.shortfall,
        use=outcome.use,
        areas=pcn_areas(outcome.dataset),
        settings=outcome.settings,
        extras=extras,
    )
    files["map.html"] = page.encode()
    return files


def write_plan(outcome: Outcome, folder: Path, *, csv_only: bool = False, extras: Extras = NOTHING_MORE) -> None:
    """Write a plan folder, whole or not at all; an earlier plan under its name is replaced."""
    write_plan_folder(folder, plan_files(outcome, csv_only=csv_only, extras=extras))
