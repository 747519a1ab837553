"""Prices of an earlier plan in a changed dataset: still a bound, and as close as they were where nothing changed."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings

from estates.domain.certificate import carried_prices, certify, price_breaches
from estates.domain.checks import goal_values
from estates.domain.dataset import Dataset
from estates.domain.prices import Price, Signature
from estates.domain.settings import Settings
from estates.domain.travel import TravelTimes
from estates.domain.words import RoomType, Season
from optimiser.limits import Limits
from optimiser.solve import solve
from tests.builders import MON_AM, dataset, post, room
from tests.strategies import datasets


def price(amount: str = "1", features: frozenset[str] = frozenset(), **given: object) -> Price:
    """Return the price of a place in a consulting/examination room at S1 on Monday morning."""
    own = Signature(RoomType.CONSULT_EXAM, features, 1)
    return replace(Price(site_id="S1", slot=MON_AM, amount=Decimal(amount), signature=own), **given)  # type: ignore[arg-type]


def test_a_price_stays_while_its_rooms_do() -> None:
    """And what answers to nothing is left out: another site, a kind of supervisor that nobody knows."""
    strangers = (price(site_id="S9"), price(signature=None, supervision="vet"))
    assert carried_prices(dataset(), (price(), *strangers)) == (price(),)


def test_rooms_told_apart_by_a_new_need_have_the_price_they_had_together() -> None:
    """Since somebody now needs a couch, the room with one is of a kind of its own."""
    rooms = (room("R1", features=frozenset({"couch"})), room("R2"))
    data = dataset(rooms=rooms, posts=(post("A", needs=frozenset({"couch"})), post("B")))
    assert set(carried_prices(data, (price("2"),))) == {price("2"), price("2", frozenset({"couch"}))}


def test_kinds_that_are_one_again_have_the_dearest_price() -> None:
    """Nobody needs a couch any more."""
    data = dataset(rooms=(room("R1", features=frozenset({"couch"})), room("R2")))
    assert carried_prices(data, (price("2"), price("3", frozenset({"couch"})))) == (price("3"),)


@settings(max_examples=30)
@given(datasets())
def test_carried_prices_prove_nothing_false(world: tuple[Dataset, TravelTimes]) -> None:
    """After a room is lost and a post has left, no bound is above what a plan reaches; unchanged, it is as it was."""
    data, times = world
    plan = solve(data, times, season=Season.WINTER, settings=Settings(), limits=Limits())
    same = carried_prices(data, plan.prices)
    assert certify(data, times, same).bound == certify(data, times, plan.prices).bound
    pinned = {pin.room_id for pin in data.pins}
    lost = next((here.room_id for here in data.rooms if here.room_id not in pinned), None)
    changed = replace(data, rooms=tuple(here for here in data.rooms if here.room_id != lost))
    carried = carried_prices(changed, plan.prices)
    assert not list(price_breaches(changed, carried))
    now = solve(changed, times, season=Season.WINTER, settings=Settings(), limits=Limits())
    assert certify(changed, times, carried).bound <= goal_values(changed, times, now.placements)["G1"]
