"""From a dataset to a plan: the only door into the optimiser."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from estates.domain.dataset import Dataset
from estates.domain.plan import GOALS, GoalScore, Placement, Plan, ProgressListener, goal_scores
from estates.domain.settings import Settings
from estates.domain.slots import Slot
from estates.domain.travel import TravelTimes
from estates.domain.words import Season
from optimiser.best_named import burden_of
from optimiser.candidates import Estate, survey
from optimiser.crew import CHILDREN, Crew
from optimiser.finish import choose_with_rooms, name_rooms
from optimiser.kept_rows import kept_rows
from optimiser.limits import Limits
from optimiser.made_plan import made_plan
from optimiser.measure import burden_minutes
from optimiser.model import build
from optimiser.prices import prices_of_rows
from optimiser.rooms import placements
from optimiser.search import Search
from optimiser.split import split
from optimiser.stages import Stage
from optimiser.streams import Steps
from optimiser.together import bound_together
from optimiser.watch import Watch

Pursuit = tuple[str, Callable[[Search], Sequence[Steps]]]
"""The goal pursued, and the steps that run side by side: later goals are proved beside an earlier one."""

LATER: Sequence[Pursuit] = (
    ("G2", lambda search: (search.improve("G2"),)),
    ("G3", lambda search: (search.improve("G3"), search.prove("G4"))),
    ("G4", lambda search: (search.improve("G4"),)),
)
PURSUITS: Mapping[Stage, Sequence[Pursuit]] = {
    Stage.ALL_GOALS: (
        ("G1", lambda search: (search.improve("G1"),)),
        ("G1", lambda search: (search.improve_once_more(), search.prove("G2"), search.prove("G3"))),
        *LATER,
    ),
    Stage.FIRST_GOAL: (
        ("G1", lambda search: (search.improve("G1"),)),
        ("G1", lambda search: (search.improve_once_more(),)),
    ),
    Stage.LATER_GOALS: (
        ("G1", lambda search: (search.take_up(), search.prove("G2"))),
        ("G2", lambda search: (search.improve("G2"), search.prove("G3"))),
        *LATER[1:],
    ),
}


def solve(  # noqa: PLR0913 - the whole request, each part named
    dataset: Dataset,
    travel: TravelTimes,
    *,
    season: Season,
    settings: Settings,
    limits: Limits,
    on_progress: ProgressListener | None = None,
    stop: Callable[[], bool] | None = None,
    earlier: Sequence[Placement] = (),
    held: Mapping[tuple[str, Slot], int] | None = None,
    children: int = CHILDREN,
    stage: Stage = Stage.ALL_GOALS,
    start: Sequence[Placement] = (),
) -> Plan:
    """Return the best plan found for a season, with a proven bound for each goal.

    Parameters
    ----------
    dataset
        The whole dataset; winter programmes are left out in the standard season. Its pins must be legal.
    travel
        Minutes between sites; a pair that is absent is out of reach.
    season, settings, limits
        What to plan for, with which figures, how closely and how long.
    on_progress
        Told of the stage, the best value, its bound and gap, at least every two seconds.
    stop
        Asked often; once it says yes, the best plan so far is returned at once.
    earlier
        The rows of the plan that a re-plan starts from; rows of posts and programmes no longer there are ignored.
    held
        Places that others hold who are not in the dataset, by room and slot.
    children
        As many processes may help; the plan is the same whatever their number.
    stage
        The goals to pursue.
    start
        The rows of a legal plan to begin with; without any, one is made.

    Returns
    -------
    Plan
        Always a legal one: at worst the first plan, made in about a second.
    """
    watch = Watch(limits, on_progress, stop)
    dataset = dataset.for_season(season)
    estate = survey(dataset, travel, burden=settings.burden, earlier=earlier, held=held)
    models = [build(part) for part in split(estate)]
    with Crew(watch, children=children) as crew:
        crew.call_in(max((model.program.columns for model in models), default=0))
        searches = [Search(model, watch) for model in models]
        for search in searches if start else ():
            search.begin_with(kept_rows(search.model.estate, start))
        try:
            _improve(searches, crew, watch, stage)
        except KeyboardInterrupt:
            watch.interrupt()
            unnamed = [search for search in searches if not search.is_named]
            crew.drive([name_rooms(search) for search in unnamed], partial(_report, watch, GOALS[-1], searches))
        rows = [row for search in searches for row in placements(search.model.estate, search.naming)]
    goals = _scores(estate, searches, rows)
    prices = (price for search in searches for price in prices_of_rows(search.model, search.row_prices))
    return made_plan(watch, season=season, rows=rows, goals=goals, prices=prices)


def _improve(searches: Sequence[Search], crew: Crew, watch: Watch, stage: Stage) -> None:
    """Pursue the goals in their order, name the rooms, and lower the burden once more with rooms counted."""
    for goal, steps in PURSUITS[stage]:
        running = [each for search in searches for each in steps(search)]
        crew.drive(running, partial(_report, watch, goal, searches))
    for finish in (name_rooms,) if stage is Stage.FIRST_GOAL else (name_rooms, choose_with_rooms):
        crew.drive([finish(search) for search in searches], partial(_report, watch, GOALS[-1], searches))


def _report(watch: Watch, goal: str, searches: Sequence[Search]) -> None:
    best = sum(_best(search, goal) for search in searches)
    bound = bound_together(goal, [search.proved for search in searches])
    base = max(1.0, best if goal != "G1" else sum(search.total - search.value(goal) for search in searches))
    watch.report(goal, best=best, bound=bound, gap=(best - bound) / base)


def _best(search: Search, goal: str) -> float:
    """Return the value of a goal so far; the burden counts rooms once they are named."""
    if goal != "G4" or not search.is_named:
        return search.value(goal)
    return burden_of(search)


def _scores(estate: Estate, searches: Sequence[Search], rows: Sequence[Placement]) -> dict[str, GoalScore]:
    values = {goal: sum(search.value(goal) for search in searches) for goal in GOALS}
    values["G4"] = burden_minutes(estate, rows)
    total, proved = sum(search.total for search in searches), [search.proved for search in searches]
    return goal_scores(values, lambda goal, _: bound_together(goal, proved), wanted=total)
