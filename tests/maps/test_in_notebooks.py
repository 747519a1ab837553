"""What a notebook shows of a plan: its overview, its map in a frame, and its figures; a user's text is never run."""

import re
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from estates.domain.errors import RequestError
from maps.explore import explore
from maps.overview import dataset_overview, plan_overview
from maps.plain_text import shortened
from maps.plot import plot
from maps.shortfall_map import shortfall_map
from tests.browser import LAPTOP, OpenPage
from tests.maps.hostile import HOSTILE
from tests.maps.hostile_world import hostile_tables
from tests.maps.reports import county_report
from tests.maps.worlds import county_dataset, county_plan, full_tables


def test_a_plan_says_its_finding_its_proof_and_its_estimates() -> None:
    """The same words as the map and the figures, and a row per PCN."""
    html = plan_overview(county_report())
    assert "8 room sessions a week are wanted; 5 have a room; 3 (37.5%) do not" in html
    assert "Proved: no plan for this dataset places more" in html
    assert "1 of 3 rooms" in html
    assert re.findall(r"<bdi>(.*?)</bdi>", html) == ["Harbour PCN", "Vale PCN"]


def test_a_long_list_of_pcns_is_cut_in_words() -> None:
    """Twenty rows, and how many more there are."""
    base = county_dataset()
    posts = tuple(replace(base.posts[0], post_id=f"P{n}", pcn_code=f"N{n}") for n in range(23))
    html = plan_overview(county_report(data=county_dataset(posts=posts), plan=county_plan(())))
    assert html.count("<tr><th") == 1 + 20
    assert "and 3 more PCNs" in html


def test_a_dataset_says_its_tables_and_what_is_not_known() -> None:
    """Tables without rows are left out; what is not known is counted."""
    html = dataset_overview(county_dataset(pcns=()), warnings=2)
    assert "A dataset of 4 sites and 2 posts" in html
    assert "1 half-day of rooms not known, none treated as free. 2 warnings." in html
    assert re.findall(r"<bdi>rooms</bdi></th>\n<td[^>]*>(\d+)</td><td[^>]*>(\d+)</td>", html) == [("3", "1")]
    assert "<bdi>pcns</bdi>" not in html


@pytest.mark.parametrize("text", HOSTILE, ids=[f"text {number}" for number in range(len(HOSTILE))])
def test_hostile_text_of_a_plan_is_escaped(text: str) -> None:
    """A name is shown as text, on one line and not longer than a line holds; it makes no element of its own."""
    html = plan_overview(county_report(**hostile_tables(text)))
    usual = plan_overview(county_report())
    assert re.findall(r"</?[a-z]\w*", html) == re.findall(r"</?[a-z]\w*", usual)
    assert f"<bdi>{escape(shortened(text, 60)).replace('&#x27;', '&#39;').replace('&quot;', '&#34;')}</bdi>" in html


def test_a_figure_is_shown_and_saved_in_three_forms(tmp_path: Path) -> None:
    """The finding is its title and its words for who cannot see it; an ending nobody knows is refused."""
    picture = plot(county_report(), "league", sheet="a4")
    assert picture.title
    assert f'alt="{escape(picture.title)}"' in picture._repr_html_()
    for ending, start in ((".svg", b"<?xml"), (".png", b"\x89PNG"), (".pdf", b"%PDF")):
        picture.save(tmp_path / f"league{ending}")
        assert (tmp_path / f"league{ending}").read_bytes().startswith(start)
    with pytest.raises(RequestError, match=re.escape("not as “.gif”")):
        picture.save(tmp_path / "league.gif")


@pytest.mark.parametrize(("name", "sheet"), [("nothing", "slide"), ("league", "poster")])
def test_a_figure_that_is_not_there_is_named_with_those_that_are(name: str, sheet: str) -> None:
    """The words of the message are a list to choose from."""
    with pytest.raises(RequestError, match=r"choose (shortfall-map, league|a4 and slide)"):
        plot(county_report(), name, sheet=sheet)


@pytest.mark.browser
def test_the_map_works_inside_its_frame(open_page: OpenPage, tmp_path: Path) -> None:
    """Views, sheets and the file of a table; the page round it stays where it is, and nothing is asked for."""
    shown = explore(shortfall_map(**full_tables()).encode())
    shown.save(tmp_path / "map.html")
    assert (tmp_path / "map.html").read_text(encoding="utf-8") == shown.html
    visit = open_page(f"<!doctype html><title>Notebook</title>{shown._repr_html_()}", LAPTOP)
    frame = visit.page.frames[-1]
    frame.wait_for_selector("body.ready")
    frame.click("#views a[id$='sites']")
    assert "Quay Practice alone" in str(frame.locator("#finding").text_content())
    frame.locator("#view-table button").filter(has_text="Show").first.click()
    assert frame.locator("#details h2").is_visible()
    frame.locator("#details h2").press("Escape")
    with visit.page.expect_download() as download:
        frame.click("#save")
    assert download.value.suggested_filename.endswith(".csv")
    assert "#" not in visit.page.url
    assert visit.requests == []
    assert visit.complaints == []
