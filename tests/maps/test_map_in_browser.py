"""The map in a real browser, on a laptop and on a phone, by pointer and by keyboard."""

import csv
import io
import logging
import re
from dataclasses import replace
from itertools import combinations

import pytest
import shapely

from estates.domain.practices import Pcn
from geodata.places.boundaries import PcnArea
from maps.extras import Extras, Tiles
from maps.shortfall_map import shortfall_map
from tests.browser import LAPTOP, PHONE, OpenPage, Size, Visit
from tests.builders import post
from tests.maps.worlds import (
    county_areas,
    county_dataset,
    county_plan,
    county_tables,
    full_dataset,
    full_tables,
)

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
FINDINGS = {
    "pcns": "Harbour PCN lacks rooms most: 50% of its sessions have none",
    "practices": "Quay Surgeries alone has half or more of what practices’ own posts lack",
    "sites": "Quay Practice alone has half or more of what the posts there lack",
    "roles": "First contact physiotherapist: 3 sessions unmet, the most of any role",
    "types": "Consulting/examination room: 3 sessions unmet, the most of any room type",
    "week": "Monday morning: 1 of 3 rooms stand dark",
    "status": "2 of 2 practices are full, 0 nearly so; 0 have room",
    "worth": "One more consulting/examination room would help most at Vale Practice",
    "buildings": "leasehold: staff based there lack 50% of their sessions, the most",
    "schemes": "Extend the Quay Practice gains most: 2 sessions a week for £400,000",
    "deprivation": "Too few PCNs have a deprivation score and staff to compare fifths",
    "hubs": "Every one of 2 PCNs has a planned hub within 30 minutes",
    "journeys": "25% of the sessions placed are away from base",
    "change": "1 fewer session is unmet than before: 3 after 4",
    "years": "Unmet sessions rise from 3 in 2026 to 6 in 2030",
}


@pytest.fixture(scope="module")
def county_page() -> str:
    """Return the county's map with all views and areas drawn from sites."""
    areas = county_areas(county_dataset(), method="drawn from sites", estimated=True)
    return shortfall_map(**full_tables(areas=areas))


def _go(visit: Visit, **state: str) -> None:
    visit.page.evaluate("(state) => estates.go(state)", state)


def _sheet(visit: Visit) -> str:
    return visit.page.locator("#details").inner_text()


def _first_cells(visit: Visit) -> list[str]:
    return visit.page.locator("#view-table tbody th").all_inner_texts()


def _inked(visit: Visit, pane: str) -> int:
    return visit.page.locator(f".leaflet-{pane}-pane path").count()


@SIZES
@pytest.mark.parametrize("view", FINDINGS)
def test_every_view_says_its_finding_and_is_no_barrier(
    county_page: str, open_page: OpenPage, size: Size, view: str
) -> None:
    """Each view: its finding, a table, a key, no fault by WCAG 2.2 AA outside the map, no request, no complaint."""
    visit = open_page(county_page, size)
    _go(visit, view=view)
    assert visit.page.locator("#finding").inner_text() == FINDINGS[view]
    assert visit.page.locator("#view-table tbody tr").count() > 0
    assert visit.page.locator("#key").inner_text() != ""
    assert _inked(visit, "areas") == 2
    assert visit.page.evaluate("document.documentElement.scrollWidth") == size[0]
    assert visit.axe_violations(outside=".leaflet-container") == []
    assert visit.noise == []


def test_all_views_are_there_and_those_without_figures_are_not(county_page: str, open_page: OpenPage) -> None:
    """A dataset without schemes, scores, programmes or an earlier plan has no empty views."""
    ids = "estates.views.map(({ id }) => id)"
    assert set(open_page(county_page, LAPTOP).page.evaluate(ids)) == set(FINDINGS)
    data = county_dataset(programmes=(), practices=(), pcns=(), backdrop=())
    bare = open_page(shortfall_map(**county_tables(data, county_plan((), prices=()), areas=())), LAPTOP)
    assert bare.page.evaluate(ids) == ["pcns", "practices", "sites", "roles", "types", "week", "status"]
    for view in bare.page.evaluate(ids):
        _go(bare, view=view)
        assert bare.page.locator("#finding").inner_text() != ""
    assert bare.complaints == []


@SIZES
def test_page_opens_without_a_network(county_page: str, open_page: OpenPage, size: Size) -> None:
    """The map opens by double click; how fast is written down."""
    visit = open_page(county_page, size)
    visit.page.locator(".leaflet-areas-pane path").first.wait_for()
    logging.getLogger(__name__).info("interactive after %.0f ms at %s", visit.interactive_ms, size)
    assert visit.noise == []


def test_the_slider_steps_through_the_years_of_pcns_and_practices(county_page: str, open_page: OpenPage) -> None:
    """With the keyboard too; a PCN's filter keeps it and its practices, and the table holds every year of both."""
    visit = open_page(county_page, LAPTOP)
    _go(visit, view="years")
    assert _first_cells(visit).count("Quay Surgeries") == 2
    assert visit.page.locator("#view-table tbody tr").count() == 6
    assert _inked(visit, "marks") == 1
    visit.page.focus("#year")
    visit.page.keyboard.press("ArrowLeft")
    assert visit.page.locator("output[for=year]").inner_text() == "2026"
    assert "year=2026" in visit.page.url
    assert visit.page.locator("#finding").inner_text() == "2026: 3 sessions a week are unmet"
    _go(visit, view="years", pcn="N1")
    assert set(_first_cells(visit)) == {"Harbour PCN", "Quay Surgeries"}
    _go(visit, view="years", pcn="N2")
    assert _inked(visit, "marks") == 0
    assert visit.complaints == []


def test_policy_of_the_page_lets_no_other_script_run(county_page: str, open_page: OpenPage) -> None:
    """A script that got into the page all the same would be refused."""
    intruder = "<script>window.wasHacked = true;</script></body>"
    visit = open_page(county_page.replace("</body>", intruder), LAPTOP)
    assert visit.page.evaluate("window.wasHacked") is None
    assert any("Content Security Policy" in complaint for complaint in visit.complaints)


@SIZES
def test_search_finds_a_practice_by_part_of_its_name(county_page: str, open_page: OpenPage, size: Size) -> None:
    """Typing a few letters, arrow down and Enter open the site's sheet; Escape leads back to the search."""
    visit = open_page(county_page, size)
    visit.page.fill("#search", "vale pr")
    assert visit.page.locator("#search-status").inner_text() == "1 place found"
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    told = _sheet(visit)
    for part in ("Vale Practice", "wanted", "unmet (33.3%)", "1 of 3 unmet: rooms in reach are in use", "Estimate:"):
        assert part in told
    assert "site=S3" in visit.page.url
    # Where head and map fill the window, the head with search and tabs stays in sight.
    assert size != LAPTOP or visit.page.evaluate("scrollY") == 0
    visit.page.keyboard.press("Escape")
    assert visit.page.locator("#details").is_hidden()
    assert size != LAPTOP or visit.page.evaluate("scrollY") == 0
    assert visit.page.evaluate("document.activeElement.id") == "search"
    assert visit.noise == []


@SIZES
def test_sheet_of_a_site_tells_timetable_reasons_and_remedies(
    county_page: str, open_page: OpenPage, size: Size
) -> None:
    """Room by half-day, who sits there, what is unmet, why, and what to do; no barrier in it either."""
    visit = open_page(county_page, size)
    _go(visit, view="sites", site="S1")
    cells = visit.page.locator("#details .week tbody tr").first.locator("td")
    assert cells.count() == 17
    assert cells.nth(0).locator(".unseen").inner_text() == "First contact physiotherapist, A"
    assert cells.nth(6).locator(".unseen").inner_text() == "not known"
    assert cells.nth(1).locator(".unseen").inner_text() == "closed"
    visit.page.locator(".unmet-post summary").click()
    for part in ("2 of 4 unmet", "What to do: Open another room.", "leasehold", "31 March 2031", "Extend the Quay"):
        assert part in _sheet(visit)
    assert visit.axe_violations(outside=".leaflet-container") == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") == size[0]
    visit.page.locator("#details .close").click()
    assert visit.page.locator("#details").is_hidden()
    assert visit.noise == []


def test_click_on_an_area_tells_its_shortfall_and_that_it_is_drawn(county_page: str, open_page: OpenPage) -> None:
    """The sheet of a PCN holds its figures, the reason, its practices and the word estimate."""
    visit = open_page(county_page, LAPTOP)
    visit.page.locator(".leaflet-areas-pane path").first.click(position={"x": 30, "y": 30})
    told = _sheet(visit)
    for part in (
        "Harbour PCN",
        "unmet (50.0%)",
        "The equal of 0.2 rooms",
        "Quay Surgeries",
        "area drawn from the sites",
    ):
        assert part in told


def test_map_says_where_its_areas_come_from(county_page: str, open_page: OpenPage) -> None:
    """A drawn area is not passed off as a boundary."""
    key = open_page(county_page, LAPTOP).page.locator("#key").inner_text()
    assert "PCN areas are drawn from sites: an estimate." in key


def test_link_opens_at_its_view_and_site(county_page: str, open_page: OpenPage) -> None:
    """What stands in the address is what is shown, also after Back; what is not known is left out."""
    visit = open_page(county_page, LAPTOP)
    address = visit.page.url.split("#")[0]
    visit.page.goto("about:blank")
    visit.page.goto(f"{address}#view=week&slot=TUE_AM&site=S3&pcn=N2&role=no_such_role")
    assert visit.page.locator("#finding").inner_text().startswith("Tuesday morning")
    assert "Vale Practice" in _sheet(visit)
    assert visit.page.locator("#filter-pcn").input_value() == "N2"
    assert visit.page.locator('#views [aria-current="page"]').inner_text() == "Week"
    visit.page.click("#to-status")
    visit.page.locator('#to-status[aria-current="page"]').wait_for()
    assert visit.page.locator("#finding").inner_text() == "1 of 1 practice is full, 0 nearly so; 0 have room"
    visit.page.go_back()
    visit.page.locator('#to-week[aria-current="page"]').wait_for()


@SIZES
def test_slider_walks_through_the_week_by_keyboard(county_page: str, open_page: OpenPage, size: Size) -> None:
    """An arrow key is a half-day; the finding, the address and the table follow, and the slider keeps the focus."""
    visit = open_page(county_page, size)
    _go(visit, view="week")
    visit.page.focus("#slot")
    for _ in range(6):
        visit.page.keyboard.press("ArrowRight")
    assert visit.page.locator("#finding").inner_text() == "Wednesday morning: 1 of 3 rooms stand dark"
    assert "slot=WED_AM" in visit.page.url
    assert visit.page.evaluate("document.activeElement.id") == "slot"
    assert visit.page.locator("#slot").get_attribute("aria-valuetext") == "Wednesday morning"
    row = visit.page.locator("#view-table tbody tr", has_text="Quay Practice").inner_text().split()
    assert row[-2:] == ["1", "Show"] or (size == PHONE and row[-3:] == ["1", "S1", "Show"])
    assert visit.noise == []


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_way_out_of_a_sheet_covers_no_part_of_it(county_page: str, open_page: OpenPage, size: Size) -> None:
    """At its top as scrolled down: what can be seen beside the button is the name, on a ground of its own."""
    visit = open_page(county_page, size)
    _go(visit, site="S1")
    visit.page.evaluate("document.querySelector('#details').style.setProperty('padding-bottom', '2000px')")
    beside = """(scrolled) => {
      const sheet = document.querySelector("#details"), head = document.querySelector(".sheet-head");
      sheet.scrollTop = scrolled;
      const { left, right, top, bottom } = head.getBoundingClientRect(), box = sheet.getBoundingClientRect();
      const { bottom: end } = head.querySelector(".close").getBoundingClientRect();
      const seen = [...Array(40).keys()].map((at) => left + 8 + (at * (right - left - 16)) / 40)
        .flatMap((x) => [top + 1, end - 1].map((y) => document.elementFromPoint(x, y)));
      const next = document.querySelector(".popup-kind").getBoundingClientRect().top;
      return [top - box.top, right - box.left - sheet.clientLeft - sheet.clientWidth, bottom >= end,
        seen.every((found) => head.contains(found)), next >= bottom];
    }"""
    assert visit.page.evaluate(beside, 0) == [0, 0, True, True, True]
    assert visit.page.evaluate(beside, 300) == [0, 0, True, True, False]
    assert visit.noise == []


def test_filters_leave_the_posts_they_name(county_page: str, open_page: OpenPage) -> None:
    """By PCN and by role: the figures are those of the posts that remain."""
    visit = open_page(county_page, LAPTOP)
    visit.page.select_option("#filter-pcn", "N2")
    assert visit.page.locator("#view-table tfoot").inner_text().split()[:5] == ["All", "3", "2", "1", "33.3%"]
    _go(visit, view="roles")
    assert visit.page.locator("#view-table tfoot").inner_text().split()[:4] == ["All", "3", "2", "1"]
    visit.page.select_option("#filter-pcn", "")
    visit.page.locator("button.bar-row").first.click()
    assert "role=fcp_physio" in visit.page.url
    assert visit.page.locator("#filter-role").input_value() == "fcp_physio"


@pytest.mark.parametrize("level", ["pcn", "practice", "site", "role", "room_type"])
def test_tables_of_the_map_are_the_tables_of_the_plan(level: str, county_page: str, open_page: OpenPage) -> None:
    """What the page adds up by itself is what shortfall.csv holds, level by level."""
    view = {"pcn": "pcns", "practice": "practices", "site": "sites", "role": "roles", "room_type": "types"}[level]
    visit = open_page(county_page, LAPTOP)
    _go(visit, view=view)
    with visit.page.expect_download() as download:
        visit.page.click("#save")
    rows = csv.DictReader(io.StringIO(download.value.path().read_bytes().decode("utf-8-sig")))
    told = {
        row["Code"]: (int(row["Wanted"]), int(row["Placed"]), int(row["Unmet"]), float(row["Unmet share"]))
        for row in rows
        if row["Wanted"] != "0"
    }
    plan = [row for row in full_tables()["shortfall"] if row.level == level]
    assert told == {row.code: (row.wanted, row.placed, row.unmet, float(row.unmet_share)) for row in plan}


def test_share_is_printed_on_every_area(county_page: str, open_page: OpenPage) -> None:
    """No area is told by its colour alone."""
    visit = open_page(county_page, LAPTOP)
    assert sorted(visit.page.locator(".map-label .share").all_inner_texts()) == ["33%", "50%"]


def _neighbours(count: int, across: int, metres: int, name: str) -> dict[str, object]:
    codes = [f"N{number}" for number in range(count)]
    data = county_dataset(
        pcns=tuple(Pcn(pcn_code=code, name=f"{name} {code}") for code in codes),
        posts=tuple(post(f"A{code}", 3, pcn_code=code) for code in codes),
    )
    corners = [(396_000 + metres * (n % across), 98_000 + metres * (n // across)) for n in range(count)]
    areas = tuple(
        PcnArea(pcn.pcn_code, pcn.name, shapely.box(x, y, x + metres, y + metres), "boundary", False)
        for pcn, (x, y) in zip(data.pcns, corners, strict=True)
    )
    return county_tables(data, county_plan(()), areas=areas)


def test_shares_that_have_no_room_wait_for_a_closer_look(open_page: OpenPage) -> None:
    """Forty tiny neighbours: what cannot be read is not printed, its number is told, and zooming in shows it."""
    page = open_page(shortfall_map(**_neighbours(40, 8, 300, "Network")), LAPTOP).page  # type: ignore[arg-type]
    shown = page.locator(".map-label > span:visible:not(.town)").count()
    assert 0 < shown < 40
    assert f"{40 - shown} figures have no room on the map here" in page.locator("#hidden-labels").inner_text()
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    page.locator("#hidden-labels").wait_for(state="hidden")


@SIZES
def test_labels_do_not_lie_on_each_other(open_page: OpenPage, size: Size) -> None:
    """Eighteen small neighbours with long names: every share is shown, and no label covers another."""
    html = shortfall_map(**_neighbours(18, 6, 2500, "Long name of the network"))  # type: ignore[arg-type]
    labels = open_page(html, size).page.locator(".map-label > span").all()
    boxes = [box for label in labels if (box := label.bounding_box()) is not None]
    drawn = [shapely.box(box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]) for box in boxes]
    assert len(drawn) >= 18
    assert not any(one.intersection(other).area > 0 for one, other in combinations(drawn, 2))


@SIZES
def test_tables_sort_by_click_and_by_keyboard(county_page: str, open_page: OpenPage, size: Size) -> None:
    """A head sorts its column, a second time the other way round, and says so to a screen reader."""
    visit = open_page(county_page, size)
    assert _first_cells(visit)[0] == "Harbour PCN"
    head = visit.page.locator("#view-table thead th", has_text="Wanted")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    head.locator("button").focus()
    visit.page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert _first_cells(visit) == ["Programmes and others of no PCN", "Vale PCN", "Harbour PCN"]
    assert visit.noise == []


def test_table_ends_with_the_countys_total(county_page: str, open_page: OpenPage) -> None:
    """The foot of the table is the sentence at the head of the page."""
    visit = open_page(county_page, LAPTOP)
    assert visit.page.locator("#view-table tfoot").inner_text().split()[:5] == ["All", "8", "5", "3", "37.5%"]


@SIZES
def test_keyboard_alone_reaches_a_sheet_and_comes_back(county_page: str, open_page: OpenPage, size: Size) -> None:
    """The skip link leads to the table; Enter on a row's button opens the sheet; Escape returns to the button."""
    visit = open_page(county_page, size)
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement.textContent") == "Show":
            break
    visit.page.keyboard.press("Enter")
    assert "Harbour PCN" in _sheet(visit)
    assert (
        visit.page.evaluate("document.activeElement.closest('[role=dialog]').getAttribute('aria-label')")
        == "Harbour PCN"
    )
    visit.page.keyboard.press("Escape")
    assert visit.page.locator("#details").is_hidden()
    assert visit.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Show on map: Harbour PCN"
    assert visit.noise == []


def test_keyboard_alone_changes_the_view(county_page: str, open_page: OpenPage) -> None:
    """The views are links: Tab and Enter."""
    visit = open_page(county_page, LAPTOP)
    visit.page.focus("#to-hubs")
    visit.page.keyboard.press("Enter")
    visit.page.locator('#to-hubs[aria-current="page"]').wait_for()
    assert visit.page.locator("#finding").inner_text() == FINDINGS["hubs"]
    assert visit.page.evaluate("document.activeElement.id") == "to-hubs"


def test_focus_can_be_seen(county_page: str, open_page: OpenPage) -> None:
    """Whatever has the focus by keyboard has a frame."""
    visit = open_page(county_page, LAPTOP)
    for _ in range(30):
        visit.page.keyboard.press("Tab")
        style = visit.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert style == "solid", visit.page.evaluate("document.activeElement.outerHTML")


@SIZES
@pytest.mark.parametrize("site", ["", "S1"])
def test_paper_shows_map_key_and_table(county_page: str, open_page: OpenPage, size: Size, site: str) -> None:
    """A print fits A4 across: the map with its key, an open sheet on its own page, then the table."""
    visit = open_page(county_page, size)
    _go(visit, site=site)
    pdf = visit.page.pdf(prefer_css_page_size=True, print_background=True)
    assert pdf.count(b"/Type /Page\n") == (4 if site else 2)
    visit.page.emulate_media(media="print")
    assert visit.page.locator(".key").first.is_visible()
    assert not visit.page.locator("#search").is_visible()
    assert visit.page.locator("#details").is_visible() is bool(site)
    assert visit.noise == []


def test_marks_that_differ_in_kind_differ_in_shape(county_page: str, open_page: OpenPage) -> None:
    """Status, buildings and kinds of site are never told by colour alone."""
    visit = open_page(county_page, LAPTOP)
    for view in ("pcns", "status", "buildings"):
        _go(visit, view=view)
        drawn = (
            "[...document.querySelectorAll('#key .icon path:not([fill=none])')].map((path) => path.getAttribute('d'))"
        )
        outlines = visit.page.evaluate(drawn)
        assert len(set(outlines)) == len(outlines) >= 3, view


def test_tiles_are_asked_for_only_once_switched_on(open_page: OpenPage) -> None:
    """Off when the page opens; switched on, the page asks that one server and shows its credit."""
    tiles = Tiles(url="https://tiles.invalid/{z}/{x}/{y}.png", credit="© Somebody")
    visit = open_page(shortfall_map(**full_tables(extras=Extras(tiles=tiles))), LAPTOP)
    assert visit.requests == []
    visit.page.check("#tiles")
    visit.page.locator("#tiles-credit", has_text="© Somebody").wait_for()
    visit.page.wait_for_timeout(200)
    assert visit.requests
    assert all(re.fullmatch(r"https://tiles\.invalid/\d+/\d+/\d+\.png", address) for address in visit.requests)


def test_full_world_is_the_county_with_more_columns() -> None:
    """The figures of the tests hold for both."""
    assert full_dataset().posts == county_dataset().posts


@pytest.fixture(scope="module")
def large_page() -> str:
    """Return the map of a county with 1,800 sites, drawn on a canvas."""
    data = county_dataset()
    spots = [(396_000 + 400 * (n % 45), 97_000 + 250 * (n // 45)) for n in range(1_800)]
    more = tuple(
        replace(data.sites[0], site_id=f"L{n}", name=f"Surgery {n}", easting=x, northing=y)
        for n, (x, y) in enumerate(spots)
    )
    return shortfall_map(**county_tables(replace(data, sites=data.sites + more)))


def test_thousands_of_sites_stand_together_far_out_and_part_when_near(large_page: str, open_page: OpenPage) -> None:
    """Far out there are a few clusters, which a click opens; near there are the sites themselves."""
    visit = open_page(large_page, LAPTOP)
    _go(visit, view="sites")
    parted = "Object.values(estates.inSight(estates.atlas.map, estates.tables.sites)).map((list) => list.length)"
    marks, clusters = visit.page.evaluate(parted)
    assert marks == 0
    assert 10 < clusters < 200
    assert visit.page.locator(".leaflet-areas-pane canvas").count() == 1
    zoom = "estates.atlas.map.getZoom()"
    before = visit.page.evaluate(zoom)
    visit.page.evaluate("estates.atlas.map.setView(estates.tables.sites[900].at, 15, { animate: false }) && 0")
    marks, clusters = visit.page.evaluate(parted)
    assert 0 < marks <= 500
    assert clusters == 0
    assert visit.page.evaluate(zoom) > before
    assert visit.complaints == []


def test_long_table_shows_its_first_rows_and_then_all(large_page: str, open_page: OpenPage) -> None:
    """Two hundred rows are enough to start with; the file has them all."""
    visit = open_page(large_page, LAPTOP)
    _go(visit, view="sites")
    assert len(_first_cells(visit)) == 200
    with visit.page.expect_download() as download:
        visit.page.click("#save")
    assert len(download.value.path().read_bytes().splitlines()) == 1 + 1_804 + 1
    visit.page.click("#all-rows")
    assert len(_first_cells(visit)) == 1_805
    assert visit.page.locator("#all-rows").is_hidden()


def test_click_on_a_site_opens_its_sheet_on_a_canvas_too(large_page: str, open_page: OpenPage) -> None:
    """What is drawn on one canvas can still be clicked, sites above areas."""
    visit = open_page(large_page, LAPTOP)
    _go(visit, view="practices")
    visit.page.evaluate("estates.atlas.map.setView(estates.mainSite(0).at, 15, { animate: false }) && 0")
    box = visit.page.locator("#map").bounding_box()
    assert box is not None
    visit.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    visit.page.locator("#details", has_text="Quay Practice").wait_for()
