"""What is proved of several parts together: no more than their best plans come to, whatever is open in which part."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest

from estates.domain.plan import GOALS
from optimiser.search import Search
from optimiser.solve import _bound

Values = tuple[int, ...]


@dataclass
class Part:
    """A part with all its plans by what they come to, goal by goal: stands for a search."""

    plans: Sequence[Values]
    chosen: Values
    slack: Values

    def value(self, goal: str) -> int:
        """Return what the plan comes to."""
        return self.chosen[GOALS.index(goal)]

    def bound(self, goal: str) -> int:
        """Return a bound that holds among plans whose earlier goals are no worse, closed or not."""
        place = GOALS.index(goal)
        held = [plan for plan in self.plans if all(plan[n] <= self.chosen[n] for n in range(place))]
        return max(0, min(plan[place] for plan in held) - self.slack[place])

    def sure_bound(self, goal: str) -> int:
        """Return what holds of the reach of hubs in any plan."""
        return min(plan[1] for plan in self.plans) if goal == "G2" else 0

    @property
    def model(self) -> Any:
        """The most that the reach of hubs could miss."""
        return SimpleNamespace(goals={"G2": SimpleNamespace(constant=max(plan[1] for plan in self.plans))})


def a_part(random: Random) -> Part:
    """Return a part with a few plans, one of which it has; some have no hubs, some goals are open."""
    hubs = random.choice([0, 0, 2])
    plans = [
        (random.randint(0, 1), random.randint(0, hubs), random.randint(0, 2), random.randint(0, 9))
        for _ in range(random.randint(1, 6))
    ]
    slack = tuple(random.choice([0, 0, 1]) for _ in GOALS)
    return Part(plans, random.choice([min(plans), random.choice(plans)]), slack)


@pytest.mark.parametrize("seed", range(400))
def test_no_bound_of_parts_is_above_their_best_plan(seed: int) -> None:
    """Every choice of plans whose earlier goals come to the same is tried."""
    random = Random(seed)
    parts = [a_part(random) for _ in range(random.randint(2, 3))]
    totals = [sum(part.chosen[n] for part in parts) for n in range(len(GOALS))]
    sums = [tuple(map(sum, zip(*plans, strict=True))) for plans in product(*(part.plans for part in parts))]
    for place, goal in enumerate(GOALS):
        best = min(values[place] for values in sums if list(values[:place]) == totals[:place])
        assert _bound(cast("list[Search]", parts), goal) <= best


def test_a_part_without_hubs_does_not_cost_the_others_their_bounds() -> None:
    """The reach of hubs is open in one part alone, and the other cannot have any."""
    county = Part([(0, 1, 2, 8), (0, 0, 5, 9)], (0, 1, 2, 8), (0, 1, 0, 0))
    pcn = Part([(0, 0, 1, 3)], (0, 0, 1, 3), (0, 0, 0, 0))
    assert county.bound("G2") < county.value("G2")
    assert [_bound(cast("list[Search]", [county, pcn]), goal) for goal in ("G3", "G4")] == [3, 11]
