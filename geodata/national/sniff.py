"""Which national file a table is, told by its own headings or shape, whatever its name."""

import re
from collections.abc import Sequence
from itertools import islice

from geodata.national.epraccur import COLUMNS, STATUS_WORDS
from geodata.national.raw import RawTable
from geodata.national.small_areas import headings_of
from geodata.national.source import FileKind

# In this order: a table that fits several is the first of them.
_SIGNATURES: tuple[tuple[FileKind, frozenset[str]], ...] = (
    (FileKind.PATIENTS_BY_AREA, frozenset({"practice_code", "lsoa_code", "number_of_patients"})),
    (FileKind.LIST_SIZES, frozenset({"extract_date", "code", "number_of_patients"})),
    (FileKind.PRACTICE_MAP, frozenset({"practice_code", "practice_name", "pcn_code", "practice_postcode"})),
    (FileKind.PCN_PARTNERS, frozenset({"partner organisation code", "pcn code"})),
    (FileKind.PCN_DETAILS, frozenset({"pcn code", "pcn name", "open date"})),
    (FileKind.BRANCHES, frozenset({"branch_code", "parent_practice"})),
    (FileKind.NHS_SITES, frozenset({"organisationcode", "organisationtype", "sector", "postcode"})),
    (FileKind.PCN_WORKFORCE, frozenset({"pcn_code", "staff_role", "fte"})),
    (FileKind.GP_WORKFORCE, frozenset({"prac_code", "total_gp_fte"})),
    (FileKind.GP_WORKFORCE, frozenset({"practice_code", "total_gp_fte"})),
    (FileKind.GP_WORKFORCE, frozenset({"code", "list_size", "gp_fte", "pct_trainee", "nurse_fte_10k", "dpc_fte_10k"})),
    (FileKind.PRACTICE_TABLE, frozenset({"ods_code", "pcn_code", "list_size", "sub_icb_code"})),
    (FileKind.POSTCODES, frozenset({"postcode", "easting", "northing"})),
    (FileKind.POSTCODES, frozenset({"oseast1m", "osnrth1m"})),
)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? {0,3}\d[A-Z]{2}")
_PRACTICE = re.compile(r"[A-Z]\d{5}")
_CODE_POINT_COLUMNS = 10


def without_heading_row(table: RawTable) -> RawTable:
    """Return an organisation file without the heading row that a download tool may have put above its rows.

    These files are published without headings: their columns are known by their places.
    """
    if kind_of(table) is not None:
        return table
    below = RawTable(
        name=table.name,
        first=tuple(next(islice(table.rows(), 1, None), ())),
        rows=lambda: islice(table.rows(), 1, None),
    )
    return below if _without_headings(below.first) in (FileKind.PRACTICES, FileKind.BRANCHES) else table


def kind_of(table: RawTable) -> FileKind | None:
    """Return which national file a table is, or ``None`` where it is none that a dataset is made from."""
    headings = table.headings
    for kind, wanted in _SIGNATURES:
        if wanted <= headings:
            return kind
    if {"code", "sub_icb"} <= headings_of(table).keys():
        return FileKind.SMALL_AREAS
    return _without_headings(table.first)


def _without_headings(first: Sequence[str]) -> FileKind | None:
    if len(first) == _CODE_POINT_COLUMNS and _POSTCODE.fullmatch(first[0]) and first[2].isdigit():
        return FileKind.POSTCODES
    if len(first) < COLUMNS - 1 or len(first) > COLUMNS:
        return None
    # Both organisation files have 27 columns: a branch names its parent practice where others name a commissioner.
    if _PRACTICE.fullmatch(first[14]):
        return FileKind.BRANCHES
    return FileKind.PRACTICES if first[12] in STATUS_WORDS else None
