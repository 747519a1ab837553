"""Whatever a user's text looks like, it is read as written and never run, in every column of text and in every view."""

import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from estates.domain.dataset import Dataset, catalogue
from estates.domain.plan import Placement
from estates.domain.roles import built_in_roles
from estates.domain.shortfall import UnmetRow
from geodata.spreadsheet_text import guard_text
from maps.extras import SchemeGain, Tiles
from maps.shortfall_map import shortfall_map
from tests.browser import LAPTOP, OpenPage, Visit
from tests.builders import travel
from tests.maps.hostile import HOSTILE
from tests.maps.worlds import PLACEMENTS, PRICES, county_areas, county_plan, county_tables, full_dataset, full_extras

pytestmark = pytest.mark.browser
VIEWS = "[...document.querySelectorAll('#views a')].map((link) => link.id.slice(3))"


def test_there_are_a_hundred_different_texts() -> None:
    """The issue asks for a hundred."""
    assert len(set(HOSTILE)) == len(HOSTILE) >= 100


def _renamed(text: str) -> Dataset:
    """Return the county with a text in every column of text that the map shows; codes have a number behind it."""
    data = full_dataset()
    sites = {row.site_id: f"{text}{place}" for place, row in enumerate(data.sites)}
    pcns = {row.pcn_code: f"{text}{place}" for place, row in enumerate(data.pcns)}
    practices = {row.practice_code: f"{text}{place}" for place, row in enumerate(data.practices)}
    role = next(row for row in built_in_roles() if row.role_id == "fcp_physio")
    own = {"pcn_code": pcns, "practice_code": practices}

    def coded(row: Any) -> dict[str, Any]:
        return {name: known.get(getattr(row, name)) for name, known in own.items()}

    return replace(
        data,
        sites=tuple(
            replace(row, **coded(row), site_id=sites[row.site_id], name=text, tenure=text) for row in data.sites
        ),
        pcns=tuple(replace(row, pcn_code=pcns[row.pcn_code], name=text, group=text) for row in data.pcns),
        practices=tuple(replace(row, **coded(row), name=text) for row in data.practices),
        rooms=tuple(
            replace(row, room_id=text + row.room_id, site_id=sites[row.site_id], name=text) for row in data.rooms
        ),
        posts=tuple(
            replace(row, **coded(row), post_id=text + row.post_id, base_site=sites[row.base_site], role_id=text)
            for row in data.posts
        ),
        roles=catalogue([replace(role, role_id=text, title=text)]),
        programmes=tuple(
            replace(row, programme_id=text + row.programme_id, name=text, pcn_codes=tuple(pcns.values()))
            for row in data.programmes
        ),
        schemes=tuple(
            replace(row, scheme_id=text + row.scheme_id, name=text, site_id=sites[row.site_id]) for row in data.schemes
        ),
        backdrop=tuple(replace(row, name=text) for row in data.backdrop),
    )


def _moved(text: str, placement: Placement) -> Placement:
    places = {row.site_id: f"{text}{place}" for place, row in enumerate(full_dataset().sites)}
    return replace(
        placement, id=text + placement.id, site_id=places[placement.site_id], room_id=text + placement.room_id
    )


def _told(text: str, row: UnmetRow) -> UnmetRow:
    return replace(row, explanation=text, remedy=text)


def hostile_page(text: str) -> str:
    """Return a map with a text wherever a text of the user's can stand."""
    data = _renamed(text)
    prices = tuple(replace(row, site_id=f"{text}2", supervision=row.supervision and text) for row in PRICES)
    plan = county_plan(tuple(_moved(text, row) for row in PLACEMENTS), prices=prices)
    given = full_extras(full_dataset())
    tables = county_tables(data, plan, areas=county_areas(data), title=text, travel=travel(data))
    tables["extras"] = replace(
        given,
        earlier=tuple(_told(text, row) for row in tables["unmet"]),
        earlier_name=text,
        outlook=tuple(replace(row, pcn_code=row.pcn_code and f"{text}0") for row in given.outlook),
        gains=(SchemeGain(scheme_id=f"{text}X1", sessions=2),),
        tiles=Tiles(url="https://tiles.invalid/{z}/{x}/{y}.png", credit=text),
    )
    return shortfall_map(**(tables | {"unmet": tuple(_told(text, row) for row in tables["unmet"])}))


def _downloaded(visit: Visit) -> list[list[str]]:
    with visit.page.expect_download() as download:
        visit.page.click("#save")
    text = download.value.path().read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=[f"text {number}" for number in range(len(HOSTILE))])
def test_hostile_text_is_shown_as_written(text: str, open_page: OpenPage) -> None:
    """Title, views, search, sheets, timetable and file hold the text itself; no script runs, nothing is asked for."""
    visit = open_page(hostile_page(text), LAPTOP)
    page = visit.page
    page.evaluate("() => { window.hacked = () => { window.wasHacked = true; }; }")
    assert page.locator("h1").text_content() == text
    views = page.evaluate(VIEWS)
    assert len(views) == 15
    for view in views:
        page.evaluate("(view) => estates.go({ view })", view)
        assert page.locator("#finding").text_content() != ""
        assert page.evaluate("document.documentElement.scrollWidth") == LAPTOP[0], view
        if view in ("sites", "practices", "pcns", "schemes"):
            assert page.locator("#view-table tbody th").first.text_content() == text
            assert guard_text(text) in [row[0] for row in _downloaded(visit)]
    page.evaluate("estates.go({ view: 'sites', site: estates.tables.sites[0].code })")
    assert page.locator("#details h2").text_content() == text
    assert page.locator("#details .week tbody bdi").first.text_content() == text
    assert text in str(page.locator(".unmet-post p").first.text_content())
    page.evaluate("estates.go({ site: undefined, about: estates.tables.pcns[0].code })")
    assert page.locator("#details h2").text_content() == text
    page.evaluate("estates.go({ about: undefined })")
    # A box of one line cannot hold a break: there a part of the name is looked for.
    sought = text if len(text.splitlines()) < 2 else text.split(maxsplit=1)[0]
    page.evaluate("(text) => { const box = document.getElementById('search'); box.value = text; box.focus(); }", sought)
    page.locator("#search").dispatch_event("input")
    if text.strip():
        found = page.locator("#search-results li bdi").first
        assert found.text_content() == text
    assert page.evaluate("window.wasHacked") is None
    assert visit.requests == []
    assert visit.complaints == []


def test_link_with_a_hostile_code_opens_its_site(open_page: OpenPage) -> None:
    """Codes are the user's text too, and stand in the address."""
    text = "a&b=c#d?%<img src=x onerror=hacked()>"
    visit = open_page(hostile_page(text), LAPTOP)
    visit.page.evaluate("estates.go({ view: 'week', site: estates.tables.sites[0].code })")
    visit.page.reload()
    assert visit.page.locator("#details h2").text_content() == text
    assert visit.complaints == []
