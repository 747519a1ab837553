"""Where sites lie: the ways a position may be given, and what is wrong with them."""

from pathlib import Path

import geopandas
import pyogrio
import pytest
from shapely.geometry import LineString, Point

from geodata.places.positions import to_wgs84
from geodata.reading.read import read_dataset
from tests.geodata.worlds import World, faults_of, reading_of, small, write_folder, write_geopackage


def placed(**position: str) -> World:
    """Return a world whose first site has nothing but the position given."""
    tables = small()
    blank = dict.fromkeys(("postcode", "latitude", "longitude", "easting", "northing"), "")
    tables["sites"][0] |= blank | position
    return tables


def postcode_file(folder: Path) -> Path:
    """Write a postcode file with one postcode."""
    path = folder / "postcodes.csv"
    path.write_text("postcode,easting,northing\nZZ1 1ZZ,401000,91000\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("position", "found"),
    [
        ({"easting": "401200.5", "northing": "91499.4"}, (401_201, 91_499, "grid")),
        ({"latitude": "50.7221", "longitude": "-1.9839"}, (401_233, 91_386, "coordinates")),
        (
            {"easting": "401200", "northing": "91500", "latitude": "50.7221", "longitude": "-1.9839"},
            (401_200, 91_500, "grid"),
        ),
        ({"postcode": "zz11zz"}, (401_000, 91_000, "postcode")),
        ({"postcode": "ZZ1 1ZZ", "latitude": "50.7221", "longitude": "-1.9839"}, (401_233, 91_386, "coordinates")),
        ({"postcode": "AA1 1AA", "easting": "401200", "northing": "91500"}, (401_200, 91_500, "grid")),
    ],
)
def test_grid_stands_before_coordinates_before_postcode(
    tmp_path: Path, position: dict[str, str], found: tuple[int, int, str]
) -> None:
    """Whole metres on the British National Grid come out, whatever was given."""
    write_folder(placed(**position), tmp_path / "data")
    reading = read_dataset(tmp_path / "data", postcodes=postcode_file(tmp_path))
    assert reading.faults == ()
    assert reading.dataset is not None
    site = reading.dataset.sites[0]
    assert (site.easting, site.northing, site.position_from) == found


@pytest.mark.parametrize(
    ("position", "said"),
    [
        (
            {},
            "sites, row 2: the site has no position. "
            "Give easting and northing, or latitude and longitude, or a postcode with --postcodes.",
        ),
        (
            {"postcode": "ZZ1 1ZZ"},
            "sites, row 2, column postcode: a postcode alone gives no position without a postcode file "
            "(found “ZZ1 1ZZ”). Give a postcode file with --postcodes, or coordinates.",
        ),
        (
            {"easting": "401200"},
            "sites, row 2, column northing: the cell is blank though the other of the pair is filled. "
            "Fill in both, or none.",
        ),
        (
            {"easting": "91500", "northing": "401200"},
            "sites, row 2, column easting: the easting and northing lie outside Great Britain (found “91500, 401200”). "
            "Allowed: positions inside Great Britain. Easting and northing look swapped: change them over.",
        ),
        (
            {"easting": "401.2", "northing": "91.5"},
            "sites, row 2, column easting: the easting and northing lie outside Great Britain (found “401.2, 91.5”). "
            "Allowed: positions inside Great Britain. These look like kilometres: write metres.",
        ),
        (
            {"easting": "50.7", "northing": "-1.9"},
            "sites, row 2, column easting: the easting and northing lie outside Great Britain (found “50.7, -1.9”). "
            "Allowed: positions inside Great Britain. These look like degrees: put them under latitude and longitude.",
        ),
        (
            {"latitude": "-1.9839", "longitude": "50.7221"},
            "sites, row 2, column latitude: the latitude and longitude lie outside Great Britain "
            "(found “-1.9839, 50.7221”). Allowed: positions inside Great Britain. "
            "Latitude and longitude look swapped: change them over.",
        ),
        (
            {"latitude": "51.5", "longitude": "2.4"},
            "sites, row 2, column latitude: the latitude and longitude lie outside Great Britain (found “51.5, 2.4”). "
            "Allowed: positions inside Great Britain. "
            "The minus sign of the longitude looks lost: west of Greenwich is below 0.",
        ),
        (
            {"latitude": "401200", "longitude": "91500"},
            "sites, row 2, column latitude: the latitude and longitude lie outside Great Britain "
            "(found “401200, 91500”). Allowed: positions inside Great Britain. "
            "These look like metres: put them under easting and northing.",
        ),
        (
            {"latitude": "48.85", "longitude": "2.35"},
            "sites, row 2, column latitude: the latitude and longitude lie outside Great Britain "
            "(found “48.85, 2.35”). Allowed: positions inside Great Britain. Put the position right.",
        ),
        (
            {"easting": "401200", "northing": "91500", "latitude": "50.7401", "longitude": "-1.9839"},
            "sites, row 2, column easting: the position by easting and that by latitude are 1.9 km apart. "
            "Put one of them right; they may be at most 1 km apart.",
        ),
    ],
)
def test_a_wrong_position_is_told_in_words(tmp_path: Path, position: dict[str, str], said: str) -> None:
    """Missing, half given, outside the country, or two that differ."""
    assert faults_of(placed(**position), tmp_path)[0] == said


def test_a_postcode_that_the_file_does_not_have_is_a_fault(tmp_path: Path) -> None:
    """A postcode alone must be in the file."""
    write_folder(placed(postcode="AA1 1AA"), tmp_path / "data")
    reading = read_dataset(tmp_path / "data", postcodes=postcode_file(tmp_path))
    assert reading.faults[0].sentence() == (
        "sites, row 2, column postcode: the postcode is not in the postcode file (found “AA1 1AA”). "
        "Put it right, or give coordinates."
    )


def test_a_postcode_far_from_the_coordinates_is_a_fault(tmp_path: Path) -> None:
    """With a postcode file, the postcode is a second position."""
    write_folder(placed(postcode="ZZ1 1ZZ", easting="411000", northing="91000"), tmp_path / "data")
    reading = read_dataset(tmp_path / "data", postcodes=postcode_file(tmp_path))
    assert "the position by easting and that by postcode are 10.0 km apart" in reading.faults[0].problem


@pytest.mark.parametrize(
    "place", [(83_000, 5_500), (172_000, 225_000), (159_000, 607_500), (655_500, 293_000), (440_000, 1_213_000)]
)
def test_the_edges_of_great_britain_are_inside(tmp_path: Path, place: tuple[int, int]) -> None:
    """Scilly, St Davids, the Mull of Kintyre, Lowestoft, Shetland."""
    assert faults_of(placed(easting=str(place[0]), northing=str(place[1])), tmp_path) == []


@pytest.mark.parametrize(
    "place", [(54.6, -5.93), (53.35, -6.26), (51.9, -8.47), (50.95, 1.85), (49.18, -2.1), (49.64, -1.62)]
)
def test_belfast_dublin_cork_calais_jersey_and_cherbourg_are_outside(
    tmp_path: Path, place: tuple[float, float]
) -> None:
    """Close to Great Britain, but not in it."""
    tables = placed(latitude=str(place[0]), longitude=str(place[1]))
    assert "lie outside Great Britain" in faults_of(tables, tmp_path)[0]


@pytest.mark.parametrize(
    ("system", "given_as"), [("EPSG:27700", "grid"), ("EPSG:4326", "coordinates"), ("EPSG:3857", "coordinates")]
)
def test_the_geometry_of_a_geopackage_is_a_position_in_any_system(tmp_path: Path, system: str, given_as: str) -> None:
    """The grid, WGS84 and web Mercator land on the same metre."""
    path = with_points(tmp_path, [Point(401_200, 91_500), Point(403_000, 92_100)], system)
    reading = read_dataset(path)
    assert reading.faults == ()
    assert reading.dataset is not None
    assert [(site.easting, site.northing) for site in reading.dataset.sites] == [(401_200, 91_500), (403_000, 92_100)]
    assert reading.dataset.sites[0].position_from == given_as


def test_a_site_drawn_as_a_line_is_a_fault_named_by_its_fid(tmp_path: Path) -> None:
    """A position is a point."""
    path = with_points(
        tmp_path, [Point(401_200, 91_500), LineString([(403_000, 92_100), (403_100, 92_100)])], "EPSG:27700"
    )
    assert read_dataset(path).faults[0].sentence() == (
        "sites, row 2: the geometry of a site is a LineString. Give a point."
    )


def with_points(folder: Path, shapes: list[Point | LineString], system: str) -> Path:
    """Write a GeoPackage whose sites have shapes in place of coordinates."""
    tables = placed()
    sites = [
        {name: text for name, text in row.items() if name not in ("easting", "northing")} for row in tables.pop("sites")
    ]
    path = write_geopackage(tables, folder / "area.gpkg")
    if system == "EPSG:4326":  # by our own transformation, which GDAL's may differ from by a metre or two
        shapes = [Point(to_wgs84(shape.x, shape.y)[::-1]) for shape in shapes]
        frame = geopandas.GeoDataFrame(sites, geometry=shapes, crs=system)
    elif system == "EPSG:3857":
        degrees = [Point(to_wgs84(shape.x, shape.y)[::-1]) for shape in shapes]
        frame = geopandas.GeoDataFrame(sites, geometry=degrees, crs="EPSG:4326").to_crs(system)
    else:
        frame = geopandas.GeoDataFrame(sites, geometry=shapes, crs=system)
    pyogrio.write_dataframe(frame, path, layer="sites", driver="GPKG", geometry_type="Unknown")
    return path


def test_a_faulty_coordinate_is_one_fault_not_two(tmp_path: Path) -> None:
    """That the site has no position goes without saying."""
    told = faults_of(placed(easting="east", northing="91500"), tmp_path)
    assert [sentence for sentence in told if "hangs" not in sentence] == [
        "sites, row 2, column easting: not a plain number (found “east”). Allowed: a plain number. "
        "Write a number in figures and nothing else."
    ]


def test_positions_do_not_stop_the_other_sites(tmp_path: Path) -> None:
    """The sound site is in the dataset."""
    dataset = reading_of(placed(), tmp_path).dataset
    assert dataset is not None
    assert [site.site_id for site in dataset.sites] == ["H001"]
