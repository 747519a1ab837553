"""The area asked for: which sub-ICBs, practices and PCNs it has, from whichever files tell."""

from collections.abc import Mapping
from dataclasses import dataclass

from estates.domain.errors import RequestError
from geodata.national.epcn import Membership
from geodata.national.epraccur import Organisation
from geodata.national.loading import NationalFiles
from geodata.national.source import FileKind
from geodata.starter.facts import LeftOut, Notes, in_title_case
from geodata.starter.practices import AreaPractice, find_practices, pcn_names, status


@dataclass(frozen=True, kw_only=True)
class StarterArea:
    """The area asked for: its codes, practices and PCNs (name by code). ``icb_code`` is empty where no file tells."""

    code: str
    sub_icbs: frozenset[str]
    icb_code: str
    icb_names: frozenset[str]
    practices: tuple[AreaPractice, ...]
    pcns: Mapping[str, str]

    @property
    def title(self) -> str:
        """The code asked for, with the ICB's name where a file gives one."""
        name = min(self.icb_names, key=lambda each: (len(each), each), default="")
        return f"{self.code}, {name}" if name else self.code

    @property
    def patients(self) -> int:
        """The registered patients of the area's practices."""
        return sum(practice.list_size for practice in self.practices)


def find_area(files: NationalFiles, area: str) -> tuple[StarterArea, Notes]:
    """Return the practices and PCNs of an ICB or sub-ICB, and what the page has to say about them.

    Raises
    ------
    RequestError
        Where no file tells the area's list sizes or PCNs, or none tells which sub-ICBs an ICB has.
    """
    wanted = area.strip().upper()
    pairs = _pairs(files)
    sub_icbs = _sub_icbs(files, wanted, pairs)
    practices, notes = find_practices(files, sub_icbs)
    if not practices:
        raise RequestError(f"No practice of {wanted} has a PCN in the files given. Add ePCN.xlsx as published.")
    pcns, pcn_notes = pcn_names(files, {practice.pcn_code for practice in practices})
    found = StarterArea(
        code=wanted,
        sub_icbs=sub_icbs,
        icb_code=min((icb for icb, sub_icb in pairs if sub_icb in sub_icbs), default=""),
        icb_names=_icb_names(files, sub_icbs),
        practices=practices,
        pcns=pcns,
    )
    return found, notes + pcn_notes + _elsewhere(files, found) + _not_listed(files, found, notes)


def active_partners(files: NationalFiles, area: StarterArea) -> tuple[int, int]:
    """Return the practices, and the PCNs, that the newest ePCN file has active in the area; nought without one."""
    rows = [row for row in files.memberships if row.source.kind is FileKind.PCN_PARTNERS]
    newest = max((row.source.dated for row in rows), default="")
    active = [
        row for row in rows if row.source.dated == newest and row.is_active and row.practice_sub_icb in area.sub_icbs
    ]
    return len({row.practice_code for row in active}), len({row.pcn_code for row in active})


def _pairs(files: NationalFiles) -> set[tuple[str, str]]:
    """Return the pairs (ICB, sub-ICB) that any file names of something that is open."""
    pairs = {(row.icb_code, row.sub_icb_code) for row in files.organisations if row.is_practice and row.is_open}
    pairs |= {(row.icb_code, row.practice_sub_icb) for row in files.memberships}
    pairs |= {(row.icb_code, row.sub_icb_code) for row in files.pcn_staff}
    pairs |= {(row.icb_code, row.sub_icb_code) for row in files.small_areas}
    return {(icb, sub_icb) for icb, sub_icb in pairs if icb and sub_icb}


def _sub_icbs(files: NationalFiles, area: str, pairs: set[tuple[str, str]]) -> frozenset[str]:
    if any(row.sub_icb_code == area for row in files.list_sizes) or any(sub_icb == area for _, sub_icb in pairs):
        return frozenset({area})
    found = frozenset(sub_icb for icb, sub_icb in pairs if icb == area)
    if not found:
        raise RequestError(
            f"No file given knows the area {area}. Give a sub-ICB code such as 11J, or an ICB code such as QVV and a "
            "file that tells its sub-ICBs (epraccur.csv does)."
        )
    return found


def _icb_names(files: NationalFiles, sub_icbs: frozenset[str]) -> frozenset[str]:
    names = {row.icb_name for row in files.memberships if row.practice_sub_icb in sub_icbs}
    names |= {row.icb_name for row in files.pcn_staff if row.sub_icb_code in sub_icbs}
    return frozenset(names - {""})


def _elsewhere(files: NationalFiles, area: StarterArea) -> Notes:
    """Say which PCNs of the area's practices have another parent: their staff may work outside the area too."""
    parents = {row.pcn_code: row.pcn_sub_icb for row in files.memberships if row.is_active and row.pcn_sub_icb}
    return Notes(
        remarks=tuple(
            f"{name} ({code}) has practices here but belongs to {parents[code]}; its staff may work there too."
            for code, name in area.pcns.items()
            if parents.get(code, "") not in {"", *area.sub_icbs}
        )
    )


def _not_listed(files: NationalFiles, area: StarterArea, notes: Notes) -> Notes:
    """Say which organisations and partners of the area are not among its practices, and why."""
    told = {practice.code for practice in area.practices} | {each.code for each in notes.left_out}
    statuses = {row.code: row for row in files.organisations}
    partners = {row.practice_code: row for row in files.memberships if row.practice_sub_icb in area.sub_icbs}
    left_out = [
        LeftOut(what="practice", code=code, name=in_title_case(row.practice_name), why=_why_partner(row, statuses))
        for code, row in sorted(partners.items())
        if code not in told
    ]
    left_out += [
        LeftOut(what=_kind(row), code=row.code, name=in_title_case(row.name), why=_why_organisation(row))
        for row in files.organisations
        if row.sub_icb_code in area.sub_icbs and row.code not in told and row.code not in partners
    ]
    return Notes(left_out=tuple(left_out))


def _why_partner(row: Membership, statuses: Mapping[str, Organisation]) -> str:
    found = statuses.get(row.practice_code)
    known = f"; {found.source.name} has it {status(found)}" if found else ""
    if not row.is_active:
        return f"left its PCN on {row.ended}{known}; its building may be another practice's branch now"
    return f"in a PCN in {row.source.name}, but not in the newest list sizes{known}"


def _kind(row: Organisation) -> str:
    return "practice" if row.is_practice else "organisation"


def _why_organisation(row: Organisation) -> str:
    if not row.is_practice:
        return f"not a GP practice: prescribing setting {row.setting}"
    return f"not in the newest list sizes; {row.source.name} has it {status(row)}"
