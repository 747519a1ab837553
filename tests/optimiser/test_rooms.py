"""Naming rooms: everybody whom the first stage placed gets a room, and as few changes as can be."""

import pytest

from estates.domain.words import RoomType
from optimiser.candidates import Demand
from optimiser.capacity import RoomGroup, hall_rows
from optimiser.matching import Matching

CONSULT = Demand(frozenset({RoomType.CONSULT}), frozenset())
EXAM = Demand(frozenset({RoomType.CONSULT_EXAM}), frozenset())
EITHER = Demand(frozenset({RoomType.CONSULT, RoomType.CONSULT_EXAM}), frozenset())


def test_who_sits_moves_where_that_makes_room() -> None:
    """The first takes the room that is dearest to it and gives it up for one who has no other."""
    matching = Matching({"R1": 1, "R2": 1})
    matching.seat(0, ["R1", "R2"])
    matching.seat(1, ["R1"])
    assert matching.seats() == {0: "R2", 1: "R1"}


def test_a_chain_of_moves_is_found() -> None:
    """Three move along so that the fourth finds a place."""
    matching = Matching({"R1": 1, "R2": 1, "R3": 2})
    for asker, wishes in enumerate((["R1", "R2"], ["R2", "R3"], ["R3"], ["R1"])):
        matching.seat(asker, wishes)
    assert matching.seats() == {0: "R2", 1: "R3", 2: "R3", 3: "R1"}


def test_too_many_are_refused() -> None:
    """Two who can only have the one place there is."""
    matching = Matching({"R1": 1})
    matching.seat(0, ["R1"])
    with pytest.raises(ValueError, match="more sessions than suitable rooms"):
        matching.seat(1, ["R1"])


def test_hall_rows_name_every_set_of_rooms_that_can_bind() -> None:
    """One room of each type: each type by itself, and both for all who may use either."""
    groups = (
        RoomGroup(frozenset({CONSULT, EITHER}), frozenset(), 1, ("R1",)),
        RoomGroup(frozenset({EXAM, EITHER}), frozenset(), 1, ("R2",)),
    )
    rows = {(row.posts, row.places) for row in hall_rows(groups, with_programmes=False)}
    assert rows == {
        (frozenset({CONSULT}), 1),
        (frozenset({EXAM}), 1),
        (frozenset({CONSULT, EXAM, EITHER}), 2),
    }


def test_strangers_are_not_joined() -> None:
    """Two demands without a room in common need no row together."""
    groups = (
        RoomGroup(frozenset({CONSULT}), frozenset(), 1, ("R1",)),
        RoomGroup(frozenset({EXAM}), frozenset(), 2, ("R2",)),
    )
    assert [row.places for row in hall_rows(groups, with_programmes=False)] == [1, 2]
