"""Quick plans for the first goal: legal whatever they start from, and never worse than that."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from estates.domain.checks import breaches, goal_values
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.travel import TravelTimes
from estates.domain.words import Cell, SiteKind
from optimiser.candidates import PostChoices, survey
from optimiser.first_goal import replanned, replanned_for
from optimiser.kept_rows import kept_rows
from optimiser.nearby import Reach, posts_near
from tests.builders import MON_AM, MON_PM, TUE_AM, cells, dataset, placed, post, programme, room, site, travel
from tests.strategies import datasets

World = tuple[Dataset, TravelTimes]


def unmet(data: Dataset, journeys: TravelTimes, rows: tuple[Placement, ...]) -> float:
    """Return G1, once the judge has found no breach."""
    assert breaches(data, journeys, rows) == ()
    return float(goal_values(data, journeys, rows)["G1"])


@settings(max_examples=150)
@given(datasets())
def test_a_quick_plan_is_legal_repeatable_and_never_worse_than_what_it_starts_from(world: World) -> None:
    """Whether it starts from nothing or from a plan."""
    data, journeys = world
    first = replanned(data, journeys, ())
    again = replanned(data, journeys, first)
    assert unmet(data, journeys, again) <= unmet(data, journeys, first)
    assert replanned(data, journeys, ()) == first


@settings(max_examples=150)
@given(datasets(), st.integers(0, 10))
def test_a_plan_starts_from_whatever_rows_are_still_legal(world: World, seed: int) -> None:
    """Posts, rooms, free half-days and sites allowed that are gone take their rows with them, and nothing else."""
    data, journeys = world
    rows = replanned(data, journeys, ())
    dice = random.Random(seed)
    pinned_posts, pinned_rooms = {pin.post_id for pin in data.pins}, {pin.room_id for pin in data.pins}
    changed = replace(
        data,
        posts=tuple(
            each if each.post_id in pinned_posts else replace(each, max_sites=dice.randint(0, each.max_sites))
            for each in data.posts
            if each.post_id in pinned_posts or dice.random() < 0.7
        ),
        rooms=tuple(
            each if each.room_id in pinned_rooms or dice.random() < 0.6 else replace(each, cells=cells())
            for each in data.rooms
        ),
        supervision=tuple(row for row in data.supervision if pinned_posts or dice.random() < 0.5),
    )
    unmet(changed, journeys, replanned(changed, journeys, rows))


def test_who_may_use_fewer_sites_than_before_keeps_the_rows_at_so_many() -> None:
    """Of a week at two sites the first half stays; the plan made of it is legal."""
    data = dataset(
        sites=(site(), site("S2")),
        rooms=(room(free="MON_AM"), room("R2", "S2", free="TUE_AM")),
        posts=(post("A", 2, max_sites=2),),
    )
    rows = replanned(data, travel(data), ())
    assert {row.site_id for row in rows} == {"S1", "S2"}
    fewer = replace(data, posts=(replace(data.posts[0], max_sites=1),))
    assert [slot for _, _, slot in kept_rows(survey(fewer, travel(fewer)), rows).of_posts] == [MON_AM]
    assert unmet(fewer, travel(fewer), replanned(fewer, travel(fewer), rows)) == 1


@settings(max_examples=100)
@given(datasets())
def test_only_the_posts_named_move(world: World) -> None:
    """All others, and programmes, keep their rows; the plan is legal and never worse."""
    data, journeys = world
    rows = replanned(data, journeys, ())
    own = {each.post_id for each in data.posts[::2]}
    found = replanned_for(data, journeys, rows, posts=own)
    assert {row for row in rows if row.id not in own} == {row for row in found if row.id not in own}
    assert unmet(data, journeys, found) <= unmet(data, journeys, rows)
    assert replanned_for(data, journeys, rows, posts=()) == rows


def test_a_row_stays_unless_a_rule_forbids_it() -> None:
    """The room is gone, no longer free or not suitable, or the post wants fewer."""
    data = dataset(posts=(post(sessions=2),), rooms=(room(), room("R2", free="TUE_AM")))
    rows = [placed("A", MON_AM), placed("A", MON_PM), placed("A", TUE_AM, room_id="gone"), placed("B", MON_AM)]
    kept = kept_rows(survey(data, travel(data)), rows)
    assert sorted(slot for _, _, slot in kept.of_posts) == [MON_AM, MON_PM]
    fewer = replace(data, posts=(post(sessions=1),))
    assert [slot for _, _, slot in kept_rows(survey(fewer, travel(data)), rows).of_posts] == [MON_AM]


def test_programmes_are_planned_where_there_is_no_post() -> None:
    """And nothing is, where nobody wants anything."""
    data = dataset(
        sites=(site("S1", SiteKind.HUB),),
        posts=(),
        programmes=(programme(),),
    )
    assert unmet(data, travel(data), replanned(data, travel(data), ())) == 0
    nothing = replace(data, programmes=())
    assert replanned(nothing, travel(data), ()) == ()


def test_places_that_a_post_may_not_go_to_are_taken_away() -> None:
    """Without them it finds none."""
    data = dataset()

    def nowhere(choices: PostChoices) -> PostChoices:
        return replace(choices, slots_at={})

    assert len(replanned_for(data, travel(data), (), posts={"A"})) == 1
    assert replanned_for(data, travel(data), (), posts={"A"}, narrow=nowhere) == ()


def test_a_place_is_handed_on_to_a_post_that_cannot_use_the_new_room() -> None:
    """Who could use it is near, and so is who could follow into the place that it leaves."""
    sites = (site("S1"), site("S2", practice_code="P2"), site("S3", practice_code="P3"))
    data = dataset(
        sites=sites,
        rooms=(room("R1", "S1", free="MON_AM"), room("New", "S2", free="MON_AM")),
        posts=(post("A", base_site="S1"), post("B", base_site="S3"), post("C", base_site="S3", slots=(TUE_AM,))),
    )
    journeys = travel(data, S3_S2=30)
    rows = (placed("A", MON_AM),)
    near = posts_near(data, Reach(data, journeys), rows, [data.room_by_id["New"]])
    assert near == {"A", "B", "C"}
    found = replanned_for(data, journeys, rows, posts=near)
    assert {(row.id, row.room_id) for row in found} == {("A", "New"), ("B", "R1")}


def test_nobody_moves_where_nobody_is_short() -> None:
    """A new room gains nothing then."""
    data = dataset(rooms=(room(), room("New")))
    assert posts_near(data, Reach(data, travel(data)), (placed("A", MON_AM),), [data.room_by_id["New"]]) == frozenset()
    assert data.rooms[0].cell(MON_AM) is Cell.FREE
