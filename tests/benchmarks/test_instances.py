"""Generated counties and countries: repeatable, as large as they say, and joined by border hubs alone."""

import pytest

from benchmarks.country import Country, generate_country
from benchmarks.instances import Instance, Size, Tightness
from estates.domain.dataset import Dataset
from estates.domain.programmes import HUB_KINDS
from estates.domain.slots import SLOTS


def places_free(data: Dataset) -> int:
    """Return the places that are free in a week."""
    return sum(room.places for room in data.rooms for slot in SLOTS if room.is_free(slot))


def test_the_same_seed_gives_the_same_instance_and_another_another() -> None:
    """Figures can be measured again."""
    instance = Instance(Size.FIVE_PCNS, Tightness.TIGHT, 1)
    assert instance.world() == instance.world()
    assert instance.world() != Instance(Size.FIVE_PCNS, Tightness.TIGHT, 2).world()


@pytest.mark.parametrize("seed", range(3))
def test_a_tight_county_is_as_described(seed: int) -> None:
    """600-770 posts that want 2,500-3,200 sessions, and about 1,550 places."""
    data, _ = Instance(Size.COUNTY, Tightness.TIGHT, seed).world()
    assert len(data.pcns) == 18
    assert 600 <= len(data.posts) <= 770
    assert 2_500 <= sum(data.wanted_by_post.values()) <= 3_200
    assert 1_350 <= places_free(data) <= 1_800


def test_rooms_get_scarcer_from_slack_to_starved() -> None:
    """Sessions wanted to places free: about 1, 2 and 3 to one."""
    ratios = []
    for tightness in Tightness:
        data, _ = Instance(Size.COUNTY, tightness, 0).world()
        ratios.append(sum(data.wanted_by_post.values()) / places_free(data))
    assert ratios == sorted(ratios)
    assert [round(ratio) for ratio in ratios] == [1, 2, 3]


def test_counties_of_a_country_share_border_hubs_and_nothing_else() -> None:
    """All codes differ, and every journey across a border has a shared hub at one of its ends."""
    data, travel = generate_country(Country(counties=8, shared_hubs=2))
    assert len(data.site_by_id) == len(data.sites)
    assert len(data.post_by_id) == len(data.posts)
    assert len(data.room_by_id) == len(data.rooms)
    across = [pair for pair in travel.journeys if pair[0][:3] != pair[1][:3]]
    hubs = {site.site_id for site in data.sites if site.kind in HUB_KINDS}
    assert across
    assert all(hubs & set(pair) for pair in across)
    assert all(travel.minutes(there, here) == travel.minutes(here, there) for here, there in across)


def test_counties_without_shared_hubs_are_islands() -> None:
    """No journey leads across a border, and no programme to another county's hubs."""
    data, travel = generate_country(Country(counties=8, shared_hubs=0))
    assert all(here[:3] == there[:3] for here, there in travel.journeys)
    for programme in data.programmes:
        assert {site.site_id[:3] for site in data.candidate_sites(programme)} == {programme.programme_id[:3]}


def test_the_first_counties_are_the_same_however_many_follow() -> None:
    """So that cost can be measured as a country grows."""
    two, _ = generate_country(Country(counties=2))
    three, _ = generate_country(Country(counties=3))
    assert three.posts[: len(two.posts)] == two.posts
    assert three.rooms[: len(two.rooms)] == two.rooms
