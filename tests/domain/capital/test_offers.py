"""What sets of schemes bring: the offers say the same as building the schemes does."""

from dataclasses import replace
from itertools import chain, combinations

import pytest

from estates.domain.capital.offers import breaks_pins, offers
from estates.domain.capital.terms import both, if_any, if_built, unless, value
from estates.domain.dataset import Dataset
from estates.domain.practices import Pin
from estates.domain.scenario.changes import BuildSchemes
from estates.domain.scenario.schemes import build_schemes
from estates.domain.slots import SLOTS, Slot
from estates.domain.words import RoomType
from tests.builders import MON_AM, cells, dataset, post, room
from tests.optimiser.invest.worlds import scheme


def rooms_there(data: Dataset) -> list[tuple[str, str, str]]:
    """Return a row for every free half-day of a room: its site, type and slot."""
    return sorted(
        (room.site_id, room.room_type.value, slot.value) for room in data.rooms for slot in SLOTS if room.is_free(slot)
    )


@pytest.mark.parametrize(
    "chosen", list(chain.from_iterable(combinations("ABCDE", size) for size in range(6))), ids="".join
)
def test_the_offers_bring_what_building_brings(chosen: tuple[str, ...]) -> None:
    """For every set of five schemes that add, convert the same room twice, and open what others add or convert."""
    schemes = (
        scheme("A", 1, adds=((RoomType.CONSULT_EXAM, 2),)),
        scheme("B", 1, converts=(("R1", RoomType.TREATMENT),)),
        scheme("C", 1, converts=(("R1", RoomType.CONSULT),), opens=(("R1", Slot.SAT_AM),)),
        scheme("D", 1, opens=(("*", Slot.SAT_AM), ("R1", Slot.MON_EVE))),
        scheme("E", 1, adds=((RoomType.GROUP, 1),), opens=(("*", Slot.MON_EVE),), slots=(MON_AM,)),
    )
    data = dataset(rooms=(room("R1", cells=cells("MON_AM", "SAT_AM")), room("R2", cells=cells("", "", "SAT_AM"))))
    offered = offers(data, schemes)
    built = build_schemes(replace(data, schemes=schemes), BuildSchemes(scheme_ids=chosen))
    there = sorted(
        (each.site_id, each.room_type.value, slot.value)
        for each in offered.dataset.rooms
        for slot in SLOTS
        if each.is_free(slot) and value(offered.there_if.get((each.room_id, slot), {frozenset(): 1}), chosen)
    )
    assert there == rooms_there(built)


def test_a_room_that_a_scheme_converts_twice_is_offered_once() -> None:
    """Of the two types the later one counts, as in building; a second room out of nothing would be a free one."""
    twice = scheme("A", 1, converts=(("R1", RoomType.CONSULT), ("R1", RoomType.TREATMENT)))
    offered = offers(dataset(rooms=(room("R1", free="MON_AM"),)), (twice,))
    there = [each.room_type for each in offered.dataset.rooms if value(offered.there_if[each.room_id, MON_AM], "A")]
    assert there == [RoomType.TREATMENT]


def test_a_room_that_stays_as_it_is_has_no_condition() -> None:
    """Whatever is built elsewhere."""
    offered = offers(dataset(), (scheme("A", 1, adds=((RoomType.CONSULT, 1),), site_id="S1"),))
    assert {room_id for room_id, _ in offered.there_if} == {"A-consult-1"}


def test_a_conversion_under_a_pin_is_told() -> None:
    """Where the pinned post could not stay; a type that suits it too breaks nothing."""
    data = dataset(posts=(post("A", 1, role_id="paramedic"),), pins=(Pin(post_id="A", room_id="R1", slot=MON_AM),))
    assert breaks_pins(data, scheme("X", 1, converts=(("R1", RoomType.GROUP),))) == ("A",)
    assert breaks_pins(data, scheme("X", 1, converts=(("R1", RoomType.TREATMENT),))) == ()


def test_sums_of_products_are_added_up_by_hand() -> None:
    """A or b, but not c."""
    terms = both(if_any(("a", "b")), unless(if_built("c")))
    assert {built: value(terms, built) for built in ("", "a", "ab", "abc", "b", "c")} == {
        "": 0,
        "a": 1,
        "ab": 1,
        "abc": 0,
        "b": 1,
        "c": 0,
    }
    assert value(both(if_built("a"), if_built("a")), "a") == 1
