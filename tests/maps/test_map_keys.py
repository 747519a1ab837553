"""The map by keyboard: the way past it, and Escape, from wherever a reader is."""

import pytest

from maps.shortfall_map import shortfall_map
from tests.browser import LAPTOP, PHONE, OpenPage, Size, Visit
from tests.maps.worlds import full_tables

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])


@pytest.fixture(scope="module")
def county_page() -> str:
    """Return the county's map with all views."""
    return shortfall_map(**full_tables())


def _focus(visit: Visit) -> str:
    return str(visit.page.evaluate("document.activeElement.id"))


@SIZES
def test_the_way_past_the_map_keeps_view_and_filters(county_page: str, open_page: OpenPage, size: Size) -> None:
    """The skip link moves the reader and nothing else: the address stays, and the next Tab is in the table's head."""
    visit = open_page(county_page, size)
    visit.page.evaluate("estates.go({ view: 'practices', pcn: 'N1' })")
    address = visit.page.url
    visit.page.keyboard.press("Tab")
    assert _focus(visit) == "skip"
    visit.page.keyboard.press("Enter")
    assert _focus(visit) == "tables"
    assert visit.page.url == address
    assert visit.page.locator("#table-heading").inner_text() == "Practices: the same figures as a table"
    visit.page.keyboard.press("Tab")
    assert _focus(visit) == "save"


@SIZES
def test_escape_closes_a_sheet_however_it_was_opened(county_page: str, open_page: OpenPage, size: Size) -> None:
    """By a click on the map, or by a link with the focus nowhere; in the search its list goes first, then the sheet."""
    visit = open_page(county_page, size)
    sheet = visit.page.locator("#details")
    visit.page.locator(".leaflet-areas-pane path").first.click(position={"x": 30, "y": 30})
    assert sheet.is_visible()
    visit.page.focus("#search")
    visit.page.keyboard.type("vale")
    visit.page.keyboard.press("Escape")
    assert visit.page.locator("#search-results").is_hidden()
    assert sheet.is_visible()
    visit.page.keyboard.press("Escape")
    assert sheet.is_hidden()
    visit.page.goto(f"{visit.page.url.split('#')[0]}#view=pcns&site=S1")
    visit.page.reload()
    assert sheet.is_visible()
    visit.page.keyboard.press("Escape")
    assert sheet.is_hidden()
    assert "site=" not in visit.page.url
    assert visit.noise == []
