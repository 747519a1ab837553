"""The paper's tables of the estate as it stands: tenure and condition of the sites, and the leases that end first."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from estates.domain.sites import Site
from estates.domain.words import Condition
from maps.paper.blocks import Column, Table
from maps.paper.wording import NONE, heading, month, name, starred, whole
from maps.report import Report

_MOST_LEASES = 10
_NOT_KNOWN, _PLANNED = "not known", "planned, no rooms yet"


def tenure_table(report: Report) -> Table:
    """Return the sites by tenure, with their condition and size; what is planned and not yet there stands apart."""
    sites, planned = report.outcome.dataset.sites, planned_sites(report)
    of_tenure: dict[str, list[Site]] = defaultdict(list)
    for site in sites:
        of_tenure[_PLANNED if site.site_id in planned else site.tenure or _NOT_KNOWN].append(site)
    last = (_PLANNED, _NOT_KNOWN)
    ordered = sorted(
        of_tenure.items(), key=lambda item: (*(item[0] == words for words in last), -len(item[1]), item[0])
    )
    rows = [(name(tenure), *_sums(report, sites)) for tenure, sites in ordered]
    if rows:
        rows.append(("All", *_sums(report, sites)))
    return Table(
        caption="Sites by tenure: rooms, condition (A as new, B sound, C major work due, D serious) and area inside",
        columns=(
            Column("Tenure", 2.4),
            *(Column(words, 0.8, True) for words in ("Sites", "Rooms", *Condition)),
            Column("Condition not known", 1.2, True),
            Column("Not step-free", 1, True),
            Column("Step-free not known", 1, True),
            Column("m²", 0.9, True),
            Column("m² not known", 0.9, True),
        ),
        rows=rows,
        has_total=bool(rows),
        if_empty="The dataset names no site.",
    )


def planned_sites(report: Report) -> frozenset[str]:
    """Return the sites that have no room yet and are built by a scheme."""
    data = report.outcome.dataset
    built = {scheme.site_id for scheme in data.schemes if scheme.adds}
    return frozenset(site_id for site_id in built if not data.rooms_at[site_id])


def _sums(report: Report, sites: Sequence[Site]) -> tuple[str, ...]:
    """Return the counts of some sites; where a fact is known of none of them, no count of it is."""
    rooms = report.outcome.dataset.rooms_at
    grades = Counter(site.condition for site in sites)
    areas = [site.gia_m2 for site in sites if site.gia_m2 is not None]
    step_free = Counter(site.step_free for site in sites)
    graded, asked = grades[None] < len(sites), step_free[None] < len(sites)
    return (
        whole(len(sites)),
        whole(sum(len(rooms[site.site_id]) for site in sites)),
        *(whole(grades[grade]) if graded else NONE for grade in Condition),
        whole(grades[None]),
        whole(step_free[False]) if asked else NONE,
        whole(step_free[None]),
        whole(sum(areas)) if areas else NONE,
        whole(len(sites) - len(areas)),
    )


def lease_table(report: Report) -> Table:
    """Return the leases that end first, with what the plan places there: the sessions that would need a room."""
    data = report.outcome.dataset
    placed = Counter(row.site_id for row in report.outcome.plan.placements)
    leases = sorted(
        (site.lease_end, site.name, site.site_id, site) for site in data.sites if site.lease_end is not None
    )
    rows = [
        (
            starred(name(site.name), is_estimate=site.estimated),
            _pcn(report, site),
            name(site.tenure or _NOT_KNOWN),
            month(end),
            site.condition.value if site.condition else NONE,
            whole(len(data.rooms_at[site.site_id])),
            whole(placed[site.site_id]),
        )
        for end, _, _, site in leases[:_MOST_LEASES]
    ]
    more = f"; {len(leases) - len(rows):,} end later" if len(leases) > len(rows) else ""
    return Table(
        caption=f"Leases that end first, with the sessions a week that the plan places there{more}",
        columns=(
            Column("Site", 2.6),
            Column("PCN", 2.2),
            Column("Tenure", 1.8),
            Column("Lease ends", 1),
            Column("Condition", 0.8),
            Column("Rooms", 0.7, True),
            Column("Sessions", 0.8, True),
        ),
        rows=rows,
        if_empty="The dataset gives no end of a lease.",
    )


def _pcn(report: Report, site: Site) -> str:
    pcn = report.outcome.dataset.pcn_by_code.get(site.pcn_code or "")
    return heading(name(pcn.name if pcn else site.pcn_code)) if site.pcn_code else NONE
