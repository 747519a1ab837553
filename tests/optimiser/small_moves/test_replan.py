"""An earlier plan mended: as good as an exhaustive search says, and as little moved as can be."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as trials

from estates.domain.certificate import certify
from estates.domain.checks import breaches, goal_values, proof_breaches, replan_values
from estates.domain.dataset import Dataset
from estates.domain.earlier import EarlierPlan, free_places
from estates.domain.plan import Placement, Plan
from estates.domain.settings import Settings
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind, Season
from optimiser.limits import Limits
from optimiser.small_moves import replan as door
from optimiser.small_moves.replan import replan
from optimiser.solve import solve
from tests.builders import MON_AM, dataset, placed, post, room, site, travel
from tests.referee import best_plan, in_strict_order
from tests.strategies import datasets, tiny_datasets


def mended(
    data: Dataset,
    earlier: Sequence[Placement],
    *,
    fewest: bool = False,
    anew: bool = False,
    times: TravelTimes | None = None,
) -> Plan:
    """Return the re-plan of some rows, judged."""
    times = travel(data) if times is None else times
    found = replan(
        data,
        times,
        season=Season.WINTER,
        settings=Settings(),
        limits=Limits(),
        earlier=EarlierPlan(placements=tuple(earlier)),
        fewest_changes=fewest,
        prove_anew=anew,
    )
    values = replan_values(
        data, times, found.placements, burden=Settings().burden, earlier=tuple(earlier), apart=fewest
    )
    assert breaches(data, times, found.placements) == ()
    assert proof_breaches(found.goals, found.standing, data, values) == ()
    assert list(found.goals) == (["G1", "changes", "G2", "G3", "G4"] if fewest else ["G1", "G2", "G3", "G4"])
    return found


def planned(data: Dataset, times: TravelTimes) -> tuple[Placement, ...]:
    """Return the rows of a plan of a dataset."""
    return solve(data, times, season=Season.WINTER, settings=Settings(), limits=Limits()).placements


def without_last_post(data: Dataset) -> Dataset:
    """Return a dataset after its last post has left."""
    gone = data.posts[-1].post_id if data.posts else ""
    return replace(data, posts=data.posts[:-1], pins=tuple(pin for pin in data.pins if pin.post_id != gone))


def with_a_room_lost(data: Dataset) -> Dataset:
    """Return a dataset after its first room without a pin is lost."""
    pinned = {pin.room_id for pin in data.pins}
    lost = next((here.room_id for here in data.rooms if here.room_id not in pinned), None)
    return replace(data, rooms=tuple(here for here in data.rooms if here.room_id != lost))


@trials(max_examples=25)
@given(tiny_datasets())
def test_a_replan_is_as_good_as_an_exhaustive_search_says(world: tuple[Dataset, TravelTimes]) -> None:
    """Goals in strict order, changed rows counted in the burden; after a post has left and after a room is lost."""
    data, times = world
    before = planned(data, times)
    for changed in (without_last_post(data), with_a_room_lost(data)):
        best = goal_values(changed, times, best_plan(changed, times, before), earlier=before)
        found = mended(changed, before, times=times)
        assert goal_values(changed, times, found.placements, earlier=before) == best
        assert all(found.goals[name].bound <= float(value) + 1e-6 for name, value in best.items())


@trials(max_examples=25)
@given(tiny_datasets())
def test_the_fewest_changes_are_those_that_an_exhaustive_search_finds(world: tuple[Dataset, TravelTimes]) -> None:
    """Changed rows as a goal of their own, right after the sessions placed; all goals in strict order."""
    data, times = world
    before = planned(data, times)
    for changed in (without_last_post(data), with_a_room_lost(data)):
        best = in_strict_order(changed, times, best_plan(changed, times, before, apart=True), before, apart=True)
        found = mended(changed, before, times=times, fewest=True)
        assert in_strict_order(changed, times, found.placements, before, apart=True) == best


@trials(max_examples=25)
@given(datasets())
def test_a_replan_by_small_moves_alone_is_legal_and_never_loses_what_could_stay(
    world: tuple[Dataset, TravelTimes],
) -> None:
    """However large the estate seems; its bounds are below its values, and nothing moves where nothing has changed."""
    data, times = world
    before = planned(data, times)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "WHOLE_PLACES", -1)
        for changed in (without_last_post(data), with_a_room_lost(data)):
            for fewest in (False, True):
                mended(changed, before, times=times, fewest=fewest)
        same = mended(data, before, times=times, fewest=True)
    assert same.goals["changes"].value == 0


@trials(max_examples=25)
@given(datasets())
def test_new_prices_change_no_plan_and_prove_no_less(world: tuple[Dataset, TravelTimes]) -> None:
    """Whether the earlier plan came with prices or without; the judge has the bound below the value."""
    data, times = world
    before = planned(data, times)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "WHOLE_PLACES", -1)
        for changed in (without_last_post(data), with_a_room_lost(data)):
            carried, anew = (mended(changed, before, times=times, anew=anew) for anew in (False, True))
            assert anew.placements == carried.placements
            assert anew.goals["G1"].bound >= carried.goals["G1"].bound
            assert anew.goals["G1"].bound >= certify(changed, times, anew.prices).bound


@pytest.mark.parametrize(("gap", "is_placed"), [(0.0, True), (1.0, False)])
def test_while_the_gap_is_too_wide_those_who_were_short_before_are_looked_round(
    gap: float, is_placed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """B could have A's room if A went to the other site: nothing has changed, but new prices prove that it can be."""
    data = dataset(
        sites=(site("S1"), site("S2", practice_code="P2"), site("S3", practice_code="P3")),
        rooms=(room("R1", "S1", free="MON_AM"), room("R2", "S2", free="MON_AM")),
        posts=(post("A", base_site="S1"), post("B", base_site="S3")),
    )
    times = travel(data, S3_S2=30)
    wanted = {(PlacementKind.POST, code): 1 for code in ("A", "B")}
    before = EarlierPlan(placements=(placed("A", MON_AM),), wanted=wanted, free=free_places(data))
    monkeypatch.setattr(door, "WHOLE_PLACES", -1)
    found = replan(
        data,
        times,
        season=Season.STANDARD,
        settings=Settings(),
        limits=Limits(gap=gap),
        earlier=before,
        prove_anew=True,
    )
    assert breaches(data, times, found.placements) == ()
    assert {row.id for row in found.placements} == ({"A", "B"} if is_placed else {"A"})
    assert found.goals["G1"].bound == 0
