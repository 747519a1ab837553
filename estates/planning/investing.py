"""Where capital should go: the frontier of budgets, what each scheme gains, who gains, and what is free."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from estates.domain.capital.free_options import FreeStep, free_steps
from estates.domain.capital.money import cost_over
from estates.domain.capital.sets import NOTHING, Choice, Chosen, choice_of
from estates.domain.dataset import Dataset
from estates.domain.errors import RequestError
from estates.domain.plan import Plan
from estates.domain.scenario.changes import BuildSchemes, Change
from estates.domain.scenario.scenario import NamedChange, Scenario, apply
from estates.planning.capital_tables import COLUMNS, Answer, capital_tables
from estates.planning.make_plan import Solver, plan_map
from estates.planning.scenarios import Run, ScenarioOutcome, Start, plan_scenario
from estates.planning.source import settings_of
from geodata.answer_tables import Record, answer_csv
from geodata.places.boundaries import pcn_areas
from geodata.places.minutes import travel_times
from geodata.plan.answer_folder import write_answer_folder
from maps.extras import Extras, SchemeGain
from optimiser.invest.again import plan_again
from optimiser.invest.invest import Investment, Request, invest

YEARS, POINTS = 10, 20
"""By default running costs count for so many years, and the frontier has so many budgets."""

SHARE_OF_A_FREE_STEP = 0.1
"""Where there is a time limit, each free option has so much of it to itself."""

Tell = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Budget:
    """What is asked: a budget in pounds, years of running costs, the year to be ready by, and how many budgets."""

    pounds: Decimal
    years: int = YEARS
    ready_by: int | None = None
    points: int = POINTS


@dataclass(frozen=True, kw_only=True)
class Invested:
    """The answer: what was found, the plans by folder, and the tables by file name."""

    answer: Answer
    plans: Mapping[str, ScenarioOutcome]
    tables: Mapping[str, list[Record]]


def invest_capital(started: Start, budget: Budget, run: Run, *, tell: Tell = lambda _: None) -> Invested:
    """Find the best schemes for a budget and for budgets up to the price of all.

    Parameters
    ----------
    started
        The dataset, and the scenario in which it is looked at; schemes are built on top of that.
    budget
        What is asked.
    run
        How closely to solve; the gap is that of every point of the frontier.
    tell
        Told of each stage in a few words.

    Raises
    ------
    RequestError
        Where the budget is below nought, there are no schemes to choose from, or the scenario cannot be followed.
    """
    scenario = started.scenario
    ready = replace(
        started,
        dataset=apply(started.dataset, scenario),
        scenario=Scenario(name=scenario.name, season=scenario.season),
        text=b"",
    )
    choice = _choice(ready.dataset, budget, scenario)
    settings = settings_of(started.source)
    dataset = ready.dataset.for_season(scenario.season)
    request = Request(
        choice=choice,
        cost_of={scheme.scheme_id: cost_over(scheme, budget.years) for scheme in choice.schemes},
        budgets=budgets_of(choice, budget),
        budget=budget.pounds,
    )
    found = invest(
        dataset,
        travel_times(dataset, settings.travel, season=scenario.season),
        request,
        season=scenario.season,
        settings=settings,
        limits=run.limits,
        tell=tell,
        stop=run.stop,
    )
    plans = _plans_of_sets(ready, run, found)
    free, folders = _free_first(ready, run, found, tell)
    answer = Answer(
        dataset=dataset,
        choice=choice,
        found=found,
        years=budget.years,
        plans={chosen: plans[folder] for chosen, folder in folders_of(found).items()},
        folders=folders_of(found),
        free=free,
    )
    return Invested(answer=answer, plans=plans | folders, tables=capital_tables(answer))


def write_invested(invested: Invested, folder: Path) -> None:
    """Write the answer: tables, the frontier's figure, and each plan in a folder of its own, whole or not at all."""
    from estates.planning.capital_figures import frontier_files  # noqa: PLC0415 - what draws is slow to load

    files = {
        f"{name}/{file}": content for name, plan in invested.plans.items() for file, content in plan.files().items()
    }
    files |= {name: answer_csv(rows, COLUMNS[name]) for name, rows in invested.tables.items()}
    files |= frontier_files(invested.answer)
    files["map.html"] = invested_map(invested)
    write_answer_folder(folder, files, made_by="invest")


def invested_map(invested: Invested) -> bytes:
    """Return the map of the plan without schemes, with what each scheme gains alone and what that costs."""
    outcome = invested.plans[invested.answer.folders[NOTHING]].outcome
    gains = tuple(
        SchemeGain(
            scheme_id=str(row["scheme_id"]),
            sessions=int(str(row["gain_alone"])),
            pounds_per_session_year=_whole_pounds(row["pounds_per_session_year"]),
        )
        for row in invested.tables["schemes.csv"]
        if row["gain_alone"] is not None
    )
    return plan_map(outcome, pcn_areas(outcome.dataset), Extras(gains=gains))


def _whole_pounds(amount: object) -> int | None:
    return round(amount) if isinstance(amount, Decimal) else None


def budgets_of(choice: Choice, budget: Budget) -> tuple[Decimal, ...]:
    """Return budgets evenly from nought to the price of all schemes, to the pound, and the one asked for."""
    total = choice.costs([scheme.scheme_id for scheme in choice.schemes])
    steps = max(2, budget.points) - 1
    even = {(total * number / steps).quantize(Decimal(1)) for number in range(steps)} | {total}
    # The one asked for takes the place of the nearest, so that there are as many as asked for.
    nearest = min(sorted(even - {Decimal(0)} or even), key=lambda each: abs(each - budget.pounds))
    return tuple(sorted(({*even} - {nearest}) | {budget.pounds, *([total] if nearest == total else [])}))


def folders_of(found: Investment) -> dict[Chosen, str]:
    """Return the plan folder of every set of the frontier, cheapest first; ``00`` holds the plan of nothing built."""
    sets = dict.fromkeys((NOTHING, *(point.chosen for point in found.points)))
    return {chosen: f"plans/{number:02}" for number, chosen in enumerate(sets)}


def _choice(dataset: Dataset, budget: Budget, scenario: Scenario) -> Choice:
    if budget.pounds < 0:
        raise RequestError("A budget is nought pounds or more.")
    choice = choice_of(dataset, year=budget.ready_by or scenario.year)
    if not choice.schemes:
        told = "; ".join(f"{code}: {why}" for code, why in choice.left_out.items())
        raise RequestError(
            "The dataset has no scheme that can be built"
            + (f" ({told})." if told else ": its table `schemes` is empty.")
        )
    return choice


def _plans_of_sets(ready: Start, run: Run, found: Investment) -> dict[str, ScenarioOutcome]:
    plans: dict[str, ScenarioOutcome] = {}
    for chosen, folder in folders_of(found).items():
        ids = tuple(each.scheme_id for each in ready.dataset.schemes if each.scheme_id in chosen)
        part = _with_changes(ready, [("Schemes", BuildSchemes(scheme_ids=ids))] if ids else [])
        plans[folder] = plan_scenario(part, run, solver=_ready_made(found.plans[chosen]))
    return plans


def _ready_made(plan: Plan) -> Solver:
    """Return a solver that answers with a plan that is there already; it is judged like any other."""
    return lambda *_args, **_more: plan


def _with_changes(ready: Start, changes: Sequence[tuple[str, Change]]) -> Start:
    named = tuple(NamedChange(name=name, change=change) for name, change in changes)
    return replace(ready, scenario=replace(ready.scenario, changes=named))


def _free_first(
    ready: Start, run: Run, found: Investment, tell: Tell
) -> tuple[tuple[tuple[FreeStep | None, str, ScenarioOutcome], ...], dict[str, ScenarioOutcome]]:
    """Plan the free options one on top of the other; return each step with its folder and plan, the start first."""
    limit = run.limits.time_limit_seconds
    run = replace(run, limits=replace(run.limits, time_limit_seconds=limit and limit * SHARE_OF_A_FREE_STEP))
    first = plan_scenario(_with_changes(ready, []), run, solver=_ready_made(found.plans[NOTHING]))
    told: list[tuple[FreeStep | None, str, ScenarioOutcome]] = [(None, "plans/00", first)]
    plans: dict[str, ScenarioOutcome] = {}
    changes: list[tuple[str, Change]] = []
    for number, step in enumerate(free_steps(ready.dataset, found.best.chosen), start=1):
        _, folder, before = told[-1]
        if step.changes:
            changes += [(f"{step.name} ({n})", change) for n, change in enumerate(step.changes, start=1)]
            folder = f"free/{number:02}"
            before = plan_scenario(_with_changes(ready, changes), run, solver=_from(before.outcome.plan))
            plans[folder] = before
        told.append((step, folder, before))
        tell(f"free first: {step.name.lower()}")
    return tuple(told), plans


def _from(plan: Plan) -> Solver:
    return lambda *args, **more: plan_again(*args, start=plan.placements, **more)
