"""Labels keep clear of each other, whatever is asked of them."""

from itertools import combinations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from maps.figures.labels import LONGEST_TIE, NUMBER_SIZE, Place, Wanted, places

ROOM = shapely.box(0, 0, 8, 6)


def box(label: Wanted, place: Place) -> shapely.Geometry:
    """Return what a label covers."""
    width, height = NUMBER_SIZE if place.only_number else label.size
    x, y = place.middle
    return shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def label(x: float, y: float, *, area: float = 0.1) -> Wanted:
    """Return a label of a square area round a point."""
    return Wanted(size=(1.0, 0.4), anchor=(x, y), area=shapely.box(x - area, y - area, x + area, y + area))


def test_a_label_that_fits_stands_in_its_own_area_without_a_line() -> None:
    """Its middle is its area's."""
    (place,) = places([label(4, 3, area=1.0)], room=ROOM)
    assert place == Place(middle=(4.0, 3.0))


def test_no_label_hides_a_mark_but_its_line_may_cross_one() -> None:
    """A mark in the middle of a roomy area moves its label aside; one round a small area is crossed by its line."""
    mark = shapely.Point(4, 3).buffer(0.1)
    roomy, small = label(4, 3, area=1.0), label(4, 3)
    (aside,) = places([roomy], room=ROOM, marks=[mark])
    assert not aside.has_line
    assert not box(roomy, aside).intersects(mark)
    (beside,) = places([small], room=ROOM, marks=[mark])
    assert beside.has_line
    assert not box(small, beside).intersects(mark)


def test_a_label_hides_a_point_only_where_it_must() -> None:
    """In a roomy area it moves off the point; where points are everywhere it stays at home all the same."""
    roomy = label(4, 3, area=1.0)
    (aside,) = places([roomy], room=ROOM, points=[(4, 3)])
    assert not aside.has_line
    assert not box(roomy, aside).contains(shapely.Point(4, 3))
    everywhere = [(3 + step / 10, 2 + up / 10) for step in range(21) for up in range(21)]
    (at_home,) = places([roomy], room=ROOM, points=everywhere)
    assert not at_home.has_line


def test_a_label_rather_stands_off_the_areas_of_others() -> None:
    """Its neighbour's wide area lies to the east: it takes free ground, though that is a little farther."""
    small = Wanted(size=(1.0, 0.4), anchor=(4, 3), area=shapely.box(3.9, 2.9, 4.1, 3.1))
    neighbour = Wanted(size=(1.0, 0.4), anchor=(6.5, 3), area=shapely.box(4.1, 1, 8, 5))
    place, _ = places([small, neighbour], room=ROOM)
    assert not box(small, place).intersects(neighbour.area)


def test_a_label_that_does_not_fit_stands_beside_its_area_with_a_line() -> None:
    """It does not cover the area's middle."""
    wanted = label(4, 3)
    (place,) = places([wanted], room=ROOM)
    assert place.has_line
    assert not box(wanted, place).intersects(shapely.Point(4, 3))


def test_a_label_without_room_near_is_shown_as_its_number() -> None:
    """Free ground on the far side of other things would read as the name of what is there."""
    beyond = [shapely.box(2, 1, 6, 2.8), shapely.box(2, 3.2, 6, 5)]
    (place,) = places([label(4, 3)], room=ROOM, taken=beyond)
    assert place.only_number


@settings(max_examples=15)
@given(st.lists(st.tuples(st.floats(1, 7), st.floats(1, 5)), min_size=2, max_size=14, unique=True))
def test_every_label_stands_near_its_area(points: list[tuple[float, float]]) -> None:
    """Or is its number."""
    wanted = [label(x, y) for x, y in points]
    for one, place in zip(wanted, places(wanted, room=ROOM), strict=True):
        assert place.only_number or box(one, place).distance(shapely.Point(one.anchor)) <= LONGEST_TIE + 1e-9


def test_a_label_within_the_areas_of_others_is_shown_as_its_number() -> None:
    """Its name would read as theirs."""
    inside = Wanted(size=(1.0, 0.4), anchor=(4, 3), area=shapely.box(3.9, 2.9, 4.1, 3.1))
    round_it = Wanted(size=(1.0, 0.4), anchor=(2, 3), area=ROOM - inside.area)
    place, _ = places([inside, round_it], room=ROOM)
    assert place.only_number


def test_a_label_without_any_room_is_shown_as_its_number() -> None:
    """A wall of other things leaves no place for the name."""
    taken = [shapely.box(0, 0, 8, 2.8), shapely.box(0, 3.2, 8, 6)]
    (place,) = places([label(4, 3)], room=ROOM, taken=taken)
    assert place.only_number


@settings(max_examples=15)
@given(st.lists(st.tuples(st.floats(1, 7), st.floats(1, 5)), min_size=2, max_size=14, unique=True))
def test_no_two_labels_overlap(points: list[tuple[float, float]]) -> None:
    """However near to each other their areas are."""
    wanted = [label(x, y) for x, y in points]
    boxes = [box(one, place) for one, place in zip(wanted, places(wanted, room=ROOM), strict=True)]
    assert all(not one.intersects(other) for one, other in combinations(boxes, 2))
    assert all(ROOM.covers(one) for one in boxes)


@pytest.mark.parametrize("turn", [0, 1])
def test_places_do_not_hang_on_chance(turn: int) -> None:
    """The same labels get the same places."""
    wanted = [label(4 + step / 10, 3, area=0.05 + turn / 100) for step in range(6)]
    assert places(wanted, room=ROOM) == places(wanted, room=ROOM)


def test_a_number_off_its_area_has_a_line_to_it() -> None:
    """In its area it needs none; and the narrower the map, the nearer a name must stand to what it names."""
    narrow = shapely.box(0, 0, 2, 2)
    long = (1.2, 0.3)
    wide = Wanted(size=long, anchor=(1.0, 1.0), area=shapely.box(0.8, 0.8, 1.2, 1.2))
    tiny = Wanted(size=long, anchor=(1.0, 1.0), area=shapely.Point(1, 1).buffer(0.02))
    covered = [shapely.box(0, 0, 2, 0.7), shapely.box(0, 1.3, 2, 2)]
    (in_area,) = places([wide], room=narrow, taken=covered)
    assert in_area.only_number
    assert not in_area.has_line
    (off_area,) = places([tiny], room=narrow, taken=[*covered, shapely.box(0.9, 0.9, 1.1, 1.1)])
    assert off_area.only_number
    assert off_area.has_line
