"""Cutting a part that is too large: where it is thinnest, whole PCNs, programmes with those they serve."""

import pytest

from estates.domain.slots import Slot
from estates.domain.words import SiteKind
from optimiser.candidates import Estate, survey
from optimiser.national import districts as cutting
from optimiser.national.districts import districts
from tests.builders import dataset, post, programme, room, site, travel

WEEK = "MON_AM MON_PM TUE_AM TUE_PM WED_AM WED_PM THU_AM THU_PM FRI_AM FRI_PM"


def two_counties(**tables: object) -> Estate:
    """Return two counties of two PCNs with a hub each, and one half-day of a hub at their border in reach of both."""
    sites = (
        site("S1", pcn_code="N1"),
        site("S3", pcn_code="N3", practice_code="P3"),
        site("H1", SiteKind.HUB),
        site("H3", SiteKind.HUB),
        site("HX", SiteKind.HUB),
    )
    rooms = (room("RH1", "H1", WEEK), room("RH3", "H3", WEEK), room("RHX", "HX", "SAT_AM"))
    slots = (*post().slots, Slot.SAT_AM)
    posts = tuple(
        post(f"{code}{n}", pcn_code=code, base_site=base, slots=slots)
        for code, base in (("N1", "S1"), ("N2", "S1"), ("N3", "S3"), ("N4", "S3"))
        for n in range(2)
    )
    data = dataset(sites=sites, rooms=rooms, posts=posts, **tables)
    far = {"S1_H3": 90, "S3_H1": 90, "S1_S3": 90}
    return survey(data, travel(data, **far))


@pytest.fixture(autouse=True)
def no_room_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one model hold one county of four posts."""
    monkeypatch.setattr(cutting, "MOST_POSTS", 4)


def codes(part: Estate) -> set[str]:
    """Return the PCNs of a part's posts."""
    return {choices.post.pcn_code for choices in part.posts}


def test_a_part_that_one_model_holds_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight posts, and room for eight."""
    monkeypatch.setattr(cutting, "MOST_POSTS", 8)
    part = two_counties()
    assert districts(part) == [part]


def test_counties_come_apart_at_their_border() -> None:
    """PCNs that share a hub all week stay together; the Saturday at the border does not hold them."""
    assert [codes(part) for part in districts(two_counties())] == [{"N1", "N2"}, {"N3", "N4"}]


def test_a_programme_goes_with_the_pcns_that_it_serves() -> None:
    """It serves one PCN of the second county, and is left the hubs that its district or its patients reach."""
    own = programme(pcn_codes=("N4", "N3"), candidate_sites=("H1", "H3"))
    first, second = districts(two_counties(programmes=(own,)))
    assert not first.programmes
    assert [set(choices.slots_at) for choices in second.programmes] == [{"H3"}]


def test_a_part_that_would_share_much_is_left_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of twenty-one half-days is shared: too much where less is allowed."""
    monkeypatch.setattr(cutting, "MOST_SHARED", 1 / 22)
    part = two_counties()
    assert districts(part) == [part]
