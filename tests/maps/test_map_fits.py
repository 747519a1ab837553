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
    """Return the map of a county of long names, with codes that a hyphen would break."""
    data = county_dataset(
        pcns=tuple(Pcn(pcn_code=f"N{at}", name=name) for at, name in enumerate(NAMES, start=1)),
    )
    sites = tuple(replace(row, name=f"{row.name} and Branchlands Surgeries Association") for row in data.sites)
    return shortfall_map(**county_tables(replace(data, sites=sites)))


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
