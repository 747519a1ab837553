"""The map, the workbook and the tables of one plan tell the same figures."""

import csv
import io
import re
from typing import Any

import openpyxl
import pytest

from estates.domain.settings import Settings
from geodata.plan.tables import plan_tables
from geodata.plan_workbook.workbook import plan_workbook
from maps.shortfall_map import shortfall_map
from tests.geodata import plan_world
from tests.maps.worlds import county_tables

FIGURES = ("wanted", "placed", "unmet", "rooms_equivalent")


@pytest.fixture
def tables() -> dict[str, Any]:
    """Return everything that is shown of the county's plan, by name."""
    return county_tables()


def _told(sentence: str) -> dict[str, float]:
    """Return the figures of a sentence that tells wanted, placed, unmet (share) and rooms in this order."""
    wanted, placed, unmet, _, rooms = (float(text.replace(",", "")) for text in re.findall(r"\d[\d,]*\.?\d*", sentence))
    return dict(zip(FIGURES, (wanted, placed, unmet, rooms), strict=True))


def _of_table(tables: dict[str, Any]) -> dict[str, float]:
    names = ("dataset", "plan", "unmet", "shortfall", "use")
    text = plan_tables(**{name: tables[name] for name in names})["shortfall.csv"].decode()
    (county,) = [row for row in csv.DictReader(io.StringIO(text)) if row["level"] == "icb"]
    return {name: float(county[name]) for name in FIGURES}


def _of_map(tables: dict[str, Any]) -> dict[str, float]:
    found = re.search(r'<p class="statement">(.+?)</p>', shortfall_map(**tables))
    assert found is not None
    return _told(found[1])


def _of_workbook(tables: dict[str, Any]) -> dict[str, float]:
    names = ("dataset", "plan", "unmet", "shortfall", "use")
    shown = {name: tables[name] for name in names}
    proof = plan_world.shown(shown["dataset"], shown["plan"])["proof"]
    book = openpyxl.load_workbook(io.BytesIO(plan_workbook(**shown, settings=Settings(), proof=proof)))
    cells = {row[0].value: row[1].value for row in book["Headlines"].iter_rows() if row[0].value}
    headings = ("Sessions wanted a week", "Sessions placed", "Sessions unmet", "Rooms short")
    return {name: float(str(cells[heading])) for name, heading in zip(FIGURES, headings, strict=True)}


def test_head_of_the_map_tells_what_the_table_tells(tables: dict[str, Any]) -> None:
    """Eight wanted, five placed, three unmet, worth 0.3 rooms."""
    assert _of_map(tables) == _of_table(tables) == {"wanted": 8, "placed": 5, "unmet": 3, "rooms_equivalent": 0.3}


def test_first_sheet_of_the_workbook_tells_what_the_table_tells(tables: dict[str, Any]) -> None:
    """A manager who opens the workbook and one who opens the map speak of the same plan."""
    assert _of_workbook(tables) == _of_table(tables)
