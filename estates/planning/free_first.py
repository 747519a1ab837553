"""What is free to do first: the free options planned one on top of the other, then the best set of schemes."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from estates.domain.capital.free_options import FreeStep, free_steps
from estates.domain.capital.sets import Chosen
from estates.domain.dataset import Dataset
from estates.domain.plan import Plan
from estates.domain.scenario.changes import BuildSchemes, Change
from estates.domain.scenario.scenario import NamedChange
from estates.domain.words import StoppedBy
from estates.planning.make_plan import Solver
from estates.planning.scenarios import Run, ScenarioOutcome, Start, plan_scenario
from optimiser.invest.again import plan_again

SHARE_OF_A_FREE_STEP = 0.1
"""Where there is a time limit, each free option has so much of it to itself."""

Tell = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class FreeStepPlan:
    """A step and its plan in its folder of the answer; ``step`` is ``None`` for what is there to begin with.

    A step that changes nothing has the plan of the one before.
    """

    step: FreeStep | None
    folder: str
    plan: ScenarioOutcome


def free_first(
    ready: Start, run: Run, best: Chosen, first: FreeStepPlan, *, tell: Tell = lambda _: None
) -> tuple[FreeStepPlan, ...]:
    """Plan the free options, each on top of those before and from the plan before; the start is the first of them.

    Once asked to stop, no further step is planned.

    Parameters
    ----------
    ready
        The dataset with nothing built and its scenario followed.
    run
        How closely to solve.
    best
        The schemes that the last two steps build.
    first
        The plan with nothing done.
    tell
        Told of each step.
    """
    limit = run.limits.time_limit_seconds
    run = replace(run, limits=replace(run.limits, time_limit_seconds=limit and limit * SHARE_OF_A_FREE_STEP))
    found, changes = [first], list[tuple[str, Change]]()
    for number, step in enumerate(free_steps(ready.dataset, best), start=1):
        last, is_cut_short = found[-1], run.is_over()
        if step.changes and not is_cut_short:
            changes = _followed_by(changes, step, ready.dataset)
            plan = plan_scenario(with_changes(ready, changes), run, solver=_from(last.plan.outcome.plan))
            last = FreeStepPlan(step=step, folder=f"free/{number:02}", plan=plan)
            is_cut_short = plan.outcome.plan.stopped_by is StoppedBy.INTERRUPT
        if is_cut_short:
            # A plan cut short would say that the step changes nothing.
            tell(f"stopped before the free options from “{step.name.lower()}” on, which are left out")
            break
        found.append(replace(last, step=step))
        tell(f"free first: {step.name.lower()}")
    return tuple(found)


def _followed_by(changes: list[tuple[str, Change]], step: FreeStep, dataset: Dataset) -> list[tuple[str, Change]]:
    """Return changes with those of a step, all schemes in one go: so the best set that they come from was built too.

    Built one after the other, of two that convert a room another would count.
    """
    named = changes + [(f"{step.name} ({n})", change) for n, change in enumerate(step.changes, start=1)]
    built = {code for _, change in named if isinstance(change, BuildSchemes) for code in change.scheme_ids}
    if not built:
        return named
    others = [(name, change) for name, change in named if not isinstance(change, BuildSchemes)]
    in_order = tuple(scheme.scheme_id for scheme in dataset.schemes if scheme.scheme_id in built)
    return [*others, (step.name, BuildSchemes(scheme_ids=in_order))]


def with_changes(ready: Start, changes: list[tuple[str, Change]]) -> Start:
    """Return a start whose scenario makes these changes and no others."""
    named = tuple(NamedChange(name=name, change=change) for name, change in changes)
    return replace(ready, scenario=replace(ready.scenario, changes=named))


def _from(plan: Plan) -> Solver:
    return lambda *args, **more: plan_again(*args, start=plan.placements, **more)
