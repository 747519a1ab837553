"""Whatever a user's text looks like, it is read as written and never run."""

from dataclasses import replace

import pytest

from estates.domain.dataset import Dataset
from maps.shortfall_map import shortfall_map
from tests.browser import LAPTOP, OpenPage
from tests.maps.worlds import county_areas, county_dataset, county_tables

HOSTILE = (
    "<img src=x onerror=hacked()>",
    "${hacked()}",
    "`+hacked()+`",
    "</script><script>hacked()</script>",
    "<svg onload=hacked()>",
    "'\";hacked();//",
    "{{ hacked() }}{% raw %}",
    "<!--<script>",
    "javascript:hacked()",
    "\u202egnp.exe\u202c \u2067right to left",
    "line\u2028separator",
    "&lt;b&gt; &amp;",
    "=HYPERLINK(1)",
    "é" * 10_000,
)


def _renamed(text: str) -> Dataset:
    """Return the county with a text in every column of text that the map shows."""
    data = county_dataset()
    return replace(
        data,
        sites=tuple(replace(row, name=text) for row in data.sites),
        pcns=tuple(replace(row, name=text) for row in data.pcns),
        practices=tuple(replace(row, name=text) for row in data.practices),
        programmes=tuple(replace(row, name=text) for row in data.programmes),
        rooms=tuple(replace(row, name=text) for row in data.rooms),
        backdrop=tuple(replace(row, name=text) for row in data.backdrop),
    )


@pytest.mark.browser
@pytest.mark.parametrize("text", HOSTILE, ids=[f"text {number}" for number in range(len(HOSTILE))])
def test_hostile_text_is_shown_as_written(text: str, open_page: OpenPage) -> None:
    """Title, tables, search, tip and pop-ups hold the text itself, and no script of it has run."""
    data = _renamed(text)
    html = shortfall_map(**county_tables(data, areas=county_areas(data), title=text))
    visit = open_page(html, LAPTOP)
    visit.page.evaluate("() => { window.hacked = () => { window.wasHacked = true; }; }")
    assert visit.page.locator("h1").text_content() == text
    assert visit.page.locator("#site-table tbody th").first.text_content() == text
    for layer in (".leaflet-areas-pane", ".leaflet-sites-pane"):
        visit.page.locator(f"{layer} path").first.dispatch_event("click")
        assert visit.page.locator(".leaflet-popup-content h3").last.text_content() == text
    visit.page.locator("#site-table tbody button").last.click()
    assert text in str(visit.page.locator(".leaflet-popup-content").last.text_content())
    visit.page.fill("#search", "s1")
    assert text in str(visit.page.locator("#search-results li").first.text_content())
    assert visit.page.evaluate("window.wasHacked") is None
    assert visit.requests == []
    assert visit.complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("code", HOSTILE[:6], ids=[f"code {number}" for number in range(6)])
def test_hostile_code_is_shown_as_written(code: str, open_page: OpenPage) -> None:
    """Codes are the user's text too."""
    base = county_dataset()
    sites = tuple(replace(row, pcn_code=code if row.pcn_code == "N1" else row.pcn_code) for row in base.sites)
    posts = tuple(replace(row, pcn_code=code if row.pcn_code == "N1" else row.pcn_code) for row in base.posts)
    pcns = (replace(base.pcns[0], pcn_code=code), base.pcns[1])
    data = replace(base, sites=sites, posts=posts, pcns=pcns)
    visit = open_page(shortfall_map(**county_tables(data, areas=())), LAPTOP)
    assert visit.page.locator("#pcn-table tbody td").first.text_content() == code
    assert visit.complaints == []
