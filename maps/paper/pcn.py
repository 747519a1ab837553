"""A PCN's page: what it wants and lacks, its practices, its premises, and what could be done."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from estates.domain.practice_status import Fullness
from estates.domain.practices import Practice
from estates.domain.shortfall import ShortfallRow, UnmetRow
from estates.domain.sites import Site
from estates.domain.wording import counted, listed
from estates.domain.words import PlacementKind, Reason
from maps.palette import MARKS
from maps.paper.blocks import Block, Column, Picture, Section, Table
from maps.paper.tables import (
    list_later,
    practice_table,
    proved_remedies,
    remedy_table,
    rooms_by_type,
    scheme_table,
)
from maps.paper.wording import NONE, day, name, starred, whole
from maps.report import Report
from maps.wording import REASON_WORDS, percent

_MOST_REMEDIES = 6
_MAP_CM = 5.6
_TEXT_POINTS = 6.6


def pcn_codes(report: Report) -> tuple[str, ...]:
    """Return the PCNs that have a page, by name: every one that the dataset or the shortfall names."""
    data = report.outcome.dataset
    codes = {row.pcn_code for table in (data.pcns, data.practices, data.sites) for row in table if row.pcn_code}
    codes |= {code for code in report.outcome.rows("pcn") if code != "none"}
    return tuple(sorted(codes, key=lambda code: (pcn_name(report, code), code)))


def pcn_name(report: Report, code: str) -> str:
    """Return a PCN's name, or its code where it has none."""
    pcn = report.outcome.dataset.pcn_by_code.get(code)
    return name(pcn.name if pcn else code)


def sites_of(report: Report, code: str) -> tuple[Site, ...]:
    """Return the sites of a PCN by name: their places are their numbers on its map."""
    return tuple(sorted(report.outcome.dataset.sites_of_pcn.get(code, ()), key=lambda site: (site.name, site.site_id)))


def pcn_section(report: Report, code: str, *, number: str, picture: str | None) -> Section:
    """Return the page of a PCN; ``picture`` names its map among the paper's images."""
    row = report.outcome.rows("pcn").get(code)
    sites = sites_of(report, code)
    site_ids = frozenset(site.site_id for site in sites)
    practices = [practice for practice in report.outcome.dataset.practices if practice.pcn_code == code]
    unmet = [row for row in report.outcome.unmet if row.pcn_code == code]
    title = pcn_name(report, code)
    blocks: list[Block] = [
        _opening(report, (code, picture), _points(report, (row, practices))),
        practice_table(report, practices, f"Practices of {title}: lists, sessions a week, rooms used, status"),
        _site_table(report, sites, title),
        rooms_by_type(report, site_ids, f"Rooms of {title} by type, a week"),
        _role_table(report, unmet, title),
        _what_to_do(report, code, unmet),
    ]
    if any(scheme.site_id in site_ids for scheme in report.outcome.dataset.schemes):
        blocks.append(
            scheme_table(
                report,
                site_ids,
                f"Schemes at sites of {title}: half-days opened a week, and £ a year for each (see chapter 2)",
            )
        )
    small = tuple(replace(block, size=_TEXT_POINTS) if isinstance(block, Table) else block for block in blocks)
    return Section(title=f"{number} {title}", level=2, blocks=small, new_page=True)


def _what_to_do(report: Report, code: str, unmet: Sequence[UnmetRow]) -> Table:
    """Return the PCN's proved remedies, or what to look at where none were looked for."""
    proved = [remedy for remedy in report.outcome.remedies if remedy.level == "pcn" and remedy.code == code]
    most = sorted(proved, key=lambda remedy: -remedy.gain.weighted)[:_MOST_REMEDIES]
    return proved_remedies(report.outcome.dataset, most) if proved else remedy_table(unmet, _MOST_REMEDIES)


def _opening(report: Report, which: tuple[str, str | None], points: tuple[str, ...]) -> Block:
    code, picture = which
    title = pcn_name(report, code)
    sites = sites_of(report, code)
    if picture is None:
        return Picture(name="", caption="", alt="", width_cm=0, beside=points)
    alt = (
        f"Map of {title} with {counted(len(sites), 'site')}, numbered as in the table of its sites: "
        f"{listed([name(site.name) for site in sites], at_most=8)}."
    )
    return Picture(name=picture, caption=f"{title} and its sites", alt=alt, width_cm=_MAP_CM, beside=points)


def _points(report: Report, about: tuple[ShortfallRow | None, Sequence[Practice]]) -> tuple[str, ...]:
    row, practices = about
    points = [_sessions(row), *_lists(report, practices)]
    full = [practice for practice in practices if _fullness(report, practice) is Fullness.FULL]
    room = [practice for practice in practices if _fullness(report, practice) is Fullness.HAS_ROOM]
    if practices:
        points.append(f"{len(full):,} of {counted(len(practices), 'practice')} full; {len(room):,} with room.")
    if row is not None and row.estimated:
        points.append("Estimate: some of these sessions rest on estimated posts or rooms.")
    return tuple(points)


def _sessions(row: ShortfallRow | None) -> str:
    if row is None or not row.wanted:
        return "No room sessions are wanted by posts of this PCN."
    if not row.unmet:
        return f"{counted(row.wanted, 'room session')} a week wanted; every one has a room."
    return (
        f"{counted(row.wanted, 'room session')} a week wanted, {row.placed:,} placed, {row.unmet:,} unmet "
        f"({percent(row.unmet_share)}): the equal of {row.rooms_equivalent:,.1f} rooms or {whole(row.area_m2)} m²."
    )


def _lists(report: Report, practices: Sequence[Practice]) -> list[str]:
    if not practices:
        return []
    now = sum(practice.list_size for practice in practices)
    later = [size for practice in practices if (size := list_later(report, practice)) is not None]
    said = f"{now:,} registered patients"
    if len(later) < len(practices):
        return [f"{said}; the dataset gives no growth for {counted(len(practices) - len(later), 'practice')}."]
    year = max(row.year for row in report.outcome.dataset.growth)
    return [f"{said}; {sum(later):,} in {year} ({sum(later) - now:+,})."]


def _fullness(report: Report, practice: Practice) -> Fullness:
    return report.statuses[practice.practice_code].fullness


def _site_table(report: Report, sites: Sequence[Site], title: str) -> Table:
    rooms = report.outcome.dataset.rooms_at
    return Table(
        caption=f"Sites of {title}, numbered as on its map (–: not given)",
        columns=(
            Column("No.", 0.45, True),
            Column("Site", 2.8),
            Column("Kind", 1.35),
            Column("Tenure", 1.6),
            Column("Lease ends", 1.15),
            Column("Condition", 0.95),
            Column("m²", 0.6, True),
            Column("Step-free", 0.95),
            Column("Rooms", 0.7, True),
        ),
        rows=[(str(place), *_site(site), whole(len(rooms[site.site_id]))) for place, site in enumerate(sites, start=1)],
        if_empty="The dataset names no site of this PCN.",
    )


def _site(site: Site) -> tuple[str, ...]:
    step_free = NONE if site.step_free is None else "yes" if site.step_free else "no"
    return (
        starred(name(site.name), is_estimate=site.estimated),
        MARKS[site.kind].words,
        name(site.tenure) if site.tenure else NONE,
        NONE if site.lease_end is None else day(site.lease_end),
        site.condition.value if site.condition else NONE,
        NONE if site.gia_m2 is None else whole(site.gia_m2),
        step_free,
    )


def _role_table(report: Report, unmet: Sequence[UnmetRow], title: str) -> Table:
    """Return what each role of a PCN wants and has, and why sessions are unmet; roles without unmet ones as one row."""
    sums: dict[str, Sums] = defaultdict(Sums)
    for row in unmet:
        if row.kind is PlacementKind.POST and row.role_id is not None:
            sums[row.role_id].add(row)
    roles = report.outcome.dataset.role_by_id
    short = sorted(
        (role for role, of_role in sums.items() if of_role.unmet), key=lambda role: (-sums[role].unmet, role)
    )
    rows = [(name(roles[role].title), *sums[role].cells()) for role in short]
    others = [of_role for role, of_role in sums.items() if role not in short]
    if others:
        rows.append((f"{counted(len(others), 'role')} with a room for every session", *_together(others).cells()))
    if rows:
        rows.append(("All", *_together(list(sums.values())).cells()))
    return Table(
        caption=f"Room sessions a week of {title} by role, and why sessions are unmet",
        columns=(
            Column("Role", 3),
            *(Column(words, 0.7, True) for words in ("Wanted", "Placed", "Unmet")),
            Column("Why, by unmet sessions", 3.6),
        ),
        rows=rows,
        has_total=bool(rows),
        if_empty="No post of this PCN wants sessions.",
    )


@dataclass
class Sums:
    """What some posts want and have, and the reasons for what they lack."""

    wanted: int = 0
    placed: int = 0
    unmet: int = 0
    reasons: Counter[Reason] = field(default_factory=Counter)

    def add(self, row: UnmetRow) -> None:
        """Count a post."""
        self.wanted, self.placed, self.unmet = (
            self.wanted + row.wanted,
            self.placed + row.placed,
            self.unmet + row.unmet,
        )
        if row.unmet:
            self.reasons[row.reason] += row.unmet

    def cells(self) -> tuple[str, ...]:
        """Return the cells of a row."""
        ordered = sorted(self.reasons.items(), key=lambda item: (-item[1], item[0]))
        why = listed([f"{REASON_WORDS[reason]} ({unmet:,})" for reason, unmet in ordered]) or NONE
        return whole(self.wanted), whole(self.placed), whole(self.unmet), why


def _together(parts: Sequence[Sums]) -> Sums:
    whole_sum = Sums()
    for part in parts:
        whole_sum.wanted += part.wanted
        whole_sum.placed += part.placed
        whole_sum.unmet += part.unmet
        whole_sum.reasons.update(part.reasons)
    return whole_sum
