"""What prices prove for every set of schemes at once.

At prices of all places, those on offer included, no plan places more than all places that are there come to, plus what
each post and programme gains by its best week (weak duality). Only the first part depends on what is built, and it is
a sum over schemes. So one set of prices bounds G1 from below for every set of schemes:

    G1(built) >= constant - sum of worth[A] over sets A of schemes that are all built

The cut itself is worked out by ``estates.domain.capital.cut``, exactly and from the prices alone, so that whoever has
the prices can work it out again. Where several prices are at hand the best of their bounds counts. The least of that
over all sets within a budget is a bound for the budget: a small program over the schemes alone (Benders 1962, with
Lagrangian cuts).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from estates.domain.capital.cut import CONSTANT, cut_of
from estates.domain.capital.sets import Chosen
from estates.domain.capital.terms import Together, value
from estates.domain.prices import Price
from optimiser.bound import usable_prices
from optimiser.engine import Answer, Task
from optimiser.invest.offered import SCHEMES, OfferedModel, add_budget, add_links, columns_of_schemes, set_built
from optimiser.prices import prices_of_rows
from optimiser.program import Floats, LinearModel

TIE_BREAK = 1e-3
"""What all schemes together cost in the small program, in weighted sessions: of equal sets the cheaper is better."""

TOLERANCE = 1e-6
"""Relative allowance for the solver's tolerances."""

NODES = 20_000


@dataclass(frozen=True, kw_only=True)
class Cut:
    """A lower bound on G1 for every set: ``constant`` less the worth of what is built.

    ``prices`` of places prove it; ``row_prices`` are the same as prices of the model's rows. Figures are exact: a
    hair's breadth above a whole number of sessions is a session more, once bounds are rounded up.
    """

    constant: Fraction
    worth: Mapping[Together, Fraction]
    prices: tuple[Price, ...]
    row_prices: Floats

    def bound(self, built: Collection[str]) -> Fraction:
        """Return the bound on G1 where a set is built."""
        return self.constant - Fraction(value(self.worth, built))


def cut(offered: OfferedModel, row_prices: Floats) -> Cut:
    """Return the cut that prices of the model's rows give, in weighted sessions (at most nought for "at most")."""
    program = offered.model.program
    row_prices = usable_prices(program, np.where(program.row_rule == SCHEMES, 0.0, row_prices))
    prices = prices_of_rows(offered.model, row_prices)
    found = dict(cut_of(offered.offers, offered.travel, prices))
    return Cut(constant=found.pop(CONSTANT), worth=found, prices=prices, row_prices=row_prices)


def bound_at(cuts: Sequence[Cut], built: Collection[str]) -> Fraction:
    """Return the best bound of cuts on G1 where a set is built."""
    return max((each.bound(built) for each in cuts), default=Fraction(0))


def sets_bound_task(offered: OfferedModel, cuts: Sequence[Cut], budget: Decimal) -> Task:
    """Return the task whose answer bounds G1 for all sets within a budget, as far as the cuts say."""
    model, _, unmet = _sets_within(offered, cuts, budget, most_unmet=_most(cuts))
    return _task(model, {unmet: 1.0})


def least_bound(answer: Answer) -> float:
    """Return the bound that the answer to such a task proves."""
    return answer.bound - TOLERANCE * max(1.0, abs(answer.bound))


def best_set_task(offered: OfferedModel, cuts: Sequence[Cut], budget: Decimal, *, most_unmet: float) -> Task:
    """Return the task whose answer is a set within a budget, where cuts allow G1 to be at most so much.

    Of these sets it is that of the least bound by the highest cut and by all cuts on average, added up, and of equals
    the cheapest: many sets are as good by the highest cut, and those that others think little of mostly disappoint.
    """
    model, built, unmet = _sets_within(offered, cuts, budget, most_unmet=most_unmet)
    columns = columns_of_schemes(built)
    costs = {columns[scheme.scheme_id]: float(scheme.capital_cost) for scheme in offered.choice.schemes}
    # Even a scheme that costs no capital has to earn its place.
    weights = {
        column: TIE_BREAK * (cost / max(1.0, sum(costs.values())) + 1 / len(costs)) / 2
        for column, cost in costs.items()
    }
    for each in cuts:
        for together, worth in each.worth.items():
            weights[built[together]] = weights.get(built[together], 0.0) - float(worth) / len(cuts)
    return _task(model, weights | {unmet: 1.0})


def set_of(offered: OfferedModel, answer: Answer) -> Chosen | None:
    """Return the set that the answer to such a task holds, if any."""
    if answer.values is None:
        return None
    # The schemes' columns stand first in the small program, in their order.
    return set_built({together: column for column, together in enumerate(offered.built)}, answer.values)


def _sets_within(
    offered: OfferedModel, cuts: Sequence[Cut], budget: Decimal, *, most_unmet: float
) -> tuple[LinearModel, dict[Together, int], int]:
    """Return the small program of all sets within a budget, its schemes' columns, and that of what stays unmet."""
    model = LinearModel()
    built = {together: model.add_column() for together in offered.built}
    unmet = model.add_column(high=most_unmet, whole=False)
    add_links(model, offered.choice, built)
    add_budget(model, offered.choice, built, budget)
    for each in cuts:
        terms = [(built[together], float(worth)) for together, worth in each.worth.items()]
        model.add_row([*terms, (unmet, 1.0)], rule="G1", low=float(each.constant))
    return model, built, unmet


def _task(model: LinearModel, weights: Mapping[int, float]) -> Task:
    program = model.finished()
    objective = np.zeros(program.columns)
    for column, weight in weights.items():
        objective[column] = weight
    return Task(program=program, objective=objective, nodes=NODES, gap=0.0)


def _most(cuts: Sequence[Cut]) -> float:
    return max((float(each.constant + sum(map(abs, each.worth.values()))) for each in cuts), default=0.0) + 1
