"""The plan of a set of schemes with its rooms named, ready to be judged and written."""

from collections.abc import Sequence

from estates.domain.plan import GoalScore, Placement, Plan, in_order
from estates.domain.prices import Price, in_price_order
from estates.domain.words import Season, Standing, StoppedBy
from optimiser.candidates import Estate
from optimiser.crew import Crew
from optimiser.goals.reach import out_of_reach
from optimiser.goals.unmet import all_wanted
from optimiser.invest.loose_rows import values_of_rows
from optimiser.measure import burden_minutes
from optimiser.model import Model, build
from optimiser.program import Floats
from optimiser.rooms import Naming, first_naming, merged, named, naming_task, placements, site_weeks
from optimiser.watch import Watch


def named_plan(  # noqa: PLR0913 - the plan's parts, each named
    estate: Estate,
    rows: Sequence[Placement],
    crew: Crew,
    watch: Watch,
    *,
    season: Season,
    bound: float,
    prices: Sequence[Price],
) -> Plan:
    """Return the plan that loose rows stand for, in a dataset where the set is built.

    The first goal has the bound given; of the others only what needs no search is proved.
    """
    model = build(estate)
    values = values_of_rows(model, rows)
    if not model.program.holds(values):
        raise ValueError("rows that the model does not hold: a defect of the program")
    named_rows = placements(estate, _named(model, values, crew, seed=watch.limits.seed))
    goals = _scores(model, values, named_rows, bound)
    is_closed = all(score.gap <= watch.limits.gap for score in goals.values())
    return Plan(
        placements=in_order(named_rows),
        goals=goals,
        standing=goals["G4"].standing,
        stopped_by=watch.stopped_by or (StoppedBy.GAP if is_closed else StoppedBy.WORK),
        season=season,
        gap_asked=watch.limits.gap,
        seed=watch.limits.seed,
        seconds=watch.seconds,
        prices=in_price_order(prices),
    )


def _named(model: Model, values: Floats, crew: Crew, *, seed: int) -> Naming:
    weeks = site_weeks(model, values)
    namings = [first_naming(model, week) for week in weeks]
    asked = [(n, task) for n, week in enumerate(weeks) if (task := naming_task(model, week, namings[n], seed=seed))]
    answers = crew.solve([task for _, (task, _) in asked])
    for (number, (_, seats)), answer in zip(asked, answers, strict=True):
        if answer is not None and answer.values is not None:
            namings[number] = named(seats, answer.values)
    return merged(namings)


def _scores(model: Model, values: Floats, rows: Sequence[Placement], bound: float) -> dict[str, GoalScore]:
    found = {goal: model.goals[goal].value(values) for goal in ("G1", "G2", "G3")}
    found["G4"] = burden_minutes(model.estate, rows)
    bounds = {"G1": bound, "G2": float(out_of_reach(model.estate)), "G3": 0.0, "G4": 0.0}
    scores: dict[str, GoalScore] = {}
    for goal, value in found.items():
        least = min(value, bounds[goal])
        base = max(1.0, all_wanted(model.estate) - value if goal == "G1" else value)
        gap = 0.0 if value - least <= 1e-6 else (value - least) / base
        is_proved = not gap and all(score.standing is Standing.OPTIMAL for score in scores.values())
        scores[goal] = GoalScore(
            value=value,
            bound=least if gap else value,
            gap=gap,
            standing=Standing.OPTIMAL if is_proved else Standing.FEASIBLE,
        )
    return scores
