"""Writing a dataset: what goes into the files comes out of them as it was."""

import csv
import json
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from shapely.geometry import LineString, Point, Polygon

from geodata.dataset_files import write_csv_folder, write_layer, write_workbook
from geodata.places.positions import to_grid

CODES = ["007", "NA", "1E5", "TRUE", "null", "1/2", "2026-01-02", "00", " ", "Ålesund"]
FORMULAS = ["=1+1", "+44 123", "-x", "@SUM(A1)", "\tx", "'t Hooft", "https://example.org"]


@pytest.mark.parametrize("code", CODES)
def test_codes_stand_in_csv_as_they_are(tmp_path: Path, code: str) -> None:
    """A code that a spreadsheet would change stands in the CSV file as given."""
    write_csv_folder({"sites": [{"site_id": code, "name": "Quay"}]}, tmp_path)
    with (tmp_path / "sites.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == [{"site_id": code, "name": "Quay"}]


@pytest.mark.parametrize("text", [*CODES, *FORMULAS])
def test_text_stands_in_the_workbook_as_text(tmp_path: Path, text: str) -> None:
    """Any text is a text cell of the workbook: no formula, no link, no number and no date."""
    write_workbook({"sites": [{"site_id": text}]}, tmp_path / "county.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "county.xlsx")["sites"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@pytest.mark.parametrize(("text", "guarded"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("'x", "''x"), ("-120", "-120")])
def test_csv_guards_what_a_spreadsheet_would_run(tmp_path: Path, text: str, guarded: str) -> None:
    """Text like a formula gets an apostrophe in CSV; a plain number, such as a list that shrinks, does not."""
    write_csv_folder({"growth": [{"patients_added": text}]}, tmp_path)
    assert (tmp_path / "growth.csv").read_text(encoding="utf-8") == f"patients_added\n{guarded}\n"


def test_declared_numbers_are_number_cells(tmp_path: Path) -> None:
    """A number column can be added up in a spreadsheet; a code column of figures cannot."""
    rows = [{"room_id": "12", "site_id": "3", "area_m2": "16.4", "places": "2"}]
    write_workbook({"rooms": rows}, tmp_path / "county.xlsx")
    cells = next(openpyxl.load_workbook(tmp_path / "county.xlsx")["rooms"].iter_rows(min_row=2, values_only=True))
    assert cells == ("12", "3", 16.4, 2)


@pytest.mark.parametrize("text", ["16,4", "about 12", "£5", "1.00000000000000000001"])
def test_what_a_number_cell_would_change_stays_text(tmp_path: Path, text: str) -> None:
    """A figure that is no plain number, or that a number cell would round, is left for the reader to judge."""
    write_workbook({"rooms": [{"area_m2": text}]}, tmp_path / "county.xlsx")
    assert openpyxl.load_workbook(tmp_path / "county.xlsx")["rooms"]["A2"].value == text


def test_a_table_nobody_declared_is_all_text(tmp_path: Path) -> None:
    """The figures of a user's own sheet stay text: nobody said that they are numbers."""
    write_workbook({"our notes": [{"places": "2"}]}, tmp_path / "county.xlsx")
    assert openpyxl.load_workbook(tmp_path / "county.xlsx")["our notes"]["A2"].value == "2"


def test_a_table_without_rows_is_an_empty_sheet(tmp_path: Path) -> None:
    """A table that holds no row still has its sheet."""
    write_workbook({"pins": []}, tmp_path / "county.xlsx")
    assert openpyxl.load_workbook(tmp_path / "county.xlsx")["pins"].max_row == 1


def test_layers_are_geojson_in_degrees(tmp_path: Path) -> None:
    """A point on the grid is written in degrees with six decimals, and lands on the same metre again."""
    path = tmp_path / "layers" / "backdrop.geojson"
    write_layer([({"kind": "town", "name": "Sällow"}, Point(337_000, 40_200))], path)
    feature = json.loads(path.read_text(encoding="utf-8"))["features"][0]
    longitude, latitude = feature["geometry"]["coordinates"]
    assert feature["properties"] == {"kind": "town", "name": "Sällow"}
    assert (round(longitude, 6), round(latitude, 6)) == (longitude, latitude)
    assert to_grid(latitude, longitude) == (337_000, 40_200)


def test_outer_rings_run_anticlockwise(tmp_path: Path) -> None:
    """An outline drawn clockwise is turned, as the GeoJSON standard asks."""
    square = [(300_000, 20_000), (300_000, 21_000), (301_000, 21_000), (301_000, 20_000)]
    path = tmp_path / "areas.geojson"
    write_layer([({"level": "pcn", "code": "U1"}, Polygon(square))], path)
    ring = json.loads(path.read_text(encoding="utf-8"))["features"][0]["geometry"]["coordinates"][0]
    doubled_area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    assert doubled_area > 0


def test_the_same_content_is_the_same_bytes(tmp_path: Path) -> None:
    """Written twice, tables, workbook and layer are the same bytes: no date of today, no order by chance."""
    for folder in (tmp_path / "one", tmp_path / "two"):
        write_csv_folder({"sites": [{"site_id": "S1"}]}, folder)
        write_workbook({"sites": [{"site_id": "S1"}]}, folder / "county.xlsx")
        write_layer(
            [({"season": "all"}, LineString([(300_000, 20_000), (301_000, 20_000)]))], folder / "barriers.geojson"
        )
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name
