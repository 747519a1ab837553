"""Practices, branches and NHS sites in their published layouts."""

from decimal import Decimal
from pathlib import Path

from geodata.national.branches import read_branches
from geodata.national.epraccur import read_epraccur
from geodata.national.nhs_sites import read_nhs_sites
from geodata.national.raw import RawTable, raw_tables
from tests.geodata import national_files as made


def only(path: Path) -> RawTable:
    """Return the one table of a file."""
    (table,) = raw_tables(path)
    return table


def test_practice_is_an_organisation_of_prescribing_setting_4(tmp_path: Path) -> None:
    """Out-of-hours and Defence rows share the file; status is apart from kind."""
    closed = made.organisation("Z90004", "OLD SURGERY", status="C", closed="20200331")
    clinic = made.organisation("Z90005", "CLINIC", setting="9")
    rows = {row.code: row for row in read_epraccur(only(made.epraccur(tmp_path, closed, clinic)))}
    assert rows["Z90001"].is_practice
    assert rows["Z90001"].is_open
    assert (rows["Z90001"].icb_code, rows["Z90001"].sub_icb_code) == ("QZZ", "99X")
    assert rows["Z90004"].is_practice
    assert not rows["Z90004"].is_open
    assert rows["Z90004"].closed == "2020-03-31"
    assert not rows["Z90005"].is_practice


def test_first_row_of_epraccur_is_data(tmp_path: Path) -> None:
    """There are no headings to pass over, and the newest date in the rows dates a file whose name does not."""
    rows = read_epraccur(only(made.epraccur(tmp_path)))
    assert [row.code for row in rows] == list(made.PRACTICES)
    assert rows[0].source.dated == "2013-04-01"


def test_branch_of_the_published_list_names_its_parent(tmp_path: Path) -> None:
    """Column 15 is the practice, 17 the day on which the branch left it."""
    open_one = made.branch("Z90001001", "QUAY BRANCH", "ZZ1 3CC", parent="Z90001")
    left = made.branch("Z90001002", "OLD BRANCH", "ZZ1 3CC", parent="Z90001")
    left[16] = "20190331"
    branches = read_branches(only(made.write_rows(tmp_path / "ebranchs.csv", [open_one, left])))
    assert [(row.code, row.parent, row.closed) for row in branches] == [
        ("Z90001001", "Z90001", ""),
        ("Z90001002", "Z90001", "2019-03-31"),
    ]


def test_branch_of_a_list_with_headings_has_its_degrees(tmp_path: Path) -> None:
    """The other layout carries coordinates; blanks are blanks."""
    headings = ["branch_code", "branch_name", "postcode", "lat", "lon", "open_date", "close_date", "parent_practice"]
    rows = [headings, ["Z90001001", "QUAY", "ZZ1 3CC", "50.8", "-2.0", "20040401", "", "Z90001"]]
    (found,) = read_branches(only(made.write_rows(tmp_path / "branches_2017.csv", rows)))
    assert (found.latitude, found.longitude, found.closed) == (Decimal("50.8"), Decimal("-2.0"), "")
    assert found.source.dated == "2017"


def test_nhs_site_is_told_from_others_by_sector_or_else_by_code(tmp_path: Path) -> None:
    """Clinics have no sector in the list: codes of NHS trusts start with R."""
    headings = [
        "OrganisationCode",
        "OrganisationType",
        "SubType",
        "Sector",
        "OrganisationName",
        "Postcode",
        "lat",
        "lon",
    ]
    rows = [
        headings,
        ["RZZ01", "Hospital", "Hospital", "NHS Sector", "Bay Hospital", "ZZ1 3CC", "50.8", "-2"],
        ["NT001", "Hospital", "Mental Health Hospital", "Independent Sector", "Manor", "ZZ1 3CC", "", ""],
        ["RZZ02", "Clinic", "UNKNOWN", "", "Bay Clinic", "ZZ1 3CC", "", ""],
        ["NPR01", "Clinic", "UNKNOWN", "", "Shop Clinic", "ZZ1 3CC", "", ""],
    ]
    sites = read_nhs_sites(only(made.write_rows(tmp_path / "sites_2014.csv", rows)))
    assert [site.is_nhs for site in sites] == [True, False, True, False]
    assert [site.is_hospital for site in sites] == [True, True, False, False]
    assert [site.is_mental_health for site in sites] == [False, True, False, False]
