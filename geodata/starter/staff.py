"""Which staff an area's PCNs and practices have, each from the newest file that tells."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from geodata.national.gp_workforce import PracticeStaff
from geodata.national.pcn_workforce import PcnStaff
from geodata.national.source import Source
from geodata.starter.area import StarterArea
from geodata.starter.facts import Fact, Notes, is_same_figure, newest_first, settle
from geodata.starter.roles import role_for


@dataclass(frozen=True, kw_only=True)
class PcnWorkforce:
    """The PCN staff of an area: rows with their role, rows that no role fits, and PCNs that no file tells of."""

    matched: tuple[tuple[PcnStaff, str], ...]
    unmatched: tuple[PcnStaff, ...]
    pcns_missing: tuple[str, ...]

    @property
    def fte(self) -> Decimal:
        """All FTE of the area's PCNs in the files, whether a role fits or not."""
        return sum((staff.fte for staff, _ in self.matched), self.unmatched_fte)

    @property
    def unmatched_fte(self) -> Decimal:
        """The FTE that no role fits: managers, directors and administrators, and roles that the files hide."""
        return sum((staff.fte for staff in self.unmatched), Decimal(0))

    @property
    def not_clinical_fte(self) -> Decimal:
        """The part of the FTE without a role that is managers, directors and administrators."""
        return sum((staff.fte for staff in self.unmatched if not staff.is_direct_care), Decimal(0))


def pcn_workforce(rows: Iterable[PcnStaff], area: StarterArea) -> PcnWorkforce:
    """Return the PCN staff of an area, each PCN from the newest file that tells of it."""
    chosen: dict[str, tuple[str, list[PcnStaff]]] = {}
    for row in newest_first(rows, lambda each: each.source):
        if row.pcn_code in area.pcns:
            name, mine = chosen.setdefault(row.pcn_code, (row.source.name, []))
            if row.source.name == name:
                mine.append(row)
    here = [row for pcn_code in sorted(chosen) for row in chosen[pcn_code][1]]
    roles = [(row, role_for(row)) for row in here]
    return PcnWorkforce(
        matched=tuple((row, role_id) for row, role_id in roles if role_id),
        unmatched=tuple(row for row, role_id in roles if not role_id),
        pcns_missing=tuple(sorted(area.pcns.keys() - chosen.keys())),
    )


def workforce_conflicts(pcn_rows: Iterable[PcnStaff], own: Iterable[PracticeStaff], area: StarterArea) -> Notes:
    """Say where two files disagree on the FTE of a PCN, or of a practice's own staff."""
    totals: dict[tuple[str, Source], Decimal] = defaultdict(Decimal)
    for staff in pcn_rows:
        if staff.pcn_code in area.pcns:
            totals[staff.pcn_code, staff.source] += staff.fte
    facts = [
        Fact(about="FTE of the PCN", code=code, value=str(fte), source=source) for (code, source), fte in totals.items()
    ]
    conflicts = list(settle(facts, is_same_figure)[1])
    codes = {practice.code for practice in area.practices}
    here = [row for row in own if row.practice_code in codes]
    for about, column in _OWN_FIGURES.items():
        told = [(row, getattr(row, column)) for row in here]
        facts = [
            Fact(about=about, code=row.practice_code, value=str(fte), source=row.source)
            for row, fte in told
            if fte is not None
        ]
        conflicts += settle(facts, is_same_figure)[1]
    return Notes(conflicts=tuple(conflicts))


_OWN_FIGURES = {
    "qualified GP FTE": "gp_fte",
    "GP trainee FTE": "trainee_fte",
    "nurse FTE": "nurse_fte",
    "direct patient care FTE": "direct_care_fte",
}


def practice_workforce(rows: Iterable[PracticeStaff], area: StarterArea) -> dict[str, PracticeStaff]:
    """Return each practice's own staff from the newest file that gives its GPs, else from the newest at all."""
    codes = {practice.code for practice in area.practices}
    newest = [row for row in newest_first(rows, lambda each: each.source) if row.practice_code in codes]
    newest.sort(key=lambda row: row.gp_fte is None)
    return {row.practice_code: row for row in reversed(newest)}


def unknown_staff(workforce: PcnWorkforce, staff: Mapping[str, PracticeStaff], area: StarterArea) -> Notes:
    """Say of which PCNs and practices no file tells the staff: it is unknown, not nought."""
    pcns = [
        f"PCN staff of {area.pcns[code]} ({code}): in no workforce file. It is unknown, not nought; enter its posts."
        for code in workforce.pcns_missing
    ]
    practices = [
        f"Own staff of {practice.name} ({practice.code}): no complete figures. The use of its rooms is the formula's, "
        "and it has no supervision places."
        for practice in area.practices
        if not is_complete(staff.get(practice.code))
    ]
    trainees = [
        f"GP trainees of {practice.name} ({practice.code}): no figure."
        for practice in area.practices
        if (known := staff.get(practice.code)) is None or known.trainee_fte is None
    ]
    if not staff:
        practices, trainees = ["The practices' own staff and GP trainees: no general practice workforce file."], []
    if not workforce.matched and not workforce.unmatched:
        pcns = ["PCN staff: no PCN workforce file tells of these PCNs, so no such post is entered."]
    return Notes(unknown=(*pcns, *practices, *trainees))


def is_complete(staff: PracticeStaff | None) -> bool:
    """Whether GPs, nurses and direct patient care are all known: a part of the staff would understate the use."""
    return staff is not None and None not in {staff.gp_fte, staff.nurse_fte, staff.direct_care_fte}
