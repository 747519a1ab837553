"""Where a national figure comes from and how old it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    """The national files that a first dataset can be made from, by what they hold."""

    PRACTICES = "practices (epraccur)"
    PCN_PARTNERS = "practices of each PCN (ePCN, core partners)"
    PCN_DETAILS = "PCN names (ePCN, PCN details)"
    LIST_SIZES = "registered patients by practice"
    PRACTICE_MAP = "practices with their PCN and ICB (list-size mapping)"
    PRACTICE_TABLE = "practices with PCN, list and position (joined table)"
    PATIENTS_BY_AREA = "registered patients by practice and small area"
    BRANCHES = "branch surgeries"
    NHS_SITES = "NHS hospitals and clinics"
    PCN_WORKFORCE = "PCN workforce by role"
    GP_WORKFORCE = "general practice workforce by practice"
    SMALL_AREAS = "small areas with their sub-ICB"
    BOUNDARIES = "boundaries"
    POSTCODES = "postcodes with positions"


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file, or a part of one, and its date.

    ``dated`` is an ISO date that may stop at the month or the year (``2026-03-01``, ``2022-09``, ``2017``), so that
    text order is time order; it is empty, and counts as oldest, where neither the file nor its name says.
    ``dated_by`` tells how the date is known.
    """

    name: str
    kind: FileKind
    dated: str = ""
    dated_by: str = "not stated"


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = re.compile(r"(?<!\d)(20\d\d)[-_. ]?(0[1-9]|1[0-2])(?:[-_. ]?([0-2]\d|3[01]))?(?!\d)")
_WORDS = re.compile(rf"({'|'.join(_MONTHS)})[a-z]*[-_. ]*(?:20)?(\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def date_in(text: str) -> str:
    """Return the date that a file name or heading tells, as an ISO date cut at what is told; empty where none is."""
    lower = text.casefold()
    if found := _NUMBERS.search(lower):
        return "-".join(part for part in found.groups() if part)
    if found := _WORDS.search(lower):
        return f"20{found[2]}-{_MONTHS.index(found[1]) + 1:02}"
    found = _YEAR.search(lower)
    return found[1] if found else ""


def iso(compact: str) -> str:
    """Return a date printed as ``YYYYMMDD``, ``YYYY-MM-DD`` or ``DD/MM/YYYY`` as ISO; empty where it is none."""
    digits = re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?", compact)
    if digits:
        return "-".join(digits.groups())
    british = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", compact)
    return "-".join(reversed(british.groups())) if british else ""


def source_of(name: str, kind: FileKind, *, stated: str = "", row_dates: Iterable[str] = ()) -> Source:
    """Return the source of a file, dated by what it states, else by its name, else by the newest date in its rows."""
    known = (
        (stated, "stated in the file"),
        (date_in(name), "told by the file name"),
        (max(row_dates, default=""), "newest date in its rows"),
    )
    for dated, dated_by in known:
        if dated:
            return Source(name=name, kind=kind, dated=dated, dated_by=dated_by)
    return Source(name=name, kind=kind)
