"""Main, branch and hub sites of a first dataset."""

from decimal import Decimal
from typing import Any

import numpy as np
from shapely import box

from estates.domain.words import SiteKind
from geodata.national.branches import Branch
from geodata.national.nhs_sites import NhsSite
from geodata.national.practice_tables import PracticeExtras
from geodata.national.source import FileKind, Source
from geodata.places.positions import to_grid
from geodata.places.postcodes import Postcodes
from geodata.starter.area import StarterArea
from geodata.starter.practices import AreaPractice
from geodata.starter.sites import StarterSite, area_test, branch_sites, hub_sites, main_sites

POSTCODES = Postcodes(
    np.array([b"ZZ11AA", b"ZZ12BB", b"ZZ13CC"]),
    np.array([400_000, 402_000, 403_000], np.int32),
    np.array([100_000, 101_000, 101_500], np.int32),
)
OLD = Source(name="list 2014", kind=FileKind.BRANCHES, dated="2014")
NEW = Source(name="list 2017", kind=FileKind.BRANCHES, dated="2017")


def area(*practices: AreaPractice) -> StarterArea:
    """Return an area of these practices."""
    return StarterArea(
        code="99X",
        sub_icbs=frozenset({"99X"}),
        icb_code="QZZ",
        icb_names=frozenset(),
        practices=practices,
        pcns={"N1": "One"},
    )


def practice(code: str = "P1", postcode: str = "ZZ1 1AA", extras: PracticeExtras | None = None) -> AreaPractice:
    """Return a practice of PCN N1."""
    return AreaPractice(code=code, name=code, pcn_code="N1", list_size=1, postcode=postcode, extras=extras)


def mains(*practices: AreaPractice) -> tuple[StarterSite, ...]:
    """Return the main sites of practices."""
    return main_sites(area(*practices), POSTCODES)[0]


def branch(code: str = "P1001", postcode: str = "ZZ1 3CC", source: Source = NEW, **given: Any) -> Branch:
    """Return a branch of practice P1."""
    defaults: dict[str, Any] = {"name": "QUAY BRANCH", "closed": "", "parent": "P1"}
    return Branch(code=code, postcode=postcode, source=source, **(defaults | given))


def nhs_site(code: str = "RZ001", name: str = "Bay Hospital", postcode: str = "ZZ1 3CC", **given: Any) -> NhsSite:
    """Return an NHS hospital."""
    defaults: dict[str, Any] = {
        "kind": "Hospital",
        "sub_kind": "Hospital",
        "sector": "NHS Sector",
        "trust": "",
        "latitude": None,
        "longitude": None,
        "source": NEW,
    }
    return NhsSite(code=code, name=name, postcode=postcode, **(defaults | given))


def test_practice_stands_at_its_postcode() -> None:
    """The position is the middle of the postcode, on the grid; the row itself is no estimate."""
    (site,) = mains(practice())
    assert (site.site_id, site.kind, site.position, site.estimated) == (
        "P1",
        SiteKind.PRACTICE,
        (400_000, 100_000),
        False,
    )


def test_practice_without_a_known_postcode_stands_where_a_joined_table_has_it() -> None:
    """And where no file places it, it is left out and said so."""
    extras = PracticeExtras(
        practice_code="P1", easting=1, northing=2, weighted_list_size=None, imd_score=None, source=NEW
    )
    sites, notes = main_sites(area(practice("P1", "XX1 1XX", extras), practice("P2", "XX1 1XX")), POSTCODES)
    assert [site.position for site in sites] == [(1, 2)]
    assert [(each.code, each.why) for each in notes.left_out] == [("P2", "its postcode XX1 1XX is in no postcode file")]


def test_practices_that_share_a_postcode_are_named() -> None:
    """They may share a building."""
    _, notes = main_sites(area(practice("P1"), practice("P2")), POSTCODES)
    assert notes.remarks == ("These practices share the postcode ZZ1 1AA and may share a building: P1 (P1), P2 (P2).",)


def test_branch_belongs_to_its_practice_and_is_an_estimate() -> None:
    """An old list does not say that a branch is still open."""
    ((site,), notes) = branch_sites([branch()], mains(practice()), POSTCODES)
    assert (site.site_id, site.kind, site.practice_code, site.pcn_code) == ("P1001", SiteKind.BRANCH, "P1", "N1")
    assert site.name == "Quay Branch (branch of P1)"
    assert site.estimated
    assert notes.left_out == ()


def test_branches_that_cannot_be_used_are_left_out_with_a_reason() -> None:
    """Closed, at the main surgery, a vaccination centre, nowhere."""
    given = [
        branch("P1001", closed="2019-03-31"),
        branch("P1002", "ZZ11AA"),
        branch("P1003", name="COVID LOCAL VACCINATION SERVICE"),
        branch("P1004", "XX1 1XX"),
        branch("P2001", parent="P2"),
    ]
    sites, notes = branch_sites(given, mains(practice()), POSTCODES)
    assert sites == ()
    assert {each.code: each.why for each in notes.left_out} == {
        "P1001": "closed on 2019-03-31",
        "P1002": "stands at ZZ11AA, where practice P1 already has a site",
        "P1003": "a vaccination centre, not a surgery",
        "P1004": "its postcode XX1 1XX has no known position",
    }


def test_branch_uses_its_own_degrees_where_its_postcode_is_unknown() -> None:
    """A branch across the county's edge has a postcode that a local file does not hold."""
    ((site,), _) = branch_sites(
        [branch(postcode="XX1 1XX", latitude=Decimal("50.8"), longitude=Decimal(-2))], mains(practice()), POSTCODES
    )
    assert site.position == to_grid(50.8, -2)


def test_newer_list_tells_of_a_branch() -> None:
    """The same branch in two lists is one site, at the newer address."""
    ((site,), notes) = branch_sites([branch(postcode="ZZ1 2BB", source=OLD), branch()], mains(practice()), POSTCODES)
    assert site.position == (403_000, 101_500)
    assert notes.left_out == ()


def test_hospital_stands_before_clinic_at_one_postcode() -> None:
    """One site for each postcode; the others are named with the reason."""
    clinic = nhs_site("RZ002", "Bay Clinic", kind="Clinic", sector="")
    sites, notes = hub_sites([clinic, nhs_site()], lambda _: True, POSTCODES)
    assert [(site.site_id, site.kind, site.practice_code) for site in sites] == [("RZ001", SiteKind.HOSPITAL, "")]
    assert notes.left_out[0].why == "stands at ZZ1 3CC, like Bay Hospital, which is in the dataset"


def test_hubs_are_of_the_nhs_in_the_area_and_not_for_mental_health() -> None:
    """A clinic alone is a hub; others are left out, and those elsewhere are not ours to name."""
    given = [
        nhs_site("RZ003", "Bay Clinic", kind="Clinic", sector=""),
        nhs_site("NT001", "Manor", "ZZ1 2BB", sector="Independent Sector"),
        nhs_site("RZ004", "Calm House", "ZZ1 2BB", sub_kind="Mental Health Hospital"),
        nhs_site("RZ005", "Far Hospital", "ZZ1 1AA"),
        nhs_site("RZ006", "Nowhere Hospital", "XX1 1XX"),
    ]
    sites, notes = hub_sites(given, lambda position: position != (400_000, 100_000), POSTCODES)
    assert [(site.site_id, site.kind) for site in sites] == [("RZ003", SiteKind.HUB)]
    assert {each.code: each.why for each in notes.left_out} == {
        "NT001": "not of the NHS sector",
        "RZ004": "a mental health hospital",
    }


def test_area_is_the_outline_or_else_what_is_near_a_practice() -> None:
    """Inside the ICB, or within five kilometres of a surgery."""
    outline = area_test(box(0, 0, 10, 10), (), 5)
    assert outline((5, 5))
    assert not outline((50, 5))
    near = area_test(None, mains(practice()), 5)
    assert near((404_999, 100_000))
    assert not near((405_001, 100_000))
