"""PCN areas: given, put together from small areas, or drawn from the sites."""

import csv
import json
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import settings as checked
from hypothesis import strategies as st

from estates.domain.dataset import Dataset
from estates.domain.layers import Area, Backdrop
from estates.domain.practices import PatientsInArea, Pcn, Practice
from estates.domain.sites import Site
from estates.domain.words import AreaLevel, BackdropKind, SiteKind
from geodata.places import boundaries
from geodata.places.boundaries import PcnArea, pcn_areas, simplified
from geodata.places.positions import wgs84_to_grid_geometry
from tests.builders import dataset, room, site
from tests.geodata.public_data import public_file

N1, N2 = Pcn(pcn_code="N1", name="North"), Pcn(pcn_code="N2", name="South")


def surgery(site_id: str, easting: int, northing: int, pcn_code: str = "N1", **given: Any) -> Site:
    """Return a practice site of a PCN, its practice named after it."""
    return site(
        site_id, easting=easting, northing=northing, pcn_code=pcn_code, **({"practice_code": f"P{site_id}"} | given)
    )


WEST = surgery("S1", 402_000, 105_000)
EAST = surgery("S2", 408_000, 105_000, "N2")


def area(code: str, shape: Any, level: AreaLevel = AreaLevel.SMALL_AREA, **given: Any) -> Area:
    """Return an area of a dataset."""
    return Area(level=level, code=code, shape_wkb=shapely.to_wkb(shape), **given)


def land(shape: Any) -> Backdrop:
    """Return a piece of land of the backdrop."""
    return Backdrop(kind=BackdropKind.LAND, shape_wkb=shapely.to_wkb(shape))


def areas_of(data: Dataset) -> dict[str, PcnArea]:
    """Return the PCN areas of a dataset by code."""
    return {found.pcn_code: found for found in pcn_areas(data)}


def two_pcns(**tables: Any) -> Dataset:
    """Return a dataset of a western surgery of N1 and an eastern one of N2, 6 km apart."""
    return dataset(**({"sites": (WEST, EAST), "pcns": (N1, N2)} | tables))


def test_a_boundary_is_shown_as_given() -> None:
    """Parts of one code make one area, with the PCN's name, and it is no estimate."""
    parts = (
        area("N1", shapely.box(0, 0, 10, 10), AreaLevel.PCN),
        area("N1", shapely.box(20, 0, 30, 10), AreaLevel.PCN),
        area("N2", shapely.box(10, 0, 20, 10), AreaLevel.PCN, estimated=True),
    )
    found = areas_of(two_pcns(areas=parts))
    assert (found["N1"].name, found["N1"].method, found["N1"].estimated) == ("North", "boundary", False)
    assert found["N1"].shape.area == 200
    assert found["N2"].estimated


def test_a_pcn_without_a_boundary_is_drawn_from_its_sites_beside_the_others() -> None:
    """What is drawn never lies over what is given."""
    boundary = area("N1", shapely.box(400_000, 100_000, 406_000, 110_000), AreaLevel.PCN)
    found = areas_of(two_pcns(areas=(boundary,)))
    assert (found["N2"].method, found["N2"].estimated) == ("drawn from sites", True)
    assert shapely.intersection(found["N1"].shape, found["N2"].shape).area == 0
    assert found["N2"].shape.contains(shapely.Point(408_000, 105_000))


def test_a_pcn_inside_another_s_boundary_is_drawn_over_it() -> None:
    """A PCN is not left out because a neighbour's boundary covers its surgeries."""
    boundary = area("N1", shapely.box(300_000, 0, 500_000, 200_000), AreaLevel.PCN)
    assert areas_of(two_pcns(areas=(boundary,)))["N2"].shape.contains(shapely.Point(408_000, 105_000))


def test_a_boundary_of_a_crossed_outline_is_made_valid() -> None:
    """An outline that crosses itself still gives a valid area."""
    bow_tie = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    found = areas_of(two_pcns(areas=(area("N1", bow_tie, AreaLevel.PCN),)))
    assert found["N1"].shape.is_valid
    assert found["N1"].shape.area == 50


def strips(*codes: str) -> tuple[Area, ...]:
    """Return small areas side by side from west to east, 2 km wide."""
    return tuple(
        area(code, shapely.box(401_000 + 2_000 * place, 100_000, 403_000 + 2_000 * place, 110_000))
        for place, code in enumerate(codes)
    )


def test_a_small_area_goes_to_the_pcn_of_most_of_its_patients() -> None:
    """Patients decide, wherever the surgeries stand: B is nearer to the west but mostly registered in the east."""
    practices = tuple(
        Practice(practice_code=here.practice_code or "", name=here.name, pcn_code=here.pcn_code or "", list_size=9)
        for here in (WEST, EAST)
    )
    patients = (
        PatientsInArea(practice_code="PS1", area_code="B", patients=40),
        PatientsInArea(practice_code="PS2", area_code="B", patients=60),
    )
    found = areas_of(two_pcns(areas=strips("A", "B", "C", "D"), practices=practices, patients_by_area=patients))
    assert {code: here.shape.area / 2e7 for code, here in found.items()} == {"N1": 1, "N2": 3}
    assert {code: here.method for code, here in found.items()} == {
        "N1": "small areas by nearest surgery",
        "N2": "small areas by patients or nearest surgery",
    }
    assert all(here.estimated for here in found.values())


def test_a_small_area_without_patients_goes_to_the_nearest_surgery() -> None:
    """Without registered patients each small area follows the surgery nearest to it."""
    found = areas_of(two_pcns(areas=strips("A", "B", "C", "D")))
    assert {code: here.shape.bounds[::2] for code, here in found.items()} == {
        "N1": (401_000, 405_000),
        "N2": (405_000, 409_000),
    }


def test_a_pcn_that_wins_no_small_area_is_drawn_from_its_sites() -> None:
    """Every PCN with a surgery is on the map."""
    patients = (PatientsInArea(practice_code="PS1", area_code="A", patients=1),)
    found = areas_of(two_pcns(areas=strips("A"), patients_by_area=patients))
    assert {code: here.method for code, here in found.items()} == {
        "N1": "small areas by patients",
        "N2": "drawn from sites",
    }


def test_drawn_areas_share_out_the_land() -> None:
    """Two surgeries on an island: it is halved between them, to the last square metre, and no sea is coloured."""
    island = shapely.box(400_000, 100_000, 410_000, 110_000)
    found = areas_of(two_pcns(backdrop=(land(island),)))
    assert {code: round(here.shape.area) for code, here in found.items()} == {"N1": 50_000_000, "N2": 50_000_000}
    assert {(here.method, here.estimated) for here in found.values()} == {("drawn from sites", True)}


def test_land_far_from_every_site_is_not_coloured() -> None:
    """A backdrop of the whole country colours only the sites' surroundings."""
    found = areas_of(two_pcns(backdrop=(land(shapely.box(0, 0, 700_000, 1_200_000)),)))
    assert all(here.shape.distance(shapely.Point(405_000, 105_000)) == 0 for here in found.values())
    assert max(here.shape.bounds[3] for here in found.values()) == pytest.approx(120_000)


def test_without_land_areas_stay_near_the_sites() -> None:
    """Where nothing tells where the land ends, an area reaches some 4 km from its sites."""
    found = areas_of(two_pcns())
    assert found["N1"].shape.bounds[0] == pytest.approx(398_000, abs=50)
    assert found["N1"].shape.touches(found["N2"].shape)


def test_surgeries_of_two_pcns_in_one_building_share_its_country() -> None:
    """Neither PCN vanishes when their only surgeries have one position."""
    data = two_pcns(sites=(WEST, surgery("S2", WEST.easting, WEST.northing, "N2")))
    sizes = [here.shape.area for here in pcn_areas(data)]
    assert len(sizes) == 2
    assert sizes[0] == pytest.approx(sizes[1], rel=0.01)


def test_one_surgery_alone_has_its_surroundings() -> None:
    """A dataset of one site has one area round it."""
    only = areas_of(dataset(sites=(WEST,)))["N1"]
    assert only.shape.area == pytest.approx(np.pi * 4_000**2, rel=0.02)
    assert only.name == "N1"


def test_a_pcn_of_hubs_alone_is_drawn_from_them_and_one_without_sites_left_out() -> None:
    """A PCN needs a site to be drawn; a surgery or, failing that, any other."""
    hub = site("S2", SiteKind.HUB, easting=408_000, northing=105_000, pcn_code="N2")
    nowhere = Pcn(pcn_code="N3", name="Nowhere")
    assert list(areas_of(two_pcns(sites=(WEST, hub), pcns=(N2, N1, nowhere)))) == ["N2", "N1"]


def test_a_dataset_without_pcns_has_no_areas() -> None:
    """Nothing to draw is nothing drawn."""
    assert pcn_areas(dataset(sites=(site("S1", SiteKind.HUB),), rooms=(room(),))) == ()
    assert simplified((), 100) == ()


def test_simplified_areas_have_fewer_corners_and_still_meet() -> None:
    """A wavy border between two areas is simplified once for both."""
    north = np.linspace(0, 10_000, 200)
    wave = np.column_stack([5_000 + 40 * np.sin(north / 50), north])
    west = shapely.Polygon([*wave, (0, 10_000), (0, 0)])
    east = shapely.Polygon([*wave, (10_000, 10_000), (10_000, 0)])
    areas = tuple(
        PcnArea(code, code, shape, "small areas by patients", estimated=True)
        for code, shape in (("N1", west), ("N2", east))
    )
    fewer = [here.shape for here in simplified(areas, 200)]
    assert sum(map(shapely.get_num_coordinates, fewer)) < 60
    assert shapely.union_all(fewer).area == pytest.approx(1e8)
    assert shapely.intersection(*fewer).area == 0


def test_an_area_smaller_than_the_tolerance_stays() -> None:
    """Simplifying for a page never takes a PCN off it."""
    small = PcnArea("N1", "North", shapely.box(0, 0, 10, 10), "boundary", estimated=False)
    assert simplified((small,), 5_000)[0].shape.area > 0


spots = st.tuples(st.integers(400_000, 400_030), st.integers(100_000, 100_030), st.sampled_from(["N1", "N2", "N3"]))


@checked(deadline=None)
@given(st.lists(spots, min_size=1, max_size=12))
def test_drawn_areas_are_valid_apart_and_one_for_every_pcn(places: list[tuple[int, int, str]]) -> None:
    """However surgeries crowd, every PCN has a valid area and no two lie over each other."""
    sites = tuple(surgery(f"S{number}", *place) for number, place in enumerate(places))
    areas = pcn_areas(dataset(sites=sites, rooms=(room(site_id="S0"),)))
    assert {here.pcn_code for here in areas} == {code for _, _, code in places}
    assert all(here.shape.is_valid and here.shape.area > 0 for here in areas)
    together = shapely.union_all([here.shape for here in areas]).area
    assert sum(here.shape.area for here in areas) == pytest.approx(together, rel=1e-6)


def shapes_of(name: str) -> list[tuple[dict[str, Any], Any]]:
    """Return the properties and the shapes, on the British National Grid, of a public GeoJSON file."""
    features = json.loads(public_file(f"boundaries/{name}").read_text(encoding="utf-8"))["features"]
    return [
        (feature["properties"], wgs84_to_grid_geometry(shapely.from_geojson(json.dumps(feature["geometry"]))))
        for feature in features
    ]


@pytest.mark.public_data
def test_dorset_s_eighteen_pcns_share_out_the_county() -> None:
    """From small areas or drawn on the land, the 18 areas together are the county, valid and side by side."""
    with public_file("dorset_practices.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    sites = tuple(
        surgery(row["ods_code"], int(float(row["easting"])), int(float(row["northing"])), row["pcn_code"])
        for row in rows
    )
    county = shapes_of("dorset_icb_from_ltla24.geojson")[0][1]
    small = tuple(area(properties["lsoa21_code"], shape) for properties, shape in shapes_of("dorset_lsoa21.geojson"))
    rooms = (room(site_id=sites[0].site_id),)
    for layers in ({"areas": small}, {"backdrop": (land(county),)}):
        found = pcn_areas(dataset(sites=sites, rooms=rooms, **layers))
        assert len(found) == 18
        assert all(here.shape.is_valid for here in found)
        assert sum(here.shape.area for here in found) == pytest.approx(county.area, rel=0.01)
        assert shapely.union_all([here.shape for here in found]).area == pytest.approx(county.area, rel=0.01)


def test_a_country_is_drawn_a_county_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if all were drawn at once."""
    sites = tuple(surgery(f"S{n}", 400_000 + 9_000 * n, 105_000, f"N{n % 3}") for n in range(9))
    at_once = pcn_areas(dataset(sites=sites))
    monkeypatch.setattr(boundaries, "_POINTS_AT_A_TIME", 2)
    by_twos = pcn_areas(dataset(sites=sites))
    assert [area.pcn_code for area in by_twos] == [area.pcn_code for area in at_once]
    for one, other in zip(at_once, by_twos, strict=True):
        assert one.shape.symmetric_difference(other.shape).area < 1.0  # of some 80 million square metres each
