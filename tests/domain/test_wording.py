"""Slots, room types, lists and numbers in plain English."""

from decimal import Decimal

import pytest

from estates.domain.slots import SLOTS, Slot
from estates.domain.wording import ROOM_TYPE_WORDS, a_supervisor, counted, listed, rounded, slot_in_words, supervisor
from estates.domain.words import RoomType


def test_slots_read_as_people_say_them() -> None:
    """Every slot has words of its own."""
    assert slot_in_words(Slot.MON_AM) == "Monday morning"
    assert slot_in_words(Slot.FRI_EVE) == "Friday evening"
    assert slot_in_words(Slot.SAT_PM) == "Saturday afternoon"
    assert len({slot_in_words(slot) for slot in SLOTS}) == 17


def test_a_kind_of_supervision_is_known_however_its_code_is_written() -> None:
    """The service's own abbreviations, in capitals."""
    assert supervisor("gp") == supervisor("GP") == "GP supervisor"


def test_every_room_type_has_words() -> None:
    """No room type is shown as a code."""
    assert set(ROOM_TYPE_WORDS) == set(RoomType)


@pytest.mark.parametrize(
    ("words", "at_most", "told"),
    [
        ([], None, ""),
        (["a"], None, "a"),
        (["a", "b"], None, "a and b"),
        (["a", "b", "c"], 3, "a, b and c"),
        (["a", "b", "c", "d"], 3, "a, b, c and 1 more"),
    ],
)
def test_lists_read_as_sentences(words: list[str], at_most: int | None, told: str) -> None:
    """One ``and`` before the last; what is beyond the limit is counted."""
    assert listed(words, at_most=at_most) == told


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("gp", "a GP supervisor"),
        ("fcp", "an FCP supervisor"),
        ("nurse", "a nurse supervisor"),
        ("advanced practitioner", "an advanced practitioner supervisor"),
        ("unit lead", "a unit lead supervisor"),
        ("ANP", "an ANP supervisor"),
        ("PA", "a PA supervisor"),
    ],
)
def test_supervisors_read_as_people_say_them(kind: str, told: str) -> None:
    """By profession, with the article as it is said; a kind of the user's own stays as it is written."""
    assert a_supervisor(kind) == told


def test_numbers_agree_with_their_nouns() -> None:
    """One room, two rooms, thousands apart, and plurals of their own."""
    assert [counted(n, "room") for n in (0, 1, 2, 1200)] == ["0 rooms", "1 room", "2 rooms", "1,200 rooms"]
    assert counted(2, "branch", "branches") == "2 branches"


def test_a_half_is_rounded_up() -> None:
    """As all figures of the planner are, never to the even neighbour."""
    assert [rounded(Decimal(text)) for text in ("26.5", "27.5", "0.49", "1234.5")] == ["27", "28", "0", "1,235"]
