"""``epraccur.csv``: every organisation that prescribes, GP practices among them. No headings, 27 columns."""

from dataclasses import dataclass

from geodata.national.raw import RawTable
from geodata.national.source import FileKind, Source, iso, source_of

COLUMNS = 27
GP_PRACTICE = "4"
"""The prescribing setting of a GP practice; others are clinics, out-of-hours, hospitals, Defence practices, ..."""

STATUS_WORDS = {"A": "active", "C": "closed", "D": "dormant", "P": "proposed"}


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """One row of ``epraccur.csv``. ``setting`` is the prescribing setting; dates are ISO or empty."""

    code: str
    name: str
    icb_code: str
    postcode: str
    opened: str
    closed: str
    status: str
    sub_icb_code: str
    setting: str
    source: Source

    @property
    def is_practice(self) -> bool:
        """Whether it is a GP practice, open or not."""
        return self.setting == GP_PRACTICE

    @property
    def is_open(self) -> bool:
        """Whether its status is active."""
        return self.status == "A"


def read_epraccur(table: RawTable) -> tuple[Organisation, ...]:
    """Return the rows of ``epraccur.csv``."""
    rows = [row for row in table.rows() if len(row) >= COLUMNS - 1]
    dates = (iso(row[place]) for row in rows for place in (10, 11, 15, 16))
    source = source_of(table.name, FileKind.PRACTICES, row_dates=dates)
    return tuple(_organisation(row, source) for row in rows)


def _organisation(row: list[str], source: Source) -> Organisation:
    return Organisation(
        code=row[0],
        name=row[1],
        icb_code=row[3],
        postcode=row[9],
        opened=iso(row[10]),
        closed=iso(row[11]),
        status=row[12],
        sub_icb_code=row[14],
        setting=row[25],
        source=source,
    )
