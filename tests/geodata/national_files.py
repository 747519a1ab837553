"""A made-up sub-ICB (99X of ICB QZZ) as tiny national files in their published layouts."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

PRACTICES = {"Z90001": "HIGH STREET SURGERY", "Z90002": "HARBOUR PRACTICE", "Z90003": "MILL LANE SURGERY"}
POSTCODES = {
    "Z90001": ("ZZ1 1AA", 400_000, 100_000),
    "Z90002": ("ZZ1 2BB", 402_000, 101_000),
    "Z90003": ("ZZ9 9ZZ", 405_000, 104_000),
}
LISTS = {"Z90001": 10_000, "Z90002": 20_000, "Z90003": 5_000}


def write_rows(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write rows as a CSV file and return its path."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)
    return path


def organisation(code: str, name: str, *, status: str = "A", setting: str = "4", closed: str = "") -> list[str]:
    """Return a row of ``epraccur.csv``: 27 columns, no heading."""
    postcode = POSTCODES.get(code, ("ZZ1 1AA", 0, 0))[0]
    front = [code, name, "Y99", "QZZ", "1 ROAD", "", "", "TOWN", "", postcode, "19740401", closed, status, "B", "99X"]
    return [*front, "20130401", closed, "01234 567890", "", "", "", "0", "", "99X", "", setting, ""]


def epraccur(folder: Path, *more: list[str]) -> Path:
    """Write ``epraccur.csv`` with the three practices and whatever rows come beside."""
    return write_rows(folder / "epraccur.csv", [*(organisation(c, n) for c, n in PRACTICES.items()), *more])


def branch(code: str, name: str, postcode: str, *, parent: str, closed: str = "") -> list[str]:
    """Return a row of ``ebranchs.csv``: 27 columns, no heading; column 15 is the parent practice."""
    front = [code, name, "Y99", "QZZ", "2 ROAD", "", "", "TOWN", "", postcode, "20040401", closed, "", "", parent]
    return [*front, "20040401", closed, "", "", "", "", "0", "", "A", "", "", ""]


DETAIL_HEADINGS = [
    "PCN Code",
    "PCN Name",
    "Current\r\nSub ICB Loc Code",
    "Sub ICB\r\nLocation",
    "Open Date",
    "Close Date",
    "Address Line 1",
    "Postcode",
]
PARTNER_HEADINGS = [
    "Partner\r\nOrganisation\r\nCode",
    "Partner\r\nName",
    "Practice\r\nParent\r\nSub ICB Loc Code",
    "Practice Parent\r\nSub ICB Loc Name",
    "PCN Code",
    "PCN Name",
    "PCN Parent\r\nSub ICB Loc Code",
    "PCN Parent\r\nSub ICB Loc Name",
    "Practice to PCN\r\nRelationship\r\nStart Date",
    "Practice to PCN\r\nRelationship\r\nEnd Date",
    "Practice and PCN\r\nSub ICB Loc Match",
]


def details() -> list[list[object]]:
    """Return the rows of the sheet ``PCNDetails``, headings first."""
    pcns = (("U90001", "EAST PCN"), ("U90002", "WEST PCN"))
    return [list(DETAIL_HEADINGS), *([code, name, "99X", "NHS X", 20191001, "", "1 ROAD", ""] for code, name in pcns)]


def partners() -> list[list[object]]:
    """Return the rows of the sheet ``PCN Core Partner Details``: one membership has ended, three are active."""
    members = (
        ("Z90001", "U90001", "EAST PCN", 20191001, ""),
        ("Z90002", "U90002", "WEST PCN", 20191001, 20200331),
        ("Z90002", "U90001", "EAST PCN", 20200401, ""),
        ("Z90003", "U90002", "WEST PCN", 20191001, ""),
    )
    rows: list[list[object]] = [
        [practice, PRACTICES[practice], "99X", "NHS X", pcn, name, "99X", "NHS X", start, end, "TRUE"]
        for practice, pcn, name, start, end in members
    ]
    return [list(PARTNER_HEADINGS), *rows]


def epcn_workbook(folder: Path) -> Path:
    """Write ``ePCN.xlsx`` with its two sheets; dates stand as numbers, as published."""
    path = folder / "ePCN.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        for sheet, rows in (("PCNDetails", details()), ("PCN Core Partner Details", partners())):
            page = workbook.add_worksheet(sheet)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return path


def list_sizes(folder: Path, name: str = "gp-reg-pat-prac-all.csv", day: str = "2026-03-01", **other: int) -> Path:
    """Write list sizes as published; ``other`` replaces a practice's patients."""
    headings = ["PUBLICATION", "EXTRACT_DATE", "TYPE", "SUB_ICB_LOCATION_CODE", "ONS_SUB_ICB_LOCATION_CODE"]
    rows = [
        ["GP_PRAC_PAT_LIST", day, "GP", "99X", "E38000999", code, POSTCODES[code][0], "ALL", "ALL", patients]
        for code, patients in (LISTS | other).items()
        if patients
    ]
    return write_rows(folder / name, [[*headings, "CODE", "POSTCODE", "SEX", "AGE", "NUMBER_OF_PATIENTS"], *rows])


def code_point(folder: Path, *missing: str) -> Path:
    """Write one CSV of Code-Point Open: ten columns, no heading. Practices named are left out."""
    rows = [
        [postcode, 10, easting, northing, "E92000001", "", "", "", "E06000999", "E05000001"]
        for code, (postcode, easting, northing) in POSTCODES.items()
        if code not in missing
    ]
    rows.append(["ZZ1 3CC", 10, 403_000, 101_500, "E92000001", "", "", "", "E06000999", "E05000001"])
    return write_rows(folder / "zz.csv", rows)


WORKFORCE_HEADINGS = [
    "CENSUS_YEAR",
    "CENSUS_MONTH",
    "PCN_CODE",
    "PCN_NAME",
    "SUB_ICB_CODE",
    "ICB_CODE",
    "STAFF_GROUP",
    "STAFF_ROLE",
    "DETAILED_STAFF_ROLE",
    "FTE",
    "Data_source",
    "UNIQUE_IDENTIFIER",
]
CARE = "Other Direct Patient Care staff"


def person(
    fte: object, role: str = "Pharmacist", *, pcn: str = "U90001", group: str = CARE, month: str = "9"
) -> list[object]:
    """Return one person of the individual-level PCN workforce file."""
    return ["2022", month, pcn, "EAST PCN", "99X", "QZZ", group, f"{role}s", role, fte, "NWRS", "1"]


def pcn_workforce(folder: Path, *people: list[object]) -> Path:
    """Write the individual-level PCN workforce file."""
    return write_rows(folder / "PCN workforce individual.csv", [WORKFORCE_HEADINGS, *people])


def gp_workforce(folder: Path, **figures: tuple[object, object, object, object]) -> Path:
    """Write the practice-level file: all GPs, trainees among them, nurses, direct patient care."""
    headings = ["PRAC_CODE", "PRAC_NAME", "TOTAL_PATIENTS", "TOTAL_GP_FTE", "TOTAL_GP_TRN_GR_FTE"]
    rows = [[code, "", "1", gp, trainee, nurse, care] for code, (gp, trainee, nurse, care) in figures.items()]
    path = folder / "General Practice - December 2025 Practice Level - Detailed.csv"
    return write_rows(path, [[*headings, "TOTAL_NURSES_FTE", "TOTAL_DPC_FTE"], *rows])


def square(west: float, south: float, east: float, north: float) -> dict[str, object]:
    """Return a rectangle as a GeoJSON geometry."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def geojson(path: Path, *features: tuple[dict[str, str], dict[str, object]], crs: str = "") -> Path:
    """Write features as GeoJSON, with a coordinate system where one is named."""
    found: dict[str, object] = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": p, "geometry": shape} for p, shape in features],
    }
    if crs:
        found["crs"] = {"type": "name", "properties": {"name": crs}}
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


def county(folder: Path) -> list[Path]:
    """Write the whole made-up sub-ICB: organisations, PCNs, lists, postcodes, PCN and practice workforce."""
    return [
        epraccur(folder, organisation("Z90009", "OUT OF HOURS", setting="2")),
        epcn_workbook(folder),
        list_sizes(folder),
        code_point(folder),
        pcn_workforce(folder, person("1.5"), person("0.5", "Other", group="Other Admin/Non-clinical staff")),
        gp_workforce(
            folder,
            Z90001=("5", "1", "2", "1"),
            Z90002=("10", "0", "20", "10"),
            Z90003=("ND", "ND", "ND", "ND"),
        ),
    ]
