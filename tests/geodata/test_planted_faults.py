"""A workbook with forty planted faults, each of its own kind: all are told, each with its cell, none twice."""

from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook

from estates.domain.reading import Reading
from geodata.reading.read import read_dataset
from geodata.tables.every_table import TABLES
from tests.geodata.worlds import World, world


@dataclass(frozen=True)
class Planted:
    """One fault: the cells that a sound row is changed in, the column it must be told at, and what is to be said."""

    table: str
    column: str
    problem: str
    cells: dict[str, str] = field(default_factory=dict)


def planted(table: str, column: str, value: str, problem: str, **others: str) -> Planted:
    """Return a fault of one cell, with other cells of the row changed as well."""
    return Planted(table, column, problem, {**others, column: value})


NO_COORDINATES = {"easting": "", "northing": ""}
FAULTS = [
    planted("sites", "name", "", "the cell is blank"),
    planted("sites", "kind", "shop", "the word is not known here"),
    planted("sites", "practice_code", "J9", "no such code in the practices table"),
    planted("sites", "postcode", "DT1 1AA", "a postcode alone gives no position", **NO_COORDINATES),
    planted("sites", "site_id", "S990", "the site has no position", **NO_COORDINATES),
    planted("sites", "latitude", "50,7", "not a plain number"),
    planted("sites", "northing", "", "the cell is blank though the other of the pair is filled"),
    planted("sites", "easting", "900000", "lie outside Great Britain"),
    planted("sites", "easting", "401200", "km apart", latitude="51.5", longitude="-0.12"),
    planted("sites", "lease_end", "31/03/2034", "not a date that is read"),
    planted("sites", "step_free", "partly", "neither yes nor no"),
    planted("sites", "gia_m2", "200001", "out of range"),
    planted("sites", "site_id", "S001", "the same site_id stands in row 2"),
    planted("rooms", "room_type", "", "the cell is blank"),
    planted("rooms", "site_id", "S01", "no such code in the sites table"),
    planted("rooms", "area_m2", "16 m2", "not a plain number"),
    planted("rooms", "places", "1.5", "not a whole number"),
    planted("rooms", "MON_AM", "f", "the word is not known here"),
    planted("posts", "role_id", "magician", "no such code in the roles table"),
    planted("posts", "wte", "0", "out of range"),
    planted("posts", "slots", "MON_AM;MONDAY", "“MONDAY” is not known here"),
    planted("posts", "sessions", "#N/A", "the cell holds a spreadsheet error"),
    planted("posts", "max_travel_min", "=10+10", "the cell holds a formula without a stored value"),
    planted("practices", "list_size", "10,400", "not a plain number"),
    planted("practices", "practice_code", "J00001", "the same practice_code stands in row 2"),
    planted("roles", "contract_year", "2025/27", "not a contract year"),
    planted("roles", "face_to_face_share", "90%", "not a plain number"),
    planted("supervision", "MON_AM", "-1", "out of range", kind="nurse"),
    planted("supervision", "site_id", "S001", "the same site_id and kind stand in row 2", kind="gp"),
    planted("programmes", "pcn_codes", "U00001;U9", "no such code in the pcns table"),
    planted("programmes", "rooms_per_session", "0", "out of range"),
    planted("pins", "slot", "MONDAY", "the word is not known here"),
    planted("pins", "post_id", "A001", "the same post_id, room_id and slot stand in row 2"),
    planted("travel", "minutes", "601", "out of range", from_site="H001", to_site="S001"),
    planted("schemes", "adds", "consult_exam", "does not have two parts with : between them"),
    planted("schemes", "converts", "R001>office", "“office” is not known here"),
    planted("schemes", "opens", "R9@MON_EVE", "no such code in the rooms table"),
    planted("schemes", "requires", "C902", "the scheme requires itself", scheme_id="C902"),
    planted("growth", "year", "1999", "out of range"),
]
MERGED = ("posts", "practice_code", "the cell is merged into")
HANGING = [planted("rooms", "site_id", "S901", "the row hangs on sites row")]
"""A fault that follows from another: a room at a site whose row is rejected."""


def _book(tmp_path: Path, faults: list[Planted]) -> tuple[Path, dict[str, str]]:
    """Write the example rows, and below them a row per fault; return the expected problem of each cell."""
    tables, expected = world(), {}
    for number, fault in enumerate(faults):
        rows = tables[fault.table]
        key = TABLES[fault.table].key
        own = {key[0]: f"{rows[0][key[0]][0]}{900 + number}"} if len(key) == 1 else {}
        rows.append(rows[0] | own | fault.cells)
        place = list(rows[0]).index(fault.column) + 1
        expected[f"{fault.table}!{get_column_letter(place)}{len(rows) + 1}"] = fault.problem
    workbook = _workbook(tables)
    expected |= _merge(workbook, tables)
    path = tmp_path / "planted.xlsx"
    workbook.save(path)
    return path, expected


def _workbook(tables: World) -> Workbook:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in tables.items():
        sheet = workbook.create_sheet(name)
        for row in (list(rows[0]), *(list(row.values()) for row in rows)):
            sheet.append([text or None for text in row])
    return workbook


def _merge(workbook: Workbook, tables: World) -> dict[str, str]:
    """Add two posts whose practice is one merged cell: the second of them has lost its practice."""
    table, column, problem = MERGED
    sheet, rows = workbook[table], tables[table]
    for post in ("A990", "A991"):
        rows.append(rows[0] | {"post_id": post})
        sheet.append([text or None for text in rows[-1].values()])
    letter, last = get_column_letter(list(rows[0]).index(column) + 1), len(rows) + 1
    sheet.merge_cells(f"{letter}{last - 1}:{letter}{last}")
    return {f"{table}!{letter}{last}": problem}


@pytest.fixture(name="found")
def _found(tmp_path: Path) -> tuple[Reading, dict[str, str]]:
    path, expected = _book(tmp_path, FAULTS)
    return read_dataset(path), expected


def test_all_forty_are_told_each_at_its_cell_and_nothing_else(found: tuple[Reading, dict[str, str]]) -> None:
    """The cells told are exactly the cells planted, and each says what is wrong there."""
    reading, expected = found
    assert len(expected) == 40
    told = {fault.cell or fault.sentence(): fault.problem for fault in reading.faults}
    assert sorted(told) == sorted(expected)
    assert [cell for cell, problem in expected.items() if problem not in told[cell]] == []


def test_none_is_told_twice(found: tuple[Reading, dict[str, str]]) -> None:
    """As many faults as were planted, all different."""
    reading, expected = found
    assert len(reading.faults) == len({fault.sentence() for fault in reading.faults}) == len(expected)


def test_every_fault_names_row_and_column_and_says_what_to_do(found: tuple[Reading, dict[str, str]]) -> None:
    """The row is the one of the address; the column stands above it; there is always a remedy."""
    reading, _ = found
    for fault in reading.faults:
        assert fault.cell is not None
        assert fault.cell.endswith(str(fault.row))
        assert fault.to_do.endswith(".")


def test_a_row_that_hangs_on_a_planted_fault_is_told_at_its_own_cell(tmp_path: Path) -> None:
    """The room of a rejected site adds one fault, which names the row to put right first."""
    path, expected = _book(tmp_path, [*FAULTS, *HANGING])
    told = [fault for fault in read_dataset(path).faults if "hangs on" in fault.problem]
    assert len(told) == 1
    assert told[0].cell in expected
    assert told[0].problem == "the row hangs on sites row 5, which is rejected"


def test_every_row_is_counted_where_it_ended(found: tuple[Reading, dict[str, str]]) -> None:
    """Sound rows are used, planted ones rejected: one row each."""
    reading, expected = found
    assert reading.total.rejected == len(expected)
    assert reading.total.used == sum(len(rows) for rows in world().values()) + 1  # the first row of the merged pair
