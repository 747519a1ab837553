"""A list of NHS hospitals and clinics, in the layout of the NHS website's own lists."""

from dataclasses import dataclass
from decimal import Decimal

from geodata.national.numbers import number
from geodata.national.raw import RawTable
from geodata.national.source import FileKind, Source, source_of

_HEADINGS = {
    "code": ("organisationcode",),
    "type": ("organisationtype",),
    "sub_type": ("subtype",),
    "sector": ("sector",),
    "name": ("organisationname",),
    "postcode": ("postcode",),
    "latitude": ("lat", "latitude"),
    "longitude": ("lon", "longitude"),
    "trust": ("parentname",),
}


@dataclass(frozen=True, kw_only=True)
class NhsSite:
    """A hospital or clinic. Degrees are WGS84 and may be the older, less exact ones of the list."""

    code: str
    name: str
    kind: str
    sub_kind: str
    sector: str
    postcode: str
    trust: str
    latitude: Decimal | None
    longitude: Decimal | None
    source: Source

    @property
    def is_hospital(self) -> bool:
        """Whether the list calls it a hospital."""
        return self.kind.casefold() == "hospital"

    @property
    def is_mental_health(self) -> bool:
        """Whether the list calls it a mental health hospital."""
        return "mental health" in self.sub_kind.casefold()

    @property
    def is_nhs(self) -> bool:
        """Whether it is the NHS's: the list says so or, where it does not, its code is an NHS trust's (R…)."""
        if self.sector:
            return self.sector.casefold().startswith("nhs")
        return self.code.startswith("R")


def read_nhs_sites(table: RawTable) -> tuple[NhsSite, ...]:
    """Return the hospitals and clinics of a list."""
    source = source_of(table.name, FileKind.NHS_SITES)
    return tuple(
        NhsSite(
            code=record["code"],
            name=record.get("name", ""),
            kind=record["type"],
            sub_kind=record.get("sub_type", ""),
            sector=record.get("sector", ""),
            postcode=record.get("postcode", ""),
            trust=record.get("trust", ""),
            latitude=number(record.get("latitude", "")),
            longitude=number(record.get("longitude", "")),
            source=source,
        )
        for record in table.records(_HEADINGS)
    )
