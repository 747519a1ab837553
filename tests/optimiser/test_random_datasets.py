"""Whatever the dataset: the planner plans it, the judge finds no breach, and the proof and the reasons are true."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from estates.domain.checks import breaches, goal_values, proof_breaches
from estates.domain.dataset import Dataset
from estates.domain.plan import Plan, in_order
from estates.domain.rooms import Room
from estates.domain.settings import Settings
from estates.domain.shortfall import unmet_rows
from estates.domain.slots import SLOTS
from estates.domain.travel import TravelTimes
from estates.domain.words import Cell, Reason, RoomType, Season, Standing
from optimiser.explain import explain
from optimiser.limits import Limits
from optimiser.reasons.proof import NOTHING_ALONE
from optimiser.solve import solve
from tests.strategies import FEATURES, WEEK, datasets

World = tuple[Dataset, TravelTimes]


def planned(data: Dataset, travel: TravelTimes, season: Season = Season.STANDARD, seed: int = 0) -> Plan:
    """Return the plan of a dataset that is already the season's, solved to the end."""
    return solve(data, travel, season=season, settings=Settings(), limits=Limits(seed=seed))


@settings(max_examples=300)
@given(datasets(), st.sampled_from(Season))
def test_every_random_dataset_plans_and_verifies(world: World, season: Season) -> None:
    """No rule is broken, the proof agrees with the plan, and everybody's reason fits what became of them."""
    data, travel = world[0].for_season(season), world[1]
    plan = planned(data, travel, season)
    assert breaches(data, travel, plan.placements) == ()
    values = goal_values(data, travel, plan.placements)
    assert proof_breaches(plan.goals, plan.standing, data, values) == ()
    assert plan.placements == in_order(plan.placements)
    for row in unmet_rows(data, plan.placements, explain(data, travel, plan)):
        assert (row.reason is Reason.PLACED) == (row.unmet == 0)
        assert row.explanation
        assert row.remedy
        if plan.goals["G1"].standing is Standing.OPTIMAL:
            assert row.reason is not Reason.NOT_PROVED or row.explanation.endswith(NOTHING_ALONE)


@settings(max_examples=40)
@given(datasets())
def test_more_rooms_never_raise_what_is_unmet(world: World) -> None:
    """At a proven optimum one free room more, with every feature and shared with all, leaves no more unmet."""
    data, travel = world
    more = Room(
        room_id="extra",
        site_id=data.sites[0].site_id,
        room_type=RoomType.CONSULT_EXAM,
        name="Extra",
        cells=tuple(Cell.FREE if slot in WEEK else Cell.CLOSED for slot in SLOTS),
        features=frozenset(FEATURES),
    )
    before = planned(data, travel, Season.WINTER).goals["G1"]
    after = planned(replace(data, rooms=(*data.rooms, more)), travel, Season.WINTER).goals["G1"]
    if before.standing is after.standing is Standing.OPTIMAL:
        assert after.value <= before.value


@settings(max_examples=20)
@given(datasets())
def test_the_same_dataset_gives_the_same_plan(world: World) -> None:
    """The same input, settings and seed give the same rows, whatever the order of the tables."""
    data, travel = world
    turned = replace(data, posts=data.posts[::-1], rooms=data.rooms[::-1], sites=data.sites[::-1])
    first = planned(data, travel, Season.WINTER)
    assert planned(data, travel, Season.WINTER).placements == first.placements
    assert planned(turned, travel, Season.WINTER).placements == first.placements
