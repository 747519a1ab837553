"""Places that others hold who are not in the dataset, as other districts of a country do, are never named."""

from collections import Counter

import pytest

from estates.domain.dataset import Dataset
from estates.domain.practices import Pin
from estates.domain.settings import Settings
from estates.domain.words import Season
from optimiser import finish
from optimiser.candidates import survey
from optimiser.limits import Limits
from optimiser.parts import is_seated, part_for
from optimiser.rooms import Naming
from optimiser.solve import solve
from tests.builders import MON_AM, MON_PM, TUE_AM, dataset, post, room, travel

HELD = {("R1", MON_AM): 1}


def one_room_all_day() -> Dataset:
    """Return one post and two rooms: the first would do all Monday, were its morning not somebody else's."""
    return dataset(
        rooms=(room("R1", free="MON_AM MON_PM"), room("R2", free="MON_AM")),
        posts=(post("A", 2, slots=(MON_AM, MON_PM)),),
    )


@pytest.mark.parametrize("size", [10**9, -1], ids=["as one program", "a few posts at a time"])
def test_a_room_change_is_not_spared_in_a_place_that_is_held(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """The morning is in the second room, though the first all day would save ten minutes."""
    monkeypatch.setattr(finish, "SOON_COLUMNS", size)
    monkeypatch.setattr(finish, "NAMED_COLUMNS", size)
    data = one_room_all_day()
    plan = solve(data, travel(data), season=Season.STANDARD, settings=Settings(), limits=Limits(), held=HELD)
    assert {(row.room_id, row.slot) for row in plan.placements} == {("R2", MON_AM), ("R1", MON_PM)}


def test_a_part_of_an_estate_keeps_what_outsiders_hold() -> None:
    """Of the places held those of others, of its own posts the pins, once each."""
    pins = (Pin(post_id="A", room_id="R1", slot=MON_PM), Pin(post_id="B", room_id="R1", slot=TUE_AM))
    data = dataset(rooms=(room("R1", places=3),), posts=(post("A", 2), post("B")), pins=pins)
    estate = survey(data, travel(data), held=HELD | {("R1", MON_PM): 1})
    seated = Naming({(0, "S1", MON_PM): "R1", (1, "S1", TUE_AM): "R1"}, {})
    for posts in ((0,), (1,), (0, 1)):
        held = Counter(part_for(estate, seated, posts).held)
        assert +held == Counter({("R1", MON_AM): 1, ("R1", MON_PM): 2, ("R1", TUE_AM): 1})


def test_nobody_is_seated_in_a_place_that_is_held() -> None:
    """The one place there is."""
    data = one_room_all_day()
    estate = survey(data, travel(data), held=HELD)
    assert not is_seated(estate, Naming({(0, "S1", MON_AM): "R1"}, {}))
    assert is_seated(estate, Naming({(0, "S1", MON_PM): "R1"}, {}))
