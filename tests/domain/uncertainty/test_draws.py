"""The dataset of a drawn week, on worlds where every figure is certain, and common chances where none is."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from estates.domain.practices import Pin
from estates.domain.schemes import Growth
from estates.domain.slots import SLOTS
from estates.domain.uncertainty.dice import Dice
from estates.domain.uncertainty.draws import World, draws, with_growth, with_rooms, with_week
from estates.domain.uncertainty.figures import Spread, Uncertainty
from estates.domain.words import Cell, PostStatus
from tests.builders import MON_AM, MON_PM, cells, dataset, post, room, site, supervision


def certain(value: str) -> Spread:
    """Return a figure that is known."""
    return Spread(low=Decimal(value), likely=Decimal(value), high=Decimal(value))


def world(run: int = 1, **given: Spread) -> World:
    """Return a run in which every figure leaves all as it is, but for those given."""
    usual = {"recruitment": "1", "growth": "1", "face_to_face": "1", "bookable": "1", "sickness": "0"}
    figures: dict[str, Any] = {name: certain(value) for name, value in usual.items()} | given
    return World(dice=Dice(5, run), figures=Uncertainty(**figures))


POSTS = (
    post("A"),
    post("V", status=PostStatus.VACANT),
    post("P", status=PostStatus.PLANNED),
)


def test_where_all_is_certain_nothing_changes() -> None:
    """Not a post, not a cell, not a share."""
    data = dataset(posts=POSTS)
    week = with_week(data, world())
    assert (week.posts, week.rooms, week.supervision) == (data.posts, data.rooms, data.supervision)
    assert week.wanted_by_post == data.wanted_by_post


def test_posts_that_are_not_filled_are_not_there() -> None:
    """Neither are their pins; who is in post stays."""
    data = dataset(posts=POSTS, pins=(Pin(post_id="V", room_id="R1", slot=MON_AM),))
    week = with_week(data, world(recruitment=certain("0")))
    assert [each.post_id for each in week.posts] == ["A"]
    assert week.pins == ()


def test_who_is_away_wants_no_room() -> None:
    """Everybody, when sickness is certain."""
    assert with_week(dataset(posts=POSTS), world(sickness=certain("1"))).posts == ()


def test_what_a_list_asks_for_is_neither_recruited_nor_away() -> None:
    """It is no person."""
    growth = post("G", role_id="list_growth_consult_exam", status=PostStatus.PLANNED)
    week = with_week(dataset(posts=(growth,)), world(recruitment=certain("0"), sickness=certain("1")))
    assert week.posts == (growth,)


def test_half_days_that_cannot_be_booked_are_in_use_but_for_pins() -> None:
    """Closed ones stay closed."""
    data = dataset(pins=(Pin(post_id="A", room_id="R1", slot=MON_AM),))
    week = with_week(data, world(bookable=certain("0")))
    assert week.rooms[0].cells == cells(free="MON_AM", in_use="MON_PM TUE_AM")


def test_a_face_to_face_share_is_multiplied_and_never_above_all() -> None:
    """Posts that give their sessions keep them."""
    data = dataset(posts=(replace(post("A"), sessions=None), post("B", sessions=4)))
    usual = data.role_by_id["fcp_physio"].face_to_face_share
    half = with_week(data, world(face_to_face=certain("0.5")))
    assert half.role_by_id["fcp_physio"].face_to_face_share == usual / 2
    assert half.wanted_by_post["A"] < data.wanted_by_post["A"]
    assert half.wanted_by_post["B"] == 4
    assert with_week(data, world(face_to_face=certain("9"))).role_by_id["fcp_physio"].face_to_face_share == 1


def test_supervisors_are_away_but_for_pinned_learners() -> None:
    """So that a pin never breaks the rule of supervision."""
    data = dataset(
        posts=(post("T", role_id="gpst3"),),
        supervision=(supervision(MON_AM=2, MON_PM=2),),
        pins=(Pin(post_id="T", room_id="R1", slot=MON_AM),),
    )
    half = world(sickness=Spread(low=Decimal(0), likely=Decimal(0), high=Decimal(1)))
    sick = next(
        week
        for run in range(200)
        if (week := with_week(data, replace(half, dice=Dice(5, run)))).posts
        and week.supervision[0].places_in(MON_PM) == 0
    )
    assert sick.supervision[0].places_in(MON_AM) == 1


def test_growth_is_multiplied_for_each_practice() -> None:
    """Rounded half up; a list that shrinks shrinks by the factor."""
    rows = (
        Growth(practice_code="P1", year=2030, patients_added=5),
        Growth(practice_code="P1", year=2031, patients_added=-5),
    )
    grown = with_growth(dataset(growth=rows), world(growth=certain("0.5")))
    assert [row.patients_added for row in grown.growth] == [3, -3]


def test_a_post_meets_the_same_chance_whatever_else_there_is() -> None:
    """Common random numbers: an option that adds posts or rooms does not reshuffle the others."""
    some = Spread(low=Decimal("0.3"), likely=Decimal("0.5"), high=Decimal("0.7"))
    short, long = (
        dataset(posts=tuple(post(f"V{n}", status=PostStatus.VACANT) for n in numbers), rooms=rooms)
        for numbers, rooms in ((range(20), (room(),)), (range(-20, 40), (room("R0"), room())))
    )
    for run in range(20):
        drawn = [with_week(each, world(run, recruitment=some, bookable=some, sickness=some)) for each in (short, long)]
        own = set(short.post_by_id)
        assert {each.post_id for each in drawn[0].posts} == {each.post_id for each in drawn[1].posts} & own
        assert drawn[0].rooms[0] == drawn[1].room_by_id["R1"]


def test_rooms_changed_in_a_drawn_week_are_those_that_would_have_been_drawn() -> None:
    """A scheme's week is the week of its dataset."""
    some = Spread(low=Decimal("0.3"), likely=Decimal("0.5"), high=Decimal("0.7"))
    before = dataset(rooms=(room("R1", free="MON_AM MON_PM"), room("R2")))
    after = replace(
        before, rooms=(replace(before.rooms[0], cells=cells(free="TUE_AM MON_AM")), room("R2"), room("New"))
    )
    run = world(bookable=some, sickness=some)
    week = with_rooms(with_week(before, run), before, after, run)
    assert week == with_week(after, run)


def test_every_drawn_figure_is_told() -> None:
    """By role, practice, site and PCN; and the bookable share is what cells are drawn with."""
    data = dataset(growth=(Growth(practice_code="P1", year=2030, patients_added=5),), sites=(site(), site("S2")))
    found = {(draw.figure, draw.code): draw.value for draw in draws(data, world(bookable=certain("0.9")))}
    assert found == {
        ("recruitment", "fcp_physio"): 1,
        ("growth", "P1"): 1,
        ("face_to_face", "fcp_physio"): 1,
        ("bookable", "S1"): Decimal("0.9"),
        ("sickness", "N1"): 0,
    }


def test_a_share_of_cells_about_as_drawn_stays_bookable() -> None:
    """Nine in ten, over many rooms."""
    data = dataset(rooms=tuple(room(f"R{n}", free=" ".join(slot.value for slot in SLOTS)) for n in range(200)))
    week = with_week(data, world(bookable=certain("0.9")))
    free = sum(each.cells.count(Cell.FREE) for each in week.rooms)
    assert 0.88 < free / (200 * len(SLOTS)) < 0.92
    assert week.rooms[0].cell(MON_PM) in (Cell.FREE, Cell.IN_USE)
