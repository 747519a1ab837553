"""A practice's status follows from its patients' rooms in core hours, by a rule that can be changed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from estates.domain.practice_status import Fullness, practice_statuses, rule_in_words
from estates.domain.settings import StatusSettings
from estates.domain.slots import CORE_SLOTS, Slot
from estates.domain.words import RoomType
from tests.builders import cells, dataset, hub_placed, placed, programme, room

RULE = StatusSettings()
ALL_CORE = " ".join(CORE_SLOTS)


@pytest.mark.parametrize(
    ("used", "fullness"),
    [(8, Fullness.HAS_ROOM), (9, Fullness.NEARLY_FULL), (10, Fullness.FULL)],
)
def test_status_is_by_the_share_of_open_half_days_in_use(used: int, fullness: Fullness) -> None:
    """Ten open half-days: nine of ten are 85% or more, ten of ten 95% or more."""
    data = dataset(rooms=(room(free=ALL_CORE),))
    status = practice_statuses(data, [placed("A", slot) for slot in CORE_SLOTS[:used]], RULE)["P1"]
    assert (status.fullness, status.open_places, status.left_places) == (fullness, 10, 10 - used)


def test_rule_can_be_changed_and_says_its_figures() -> None:
    """A user who calls half full full is obeyed."""
    rule = replace(RULE, full_from=Decimal("0.5"), nearly_full_from=Decimal("0.4"))
    rows = [placed("A", slot) for slot in CORE_SLOTS[:5]]
    assert practice_statuses(dataset(rooms=(room(free=ALL_CORE),)), rows, rule)["P1"].fullness is Fullness.FULL
    assert "50%" in rule_in_words(rule)
    assert "40%" in rule_in_words(rule)


def test_practice_whose_rooms_are_all_in_its_own_use_is_full() -> None:
    """It needs no plan for that."""
    data = dataset(rooms=(room(cells=cells(in_use=ALL_CORE)),))
    assert practice_statuses(data, (), RULE)["P1"].fullness is Fullness.FULL


def test_practice_of_which_too_little_is_known_is_not_called_full() -> None:
    """Not known is neither free nor full."""
    unknown = room(cells=cells(in_use="MON_AM", unknown=" ".join(CORE_SLOTS[1:])))
    assert practice_statuses(dataset(rooms=(unknown,)), (), RULE)["P1"].fullness is Fullness.NOT_KNOWN
    assert practice_statuses(dataset(rooms=()), (), RULE)["P1"].fullness is Fullness.NOT_KNOWN


def test_evenings_and_group_rooms_do_not_make_room() -> None:
    """An empty group room and a free Saturday do not help a physiotherapist on Monday."""
    rooms = (room(free="MON_AM SAT_AM"), room("G", free="MON_PM", room_type=RoomType.GROUP))
    status = practice_statuses(dataset(rooms=rooms), [placed("A", Slot.MON_AM)], RULE)["P1"]
    assert (status.fullness, status.open_places, status.used_places) == (Fullness.FULL, 1, 1)


def test_programme_fills_all_places_of_its_room() -> None:
    """A hub session takes a room whole."""
    data = dataset(rooms=(room(free="MON_AM TUE_AM", places=2),), programmes=(programme(),))
    assert practice_statuses(data, [hub_placed("H", Slot.MON_AM, "R1")], RULE)["P1"].used_places == 2
