"""Changes to sites and rooms on worlds of a few rooms."""

from decimal import Decimal

import pytest

from estates.domain.practices import Pin
from estates.domain.scenario.changes import CloseRooms, OpenSessions, Share, UseCeiling
from estates.domain.scenario.impossible import ImpossibleChangeError
from estates.domain.scenario.premises import close_rooms, keep_back, open_sessions, share_rooms
from estates.domain.slots import CORE_SLOTS, SLOTS, Slot
from estates.domain.words import Cell, RoomType, Sharing, SiteKind
from tests.builders import MON_AM, TUE_AM, cells, dataset, room, site

WEEK = " ".join(slot.value for slot in CORE_SLOTS)


def test_a_sharing_agreement_is_for_the_sites_named() -> None:
    """Others keep theirs."""
    data = dataset(sites=(site("S1"), site("S2")))
    changed = share_rooms(data, Share(site_ids=("S2",), share_with=Sharing.GROUP))
    assert [each.share_with for each in changed.sites] == [Sharing.PCN, Sharing.GROUP]


def test_closed_rooms_are_closed_in_the_slots_named() -> None:
    """Free, in use or not known before; without slots in all of them."""
    data = dataset(rooms=(room("R1", cells=cells("MON_AM TUE_AM", "WED_AM", "THU_AM")), room("R2")))
    changed = close_rooms(data, CloseRooms(room_ids=("R1",), slots=(MON_AM,)))
    assert (changed.rooms[0].cell(MON_AM), changed.rooms[0].cell(TUE_AM)) == (Cell.CLOSED, Cell.FREE)
    assert changed.rooms[1] == data.rooms[1]
    assert set(close_rooms(data, CloseRooms(room_ids=("R1",))).rooms[0].cells) == {Cell.CLOSED}


def test_a_pin_in_a_room_that_closes_is_named() -> None:
    """Only where its own slot closes."""
    data = dataset(pins=(Pin(post_id="A", room_id="R1", slot=MON_AM),))
    with pytest.raises(ImpossibleChangeError, match="A in R1 MON_AM"):
        close_rooms(data, CloseRooms(site_ids=("S1",)))
    close_rooms(data, CloseRooms(site_ids=("S1",), slots=(TUE_AM,)))


def test_opening_frees_what_was_closed_or_not_known_and_nothing_else() -> None:
    """A cell in use stays in use."""
    data = dataset(rooms=(room("R1", cells=cells("MON_AM", "SAT_AM", "SAT_PM")),))
    changed = open_sessions(data, OpenSessions(slots=(Slot.SAT_AM, Slot.SAT_PM, Slot.MON_EVE)))
    found = {slot: changed.rooms[0].cell(slot) for slot in (Slot.SAT_AM, Slot.SAT_PM, Slot.MON_EVE, Slot.TUE_EVE)}
    assert list(found.values()) == [Cell.FREE, Cell.IN_USE, Cell.FREE, Cell.CLOSED]


def test_rooms_of_other_types_stay_closed() -> None:
    """Types and kinds of sites narrow it down."""
    data = dataset(
        sites=(site("S1"), site("H", SiteKind.HUB)),
        rooms=(room("R1", "H", room_type=RoomType.DESK), room("R2", "H"), room("R3")),
    )
    change = OpenSessions(site_kinds=(SiteKind.HUB,), room_types=(RoomType.CONSULT_EXAM,), slots=(Slot.SAT_AM,))
    changed = open_sessions(data, change)
    assert [each.is_free(Slot.SAT_AM) for each in changed.rooms] == [False, True, False]


@pytest.mark.parametrize(("share", "left"), [("0", 0), ("0.5", 10), ("0.85", 17), ("0.975", 20), ("1", 20)])
def test_a_ceiling_leaves_the_share_of_the_free_half_days(share: str, left: int) -> None:
    """Rounded half up; the rest is shown as in use."""
    data = dataset(rooms=(room("R1", free=WEEK), room("R2", free=WEEK)))
    changed = keep_back(data, UseCeiling(share=Decimal(share)))
    assert sum(each.cells.count(Cell.FREE) for each in changed.rooms) == left
    assert sum(each.cells.count(Cell.IN_USE) for each in changed.rooms) == 20 - left


def test_what_is_kept_back_is_spread_over_the_week() -> None:
    """Half of ten half-days are not the first five."""
    changed = keep_back(dataset(rooms=(room("R1", free=WEEK),)), UseCeiling(share=Decimal("0.5")))
    assert {slot.day for slot in SLOTS if changed.rooms[0].is_free(slot)} == {"MON", "TUE", "WED", "THU", "FRI"}


def test_a_pinned_half_day_is_never_kept_back() -> None:
    """Even where nothing else is left."""
    data = dataset(pins=(Pin(post_id="A", room_id="R1", slot=MON_AM),))
    changed = keep_back(data, UseCeiling(share=Decimal(0)))
    assert [slot for slot in SLOTS if changed.rooms[0].is_free(slot)] == [MON_AM]
