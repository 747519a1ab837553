"""The tables that only a PCN's page has: its premises, and its posts by role."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from estates.domain.shortfall import UnmetRow
from estates.domain.sites import Site
from estates.domain.wording import counted, listed
from estates.domain.words import PlacementKind, Reason
from maps.palette import MARKS
from maps.paper.blocks import Column, Table
from maps.paper.wording import NONE, further, month, name, starred, whole
from maps.plain_text import shortened
from maps.report import Report
from maps.wording import REASON_WORDS

_LONGEST_ROLE = 48


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


def site_table(report: Report, sites: Sequence[Site], title: str, at_most: int) -> Table:
    """Return the premises of a PCN by their numbers on its map; beyond ``at_most`` they are told as one row."""
    rooms = report.outcome.dataset.rooms_at
    rest = sites[at_most:]
    return Table(
        caption=f"Sites of {title}, numbered as on its map (–: not given)",
        columns=(
            Column("No.", 0.3, True),
            Column("Site", 2.7),
            Column("Kind", 1.3),
            Column("Tenure", 1.85),
            Column("Lease ends", 1.15),
            Column("Condition", 0.95),
            Column("m²", 0.6, True),
            Column("Step-free", 0.9),
            Column("Rooms", 0.7, True),
        ),
        rows=[
            *(
                (str(place), *_site(site), whole(len(rooms[site.site_id])))
                for place, site in enumerate(sites[:at_most], start=1)
            ),
            *([_further_sites(rest, sum(len(rooms[site.site_id]) for site in rest))] if rest else []),
        ],
        if_empty="The dataset names no site of this PCN.",
    )


def _site(site: Site) -> tuple[str, ...]:
    step_free = NONE if site.step_free is None else "yes" if site.step_free else "no"
    return (
        starred(name(site.name), is_estimate=site.estimated),
        MARKS[site.kind].words.removesuffix(" surgery"),
        name(site.tenure) if site.tenure else NONE,
        NONE if site.lease_end is None else month(site.lease_end),
        site.condition.value if site.condition else NONE,
        NONE if site.gia_m2 is None else whole(site.gia_m2),
        step_free,
    )


def _further_sites(sites: Sequence[Site], rooms: int) -> tuple[str, ...]:
    told = starred(f"{further(len(sites), 'site')}: see plan.gpkg", is_estimate=any(site.estimated for site in sites))
    area = sum(site.gia_m2 for site in sites if site.gia_m2 is not None)
    return (
        NONE,
        told,
        *[NONE] * 4,
        whole(area) if all(site.gia_m2 is not None for site in sites) else NONE,
        NONE,
        whole(rooms),
    )


def sums_by_role(unmet: Sequence[UnmetRow]) -> dict[str, Sums]:
    """Return what the posts of each role want, have and lack: the role that lacks most first."""
    sums: dict[str, Sums] = defaultdict(Sums)
    for row in unmet:
        if row.kind is PlacementKind.POST and row.role_id is not None:
            sums[row.role_id].add(row)
    return dict(sorted(sums.items(), key=lambda item: (-item[1].unmet, item[0])))


def roles_short(sums: Mapping[str, Sums]) -> int:
    """Return how many roles have unmet sessions: the rows of their table that can be cut."""
    return sum(of_role.unmet > 0 for of_role in sums.values())


def role_table(report: Report, sums: Mapping[str, Sums], title: str, at_most: int) -> Table:
    """Return what each role of a PCN wants and has, and why sessions are unmet.

    Roles without unmet ones are told as one row, and so are those beyond ``at_most``.
    """
    roles = report.outcome.dataset.role_by_id
    short = [role for role, of_role in sums.items() if of_role.unmet]
    rows = [(shortened(roles[role].title, _LONGEST_ROLE), *sums[role].cells()) for role in short[:at_most]]
    if rest := short[at_most:]:
        rows.append((f"{further(len(rest), 'role')} together", *_together([sums[role] for role in rest]).cells()))
    others = [of_role for of_role in sums.values() if not of_role.unmet]
    if others:
        rows.append((f"{counted(len(others), 'role')} with a room for every session", *_together(others).cells()))
    if rows:
        rows.append(("All", *_together(list(sums.values())).cells()))
    return Table(
        caption=f"Room sessions a week of {title} by role, and why sessions are unmet",
        columns=(
            Column("Role", 2.9),
            *(Column(words, 0.65, True) for words in ("Wanted", "Placed", "Unmet")),
            Column("Why, by unmet sessions", 4),
        ),
        rows=rows,
        has_total=bool(rows),
        if_empty="No post of this PCN wants sessions.",
    )
