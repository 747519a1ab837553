"""How full a practice is, by the stated rule."""

from dataclasses import replace
from decimal import Decimal

import pytest

from estates.domain.practice_status import Fullness, practice_statuses, rule_in_words
from estates.domain.settings import StatusSettings
from estates.domain.slots import CORE_SLOTS, Slot
from estates.domain.words import RoomType, SiteKind
from tests.builders import cells, dataset, hub_placed, placed, room, site

CORE = [slot.value for slot in CORE_SLOTS]
RULE = StatusSettings()


def status_of(*rooms: object, placements: tuple[object, ...] = (), rule: StatusSettings = RULE) -> Fullness:
    """Return how full the practice of some rooms at one site is."""
    data = dataset(sites=(site(),), rooms=rooms)
    return practice_statuses(data, placements, rule)["P1"].fullness  # type: ignore[arg-type]


def used(number: int, **given: object) -> object:
    """Return a room in use in so many core half-days, free in the others."""
    return room(cells=cells(free=" ".join(CORE[number:]), in_use=" ".join(CORE[:number])), **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "fullness"),
    [(10, Fullness.FULL), (9, Fullness.NEARLY_FULL), (8, Fullness.HAS_ROOM), (0, Fullness.HAS_ROOM)],
)
def test_the_share_of_open_half_days_decides(number: int, fullness: Fullness) -> None:
    """Ten of ten are full, nine nearly full (85% or more), eight not."""
    assert status_of(used(number)) is fullness


def test_what_the_plan_places_counts_as_used() -> None:
    """Eight by the practice and one by the plan."""
    assert status_of(used(8), placements=(placed("A", Slot(CORE[9]), "R1", "S1"),)) is Fullness.NEARLY_FULL


def test_a_programme_uses_all_places_of_its_room() -> None:
    """Two places in a half-day."""
    data = dataset(sites=(site(),), rooms=(room(free=CORE[0], places=2),))
    status = practice_statuses(data, (hub_placed("H", Slot(CORE[0]), "R1", "S1"),), RULE)["P1"]
    assert (status.open_places, status.used_places, status.left_places) == (2, 2, 0)
    assert status.used_share == Decimal(1)


def test_evenings_desks_and_group_rooms_do_not_count() -> None:
    """A practice is not said to have room because a desk is free on Saturday."""
    desk = room("R2", free=" ".join(CORE), room_type=RoomType.DESK)
    evening = room("R3", free="MON_EVE SAT_AM")
    assert status_of(used(10), desk, evening) is Fullness.FULL


def test_where_too_little_is_known_nothing_is_said() -> None:
    """Four known half-days of ten; and no rooms at all."""
    barely = room(cells=cells(free=" ".join(CORE[:4]), unknown=" ".join(CORE[4:])))
    assert status_of(barely) is Fullness.NOT_KNOWN
    assert status_of() is Fullness.NOT_KNOWN
    assert status_of(barely, rule=replace(RULE, least_known_share=Decimal("0.4"))) is Fullness.HAS_ROOM


def test_the_rule_can_be_changed_and_says_its_figures() -> None:
    """Half used is full where the settings say so."""
    rule = StatusSettings(nearly_full_from=Decimal("0.4"), full_from=Decimal("0.5"))
    assert status_of(used(5), rule=rule) is Fullness.FULL
    assert "50% or more" in rule_in_words(rule)
    assert "nearly full from 40%" in rule_in_words(rule)


def test_sites_of_no_practice_count_for_none() -> None:
    """A hub is nobody's."""
    data = dataset(sites=(site(), site("H1", SiteKind.HUB)), rooms=(room("RH", "H1"),))
    assert set(practice_statuses(data, (), RULE)) == {"P1"}
