"""The relaxation of schemes and posts together within a budget, whose prices give a cut.

The rows of few sites (R8) and the columns of second sites are left out: they are most of the program, and make its
prices hardly better, since every post's best week, from which the cut is made, keeps R8 by itself.
"""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from optimiser.engine import Answer, Method, Task
from optimiser.invest.offered import SCHEMES, OfferedModel
from optimiser.program import Floats, Integers, Mask

LEFT_OUT = ("R8", "G2", "G3")

ACCURACY = 1e-4
"""How closely the relaxation is solved: a bound holds at any prices, and these lose it a tenth of a session."""


@dataclass(frozen=True, kw_only=True)
class Relaxation:
    """A task, the model's rows that its rows are (first of all), and the number of the model's rows."""

    task: Task
    rows: Integers
    count: int

    def row_prices(self, answer: Answer | None) -> Floats | None:
        """Return the prices of the model's rows in weighted sessions, or ``None`` where there is no answer."""
        if answer is None or answer.prices is None:
            return None
        prices = np.zeros(self.count)
        prices[self.rows] = answer.prices[: len(self.rows)]
        return prices


def relaxation(offered: OfferedModel, budget: Decimal | None) -> Relaxation:
    """Return the relaxation in which what is built costs at most the budget in pounds, if any."""
    model, program = offered.model, offered.model.program
    kept = ~np.isin(program.row_rule, LEFT_OUT)
    free = _free_columns(offered)
    used = np.zeros(program.rows, dtype=bool)
    used[program.entry_row[free[program.entry_column]]] = True
    high = np.inf if budget is None else float(budget) / 1_000
    bare = program.without(*LEFT_OUT).with_row(offered.capital, high=high, rule=SCHEMES)
    objective = model.goals["G1"].coefficients
    part = bare.part(free, np.zeros(program.columns))
    task = Task(program=part.program, objective=objective[free], method=Method.NEAR_RELAXATION, accuracy=ACCURACY)
    return Relaxation(task=task, rows=np.flatnonzero(kept & used), count=program.rows)


def _free_columns(offered: OfferedModel) -> Mask:
    variables = offered.model.variables
    free = np.ones(offered.model.program.columns, dtype=bool)
    free[[*variables.visits.values(), *variables.extra_sites.values()]] = False
    # Unmet steps of fairness and PCNs reached belong to rows that are left out.
    for goal in ("G2", "G3"):
        free &= offered.model.goals[goal].coefficients == 0
    return free
