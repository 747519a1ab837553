"""Changes to posts and roles on worlds of a few posts."""

from decimal import Decimal

import pytest

from estates.domain.practices import Pin
from estates.domain.scenario.changes import AddPosts, FaceToFace, MostSites, ScalePosts, TravelLimit, WorkSlots
from estates.domain.scenario.impossible import ImpossibleChangeError
from estates.domain.scenario.posts import (
    add_posts,
    add_work_slots,
    limit_travel,
    scale_posts,
    set_face_to_face,
    set_most_sites,
)
from estates.domain.slots import Slot
from estates.domain.words import PostStatus, SiteKind
from tests.builders import MON_AM, dataset, post, site

TEN = tuple(post(f"A{number}", pcn_code=f"N{number % 3}") for number in range(10))


def test_only_the_posts_chosen_may_travel_further() -> None:
    """Role and PCN must both fit."""
    data = dataset(posts=(post("A"), post("B", role_id="splw"), post("C", pcn_code="N2")))
    changed = limit_travel(
        data, TravelLimit(role_ids=("fcp_physio",), pcn_codes=("N1",), max_travel_minutes=Decimal(45))
    )
    assert [each.max_travel_minutes for each in changed.posts] == [45, 20, 20]


def test_posts_may_be_named_one_by_one() -> None:
    """Only the one named works at more sites."""
    data = dataset(posts=(post("A"), post("B")))
    changed = set_most_sites(data, MostSites(post_ids=("B",), max_sites=3))
    assert [each.max_sites for each in changed.posts] == [2, 3]


def test_further_slots_stand_in_the_order_of_the_week() -> None:
    """What a post had is kept."""
    data = dataset(posts=(post("A", slots=(Slot.TUE_AM,)),))
    changed = add_work_slots(data, WorkSlots(slots=(Slot.SAT_AM, Slot.MON_EVE)))
    assert changed.posts[0].slots == (Slot.MON_EVE, Slot.TUE_AM, Slot.SAT_AM)


@pytest.mark.parametrize(("factor", "posts"), [("0", 0), ("0.04", 0), ("0.05", 1), ("0.5", 5), ("1", 10), ("2.35", 24)])
def test_scaling_gives_the_factor_times_as_many_posts_rounded_half_up(factor: str, posts: int) -> None:
    """Over all that are chosen, whatever PCN they belong to."""
    changed = scale_posts(dataset(posts=TEN), ScalePosts(factor=Decimal(factor)))
    assert len(changed.posts) == posts
    assert len({each.post_id for each in changed.posts}) == posts


@pytest.mark.parametrize("factor", ["0.3", "0.5", "1.5", "3"])
def test_every_pcn_loses_or_gains_its_part_to_one_post(factor: str) -> None:
    """Nobody pays for the others."""
    changed = scale_posts(dataset(posts=TEN), ScalePosts(factor=Decimal(factor)))
    for pcn_code in ("N0", "N1", "N2"):
        had, has = (sum(each.pcn_code == pcn_code for each in posts) for posts in (TEN, changed.posts))
        assert abs(has - had * Decimal(factor)) <= 1


def test_copies_are_planned_and_follow_their_post() -> None:
    """With codes of their own that no other post has."""
    data = dataset(posts=(post("A"), post("A-copy")))
    changed = scale_posts(data, ScalePosts(factor=Decimal(2)))
    assert [each.post_id for each in changed.posts] == ["A", "A-copy-2", "A-copy", "A-copy-copy"]
    assert changed.posts[1].status is PostStatus.PLANNED


def test_the_pins_of_a_post_that_is_gone_go_with_it() -> None:
    """Others stand."""
    pins = (Pin(post_id="A", room_id="R1", slot=MON_AM), Pin(post_id="B", room_id="R1", slot=Slot.TUE_AM))
    data = dataset(posts=(post("A", status=PostStatus.VACANT), post("B")), pins=pins)
    changed = scale_posts(data, ScalePosts(statuses=(PostStatus.VACANT,), factor=Decimal(0)))
    assert [pin.post_id for pin in changed.pins] == ["B"]


def test_new_posts_are_spread_in_turn_over_the_sites_of_their_pcn() -> None:
    """Hubs are nobody's base."""
    data = dataset(sites=(site("S1"), site("S2", SiteKind.BRANCH), site("H", SiteKind.HUB, pcn_code="N1")))
    changed = add_posts(data, AddPosts(role_id="splw", pcn_codes=("N1",), posts=3, needs=("sink",)))
    added = changed.posts[1:]
    assert [each.base_site for each in added] == ["S1", "S2", "S1"]
    assert {each.status for each in added} == {PostStatus.PLANNED}
    assert len({each.post_id for each in changed.posts}) == 4


def test_a_pcn_without_a_site_needs_a_base() -> None:
    """It is named; with a base all is well."""
    change = AddPosts(role_id="splw", pcn_codes=("N9",))
    with pytest.raises(ImpossibleChangeError, match="N9 has no practice or branch site"):
        add_posts(dataset(), change)
    assert len(add_posts(dataset(), AddPosts(role_id="splw", pcn_codes=("N9",), base_site="S1")).posts) == 2


def test_a_face_to_face_share_moves_the_posts_that_leave_their_sessions_to_the_role() -> None:
    """A post that gives its own keeps them."""
    data = dataset(posts=(post("A", sessions=None), post("B", sessions=7)))  # type: ignore[arg-type]
    changed = set_face_to_face(data, FaceToFace(role_ids=("fcp_physio",), share=Decimal("0.1")))
    assert changed.wanted_by_post == {"A": 1, "B": 7}
    assert data.wanted_by_post["A"] > 1


def test_a_share_that_moves_nobody_is_told() -> None:
    """The role is named."""
    with pytest.raises(ImpossibleChangeError, match="splw"):
        set_face_to_face(dataset(), FaceToFace(role_ids=("splw",), share=Decimal("0.1")))


def test_a_change_for_no_post_at_all_is_told() -> None:
    """A list that lets nothing through is a mistake."""
    with pytest.raises(ImpossibleChangeError, match="no post"):
        scale_posts(dataset(), ScalePosts(pcn_codes=("N2",), factor=Decimal(2)))
