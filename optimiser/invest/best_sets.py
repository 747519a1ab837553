"""Which set of schemes promises most within each budget, and the bound that no set within it can pass.

1. The relaxation of each budget, in which schemes may be built in part, gives prices, and these a cut: a bound on G1
   for every set of schemes at once.
2. The small program over all cuts bounds each budget.
3. Of the sets that the cuts allow nearly as little, that which they think most of on average is looked at: its own
   relaxation gives a further cut. From 2 again, until for each budget some set that was looked at is near the bound.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np

from estates.domain.capital.sets import NOTHING, Chosen
from optimiser.bound import rounded_up
from optimiser.crew import Crew
from optimiser.goals.unmet import all_wanted
from optimiser.invest.cuts import Cut, best_set_task, bound_at, cut, least_bound, set_of, sets_bound_task
from optimiser.invest.offered import OfferedModel
from optimiser.invest.relaxation import relaxation
from optimiser.program import Floats

MOST_ROUNDS = 12
"""So often at most further sets are looked at."""

NEAR, LEEWAY = 0.1, 0.25
"""Shares of the gap asked: a set so near the bound is good enough; a set that the cuts put so near it may be better."""


class BestSets:
    """The cuts, the bounds of budgets, and the sets that were looked at."""

    def __init__(self, offered: OfferedModel, crew: Crew, *, gap: float) -> None:
        """Start from nothing; ``gap`` is the gap asked of every budget."""
        self._offered, self._crew = offered, crew
        self._asked = gap * all_wanted(offered.model.estate)
        self.cuts: list[Cut] = []
        self.bounds: dict[Decimal, float] = {}
        self._known: list[Chosen] = [NOTHING]

    def begin(self, budgets: Sequence[Decimal]) -> None:
        """Solve the relaxation of each budget, and bound them all."""
        self._add_cuts([(self._offered, budget) for budget in budgets])
        self.bound(budgets)

    def settle(self, budgets: Sequence[Decimal], tell: Callable[[str], None], is_over: Callable[[], bool]) -> None:
        """Look at further sets until for each budget one is near its bound."""
        for _ in range(MOST_ROUNDS):
            wide = [budget for budget in budgets if not self._is_settled(budget)]
            if not wide or is_over():
                return
            tell(f"{len(wide)} of {len(budgets)} budgets without a set near their bound")
            before = len(self._known)
            self._look_at(wide)
            if len(self._known) == before:
                return
            self.bound(budgets)

    def bound(self, budgets: Sequence[Decimal]) -> None:
        """Raise the bound of each budget to what the cuts say."""
        tasks = [sets_bound_task(self._offered, self.cuts, budget) for budget in budgets]
        for budget, answer in zip(budgets, self._crew.solve(tasks), strict=True):
            if answer is not None:
                self.raise_bound(budget, least_bound(answer))

    def raise_bound(self, budget: Decimal, bound: float) -> None:
        """Keep a proven bound of a budget if it is the best so far; one without end is a failure of the solver."""
        if not math.isfinite(bound):
            return
        self.bounds[budget] = max(self.bounds.get(budget, 0.0), self.rounded(bound))

    def best_within(self, budget: Decimal) -> Chosen:
        """Return the set within a budget that promises most of those looked at, the cheapest of equals."""
        costs = self._offered.choice.costs
        within = [chosen for chosen in self._known if costs(chosen) <= budget]
        return min(within, key=lambda chosen: (self.bound_at(chosen), costs(chosen), sorted(chosen)))

    def bound_at(self, chosen: Collection[str]) -> float:
        """Return what the cuts prove to stay unmet where a set is built."""
        return max(0.0, self.rounded(bound_at(self.cuts, chosen)))

    def prices_for(self, chosen: Chosen) -> Floats:
        """Return the prices of the model's rows that prove most of a set."""
        best = max(self.cuts, key=lambda each: each.bound(chosen), default=None)
        return np.zeros(self._offered.model.program.rows) if best is None else best.row_prices

    def rounded(self, bound: float | Fraction) -> float:
        """Return a bound rounded up to what G1 can be."""
        return rounded_up(bound, self._offered.model.steps["G1"])

    def _is_settled(self, budget: Decimal) -> bool:
        best = self.bound_at(self.best_within(budget))
        return best <= self.bounds.get(budget, 0.0) + max(1.0, NEAR * self._asked)

    def _look_at(self, budgets: Sequence[Decimal]) -> None:
        found = self._guesses(budgets)
        new = [chosen for chosen in dict.fromkeys(found.values()) if chosen not in self._known]
        self._known += new
        self._add_cuts([(self._offered.near(chosen), None) for chosen in new])

    def _guesses(self, budgets: Sequence[Decimal]) -> Mapping[Decimal, Chosen]:
        """Return for each budget a set of those that the cuts put near its bound."""
        choice, leeway = self._offered.choice, max(1.0, LEEWAY * self._asked)
        tasks = [
            best_set_task(self._offered, self.cuts, budget, most_unmet=self.bounds.get(budget, 0.0) + leeway)
            for budget in budgets
        ]
        answers = zip(budgets, self._crew.solve(tasks), strict=True)
        sets = {budget: set_of(self._offered, answer) for budget, answer in answers if answer is not None}
        return {
            budget: chosen
            for budget, chosen in sets.items()
            if chosen is not None and choice.is_allowed(chosen) and choice.costs(chosen) <= budget
        }

    def _add_cuts(self, asked: Sequence[tuple[OfferedModel, Decimal | None]]) -> None:
        made = [relaxation(offered, budget) for offered, budget in asked]
        for each, answer in zip(made, self._crew.solve([each.task for each in made]), strict=True):
            prices = each.row_prices(answer)
            if prices is not None:
                self.cuts.append(cut(self._offered, prices))
