"""More of what a site has: supervisors, rooms of another type, further rooms."""

import pytest

from estates.domain.scenario.capacity import add_rooms, convert_rooms, supervise
from estates.domain.scenario.changes import AddRooms, ConvertRooms, Supervise
from estates.domain.scenario.impossible import ImpossibleChangeError
from estates.domain.slots import CORE_SLOTS
from estates.domain.words import RoomType
from tests.builders import MON_AM, TUE_AM, dataset, room, site, supervision


def test_more_learners_are_supervised() -> None:
    """On top of those that are; a site without a row of the kind gets one, and it is an estimate."""
    data = dataset(sites=(site("S1"), site("S2")), supervision=(supervision("S1", MON_AM=2),))
    changed = supervise(data, Supervise(kind="gp", slots=(MON_AM,), places=3))
    told = {row.site_id: (row.places_in(MON_AM), row.places_in(TUE_AM), row.estimated) for row in changed.supervision}
    assert told == {"S1": (5, 0, False), "S2": (3, 0, True)}


def test_a_converted_room_keeps_its_week() -> None:
    """Its type is new, one person sits in it, and it has the features asked for besides its own."""
    data = dataset(rooms=(room("R1", places=6, features=frozenset({"sink"})), room("R2")))
    change = ConvertRooms(room_ids=("R1",), room_type=RoomType.TREATMENT, features=("couch",))
    first, second = convert_rooms(data, change).rooms
    assert (first.room_type, first.places) == (RoomType.TREATMENT, 1)
    assert first.features == frozenset({"sink", "couch"})
    assert first.cells == data.rooms[0].cells
    assert first.estimated
    assert second == data.rooms[1]


def test_a_room_that_is_not_there_cannot_be_converted() -> None:
    """It is named."""
    with pytest.raises(ImpossibleChangeError, match="no room R9"):
        convert_rooms(dataset(), ConvertRooms(room_ids=("R9",), room_type=RoomType.TREATMENT))


def test_further_rooms_have_codes_of_their_own() -> None:
    """Free in core hours alone, even where their code is taken."""
    data = dataset(rooms=(room("S1-new-treatment-1"),))
    added = add_rooms(data, AddRooms(site_ids=("S1",), room_type=RoomType.TREATMENT, rooms=2)).rooms[1:]
    assert [each.room_id for each in added] == ["S1-new-treatment-1-2", "S1-new-treatment-2"]
    assert {slot for slot in CORE_SLOTS if added[0].is_free(slot)} == set(CORE_SLOTS)
    assert sum(added[0].is_free(slot) for slot in CORE_SLOTS) == sum(cell == "F" for cell in added[0].cells)
    assert all(each.estimated for each in added)


def test_rooms_for_no_site_are_told() -> None:
    """Correct the list."""
    with pytest.raises(ImpossibleChangeError, match="no site"):
        add_rooms(dataset(), AddRooms(site_ids=("S9",), room_type=RoomType.TREATMENT))
