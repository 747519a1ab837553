"""Step counts: how much of a scenario's change each single change caused, in a stated order, adding up exactly.

The scenario is planned step by step: first nothing of it, then its first step alone, then the first two, and so on.
What a step caused is what its plan has more than the plan before. So the parts add up to the whole whatever the order;
but a step's part depends on the order, because changes compete for the same rooms or help each other.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from estates.domain.by_demand import DEMANDS, EVERYBODY, DemandRow, demand_rows
from estates.domain.errors import RequestError
from estates.domain.plan import Placement
from estates.domain.scenario.effects import effects
from estates.domain.scenario.told import AS_IT_IS
from estates.domain.words import StoppedBy
from estates.planning.scenarios import Run, ScenarioOutcome, Start, plan_scenario
from geodata.answer_tables import Record, answer_files
from geodata.plan.answer_folder import write_answer_folder

COLUMNS = {
    "steps.csv": ("number", "step", "folder", "measure", "before", "after", "change", "stopped_by"),
    "areas.csv": ("number", "step", "level", "code", "name", "demand", "unmet_before", "unmet_after", "change"),
}
NOT_COUNTED = "not counted: stopped before its plan was done"
_GOALS = ("G1", "G2", "G3")
_LEVELS = ("icb", "pcn")
_DECIMALS = 6


@dataclass(frozen=True, kw_only=True)
class Steps:
    """The plans of the steps in their order, the first of nothing changed, and the tables by file name.

    ``not_counted`` are the steps that the user did not wait for: what their plans would have more is not known.
    """

    order: tuple[str, ...]
    plans: tuple[ScenarioOutcome, ...]
    tables: Mapping[str, list[Record]]
    not_counted: tuple[str, ...] = ()


def step_counts(
    started: Start,
    order: Sequence[str],
    run: Run,
    *,
    on_step: Callable[[str, ScenarioOutcome], None] | None = None,
) -> Steps:
    """Plan each beginning of a scenario's steps and return what each step caused.

    Parameters
    ----------
    started
        The dataset and the scenario.
    order
        The names of all steps in the order in which they count; empty for that of the scenario.
    run
        How each beginning is solved; each but the first starts from the plan before. Once ``stop`` says yes, the
        steps planned so far count, without the one that it cut short.
    on_step
        Told of each step when it is planned.

    Raises
    ------
    RequestError
        Where the order does not name every step once, or a step cannot be made without one that comes after it.
    """
    names = tuple(order) or started.scenario.steps
    _check_order(names, started.scenario.steps)
    plans: list[ScenarioOutcome] = []
    for step, planned in zip((AS_IT_IS, *names), _plans(started, names, run), strict=False):
        plans.append(planned)
        if on_step is not None:
            on_step(step, planned)
    counted, left = names[: len(plans) - 1], names[len(plans) - 1 :]
    tables = {"steps.csv": _steps(started, counted, plans), "areas.csv": _areas(counted, plans)}
    tables["steps.csv"] += [
        {"number": number, "step": name, "measure": NOT_COUNTED} for number, name in enumerate(left, start=len(plans))
    ]
    return Steps(order=names, plans=tuple(plans), tables=tables, not_counted=left)


def _plans(started: Start, names: Sequence[str], run: Run) -> Iterator[ScenarioOutcome]:
    """Yield the plan of nothing changed, then one for each step, but for those that the user does not wait for."""
    rows: Sequence[Placement] = ()
    for number in range(len(names) + 1):
        part = replace(started, scenario=started.scenario.only(names[:number]))
        planned = plan_scenario(part, run, earlier=rows)
        if number and planned.outcome.plan.stopped_by is StoppedBy.INTERRUPT:
            return
        yield planned
        if run.is_over():
            return
        rows = planned.outcome.plan.placements


def write_steps(found: Steps, folder: Path) -> None:
    """Write step counts: the tables, and each step's plan in a folder of its own, whole or not at all."""
    files = {
        f"{folder_of(number)}/{name}": content
        for number, plan in enumerate(found.plans)
        for name, content in plan.files().items()
    }
    files |= answer_files(found.tables, COLUMNS)
    write_answer_folder(folder, files, made_by="steps")


def folder_of(number: int) -> str:
    """Return the name of a step's plan folder; 00 holds the plan of nothing changed."""
    return f"{number:02}"


def _check_order(names: Sequence[str], steps: Sequence[str]) -> None:
    if sorted(names) != sorted(steps):
        raise RequestError(
            f"The order must name every step of the scenario once. Its steps: {', '.join(steps) or 'none'}; "
            f"the order given: {', '.join(names)}."
        )


def _steps(started: Start, names: Sequence[str], plans: Sequence[ScenarioOutcome]) -> list[Record]:
    capital = {effect.step: effect.capital_cost for effect in effects(started.dataset, started.scenario)}
    spent = [sum((capital[name] for name in names[:number]), Decimal(0)) for number in range(len(plans))]
    measured = [_measures(plan) | {"capital_cost": cost} for plan, cost in zip(plans, spent, strict=True)]
    return [
        {
            "number": number,
            "step": name,
            "folder": folder_of(number),
            "measure": measure,
            "before": measured[number - 1][measure],
            "after": after,
            "change": after - measured[number - 1][measure],
            "stopped_by": plans[number].outcome.plan.stopped_by.value,
        }
        for number, name in enumerate(names, start=1)
        for measure, after in measured[number].items()
    ]


def _measures(plan: ScenarioOutcome) -> dict[str, Decimal]:
    """Return what a plan comes to: sessions, unmet ones also by kind of demand, and the goals but the burden.

    The burden of a plan that starts from another counts its changed rows, so that it cannot be compared.
    """
    county = {row.demand: row for row in _by_demand(plan) if row.level == "icb"}
    everybody = county.get(EVERYBODY)
    found = {name: Decimal(getattr(everybody, name) if everybody else 0) for name in ("wanted", "placed", "unmet")}
    found |= {f"unmet {kind}": Decimal(county[kind].unmet if kind in county else 0) for kind in DEMANDS[1:]}
    goals = plan.outcome.plan.goals
    for goal in _GOALS:
        found[goal] = round(Decimal(repr(goals[goal].value)), _DECIMALS)
        # Where a bound lies below its value the plan may not be the best one, and a step's part may be in the gap.
        found[f"{goal} bound"] = round(Decimal(repr(goals[goal].bound)), _DECIMALS)
    return found


def _by_demand(plan: ScenarioOutcome) -> tuple[DemandRow, ...]:
    outcome = plan.outcome
    return demand_rows(outcome.dataset, outcome.plan.placements, outcome.settings)


def _areas(names: Sequence[str], plans: Sequence[ScenarioOutcome]) -> list[Record]:
    found: list[Record] = []
    rows = [{(row.level, row.code, row.demand): row for row in _by_demand(plan)} for plan in plans]
    for number, name in enumerate(names, start=1):
        before, after = rows[number - 1], rows[number]
        for key in dict.fromkeys((*before, *after)):
            row = after.get(key) or before[key]
            old, new = (here[key].unmet if key in here else 0 for here in (before, after))
            if row.level in _LEVELS and old != new:
                found.append(
                    {
                        "number": number,
                        "step": name,
                        "level": row.level,
                        "code": row.code,
                        "name": row.name,
                        "demand": row.demand,
                        "unmet_before": old,
                        "unmet_after": new,
                        "change": new - old,
                    }
                )
    return found
