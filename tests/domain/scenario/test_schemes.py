"""Building schemes: what they add, convert and open, and which can be built together."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from estates.domain.scenario.changes import BuildSchemes
from estates.domain.scenario.impossible import ImpossibleChangeError
from estates.domain.scenario.schemes import build_schemes, ready_schemes
from estates.domain.schemes import Scheme
from estates.domain.slots import CORE_SLOTS, SLOTS, Slot
from estates.domain.words import Cell, RoomType
from tests.builders import MON_AM, cells, dataset, room


def scheme(scheme_id: str, **given: Any) -> Scheme:
    """Return a scheme at ``S1`` that costs a hundred thousand pounds."""
    return Scheme(
        scheme_id=scheme_id, name=f"Scheme {scheme_id}", site_id="S1", **({"capital_cost": Decimal(100_000)} | given)
    )


def test_added_rooms_are_free_in_the_slots_of_the_scheme() -> None:
    """With the features that most rooms of their type have, and so an estimate."""
    rooms = (room("R1", features=frozenset({"couch", "sink"})), room("R2", features=frozenset({"couch"})))
    data = dataset(rooms=rooms, schemes=(scheme("C", adds=((RoomType.CONSULT_EXAM, 2),)),))
    added = build_schemes(data, BuildSchemes(scheme_ids=("C",))).rooms[2:]
    assert [each.room_id for each in added] == ["C-consult_exam-1", "C-consult_exam-2"]
    assert [slot for slot in SLOTS if added[0].is_free(slot)] == list(CORE_SLOTS)
    assert (added[0].features, added[0].estimated) == (frozenset({"couch"}), True)


def test_features_that_are_given_count() -> None:
    """For every room that is added."""
    data = dataset(schemes=(scheme("C", adds=((RoomType.TREATMENT, 1),)),))
    changed = build_schemes(data, BuildSchemes(scheme_ids=("C",), features=("hoist",)))
    assert changed.rooms[1].features == {"hoist"}


def test_a_converted_room_keeps_its_week_and_an_opened_cell_in_use_stays_so() -> None:
    """The star opens every room of the site, of no other."""
    rooms = (room("R1", cells=cells("MON_AM", "SAT_AM")), room("R2", cells=cells("", "", "SAT_AM")))
    opens = (("*", Slot.SAT_AM), ("R1", Slot.MON_EVE))
    data = dataset(rooms=rooms, schemes=(scheme("C", converts=(("R1", RoomType.TREATMENT),), opens=opens),))
    first, second = build_schemes(data, BuildSchemes(scheme_ids=("C",))).rooms
    assert first.room_type is RoomType.TREATMENT
    assert [first.cell(slot) for slot in (MON_AM, Slot.SAT_AM, Slot.MON_EVE)] == [Cell.FREE] * 3
    assert second.cell(Slot.SAT_AM) is Cell.IN_USE


def test_what_a_scheme_requires_may_be_built_before_it_or_with_it() -> None:
    """But not be left out."""
    data = dataset(schemes=(scheme("A"), scheme("B", requires=("A",))))
    with pytest.raises(ImpossibleChangeError, match="B requires A"):
        build_schemes(data, BuildSchemes(scheme_ids=("B",)))
    assert build_schemes(data, BuildSchemes(scheme_ids=("B", "A"))).schemes == ()
    after_a = build_schemes(data, BuildSchemes(scheme_ids=("A",)))
    assert after_a.schemes == (replace(data.schemes[1], requires=()),)
    assert build_schemes(after_a, BuildSchemes(scheme_ids=("B",))).schemes == ()


def test_schemes_that_exclude_each_other_are_not_built_together_nor_one_after_the_other() -> None:
    """Nor is one that requires the one shut out."""
    data = dataset(schemes=(scheme("A"), scheme("B", excludes=("A",)), scheme("C", requires=("B",)), scheme("D")))
    with pytest.raises(ImpossibleChangeError, match="B excludes A"):
        build_schemes(data, BuildSchemes(scheme_ids=("A", "B")))
    after_a = build_schemes(data, BuildSchemes(scheme_ids=("A",)))
    assert [each.scheme_id for each in after_a.schemes] == ["D"]
    with pytest.raises(ImpossibleChangeError, match="scheme B is built already, or shut out"):
        build_schemes(after_a, BuildSchemes(scheme_ids=("B",)))


def test_a_scheme_that_is_not_ready_is_named_with_its_year() -> None:
    """Without a year planned for, nobody asks."""
    data = dataset(schemes=(scheme("A", earliest_year=2030),))
    with pytest.raises(ImpossibleChangeError, match="A cannot be ready before 2030"):
        build_schemes(data, BuildSchemes(scheme_ids=("A",)), year=2029)
    build_schemes(data, BuildSchemes(scheme_ids=("A",)), year=2030)
    build_schemes(data, BuildSchemes(scheme_ids=("A",)))


def test_a_scheme_waits_for_all_that_it_requires() -> None:
    """Step by step."""
    schemes = (scheme("A", earliest_year=2030), scheme("B", requires=("A",)), scheme("C", requires=("B",)), scheme("D"))
    data = dataset(schemes=schemes)
    assert ready_schemes(data, 2029) == {"D"}
    assert ready_schemes(data, 2030) == {"A", "B", "C", "D"}
