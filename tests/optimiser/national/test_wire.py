"""What crosses between machines: it comes back as it went, and nothing else is taken."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.settings import Settings
from estates.domain.travel import Journey, TravelTimes
from estates.domain.words import PlacementKind, Season, TravelMethod
from optimiser.candidates import survey
from optimiser.limits import Limits
from optimiser.national.parcels import Held, Parcel, Request
from optimiser.national.wire import parcel_received, parcel_sent, plan_received, plan_sent
from optimiser.national.workers import carried_out
from optimiser.stages import Stage
from tests.builders import MON_AM, dataset, post, travel
from tests.strategies import datasets


def parcel_of(data: Dataset, minutes: TravelTimes) -> Parcel:
    """Return the parcel of a whole dataset."""
    whole = Request(
        dataset=data, travel=minutes, season=Season.WINTER, settings=Settings(), limits=Limits(gap=0.005, work=0.1)
    )
    return whole.parcel([survey(data, minutes)])


@settings(max_examples=60)
@given(world=datasets())
def test_a_parcel_comes_back_as_it_went(world: tuple[Dataset, TravelTimes]) -> None:
    """Every row, minute and figure, whatever text stands in it."""
    parcel = parcel_of(*world)
    assert parcel_received(parcel_sent(parcel)) == parcel
    row = Placement(kind=PlacementKind.POST, id="A", slot=MON_AM, site_id="S1", room_id="R1", pinned=True)
    later = replace(parcel, stage=Stage.LATER_GOALS, start=(row,))
    assert parcel_received(parcel_sent(later)) == later


def test_decimals_and_hostile_text_come_back() -> None:
    """Nothing is rounded, and text stays text."""
    data = dataset(posts=(post('"}]; import os\n=1+1 \u2028 𝒳', wte=Decimal("0.10")),))
    minutes = TravelTimes({("S1", "S1"): Journey(Decimal("20.50"), TravelMethod.TABLE)})
    parcel = parcel_of(data, minutes)
    again = parcel_received(parcel_sent(parcel))
    assert again == parcel
    assert str(again.ways[0].journey.minutes) == "20.50"


def test_a_plan_comes_back_as_it_went() -> None:
    """Rows, goals to the last digit, and prices."""
    data = dataset(posts=(post("A"), post("B", 3, priority=3), post("C", 9)))
    plan = carried_out(parcel_of(data, travel(data)), children=0)
    assert plan.prices
    assert plan_received(plan_sent(plan)) == plan


@pytest.mark.parametrize("sent", [b"", b"null", b"\x80\x04K\x01.", b'{"dataset": {"sites": 1}}'])
def test_what_is_no_parcel_is_refused(sent: bytes) -> None:
    """Nor is a pickle one."""
    with pytest.raises(ValidationError):
        parcel_received(sent)


def test_places_held_are_found_by_room_and_slot() -> None:
    """As the survey asks for them."""
    data = dataset()
    parcel = parcel_of(data, travel(data))
    assert parcel.places_held == {}
    lent = Parcel(**(vars(parcel) | {"held": (Held(room_id="R1", slot=MON_AM, places=1),)}))
    assert parcel_received(parcel_sent(lent)).places_held == {("R1", MON_AM): 1}
