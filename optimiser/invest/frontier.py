"""The best set of schemes for every budget, each with a plan and a bound that no set within the budget gets below.

1. The cuts say which set promises most within each budget, and bound them all (``best_sets``).
2. Each of these sets is planned, from the plan of the set before, upwards through the budgets; then what was learnt is
   carried downwards.
3. Where bound and plan lie further apart than asked, the set is planned again, with more patience.
4. Last, as little unmet is looked for at less cost: without a scheme, and with cheaper sets that come near.

A small area is solved as one whole-number program instead, budget by budget.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from estates.domain.capital.sets import NOTHING, Chosen
from estates.domain.plan import ROUNDING
from optimiser.aims import ALLOWANCE
from optimiser.auction import COARSE, FINE
from optimiser.crew import Crew
from optimiser.goals.unmet import all_wanted
from optimiser.invest.best_sets import BestSets
from optimiser.invest.offered import OfferedModel
from optimiser.invest.planner import Effort, Planner, SetPlan
from optimiser.invest.whole import WholeProgram
from optimiser.program import Floats
from optimiser.streams import Steps
from optimiser.watch import Watch

FIRST, NEXT, AGAIN = (
    Effort(in_vain=8, in_all=32, auctions=(COARSE, FINE), rounds=2),
    Effort(in_vain=4, in_all=16, auctions=(FINE,)),
    Effort(in_vain=8, in_all=32, auctions=(FINE,)),
)
"""How hard to look for the plan of the first set, of each next one, and where the gap is still too wide."""

CLOSE = Effort(in_vain=4, in_all=12)
"""How hard to look round the sites of schemes that are new, before looking anywhere."""

BRIEF = Effort(in_vain=4, in_all=8)
"""How hard to look round the sites of a scheme whether others can do without it."""

BIDS = Effort(in_vain=0, in_all=0, auctions=(COARSE,), rounds=0)
"""A quick auction alone, where rooms have come to be."""

GOOD_ENOUGH = 0.3
"""A plan within this share of the gap asked is not looked at further: what is left may lie in the bound."""

SIDE_BY_SIDE = 2
"""As many budgets are planned side by side: round the sites of one scheme there is seldom work for two."""

CUTS, BRANCHING = "cuts", "branching"
"""What a bound may be proved by; branching is named only where the cuts prove less."""

MOST_RIVALS = 1
"""So many cheaper sets that leave a little more unmet than a best one are looked at once more."""

MOST_ROUNDS = 2
"""So often are sets planned again where the gap is too wide."""


@dataclass(frozen=True, kw_only=True)
class Point:
    """A budget in pounds, the best set found within it, its unmet weighted sessions, and the bound for all sets.

    ``proved_by`` says what proves the bound, ``cuts`` or ``branching``; blank where nothing was proved.
    """

    budget: Decimal
    chosen: Chosen
    unmet: float
    bound: float
    gap: float
    proved_by: str


@dataclass
class Findings:
    """What is known so far: the best plan of every set that was planned.

    ``branched`` names the budgets whose bound branching raised above that of the cuts, ``in_vain`` for how little unmet
    a set was looked at to save cost.
    """

    plans: dict[Chosen, SetPlan] = field(default_factory=dict)
    in_vain: dict[Chosen, float] = field(default_factory=dict)
    branched: set[Decimal] = field(default_factory=set)


class Frontier:
    """Looks for the frontier of one area."""

    def __init__(
        self, offered: OfferedModel, crew: Crew, watch: Watch, *, cost_of: Mapping[str, Decimal], gap: float
    ) -> None:
        """Start from nothing; ``cost_of`` is what each scheme costs over the years, ``gap`` the gap asked."""
        self.offered, self.planner, self.found = offered, Planner(offered, watch), Findings()
        self.sets = BestSets(offered, crew, gap=gap)
        self._crew, self._watch, self._cost_of, self._gap = crew, watch, cost_of, gap
        self._total = all_wanted(offered.model.estate)

    @property
    def is_over(self) -> bool:
        """Whether the time is up or the user asked to stop."""
        return self._watch.is_over()

    def run(self, budgets: Sequence[Decimal], tell: Callable[[str], None]) -> tuple[Point, ...]:
        """Return a point for every budget, in their order."""
        budgets = sorted(set(budgets))
        self.sets.begin(budgets)
        tell("relaxations solved")
        self.drive([self._better(NOTHING, FIRST, start=None)])
        tell("plan without schemes made")
        if self.planner.is_whole:
            for budget in budgets:
                self._solve_whole(budget)
        else:
            self._search(budgets, tell)
        tell("frontier found")
        return tuple(self.point(budget) for budget in budgets)

    def point(self, budget: Decimal) -> Point:
        """Return the best set known within a budget, the cheapest of equals, beside the budget's bound."""
        best = self._best(budget)
        # What holds for a larger budget holds for this one. A bound above a plan is wrong, and proves nothing.
        bounds = [
            (bound, BRANCHING if other in self.found.branched else CUTS)
            for other, bound in self.sets.bounds.items()
            if other >= budget and bound <= best.unmet + ROUNDING
        ]
        # Of equal bounds that of the cuts counts ("cuts" is the later word): anybody can follow it.
        proved, proved_by = max(bounds, default=(0.0, ""))
        bound = min(best.unmet, proved)
        gap = (best.unmet - bound) / max(1.0, self._total - best.unmet)
        return Point(budget=budget, chosen=best.chosen, unmet=best.unmet, bound=bound, gap=gap, proved_by=proved_by)

    def cost(self, chosen: Chosen) -> Decimal:
        """Return what a set costs over the years in pounds."""
        return sum((self._cost_of[code] for code in chosen), Decimal(0))

    def bound_of(self, chosen: Chosen) -> float:
        """Return the best bound known on G1 where a set is built: its own, or that of a budget that it is within."""
        own = self.found.plans.get(chosen)
        cost = self.offered.choice.costs(chosen)
        within = [bound for budget, bound in self.sets.bounds.items() if budget >= cost]
        return max(self.sets.bound_at(chosen), *within, own.proven if own else 0.0)

    def start_of(self, chosen: Chosen, start: SetPlan | None = None) -> SetPlan:
        """Return the best plan known of a set, another's moved to it among them; a quick new one where none is."""
        own = self.found.plans.get(chosen)
        if own is None and start is None:
            own = self.planner.first(chosen, self.sets.prices_for(chosen))
        moved = None if start is None else self.planner.fitted(start, chosen)
        best = min((plan for plan in (own, moved) if plan is not None), key=lambda plan: plan.unmet)
        self.found.plans[chosen] = best
        return best

    def sites_of(self, schemes: Chosen) -> frozenset[str]:
        """Return the sites of schemes."""
        return frozenset(each.site_id for each in self.offered.choice.schemes if each.scheme_id in schemes)

    def drive(self, running: Sequence[Steps]) -> None:
        """Run searches side by side on the crew."""
        self._crew.drive(running, lambda: None)

    def look(self, plan: SetPlan, effort: Effort, *, bound: float, near: frozenset[str] = NOTHING) -> Steps:
        """Better a plan until its bound, or until nothing more is found; with sites to be ``near`` only there."""
        row_prices = self.sets.prices_for(plan.chosen)
        yield from self.planner.look(plan, effort, row_prices=row_prices, bound=bound, near=near)

    def _look(self, plan: SetPlan, effort: Effort, *, bound: float, near: frozenset[str]) -> Steps:
        """Better a plan until its bound: with sites to be ``near`` by an auction and round these, then anywhere."""
        if near:
            yield from self.look(plan, BIDS, bound=bound)
            yield from self.look(plan, CLOSE, bound=bound, near=near)
        yield from self.look(plan, effort, bound=bound)

    def _search(self, budgets: Sequence[Decimal], tell: Callable[[str], None]) -> None:
        self.sets.settle(budgets, tell, self._watch.is_over)
        self._climb(budgets, NEXT, tell)
        self._descend()
        for _ in range(MOST_ROUNDS):
            wide = [budget for budget in budgets if self.point(budget).gap > self._gap]
            if not wide or self._watch.is_over():
                break
            tell(f"{len(wide)} budgets with a gap above what is asked")
            self._climb(wide, AGAIN, tell)
            self._descend()
        self.save(budgets)
        tell("schemes left out that a best set can do without")

    def _climb(self, budgets: Sequence[Decimal], effort: Effort, tell: Callable[[str], None]) -> None:
        """Plan the most promising set of each budget, once, from the best plan within the budget so far."""
        tried = set[Chosen]()
        for first in range(0, len(budgets), SIDE_BY_SIDE):
            if self._watch.is_over():
                return
            running: dict[Chosen, Steps] = {}
            for budget in budgets[first : first + SIDE_BY_SIDE]:
                start = min(self._within(budget), key=lambda plan: plan.unmet)
                chosen = self.sets.best_within(budget)
                if self.point(budget).gap > self._gap / 2 and chosen not in tried:
                    tried.add(chosen)
                    running[chosen] = self._better(chosen, effort, start=start)
            self.drive(list(running.values()))
            done = self.point(budgets[min(first + SIDE_BY_SIDE, len(budgets)) - 1])
            tell(f"£{done.budget:,.0f} leaves {done.unmet:,.0f} unmet, and at least {done.bound:,.0f} in any case")

    def _better(self, chosen: Chosen, effort: Effort, *, start: SetPlan | None) -> Steps:
        plan = self.start_of(chosen, start)
        enough = self.bound_of(chosen) + GOOD_ENOUGH * self._gap * (self._total - plan.unmet)
        near = NOTHING if start is None else self.sites_of(chosen - start.chosen)
        return self._look(plan, effort, bound=enough, near=near)

    def _descend(self) -> None:
        """Move each plan down to the next cheaper set: what was learnt above may help below."""
        plans = sorted(self.found.plans.values(), key=lambda plan: -self.offered.choice.costs(plan.chosen))
        for above, below in pairwise(plans):
            self.start_of(below.chosen, self.found.plans[above.chosen])

    def _solve_whole(self, budget: Decimal) -> None:
        program = WholeProgram(self.offered, self._watch.limits.seed)
        (answer,) = self._crew.solve([program.least_unmet(budget)])
        first = program.read(answer)
        if first is None:
            return
        unmet = self._keep(first.chosen, first.values)
        proved = first.bound - ALLOWANCE["G1"]
        if self.sets.rounded(proved) > self.sets.bounds.get(budget, 0.0):
            self.found.branched.add(budget)
        self.sets.raise_bound(budget, proved)
        cheapest = program.least_cost(budget, unmet, program.costs(dict(self._cost_of)))
        (answer,) = self._crew.solve([cheapest])
        second = program.read(answer)
        if second is not None:
            self._keep(second.chosen, second.values)

    def _keep(self, chosen: Chosen, values: Floats) -> float:
        plan = self.planner.fitted(SetPlan(chosen, values, 0.0), chosen)
        known = self.found.plans.get(chosen)
        if known is None or plan.unmet < known.unmet:
            self.found.plans[chosen] = plan
        return self.found.plans[chosen].unmet

    def save(self, budgets: Sequence[Decimal]) -> None:
        """Look for as little unmet for less: without a scheme of a best set, then with a cheaper set that comes near.

        A small area is solved for the least cost as it is. What was looked for in vain is not looked for again.
        """
        if self.planner.is_whole:
            return
        needed = set[tuple[str, Chosen]]()
        for chosen in dict.fromkeys(self._best(budget).chosen for budget in sorted(budgets, reverse=True)):
            self._leave_out(chosen, needed)
        for best in [self._best(budget) for budget in budgets]:
            for rival in self._rivals(best):
                self._does_as_well(rival, best, NEXT)

    def _leave_out(self, chosen: Chosen, needed: set[tuple[str, Chosen]]) -> None:
        """Plan a set without each of its schemes, the dearest first, and go on from what does as well.

        Gains diminish: what a larger set cannot do without, as ``needed`` tells, is not tried in a part of it.
        """
        for code in sorted(chosen, key=lambda code: (-self._cost_of[code], code)):
            if code not in chosen or any(code == other and chosen <= larger for other, larger in needed):
                continue
            fewer = self.offered.choice.without(chosen, code)
            if self._does_as_well(fewer, self.found.plans[chosen], BRIEF):
                chosen = fewer
            else:
                needed.add((code, chosen))

    def _does_as_well(self, chosen: Chosen, best: SetPlan, effort: Effort) -> bool:
        """Whether a plan of a set is found that leaves no more unmet than another set's; not looked for in vain."""
        if self._watch.is_over() or self.bound_of(chosen) > best.unmet:
            return False
        plan = self.start_of(chosen, best)
        if self.found.in_vain.get(chosen, math.inf) > best.unmet:
            near = self.sites_of(best.chosen - chosen) if chosen < best.chosen else NOTHING
            self.drive([self.look(plan, effort, bound=best.unmet, near=near)])
            self.found.in_vain[chosen] = best.unmet
        return plan.unmet <= best.unmet

    def _rivals(self, best: SetPlan) -> list[Chosen]:
        """Return the sets that cost less than the best one and leave only a little more unmet."""
        little = GOOD_ENOUGH * self._gap * (self._total - best.unmet)
        plans = sorted(self.found.plans.values(), key=lambda plan: (plan.unmet, self.cost(plan.chosen)))
        near = [plan.chosen for plan in plans if 0 < plan.unmet - best.unmet <= max(1.0, little)]
        return [chosen for chosen in near if self.cost(chosen) < self.cost(best.chosen)][:MOST_RIVALS]

    def _best(self, budget: Decimal) -> SetPlan:
        return min(self._within(budget), key=lambda plan: (plan.unmet, self.cost(plan.chosen), sorted(plan.chosen)))

    def _within(self, budget: Decimal) -> list[SetPlan]:
        return [plan for plan in self.found.plans.values() if self.offered.choice.costs(plan.chosen) <= budget]
