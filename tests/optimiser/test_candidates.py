"""What is possible for one placement alone: free, suitable, shared, within reach, in an own slot."""

from decimal import Decimal
from typing import Any

import pytest

from estates.domain.practices import Pcn
from estates.domain.words import RoomType, Sharing, SiteKind
from optimiser.candidates import admits_post, admits_programme, survey
from tests.builders import MON_AM, TUE_AM, cells, dataset, post, programme, room, site, travel

GROUPS = (Pcn(pcn_code="N1", name="One", group="G"), Pcn(pcn_code="N2", name="Two", group="G"))


def slots_of(**tables: Any) -> list[str]:
    """Return the slots at ``S1`` that are possible for the one post of a dataset."""
    data = dataset(**tables)
    (choices,) = survey(data, travel(data, **tables.pop("minutes", {}))).posts
    return [slot.value for slot in choices.slots_at.get("S1", ())]


def test_only_free_cells_count() -> None:
    """In use, closed and unknown cells are not free."""
    assert slots_of(rooms=(room(cells=cells(free="MON_AM", unknown="MON_PM", in_use="TUE_AM")),)) == ["MON_AM"]


def test_only_own_slots_count() -> None:
    """A post that works on Tuesdays is not offered Monday."""
    assert slots_of(posts=(post(slots=(TUE_AM,)),)) == ["TUE_AM"]


def test_a_room_must_suit() -> None:
    """Type and every feature needed must be there."""
    assert slots_of(rooms=(room(room_type=RoomType.DESK),)) == []
    needy = (post(needs=frozenset({"couch", "sink"})),)
    assert slots_of(posts=needy, rooms=(room(features=frozenset({"couch"})),)) == []
    assert slots_of(posts=needy, rooms=(room(features=frozenset({"couch", "sink", "hoist"})),)) != []


@pytest.mark.parametrize(("limit", "is_reached"), [("10.1", True), ("10", True), ("9.9", False)])
def test_reach_ends_at_the_limit(limit: str, is_reached: bool) -> None:
    """Ten minutes are within ten, not within 9.9."""
    data = dataset(
        sites=(site(), site("S2")),
        rooms=(room(site_id="S2"),),
        posts=(post(max_travel_minutes=Decimal(limit)),),
    )
    (choices,) = survey(data, travel(data)).posts
    assert ("S2" in choices.slots_at) is is_reached


@pytest.mark.parametrize(
    ("sharing", "own", "is_admitted"),
    [
        (Sharing.ANY, {"practice_code": None, "pcn_code": None}, True),
        (Sharing.PRACTICE, {}, True),
        (Sharing.PRACTICE, {"practice_code": "P2"}, False),
        (Sharing.PCN, {"practice_code": "P2"}, True),
        (Sharing.PCN, {"pcn_code": "N2"}, False),
        (Sharing.GROUP, {"pcn_code": "N2"}, True),
        (Sharing.GROUP, {"pcn_code": "N3"}, False),
    ],
)
def test_sharing_decides_whose_posts_come(sharing: Sharing, own: dict[str, Any], is_admitted: bool) -> None:
    """Own practice, PCN or group, or anybody."""
    here = site(share_with=sharing, **own)
    assert admits_post(dataset(pcns=GROUPS), here, post()) is is_admitted


def test_blank_never_matches_blank() -> None:
    """No practice and no practice are not the same practice; no group is not a group."""
    nobody = site(share_with=Sharing.PRACTICE, practice_code=None)
    assert not admits_post(dataset(), nobody, post(practice_code=None))
    assert not admits_post(dataset(), site(share_with=Sharing.GROUP), post())


def test_sharing_with_programmes() -> None:
    """Anybody's, a served PCN's or its group's; never a practice's own."""
    data = dataset(pcns=GROUPS)
    assert admits_programme(data, site(share_with=Sharing.ANY), programme())
    assert admits_programme(data, site(share_with=Sharing.PCN), programme())
    assert not admits_programme(data, site(share_with=Sharing.PCN), programme(pcn_codes=("N2",)))
    assert admits_programme(data, site(share_with=Sharing.GROUP), programme(pcn_codes=("N2",)))
    assert not admits_programme(data, site(share_with=Sharing.PRACTICE), programme())


def test_a_programme_reaches_a_pcn_from_its_nearest_practice_site() -> None:
    """The least time counts, from practice and branch sites only."""
    data = dataset(
        sites=(site(), site("S2", SiteKind.BRANCH), site("S3", SiteKind.HUB)),
        rooms=(room(site_id="S3"),),
        programmes=(programme(max_travel_minutes=Decimal(15), pcn_codes=("N1", "N9")),),
    )
    (choices,) = survey(data, travel(data, S1_S3=40, S2_S3=15)).programmes
    assert choices.sites_reaching == {"N1": frozenset({"S3"}), "N9": frozenset()}
    (far,) = survey(data, travel(data, S1_S3=40, S2_S3=16)).programmes
    assert far.sites_reaching["N1"] == frozenset()


def test_a_post_without_wanted_sessions_has_no_choices() -> None:
    """Nought wanted, nothing offered."""
    assert slots_of(posts=(post(sessions=0),)) == []
    assert MON_AM.value in slots_of()
