"""R11, R12 and rows that name what the dataset does not have."""

from typing import Any

from estates.domain.dataset import Dataset
from estates.domain.practices import Pin
from estates.domain.slots import Slot
from estates.domain.words import Sharing, SiteKind
from tests.builders import (
    MON_AM,
    MON_PM,
    TUE_AM,
    dataset,
    hub_placed,
    placed,
    post,
    programme,
    room,
    site,
)
from tests.domain.worlds import broken, told

HUBS = (site("S1", SiteKind.HUB), site("S2", SiteKind.HUB), site("S3", share_with=Sharing.ANY))
ROOMS = (room("R1"), room("R2"), room("R3"), room("Q1", "S2"), room("Q2", "S2"), room("P1", "S3"))


def hub_world(**asked: Any) -> Dataset:
    """Return two hubs, a practice and a programme that takes two rooms together once a week."""
    return dataset(sites=HUBS, rooms=ROOMS, programmes=(programme(**({"rooms": 2} | asked)),))


def test_r11_takes_its_rooms_together() -> None:
    """Two rooms asked for are two rooms taken, not one and not three."""
    pair = (hub_placed("H", MON_AM, "R1"), hub_placed("H", MON_AM, "R2"))
    assert broken(hub_world(), *pair) == []
    assert broken(hub_world(), *pair, hub_placed("H", MON_AM, "R3")) == ["R11"]
    assert told(hub_world(), pair[0]) == ["Programme H at site S1 on Monday morning takes 1 room; one session takes 2."]


def test_r11_rooms_of_two_sites_are_not_together() -> None:
    """A room here and a room there are two half sessions, and one more than the week asks for."""
    rows = (hub_placed("H", MON_AM, "R1"), hub_placed("H", MON_AM, "Q1", "S2"))
    assert broken(hub_world(), *rows) == ["R11", "R11", "R11"]


def test_r11_a_row_twice_is_not_two_rooms() -> None:
    """The same room named twice is one room."""
    assert broken(hub_world(), *[hub_placed("H", MON_AM, "R1")] * 2) == ["R11", "R11"]


def test_r11_one_session_at_a_site_in_a_slot() -> None:
    """Two sessions of one room at one site in one slot are too many; at two sites they may stand."""
    data = hub_world(rooms=1, sessions=2)
    assert broken(data, hub_placed("H", MON_AM, "R1"), hub_placed("H", MON_AM, "R2")) == ["R11"]
    assert broken(data, hub_placed("H", MON_AM, "R1"), hub_placed("H", MON_AM, "Q1", "S2")) == []


def test_r11_as_many_sessions_as_asked_and_no_more() -> None:
    """Two sessions a week may be placed where two are asked for, and not where one is."""
    rows = (hub_placed("H", MON_AM, "R1"), hub_placed("H", MON_PM, "R1"))
    assert broken(hub_world(rooms=1, sessions=2), *rows) == []
    assert broken(hub_world(rooms=1, sessions=1), *rows) == ["R11"]


def test_r11_only_in_its_own_slots() -> None:
    """A programme of Monday mornings is not held on Tuesday."""
    data = hub_world(rooms=1, slots=(MON_AM,))
    assert broken(data, hub_placed("H", MON_AM, "R1")) == []
    assert broken(data, hub_placed("H", TUE_AM, "R1")) == ["R11"]


def test_r11_only_at_candidate_sites() -> None:
    """Blank candidate sites are the hubs; a practice must be named, and then the hubs are not meant."""
    blank, named = hub_world(rooms=1), hub_world(rooms=1, candidate_sites=("S3",))
    at_hub, at_practice = hub_placed("H", MON_AM, "R1"), hub_placed("H", MON_AM, "P1", "S3")
    assert broken(blank, at_hub) == []
    assert broken(blank, at_practice) == ["R11"]
    assert broken(named, at_practice) == []
    assert broken(named, at_hub) == ["R11"]


PIN = Pin(post_id="A", room_id="R1", slot=MON_AM)


def test_r12_every_pin_is_in_the_plan() -> None:
    """A pinned placement stands and is marked; without it the plan breaks R12."""
    data = dataset(posts=(post(sessions=2),), pins=(PIN,))
    assert broken(data, placed("A", MON_AM, pinned=True), placed("A", MON_PM)) == []
    assert told(data, placed("A", MON_PM)) == [
        "Post A is pinned to room R1 on Monday morning, but is not there in the plan."
    ]


def test_r12_another_room_is_not_the_pin() -> None:
    """The post in another room in that slot does not keep the pin."""
    data = dataset(rooms=(room("R1"), room("R2")), pins=(PIN,))
    assert broken(data, placed("A", MON_AM, "R2")) == ["R12"]


def test_r12_marks_pins_and_only_pins() -> None:
    """A pin not marked, or a mark without a pin, is a breach."""
    data = dataset(posts=(post(sessions=2),), pins=(PIN,))
    assert broken(data, placed("A", MON_AM)) == ["R12"]
    assert broken(data, placed("A", MON_AM, pinned=True), placed("A", MON_PM, pinned=True)) == ["R12"]


def test_pins_need_not_stand_when_rows_are_tested_alone() -> None:
    """Without R12 the other rules can be asked of any set of rows."""
    data = dataset(pins=(PIN,), rooms=(room(free="MON_PM"),))
    assert broken(data, pins_must_stand=False) == []
    assert broken(data, placed("A", MON_AM, pinned=True), pins_must_stand=False) == ["R4"]


def test_rows_that_name_the_unknown_are_breaches_and_not_crashes() -> None:
    """An unknown post, programme, site or room is named; a room at another site too; the rest is still judged."""
    data = dataset(sites=(site("S1"), site("S2")))
    unknown = (
        placed("nobody", MON_AM),
        hub_placed("nothing", MON_AM, "R1"),
        placed("A", MON_PM, "R9"),
        placed("A", MON_PM, "R1", "S9"),
        placed("A", MON_PM, "R1", "S2"),
    )
    found = told(data, *unknown)
    assert found == [
        "Post nobody is not in the dataset of this season.",
        "Programme nothing is not in the dataset of this season.",
        "Post A is placed in room R9, which is not in the dataset.",
        "Post A is placed at site S9, which is not in the dataset.",
        "Post A is placed in room R1 at site S9, but that room is at site S1.",
        "Post A is placed in room R1 at site S2, but that room is at site S1.",
    ]
    assert broken(data, unknown[0], placed("A", Slot.WED_AM)) == ["plan", "R4"]
