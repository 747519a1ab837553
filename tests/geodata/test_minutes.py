"""Minutes between sites: the travel table first, then the estimate."""

import csv
from dataclasses import replace
from decimal import Decimal
from math import inf

import pytest
import shapely
from hypothesis import given
from hypothesis import settings as checked
from hypothesis import strategies as st

from estates.domain.dataset import Dataset
from estates.domain.layers import Barrier
from estates.domain.settings import SpeedBand, TravelSettings
from estates.domain.sites import Site
from estates.domain.travel import Journey, TravelRow, TravelTimes
from estates.domain.words import RowSeason, Season, SiteKind, TravelMethod
from geodata.places.minutes import estimated_pairs, metres_within, minutes_over, travel_times
from tests.builders import dataset, post, programme, room, site
from tests.geodata.public_data import public_file

DEFAULTS = TravelSettings()
FAR = Decimal(600)


def at(site_id: str, east: int, north: int = 0, kind: SiteKind = SiteKind.PRACTICE, **given: str) -> Site:
    """Return a site so many metres east and north of a fixed place."""
    return site(site_id, kind, easting=400_000 + east, northing=100_000 + north, **given)


def row(from_site: str, to_site: str, minutes: str, season: RowSeason = RowSeason.ALL) -> TravelRow:
    """Return a row of the travel table."""
    return TravelRow(from_site=from_site, to_site=to_site, minutes=Decimal(minutes), season=season)


def barrier(*points: tuple[int, int], season: RowSeason = RowSeason.ALL) -> Barrier:
    """Return a barrier through points in metres from the fixed place."""
    line = shapely.LineString([(400_000 + east, 100_000 + north) for east, north in points])
    return Barrier(shape_wkb=shapely.to_wkb(line), season=season)


def times(data: Dataset, season: Season = Season.STANDARD, settings: TravelSettings = DEFAULTS) -> TravelTimes:
    """Return the travel times of a dataset."""
    return travel_times(data, settings, season=season)


@pytest.mark.parametrize(
    ("metres", "minutes"),
    [
        (0, 2),
        (385, 4),  # 0.5005 road km: 2 + 1.001 = 3.001
        (384, 3),  # 0.4992 road km: 2 + 0.9984 = 2.9984
        (5_000 / 1.3, 12),  # the first band to its end: 2 + 10
        (5_000 / 1.3 + 0.01, 13),
        (10_000, 22),  # 13 road km: 2 + 10 + 9.6 = 21.6
        (20_000 / 1.3, 30),  # the second band to its end: 2 + 10 + 18
        (50_000, 66),  # 65 road km: 30 + 36, whole exactly
        (50_001, 67),
        (inf, inf),
    ],
)
def test_minutes_are_the_bands_added_up_and_rounded_up(metres: float, minutes: float) -> None:
    """Hand-worked distances, at and beside the ends of the bands and where the sum is whole."""
    assert minutes_over([metres], DEFAULTS)[0] == minutes


def test_a_hair_over_a_whole_minute_is_still_that_minute() -> None:
    """Up to 1e-9 of a minute counts as rounding; more than that as a further minute."""
    settings = TravelSettings(
        road_factor=Decimal(1),
        start_minutes=Decimal(0),
        bands=(SpeedBand(length_km=None, km_per_hour=Decimal(60)),),
    )
    assert minutes_over([10_000 + 0.9e-6, 10_000 + 1.2e-6], settings).tolist() == [10, 11]


@checked(deadline=None)
@given(st.integers(2, 200))
def test_the_distance_within_a_limit_keeps_it_and_a_metre_more_does_not(limit: int) -> None:
    """The longest straight line within a limit is the turning point of the estimate."""
    longest = metres_within(limit, DEFAULTS)
    assert minutes_over([max(0.0, longest - 0.0001), longest + 1], DEFAULTS).tolist() == [limit, limit + 1]


def test_below_the_start_minutes_nothing_is_within_reach() -> None:
    """A limit under the start minutes leaves no distance at all."""
    assert metres_within(1.9, DEFAULTS) == 0


def test_staying_at_a_site_takes_no_minutes_and_is_no_estimate() -> None:
    """The same site is nought minutes, by its own method."""
    assert times(dataset()).journey("S1", "S1") == Journey(Decimal(0), TravelMethod.SAME_SITE)


def test_two_sites_at_one_place_take_the_start_minutes() -> None:
    """Only the same site is nought: neighbours in one building take the start minutes."""
    data = dataset(sites=(at("S1", 0), at("S2", 0)))
    assert times(data).journey("S1", "S2") == Journey(Decimal(2), TravelMethod.ESTIMATE)


def test_a_table_row_stands_before_the_estimate_with_its_decimals() -> None:
    """The table is read as given."""
    data = dataset(sites=(at("S1", 0), at("S2", 1_000)), travel=(row("S1", "S2", "7.25"),))
    assert times(data).journey("S1", "S2") == Journey(Decimal("7.25"), TravelMethod.TABLE)


def test_a_table_row_says_nothing_of_the_way_back() -> None:
    """An absent reverse pair is estimated: 1 km is 1.3 road km, 2 + 2.6 minutes."""
    posts = (post("A"), post("B", base_site="S2"))
    data = dataset(sites=(at("S1", 0), at("S2", 1_000)), posts=posts, travel=(row("S1", "S2", "7.25"),))
    assert times(data).journey("S2", "S1") == Journey(Decimal(5), TravelMethod.ESTIMATE)


def test_a_table_row_from_a_site_to_itself_stands() -> None:
    """The table stands before the nought of the same site."""
    data = dataset(travel=(row("S1", "S1", "3"),))
    assert times(data).journey("S1", "S1") == Journey(Decimal(3), TravelMethod.TABLE)


def test_a_table_row_over_the_limit_is_not_replaced_by_a_shorter_estimate() -> None:
    """A ferry that takes 40 minutes puts a site a kilometre away out of reach of a 20-minute post."""
    data = dataset(sites=(at("S1", 0), at("S2", 1_000)), travel=(row("S1", "S2", "40"),))
    assert times(data).journey("S1", "S2") is None


def test_a_table_row_brings_a_far_site_within_reach() -> None:
    """The limit is held against the table's minutes, however far the straight line."""
    data = dataset(sites=(at("S1", 0), at("S2", 90_000)), travel=(row("S1", "S2", "20"),))
    assert times(data).minutes("S1", "S2") == 20


def test_a_winter_row_stands_before_an_all_row_in_winter_only() -> None:
    """The ferry that goes all year takes longer in winter."""
    rows = (row("S1", "S2", "19", RowSeason.WINTER), row("S1", "S2", "9"))
    data = dataset(sites=(at("S1", 0), at("S2", 1_000)), travel=rows)
    assert times(data).minutes("S1", "S2") == 9
    assert times(data, Season.WINTER).minutes("S1", "S2") == 19


def test_a_winter_row_alone_does_not_exist_in_the_standard_season() -> None:
    """Without an all row the standard season is estimated."""
    data = dataset(sites=(at("S1", 0), at("S2", 1_000)), travel=(row("S1", "S2", "19", RowSeason.WINTER),))
    assert times(data).journey("S1", "S2") == Journey(Decimal(5), TravelMethod.ESTIMATE)
    assert times(data, Season.WINTER).journey("S1", "S2") == Journey(Decimal(19), TravelMethod.TABLE)


def test_the_longest_limit_at_a_base_decides_what_is_kept() -> None:
    """10 km is 22 minutes: absent for a 21-minute post, there for one of 22."""
    near, far = post("A", max_travel_minutes=Decimal(21)), post("B", max_travel_minutes=Decimal(22))
    sites = (at("S1", 0), at("S2", 10_000))
    assert times(dataset(sites=sites, posts=(near,))).journey("S1", "S2") is None
    assert times(dataset(sites=sites, posts=(near, far))).minutes("S1", "S2") == 22


def test_a_limit_with_decimals_is_held_as_it_is() -> None:
    """22 whole minutes are more than 21.9."""
    data = dataset(sites=(at("S1", 0), at("S2", 10_000)), posts=(post(max_travel_minutes=Decimal("21.9")),))
    assert times(data).journey("S1", "S2") is None


def test_a_limit_of_nought_keeps_the_post_at_home() -> None:
    """A post that may not travel has its own site, and not even a neighbour in the same building."""
    data = dataset(sites=(at("S1", 0), at("S2", 0)), posts=(post(max_travel_minutes=Decimal(0)),))
    assert list(times(data).journeys) == [("S1", "S1")]


def test_a_programme_brings_the_way_from_its_surgeries_to_its_candidates() -> None:
    """15 km is 29.4 minutes: beyond the post, within the programme, and only from the surgery to the hub."""
    sites = (at("S1", 0), at("H1", 15_000, kind=SiteKind.HUB), at("S3", 0, 15_000, pcn_code="N2"))
    travel = times(dataset(sites=sites, programmes=(programme(),)))
    assert travel.minutes("S1", "H1") == 30
    assert {pair for pair in travel.journeys if pair[0] != pair[1]} == {("S1", "H1")}


def test_a_winter_programme_brings_nothing_in_the_standard_season() -> None:
    """A programme of the other season is left out everywhere."""
    sites = (at("S1", 0), at("H1", 15_000, kind=SiteKind.HUB))
    data = dataset(sites=sites, programmes=(programme(season=RowSeason.WINTER),))
    assert times(data).journey("S1", "H1") is None
    assert times(data, Season.WINTER).minutes("S1", "H1") == 30


def test_a_pair_asked_for_is_there_beyond_every_limit() -> None:
    """`also` adds pairs however long they take."""
    data = dataset(sites=(at("S1", 0), at("S2", 50_000)))
    assert travel_times(data, DEFAULTS, season=Season.STANDARD, also=[("S2", "S1")]).minutes("S2", "S1") == 66


def test_the_settings_change_the_estimate() -> None:
    """10 km at a road factor of 1 and 60 km/h throughout, without start minutes, is 10 minutes."""
    bands = (SpeedBand(length_km=None, km_per_hour=Decimal(60)),)
    settings = TravelSettings(road_factor=Decimal(1), start_minutes=Decimal(0), bands=bands)
    assert times(dataset(sites=(at("S1", 0), at("S2", 10_000))), settings=settings).minutes("S1", "S2") == 10


def test_a_barrier_lengthens_the_estimate_round_its_end() -> None:
    """A wall 6 km to either side between sites 8 km apart: twice 5 km by way of (4, 3) for the nearer end at 3 km."""
    data = dataset(sites=(at("S1", 0), at("S2", 8_000)), barriers=(barrier((4_000, 3_000), (4_000, -6_000)),))
    assert times(data, settings=DEFAULTS).journey("S1", "S2") is None  # 10 km: 22 minutes, over the post's 20
    also = travel_times(data, DEFAULTS, season=Season.STANDARD, also=[("S1", "S2")])
    assert also.minutes("S1", "S2") == 22


def test_a_winter_barrier_stands_in_winter_only() -> None:
    """A causeway that floods in winter: 8 km straight is 19 minutes, round the end 22."""
    wall = barrier((4_000, 3_000), (4_000, -6_000), season=RowSeason.WINTER)
    data = dataset(
        sites=(at("S1", 0), at("S2", 8_000)), posts=(post(max_travel_minutes=Decimal(30)),), barriers=(wall,)
    )
    assert times(data).minutes("S1", "S2") == 19
    assert times(data, Season.WINTER).minutes("S1", "S2") == 22


def test_a_ferry_in_the_table_crosses_the_barrier() -> None:
    """The table stands before the way round; in winter, when its row says so, the ferry is slower."""
    data = dataset(
        sites=(at("S1", 0), at("S2", 2_000)),
        barriers=(barrier((1_000, 30_000), (1_000, -30_000)),),
        travel=(row("S1", "S2", "8.5"), row("S1", "S2", "18.5", RowSeason.WINTER)),
    )
    assert times(data).minutes("S1", "S2") == Decimal("8.5")
    assert times(data, Season.WINTER).minutes("S1", "S2") == Decimal("18.5")


def test_an_enclosed_site_is_out_of_reach() -> None:
    """A site inside a closed ring has no way out, even for a pair asked for."""
    ring = barrier((-500, -500), (500, -500), (500, 500), (-500, 500), (-500, -500))
    data = dataset(sites=(at("S1", 0), at("S2", 2_000)), barriers=(ring,))
    travel = travel_times(data, DEFAULTS, season=Season.STANDARD, also=[("S1", "S2")])
    assert travel.journey("S1", "S2") is None
    assert travel.minutes("S1", "S1") == 0


def test_estimated_pairs_are_those_in_use_that_no_table_gives() -> None:
    """Of five pairs: one from the table, one the same site, one beyond every limit, two estimates in use."""
    data = dataset(
        sites=(at("S1", 0), at("S2", 1_000), at("S3", 2_000), at("H1", 3_000, kind=SiteKind.HUB), at("S5", 60_000)),
        travel=(row("S1", "S2", "7"),),
    )
    travel = travel_times(data, DEFAULTS, season=Season.STANDARD, also=[("S1", "S5")])
    assert len(travel.journeys) == 5
    assert estimated_pairs(travel, data) == 2


def test_a_row_of_the_table_that_is_marked_as_an_estimate_is_one() -> None:
    """The mark goes with the minutes, into the count of ``proof.json`` too; a winter row without it clears it."""
    way = row("S1", "S2", "7")
    ways = (replace(way, estimated=True), replace(way, season=RowSeason.WINTER))
    data = dataset(sites=(at("S1", 0), at("S2", 1_000)), travel=ways)
    standard, winter = (travel_times(data, DEFAULTS, season=season) for season in (Season.STANDARD, Season.WINTER))
    assert (standard.journeys["S1", "S2"].is_estimate, winter.journeys["S1", "S2"].is_estimate) == (True, False)
    assert (estimated_pairs(standard, data), estimated_pairs(winter, data)) == (1, 0)


coordinates = st.integers(-8_000, 8_000)
places = st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=6, unique=True)
walls = st.lists(st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=5, unique=True), max_size=4)


def county(spots: list[tuple[int, int]], lines: list[list[tuple[int, int]]]) -> Dataset:
    """Return sites at the spots, each with a far-travelling post, and barriers along the lines."""
    sites = tuple(at(f"S{number}", *spot) for number, spot in enumerate(spots))
    posts = tuple(post(f"A{here.site_id}", base_site=here.site_id, max_travel_minutes=FAR) for here in sites)
    rooms = (room(site_id="S0"),)
    return dataset(sites=sites, posts=posts, rooms=rooms, barriers=tuple(barrier(*line) for line in lines))


@checked(deadline=None)
@given(places, walls)
def test_barriers_never_shorten_a_journey(spots: list[tuple[int, int]], lines: list[list[tuple[int, int]]]) -> None:
    """With barriers a journey takes as long as without, or longer, or there is none."""
    open_country, with_walls = times(county(spots, [])), times(county(spots, lines))
    assert all(journey.minutes >= open_country.journeys[pair].minutes for pair, journey in with_walls.journeys.items())


@checked(deadline=None)
@given(places, walls)
def test_an_estimate_is_the_same_both_ways(spots: list[tuple[int, int]], lines: list[list[tuple[int, int]]]) -> None:
    """There and back take the same minutes where both are estimates, barriers or none."""
    journeys = times(county(spots, lines)).journeys
    assert all(journeys[b, a] == journey for (a, b), journey in journeys.items())


@pytest.mark.public_data
def test_poole_harbour_lies_between_hamworthy_and_the_isle_of_purbeck() -> None:
    """With Dorset's surgeries and a line across the harbour, ways over land are as before and ways across it longer."""
    with public_file("dorset_practices.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    sites = tuple(
        site(line["ods_code"], easting=int(float(line["easting"])), northing=int(float(line["northing"])))
        for line in rows
    )
    posts = tuple(post(here.site_id, base_site=here.site_id, max_travel_minutes=FAR) for here in sites)
    harbour = shapely.LineString([(404_400, 87_200), (402_000, 88_600), (398_000, 88_800), (394_500, 89_000)])
    wall = Barrier(shape_wkb=shapely.to_wkb(harbour))
    rooms = (room(site_id=sites[0].site_id),)
    before = times(dataset(sites=sites, posts=posts, rooms=rooms))
    after = times(dataset(sites=sites, posts=posts, rooms=rooms, barriers=(wall,)))
    longer = {pair for pair, journey in after.journeys.items() if journey != before.journeys[pair]}
    assert len(after.journeys) == len(before.journeys) == len(sites) ** 2
    hamworthy, swanage, wareham, sandford = "J81006", "J81010", "J81011", "J81631"
    assert (hamworthy, swanage) in longer
    assert (wareham, sandford) not in longer
    assert all(after.journeys[pair].minutes > before.journeys[pair].minutes for pair in longer)
