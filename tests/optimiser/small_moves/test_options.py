"""Where one post more could sit: legal, never at the cost of those who may not lose, and as much as can be."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import settings as trials

from estates.domain.checks import breaches, goal_values
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.posts import Post
from estates.domain.practices import Pin
from estates.domain.settings import Settings
from estates.domain.slots import SLOTS, Slot
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind, Season
from optimiser.limits import Limits
from optimiser.small_moves.options import Asks, Found, options
from optimiser.solve import solve
from tests.builders import MON_AM, MON_PM, TUE_AM, dataset, placed, post, room, site, travel
from tests.strategies import tiny_datasets

NEW = "NEW"


def found_for(data: Dataset, earlier: tuple[Placement, ...], times: TravelTimes | None = None) -> Found:
    """Return the options of the post NEW, each judged."""
    times = travel(data) if times is None else times
    found = options(data, times, NEW, earlier=earlier, settings=Settings())
    for option in found.options:
        assert breaches(data, times, option.plan) == ()
        assert option.rows == tuple(row for row in option.plan if row.id == NEW and row.kind is PlacementKind.POST)
    return found


def sessions(rows: tuple[Placement, ...], who: str) -> int:
    """Return the sessions that a post has."""
    return sum(row.id == who and row.kind is PlacementKind.POST for row in rows)


def test_nobody_moves_where_places_are_left() -> None:
    """Both free half-days of the base come first, and no other class is looked at."""
    data = dataset(posts=(post("A"), post(NEW, sessions=2)), rooms=(room(free="MON_AM MON_PM TUE_AM"),))
    found = found_for(data, (placed("A", MON_AM),))
    assert [option.asks for option in found.options] == [Asks.NOTHING]
    assert {row.slot for row in found.options[0].rows} == {MON_PM, TUE_AM}


def test_options_of_a_class_differ_in_days_or_sites() -> None:
    """One session, three half-days on two days: two options, none of them twice."""
    data = dataset(posts=(post(NEW, sessions=1),), rooms=(room(free="MON_AM MON_PM TUE_AM"),))
    days = [option.rows[0].slot.day for option in found_for(data, ()).options]
    assert sorted(days) == ["MON", "TUE"]


def test_others_move_only_where_that_places_more_and_none_of_them_loses() -> None:
    """The newcomer can only work on Monday morning, so the other goes to Tuesday."""
    data = dataset(posts=(post("A"), post(NEW, slots=(MON_AM,))), rooms=(room(free="MON_AM TUE_AM"),))
    (option,) = found_for(data, (placed("A", MON_AM),)).options
    assert option.asks is Asks.MOVES
    assert {(row.id, row.slot) for row in option.plan} == {(NEW, MON_AM), ("A", TUE_AM)}


def test_a_session_is_given_up_only_by_equal_or_lower_priority() -> None:
    """One place, two posts: it goes to the newcomer only where the other does not rank higher."""
    for priority, expected in ((1, [Asks.SESSIONS]), (2, [])):
        data = dataset(posts=(post("A", priority=priority), post(NEW)), rooms=(room(free="MON_AM"),))
        assert [option.asks for option in found_for(data, (placed("A", MON_AM),)).options] == expected


def test_others_are_not_placed_on_the_way() -> None:
    """Somebody else is short where a place is free: that is no part of anybody's option."""
    posts = (
        post("A", slots=(MON_AM, TUE_AM)),
        post("X", 2, priority=5, slots=(MON_PM, Slot.TUE_PM)),
        post(NEW, slots=(MON_AM, MON_PM)),
    )
    data = dataset(posts=posts, rooms=(room(free="MON_AM MON_PM TUE_AM TUE_PM"),))
    (option,) = found_for(data, (placed("A", MON_AM), placed("X", MON_PM))).options
    assert option.asks is Asks.MOVES
    assert {(row.id, row.slot) for row in option.plan} == {(NEW, MON_AM), ("A", TUE_AM), ("X", MON_PM)}


def test_a_pinned_post_does_not_make_way() -> None:
    """Its place is its own, whatever its priority."""
    data = dataset(
        posts=(post("A"), post(NEW, priority=9)),
        rooms=(room(free="MON_AM"),),
        pins=(Pin(post_id="A", room_id="R1", slot=MON_AM),),
    )
    assert found_for(data, (placed("A", MON_AM, pinned=True),)).options == ()


def test_the_nearer_site_comes_first() -> None:
    """Two sites are free in the only half-day asked for; the first option has the shorter way."""
    sites = (site("S1"), site("S2"), site("S3"))
    data = dataset(sites=sites, rooms=(room("R2", "S2"), room("R3", "S3")), posts=(post(NEW, slots=(MON_AM,)),))
    found = found_for(data, (), travel(data, S1_S2=15, S1_S3=5))
    assert [option.rows[0].site_id for option in found.options] == ["S3", "S2"]


@trials(max_examples=40)
@given(tiny_datasets())
def test_options_are_legal_and_keep_what_they_promise(world: tuple[Dataset, TravelTimes]) -> None:
    """Without moves as many sessions as trying every week finds; with moves none loses; with loss G1 is no worse."""
    data, times = world
    if not data.sites:
        return
    before = solve(data, times, season=Season.WINTER, settings=Settings(), limits=Limits()).placements
    newcomer = Post(
        post_id=NEW, role_id="fcp_physio", pcn_code="N1", base_site=data.sites[0].site_id, wte=Decimal(1), sessions=2
    )
    more = replace(data, posts=(*data.posts, newcomer))
    found = found_for(more, before, times)
    best = {asks: max((len(o.rows) for o in found.options if o.asks is asks), default=0) for asks in Asks}
    assert best[Asks.NOTHING] == most_without_moves(more, times, before)
    start = goal_values(more, times, before)["G1"]
    for option in found.options:
        rest = tuple(row for row in option.plan if row.id != NEW or row.kind is not PlacementKind.POST)
        assert goal_values(more, times, option.plan)["G1"] <= start
        if option.asks is Asks.NOTHING:
            assert set(rest) == set(before)
        if option.asks is Asks.MOVES:
            assert all(sessions(rest, post.post_id) >= sessions(before, post.post_id) for post in data.posts)
        assert {row for row in rest if row.kind is PlacementKind.PROGRAMME} == {
            row for row in before if row.kind is PlacementKind.PROGRAMME
        }


def most_without_moves(data: Dataset, times: TravelTimes, before: tuple[Placement, ...]) -> int:
    """Return the most sessions that the newcomer can have beside the rows of a plan: every pair is tried."""
    single = [placed(NEW, slot, here.room_id, here.site_id) for slot, here in product(SLOTS, data.rooms)]
    alone = [row for row in single if not breaches(data, times, [*before, row])]
    both = ([one, other] for one in alone for other in alone if one.slot < other.slot)
    if any(not breaches(data, times, [*before, *rows]) for rows in both):
        return 2
    return 1 if alone else 0


def test_fewer_sessions_that_ask_less_are_an_option_too() -> None:
    """Two sessions move two posts, one session moves one."""
    posts = (post("A"), post("B"), post(NEW, sessions=2, slots=(MON_AM, MON_PM)))
    data = dataset(posts=posts, rooms=(room(free="MON_AM MON_PM TUE_AM"), room("R2", free="TUE_AM")))
    found = found_for(data, (placed("A", MON_AM), placed("B", MON_PM)))
    assert [(option.asks, len(option.rows)) for option in found.options][:2] == [(Asks.MOVES, 2), (Asks.MOVES, 1)]
    moved = [
        len({(row.id, row.slot) for row in option.plan} - {("A", MON_AM), ("B", MON_PM)}) for option in found.options
    ]
    assert moved[0] > moved[1]


@pytest.mark.parametrize("far", ["S0", "S9"])
@pytest.mark.parametrize("near_slot", [MON_PM, TUE_AM])
def test_who_moves_is_sent_no_further_than_it_must(far: str, near_slot: Slot) -> None:
    """A place at its base is left, and one 19 minutes away: both count one changed row."""
    far_slot = TUE_AM if near_slot is MON_PM else MON_PM
    data = dataset(
        sites=(site("S1"), site(far)),
        rooms=(room(free=f"MON_AM {near_slot.value}"), room("R2", far, free=far_slot.value)),
        posts=(post("A"), post(NEW, slots=(MON_AM,))),
    )
    found = found_for(data, (placed("A", MON_AM),), travel(data, **{f"S1_{far}": 19}))
    (option,) = found.options
    assert [(row.site_id, row.slot) for row in option.plan if row.id == "A"] == [("S1", near_slot)]


def test_options_share_no_more_than_half_of_their_days() -> None:
    """Three sessions on three of five days: the second option has one of these days at most."""
    slots = (Slot.MON_AM, Slot.TUE_AM, Slot.WED_AM, Slot.THU_AM, Slot.FRI_AM)
    free = " ".join(slot.value for slot in slots)
    data = dataset(posts=(post(NEW, sessions=3, slots=slots),), rooms=(room(free=free),))
    first, second = (frozenset(row.slot for row in option.rows) for option in found_for(data, ()).options[:2])
    assert len(first) == len(second) == 3
    assert len(first & second) <= 1
