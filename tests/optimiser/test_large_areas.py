"""The way of large areas, tried on small ones: auctions, corners, groups of posts, with near relaxations for bounds."""

import pytest
from hypothesis import given, settings

from estates.domain.checks import breaches, goal_values, proof_breaches
from estates.domain.dataset import Dataset
from estates.domain.plan import GOALS
from estates.domain.settings import Settings
from estates.domain.travel import TravelTimes
from estates.domain.words import Season, Standing
from optimiser import groups, search
from optimiser.crew import Crew
from optimiser.limits import Limits
from optimiser.solve import solve
from tests.strategies import datasets


@pytest.fixture(autouse=True, scope="module")
def as_if_large() -> object:
    """Let no model be small enough to be solved as a whole, and solve everything in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(groups, "WHOLE_COLUMNS", -1)
        patch.setattr(Crew, "_is_for_here", lambda *_: True)
        yield


@pytest.mark.parametrize("most", [search.CORNER_COLUMNS, -1], ids=["with corners", "without"])
@settings(max_examples=100)
@given(world=datasets())
def test_every_plan_is_legal_and_every_bound_holds(world: tuple[Dataset, TravelTimes], most: int) -> None:
    """No breach, the proof agrees with the plan, and no bound is above the best that a whole search proves."""
    dataset, travel = world
    season = dataset.for_season(Season.WINTER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "CORNER_COLUMNS", most)
        plan = solve(dataset, travel, season=Season.WINTER, settings=Settings(), limits=Limits())
    assert breaches(season, travel, plan.placements) == ()
    values = goal_values(season, travel, plan.placements)
    assert proof_breaches(plan.goals, plan.standing, season, values) == ()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(groups, "WHOLE_COLUMNS", 10**9)
        whole = solve(dataset, travel, season=Season.WINTER, settings=Settings(), limits=Limits())
    assert plan.goals["G1"].bound <= whole.goals["G1"].value <= plan.goals["G1"].value
    for number, goal in enumerate(GOALS):
        earlier = GOALS[:number]
        if all(plan.goals[each].value == pytest.approx(whole.goals[each].value) for each in earlier):
            assert plan.goals[goal].bound <= whole.goals[goal].value + 1e-6


@settings(max_examples=60)
@given(world=datasets())
def test_with_time_to_spare_sessions_are_proved_by_one_program(world: tuple[Dataset, TravelTimes]) -> None:
    """G1 ends proved; by itself the way of large areas leaves some open."""
    dataset, travel = world
    plan = solve(dataset, travel, season=Season.WINTER, settings=Settings(), limits=Limits(work=2.0))
    assert breaches(dataset.for_season(Season.WINTER), travel, plan.placements) == ()
    assert plan.goals["G1"].standing is Standing.OPTIMAL
