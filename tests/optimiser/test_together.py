"""What is proved of several parts together: no more than their best plans come to, whatever is open in which part."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from random import Random

import pytest

from estates.domain.plan import GOALS
from optimiser.together import Inequality, Proved, bound_together

Values = tuple[int, ...]


@dataclass
class Part:
    """A part with all its plans by what they come to, goal by goal."""

    plans: Sequence[Values]
    chosen: Values
    slack: Values = (0, 0, 0, 0)
    prices: Sequence[Sequence[float]] = ()

    def bound(self, place: int) -> float:
        """Return a bound that holds among plans whose earlier goals are no worse, closed or not."""
        held = [plan for plan in self.plans if all(plan[n] <= self.chosen[n] for n in range(place))]
        return max(0, min(plan[place] for plan in held) - self.slack[place])

    def inequality(self, place: int, prices: Sequence[float]) -> Inequality:
        """Return the best bound on a goal in any plan at prices of the earlier goals, that are where the plan's are."""
        earlier = range(place)
        bound = min(plan[place] + sum(prices[n] * (plan[n] - self.chosen[n]) for n in earlier) for plan in self.plans)
        at = {GOALS[n]: float(self.chosen[n]) for n in earlier}
        return Inequality(bound, {GOALS[n]: prices[n] for n in earlier}, at)

    @property
    def proved(self) -> Proved:
        """Return what is known of it."""
        reach = [plan[1] for plan in self.plans]
        return Proved(
            values=dict(zip(GOALS, self.chosen, strict=True)),
            bounds={goal: self.bound(place) for place, goal in enumerate(GOALS)},
            sure={"G1": 0, "G2": min(reach), "G3": 0, "G4": 0},
            constant=("G2",) if len(set(reach)) == 1 else (),
            inequalities={
                goal: [self.inequality(place, prices) for prices in self.prices] for place, goal in enumerate(GOALS)
            },
        )


def a_part(random: Random) -> Part:
    """Return a part with a few plans, one of which it has; some have no hubs, some goals are open."""
    hubs = random.choice([0, 0, 2])
    plans = [
        (random.randint(0, 1), random.randint(0, hubs), random.randint(0, 2), random.randint(0, 9))
        for _ in range(random.randint(1, 6))
    ]
    slack = tuple(random.choice([0, 0, 1]) for _ in GOALS)
    prices = [[random.choice([0.0, 1.0, random.uniform(0, 9)]) for _ in GOALS] for _ in range(random.randint(0, 3))]
    return Part(plans, random.choice([min(plans), random.choice(plans)]), slack, prices)


@pytest.mark.parametrize("seed", range(600))
def test_no_bound_of_parts_is_above_their_best_plan(seed: int) -> None:
    """Every choice of plans whose earlier goals come to no more is tried."""
    random = Random(seed)
    parts = [a_part(random) for _ in range(random.randint(1, 3))]
    totals = [sum(part.chosen[n] for part in parts) for n in range(len(GOALS))]
    sums = [tuple(map(sum, zip(*plans, strict=True))) for plans in product(*(part.plans for part in parts))]
    for place, goal in enumerate(GOALS):
        best = min(values[place] for values in sums if all(values[n] <= totals[n] for n in range(place)))
        assert bound_together(goal, [part.proved for part in parts]) <= best + 1e-9


def test_a_part_without_hubs_does_not_cost_the_others_their_bounds() -> None:
    """The reach of hubs is open in one part alone, and the other cannot have any."""
    county = Part([(0, 1, 2, 8), (0, 0, 5, 9)], (0, 1, 2, 8), (0, 1, 0, 0)).proved
    pcn = Part([(0, 0, 1, 3)], (0, 0, 1, 3)).proved
    assert county.bounds["G2"] < county.values["G2"]
    assert [bound_together(goal, [county, pcn]) for goal in ("G3", "G4")] == [3, 11]


def test_a_part_without_hubs_keeps_its_bounds_where_two_others_are_open() -> None:
    """These may exchange reach; nothing that it has depends on it."""
    open_one = Part([(0, 1, 2, 8), (0, 0, 5, 9)], (0, 1, 2, 8), (0, 1, 0, 0)).proved
    pcn = Part([(0, 0, 1, 3)], (0, 0, 1, 3)).proved
    assert bound_together("G3", [open_one, open_one, pcn]) == 1


def test_where_fairness_is_open_its_price_bounds_the_burden_of_the_others() -> None:
    """A part could save two minutes for each unit of fairness that another leaves it, and there is one at most."""
    county = Part([(0, 0, 5, 20)], (0, 0, 5, 20), (0, 0, 1, 0), [(0, 0, 0)]).proved
    pcn = Part([(0, 0, 1, 10), (0, 0, 3, 6)], (0, 0, 1, 10), prices=[(0, 0, 2)]).proved
    assert bound_together("G4", [county, pcn]) == 28


def test_at_equal_prices_nothing_is_lost_by_an_open_goal() -> None:
    """Both parts are open; what one gains by fairness that the other leaves it, the other loses."""
    part = Part(
        [(0, 0, 2, 10), (0, 0, 1, 14), (0, 0, 3, 6)], (0, 0, 2, 10), (0, 0, 1, 0), [(0, 0, 4), (0, 0, 0)]
    ).proved
    assert bound_together("G4", [part, part]) == 20
