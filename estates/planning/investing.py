"""Where capital should go: the frontier of budgets, what each scheme gains, who gains, and what is free.

The same budgets can be looked at in other futures too, so that it shows which schemes are right whatever comes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from estates.domain.capital.money import cost_over
from estates.domain.capital.sets import NOTHING, Choice, Chosen, choice_of
from estates.domain.dataset import Dataset
from estates.domain.errors import RequestError
from estates.domain.plan import Plan
from estates.domain.scenario.changes import BuildSchemes
from estates.domain.scenario.scenario import Scenario, apply
from estates.domain.words import StoppedBy
from estates.planning.capital_answer import Answer
from estates.planning.capital_tables import capital_tables
from estates.planning.free_first import FreeStepPlan, Tell, free_first, with_changes
from estates.planning.make_plan import Solver
from estates.planning.scenarios import Run, ScenarioOutcome, Start, plan_scenario
from estates.planning.source import settings_of
from geodata.answer_tables import Record
from geodata.places.minutes import travel_times
from optimiser.invest.invest import Investment, Request, invest

YEARS, POINTS = 10, 20
"""By default running costs count for so many years, and the frontier has so many budgets."""


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


@dataclass(frozen=True, kw_only=True)
class _Ready:
    """A future that is ready to be looked at: its scenario followed, nothing built, and the schemes to choose from.

    ``dataset`` is that of its season.
    """

    start: Start
    dataset: Dataset
    choice: Choice


def invest_capital(
    started: Start, budget: Budget, run: Run, *, futures: Sequence[Start] = (), tell: Tell = lambda _: None
) -> Invested:
    """Find the best schemes for a budget and for budgets up to the price of all.

    Parameters
    ----------
    started
        The dataset, and the scenario in which it is looked at; schemes are built on top of that.
    budget
        What is asked.
    run
        How closely to solve; the gap is that of every point of the frontier.
    futures
        The same dataset in other scenarios, in which the same budgets are looked at too.
    tell
        Told of each stage in a few words.

    Raises
    ------
    RequestError
        Where the budget is below nought, there are no schemes to choose from, or a scenario cannot be followed.
    """
    ready, others = _ready(started, budget), [_ready(future, budget) for future in futures]
    budgets = budgets_of(ready.choice, budget)
    answer = _frontier(ready, budget, run, budgets=budgets, tell=tell)
    first = FreeStepPlan(step=None, folder=answer.folders[NOTHING], plan=answer.plans[NOTHING])
    free = free_first(ready.start, run, answer.found.best.chosen, first, tell=tell)
    looked_at = tuple(_looked_at(others, budget, run, budgets=budgets, tell=tell))
    left_out = tuple(other.start.scenario.name for other in others[len(looked_at) :])
    answer = replace(answer, free=free, futures=looked_at, left_out=left_out)
    return Invested(answer=answer, plans=dict(_plans(answer)), tables=capital_tables(answer))


def budgets_of(choice: Choice, budget: Budget) -> tuple[Decimal, ...]:
    """Return budgets evenly from nought to the price of all schemes, to the pound, and the one asked for."""
    total = choice.costs([scheme.scheme_id for scheme in choice.schemes])
    steps = max(2, budget.points) - 1
    even = {(total * number / steps).quantize(Decimal(1)) for number in range(steps)} | {total}
    # The one asked for takes the place of the nearest, so that there are as many as asked for.
    nearest = min(sorted(even - {Decimal(0)} or even), key=lambda each: abs(each - budget.pounds))
    return tuple(sorted(({*even} - {nearest}) | {budget.pounds, *([total] if nearest == total else [])}))


def _ready(started: Start, budget: Budget) -> _Ready:
    scenario = started.scenario
    dataset = apply(started.dataset, scenario)
    bare = Scenario(name=scenario.name, season=scenario.season)
    return _Ready(
        start=replace(started, dataset=dataset, scenario=bare, text=b""),
        dataset=dataset.for_season(scenario.season),
        choice=_choice(dataset, budget, scenario),
    )


def _choice(dataset: Dataset, budget: Budget, scenario: Scenario) -> Choice:
    if budget.pounds < 0:
        raise RequestError("A budget is nought pounds or more.")
    choice = choice_of(dataset, year=budget.ready_by or scenario.year)
    if not choice.schemes:
        told = "; ".join(f"{code}: {why}" for code, why in choice.left_out.items())
        raise RequestError(
            "The dataset has no scheme that can be built"
            + (f" ({told})." if told else ": it has no table `schemes`, or an empty one.")
        )
    return choice


def _looked_at(
    others: Sequence[_Ready], budget: Budget, run: Run, *, budgets: tuple[Decimal, ...], tell: Tell
) -> Iterator[Answer]:
    """Yield the frontier of each future until the user asks to stop.

    One that is stopped on the way is left out: it would say that nothing is worth building in that future.
    """
    for other in others:
        if run.is_over():
            return
        answer = _frontier(other, budget, run, budgets=budgets, with_gains=False, tell=_told_of(other, tell))
        if answer.found.stopped_by is StoppedBy.INTERRUPT:
            return
        yield answer


def _frontier(
    ready: _Ready, budget: Budget, run: Run, *, budgets: tuple[Decimal, ...], tell: Tell, with_gains: bool = True
) -> Answer:
    """Return the frontier of one future, with a plan for each of its sets."""
    settings, season = settings_of(ready.start.source), ready.start.scenario.season
    request = Request(
        choice=ready.choice,
        cost_of={scheme.scheme_id: cost_over(scheme, budget.years) for scheme in ready.choice.schemes},
        budgets=budgets,
        budget=budget.pounds,
        with_gains=with_gains,
    )
    found = invest(
        ready.dataset,
        travel_times(ready.dataset, settings.travel, season=season),
        request,
        season=season,
        settings=settings,
        limits=run.limits,
        tell=tell,
        stop=run.stop,
    )
    return Answer(
        name=ready.start.scenario.name,
        dataset=ready.dataset,
        choice=ready.choice,
        found=found,
        years=budget.years,
        plans=_plans_of_sets(ready.start, run, found),
        folders=_folders_of(found),
    )


def _folders_of(found: Investment) -> dict[Chosen, str]:
    """Return the plan folder of every set of the frontier, cheapest first; ``00`` holds the plan of nothing built."""
    sets = dict.fromkeys((NOTHING, *(point.chosen for point in found.points)))
    return {chosen: f"plans/{number:02}" for number, chosen in enumerate(sets)}


def _plans_of_sets(ready: Start, run: Run, found: Investment) -> dict[Chosen, ScenarioOutcome]:
    plans: dict[Chosen, ScenarioOutcome] = {}
    for chosen, plan in found.plans.items():
        ids = tuple(each.scheme_id for each in ready.dataset.schemes if each.scheme_id in chosen)
        part = with_changes(ready, [("Schemes", BuildSchemes(scheme_ids=ids))] if ids else [])
        plans[chosen] = plan_scenario(part, run, solver=_ready_made(plan))
    return plans


def _ready_made(plan: Plan) -> Solver:
    """Return a solver that answers with a plan that is there already; it is judged like any other."""
    return lambda *_args, **_more: plan


def _told_of(ready: _Ready, tell: Tell) -> Tell:
    return lambda stage: tell(f"{ready.start.scenario.name}: {stage}")


def _plans(answer: Answer) -> Iterator[tuple[str, ScenarioOutcome]]:
    """Yield every plan of an answer by its folder."""
    for folder, each in answer.by_folder():
        yield from ((folder + each.folders[chosen], plan) for chosen, plan in each.plans.items())
    yield from ((step.folder, step.plan) for step in answer.free[1:] if step.folder.startswith("free"))
