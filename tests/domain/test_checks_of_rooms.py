"""R3, R4, R5, R6 and R10: what the judge allows and forbids in a room in a slot."""

from typing import Any

import pytest

from estates.domain.practices import Pcn
from estates.domain.words import Cell, RoomType, Sharing, SiteKind
from tests.builders import (
    MON_AM,
    MON_PM,
    cells,
    dataset,
    hub_placed,
    placed,
    post,
    programme,
    room,
    site,
    supervision,
)
from tests.domain.worlds import broken, told

ANYBODYS = site(share_with=Sharing.ANY)
HUB = programme(candidate_sites=("S1",))


def test_r3_allows_as_many_people_as_places_and_no_more() -> None:
    """Two places hold two people, of any role or practice, and not three."""
    posts = (post("A"), post("B", practice_code="P2"), post("C"))
    data = dataset(rooms=(room(places=2),), posts=posts)
    two = (placed("A", MON_AM), placed("B", MON_AM))
    assert broken(data, *two) == []
    assert told(data, *two, placed("C", MON_AM)) == [
        "Room R1 holds Post A, Post B and Post C on Monday morning; it has 2 places."
    ]


def test_r3_a_programme_takes_a_room_whole() -> None:
    """Nobody shares a room of two places with a programme, not even another programme."""
    data = dataset(
        sites=(ANYBODYS,),
        rooms=(room(places=2),),
        programmes=(HUB, programme("K", candidate_sites=("S1",))),
    )
    assert broken(data, hub_placed("H", MON_AM, "R1")) == []
    assert broken(data, hub_placed("H", MON_AM, "R1"), placed("A", MON_PM)) == []
    assert broken(data, hub_placed("H", MON_AM, "R1"), placed("A", MON_AM)) == ["R3"]
    assert broken(data, hub_placed("H", MON_AM, "R1"), hub_placed("K", MON_AM, "R1")) == ["R3"]


@pytest.mark.parametrize("state", [state for state in Cell if state is not Cell.FREE])
def test_r4_allows_only_free_cells(state: Cell) -> None:
    """A cell in use, closed or not known may not be used; not known is never treated as free."""
    week = cells(free="MON_PM", unknown="MON_AM" if state is Cell.UNKNOWN else "")
    week = cells(free="MON_PM", in_use="MON_AM") if state is Cell.IN_USE else week
    data = dataset(rooms=(room(cells=week),))
    assert broken(data, placed("A", MON_PM)) == []
    assert broken(data, placed("A", MON_AM)) == ["R4"]


def test_r5_asks_for_a_type_of_the_role() -> None:
    """A physiotherapist needs a consulting/examination room; an interview room will not do."""
    data = dataset(rooms=(room("R1", room_type=RoomType.INTERVIEW),))
    assert told(data, placed("A", MON_AM)) == [
        "Post A is in room R1, of type interview room; it needs one of type consulting/examination room."
    ]


def test_r5_asks_for_every_feature() -> None:
    """A room with more features than needed will do; one that lacks a single one will not."""
    posts = (post(needs=frozenset({"couch", "sink"})),)
    enough = dataset(rooms=(room(features=frozenset({"couch", "sink", "hoist"})),), posts=posts)
    lacking = dataset(rooms=(room(features=frozenset({"couch"})),), posts=posts)
    assert broken(enough, placed("A", MON_AM)) == []
    assert told(lacking, placed("A", MON_AM)) == ["Post A is in room R1, which lacks sink."]


def test_r5_asks_a_programmes_own_types_and_features() -> None:
    """A ventilated room is what the programme asks for, whatever its staff would use."""
    hub = programme(candidate_sites=("S1",), features=frozenset({"ventilated"}))
    plain = dataset(sites=(ANYBODYS,), programmes=(hub,))
    fit = dataset(sites=(ANYBODYS,), rooms=(room(features=frozenset({"ventilated"})),), programmes=(hub,))
    assert broken(plain, hub_placed("H", MON_AM, "R1")) == ["R5"]
    assert broken(fit, hub_placed("H", MON_AM, "R1")) == []


PCNS = (Pcn(pcn_code="N1", name="North", group="G"), Pcn(pcn_code="N2", name="South", group="G"))
LONE = (Pcn(pcn_code="N1", name="North"), Pcn(pcn_code="N2", name="South"))


@pytest.mark.parametrize(
    ("share_with", "who", "pcns", "is_allowed"),
    [
        (Sharing.PRACTICE, {"practice_code": "P1"}, PCNS, True),
        (Sharing.PRACTICE, {"practice_code": "P2"}, PCNS, False),
        (Sharing.PRACTICE, {"practice_code": None}, PCNS, False),
        (Sharing.PCN, {"practice_code": "P2"}, PCNS, True),
        (Sharing.PCN, {"pcn_code": "N2"}, PCNS, False),
        (Sharing.GROUP, {"pcn_code": "N2"}, PCNS, True),
        (Sharing.GROUP, {"pcn_code": "N2"}, LONE, False),
        (Sharing.GROUP, {"pcn_code": "N1"}, LONE, False),
        (Sharing.ANY, {"pcn_code": "N2", "practice_code": None}, LONE, True),
    ],
)
def test_r6_asks_whom_the_site_shares_with(
    share_with: Sharing, who: dict[str, Any], pcns: tuple[Pcn, ...], is_allowed: bool
) -> None:
    """Each word admits its own and no other; a PCN without a group shares a group with nobody, itself included."""
    data = dataset(sites=(site(share_with=share_with),), posts=(post(**who),), pcns=pcns)
    assert broken(data, placed("A", MON_AM)) == ([] if is_allowed else ["R6"])


@pytest.mark.parametrize("share_with", [Sharing.PRACTICE, Sharing.PCN, Sharing.GROUP])
def test_r6_blank_never_matches_blank(share_with: Sharing) -> None:
    """A site of nobody's own that shares with its practice, PCN or group shares with nobody."""
    nobodys = site(kind=SiteKind.OFFICE, share_with=share_with)
    data = dataset(sites=(nobodys,), posts=(post(practice_code=None, pcn_code="N9"),))
    assert broken(data, placed("A", MON_AM)) == ["R6"]


@pytest.mark.parametrize(
    ("share_with", "served", "is_allowed"),
    [
        (Sharing.PRACTICE, ("N1",), False),
        (Sharing.PCN, ("N1",), True),
        (Sharing.PCN, ("N2",), False),
        (Sharing.GROUP, ("N2",), True),
        (Sharing.GROUP, ("N3",), False),
        (Sharing.ANY, ("N3",), True),
    ],
)
def test_r6_admits_programmes_that_serve_the_pcn(
    share_with: Sharing, served: tuple[str, ...], is_allowed: bool
) -> None:
    """A programme needs ``any``, or ``pcn`` or ``group`` where it serves that PCN or one of that group."""
    hub = programme(pcn_codes=served, candidate_sites=("S1",))
    data = dataset(sites=(site(share_with=share_with),), programmes=(hub,), pcns=PCNS)
    assert broken(data, hub_placed("H", MON_AM, "R1")) == ([] if is_allowed else ["R6"])


REGISTRARS = tuple(post(post_id, role_id="gpst3") for post_id in "AB")
TWO_ROOMS = (room("R1"), room("R2"))


def test_r10_allows_learners_up_to_the_places_and_no_more() -> None:
    """One place supervises one registrar; the second must wait."""
    rows = (placed("A", MON_AM), placed("B", MON_AM, "R2"))
    one, two = (dataset(rooms=TWO_ROOMS, posts=REGISTRARS, supervision=(supervision(MON_AM=n),)) for n in (1, 2))
    assert broken(two, *rows) == []
    assert broken(one, rows[0]) == []
    assert told(one, *rows) == [
        "Site S1 has 1 place for learners who need a GP supervisor on Monday morning; the plan puts 2 there (A and B)."
    ]


def test_r10_no_row_is_no_supervision() -> None:
    """Without a row for the site, kind and slot nobody can be supervised."""
    elsewhere = (supervision(kind="nurse", MON_AM=2), supervision(MON_PM=2))
    data = dataset(posts=REGISTRARS[:1], supervision=elsewhere)
    assert broken(data, placed("A", MON_AM)) == ["R10"]
    assert broken(data, placed("A", MON_PM)) == []


def test_r10_leaves_those_who_need_no_supervisor_alone() -> None:
    """A physiotherapist takes no supervision place."""
    data = dataset(rooms=TWO_ROOMS, posts=(REGISTRARS[0], post("C")), supervision=(supervision(MON_AM=1),))
    assert broken(data, placed("A", MON_AM), placed("C", MON_AM, "R2")) == []
