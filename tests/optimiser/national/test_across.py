"""Posts on both sides of a border choose once more in what all others leave."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from estates.domain.checks import breaches
from estates.domain.plan import Placement
from estates.domain.posts import Post
from estates.domain.settings import Settings
from estates.domain.words import Season, Sharing, SiteKind
from optimiser.candidates import survey
from optimiser.limits import Limits
from optimiser.national import across
from optimiser.national.borders import Borders
from optimiser.national.divide import Lot
from optimiser.national.parcels import Request
from optimiser.national.workers import carried_out
from tests.builders import MON_AM, dataset, hub_placed, placed, post, programme, room, site, supervision, travel

FIRST = post("A", pcn_code="N1", slots=(MON_AM,))
BESIDE = post("C", pcn_code="N1", slots=(MON_AM,), base_site="SC", max_travel_minutes=0)
SECOND = post("B", pcn_code="N2", base_site="S2", slots=(MON_AM,))
ROOMS = (room("R1", "H1", "MON_AM"), room("RX", "HX", "MON_AM"))
AT_BORDER = placed("A", MON_AM, "RX", "HX")
"""The first post sits at the border, where alone the second could."""


def cut(
    *, posts: Sequence[Post] = (FIRST, BESIDE, SECOND), rows: Sequence[Placement] = (AT_BORDER,), **tables: object
) -> tuple[Request, Lot]:
    """Return two districts that share a hub at their border; the first has a hub of its own."""
    places = [("S1", SiteKind.PRACTICE), ("SC", SiteKind.PRACTICE), ("S2", SiteKind.PRACTICE)]
    hubs = [("H1", SiteKind.HUB), ("HX", SiteKind.HUB)]
    data = dataset(
        sites=tuple(site(code, kind, pcn_code=None, practice_code=None) for code, kind in (*places, *hubs)),
        posts=tuple(posts),
        **{"rooms": ROOMS, **tables},
    )
    times = travel(data, S2_H1=90, SC_HX=90, SC_H1=0, SC_S1=90)
    whole = survey(data, times)
    districts = [
        replace(whole, posts=tuple(own for own in whole.posts if own.post.pcn_code == code)) for code in ("N1", "N2")
    ]
    request = Request(dataset=data, travel=times, season=Season.STANDARD, settings=Settings(), limits=Limits())
    return request, Lot([], districts, whole, Borders(districts), rows=tuple(rows))


def chosen_again(request: Request, lot: Lot) -> Lot:
    """Return a lot after every area has chosen once more, the plan legal."""
    for turn in across.turns(lot):
        plans = [carried_out(across.parcel(request, lot, area), children=0) for area in turn]
        for area, plan in zip(turn, plans, strict=True):
            lot = across.with_rows_of(lot, area, plan)
    assert breaches(request.dataset, request.travel, lot.rows) == ()
    return lot


def seats(lot: Lot) -> set[tuple[str, str]]:
    """Return who sits in which room."""
    return {(row.id, row.room_id) for row in lot.rows}


def test_one_makes_room_for_another_across_the_border() -> None:
    """The first moves to the hub of its own, and the second has the place at the border."""
    assert seats(chosen_again(*cut(posts=(FIRST, SECOND)))) == {("A", "R1"), ("B", "RX")}


def test_what_others_hold_stays_theirs() -> None:
    """A third, who could not use the border, sits in the first's other room, and is not asked to leave it."""
    third = replace(BESIDE, pcn_code="N3")
    given = cut(posts=(FIRST, third, SECOND), rows=(AT_BORDER, placed("C", MON_AM, "R1", "H1")))
    assert seats(chosen_again(*given)) == {("A", "RX"), ("C", "R1")}


def test_hub_sessions_stay_where_they_are() -> None:
    """A programme holds the first's other room."""
    hub = programme(pcn_codes=("N1",), candidate_sites=("H1",), slots=(MON_AM,))
    given = cut(posts=(FIRST, SECOND), programmes=(hub,), rows=(AT_BORDER, hub_placed("H", MON_AM, "R1", "H1")))
    assert seats(chosen_again(*given)) == {("A", "RX"), ("H", "R1")}


@pytest.mark.parametrize(("places", "seat_of_first"), [(1, "RX"), (2, "R2")])
def test_learners_have_the_supervision_that_others_leave(places: int, seat_of_first: str) -> None:
    """A learner of another PCN is supervised at the first's hub already; another room is free there."""
    first, third = replace(FIRST, role_id="gpst3"), replace(BESIDE, pcn_code="N3", role_id="gpst3")
    request, lot = cut(
        posts=(first, third, SECOND),
        rooms=(room("R1", "H1", "MON_AM"), room("R2", "H1", "MON_AM"), room("RX", "HX", "MON_AM")),
        rows=(AT_BORDER, placed("C", MON_AM, "R1", "H1")),
        supervision=(supervision("H1", MON_AM=places), supervision("HX", MON_AM=1)),
    )
    assert {("A", seat_of_first), ("C", "R1")} <= seats(chosen_again(request, lot))


def test_areas_that_share_a_site_choose_one_after_the_other() -> None:
    """Two districts meet at the border, and the same two and a third at another hub: two areas, in two turns."""
    request, lot = cut(posts=(FIRST, SECOND))
    assert [len(turn) for turn in across.turns(lot)] == [1]
    third = post("D", pcn_code="N3", base_site="S2", slots=(MON_AM,), max_travel_minutes=5)
    data = replace(request.dataset, posts=(*request.dataset.posts, third))
    data = replace(data, rooms=(*data.rooms, room("R3", "S2", "MON_AM")))
    data = replace(data, sites=tuple(replace(each, share_with=Sharing.ANY) for each in data.sites))
    whole = survey(data, request.travel)
    districts = [
        replace(whole, posts=tuple(own for own in whole.posts if own.post.pcn_code == code))
        for code in ("N1", "N2", "N3")
    ]
    found = across.turns(replace(lot, cut=whole, borders=Borders(districts)))
    assert [len(turn) for turn in found] == [1, 1]


def test_an_area_that_no_model_could_hold_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two posts, and room for one."""
    _, lot = cut(posts=(FIRST, SECOND))
    monkeypatch.setattr(across, "MOST_POSTS", 1)
    assert across.turns(lot) == []
