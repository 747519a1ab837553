"""The natural model as a mixed integer program through MathOpt, in HiGHS and in SCIP, as they come.

SCIP hands out every plan it finds. HiGHS hands out none before it ends (OR-Tools 9.15), so that its values on the
way are read from its log.
"""

import math
import re
import time
from datetime import timedelta

from ortools.math_opt.python import mathopt

from benchmarks.generate import World
from benchmarks.peers.contest import Budget, Listener
from benchmarks.peers.natural import NaturalModel, natural_model

HIGHS_LINE = re.compile(r"%\s+(?P<bound>[-+.\deinf]+)\s+(?P<best>[-+.\deinf]+)\s+(?:Large|[\d.]+%)\s")
"""A line of HiGHS's table of progress: after the share explored, its bound, its best and their gap."""


def scip(world: World, budget: Budget, listener: Listener) -> None:
    """Plan with SCIP."""
    started = time.monotonic()
    natural = natural_model(world)
    model, booleans = _written(natural)

    def pass_on(event: mathopt.CallbackData) -> mathopt.CallbackResult:
        solution = event.solution or {}
        chosen = [number for number, boolean in enumerate(booleans) if solution.get(boolean, 0.0) > 0.5]
        # A heuristic of SCIP may offer a plan that is no better than the last; the harness keeps the best.
        value = natural.wanted - sum(natural.weights[number] for number in chosen)
        listener.news(value=value, bound=_bound(natural, event.mip_stats.dual_bound))
        listener.found(lambda: natural.placements(chosen))
        return mathopt.CallbackResult()

    result = mathopt.solve(
        model,
        mathopt.SolverType.GSCIP,
        params=_limit(budget, started),
        callback_reg=mathopt.CallbackRegistration(events={mathopt.Event.MIP_SOLUTION}),
        cb=pass_on,
    )
    _answer(natural, booleans, result, listener)


def highs(world: World, budget: Budget, listener: Listener) -> None:
    """Plan with HiGHS."""
    started = time.monotonic()
    natural = natural_model(world)
    model, booleans = _written(natural)

    def read(lines: list[str]) -> None:
        for line in lines:
            if found := HIGHS_LINE.search(line):
                best, bound = float(found["best"]), float(found["bound"])
                value = natural.wanted - round(best) if math.isfinite(best) else None
                listener.news(value=value, bound=_bound(natural, bound))

    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=_limit(budget, started), msg_cb=read)
    _answer(natural, booleans, result, listener)


def _written(natural: NaturalModel) -> tuple[mathopt.Model, list[mathopt.Variable]]:
    model = mathopt.Model()
    booleans = [model.add_binary_variable() for _ in range(natural.size)]
    for row in natural.rows:
        total = mathopt.LinearSum(coefficient * booleans[number] for coefficient, number in row.terms)
        model.add_linear_constraint(total == row.high if row.is_equal else total <= row.high)
    model.maximize(mathopt.LinearSum(weight * booleans[number] for weight, number in natural.objective))
    return model, booleans


def _limit(budget: Budget, started: float) -> mathopt.SolveParameters:
    left = max(0.001, budget.seconds - (time.monotonic() - started))
    return mathopt.SolveParameters(time_limit=timedelta(seconds=left))


def _answer(
    natural: NaturalModel, booleans: list[mathopt.Variable], result: mathopt.SolveResult, listener: Listener
) -> None:
    bound = _bound(natural, result.termination.objective_bounds.dual_bound)
    if not result.has_primal_feasible_solution():
        listener.news(value=None, bound=bound)
        return
    values = result.variable_values()
    chosen = [number for number, boolean in enumerate(booleans) if values[boolean] > 0.5]
    value = natural.wanted - sum(natural.weights[number] for number in chosen)
    listener.news(value=value, bound=bound)
    listener.ended(natural.placements(chosen))


def _bound(natural: NaturalModel, placed: float) -> int | None:
    return natural.wanted - math.floor(placed + 1e-6) if math.isfinite(placed) else None
