"""The map in a real browser, on a laptop and on a phone, by pointer and by keyboard."""

import logging
from itertools import combinations

import pytest
import shapely

from estates.domain.practices import Pcn
from geodata.places.boundaries import PcnArea
from maps.shortfall_map import shortfall_map
from tests.browser import LAPTOP, PHONE, OpenPage, Size, Visit
from tests.builders import post
from tests.maps.worlds import county_areas, county_dataset, county_plan, county_tables

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])


@pytest.fixture(scope="module")
def county_page() -> str:
    """Return the county's map with areas drawn from sites."""
    areas = county_areas(county_dataset(), method="drawn from sites", estimated=True)
    return shortfall_map(**county_tables(areas=areas))


def _popup(visit: Visit) -> str:
    return visit.page.locator(".leaflet-popup-content").last.inner_text()


def _first_cells(visit: Visit, table: str) -> list[str]:
    return visit.page.locator(f"#{table} tbody th").all_inner_texts()


@SIZES
def test_page_asks_for_nothing_and_complains_of_nothing(county_page: str, open_page: OpenPage, size: Size) -> None:
    """The map opens by double click, without a network."""
    visit = open_page(county_page, size)
    visit.page.locator(".leaflet-areas-pane path").first.wait_for()
    logging.getLogger(__name__).info("interactive after %.0f ms at %s", visit.interactive_ms, size)
    assert visit.requests == []
    assert visit.complaints == []


def test_policy_of_the_page_lets_no_other_script_run(county_page: str, open_page: OpenPage) -> None:
    """A script that got into the page all the same would be refused."""
    intruder = "<script>window.wasHacked = true;</script></body>"
    visit = open_page(county_page.replace("</body>", intruder), LAPTOP)
    assert visit.page.evaluate("window.wasHacked") is None
    assert any("Content Security Policy" in complaint for complaint in visit.complaints)


@SIZES
def test_nothing_outside_the_map_is_a_barrier(county_page: str, open_page: OpenPage, size: Size) -> None:
    """axe-core finds no fault by WCAG 2.2 AA outside the map itself, which has its tables."""
    assert open_page(county_page, size).axe_violations(outside=".leaflet-container") == []


@SIZES
def test_page_is_no_wider_than_its_window(county_page: str, open_page: OpenPage, size: Size) -> None:
    """Only the tables scroll sideways."""
    assert open_page(county_page, size).page.evaluate("document.documentElement.scrollWidth") == size[0]


@SIZES
def test_search_finds_a_practice_by_part_of_its_name(county_page: str, open_page: OpenPage, size: Size) -> None:
    """Typing a few letters, arrow down and Enter open the place's pop-up with its figures."""
    visit = open_page(county_page, size)
    visit.page.fill("#search", "vale pr")
    assert visit.page.locator("#search-status").inner_text() == "1 place found"
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    told = _popup(visit)
    for part in (
        "Vale Practice",
        "wanted\n3",
        "placed\n2",
        "unmet (33.3%)\n1",
        "rooms in reach are in use",
        "Estimate:",
    ):
        assert part in told


@SIZES
def test_popup_lies_clear_of_the_controls(county_page: str, open_page: OpenPage, size: Size) -> None:
    """No pop-up hides under the zoom buttons or the scale."""
    visit = open_page(county_page, size)
    visit.page.locator("#site-table tbody button").first.click()
    popup = visit.page.locator(".leaflet-popup-content-wrapper").bounding_box()
    assert popup is not None
    for control in visit.page.locator(".leaflet-control").all():
        box = control.bounding_box()
        if box is None or not control.evaluate("(here) => here.closest('.leaflet-container') !== null"):
            continue
        apart = box["x"] + box["width"] <= popup["x"] or box["y"] + box["height"] <= popup["y"]
        assert apart or box["y"] >= popup["y"] + popup["height"]


def test_search_leaves_out_what_is_not_on_the_map(county_page: str, open_page: OpenPage) -> None:
    """The row of programmes has no place to show."""
    visit = open_page(county_page, LAPTOP)
    visit.page.fill("#search", "programmes")
    assert visit.page.locator("#search-status").inner_text() == "0 places found"


def test_click_on_an_area_tells_its_shortfall_and_that_it_is_drawn(county_page: str, open_page: OpenPage) -> None:
    """The pop-up of a PCN holds its figures, the reason and the word estimate."""
    visit = open_page(county_page, LAPTOP)
    visit.page.locator(".leaflet-areas-pane path").first.click(position={"x": 30, "y": 30})
    told = _popup(visit)
    for part in ("Harbour PCN", "unmet (50.0%)", "The equal of 0.2 rooms", "Estimate: area drawn from the sites"):
        assert part in told


def test_click_on_a_line_tells_who_travels(county_page: str, open_page: OpenPage) -> None:
    """A journey says its sessions, its minutes and that the time is an estimate."""
    visit = open_page(county_page, LAPTOP)
    visit.page.locator(".leaflet-journeys-pane path").dispatch_event("click")
    told = _popup(visit)
    for part in ("Vale Practice → Harbour Hub", "12", "minutes one way", "Estimate: travel time"):
        assert part in told


def test_share_is_printed_on_every_area(county_page: str, open_page: OpenPage) -> None:
    """No area is told by its colour alone."""
    visit = open_page(county_page, LAPTOP)
    assert sorted(visit.page.locator(".map-label .share").all_inner_texts()) == ["33%", "50%"]


def test_shares_that_have_no_room_wait_for_a_closer_look(open_page: OpenPage) -> None:
    """Forty tiny neighbours: what cannot be read is not printed, its number is told, and zooming in shows it."""
    codes = [f"N{number}" for number in range(40)]
    data = county_dataset(
        pcns=tuple(Pcn(pcn_code=code, name=f"Network {code}") for code in codes),
        posts=tuple(post(f"A{code}", 3, pcn_code=code) for code in codes),
    )
    corners = [(401_000 + 300 * (number % 8), 100_000 + 300 * (number // 8)) for number in range(40)]
    areas = tuple(
        PcnArea(pcn.pcn_code, pcn.name, shapely.box(x, y, x + 300, y + 300), "boundary", False)
        for pcn, (x, y) in zip(data.pcns, corners, strict=True)
    )
    page = open_page(shortfall_map(**county_tables(data, county_plan(()), areas=areas)), LAPTOP).page
    shown = page.locator(".map-label > span:visible:not(.town)").count()
    assert 0 < shown < 40
    assert f"{40 - shown} shares have no room on the map here" in page.locator("#hidden-labels").inner_text()
    for _ in range(3):
        page.get_by_role("button", name="Zoom in").click()
    page.locator("#hidden-labels").wait_for(state="hidden")


@SIZES
def test_labels_do_not_lie_on_each_other(open_page: OpenPage, size: Size) -> None:
    """Eighteen small neighbours with long names: every share is shown, and no label covers another."""
    codes = [f"N{number}" for number in range(18)]
    data = county_dataset(
        pcns=tuple(Pcn(pcn_code=code, name=f"Long name of the network {code}") for code in codes),
        posts=tuple(post(f"A{code}", 3, pcn_code=code) for code in codes),
    )
    corners = [(396_000 + 2500 * (number % 6), 98_000 + 2500 * (number // 6)) for number in range(18)]
    areas = tuple(
        PcnArea(pcn.pcn_code, pcn.name, shapely.box(x, y, x + 2500, y + 2500), "boundary", False)
        for pcn, (x, y) in zip(data.pcns, corners, strict=True)
    )
    html = shortfall_map(**county_tables(data, county_plan(()), areas=areas))
    labels = open_page(html, size).page.locator(".map-label > span").all()
    boxes = [box for label in labels if (box := label.bounding_box()) is not None]
    drawn = [shapely.box(box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]) for box in boxes]
    assert len(drawn) >= 18
    assert not any(one.intersection(other).area > 0 for one, other in combinations(drawn, 2))


def test_tables_sort_by_click_and_by_keyboard(county_page: str, open_page: OpenPage) -> None:
    """A head sorts its column, a second time the other way round, and says so to a screen reader."""
    visit = open_page(county_page, LAPTOP)
    assert _first_cells(visit, "pcn-table")[0] == "Harbour PCN"
    head = visit.page.locator("#pcn-table thead th", has_text="Wanted")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    head.locator("button").focus()
    visit.page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert _first_cells(visit, "pcn-table") == ["Programmes and others of no PCN", "Vale PCN", "Harbour PCN"]


def test_table_ends_with_the_countys_total(county_page: str, open_page: OpenPage) -> None:
    """The foot of the table is the sentence at the head of the page."""
    visit = open_page(county_page, LAPTOP)
    assert visit.page.locator("#pcn-table tfoot").inner_text().split()[:5] == ["All", "8", "5", "3", "37.5%"]


def test_keyboard_alone_reaches_a_popup_and_comes_back(county_page: str, open_page: OpenPage) -> None:
    """The skip link leads to the tables; Enter on a row's button opens the pop-up; Escape returns to the button."""
    visit = open_page(county_page, LAPTOP)
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement.textContent") == "Show":
            break
    visit.page.keyboard.press("Enter")
    assert "Harbour PCN" in _popup(visit)
    assert (
        visit.page.evaluate("document.activeElement.closest('[role=dialog]').getAttribute('aria-label')")
        == "Harbour PCN"
    )
    visit.page.keyboard.press("Escape")
    visit.page.locator(".leaflet-popup").wait_for(state="detached")
    assert visit.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Show on map: Harbour PCN"


def test_layers_can_be_switched_off_and_are_switched_on_to_show_a_row(county_page: str, open_page: OpenPage) -> None:
    """Asking for a row brings its layer back."""
    visit = open_page(county_page, LAPTOP)
    journeys = visit.page.get_by_label("Journeys from base to a room elsewhere")
    journeys.uncheck()
    assert visit.page.locator(".leaflet-journeys-pane path").count() == 0
    visit.page.locator("#journey-table tbody button").click()
    assert visit.page.locator(".leaflet-journeys-pane path").count() == 1
    assert journeys.is_checked()


def test_layers_and_legend_are_folded_on_a_phone(county_page: str, open_page: OpenPage) -> None:
    """On a phone the map comes first; on a laptop both lists are open."""
    folded = "[...document.querySelectorAll('.fold')].map((fold) => fold.open)"
    assert open_page(county_page, PHONE).page.evaluate(folded) == [False, False]
    assert open_page(county_page, LAPTOP).page.evaluate(folded) == [True, True]


def test_paper_shows_map_legend_and_tables(county_page: str, open_page: OpenPage) -> None:
    """A print fits A4 across, with the map and its legend on the first page."""
    visit = open_page(county_page, LAPTOP)
    pdf = visit.page.pdf(prefer_css_page_size=True, print_background=True)
    assert pdf.count(b"/Type /Page\n") == 2
    visit.page.emulate_media(media="print")
    assert visit.page.locator(".key").first.is_visible()
    assert not visit.page.locator("#search").is_visible()
