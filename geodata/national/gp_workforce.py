"""General practice workforce by practice: the published file, or two tables made from it."""

from dataclasses import dataclass
from decimal import Decimal

from geodata.national.numbers import number
from geodata.national.raw import RawTable
from geodata.national.source import FileKind, Source, source_of

_PUBLISHED = {
    "code": ("prac_code", "practice_code"),
    "gp": ("total_gp_fte",),
    "trainee": ("total_gp_trn_gr_fte",),
    "nurse": ("total_nurses_fte",),
    "care": ("total_dpc_fte",),
}
_PER_LIST = {
    "code": ("code",),
    "list": ("list_size",),
    "gp": ("gp_fte",),
    "trainee_percent": ("pct_trainee",),
    "nurse_rate": ("nurse_fte_10k",),
    "care_rate": ("dpc_fte_10k",),
}
_THOUSANDTH = Decimal("0.001")


@dataclass(frozen=True, kw_only=True)
class PracticeStaff:
    """Full-time equivalents that a practice itself employs; ``None`` where the file gives no figure.

    ``gp_fte`` is that of qualified GPs: trainees stand apart in ``trainee_fte``.
    """

    practice_code: str
    gp_fte: Decimal | None
    trainee_fte: Decimal | None
    nurse_fte: Decimal | None
    direct_care_fte: Decimal | None
    source: Source


def read_gp_workforce(table: RawTable) -> tuple[PracticeStaff, ...]:
    """Return the staff of every practice from the published practice-level file, or from rates per 10,000 patients."""
    published = "total_gp_fte" in table.headings
    source = source_of(table.name, FileKind.GP_WORKFORCE)
    reader = _from_totals if published else _from_rates
    return tuple(reader(record, source) for record in table.records(_PUBLISHED if published else _PER_LIST))


def _from_totals(record: dict[str, str], source: Source) -> PracticeStaff:
    every, trainee = number(record.get("gp", "")), number(record.get("trainee", ""))
    return PracticeStaff(
        practice_code=record["code"],
        # The published total counts GPs in training grades.
        gp_fte=None if every is None else max(every - (trainee or Decimal(0)), Decimal(0)),
        trainee_fte=trainee,
        nurse_fte=number(record.get("nurse", "")),
        direct_care_fte=number(record.get("care", "")),
        source=source,
    )


def _from_rates(record: dict[str, str], source: Source) -> PracticeStaff:
    patients, every = number(record["list"]), number(record["gp"])
    percent = number(record["trainee_percent"])
    trainee = None if every is None or percent is None else (every * percent / 100).quantize(_THOUSANDTH)

    def per_list(rate: Decimal | None) -> Decimal | None:
        return None if rate is None or patients is None else (rate * patients / 10_000).quantize(_THOUSANDTH)

    return PracticeStaff(
        practice_code=record["code"],
        gp_fte=None if every is None else every - (trainee or Decimal(0)),
        trainee_fte=trainee,
        nurse_fte=per_list(number(record["nurse_rate"])),
        direct_care_fte=per_list(number(record["care_rate"])),
        source=source,
    )
