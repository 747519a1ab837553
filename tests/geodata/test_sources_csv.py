"""CSV files as people have them: encodings, separators, quotation marks, blank rows."""

from pathlib import Path

import pytest

from estates.domain.reading import Reading, RowCounts
from geodata.reading.read import read_dataset
from geodata.sources.raw import LARGEST_FILE_BYTES
from tests.geodata.worlds import small, write_folder

POSTS = "post_id,role_id,pcn_code,base_site,wte,practice_code\n"
POST = "A001,clin_pharmacist,U00001,S001,1,"


def reading_with(folder: Path, content: bytes) -> Reading:
    """Read the small dataset with a posts file of the bytes given."""
    write_folder(small(), folder)
    (folder / "posts.csv").write_bytes(content)
    return read_dataset(folder)


def codes(reading: Reading) -> list[str | None]:
    """Return the practice codes of the posts read."""
    assert reading.dataset is not None
    return [post.practice_code for post in reading.dataset.posts]


@pytest.mark.parametrize(
    ("encoding", "warned"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", "posts.csv is not UTF-8; it was read as UTF-16"),
        ("cp1252", "posts.csv is not UTF-8; it was read as Windows-1252"),
    ],
)
def test_encodings_that_are_certain_are_read(tmp_path: Path, encoding: str, warned: str | None) -> None:
    """UTF-8 with or without a byte-order mark in silence, others with a warning that names them."""
    reading = reading_with(tmp_path, (POSTS + POST + "Café £5\n").encode(encoding))
    assert codes(reading) == ["Café £5"]
    assert [fault.problem for fault in reading.warnings] == ([warned] if warned else [])
    assert reading.faults == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            (POSTS + POST + "Café\n").encode("cp850"),
            "posts: posts.csv is not UTF-8, and what it is cannot be told for certain. "
            "Save it again as “CSV UTF-8 (comma delimited)”.",
        ),
        (
            (POSTS + POST + "é\n").encode("utf-16-le"),
            "posts: posts.csv holds zero bytes: it is no CSV text in UTF-8. "
            "Save it again as “CSV UTF-8 (comma delimited)”.",
        ),
        (
            (POSTS + POST + "é\n").encode("utf-32"),
            "posts: posts.csv is encoded as UTF-32, which is not read. Save it again as “CSV UTF-8 (comma delimited)”.",
        ),
        (
            b"\xff\xfe" + (POSTS + POST).encode("utf-16-le") + b"\xd8",
            "posts: posts.csv starts as UTF-16 text but is damaged. Save it again as “CSV UTF-8 (comma delimited)”.",
        ),
        (
            (POSTS + POST + '"open\n').encode(),
            "posts: the file cannot be split into cells from row 2 on: a quotation mark is never closed. "
            "Close the quotation mark, or double it where it belongs to the text.",
        ),
        (
            (POSTS + POST + '"a"b\n').encode(),
            "posts: the file cannot be split into cells from row 2 on: text stands after a closing quotation mark. "
            "Close the quotation mark, or double it where it belongs to the text.",
        ),
        (b"", "posts: row 1 holds no headings. Write the column names in the first row."),
        (b"\n" + POSTS.encode(), "posts: row 1 holds no headings. Write the column names in the first row."),
        (
            b"these,are,no,headings\nA001,x,y,z\n",
            "posts, row 1: none of the table's columns is there. Write the column names in the first row.",
        ),
    ],
)
def test_what_cannot_be_told_for_certain_is_refused_by_name(tmp_path: Path, content: bytes, said: str) -> None:
    """One plain sentence, no guess; the other tables are still checked."""
    reading = reading_with(tmp_path, content)
    assert [fault.sentence() for fault in reading.faults] == [said]
    assert reading.dataset is None


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolon"), ("\t", "tab"), ("|", "bar")])
def test_another_separator_is_read_with_a_warning(tmp_path: Path, mark: str, name: str) -> None:
    """Where the headings come apart at no other mark, it is certain."""
    content = (POSTS + POST + "P1\n").replace(",", mark)
    reading = reading_with(tmp_path, content.encode())
    assert codes(reading) == ["P1"]
    assert [fault.sentence() for fault in reading.warnings] == [
        f"posts: the file is separated by {name}, not by comma; it was read so. "
        "Save it again as “CSV UTF-8 (comma delimited)”."
    ]


def test_lists_do_not_make_a_comma_file_look_separated_by_semicolon(tmp_path: Path) -> None:
    """Semicolons below the heading belong to lists."""
    content = (
        "post_id,role_id,pcn_code,base_site,wte,slots\nA001,clin_pharmacist,U00001,S001,1,MON_AM;TUE_AM;WED_AM;THU_AM\n"
    )
    reading = reading_with(tmp_path, content.encode())
    assert (reading.faults, reading.warnings) == ((), ())


def test_headings_separated_in_two_ways_are_refused(tmp_path: Path) -> None:
    """Which of the two is meant cannot be told."""
    reading = reading_with(tmp_path, b"post_id,role_id,pcn_code;base_site;wte\nA001,x,U1;S001;1\n")
    assert [fault.sentence() for fault in reading.faults] == [
        "posts: the headings are separated by comma and semicolon at once, so the separator is not certain. "
        "Save it again as “CSV UTF-8 (comma delimited)”."
    ]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_kind_of_line_end_is_read(tmp_path: Path, end: str) -> None:
    """Windows, Unix and old Macintosh."""
    content = (POSTS + POST + "P1\n").replace("\n", end)
    assert codes(reading_with(tmp_path, content.encode())) == ["P1"]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    """Blank rows count, a line break inside quotation marks does not; trailing blank rows are nothing."""
    first = POST.replace("A001", "A002") + '"two\nlines"\n'
    content = POSTS + "\n" + first + ",,,,,\n" + POST.replace(",1,", ",9,") + "P1\n\n  ,\n,,,\n"
    reading = reading_with(tmp_path, content.encode())
    assert [(fault.row, fault.column) for fault in reading.faults] == [(5, "wte")]
    assert reading.rows["posts"] == RowCounts(used=1, rejected=1)
    assert codes(reading) == ["two\nlines"]


def test_a_row_with_too_many_cells_is_a_fault(tmp_path: Path) -> None:
    """A comma in a text that is not quoted shifts cells; short rows are only blank at their end."""
    reading = reading_with(tmp_path, (POSTS + POST + "P1,P2\n" + "A002,clin_pharmacist,U00001,S001,1\n").encode())
    assert [fault.sentence() for fault in reading.faults] == [
        "posts, row 2: the row has 7 cells, the heading 6 (found “P2”). "
        "Put text that holds a comma in quotation marks, or add the missing heading."
    ]
    assert codes(reading) == [None]


def test_a_shifted_row_is_one_fault_not_many(tmp_path: Path) -> None:
    """What stands in the wrong column is not judged by that column."""
    tables = small()
    tables["sites"][1]["estimated"] = "no"
    folder = write_folder(tables, tmp_path)
    rows = (folder / "sites.csv").read_text(encoding="utf-8").replace("Quayside Hub", "Quayside, the Hub")
    (folder / "sites.csv").write_text(rows, encoding="utf-8")
    (fault,) = read_dataset(folder).faults
    assert (fault.table, fault.row, fault.problem) == ("sites", 3, "the row has 18 cells, the heading 17")


def test_names_match_without_case_and_outer_blanks_and_codes_are_trimmed(tmp_path: Path) -> None:
    """``POSTS.CSV`` and `` Post_ID `` are ours; the code itself keeps its case."""
    folder = write_folder(small(), tmp_path)
    (folder / "posts.csv").unlink()
    text = " Post_ID ,ROLE_ID,\u00a0pcn_code,Base_Site,WTE\n  a001 ,clin_pharmacist,\u00a0U00001,S001, 1 \n"
    (folder / "POSTS.CSV").write_text(text, encoding="utf-8")
    dataset = read_dataset(folder).dataset
    assert dataset is not None
    assert [(post.post_id, post.pcn_code) for post in dataset.posts] == [("a001", "U00001")]


def test_tables_that_are_there_twice_are_a_fault(tmp_path: Path) -> None:
    """Two files whose names differ only by case collide."""
    folder = write_folder(small(), tmp_path)
    text = (folder / "sites.csv").read_text(encoding="utf-8")
    (folder / "Sites.csv").write_text(text, encoding="utf-8")
    if len(list(folder.glob("*ites.csv"))) < 2:
        pytest.skip("file names here do not tell case apart")
    reading = read_dataset(folder)
    assert [fault.sentence() for fault in reading.faults] == [
        "sites: the table is there 2 times: “Sites” (Sites.csv), “sites” (sites.csv). Keep one."
    ]
    assert reading.rows["sites"] == RowCounts(rejected=4)


def test_columns_and_tables_that_are_not_known_are_left_out_with_a_warning(tmp_path: Path) -> None:
    """Each is named, and nothing is lost in silence."""
    folder = write_folder(small(), tmp_path)
    (folder / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / "areas.csv").write_text("level,code\npcn,U1\n", encoding="utf-8")
    (folder / "roads.geojson").write_text("{}", encoding="utf-8")
    (folder / "sites.geojson").write_text("{}", encoding="utf-8")
    (folder / "posts.csv").write_text(POSTS.strip() + ",colour,\n" + POST + "P1,red,blue\n", encoding="utf-8")
    reading = read_dataset(folder)
    assert reading.faults == ()
    assert [fault.sentence() for fault in reading.warnings] == [
        "sites: the GeoJSON layer “sites” is left out: of GeoJSON only the layers areas, barriers, backdrop are read. "
        "Put its rows into sites.csv, or use a GeoPackage.",
        "posts, row 1, column colour: the column is not known; it is left out. Nothing, unless it is misspelt.",
        "posts, row 1: column 8 holds cells but no heading; it is left out. "
        "Write a heading in row 1, or clear the cells.",
        "areas: the CSV file “areas” cannot hold shapes; it is left out. Put areas.geojson beside it.",
        "notes: the CSV file “notes” is none of the tables of a dataset; it is left out. "
        "Nothing, unless it is misspelt.",
        "roads: the GeoJSON layer “roads” is none of the tables of a dataset; it is left out. "
        "Nothing, unless it is misspelt.",
    ]


def test_missing_columns_are_faults_each_and_reject_the_rows(tmp_path: Path) -> None:
    """One fault per column, not one per row."""
    reading = reading_with(tmp_path, b"post_id,role_id,base_site\nA001,x,S001\nA002,x,S001\n")
    assert [fault.sentence() for fault in reading.faults if fault.row is None] == [
        "posts, column pcn_code: the column is missing. Add it. It holds: PCN of the post.",
        "posts, column wte: the column is missing. Add it. It holds: Whole-time equivalent.",
    ]
    assert reading.rows["posts"] == RowCounts(rejected=2)
    assert reading.dataset is None


def test_sites_without_any_column_for_a_position_are_one_fault(tmp_path: Path) -> None:
    """One for the table, not one for each site."""
    folder = write_folder(small(), tmp_path)
    (folder / "sites.csv").write_text(
        "site_id,name,kind,easting\nS001,One,practice,1\nH001,Two,hub,2\n", encoding="utf-8"
    )
    assert [fault.sentence() for fault in read_dataset(folder).faults] == [
        "sites: the columns for a position are missing. "
        "Add easting and northing, or latitude and longitude, or postcode."
    ]


def test_missing_slot_columns_mean_not_known_with_a_warning(tmp_path: Path) -> None:
    """Not known is never free."""
    folder = write_folder(small(), tmp_path)
    rooms = "room_id,site_id,room_type,MON_AM,MON_PM\nR001,S001,consult_exam,F,?\n"
    (folder / "rooms.csv").write_text(rooms, encoding="utf-8")
    reading = read_dataset(folder)
    assert reading.faults == ()
    (warning,) = reading.warnings
    assert warning.sentence().startswith("rooms: slot columns are missing and taken as not known: MON_EVE, TUE_AM,")
    assert reading.dataset is not None
    assert [cell.value for cell in reading.dataset.rooms[0].cells] == ["F"] + ["?"] * 16


def test_a_column_that_is_there_twice_is_a_fault(tmp_path: Path) -> None:
    """Which of the two counts cannot be told."""
    reading = reading_with(tmp_path, (POSTS.strip() + ",WTE\n" + POST + "P1,0.5\n").encode())
    assert [fault.sentence() for fault in reading.faults] == [
        "posts, row 1, column wte: the column is there twice, in places 5 and 7 (found “WTE”). Keep one of them."
    ]


def test_a_file_over_500_mb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    """By its size alone: the file here is empty space on disk."""
    folder = write_folder(small(), tmp_path)
    with (folder / "posts.csv").open("wb") as stream:
        stream.truncate(LARGEST_FILE_BYTES + 1)
    assert [fault.sentence() for fault in read_dataset(folder).faults] == [
        "posts: posts.csv is larger than 500 MB. Split it or take out what is not needed."
    ]
