"""A small area's schemes and posts in whole numbers, as one program: least unmet, then least cost, both proved."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from estates.domain.capital.sets import Chosen
from optimiser.engine import Answer, Task
from optimiser.invest.offered import SCHEMES, OfferedModel, columns_of_schemes, set_built
from optimiser.program import Floats, Program

NODES = 20_000


@dataclass(frozen=True, kw_only=True)
class WholeAnswer:
    """The best set within a budget with the values of its plan, and the proven bound on its G1."""

    chosen: Chosen
    values: Floats
    bound: float


class WholeProgram:
    """The program over schemes and posts of a small area, for one budget after the other."""

    def __init__(self, offered: OfferedModel, seed: int) -> None:
        """Prepare what all budgets share."""
        self._offered, self._seed = offered, seed
        self._program = offered.model.program.without("G2", "G3")
        self._goal = offered.model.goals["G1"]

    def least_unmet(self, budget: Decimal) -> Task:
        """Return the task of the set within a budget that leaves least unmet."""
        return self._task(self._within(budget), self._goal.coefficients, gap=0.5)

    def least_cost(self, budget: Decimal, unmet: float, costs: Floats) -> Task:
        """Return the task of the set that costs least of those that leave no more unmet."""
        held = self._within(budget).with_row(self._goal.coefficients, high=unmet - self._goal.constant + 0.5, rule="G1")
        return self._task(held, costs, gap=1e-6)

    def costs(self, of_scheme: dict[str, Decimal]) -> Floats:
        """Return costs by scheme as an objective; each costs a little beside, so that none is built for nothing."""
        objective, columns = np.zeros(self._program.columns), columns_of_schemes(self._offered.built)
        for code, cost in of_scheme.items():
            objective[columns[code]] = float(cost) / 1_000 + 1e-4
        return objective

    def read(self, answer: Answer | None) -> WholeAnswer | None:
        """Return the set and the plan of an answer."""
        if answer is None or answer.values is None:
            return None
        chosen = set_built(self._offered.built, answer.values)
        plan = np.where(self._offered.is_scheme_column, 0.0, answer.values)
        return WholeAnswer(chosen=chosen, values=plan, bound=answer.bound + self._goal.constant)

    def _within(self, budget: Decimal) -> Program:
        return self._program.with_row(self._offered.capital, high=float(budget) / 1_000, rule=SCHEMES)

    def _task(self, program: Program, objective: Floats, *, gap: float) -> Task:
        return Task(program=program, objective=objective, nodes=NODES, gap=gap, seed=self._seed)
