"""The files that the map's tables are taken away as: every row joins the dataset's tables by its codes."""

import csv
import io
from collections.abc import Callable, Set

import pytest

from estates.domain.dataset import Dataset
from maps.shortfall_map import shortfall_map
from tests.browser import LAPTOP, OpenPage
from tests.maps.worlds import full_tables

pytestmark = pytest.mark.browser
NONE, NO_CODE = "none", ""
Codes = Callable[[Dataset], Set[str]]


def _pcns(data: Dataset) -> Set[str]:
    return {row.pcn_code for row in data.pcns}


def _sites(data: Dataset) -> Set[str]:
    return {row.site_id for row in data.sites}


def _practices(data: Dataset) -> Set[str]:
    return {row.practice_code for row in data.practices}


def _schemes(data: Dataset) -> Set[str]:
    return {row.scheme_id for row in data.schemes}


def _programmes(data: Dataset) -> Set[str]:
    return {row.programme_id for row in data.programmes}


def _roles(data: Dataset) -> Set[str]:
    return set(data.role_by_id)


def _room_types(data: Dataset) -> Set[str]:
    return {row.room_type.value for row in data.rooms}


def _places_of_an_outlook(data: Dataset) -> Set[str]:
    return {"all"} | _pcns(data) | _practices(data)


JOINS: dict[str, dict[str, Codes]] = {
    "pcns": {"Code": _pcns},
    "practices": {"Code": _practices, "PCN code": _pcns},
    "sites": {"Code": _sites, "PCN code": _pcns},
    "roles": {"Code": _roles},
    "types": {"Code": _room_types},
    "week": {"Code": _sites, "PCN code": _pcns},
    "status": {"Code": _practices, "PCN code": _pcns},
    "worth": {"Code": _sites, "PCN code": _pcns},
    "buildings": {"Code": _sites, "PCN code": _pcns},
    "schemes": {"Code": _schemes, "Site code": _sites, "PCN code": _pcns},
    "deprivation": {"Code": _pcns},
    "hubs": {"Programme code": _programmes, "Code": _pcns, "Surgery’s site code": _sites, "Hub’s site code": _sites},
    "journeys": {"Base’s site code": _sites, "Site code": _sites},
    "change": {"Code": _pcns},
    "years": {"Code": _places_of_an_outlook},
}


@pytest.fixture(scope="module")
def county_page() -> str:
    """Return the county's map with all views."""
    return shortfall_map(**full_tables())


def test_every_view_has_a_file_that_is_joined_here(county_page: str, open_page: OpenPage) -> None:
    """A new view says which tables its rows belong to."""
    shown = open_page(county_page, LAPTOP).page.evaluate("estates.views.map(({ id }) => id)")
    assert set(shown) == set(JOINS)


@pytest.mark.parametrize("view", JOINS)
def test_rows_of_a_file_join_the_tables(view: str, county_page: str, open_page: OpenPage) -> None:
    """By the code of what each is about and of whatever else it names; of a hub's PCN, say, there is none."""
    visit = open_page(county_page, LAPTOP)
    visit.page.evaluate(f"estates.go({{ view: '{view}' }})")
    with visit.page.expect_download() as download:
        visit.page.click("#save")
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_bytes().decode("utf-8-sig"))))
    for head, codes in JOINS[view].items():
        told = {row[head] for row in rows}
        assert told - {NONE, NO_CODE}
        assert told <= codes(full_tables()["dataset"]) | {NONE, NO_CODE}
    assert visit.noise == []


def test_codes_of_what_else_a_row_names_are_in_the_file_alone(county_page: str, open_page: OpenPage) -> None:
    """The table stays narrow enough to read."""
    visit = open_page(county_page, LAPTOP)
    visit.page.evaluate("estates.go({ view: 'schemes' })")
    heads = [head.strip() for head in visit.page.locator("#view-table thead th").all_inner_texts()]
    assert "Code" in heads
    assert not {"Site code", "PCN code"} & set(heads)
