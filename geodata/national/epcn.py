"""``ePCN``: the PCNs and the practices that form them, as workbook sheets or as a pair of CSV files."""

from dataclasses import dataclass

from geodata.national.raw import RawTable
from geodata.national.source import FileKind, Source, iso, source_of

_PARTNER_HEADINGS = {
    "practice_code": ("partner organisation code",),
    "practice_name": ("partner name",),
    "practice_sub_icb": ("practice parent sub icb loc code", "practice parent ccg code"),
    "pcn_code": ("pcn code",),
    "pcn_name": ("pcn name",),
    "pcn_sub_icb": ("pcn parent sub icb loc code", "pcn parent ccg code"),
    "started": ("practice to pcn relationship start date",),
    "ended": ("practice to pcn relationship end date",),
}
_DETAIL_HEADINGS = {
    "pcn_code": ("pcn code",),
    "name": ("pcn name",),
    "sub_icb": ("current sub icb loc code", "current ccg code"),
    "opened": ("open date",),
    "closed": ("close date",),
}


@dataclass(frozen=True, kw_only=True)
class Membership:
    """A practice's place in a PCN. ``ended`` is empty while it lasts; codes a file does not give are empty."""

    practice_code: str
    practice_name: str
    practice_sub_icb: str
    pcn_code: str
    pcn_name: str
    source: Source
    pcn_sub_icb: str = ""
    icb_code: str = ""
    icb_name: str = ""
    postcode: str = ""
    started: str = ""
    ended: str = ""

    @property
    def is_active(self) -> bool:
        """Whether the practice is still in the PCN."""
        return not self.ended


@dataclass(frozen=True, kw_only=True)
class PcnDetails:
    """A PCN by code and name; ``closed`` is an ISO date, empty while it is open."""

    pcn_code: str
    name: str
    sub_icb_code: str
    closed: str
    source: Source


def read_partners(table: RawTable) -> tuple[Membership, ...]:
    """Return the memberships of the core-partner sheet or file, ended ones too."""
    records = list(table.records(_PARTNER_HEADINGS))
    dates = (iso(record.get(name, "")) for record in records for name in ("started", "ended"))
    source = source_of(table.name, FileKind.PCN_PARTNERS, row_dates=dates)
    return tuple(_membership(record, source) for record in records)


def read_details(table: RawTable) -> tuple[PcnDetails, ...]:
    """Return the PCNs of the details sheet or file."""
    records = list(table.records(_DETAIL_HEADINGS))
    dates = (iso(record.get(name, "")) for record in records for name in ("opened", "closed"))
    source = source_of(table.name, FileKind.PCN_DETAILS, row_dates=dates)
    return tuple(
        PcnDetails(
            pcn_code=record["pcn_code"],
            name=record["name"],
            sub_icb_code=record.get("sub_icb", ""),
            closed=iso(record.get("closed", "")),
            source=source,
        )
        for record in records
    )


def _membership(record: dict[str, str], source: Source) -> Membership:
    return Membership(
        practice_code=record["practice_code"],
        practice_name=record.get("practice_name", ""),
        practice_sub_icb=record.get("practice_sub_icb", ""),
        pcn_code=record["pcn_code"],
        pcn_name=record.get("pcn_name", ""),
        pcn_sub_icb=record.get("pcn_sub_icb", ""),
        started=iso(record.get("started", "")),
        # A date in a form we do not know still says that the membership ended.
        ended=iso(record.get("ended", "")) or record.get("ended", ""),
        source=source,
    )
