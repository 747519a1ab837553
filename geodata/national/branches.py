"""Branch surgeries: ``ebranchs.csv`` (no headings, 27 columns) or a list with headings."""

from dataclasses import dataclass
from decimal import Decimal

from geodata.national.epraccur import COLUMNS
from geodata.national.numbers import number
from geodata.national.raw import RawTable
from geodata.national.source import FileKind, Source, iso, source_of

_HEADINGS = {
    "code": ("branch_code",),
    "name": ("branch_name",),
    "postcode": ("postcode",),
    "latitude": ("lat", "latitude"),
    "longitude": ("lon", "long", "longitude"),
    "opened": ("open_date",),
    "closed": ("close_date",),
    "parent": ("parent_practice",),
}


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A branch surgery and the practice it belongs to. Degrees are WGS84; dates ISO or empty."""

    code: str
    name: str
    postcode: str
    closed: str
    parent: str
    source: Source
    latitude: Decimal | None = None
    longitude: Decimal | None = None


def read_branches(table: RawTable) -> tuple[Branch, ...]:
    """Return the branch surgeries of a list in either layout."""
    if "branch_code" in table.headings:
        records = list(table.records(_HEADINGS))
    else:
        records = [_published(row) for row in table.rows() if len(row) >= COLUMNS - 1]
    dates = (iso(record.get(name, "")) for record in records for name in ("opened", "closed"))
    source = source_of(table.name, FileKind.BRANCHES, row_dates=dates)
    return tuple(_branch(record, source) for record in records)


def _published(row: list[str]) -> dict[str, str]:
    # Position 15 is the parent practice; 16 and 17 are the dates of joining and leaving it.
    return {
        "code": row[0],
        "name": row[1],
        "postcode": row[9],
        "opened": row[10],
        "closed": row[11] or row[16],
        "parent": row[14],
    }


def _branch(record: dict[str, str], source: Source) -> Branch:
    return Branch(
        code=record["code"],
        name=record.get("name", ""),
        postcode=record.get("postcode", ""),
        closed=iso(record.get("closed", "")),
        parent=record["parent"],
        latitude=number(record.get("latitude", "")),
        longitude=number(record.get("longitude", "")),
        source=source,
    )
