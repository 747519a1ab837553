"""Reading a dataset whole: the three forms, the counts, the fingerprint."""

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import shapely

from estates.domain.errors import RequestError
from estates.domain.posts import Post
from estates.domain.reading import RowCounts
from estates.domain.slots import CORE_SLOTS, Slot
from estates.domain.words import Cell, Condition, RoleGroup, RoomType, RowSeason, Sharing
from geodata.dataset_files import write_csv_folder, write_workbook
from geodata.reading.read import read_dataset
from tests.geodata.worlds import (
    SHAPES,
    faults_of,
    reading_of,
    small,
    world,
    write_book,
    write_folder,
    write_geopackage,
    write_layers,
)


def test_the_declared_examples_make_a_dataset_without_faults_or_warnings(tmp_path: Path) -> None:
    """The example rows of all tables, taken together, can be planned as they are."""
    reading = reading_of(world(), tmp_path)
    assert (reading.faults, reading.warnings) == ((), ())
    assert reading.total == RowCounts(used=14)


def test_all_three_forms_give_the_same_dataset(tmp_path: Path) -> None:
    """CSV folder, workbook (by two writers) and GeoPackage hold the same values."""
    folder = tmp_path / "csv"
    write_csv_folder(world(), folder)
    write_workbook(world(), tmp_path / "one.xlsx")
    books = tmp_path / "one.xlsx", write_book(world(), tmp_path / "two.xlsx")
    for place in (folder, tmp_path):
        write_layers(place)
    package = write_geopackage(world(), tmp_path / "three.gpkg")
    readings = [read_dataset(path) for path in (folder, *books, package)]
    assert [reading.faults for reading in readings] == [()] * 4
    first = readings[0].dataset
    assert first is not None
    for reading in readings[1:3]:
        assert reading.dataset == first
    of_package = readings[3].dataset
    assert of_package is not None
    # GeoJSON rounds to a tenth of a metre; everything else is the same to the letter.
    for layer in SHAPES:
        ours, theirs = getattr(first, layer)[0], getattr(of_package, layer)[0]
        shapes = shapely.from_wkb([ours.shape_wkb, theirs.shape_wkb])
        assert shapely.hausdorff_distance(*shapes) < 0.2
        assert [getattr(ours, name) for name in vars(ours) if name != "shape_wkb"] == [
            getattr(theirs, name) for name in vars(theirs) if name != "shape_wkb"
        ]
    assert {name: rows for name, rows in vars(of_package).items() if name not in SHAPES and name in world()} == {
        name: rows for name, rows in vars(first).items() if name not in SHAPES and name in world()
    }


def test_values_come_out_typed_by_the_declaration(tmp_path: Path) -> None:
    """Every kind of column gives its kind of value."""
    dataset = reading_of(world(), tmp_path).dataset
    assert dataset is not None
    site, room, scheme = dataset.sites[0], dataset.rooms[0], dataset.schemes[0]
    assert (site.easting, site.northing, site.lease_end) == (401_200, 91_500, date(2034, 3, 31))
    assert (site.condition, site.gia_m2, site.step_free) == (Condition.B, Decimal(640), True)
    assert room.features == {"couch", "sink"}
    assert (room.cell(Slot.MON_AM), room.cell(Slot.FRI_AM)) == (Cell.FREE, Cell.UNKNOWN)
    assert scheme.adds == ((RoomType.CONSULT_EXAM, 2),)
    assert scheme.opens == (("R001", Slot.SAT_AM),)
    assert dataset.supervision[0].places_in(Slot.WED_AM) == 2
    assert dataset.programmes[0].season is RowSeason.WINTER
    assert dataset.role_by_id["audiology"].group is RoleGroup.VISITING
    assert len(dataset.roles) == 42


def test_blank_cells_take_the_defaults_of_the_contract(tmp_path: Path) -> None:
    """Blank slots are the ten weekday ones, 20 minutes, two sites, priority one; a hub is shared with anybody."""
    tables = small()
    for column in ("practice_code", "sessions", "max_travel_min", "max_sites", "priority", "status"):
        tables["posts"][0][column] = ""
    for row in tables["sites"]:
        row["share_with"] = ""
    tables["rooms"][0]["name"] = ""
    dataset = reading_of(tables, tmp_path).dataset
    assert dataset is not None
    assert dataset.posts == (
        Post(post_id="A001", role_id="clin_pharmacist", pcn_code="U00001", base_site="S001", wte=Decimal(1)),
    )
    assert dataset.posts[0].slots == CORE_SLOTS
    assert [site.share_with for site in dataset.sites] == [Sharing.PCN, Sharing.ANY]
    assert dataset.rooms[0].name == "R001"


def test_a_posts_table_with_a_heading_and_no_rows_is_valid(tmp_path: Path) -> None:
    """Nobody to place is a dataset too."""
    folder = write_folder(small(), tmp_path)
    (folder / "posts.csv").write_text("post_id,role_id,pcn_code,base_site,wte\n", encoding="utf-8")
    reading = read_dataset(folder)
    assert reading.faults == ()
    assert reading.dataset is not None
    assert reading.dataset.posts == ()
    assert reading.rows["posts"] == RowCounts()


def test_rows_end_as_used_rejected_or_warned_and_the_counts_add_up(tmp_path: Path) -> None:
    """Four posts: one sound, one warned about, one with two faults, one that hangs on a rejected site."""
    tables = small()
    first = tables["posts"][0]
    tables["posts"] += [
        first | {"post_id": "A002", "sessions": "11"},
        first | {"post_id": "A003", "wte": "3", "priority": "0"},
        first | {"post_id": "A004", "base_site": "H001"},
    ]
    tables["sites"][1]["kind"] = "shop"
    reading = reading_of(tables, tmp_path)
    assert reading.rows["posts"] == RowCounts(used=2, rejected=2, warned=1)
    assert reading.rows["sites"] == RowCounts(used=1, rejected=1)
    assert reading.total == RowCounts(used=4, rejected=3, warned=1)
    assert reading.dataset is not None
    assert [post.post_id for post in reading.dataset.posts] == ["A001", "A002"]
    assert len(reading.faults) == 4


def test_a_missing_required_table_leaves_no_dataset_but_all_other_faults(tmp_path: Path) -> None:
    """What can be told without it is told."""
    tables = small()
    del tables["rooms"]
    tables["posts"][0]["wte"] = "much"
    reading = reading_of(tables, tmp_path)
    assert reading.dataset is None
    assert [(fault.table, fault.row) for fault in reading.faults] == [("rooms", None), ("posts", 2)]


def test_the_fingerprint_is_the_one_that_sha256sum_gives(tmp_path: Path) -> None:
    """SHA-256 of the lines “hash, two blanks, name” of the files read, in name order; other files do not count."""
    folder = write_folder(small(), tmp_path)
    write_layers(folder)
    (folder / "notes.csv").write_text("a\n", encoding="utf-8")
    (folder / "readme.txt").write_text("hello", encoding="utf-8")
    read = ["areas.geojson", "backdrop.geojson", "barriers.geojson", "posts.csv", "rooms.csv", "sites.csv"]
    lines = "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in read)
    assert read_dataset(folder).input_sha256 == hashlib.sha256(lines.encode()).hexdigest()


def test_the_fingerprint_of_a_workbook_takes_the_layers_beside_it(tmp_path: Path) -> None:
    """The layers belong to the dataset as in a CSV folder."""
    book = write_book(small(), tmp_path / "book.xlsx")
    alone = read_dataset(book).input_sha256
    write_layers(tmp_path)
    with_layers = read_dataset(book)
    assert with_layers.input_sha256 != alone
    assert with_layers.dataset is not None
    assert with_layers.dataset.barriers[0].season is RowSeason.WINTER


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone", None, "gone is not there. Give a folder of CSV files, an .xlsx workbook or a .gpkg GeoPackage."),
        ("old.xls", b"x", "old.xls is not a form that is read. Give a folder"),
        ("book.xlsx", b"no zip", "book.xlsx is not an .xlsx workbook, or is damaged."),
        (
            "locked.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "locked.xlsx is protected by a password or is an old .xls",
        ),
        ("area.gpkg", b"no database" * 100, "area.gpkg is not a GeoPackage, or is damaged"),
        ("one.csv", b"site_id\nS1\n", "one.csv is not a form that is read."),
    ],
)
def test_a_path_that_cannot_be_read_is_one_plain_sentence(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    """Missing, of another form or damaged: no traceback."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(RequestError) as error:
        read_dataset(tmp_path / name)
    assert message in str(error.value)


def test_an_empty_folder_is_no_dataset(tmp_path: Path) -> None:
    """A folder without a CSV file is a wrong path rather than three missing tables."""
    with pytest.raises(RequestError, match="holds no CSV files"):
        read_dataset(tmp_path)


def test_no_fault_is_told_twice(tmp_path: Path) -> None:
    """A row with the same wrong code in two places has two faults, and a list with one twice has one."""
    tables = only_programmes()
    tables["programmes"][0]["pcn_codes"] = "U9;U9"
    told = faults_of(tables, tmp_path)
    assert len(told) == len(set(told)) == 1


def only_programmes() -> dict[str, list[dict[str, str]]]:
    """Return the world without what hangs on programmes."""
    return {name: rows for name, rows in world().items() if name in ("sites", "rooms", "posts", "pcns", "programmes")}
