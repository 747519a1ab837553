"""What the map's titles say is true of what is shown: under filters, of one as of many, and where several tie."""

import pytest

from maps.shortfall_map import shortfall_map
from tests.browser import LAPTOP, OpenPage, Visit
from tests.maps.worlds import full_tables

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def county_page() -> str:
    """Return the county's map with all views."""
    return shortfall_map(**full_tables())


def _finding(visit: Visit, **state: str) -> str:
    visit.page.evaluate("(state) => estates.go({ pcn: undefined, role: undefined, ...state })", state)
    return visit.page.locator("#finding").inner_text()


def test_one_pcn_alone_is_not_called_the_only_one(county_page: str, open_page: OpenPage) -> None:
    """A filter leaves one PCN in title, key and map; it says nothing of those that it leaves out."""
    visit = open_page(county_page, LAPTOP)
    assert _finding(visit, view="pcns", pcn="N1") == "Harbour PCN lacks rooms for 50% of its sessions"
    assert _finding(visit, view="deprivation", pcn="N1").startswith("Harbour PCN: deprivation score 31.5, 50.0% unmet")
    for view in ("pcns", "roles", "types", "schemes", "years"):
        _finding(visit, view=view, pcn="N1")
        counts = visit.page.locator("#key .count", has_text="PCN").all_inner_texts()
        assert sum(int(count.split()[0]) for count in counts) == 1, view
        assert "No sessions wanted" not in visit.page.locator("#key").inner_text()
    assert visit.page.locator(".map-label .share").all_inner_texts() == ["67%"]
    assert visit.complaints == []
