"""What of an earlier plan stands, and whom a change touches."""

from dataclasses import replace

from estates.domain.dataset import Dataset
from estates.domain.earlier import EarlierPlan, free_places
from estates.domain.plan import Placement
from estates.domain.practices import Pin
from estates.domain.slots import Slot
from estates.domain.words import PlacementKind
from optimiser.candidates import survey
from optimiser.small_moves.board import Board
from optimiser.small_moves.kept import kept
from optimiser.small_moves.touched import Touched
from optimiser.small_moves.values import sure_bounds
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


def board_of(data: Dataset, *rows: Placement) -> Board:
    """Return the board of the rows that stand."""
    estate = survey(data, travel(data), earlier=rows)
    return Board(estate, kept(estate))


def standing(data: Dataset, *rows: Placement) -> set[tuple[str, Slot, str]]:
    """Return who keeps which slot and room."""
    board = board_of(data, *rows)
    posts, programmes = board.estate.posts, board.estate.programmes
    found = {(posts[p].post.post_id, slot, room_id) for (p, _, slot), room_id in board.naming.of_posts.items()}
    return found | {
        (programmes[g].programme.programme_id, slot, room_id)
        for (g, _, slot), rooms in board.naming.of_hubs.items()
        for room_id in rooms
    }


def test_rows_that_break_no_rule_stand() -> None:
    """And rows of a room, a half-day or a post that is gone do not."""
    data = dataset(posts=(post("A", sessions=3),), rooms=(room(free="MON_AM MON_PM"),))
    rows = (placed("A", MON_AM), placed("A", TUE_AM), placed("A", MON_PM, "R9"), placed("B", MON_PM))
    assert standing(data, *rows) == {("A", MON_AM, "R1")}


def test_a_pin_stands_before_whoever_had_its_room() -> None:
    """The new pin of B puts A out."""
    pins = (Pin(post_id="B", room_id="R1", slot=MON_AM),)
    data = dataset(posts=(post("A", priority=9), post("B")), pins=pins)
    assert standing(data, placed("A", MON_AM)) == {("B", MON_AM, "R1")}


def test_where_a_supervisor_has_fewer_places_high_priorities_stay() -> None:
    """Two learners, one place."""
    learners = (post("A", role_id="gpst3"), post("B", role_id="gpst3", priority=2))
    data = dataset(posts=learners, rooms=(room(places=2),), supervision=(supervision(MON_AM=1),))
    assert standing(data, placed("A", MON_AM), placed("B", MON_AM)) == {("B", MON_AM, "R1")}


def test_who_wants_fewer_sessions_keeps_them_where_it_sits_most() -> None:
    """Two on Monday rather than one on Tuesday."""
    data = dataset(posts=(post("A", sessions=2),))
    rows = (placed("A", TUE_AM), placed("A", MON_AM), placed("A", MON_PM))
    assert standing(data, *rows) == {("A", MON_AM, "R1"), ("A", MON_PM, "R1")}


def test_a_hub_session_stands_whole_or_not_at_all() -> None:
    """It lacks one of its two rooms on Tuesday."""
    rooms = (room("R1", free="MON_AM TUE_AM"), room("R2", free="MON_AM"))
    data = dataset(
        sites=(site(), site("H", share_with="any")),
        rooms=rooms,
        posts=(),
        programmes=(programme("H", sessions=2, rooms=2, candidate_sites=("S1",)),),
    )
    rows = [hub_placed("H", slot, room_id) for slot in (MON_AM, TUE_AM) for room_id in ("R1", "R2")]
    assert standing(data, *rows) == {("H", MON_AM, "R1"), ("H", MON_AM, "R2")}


def test_rows_that_nobody_can_keep_are_a_bound_on_the_changes() -> None:
    """One room is gone, and one session more than is wanted."""
    data = dataset(posts=(post("A", sessions=1), post("B", sessions=2)))
    rows = (placed("A", MON_AM), placed("A", TUE_AM), placed("B", MON_PM, "R9"))
    assert sure_bounds(board_of(data, *rows).estate)["changes"] == 2


def test_a_change_touches_who_lost_rows_and_who_is_new() -> None:
    """A keeps all it had, B lost its room, N is new; C was short before and is still."""
    posts = (post("A"), post("B"), post("C", sessions=2), post("N"))
    data = dataset(posts=posts, rooms=(room("R1", free="MON_AM MON_PM"),))
    rows = (placed("A", MON_AM), placed("B", TUE_AM), placed("C", MON_PM))
    wanted = {(PlacementKind.POST, "A"): 1, (PlacementKind.POST, "B"): 1, (PlacementKind.POST, "C"): 2}
    board = board_of(data, *rows)
    touched = Touched(board, EarlierPlan(placements=rows, wanted=wanted, free=free_places(data)))
    assert {board.estate.posts[p].post.post_id for p in touched.posts()} == {"B", "N"}
    assert all(len(touched.sizes(p)) == 2 for p in touched.posts())


def test_a_change_touches_who_could_use_what_has_become_free() -> None:
    """One more half-day of the room is free now, and C was short of a session."""
    posts = (post("A"), post("C", sessions=1))
    before = dataset(posts=posts, rooms=(room("R1", free="MON_AM"),))
    now = replace(before, rooms=(room("R1", free="MON_AM TUE_AM"),))
    rows = (placed("A", MON_AM),)
    wanted = {(PlacementKind.POST, "A"): 1, (PlacementKind.POST, "C"): 1}
    board = board_of(now, *rows)
    touched = Touched(board, EarlierPlan(placements=rows, wanted=wanted, free=free_places(before)))
    assert [board.estate.posts[p].post.post_id for p in touched.posts()] == ["C"]
    assert len(touched.sizes(touched.posts()[0])) == 1


def test_for_whom_nothing_has_changed_nobody_moves() -> None:
    """C could have had the half-day before, and may take it now, but nobody makes way for it."""
    data = dataset(posts=(post("A"), post("C", sessions=1)), rooms=(room("R1", free="MON_AM TUE_AM"),))
    rows = (placed("A", MON_AM),)
    wanted = {(PlacementKind.POST, "A"): 1, (PlacementKind.POST, "C"): 1}
    board = board_of(data, *rows)
    touched = Touched(board, EarlierPlan(placements=rows, wanted=wanted, free=free_places(data)))
    assert [(board.estate.posts[p].post.post_id, touched.sizes(p)) for p in touched.posts()] == [("C", ())]


def test_a_programme_that_wants_fewer_sessions_chooses_which_to_keep() -> None:
    """It lacks none, and yet the session that is gone may have been the only one that a PCN could reach."""
    rooms = (room("R1", free="MON_AM TUE_AM"),)
    hub = programme("H", 1, candidate_sites=("S1",), slots=(MON_AM, TUE_AM))
    now = dataset(rooms=rooms, posts=(), programmes=(hub,))
    rows = (hub_placed("H", MON_AM, "R1"), hub_placed("H", TUE_AM, "R1"))
    board = board_of(now, *rows)
    assert board.short_of_programme(0) == 0
    touched = Touched(board, EarlierPlan(placements=rows, wanted={}, free=free_places(now)))
    assert touched.programmes() == [0]
