"""What districts share is dealt out by what it is worth to each."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from estates.domain.plan import Plan
from estates.domain.settings import Settings
from estates.domain.words import Season, SiteKind
from optimiser.candidates import Estate, survey
from optimiser.limits import Limits
from optimiser.national import regions
from optimiser.national.borders import Borders
from optimiser.national.divide import Lot
from optimiser.national.merge import merged
from optimiser.national.parcels import Parcel, Request
from optimiser.national.pricing import priced_in_regions, with_shares
from optimiser.national.proof import bounded
from optimiser.national.workers import carried_out
from optimiser.national.worth import priced, worth_of_cells
from optimiser.stages import Stage
from optimiser.watch import Watch
from tests.builders import MON_AM, MON_PM, TUE_AM, dataset, post, room, site, travel

SHARED = {("S1", MON_AM), ("S1", MON_PM), ("S1", TUE_AM)}


def lot(free: str = "MON_AM MON_PM TUE_AM") -> tuple[Request, Lot]:
    """Return a hub's room that a PCN of three dear posts and one of a cheap post could use, as two districts."""
    dear = [post(f"A{n}", priority=5) for n in range(3)]
    data = dataset(sites=(site(kind=SiteKind.HUB),), rooms=(room(free=free),), posts=(*dear, post("B", pcn_code="N2")))
    request = Request(dataset=data, travel=travel(data), season=Season.STANDARD, settings=Settings(), limits=Limits())
    whole = survey(data, travel(data))
    parts: list[Estate] = [replace(whole, posts=whole.posts[:3]), replace(whole, posts=whole.posts[3:])]
    return request, Lot([request.parcel([part]) for part in parts], parts, whole, Borders(parts))


def price(parcels: Sequence[Parcel]) -> list[Plan | None]:
    """Return the prices of parcels, asked here."""
    return [carried_out(parcel) for parcel in parcels]


def test_a_parcel_with_shares_is_priced_and_not_planned() -> None:
    """Half of three places among three dear posts: each place is worth a session of priority five."""
    _, own = lot()
    parcel = own.borders.to_be_priced(own.parcels[0], [0])
    plan = priced(parcel)
    assert plan.placements == ()
    assert worth_of_cells(parcel, plan.prices) == pytest.approx(dict.fromkeys(SHARED, 5.0), abs=1e-3)


def test_half_days_go_where_they_are_worth_most() -> None:
    """All to the dear posts, and the bound knows that a weight of one is lost; in turn they would have got two."""
    request, own = lot()
    in_turn = own.borders.owner
    assert sorted(in_turn.values()) == [0, 0, 1]
    dealt = with_shares(request, own, price, Watch(Limits()))
    assert set(dealt.borders.owner.values()) == {0}
    assert dealt.bound == 1
    whole = merged(
        request, dealt, [carried_out(parcel, children=0) for parcel in dealt.to_plan(Stage.ALL_GOALS)], Watch(Limits())
    )
    assert (whole.proved.values["G1"], whole.proved.bounds["G1"]) == (1, 1)


def test_what_the_owner_leaves_over_is_offered_to_the_others() -> None:
    """Dealt out in turn the cheap post has two half-days and needs one: a dear one has the other in the end."""
    request, own = lot(free="MON_AM MON_PM TUE_AM TUE_PM")
    plans = [carried_out(parcel, children=0) for parcel in own.to_plan(Stage.ALL_GOALS)]
    assert sum(plan.goals["G1"].value for plan in plans) == 5
    assert merged(request, own, plans, Watch(Limits())).proved.values["G1"] == 0


def test_without_the_time_for_it_they_are_dealt_out_in_turn() -> None:
    """Nothing is priced, nothing is bounded, and both parcels can be planned."""
    request, own = lot()
    dealt = with_shares(request, own, price, Watch(Limits(time_limit_seconds=1.0)))
    assert dealt.prices == ()
    assert dealt.borders.owner == own.borders.owner
    assert all(parcel.held for parcel in dealt.to_plan(Stage.FIRST_GOAL))


def test_districts_of_one_region_are_priced_as_one() -> None:
    """By itself each hopes for two of the three half-days; together they know that one session has no place."""
    request, own = lot()
    (region,) = regions.to_be_priced(request, own.borders)
    assert {each.post_id for each in region.dataset.posts} == {"A0", "A1", "A2", "B"}
    assert region.shares == ()
    assert (own.bound, priced_in_regions(request, own, price).bound) == (0, 1)


def test_regions_have_what_their_districts_have_of_a_border(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three districts two fit into a region: these have two thirds of what all three could use."""
    request, own = lot()
    dear = own.parts[0]
    parts = [_in_pcn(replace(dear, posts=dear.posts[n : n + 1]), f"N{n}") for n in range(3)]
    monkeypatch.setattr(regions, "MOST_POSTS", 2)
    found = regions.to_be_priced(request, Borders(parts))
    assert [len(parcel.dataset.posts) for parcel in found] == [2, 1]
    assert [{round(each.share, 6) for each in parcel.shares} for parcel in found] == [{0.666667}, {0.333333}]


def _in_pcn(part: Estate, code: str) -> Estate:
    posts = tuple(replace(each, post=replace(each.post, pcn_code=code)) for each in part.posts)
    return replace(part, posts=posts)


def test_prices_that_prove_less_do_not_take_the_place_of_better_ones() -> None:
    """Nor do any where nothing was priced."""
    request, own = lot()
    good = priced_in_regions(request, own, price)
    assert bounded(request, good, tuple(replace(each, amount=each.amount * 0) for each in good.prices)) == good
    assert bounded(request, good, ()) == good
    assert priced_in_regions(request, own, lambda parcels: [None for _ in parcels]) == own
    assert priced_in_regions(request, own, price, seconds=30.0) == own
