"""Prices that bound the first goal, from the relaxation alone: for a plan that is made without any."""

import numpy as np

from estates.domain.prices import Price
from optimiser.candidates import Estate
from optimiser.engine import Method, Task
from optimiser.goals.unmet import unmet
from optimiser.model import build
from optimiser.prices import prices_of_rows
from optimiser.rules.as_asked import as_asked
from optimiser.rules.capacity import capacity
from optimiser.rules.hub_together import hub_together
from optimiser.rules.one_site_a_day import one_site_a_day
from optimiser.rules.supervised import supervised
from optimiser.split import split
from optimiser.watch import Watch

RULES = (one_site_a_day, capacity, as_asked, supervised, hub_together)
"""Without few sites (R8) and pins (R12): every post's best week, from which the bound is made, keeps them by itself."""

ACCURACY = 1e-4
"""How closely the relaxation is solved: closer ones have proved no more of a county."""


def fresh_prices(estate: Estate, watch: Watch) -> tuple[Price, ...]:
    """Return prices of places from which ``certify`` proves a bound on G1.

    There are none for a part that cannot be solved, or that had no turn before it was time to stop.
    """
    return tuple(price for part in split(estate) if not watch.is_over() for price in _prices_of(part, watch))


def _prices_of(part: Estate, watch: Watch) -> tuple[Price, ...]:
    model = build(part, rules=RULES, goals=(unmet,))
    task = Task(
        program=model.program,
        objective=model.goals["G1"].coefficients,
        method=Method.NEAR_RELAXATION,
        accuracy=ACCURACY,
        deadline=watch.deadline,
    )
    prices = task.run().prices
    return prices_of_rows(model, np.zeros(model.program.rows) if prices is None else prices)
