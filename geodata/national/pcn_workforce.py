"""PCN workforce: the published individual-level file, or one summed by role."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from geodata.national.numbers import number, whole
from geodata.national.raw import RawTable
from geodata.national.source import FileKind, Source, source_of

_HEADINGS = {
    "census": ("census",),
    "year": ("census_year",),
    "month": ("census_month",),
    "icb_code": ("icb_code",),
    "icb_name": ("icb_name",),
    "sub_icb": ("sub_icb_code", "sub_icb_location_code"),
    "pcn_code": ("pcn_code",),
    "pcn_name": ("pcn_name",),
    "group": ("staff_group",),
    "role": ("staff_role",),
    "detailed": ("detailed_staff_role",),
    "people": ("records",),
    "fte": ("fte",),
}


@dataclass(frozen=True, kw_only=True)
class PcnStaff:
    """Full-time equivalents that a PCN has in one detailed role, and how many records they are summed from."""

    pcn_code: str
    pcn_name: str
    icb_code: str
    icb_name: str
    sub_icb_code: str
    group: str
    role: str
    detailed_role: str
    fte: Decimal
    people: int
    source: Source

    @property
    def is_direct_care(self) -> bool:
        """Whether the file counts the role as direct patient care, rather than as management or administration."""
        return "direct patient care" in self.group.casefold()


def read_pcn_workforce(table: RawTable) -> tuple[PcnStaff, ...]:
    """Return FTE by PCN and detailed role; of several censuses in one file the newest counts."""
    records = list(_dated(table))
    newest = max((census for census, _ in records), default="")
    source = source_of(table.name, FileKind.PCN_WORKFORCE, stated=newest)
    fte: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)
    people: dict[tuple[str, ...], int] = defaultdict(int)
    for census, record in records:
        found = number(record["fte"])
        if census == newest and found is not None:
            key = tuple(record.get(name, "") for name in _KEY)
            fte[key] += found
            people[key] += whole(record.get("people", "1")) or 0
    return tuple(
        PcnStaff(**dict(zip(_FIELDS, key, strict=True)), fte=total, people=people[key], source=source)
        for key, total in fte.items()
    )


_KEY = ("pcn_code", "pcn_name", "icb_code", "icb_name", "sub_icb", "group", "role", "detailed")
_FIELDS = ("pcn_code", "pcn_name", "icb_code", "icb_name", "sub_icb_code", "group", "role", "detailed_role")


def _dated(table: RawTable) -> Iterator[tuple[str, dict[str, str]]]:
    for record in table.records(_HEADINGS):
        month = record.get("month", "")
        census = f"{record['year']}-{month:0>2}" if record.get("year") and month else record.get("census", "")
        yield census, record
