"""R3, R4 and R5: places, free and suitable rooms, for posts and for programmes that take rooms whole."""

from estates.domain.practices import Pin
from estates.domain.words import RoomType, SiteKind
from optimiser.rules.capacity import capacity
from tests.builders import MON_AM, MON_PM, dataset, post, programme, room, site
from tests.optimiser.one_rule import allows

TWO_POSTS = (post("A"), post("B"))
HUB = site("S1", SiteKind.HUB)


def test_one_post_in_one_room_is_allowed() -> None:
    """A free room holds one person."""
    assert allows(capacity, dataset(posts=TWO_POSTS), ("A", "S1", (MON_AM,)))


def test_two_posts_in_one_place_are_forbidden() -> None:
    """A room of one place does not hold two."""
    assert not allows(capacity, dataset(posts=TWO_POSTS), ("A", "S1", (MON_AM,)), ("B", "S1", (MON_AM,)))


def test_two_posts_in_a_room_of_two_places_are_allowed() -> None:
    """The boundary: as many people as places."""
    data = dataset(posts=TWO_POSTS, rooms=(room(places=2),))
    assert allows(capacity, data, ("A", "S1", (MON_AM,)), ("B", "S1", (MON_AM,)))


def test_a_pinned_place_is_given_away() -> None:
    """Who is pinned needs no second place, and nobody else gets the first."""
    data = dataset(posts=TWO_POSTS, pins=(Pin(post_id="A", room_id="R1", slot=MON_AM),))
    assert allows(capacity, data, ("A", "S1", (MON_AM,)), ("B", "S1", (MON_PM,)))
    shared = dataset(posts=TWO_POSTS, rooms=(room(places=2),), pins=data.pins)
    assert allows(capacity, shared, ("A", "S1", (MON_AM,)), ("B", "S1", (MON_AM,)))


def test_three_who_can_use_two_rooms_between_them_are_forbidden() -> None:
    """Hall's condition binds a union of rooms though each room alone would do."""
    rooms = (room("R1"), room("R2", room_type=RoomType.CONSULT))
    posts = (post("A"), post("B", role_id="clin_pharmacist"), post("C", role_id="clin_pharmacist"))
    data = dataset(posts=posts, rooms=rooms)
    days = [(post_id, "S1", (MON_AM,)) for post_id in "ABC"]
    assert allows(capacity, data, *days[:2])
    assert allows(capacity, data, *days[1:])
    assert not allows(capacity, data, *days)


def test_a_programme_leaves_the_places_it_does_not_take() -> None:
    """Two rooms, one taken by the programme: one post fits, two do not."""
    data = dataset(sites=(HUB,), rooms=(room(), room("R2")), posts=TWO_POSTS, programmes=(programme(),))
    hubs = [("H", "S1", MON_AM)]
    assert allows(capacity, data, ("A", "S1", (MON_AM,)), hubs=hubs)
    assert not allows(capacity, data, ("A", "S1", (MON_AM,)), ("B", "S1", (MON_AM,)), hubs=hubs)


def test_a_programme_takes_all_places_of_a_room() -> None:
    """A room of two places is gone for everybody, so the programme had better take the single one."""
    data = dataset(sites=(HUB,), rooms=(room(places=2),), posts=TWO_POSTS, programmes=(programme(),))
    assert not allows(capacity, data, ("A", "S1", (MON_AM,)), hubs=[("H", "S1", MON_AM)])
    both = dataset(sites=(HUB,), rooms=(room(places=2), room("R2")), posts=TWO_POSTS, programmes=(programme(),))
    days = [("A", "S1", (MON_AM,)), ("B", "S1", (MON_AM,))]
    assert allows(capacity, both, *days, hubs=[("H", "S1", MON_AM)])
