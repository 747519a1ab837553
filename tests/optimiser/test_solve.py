"""From a dataset to a plan: goals in strict order, pins, seasons, re-plans, limits."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.generate import County, generate
from estates.domain.checks import breaches, goal_values
from estates.domain.dataset import Dataset
from estates.domain.plan import GOALS, Placement, Plan, Progress
from estates.domain.practices import Pin
from estates.domain.settings import Settings
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind, RowSeason, Season, SiteKind, Standing, StoppedBy
from optimiser import crew, groups
from optimiser.limits import Limits
from optimiser.solve import solve
from tests.builders import MON_AM, MON_PM, TUE_AM, dataset, placed, post, programme, room, site, travel

SMALL_COUNTY = generate(County(seed=3, pcns=2, hubs=1, posts_per_pcn=9, programmes=1))


def planned(data: Dataset, minutes: TravelTimes | None = None, *, limits: Limits | None = None, **given: Any) -> Plan:
    """Return the plan of a dataset for the standard season, once the judge has found no breach."""
    minutes = minutes or travel(data)
    given = {"season": Season.STANDARD} | given
    plan = solve(data, minutes, settings=Settings(), limits=limits or Limits(), **given)
    assert breaches(data.for_season(plan.season), minutes, plan.placements) == ()
    return plan


def values(plan: Plan) -> list[float]:
    """Return the values of the goals in order."""
    return [score.value for score in plan.goals.values()]


def test_an_empty_dataset_has_an_empty_plan() -> None:
    """Nothing wanted, nothing placed, nothing unproved."""
    plan = planned(dataset(posts=(), rooms=()))
    assert (plan.placements, plan.standing, plan.stopped_by) == ((), Standing.OPTIMAL, StoppedBy.GAP)


def test_priority_decides_who_gets_the_last_room() -> None:
    """One slot, two posts: the one of priority 3 has it, and the other's session is the shortfall."""
    data = dataset(rooms=(room(free="MON_AM"),), posts=(post("A"), post("B", priority=3)))
    plan = planned(data)
    assert [row.id for row in plan.placements] == ["B"]
    assert values(plan)[0] == 1


def test_reach_of_hubs_goes_before_fairness_and_burden() -> None:
    """Of two hubs that cost the same sessions the programme takes the one that reaches its PCN."""
    hubs = (site(), site("S2", SiteKind.HUB), site("S3", SiteKind.HUB))
    data = dataset(sites=hubs, rooms=(room("R2", "S2"), room("R3", "S3")), posts=(), programmes=(programme(),))
    plan = planned(data, travel(data, S1_S2=31, S1_S3=30))
    assert [row.site_id for row in plan.placements] == ["S3"]
    assert values(plan)[1] == 0


def test_a_pcn_without_sites_counts_as_not_reached() -> None:
    """The pair cannot be reached, and the bound knows it."""
    hubs = (site("S2", SiteKind.HUB),)
    plan = planned(dataset(sites=hubs, rooms=(room("R2", "S2"),), posts=(), programmes=(programme(),)))
    assert (plan.goals["G2"].value, plan.goals["G2"].bound) == (1, 1)


def test_the_loss_is_spread_evenly() -> None:
    """Two PCNs want two sessions each of the two there are: one each."""
    posts = (post("A", 2), post("B", 2, pcn_code="N2"))
    data = dataset(sites=(site(kind=SiteKind.HUB),), rooms=(room(free="MON_AM TUE_AM"),), posts=posts)
    plan = planned(data)
    assert sorted(row.id for row in plan.placements) == ["A", "B"]
    assert plan.goals["G3"].value == 1.0


def test_a_post_keeps_its_room() -> None:
    """Least burden: one site and one room in the week though others are free too."""
    rooms = (room("R1", free="MON_AM TUE_AM"), room("R2", free="MON_AM MON_PM TUE_AM"))
    plan = planned(dataset(rooms=rooms, posts=(post(sessions=3),)))
    assert {row.room_id for row in plan.placements} == {"R2"}
    assert values(plan) == [0, 0, 0, 0]


def test_pins_stand_and_count() -> None:
    """A pinned session is in the plan, marked, and one of the sessions wanted."""
    pins = (Pin(post_id="A", room_id="R1", slot=MON_PM),)
    plan = planned(dataset(posts=(post(sessions=1), post("B", 3, priority=9)), pins=pins))
    assert [(row.slot, row.pinned) for row in plan.placements if row.id == "A"] == [(MON_PM, True)]


def test_winter_programmes_are_planned_in_winter_only() -> None:
    """The standard season leaves them out."""
    hub = site(kind=SiteKind.HUB)
    data = dataset(sites=(hub,), posts=(), programmes=(programme(season=RowSeason.WINTER),))
    assert planned(data).placements == ()
    assert len(planned(data, season=Season.WINTER).placements) == 1


def test_a_programme_had_better_take_the_single_room() -> None:
    """A room of two places taken whole would cost a post its place."""
    hub = site(kind=SiteKind.HUB)
    rooms = (room("R1", places=2, free="MON_AM"), room("R2", free="MON_AM"))
    plan = planned(dataset(sites=(hub,), rooms=rooms, posts=(post("A"), post("B")), programmes=(programme(),)))
    assert {row.room_id for row in plan.placements if row.kind is PlacementKind.PROGRAMME} == {"R2"}
    assert values(plan)[0] == 0


def test_a_replan_keeps_what_it_can() -> None:
    """Equal plans are many; the one nearest to the earlier plan is taken, and rows of nobody left are forgotten."""
    rooms = (room("R1"), room("R2"), room("R3"))
    earlier: Sequence[Placement] = (placed("A", TUE_AM, "R3"), placed("gone", MON_AM, "R2"))
    plan = planned(dataset(rooms=rooms), earlier=earlier)
    assert [(row.slot, row.room_id) for row in plan.placements] == [(TUE_AM, "R3")]
    assert values(plan)[3] == 0


def test_a_row_that_cannot_stand_again_costs_its_minutes() -> None:
    """The earlier room is no longer free then: one changed row, sixty minutes, and it is proved."""
    plan = planned(dataset(rooms=(room(free="MON_AM"),)), earlier=(placed("A", TUE_AM),))
    assert (plan.goals["G4"].value, plan.goals["G4"].bound) == (60, 60)


def test_the_plan_is_the_same_whoever_solves_the_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """All here, or all in one child, or in two: by the way of large areas, with corners, auctions and proofs beside."""
    monkeypatch.setattr(groups, "WHOLE_COLUMNS", -1)
    monkeypatch.setattr(crew, "SMALL_COLUMNS", 0)
    monkeypatch.setattr(crew, "QUICK_COLUMNS", 0)
    data, minutes = SMALL_COUNTY
    plans = [planned(data, minutes, season=Season.WINTER, children=children) for children in (0, 1, 2)]
    assert plans[0].placements
    assert all(plan.placements == plans[0].placements and plan.goals == plans[0].goals for plan in plans[1:])


def test_small_county_repeats_itself() -> None:
    """The same input gives the same plan, whatever the order of its rows."""
    data, minutes = SMALL_COUNTY
    first = planned(data, minutes)
    turned = replace(data, posts=data.posts[::-1], rooms=data.rooms[::-1], sites=data.sites[::-1])
    assert planned(data, minutes).placements == first.placements
    assert planned(turned, minutes).placements == first.placements
    found = goal_values(data, minutes, first.placements)
    assert all(abs(float(found[goal]) - score.value) < 1e-6 for goal, score in first.goals.items())


def test_an_interrupt_gives_the_first_plan() -> None:
    """Who stops at once still gets a legal plan that places somebody."""
    data, minutes = SMALL_COUNTY
    plan = planned(data, minutes, stop=lambda: True)
    assert plan.stopped_by is StoppedBy.INTERRUPT
    assert plan.standing is Standing.FEASIBLE
    assert plan.placements


def test_a_time_limit_gives_the_best_plan_so_far() -> None:
    """No time at all is enough for the first plan."""
    data, minutes = SMALL_COUNTY
    plan = planned(data, minutes, limits=Limits(time_limit_seconds=0.0))
    assert plan.stopped_by is StoppedBy.TIME
    assert plan.placements


def test_work_runs_out_repeatably() -> None:
    """A little work gives a plan between the first and the best, twice the same."""
    data, minutes = SMALL_COUNTY
    plans = [planned(data, minutes, limits=Limits(work=0.0001)) for _ in range(2)]
    assert plans[0].placements == plans[1].placements
    assert plans[0].stopped_by is StoppedBy.WORK


def test_a_gap_asked_ends_the_search_early() -> None:
    """With a gap of one any plan will do, and the plan says so."""
    data, minutes = SMALL_COUNTY
    plan = planned(data, minutes, limits=Limits(gap=1.0))
    assert plan.stopped_by is StoppedBy.GAP
    assert plan.gap_asked == 1.0


def test_progress_tells_stage_value_and_bound() -> None:
    """Every goal is told in its turn, and the bound never passes the best plan."""
    told: list[Progress] = []
    data, minutes = SMALL_COUNTY
    planned(data, minutes, on_progress=told.append)
    assert list(dict.fromkeys(news.stage for news in told)) == ["G1", "G2", "G3", "G4"]
    assert all(news.bound is not None and news.best is not None and news.bound <= news.best + 1e-6 for news in told)


def test_no_bound_is_told_that_the_plan_does_not_keep() -> None:
    """What holds for each part by itself holds for several together only once the goals before are closed."""
    told: list[Progress] = []
    data, minutes = SMALL_COUNTY
    plan = planned(data, minutes, limits=Limits(gap=0.2), on_progress=told.append)
    last = {news.stage: news.bound for news in told}
    assert {goal: (last[goal] or 0) <= score.bound + 1e-6 for goal, score in plan.goals.items()} == dict.fromkeys(
        GOALS, True
    )
