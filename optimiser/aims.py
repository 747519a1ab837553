"""What to solve for each goal: which rows, which objective, and how the earlier goals are held.

The goals are in strict order, so earlier ones are held at the values reached. In a program over everything they are
rows. For a group of posts (``local_programs``) an earlier goal has a weight that a later one does not outbid, or a row.
"""

import math
from dataclasses import dataclass

import numpy as np

from estates.domain.plan import GOALS
from optimiser.engine import Answer, Task
from optimiser.model import Model
from optimiser.program import Floats, Program
from optimiser.together import Inequality

SESSION_WEIGHTS = {"G1": 1.0, "G2": 1e-2, "G4": 1e-5}
"""What a PCN without a hub session in reach, and a minute, count against a weighted session."""

TIE_BREAK_WEIGHTS = {"G2": 1e4, "G3": 1e4, "G4": 1.0}
"""Weight of a goal against a minute in the relaxation of everything."""

HELD_TO = {"G1": 0.5, "G2": 0.5, "G3": 1e-6, "G4": 1e-6}
"""By how much a held goal may seem to rise: half a step of whole numbers, a rounding of the others."""

WHOLE_NODES, NODES_FOR_MINUTES = 300, 1
"""Nodes of the search tree of a whole model; fewer for the burden of a large one, whose last minutes take longest."""

LARGE_COLUMNS = 1_000
WHOLE_GAP = {"G1": 0.5, "G2": 0.5, "G3": 0.0, "G4": 0.0}
ALLOWANCE = {"G1": 0.01, "G2": 0.01}
"""A solver's bound may be so far off in any case; goals in whole numbers are rounded up after it is taken off."""


@dataclass(frozen=True, kw_only=True)
class Aim:
    """A program and an objective in which ``goal``, less its ``constant``, has ``weight``."""

    goal: str
    program: Program
    objective: Floats
    weight: float
    constant: float


def relaxed_aim(model: Model, goal: str, values: Floats, *, is_near: bool) -> Aim:
    """Return the aim over everything whose relaxation gives prices.

    A simplex method gets lost among plans that are equally good, so it is given minutes as a tie-break (for the first
    goal there is ``corners.corner_aim``); a first-order method, whose relaxation is near, is better off without.
    """
    weight = 1.0 if is_near else TIE_BREAK_WEIGHTS[goal]
    objective = weight * model.goals[goal].coefficients
    if goal != "G4" and not is_near:
        objective = objective + model.goals["G4"].coefficients
    constant = model.goals[goal].constant
    return Aim(goal=goal, program=held(model, goal, values), objective=objective, weight=weight, constant=constant)


def held_aim(model: Model, goal: str, values: Floats) -> Aim:
    """Return the aim over everything in whole numbers, whose solver's bound is a bound on the goal."""
    program, expression = held(model, goal, values), model.goals[goal]
    objective = expression.coefficients
    return Aim(goal=goal, program=program, objective=objective, weight=1.0, constant=expression.constant)


def whole_task(aim: Aim, start: Floats, *, seed: int) -> Task:
    """Return the task of an aim over everything in whole numbers, from a plan to start with."""
    is_long = aim.goal == "G4" and aim.program.columns > LARGE_COLUMNS
    return Task(
        program=aim.program,
        objective=aim.objective,
        hint=start,
        nodes=NODES_FOR_MINUTES if is_long else WHOLE_NODES,
        gap=WHOLE_GAP[aim.goal],
        seed=seed,
        is_heavy=aim.goal == "G4",  # minutes are proved last of all, and take longest for their size
    )


def bound_of(aim: Aim, answer: Answer) -> float:
    """Return what a solver's bound on an aim's objective says about its goal, with an allowance for its tolerances.

    A plan is always held: a solver that finds none possible has met its tolerances, and its bound says nothing.
    """
    if answer.bound == math.inf:
        return -math.inf
    allowance = max(1e-6 * max(1.0, abs(answer.bound)), ALLOWANCE.get(aim.goal, 0.0))
    return answer.bound - allowance + aim.constant


def session_cost(model: Model) -> Floats:
    """Return what each column costs in weighted sessions, by the goals there are: less than nought for a session."""
    weighted = [
        weight * model.goals[name].coefficients for name, weight in SESSION_WEIGHTS.items() if name in model.goals
    ]
    total: Floats = np.sum(weighted, axis=0)
    return total


def held(model: Model, goal: str, values: Floats) -> Program:
    """Return the program with every goal before this one held at its value."""
    program = _with_rows_of(model, goal)
    for earlier in GOALS[: GOALS.index(goal)]:
        expression = model.goals[earlier]
        if expression.coefficients.any():
            most = expression.value(values) - expression.constant + HELD_TO[earlier]
            program = program.with_row(expression.coefficients, high=most, rule=earlier)
    return program


def inequality_of(model: Model, aim: Aim, bound: float, prices: Floats) -> Inequality:
    """Return what a bound from prices of an aim's rows says in any plan: earlier goals count at their rows' prices."""
    held_goals = [goal for goal in GOALS[: GOALS.index(aim.goal)] if model.goals[goal].coefficients.any()]
    rows = range(aim.program.rows - len(held_goals), aim.program.rows)
    paid = {goal: max(0.0, -float(prices[row])) for goal, row in zip(held_goals, rows, strict=True)}
    at = {
        goal: float(aim.program.row_high[row]) + model.goals[goal].constant
        for goal, row in zip(held_goals, rows, strict=True)
    }
    return Inequality(bound, paid, at)


def _with_rows_of(model: Model, goal: str) -> Program:
    """Return the program without the rows of goals that come later and say nothing yet."""
    return model.program.without(*(later for later in ("G2", "G3") if GOALS.index(later) > GOALS.index(goal)))
