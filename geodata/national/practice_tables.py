"""A joined table of practices: one row per practice with PCN, ICB, list, position and, it may be, staff."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from geodata.national.epcn import Membership
from geodata.national.gp_workforce import PracticeStaff
from geodata.national.list_sizes import ListSize
from geodata.national.numbers import number, whole
from geodata.national.raw import RawTable, heading
from geodata.national.source import FileKind, Source, date_in, source_of

_HEADINGS = {
    "code": ("ods_code",),
    "name": ("name",),
    "postcode": ("postcode",),
    "easting": ("easting",),
    "northing": ("northing",),
    "pcn_code": ("pcn_code",),
    "pcn_name": ("pcn_name",),
    "sub_icb": ("sub_icb_code",),
    "icb_code": ("icb_code",),
    "icb_name": ("icb_name",),
    "patients": ("list_size",),
}
# Columns whose own name tells their date or year, such as gp_fte_dec2025.
_DATED_HEADINGS = {
    "weighted": r"weighted_patients.*",
    "imd": r"imd.*score",
    "gp": r"gp_fte_\w{3}20\d\d",
    "trainee": r"gp_trainee_fte_\w{3}20\d\d",
    "nurse": r"nurse_fte_\w{3}20\d\d.*",
    "care": r"direct_patient_care_fte_\w{3}20\d\d.*",
    "practice_date": r"list_size_\w{3}\d\d.*",
}


@dataclass(frozen=True, kw_only=True)
class PracticeExtras:
    """What a joined table alone tells of a practice: its position (grid metres), weighted list and IMD score."""

    practice_code: str
    easting: int | None
    northing: int | None
    weighted_list_size: Decimal | None
    imd_score: Decimal | None
    source: Source


@dataclass(frozen=True, kw_only=True)
class PracticeTable:
    """Everything that a joined table tells, as the rows of the national files it was joined from."""

    memberships: tuple[Membership, ...]
    list_sizes: tuple[ListSize, ...]
    extras: tuple[PracticeExtras, ...]
    staff: tuple[PracticeStaff, ...]


def read_practice_table(table: RawTable) -> PracticeTable:
    """Return the memberships, list sizes, positions and staff of a joined table of practices."""
    dated = _dated_columns(table)
    records = list(table.records({**_HEADINGS, **{name: (column,) for name, column in dated.items()}}))
    practice = source_of(table.name, FileKind.PRACTICE_TABLE, stated=date_in(dated.get("practice_date", "")))
    staff = source_of(table.name, FileKind.GP_WORKFORCE, stated=date_in(dated.get("gp", "")))
    return PracticeTable(
        memberships=tuple(_membership(record, practice) for record in records if record["pcn_code"]),
        list_sizes=tuple(found for record in records if (found := _list_size(record, practice))),
        extras=tuple(_extras(record, practice) for record in records),
        staff=tuple(_staff(record, staff) for record in records) if "gp" in dated else (),
    )


def _dated_columns(table: RawTable) -> dict[str, str]:
    columns = [heading(cell) for cell in table.first]
    found = {
        name: next((column for column in columns if re.fullmatch(pattern, column)), "")
        for name, pattern in _DATED_HEADINGS.items()
    }
    return {name: column for name, column in found.items() if column}


def _membership(record: Mapping[str, str], source: Source) -> Membership:
    return Membership(
        practice_code=record["code"],
        practice_name=record.get("name", ""),
        practice_sub_icb=record.get("sub_icb", ""),
        pcn_code=record["pcn_code"],
        pcn_name=record.get("pcn_name", ""),
        icb_code=record.get("icb_code", ""),
        icb_name=record.get("icb_name", ""),
        postcode=record.get("postcode", ""),
        source=source,
    )


def _list_size(record: Mapping[str, str], source: Source) -> ListSize | None:
    patients = whole(record["patients"])
    if patients is None:
        return None
    return ListSize(
        practice_code=record["code"],
        patients=patients,
        sub_icb_code=record.get("sub_icb", ""),
        postcode=record.get("postcode", ""),
        source=source,
    )


def _extras(record: Mapping[str, str], source: Source) -> PracticeExtras:
    return PracticeExtras(
        practice_code=record["code"],
        easting=whole(record.get("easting", "")),
        northing=whole(record.get("northing", "")),
        weighted_list_size=number(record.get("weighted", "")),
        imd_score=number(record.get("imd", "")),
        source=source,
    )


def _staff(record: Mapping[str, str], source: Source) -> PracticeStaff:
    every, trainee = number(record["gp"]), number(record.get("trainee", ""))
    return PracticeStaff(
        practice_code=record["code"],
        gp_fte=None if every is None else max(every - (trainee or Decimal(0)), Decimal(0)),
        trainee_fte=trainee,
        nurse_fte=number(record.get("nurse", "")),
        direct_care_fte=number(record.get("care", "")),
        source=source,
    )
