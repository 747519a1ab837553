"""Checking a dataset: the marked workbook, the proposal of own headings, and what may be planned."""

from pathlib import Path

import openpyxl
import pytest

from estates.domain.errors import DatasetError
from estates.domain.words import Season
from estates.planning import Source, check, plan
from estates.planning.plan_files import plan_files
from geodata.dataset_files import write_workbook
from optimiser.limits import Limits
from tests.estates.contract_world import contract_world
from tests.geodata.worlds import World, write_folder


def _planned(world: World, folder: Path, *, season: Season = Season.STANDARD, skip: bool = False) -> dict[str, bytes]:
    source = Source(path=write_folder(world, folder), season=season)
    return plan_files(plan(source, limits=Limits(), skip_bad_rows=skip), csv_only=True)


def test_check_gives_the_users_workbook_back_with_the_faults_marked(tmp_path: Path) -> None:
    """The bad cell is coloured, a sheet says what to fix, and the user's own file stays as it was."""
    world = contract_world()
    world["posts"][2]["wte"] = "full time"
    book, marked = tmp_path / "my area.xlsx", tmp_path / "marked.xlsx"
    write_workbook(world, book)
    before = book.read_bytes()
    checked = check(Source(path=book), mark=marked)
    assert next(fault.cell for fault in checked.reading.faults) == "posts!E4"
    opened = openpyxl.load_workbook(marked)
    coloured, plain = opened["posts"]["E4"], opened["posts"]["E3"]
    assert coloured.fill.fgColor.rgb != plain.fill.fgColor.rgb
    told = [str(cell.value) for row in opened["What to fix"] for cell in row if cell.value]
    assert any("full time" in text for text in told)
    assert book.read_bytes() == before
    assert any("marked.xlsx" in note for note in checked.notes)


def test_headings_in_other_words_get_a_proposal_that_works_as_it_stands(tmp_path: Path) -> None:
    """The lines proposed, saved as a file and given with --columns, read the workbook whole."""
    world = contract_world()
    words = {"site_id": "Site code", "name": "Site name", "kind": "Type", "pcn_code": "PCN", "easting": "Easting"}
    premises = [{words.get(column, column): text for column, text in row.items()} for row in world.pop("sites")]
    book = tmp_path / "my area.xlsx"
    write_workbook({"Premises": premises} | world, book)
    checked = check(Source(path=book))
    assert checked.unknown_room_cells is None
    (proposed,) = [note for note in checked.notes if "[sheets]" in note]
    names = tmp_path / "names.toml"
    names.write_text(proposed, encoding="utf-8")
    again = check(Source(path=book, columns=names))
    assert again.reading.faults == ()
    assert again.unknown_room_cells == 2
    assert again.notes == ()


def test_a_pin_on_a_rejected_post_goes_with_it(tmp_path: Path) -> None:
    """With --skip-bad-rows the post, and the pin that hangs on it, are left out and listed."""
    world = contract_world()
    world["posts"][2]["wte"] = "9"
    listed = _planned(world, tmp_path / "area", skip=True)["rejected.csv"].decode().splitlines()
    assert [line.split(",")[:3] for line in listed[1:]] == [["posts", "4", "wte"], ["pins", "2", "post_id"]]


def test_a_bad_pin_stops_even_where_bad_rows_are_skipped(tmp_path: Path) -> None:
    """The message names pin and rule, and does not send the user in circles."""
    world = contract_world()
    world["pins"][0]["slot"] = "MON_PM"
    for skip in (False, True):
        with pytest.raises(DatasetError, match="A pin must stand") as stopped:
            _planned(world, tmp_path / f"area {skip}", skip=skip)
        assert [(fault.table, fault.row, fault.rule) for fault in stopped.value.faults] == [("pins", 2, "R10")]


def test_pins_are_tested_in_the_season_that_is_planned(tmp_path: Path) -> None:
    """The winter row of the travel table puts the hub out of the post's reach."""
    world = contract_world()
    world["posts"][3]["max_travel_min"] = "5"
    world["pins"].append({"post_id": "'C", "room_id": "H1a", "slot": "MON_AM", "estimated": ""})
    assert b"''C,MON_AM,H1,H1a,yes" in _planned(world, tmp_path / "standard")["placements.csv"]
    with pytest.raises(DatasetError) as stopped:
        _planned(world, tmp_path / "winter", season=Season.WINTER)
    assert [fault.rule for fault in stopped.value.faults] == ["R7"]
