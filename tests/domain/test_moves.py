"""Who moves between two plans, and why winter moves them."""

from dataclasses import replace

from estates.domain.moves import LOSES_FREELY, Between, hub_rooms, moves
from estates.domain.slots import Slot
from estates.domain.travel import TravelTimes
from estates.domain.words import SiteKind
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
    supervision,
    travel,
)

DATA = dataset(
    sites=(site("S1"), site("H", SiteKind.HUB)),
    rooms=(room("R1"), room("R2"), room("RH", "H")),
    posts=(post("A", 2), post("B", 2)),
    programmes=(programme("W", name="Winter hub"),),
)
TIMES = travel(DATA)


def test_sessions_are_kept_moved_lost_and_gained() -> None:
    """Same slot and room is kept; of rows gone and rows new as many as there are pairs moved."""
    before = (placed("A", MON_AM), placed("A", MON_PM), placed("A", TUE_AM), placed("B", TUE_AM, "R2"))
    after = (placed("A", MON_AM), placed("A", MON_PM, "R2"), placed("C", MON_AM, "R2"))
    found = {move.id: (move.kept, move.moved, move.lost, move.gained) for move in moves(before, after)}
    assert found == {"A": (1, 1, 1, 0), "B": (0, 0, 1, 0), "C": (0, 0, 0, 1)}


def test_nobody_moves_between_a_plan_and_itself() -> None:
    """Pinned or not."""
    rows = (placed("A", MON_AM), hub_placed("W", MON_AM, "RH", "H"))
    assert moves(rows, (replace(rows[0], pinned=True), rows[1])) == ()


def test_new_sites_are_those_that_nothing_was_given_up_at() -> None:
    """A move within a site brings none."""
    within, away = moves(
        (placed("A", MON_AM), placed("B", MON_AM, "R2")), (placed("A", MON_PM), placed("B", MON_AM, "RH", "H"))
    )
    assert (within.new_sites, away.new_sites) == ((), ("H",))


def test_the_hub_or_the_post_that_has_the_room_now_is_the_reason() -> None:
    """By the programme's name; a chain is told as one."""
    before = (placed("A", MON_AM), placed("B", TUE_AM, "R2"))
    after = (hub_placed("W", MON_AM, "R1"), placed("A", TUE_AM, "R2"), placed("B", MON_PM, "R2"))
    told = {
        move.id: Between(dataset=DATA, travel=TIMES, earlier=before, later=after).why(move)
        for move in moves(before, after)
    }
    assert told["A"] == "Its room goes to Winter hub."
    assert told["B"] == "Its room goes to A."
    both = moves((*before, placed("A", MON_PM)), after)[0]
    assert Between(dataset=DATA, travel=TIMES, earlier=before, later=after).why(both) == "Rooms go to Winter hub."
    assert told["W"] == "It has rooms that it did not have."


def test_a_site_that_is_out_of_reach_in_the_season_is_the_reason() -> None:
    """Too long a journey, or no way at all."""
    before, after = (placed("A", MON_AM, "RH", "H"),), (placed("A", MON_AM),)
    (move,) = moves(before, after)
    far = "H is out of reach in this season."
    assert Between(dataset=DATA, travel=travel(DATA, S1_H=21), earlier=before, later=after).why(move) == far
    assert Between(dataset=DATA, travel=TravelTimes({}), earlier=before, later=after).why(move) == far
    assert Between(dataset=DATA, travel=TIMES, earlier=before, later=after).why(move).startswith("Nobody has its place")


def test_who_sat_beside_it_takes_nothing_from_it() -> None:
    """A room of several places: only who has come to sit there has taken the place."""
    before = (placed("A", MON_AM), placed("B", MON_AM))
    (alone,) = moves(before, before[1:])
    assert Between(dataset=DATA, travel=TIMES, earlier=before, later=before[1:]).why(alone) == LOSES_FREELY
    after = (placed("B", MON_AM), placed("C", MON_AM))
    left, _ = moves(before, after)
    assert Between(dataset=DATA, travel=TIMES, earlier=before, later=after).why(left) == "Its room goes to C."
    roomy = replace(DATA, rooms=(room("R1", places=3),))
    assert Between(dataset=roomy, travel=TIMES, earlier=before, later=after).why(left) == LOSES_FREELY


def test_a_pin_is_the_reason() -> None:
    """Whoever is pinned elsewhere leaves a room that nobody takes."""
    before, after = (placed("A", MON_AM),), (placed("A", MON_AM, "R2", pinned=True),)
    (move,) = moves(before, after)
    told = Between(dataset=DATA, travel=TIMES, earlier=before, later=after).why(move)
    assert told == "It is pinned on Monday morning to room R2."


def test_a_learner_may_lose_the_supervisor_and_not_the_room() -> None:
    """One place under the supervisor; the other learner sits in another room."""
    learners = tuple(post(name, role_id="gpst3") for name in "AB")
    data = dataset(rooms=(room("R1"), room("R2")), posts=learners, supervision=(supervision(MON_AM=1),))
    before, after = (placed("A", MON_AM),), (placed("B", MON_AM, "R2"),)
    lost, _ = moves(before, after)
    told = Between(dataset=data, travel=travel(data), earlier=before, later=after).why(lost)
    assert told == "The places under its supervisor go to B."


def test_hub_rooms_say_who_had_them() -> None:
    """In the same slot, a post or another programme; a room that the programme had itself is taken from nobody."""
    before = (
        *(placed("A", MON_AM), placed("B", Slot.WED_AM)),
        *(hub_placed("W", MON_AM, "R2"), hub_placed("X", MON_AM, "R3")),
    )
    after = tuple(hub_placed("W", MON_AM, room_id) for room_id in ("R1", "R2", "R3"))
    assert [hub.had_it for hub in hub_rooms(before, after)] == [("A",), (), ("X",)]
