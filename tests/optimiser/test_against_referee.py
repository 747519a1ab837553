"""Tiny datasets: the planner's goals agree with an exhaustive search."""

from dataclasses import replace

from hypothesis import given, settings

from estates.domain.checks import goal_values
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement, Plan
from estates.domain.settings import Settings
from estates.domain.travel import TravelTimes
from estates.domain.words import Season
from optimiser.limits import Limits
from optimiser.solve import solve
from tests.referee import best_plan
from tests.strategies import tiny_datasets


def agreed(data: Dataset, travel: TravelTimes, earlier: tuple[Placement, ...] = ()) -> Plan:
    """Return a plan whose goals are those of the exhaustive search and whose bounds lie at or below them."""
    best = goal_values(data, travel, best_plan(data, travel, earlier), earlier=earlier)
    plan = solve(data, travel, season=Season.WINTER, settings=Settings(), limits=Limits(), earlier=earlier)
    assert goal_values(data, travel, plan.placements, earlier=earlier) == best
    for name, value in best.items():
        assert plan.goals[name].bound <= float(value) + 1e-6
    return plan


@settings(max_examples=150)
@given(tiny_datasets())
def test_goals_agree_with_an_exhaustive_search(world: tuple[Dataset, TravelTimes]) -> None:
    """G1 to G4 are the best in strict order, and no bound lies above them."""
    agreed(*world)


@settings(max_examples=50)
@given(tiny_datasets())
def test_a_replan_agrees_with_an_exhaustive_search(world: tuple[Dataset, TravelTimes]) -> None:
    """After the last post has left, the plan changes no more rows than the best one does."""
    data, travel = world
    before = agreed(data, travel)
    gone = data.posts[-1].post_id if data.posts else ""
    pins = tuple(pin for pin in data.pins if pin.post_id != gone)
    agreed(replace(data, posts=data.posts[:-1], pins=pins), travel, before.placements)
