"""The plan of a set of schemes with its rooms named, ready to be judged and written."""

from collections.abc import Sequence

from estates.domain.errors import PlanError
from estates.domain.plan import SAME, GoalScore, Placement, Plan, goal_scores
from estates.domain.prices import Price
from estates.domain.words import Season
from optimiser.candidates import Estate
from optimiser.crew import Crew
from optimiser.goals.reach import out_of_reach
from optimiser.goals.unmet import all_wanted
from optimiser.invest.loose_rows import values_of_rows
from optimiser.made_plan import made_plan
from optimiser.measure import burden_minutes
from optimiser.model import Model, build
from optimiser.program import Floats
from optimiser.rooms import Naming, better_naming, first_naming, naming_tasks, placements, site_weeks
from optimiser.watch import Watch


def named_plan(  # noqa: PLR0913 - the plan's parts, each named
    estate: Estate,
    rows: Sequence[Placement],
    crew: Crew,
    watch: Watch,
    *,
    season: Season,
    unmet: float,
    bound: float,
    prices: Sequence[Price],
) -> Plan:
    """Return the plan that loose rows stand for, in a dataset where the set is built.

    The first goal has the bound given; of the others only what needs no search is proved.

    Raises
    ------
    PlanError
        Where the rows break a rule there, or leave other than the weighted sessions ``unmet`` that are told of the set.
    """
    model = build(estate)
    values = values_of_rows(model, rows)
    if not model.program.holds(values) or abs(model.goals["G1"].value(values) - unmet) > SAME:
        raise PlanError(
            "The plan of a set of schemes is not what was told of the set: a defect of the program, so nothing was "
            "written. Please report it with the dataset."
        )
    named_rows = placements(estate, _named(model, values, crew, seed=watch.limits.seed))
    goals = _scores(model, values, named_rows, bound)
    return made_plan(watch, season=season, rows=named_rows, goals=goals, prices=prices)


def _named(model: Model, values: Floats, crew: Crew, *, seed: int) -> Naming:
    weeks = site_weeks(model, values)
    namings = [first_naming(model, week) for week in weeks]
    asked = naming_tasks(model, weeks, namings, seed=seed)
    return better_naming(namings, asked, crew.solve([each.task for each in asked]))


def _scores(model: Model, values: Floats, rows: Sequence[Placement], bound: float) -> dict[str, GoalScore]:
    found = {goal: model.goals[goal].value(values) for goal in ("G1", "G2", "G3")}
    found["G4"] = burden_minutes(model.estate, rows)
    bounds = {"G1": bound, "G2": float(out_of_reach(model.estate)), "G3": 0.0, "G4": 0.0}
    return goal_scores(found, lambda goal, _: bounds[goal], wanted=all_wanted(model.estate))
