"""The made-up county: the same every time, sound throughout, and as lifelike as it claims to be."""

import csv
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import geopandas
import openpyxl
import pytest
import shapely
from shapely.geometry import LineString, Point

from estates.domain.checks import breaches
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.reading import Reading
from estates.domain.settings import TravelSettings
from estates.domain.slots import CORE_SLOTS, SLOTS
from estates.domain.words import Cell, PlacementKind, RoleGroup, RoomType, RowSeason, Season, SiteKind
from geodata.example.county import county, land, water
from geodata.example.write import write_example
from geodata.places.minutes import travel_times
from geodata.reading.read import read_dataset
from geodata.settings_file import OWN_SETTINGS, read_settings
from geodata.tables.every_table import TABLES

Rows = list[dict[str, str]]
PENINSULA_HOSPITAL, PORT_BRANCH = "XWH07", "XW0001-2"
SHORT_NETWORKS = ("UW0008", "UW0012", "UW0013")
COUNTED = {"sites": 120, "posts": 700, "practices": 75, "pcns": 18, "programmes": 3, "pins": 8, "growth": 750}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the example."""
    folder = tmp_path_factory.mktemp("example") / "county"
    write_example(folder)
    return folder


@pytest.fixture(scope="module")
def tables(folder: Path) -> Mapping[str, Rows]:
    """Return the rows of every CSV file by table name."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.csv")}
    return {table: list(csv.DictReader(text.splitlines())) for table, text in texts.items()}


@pytest.fixture(scope="module")
def reading(folder: Path) -> Reading:
    """Return the example as the planner reads it."""
    return read_dataset(folder)


@pytest.fixture(scope="module")
def county_data(reading: Reading) -> Dataset:
    """Return the example's dataset."""
    assert reading.dataset is not None
    return reading.dataset


def test_it_is_the_same_bytes_every_time(folder: Path, tmp_path: Path) -> None:
    """Another run, whose sets and dictionaries fall into another order, writes the same bytes, the workbook too."""
    program = "import sys, pathlib, geodata.example.write as e; e.write_example(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, env=os.environ | {"PYTHONHASHSEED": "7"})
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    assert names == sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert [name for name in names if (folder / name).read_bytes() != (tmp_path / name).read_bytes()] == []


def test_it_says_that_it_is_made_up(folder: Path) -> None:
    """Its own settings give figures and papers a name, a day and a source."""
    paper = read_settings(folder / OWN_SETTINGS).paper
    assert "made-up" in paper.organisation
    assert paper.date
    assert [source for source in paper.sources if "no place, practice, room or person in it is real" in source]


def test_the_reader_finds_nothing_to_say(reading: Reading) -> None:
    """The example passes the check without a fault and without a warning."""
    assert [fault.sentence() for fault in (*reading.faults, *reading.warnings)] == []


def test_workbook_and_folder_are_one_dataset(folder: Path, county_data: Dataset) -> None:
    """The workbook with its layers gives the same dataset as the CSV folder."""
    reading = read_dataset(folder / "workbook" / "example-county.xlsx")
    assert reading.faults == ()
    assert reading.dataset == county_data


def test_codes_in_the_workbook_are_text(folder: Path) -> None:
    """A workbook shows codes as they are, as text."""
    sheet = openpyxl.load_workbook(folder / "workbook" / "example-county.xlsx")["sites"]
    assert sheet["A2"].value == "XW0001-1"
    assert {cell.data_type for cell in sheet["A"]} == {"s"}


@pytest.mark.parametrize(("table", "count"), COUNTED.items())
def test_it_is_as_large_as_it_says(tables: Mapping[str, Rows], table: str, count: int) -> None:
    """The county has the practices, posts and programmes that the documents name."""
    assert len(tables[table]) == count


def test_every_table_is_there(folder: Path, tables: Mapping[str, Rows]) -> None:
    """The example shows every table that a dataset can have, and every layer."""
    assert set(tables) | {path.stem for path in folder.glob("*.geojson")} == set(TABLES)


def test_sites_are_of_every_kind(county_data: Dataset) -> None:
    """There are 75 main sites, 30 branches and 15 shared places of five kinds, two of them not built yet."""
    kinds = Counter(site.kind for site in county_data.sites)
    assert (kinds[SiteKind.PRACTICE], kinds[SiteKind.BRANCH], kinds.total()) == (75, 30, 120)
    assert set(kinds) == set(SiteKind)
    assert [site_id for site_id, rooms in county_data.rooms_at.items() if not rooms] == ["XWH14", "XWH15"]


def test_rooms_are_of_every_type(county_data: Dataset) -> None:
    """All eight room types occur, in 600 to 700 rooms, fewer than the room formula asks for the county's lists."""
    patients = sum(practice.list_size for practice in county_data.practices)
    assert {room.room_type for room in county_data.rooms} == set(RoomType)
    assert 600 <= len(county_data.rooms) <= min(700, patients * 9.2 / 10_000)


def test_lists_are_of_all_sizes(county_data: Dataset) -> None:
    """Lists run from small to very large, and registered patients by area add up to each list."""
    by_practice: dict[str, int] = defaultdict(int)
    for row in county_data.patients_by_area:
        by_practice[row.practice_code] += row.patients
    lists = {practice.practice_code: practice.list_size for practice in county_data.practices}
    assert by_practice == lists
    assert 3_000 <= min(lists.values()) < 4_000
    assert 25_000 < max(lists.values()) <= 40_000


def test_rooms_are_used_in_a_lifelike_way(county_data: Dataset) -> None:
    """Some 60 % of core half-days are in use, 2-3 % not known, and Friday afternoons are the emptiest."""
    core = Counter(room.cell(slot) for room in county_data.rooms for slot in CORE_SLOTS)
    in_use = {slot: sum(room.cell(slot) is Cell.IN_USE for room in county_data.rooms) for slot in CORE_SLOTS}
    assert 0.57 <= core[Cell.IN_USE] / core.total() <= 0.65
    assert 0.02 <= core[Cell.UNKNOWN] / core.total() <= 0.03
    assert min(in_use, key=lambda slot: in_use[slot]).value == "FRI_PM"


def test_rooms_outside_core_hours_are_mostly_closed(county_data: Dataset) -> None:
    """Evenings and Saturdays are closed but at the sites that are open then."""
    rooms = [room for room in county_data.rooms if Cell.UNKNOWN not in (room.cell(SLOTS[2]), room.cell(SLOTS[15]))]
    late = Counter(room.cell(slot) for room in rooms for slot in SLOTS if not slot.is_core)
    assert late[Cell.CLOSED] / late.total() > 0.8
    assert late[Cell.FREE] > 100


def test_posts_want_what_a_county_wants(county_data: Dataset) -> None:
    """700 posts want 2,400 to 3,200 sessions, a fifth of them for trainees, more than the rooms can hold."""
    wanted = county_data.wanted_by_post
    trainees = {post.post_id for post in county_data.posts if _group(county_data, post.role_id) is RoleGroup.TRAINEE}
    assert 2_400 <= sum(wanted.values()) <= 3_200
    assert 80 <= len(trainees) <= 150
    assert 0.15 <= sum(wanted[post_id] for post_id in trainees) / sum(wanted.values()) <= 0.3
    priorities = {post.post_id: post.priority for post in county_data.posts}
    assert min(priorities[post_id] for post_id in trainees) > min(priorities.values())


def test_some_networks_are_short_and_others_have_room_to_spare(county_data: Dataset) -> None:
    """The peninsula, the west bay and the growing town have far fewer free half-days than their posts want."""
    free: dict[str, int] = defaultdict(int)
    wanted: dict[str, int] = defaultdict(int)
    for post in county_data.posts:
        wanted[post.pcn_code] += county_data.wanted_by_post[post.post_id]
    for pcn_code, sites in county_data.sites_of_pcn.items():
        for room in (room for site in sites for room in county_data.rooms_at[site.site_id]):
            if room.room_type not in (RoomType.GROUP, RoomType.DESK):
                free[pcn_code] += room.places * sum(room.is_free(slot) for slot in CORE_SLOTS)
    per_session = {code: free[code] / wanted[code] for code in wanted}
    assert max(per_session[code] for code in SHORT_NETWORKS) < 0.7
    assert sum(share > 1 for share in per_session.values()) >= 2


def test_pins_can_stand(county_data: Dataset) -> None:
    """The pins, taken as a plan of their own, break no rule."""
    placements = tuple(
        Placement(
            kind=PlacementKind.POST,
            id=pin.post_id,
            slot=pin.slot,
            site_id=county_data.room_by_id[pin.room_id].site_id,
            room_id=pin.room_id,
            pinned=True,
        )
        for pin in county_data.pins
    )
    travel = travel_times(county_data, TravelSettings(), season=Season.STANDARD)
    assert len(placements) == COUNTED["pins"]
    assert breaches(county_data.for_season(Season.STANDARD), travel, placements) == ()


def test_the_ferry_stops_in_winter(county_data: Dataset) -> None:
    """Across the harbour mouth it is a short way with the ferry and a long one round the harbour in winter."""
    pair = (PENINSULA_HOSPITAL, PORT_BRANCH)
    assert pair not in {(row.from_site, row.to_site) for row in county_data.travel}
    minutes = {
        season: travel_times(county_data, TravelSettings(), season=season, also=[pair]).minutes(*pair)
        for season in Season
    }
    ferry, road = minutes[Season.STANDARD], minutes[Season.WINTER]
    assert ferry is not None
    assert road is not None
    assert ferry < Decimal(30) < Decimal(40) < road


def test_ferry_journeys_have_both_seasons_and_both_ways(county_data: Dataset) -> None:
    """Each crossing of the travel table is given both ways, quick all the year and slow in winter."""
    minutes = {(row.from_site, row.to_site, row.season): row.minutes for row in county_data.travel}
    for start, end, season in minutes:
        assert (end, start, season) in minutes
        assert 2 * minutes[start, end, RowSeason.ALL] < minutes[start, end, RowSeason.WINTER]


def test_nothing_stands_in_the_water(county_data: Dataset) -> None:
    """Every site stands on the county's land, and no two within 100 m."""
    spots = [Point(site.easting, site.northing) for site in county_data.sites]
    assert [site.name for site, spot in zip(county_data.sites, spots, strict=True) if not county().contains(spot)] == []
    assert min(a.distance(b) for number, a in enumerate(spots) for b in spots[number + 1 :]) > 100


def test_land_and_sea_reach_far_beyond_the_county() -> None:
    """However wide a window, the map shows no edge of the world."""
    west, south, east, north = county().bounds
    whole = shapely.box(west - 90_000, south - 90_000, east + 90_000, north + 90_000)
    assert shapely.union(land(), water()).covers(whole)


def test_network_areas_cover_the_county_once(county_data: Dataset) -> None:
    """The areas of the networks fill the county without overlap, and each holds its own sites and no water."""
    areas = {area.code: shapely.from_wkb(area.shape_wkb) for area in county_data.areas if area.level == "pcn"}
    assert set(areas) == set(county_data.pcn_by_code)
    assert sum(shape.area for shape in areas.values()) == pytest.approx(county().area, rel=1e-3)
    assert shapely.union_all(list(areas.values())).area == pytest.approx(county().area, rel=1e-3)
    assert shapely.union_all(list(areas.values())).intersection(water()).area < 1e-4 * county().area
    for site in county_data.sites:
        if site.practice_code is not None:
            assert areas[str(site.pcn_code)].buffer(5).contains(Point(site.easting, site.northing)), site.name


def test_barriers_lie_in_the_water(county_data: Dataset) -> None:
    """The harbour and bay lines lie in the water, but for the head of the harbour, where the road begins."""
    lines = [shapely.from_wkb(row.shape_wkb) for row in county_data.barriers]
    assert [row.season for row in county_data.barriers] == [RowSeason.ALL, RowSeason.ALL, RowSeason.WINTER]
    assert all(isinstance(drawn, LineString) for drawn in lines)
    assert lines[0].intersection(water()).length > 0.9 * lines[0].length
    assert lines[1].intersection(water()).length == pytest.approx(lines[1].length)
    assert lines[2].crosses(lines[0])
    assert lines[2].crosses(lines[1])


@pytest.mark.parametrize("layer", ["areas", "barriers", "backdrop"])
def test_layers_open_in_a_gis(folder: Path, layer: str) -> None:
    """A layer opens with its features, every shape valid."""
    frame = geopandas.read_file(folder / f"{layer}.geojson")
    assert len(frame) > 2
    assert frame.geometry.is_valid.all()


def test_schemes_can_be_built(county_data: Dataset) -> None:
    """Schemes of every sort are there; they convert rooms of their own site and open only what is closed."""
    schemes = county_data.schemes
    assert 12 <= len(schemes) <= 40
    assert all(any(getattr(scheme, sort) for scheme in schemes) for sort in ("adds", "converts", "opens", "requires"))
    assert any(not county_data.rooms_at[scheme.site_id] for scheme in schemes)
    for scheme in schemes:
        for room_id, room_type in scheme.converts:
            room = county_data.room_by_id[room_id]
            assert (room.site_id, room.room_type == room_type) == (scheme.site_id, False)
        for room_id, slot in scheme.opens:
            rooms = county_data.rooms_at[scheme.site_id] if room_id == "*" else [county_data.room_by_id[room_id]]
            assert {room.site_id for room in rooms} == {scheme.site_id}
            assert {room.cell(slot) for room in rooms} == {Cell.CLOSED}


def test_growth_adds_up_year_by_year(county_data: Dataset) -> None:
    """Growth runs from 2027 to 2036 for every practice, never turns round, and some lists shrink."""
    by_practice: dict[str, list[int]] = defaultdict(list)
    for row in county_data.growth:
        by_practice[row.practice_code].append(row.patients_added)
    assert set(by_practice) == set(county_data.practice_by_code)
    for added in by_practice.values():
        assert len(added) == 10
        assert added in (sorted(added), sorted(added, reverse=True))
    assert min(added[-1] for added in by_practice.values()) < 0
    assert {row.year for row in county_data.growth} == set(range(2027, 2037))


def test_estimated_rows_say_so(county_data: Dataset) -> None:
    """Rooms of practices that did not answer, or answered from their appointment book, are marked as estimated."""
    estimated = [room for room in county_data.rooms if room.estimated]
    assert any(set(room.cells) == {Cell.UNKNOWN} for room in estimated)
    assert any(Cell.UNKNOWN not in room.cells for room in estimated)
    assert len(estimated) < 0.1 * len(county_data.rooms)
    assert any(row.estimated for row in county_data.travel)


def _group(data: Dataset, role_id: str) -> RoleGroup:
    return data.role_by_id[role_id].group
