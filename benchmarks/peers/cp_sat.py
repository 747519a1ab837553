"""The natural model in CP-SAT, as its own documentation shows it."""

import math
import time
from functools import partial

from ortools.sat.python import cp_model

from benchmarks.generate import World
from benchmarks.peers.contest import Budget, Listener
from benchmarks.peers.natural import NaturalModel, natural_model


def cp_sat(world: World, budget: Budget, listener: Listener, *, workers: int) -> None:
    """Plan with some workers."""
    started = time.monotonic()
    natural = natural_model(world)
    model, booleans = _written(natural)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = max(0.0, budget.seconds - (time.monotonic() - started))
    status = solver.solve(model, _Callback(natural, booleans, listener))
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        bound = _unmet(natural, solver.best_objective_bound)
        listener.news(value=_unmet(natural, solver.objective_value), bound=bound)
        listener.ended(natural.placements(number for number in natural.meaning if solver.value(booleans[number])))


def solve_natural(natural: NaturalModel) -> int:
    """Return the least unmet (G1) of a natural model, proved; for models small enough to be solved to the end."""
    model, _ = _written(natural)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    # Looking for symmetry takes seconds where a rule is left out and all rooms have become alike.
    solver.parameters.symmetry_level = 0
    if solver.solve(model) != cp_model.OPTIMAL:
        raise ValueError("the model was not solved to its end")
    return _unmet(natural, solver.objective_value)


class _Callback(cp_model.CpSolverSolutionCallback):
    """Passes on every better plan."""

    def __init__(self, natural: NaturalModel, booleans: list[cp_model.IntVar], listener: Listener) -> None:
        super().__init__()
        self._natural = natural
        self._booleans = booleans
        self._listener = listener

    def on_solution_callback(self) -> None:
        """Pass on a plan as soon as it is found."""
        bound = _unmet(self._natural, self.best_objective_bound)
        self._listener.news(value=_unmet(self._natural, self.objective_value), bound=bound)
        self._listener.found(
            lambda: self._natural.placements(
                number for number in self._natural.meaning if self.boolean_value(self._booleans[number])
            )
        )


def _unmet(natural: NaturalModel, placed: float) -> int:
    return natural.wanted - math.floor(placed + 1e-6)


def _written(natural: NaturalModel) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    model = cp_model.CpModel()
    booleans = [model.new_bool_var("") for _ in range(natural.size)]
    for row in natural.rows:
        total = cp_model.LinearExpr.weighted_sum(
            [booleans[number] for _, number in row.terms], [coefficient for coefficient, _ in row.terms]
        )
        model.add(total == row.high if row.is_equal else total <= row.high)
    weights, numbers = zip(*natural.objective, strict=True) if natural.objective else ((), ())
    model.maximize(cp_model.LinearExpr.weighted_sum([booleans[number] for number in numbers], list(weights)))
    return model, booleans


two_workers = partial(cp_sat, workers=2)
eight_workers = partial(cp_sat, workers=8)
