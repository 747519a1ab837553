"""Make a plan: read, solve, judge, explain, look for remedies."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from estates.domain.certificate import Claim
from estates.domain.dataset import Dataset
from estates.domain.errors import Fault
from estates.domain.plan import Placement, Plan, ProgressListener
from estates.domain.reading import Reading
from estates.domain.remedies import Remedy
from estates.domain.scenario.told import ScenarioTold
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
from estates.planning.judging import certified, judge
from estates.planning.pseudonyms import MARK, faults_withheld, under_pseudonyms
from estates.planning.remedying import Found, Search, look_for_remedies
from estates.planning.source import Source, sound
from geodata.plan.proof import proof_record
from optimiser.explain import explain
from optimiser.limits import Limits
from optimiser.national.in_parts import solve_in_parts

Solver = Callable[..., Plan]
"""Makes a plan from what ``optimiser.national.in_parts.solve_in_parts`` takes."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A plan with everything that is shown of it. ``dataset`` is that of the plan's season.

    ``left_out`` are the faults of the rows that ``--skip-bad-rows`` left out; ``warnings`` were planned with.
    ``remedies`` is ``None`` where none were looked for, ``scenario`` where the dataset is as it was given.
    ``pseudonyms`` holds the name that each post stands under everywhere here, by ``post_id``; empty where each stands
    under its own.
    """

    dataset: Dataset
    travel: TravelTimes
    plan: Plan
    unmet: tuple[UnmetRow, ...]
    shortfall: tuple[ShortfallRow, ...]
    use: tuple[UseRow, ...]
    settings: Settings
    proof: dict[str, Any]
    left_out: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()
    pseudonyms: Mapping[str, str] = field(default_factory=dict)
    remedies: tuple[Remedy, ...] | None = None
    scenario: ScenarioTold | None = None


def plan(  # noqa: PLR0913 - the whole request, each part named
    source: Source,
    *,
    limits: Limits,
    skip_bad_rows: bool = False,
    pseudonyms: bool = False,
    on_progress: ProgressListener | None = None,
    stop: Callable[[], bool] | None = None,
    earlier: Sequence[Placement] = (),
    search: Search = Search.NONE,
    solver: Solver = solve_in_parts,
) -> Outcome:
    """Read a dataset, plan it, judge the plan, and give reasons for what is unmet.

    With ``pseudonyms`` everything returned names posts by role and number instead of their ids. ``earlier`` are the
    rows of a plan that this one starts from and moves away from as little as it can. ``search`` says how far to look
    for remedies of what is unmet. ``solver`` makes the plan where another way than the usual one is wanted; it is
    judged all the same.

    Raises
    ------
    DatasetError
        Where the dataset has faults.
    PlanError
        Where the plan fails the independent check: a defect of the program, so nothing may be written.
    """
    given = sound(source, skip_bad_rows=skip_bad_rows)
    settings, reading, dataset, travel = given.settings, given.reading, given.dataset, given.travel
    found = solver(
        dataset,
        travel,
        season=source.season,
        settings=settings,
        limits=limits,
        on_progress=on_progress,
        stop=stop,
        earlier=earlier,
    )
    judge(dataset, travel, found, settings, earlier=earlier)
    (found, claim), names = certified(dataset, travel, found), dict[str, str]()
    if pseudonyms:
        dataset, found, names = under_pseudonyms(dataset, found)
    remedies = look_for_remedies(
        dataset,
        found,
        explain(dataset, travel, found),
        settings=settings,
        search=search,
        on_progress=on_progress,
        stop=stop,
    )
    outcome = outcome_of(reading, dataset, travel, found=found, settings=settings, claim=claim, remedies=remedies)
    if not pseudonyms:
        return outcome
    left_out = faults_withheld(reading.faults)
    return replace(outcome, proof=outcome.proof | {MARK: True}, left_out=left_out, pseudonyms=names)


def outcome_of(  # noqa: PLR0913 - everything that is shown, each part named
    reading: Reading,
    dataset: Dataset,
    travel: TravelTimes,
    *,
    found: Plan,
    settings: Settings,
    claim: Claim,
    remedies: Found | None = None,
) -> Outcome:
    """Return a plan that has been judged with everything that is shown of it; ``claim`` is what is certified of G1."""
    told = remedies or Found(remedies=None, explanations=explain(dataset, travel, found))
    proof = proof_record(
        reading=reading, dataset=dataset, travel=travel, plan=found, settings=settings, certified=claim
    )
    return Outcome(
        dataset=dataset,
        travel=travel,
        plan=found,
        unmet=unmet_rows(dataset, found.placements, told.explanations),
        shortfall=shortfall_rows(dataset, found.placements, settings),
        use=use_rows(dataset, found.placements),
        settings=settings,
        proof=proof,
        left_out=reading.faults,
        warnings=reading.warnings,
        remedies=told.remedies,
    )
