"""``gp-reg-pat-prac-all.csv``, its mapping file, and its file by small area: who is registered where."""

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass

from geodata.national.epcn import Membership
from geodata.national.numbers import whole
from geodata.national.raw import RawTable
from geodata.national.source import FileKind, Source, date_in, iso, source_of

_LIST_HEADINGS = {
    "extract": ("extract_date",),
    "type": ("type", "org_type"),
    "sub_icb": ("sub_icb_location_code", "ccg_code"),
    "code": ("code", "org_code"),
    "postcode": ("postcode",),
    "sex": ("sex",),
    "age": ("age",),
    "patients": ("number_of_patients",),
}
_MAP_HEADINGS = {
    "extract": ("extract_date",),
    "practice_code": ("practice_code",),
    "practice_name": ("practice_name",),
    "postcode": ("practice_postcode",),
    "practice_sub_icb": ("sub_icb_location_code",),
    "icb_code": ("icb_code",),
    "icb_name": ("icb_name",),
    "pcn_code": ("pcn_code",),
    "pcn_name": ("pcn_name",),
}
_AREA_HEADINGS = {
    "extract": ("extract_date",),
    "practice_code": ("practice_code",),
    "area_code": ("lsoa_code", "lsoa21cd", "lsoa_code_2021"),
    "sex": ("sex",),
    "patients": ("number_of_patients",),
}


@dataclass(frozen=True, kw_only=True)
class ListSize:
    """The registered patients of a practice."""

    practice_code: str
    patients: int
    sub_icb_code: str
    postcode: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class AreaPatients:
    """Registered patients of a practice who live in a small area (LSOA)."""

    practice_code: str
    area_code: str
    patients: int
    source: Source


def read_list_sizes(table: RawTable) -> tuple[ListSize, ...]:
    """Return the list size of every practice: the rows of all ages and both sexes."""
    records = [record for record in table.records(_LIST_HEADINGS) if _is_total(record)]
    source = source_of(table.name, FileKind.LIST_SIZES, stated=_extract(records))
    return tuple(
        ListSize(
            practice_code=record["code"],
            patients=patients,
            sub_icb_code=record.get("sub_icb", ""),
            postcode=record.get("postcode", ""),
            source=source,
        )
        for record in records
        if record["code"] and (patients := whole(record["patients"])) is not None
    )


def read_practice_map(table: RawTable) -> tuple[Membership, ...]:
    """Return each practice's PCN and ICB from the list-size mapping file; unallocated practices are left out."""
    records = list(table.records(_MAP_HEADINGS))
    source = source_of(table.name, FileKind.PRACTICE_MAP, stated=_extract(records))
    wanted = set(_MAP_HEADINGS) - {"extract"}
    return tuple(
        Membership(source=source, **{name: record.get(name, "") for name in wanted})
        for record in records
        if record["pcn_code"] not in {"", "U", "-", "Unallocated", "UNALLOCATED"}
    )


def read_area_patients(table: RawTable, *, practices: Container[str]) -> tuple[AreaPatients, ...]:
    """Return registered patients by small area of the practices named; men and women are added up."""
    totals: dict[tuple[str, str], int] = defaultdict(int)
    halves: dict[tuple[str, str], int] = defaultdict(int)
    extract = ""
    for record in table.records(_AREA_HEADINGS):
        extract = extract or _day(record.get("extract", ""))
        patients = whole(record["patients"])
        if patients is not None and record["practice_code"] in practices:
            found = totals if record.get("sex", "ALL").casefold() in {"all", ""} else halves
            found[record["practice_code"], record["area_code"]] += patients
    source = source_of(table.name, FileKind.PATIENTS_BY_AREA, stated=extract)
    return tuple(
        AreaPatients(practice_code=practice, area_code=area, patients=patients, source=source)
        for (practice, area), patients in sorted((halves | totals).items())
    )


def _is_total(record: dict[str, str]) -> bool:
    return (
        record.get("type", "GP") in {"GP", ""}
        and record.get("sex", "ALL").casefold() in {"all", ""}
        and record.get("age", "ALL").casefold() in {"all", ""}
    )


def _extract(records: list[dict[str, str]]) -> str:
    """Return the date of extraction of the newest row: ``2026-03-01``, ``01MAR2026`` and ``01/03/2026`` are met."""
    return max((_day(record.get("extract", "")) for record in records), default="")


def _day(text: str) -> str:
    month = date_in(text)
    return iso(text) or (f"{month}-{text[:2]}" if text[:2].isdigit() and len(month) == 7 else month)
