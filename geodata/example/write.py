"""The example: a made-up but lifelike county, the same bytes every time, as CSV folder and as workbook."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from geodata.dataset_files import write_csv_folder, write_layer, write_workbook
from geodata.example.growth import growth_rows
from geodata.example.layers import layers, patient_rows
from geodata.example.pins import pin_rows
from geodata.example.places import pcn_rows, practice_rows, site_rows
from geodata.example.posts import post_rows, role_rows
from geodata.example.programmes import programme_rows
from geodata.example.rooms import room_rows
from geodata.example.schemes import scheme_rows
from geodata.example.shared import shared_site_rows
from geodata.example.supervision import supervision_rows
from geodata.example.travel import travel_rows
from geodata.settings_file import OWN_SETTINGS

WORKBOOK_FOLDER = "workbook"
WORKBOOK_NAME = "example-county.xlsx"
README = """The county of Wexmoor: an example dataset
=========================================

Everything here is made up: the county, its coast, towns, practices, codes, rooms and people. It lies, on paper, in the
open sea of Lyme Bay, so that no place can be taken for a real one; practice codes such as XW0001, network codes such as
UW0001 and area codes such as XWA001 follow no national pattern.

The CSV files are the tables, the GeoJSON files the map layers. The folder "workbook" holds the same dataset as one
workbook with the same layers beside it.
"""

SETTINGS = """# Whose plan it is, of which day, and where its figures come from: the planner reads this file by itself.
[paper]
organisation = "Wexmoor, a made-up county"
date = "November 2026"
sources = ["Made up for this example: no place, practice, room or person in it is real"]
"""


def write_example(folder: Path) -> None:
    """Write the made-up county of Wexmoor: CSV files with map layers, and the same as a workbook.

    Parameters
    ----------
    folder
        Where the CSV files, the GeoJSON layers, a settings file and a README go; made where it is not there. The
        workbook stands in the folder ``workbook`` within, with its own copy of the layers. The same bytes are written
        every time.
    """
    tables = example_tables()
    write_csv_folder(tables, folder)
    write_workbook(tables, folder / WORKBOOK_FOLDER / WORKBOOK_NAME)
    for name, features in layers().items():
        for place in (folder, folder / WORKBOOK_FOLDER):
            write_layer(features, place / f"{name}.geojson")
    for name, text in (("README.txt", README), (OWN_SETTINGS, SETTINGS)):
        (folder / name).write_text(text, encoding="utf-8", newline="")


@cache
def example_tables() -> Mapping[str, Sequence[Mapping[str, str]]]:
    """Return the rows of every table of the example, by table name."""
    return {
        "sites": [*site_rows(), *shared_site_rows()],
        "rooms": room_rows(),
        "posts": post_rows(),
        "practices": practice_rows(),
        "pcns": pcn_rows(),
        "roles": role_rows(),
        "supervision": supervision_rows(),
        "programmes": programme_rows(),
        "pins": pin_rows(),
        "travel": travel_rows(),
        "schemes": scheme_rows(),
        "growth": growth_rows(),
        "patients_by_area": patient_rows(),
    }
