"""Nothing of the map's page is cut off or broken apart: codes and words in its tables, labels at the map's edge."""

from dataclasses import replace

import pytest

from estates.domain.practices import Pcn
from maps.shortfall_map import shortfall_map
from tests.browser import LAPTOP, PHONE, OpenPage, Size
from tests.maps.worlds import county_dataset, county_tables

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
NAMES = ("Gannet Peninsula Harbourside PCN", "Hartsgrove Meadowlands PCN")


@pytest.fixture(scope="module")
def page() -> str:
    """Return the map of a county of long names, one of them at the western edge."""
    data = county_dataset(
        pcns=tuple(Pcn(pcn_code=f"N{at}", name=name) for at, name in enumerate(NAMES, start=1)),
    )
    more = " and Branchlands Surgeries Association"
    west, *others = (replace(row, name=row.name + more) for row in data.sites)
    practices = tuple(replace(row, name=row.name + more) for row in data.practices)
    sites = (replace(west, easting=396_200), *others)
    return shortfall_map(**county_tables(replace(data, sites=sites, practices=practices)))


_LINES = """(cell) => { const range = document.createRange(); range.selectNodeContents(cell);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size; }"""
_LONGEST_WORD = """(cell) => { const word = document.createElement('span'); cell.append(word);
    const widths = cell.textContent.split(/\\s+/).map((text) => { word.textContent = text; return word.offsetWidth; });
    word.remove(); return Math.max(...widths); }"""


@SIZES
@pytest.mark.parametrize("view", ["pcns", "practices", "sites"])
def test_tables_break_no_code_and_no_word(page: str, open_page: OpenPage, size: Size, view: str) -> None:
    """A table too wide for a phone is scrolled; its words stay whole, and a code stays on one line."""
    opened = open_page(page.replace('"S1"', '"XW0054-S1"').replace('"N1"', '"UW-0012"'), size).page
    opened.evaluate("(view) => estates.go({ view })", view)
    for code in opened.locator("#view-table tbody td.code").all():
        assert code.evaluate(_LINES) == 1
    for cell in opened.locator("#view-table tbody th, #view-table tbody td:not(.show-place)").all():
        room = cell.evaluate("(cell) => cell.clientWidth - 18")
        assert cell.evaluate(_LONGEST_WORD) <= room + 1, cell.inner_text()
    assert opened.evaluate("document.documentElement.scrollWidth") == size[0]


@SIZES
@pytest.mark.parametrize("view", ["practices", "sites"])
def test_names_at_the_edge_of_the_map_are_whole(page: str, open_page: OpenPage, size: Size, view: str) -> None:
    """A mark near the edge has its name moved along beside it; a town's name that has no room there is left out."""
    opened = open_page(page, size).page
    opened.evaluate("(view) => estates.go({ view })", view)
    frame = opened.locator("#map").bounding_box()
    assert frame is not None
    labels = [label for label in opened.locator(".map-label > span").all() if label.is_visible()]
    boxes = [box for label in labels if (box := label.bounding_box()) is not None]
    assert boxes
    for box in boxes:
        assert frame["x"] <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
