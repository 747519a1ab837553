"""PCNs, lists and workforce in their published layouts."""

from decimal import Decimal
from pathlib import Path

import pytest

from geodata.national.epcn import read_details, read_partners
from geodata.national.gp_workforce import read_gp_workforce
from geodata.national.list_sizes import read_area_patients, read_list_sizes, read_practice_map
from geodata.national.pcn_workforce import read_pcn_workforce
from geodata.national.practice_tables import read_practice_table
from geodata.national.raw import RawTable, raw_tables
from tests.geodata import national_files as made


def only(path: Path) -> RawTable:
    """Return the one table of a file."""
    (table,) = raw_tables(path)
    return table


@pytest.mark.parametrize("layout", ["workbook", "csv"])
def test_epcn_is_the_same_as_workbook_and_as_csv_pair(tmp_path: Path, layout: str) -> None:
    """Headings hold line breaks in both; an ended membership stays, and says so."""
    if layout == "workbook":
        detail_table, partner_table = raw_tables(made.epcn_workbook(tmp_path))
    else:
        detail_table = only(made.write_rows(tmp_path / "ePCN_PCNDetails.csv", made.details()))
        partner_table = only(made.write_rows(tmp_path / "ePCN_partners.csv", made.partners()))
    assert [(row.pcn_code, row.name) for row in read_details(detail_table)] == [
        ("U90001", "EAST PCN"),
        ("U90002", "WEST PCN"),
    ]
    members = read_partners(partner_table)
    assert [(row.practice_code, row.pcn_code, row.is_active) for row in members] == [
        ("Z90001", "U90001", True),
        ("Z90002", "U90002", False),
        ("Z90002", "U90001", True),
        ("Z90003", "U90002", True),
    ]
    assert members[0].source.dated == "2020-04-01"


def test_list_size_is_the_row_of_all_ages_and_sexes(tmp_path: Path) -> None:
    """Rows by sex or age, should a file have them, are not added up; the file states its own date."""
    path = made.list_sizes(tmp_path)
    with path.open("a", encoding="utf-8") as stream:
        stream.write("GP_PRAC_PAT_LIST,2026-03-01,GP,99X,E38000999,Z90001,ZZ1 1AA,FEMALE,ALL,5100\n")
    rows = read_list_sizes(only(path))
    assert {row.practice_code: row.patients for row in rows} == made.LISTS
    assert rows[0].source.dated == "2026-03-01"
    assert rows[0].sub_icb_code == "99X"


@pytest.mark.parametrize(
    ("printed", "date"), [("2026-03-01", "2026-03-01"), ("01MAR2026", "2026-03-01"), ("01/03/2026", "2026-03-01")]
)
def test_extract_date_is_read_in_every_form_it_is_printed(tmp_path: Path, printed: str, date: str) -> None:
    """The publication has changed the form over the years."""
    assert read_list_sizes(only(made.list_sizes(tmp_path, day=printed)))[0].source.dated == date


def test_mapping_file_gives_the_pcn_and_leaves_unallocated_practices_out(tmp_path: Path) -> None:
    """A practice without a PCN is not put into one."""
    headings = ["PUBLICATION", "EXTRACT_DATE", "PRACTICE_CODE", "PRACTICE_NAME", "PRACTICE_POSTCODE", "ICB_CODE"]
    rows = [
        [*headings, "SUB_ICB_LOCATION_CODE", "PCN_CODE", "PCN_NAME"],
        ["X", "2026-03-01", "Z90001", "ONE", "ZZ1 1AA", "QZZ", "99X", "U90001", "EAST PCN"],
        ["X", "2026-03-01", "Z90002", "TWO", "ZZ1 2BB", "QZZ", "99X", "Unallocated", ""],
    ]
    (found,) = read_practice_map(only(made.write_rows(tmp_path / "map.csv", rows)))
    assert (found.practice_code, found.pcn_code, found.icb_code, found.is_active) == ("Z90001", "U90001", "QZZ", True)


def test_patients_by_small_area_are_added_over_sexes_for_the_practices_wanted(tmp_path: Path) -> None:
    """Where both a total and its halves stand, the total counts once."""
    headings = [
        "PUBLICATION",
        "EXTRACT_DATE",
        "PRACTICE_CODE",
        "PRACTICE_NAME",
        "LSOA_CODE",
        "SEX",
        "NUMBER_OF_PATIENTS",
    ]
    cells = [("Z90001", "E1", "MALE", 4), ("Z90001", "E1", "FEMALE", 5), ("Z90001", "E2", "ALL", 7)]
    cells += [("Z90001", "E2", "MALE", 3), ("Z90009", "E1", "ALL", 99)]
    rows: list[list[object]] = [["X", "01JAN2026", code, "", area, sex, n] for code, area, sex, n in cells]
    found = read_area_patients(only(made.write_rows(tmp_path / "lsoa.csv", [headings, *rows])), practices={"Z90001"})
    assert [(row.area_code, row.patients) for row in found] == [("E1", 9), ("E2", 7)]
    assert found[0].source.dated == "2026-01-01"


def test_pcn_workforce_is_summed_by_role_for_the_newest_census(tmp_path: Path) -> None:
    """An individual-level file of two months counts nobody twice."""
    path = made.pcn_workforce(
        tmp_path, made.person("0.4"), made.person("0.6"), made.person("9", month="6"), made.person("ND", "Paramedic")
    )
    (staff,) = read_pcn_workforce(only(path))
    assert (staff.pcn_code, staff.detailed_role, staff.fte, staff.people) == ("U90001", "Pharmacist", Decimal("1.0"), 2)
    assert staff.source.dated == "2022-09"
    assert staff.is_direct_care


def test_pcn_workforce_summed_by_role_is_the_same(tmp_path: Path) -> None:
    """The layout with a census and a number of records."""
    headings = ["census", "ICB_CODE", "ICB_NAME", "SUB_ICB_CODE", "PCN_CODE", "PCN_NAME", "STAFF_GROUP", "STAFF_ROLE"]
    rows = [
        [*headings, "DETAILED_STAFF_ROLE", "records", "fte"],
        [
            "2022-09",
            "QZZ",
            "NHS Z ICB",
            "99X",
            "U90001",
            "EAST PCN",
            made.CARE,
            "Pharmacists",
            "Pharmacist",
            "2",
            "1.0",
        ],
    ]
    (staff,) = read_pcn_workforce(only(made.write_rows(tmp_path / "summed.csv", rows)))
    assert (staff.fte, staff.people, staff.icb_name, staff.source.dated) == (Decimal("1.0"), 2, "NHS Z ICB", "2022-09")


def test_trainees_are_taken_out_of_the_published_total_of_gps(tmp_path: Path) -> None:
    """No data stays no data: it is not nought."""
    path = made.gp_workforce(tmp_path, Z90001=("5.5", "1.5", "2", "1"), Z90003=("ND", "ND", "3", ""))
    one, three = read_gp_workforce(only(path))
    assert (one.gp_fte, one.trainee_fte, one.nurse_fte, one.direct_care_fte) == (
        Decimal("4.0"),
        Decimal("1.5"),
        Decimal(2),
        Decimal(1),
    )
    assert (three.gp_fte, three.trainee_fte, three.nurse_fte, three.direct_care_fte) == (None, None, Decimal(3), None)
    assert one.source.dated == "2025-12"


def test_rates_per_10000_patients_become_fte(tmp_path: Path) -> None:
    """The layout with a share of trainees and rates by list."""
    text = "code|list_size|gp_fte|pct_trainee|nurse_fte_10k|dpc_fte_10k\nZ90001|20000|10|25|3|1.5\nZ90003|2000|||3|1\n"
    path = tmp_path / "access.psv"
    path.write_text(text, encoding="utf-8")
    one, three = read_gp_workforce(only(path))
    assert (one.gp_fte, one.trainee_fte, one.nurse_fte, one.direct_care_fte) == (
        Decimal("7.500"),
        Decimal("2.500"),
        Decimal("6.000"),
        Decimal("3.000"),
    )
    assert (three.gp_fte, three.trainee_fte) == (None, None)


def test_joined_table_is_read_as_the_files_it_was_joined_from(tmp_path: Path) -> None:
    """Its dated headings say how old each part is; a practice without a PCN gets none."""
    headings = [
        "ods_code",
        "name",
        "postcode",
        "easting",
        "northing",
        "pcn_code",
        "pcn_name",
        "sub_icb_code",
        "icb_code",
    ]
    headings += ["icb_name", "list_size", "list_size_feb26_oc", "gp_fte_dec2025", "gp_trainee_fte_dec2025"]
    headings += ["nurse_fte_dec2025_est", "direct_patient_care_fte_dec2025_est", "imd2025_practice_score"]
    row = ["Z90001", "ONE", "ZZ1 1AA", "400000.0", "100000.0", "U90001", "EAST PCN", "99X", "QZZ", "NHS Z ICB"]
    other = ["Z90002", "TWO", "ZZ1 2BB", "", "", "", "", "99X", "QZZ", "NHS Z ICB", "", "", "", "", "", "", ""]
    rows = [headings, [*row, "10000.0", "9990", "5", "1", "2", "1", "12.5"], other]
    joined = read_practice_table(only(made.write_rows(tmp_path / "practices.csv", rows)))
    assert [row.practice_code for row in joined.memberships] == ["Z90001"]
    assert [(row.practice_code, row.patients) for row in joined.list_sizes] == [("Z90001", 10_000)]
    assert (joined.extras[0].easting, joined.extras[0].imd_score) == (400_000, Decimal("12.5"))
    assert (joined.staff[0].gp_fte, joined.staff[1].gp_fte) == (Decimal(4), None)
    assert (joined.list_sizes[0].source.dated, joined.staff[0].source.dated) == ("2026-02", "2025-12")
