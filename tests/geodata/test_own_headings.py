"""Workbooks that people already keep: their names matched with ours, proposed as a file, never guessed at."""

import tomllib
from pathlib import Path

import openpyxl
import pytest

from geodata.own_headings.matches import match_headings, slot_of
from geodata.own_headings.propose import propose_columns
from geodata.own_headings.words import COLUMN_WORDS, SHEET_WORDS
from geodata.reading.read import read_dataset
from geodata.tables.every_table import TABLES
from geodata.template.write import write_template
from tests.geodata.worlds import world, write_book, write_folder

Sheets = dict[str, list[list[str]]]

KEPT: Sheets = {
    "Premises list": [
        ["Building code", "Building name", "Type of site", "Practice ODS code", "PCN", "Post code", "OS X", "OS Y"],
        ["S1", "Harbour View", "practice", "J1", "U1", "DT1 1AA", "401200", "91500"],
    ],
    "Room inventory": [
        ["Room no.", "Building Code", "Type of room", "Area (m²)", "Mon am", "Mon pm", "Tuesday morning", "Sat AM"],
        ["R1", "S1", "consult_exam", "16", "F", "U", "F", "C"],
    ],
    "ARRS workforce": [
        ["Post number", "Role", "Network code", "Base", "FTE", "Sessions per week"],
        ["A1", "clin_pharmacist", "U1", "S1", "0.8", "2"],
    ],
    "Sheet4": [
        ["ODS code", "Practice name", "Primary Care Network", "Registered patients"],
        ["J1", "Harbour View", "U1", "10400"],
    ],
    "Notes": [["to do"], ["ring Ann"]],
}


def _book(sheets: Sheets, path: Path) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def _proposed(sheets: Sheets, folder: Path) -> str:
    proposed = propose_columns(_book(sheets, folder / "mine.xlsx"))
    assert proposed is not None
    return proposed


def test_a_proposal_reads_the_workbook_that_it_was_made_for(tmp_path: Path) -> None:
    """Without it nothing is found; with it every row is used and every value lands in its column."""
    source = _book(KEPT, tmp_path / "mine.xlsx")
    assert read_dataset(source).dataset is None
    names = tmp_path / "names.toml"
    names.write_text(_proposed(KEPT, tmp_path), encoding="utf-8")
    reading = read_dataset(source, columns=names)
    assert reading.faults == ()
    assert reading.total.used == 4
    assert reading.dataset is not None
    room, post, practice = reading.dataset.rooms[0], reading.dataset.posts[0], reading.dataset.practices[0]
    assert (room.site_id, str(room.area_m2), "".join(room.cells)) == ("S1", "16", "FU?F???????????C?")
    assert (post.role_id, post.base_site, str(post.wte), post.sessions) == ("clin_pharmacist", "S1", "0.8", 2)
    assert (practice.practice_code, practice.list_size) == ("J1", 10400)


def test_the_proposal_is_toml_in_the_order_of_the_tables(tmp_path: Path) -> None:
    """Sheets first, then the columns of each, as our name and theirs."""
    content = tomllib.loads(_proposed(KEPT, tmp_path))
    assert content["sheets"] == {
        "sites": "Premises list",
        "rooms": "Room inventory",
        "posts": "ARRS workforce",
        "practices": "Sheet4",
    }
    assert list(content["columns"]) == ["sites", "rooms", "posts", "practices"]
    assert content["columns"]["rooms"] == {
        "room_id": "Room no.",
        "site_id": "Building Code",
        "room_type": "Type of room",
        "area_m2": "Area (m²)",
        "MON_AM": "Mon am",
        "MON_PM": "Mon pm",
        "TUE_AM": "Tuesday morning",
        "SAT_AM": "Sat AM",
    }


def test_a_csv_folder_gets_a_proposal_too(tmp_path: Path) -> None:
    """Files by other names, headings in other words."""
    folder = write_folder(world(), tmp_path)
    (folder / "sites.csv").rename(folder / "Buildings.csv")
    text = (folder / "rooms.csv").read_text(encoding="utf-8").replace("room_type", "Type of room")
    (folder / "rooms.csv").write_text(text, encoding="utf-8")
    content = tomllib.loads(propose_columns(folder) or "")
    assert content == {"sheets": {"sites": "Buildings"}, "columns": {"rooms": {"room_type": "Type of room"}}}


@pytest.mark.parametrize("form", ["template", "workbook", "folder"])
def test_a_dataset_in_our_own_words_gets_no_proposal(tmp_path: Path, form: str) -> None:
    """Nor do case and outer blanks, which the reader does not mind."""
    path = tmp_path / "mine.xlsx"
    if form == "template":
        write_template(path)
    elif form == "workbook":
        tables = {
            name.upper(): [{f" {key.title()} ": row[key] for key in row} for row in world()[name]] for name in world()
        }
        write_book(tables, path)
    else:
        path = write_folder(world(), tmp_path / "folder")
    assert propose_columns(path) is None


def test_extra_columns_are_not_forced_onto_ours(tmp_path: Path) -> None:
    """A telephone number and a manager are nobody's column."""
    tables = world()
    tables["sites"] = [row | {"Telephone": "1", "Practice manager": "Ann"} for row in tables["sites"]]
    assert propose_columns(write_book(tables, tmp_path / "mine.xlsx")) is None


def test_a_slip_of_the_pen_is_proposed_and_a_vague_likeness_only_remarked(tmp_path: Path) -> None:
    """What is less than certain stands in a comment."""
    headings = ["site_idd", "my site name", "kind", "easting", "northing"]
    proposed = _proposed({"sites": [headings, ["S1", "One", "practice", "401200", "91500"]]}, tmp_path)
    assert tomllib.loads(proposed) == {"columns": {"sites": {"site_id": "site_idd"}}}
    assert '# perhaps: name = "my site name"' in proposed


def test_required_columns_that_nothing_looks_like_are_named(tmp_path: Path) -> None:
    """So that the user sees at once what is missing."""
    proposed = _proposed({"Premises": [["Building code", "Building name", "x1", "x2"]]}, tmp_path)
    assert "# required and not found: kind" in proposed


def test_two_headings_are_never_proposed_for_one_column(tmp_path: Path) -> None:
    """The most alike is taken, and each name of theirs stands once."""
    headings = ["Site code", "Building code", "Building name", "Site name", "Site type", "Easting", "Northing"]
    names = tomllib.loads(_proposed({"Premises": [headings]}, tmp_path))["columns"]["sites"]
    assert len(set(names.values())) == len(names)
    assert names["site_id"] == "Site code"


def test_a_heading_that_stands_twice_is_matched_with_nothing() -> None:
    """Nobody can say which of the two is meant."""
    matches = match_headings(TABLES["sites"], ["Building code", "building code ", "name", "kind"])
    assert matches.certain == {}


def test_names_with_quotes_and_line_breaks_are_written_as_toml(tmp_path: Path) -> None:
    """What stands in a heading cannot break out of the file."""
    headings = ['Building "code"', "Building\nname", "Type of site", "Easting", "Northing"]
    names = tomllib.loads(_proposed({"Premises": [headings]}, tmp_path))["columns"]["sites"]
    assert names == {"site_id": 'Building "code"', "name": "Building\nname", "kind": "Type of site"}


@pytest.mark.parametrize(
    ("heading", "slot"),
    [
        ("Monday AM", "MON_AM"),
        ("Mon a.m.", "MON_AM"),
        ("PM Tues", "TUE_PM"),
        ("Weds afternoon", "WED_PM"),
        ("Wed afternoon", "WED_PM"),
        ("Thurs - evening", "THU_EVE"),
        ("FriEve", "FRI_EVE"),
        ("Saturday morning", "SAT_AM"),
        ("Saturday evening", None),
        ("Sunday AM", None),
        ("Monday", None),
        ("Monday or Tuesday AM", None),
        ("AM", None),
    ],
)
def test_a_heading_of_day_and_half_is_its_slot(heading: str, slot: str | None) -> None:
    """Only one day and one half of it, and only the slots of the week."""
    assert slot_of(heading) == slot


def test_the_list_of_other_words_speaks_of_columns_that_there_are() -> None:
    """And no word stands for two columns of one table."""
    assert set(SHEET_WORDS) | set(COLUMN_WORDS) <= set(TABLES)
    for table, columns in COLUMN_WORDS.items():
        assert set(columns) <= set(TABLES[table].by_name)
        words = [word for words in columns.values() for word in words]
        assert sorted(words) == sorted(set(words)), table
    sheets = [word for words in SHEET_WORDS.values() for word in words]
    assert len(sheets) == len(set(sheets))
