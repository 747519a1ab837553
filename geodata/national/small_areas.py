"""A look-up of small areas (LSOAs) to sub-ICBs and ICBs, in any year's headings."""

import re
from dataclasses import dataclass

from geodata.national.raw import RawTable, heading
from geodata.national.source import FileKind, Source, source_of

_PATTERNS = {
    "code": r"lsoa\d\d(cd|_?code)",
    "sub_icb": r"sicbl\d\d(cdh|_code_nhs)",
    "icb": r"icb\d\d(cdh|_code_nhs)",
}


@dataclass(frozen=True, kw_only=True)
class SmallArea:
    """A small area and the NHS codes of the sub-ICB and ICB it lies in."""

    code: str
    sub_icb_code: str
    icb_code: str
    source: Source


def headings_of(table: RawTable) -> dict[str, str]:
    """Return the headings that hold the look-up's codes, by what they hold; absent ones are left out."""
    columns = [heading(cell) for cell in table.first]
    found = {name: [column for column in columns if re.fullmatch(p, column)] for name, p in _PATTERNS.items()}
    return {name: matches[0] for name, matches in found.items() if matches}


def read_small_areas(table: RawTable) -> tuple[SmallArea, ...]:
    """Return the small areas of a look-up."""
    columns = headings_of(table)
    year = re.sub(r"\D", "", columns.get("sub_icb", ""))
    source = source_of(table.name, FileKind.SMALL_AREAS, stated=f"20{year}" if year else "")
    return tuple(
        SmallArea(
            code=record["code"],
            sub_icb_code=record.get("sub_icb", ""),
            icb_code=record.get("icb", ""),
            source=source,
        )
        for record in table.records({name: (column,) for name, column in columns.items()})
    )
