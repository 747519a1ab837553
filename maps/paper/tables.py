"""The paper's tables that both the county's and the PCNs' pages show."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from estates.domain.dataset import Dataset
from estates.domain.practice_status import PracticeStatus
from estates.domain.practices import Practice
from estates.domain.remedies import Remedy
from estates.domain.remedy_costs import capital_a_session
from estates.domain.schemes import Scheme
from estates.domain.shortfall import ShortfallRow, UnmetRow
from estates.domain.words import Cell, Reason
from maps.paper.blocks import Column, Table
from maps.paper.wording import FIGURES, NONE, figures, name, pounds, room_type, sentence, starred, whole
from maps.report import Report
from maps.wording import REASON_WORDS, percent

STAR = "* Rests in part on estimates."


def reason_table(rows: Iterable[UnmetRow], whose: str) -> Table:
    """Return why sessions are unmet, the most frequent reason first."""
    counts: Counter[Reason] = Counter()
    for row in rows:
        if row.unmet:
            counts[row.reason] += row.unmet
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    cells = [(REASON_WORDS[reason].capitalize(), whole(unmet)) for reason, unmet in ordered]
    total = [("All unmet room sessions", whole(sum(counts.values())))] if cells else []
    return Table(
        caption=f"Why sessions {whose} have no room (room sessions a week, by the first reason found)",
        columns=(Column("Reason", 4), Column("Unmet", 1, True)),
        rows=[*cells, *total],
        has_total=bool(total),
        if_empty="Nothing is unmet.",
    )


def shortfall_table(rows: Sequence[ShortfallRow], caption: str, *, what: str, total: ShortfallRow | None) -> Table:
    """Return rows of the shortfall, and their total."""
    cells = [(starred(name(row.name or row.code), is_estimate=row.estimated), *figures(row)) for row in rows]
    if total is not None:
        cells.append(("All", *figures(total)))
    return Table(
        caption=f"{caption} {STAR}" if any(row.estimated for row in rows) else caption,
        columns=(Column(what, 3.2), *FIGURES),
        rows=cells,
        has_total=total is not None,
        if_empty="Nothing is wanted.",
    )


def practice_table(report: Report, practices: Sequence[Practice], caption: str) -> Table:
    """Return the practices with their lists now and later, their shortfall and how full they are."""
    years = [row.year for row in report.outcome.dataset.growth]
    later = f"Patients in {max(years)}" if years else "Patients later"
    return Table(
        caption=caption,
        columns=(
            Column("Practice", 3.2),
            Column("Patients now", 1, True),
            Column(later, 1, True),
            Column("Wanted", 0.8, True),
            Column("Placed", 0.8, True),
            Column("Unmet", 0.8, True),
            Column("Rooms used", 0.8, True),
            Column("Status", 1.1),
        ),
        rows=[_practice(report, practice) for practice in practices],
        if_empty="The dataset names no practice here.",
    )


def list_later(report: Report, practice: Practice) -> int | None:
    """Return the patients of a practice in the last year of the growth table; ``None`` where it has no row for it."""
    growth = report.outcome.dataset.growth
    last = max((row.year for row in growth), default=0)
    found = [row.patients_added for row in growth if (row.practice_code, row.year) == (practice.practice_code, last)]
    return practice.list_size + found[0] if found else None


def _practice(report: Report, practice: Practice) -> tuple[str, ...]:
    row = report.outcome.rows("practice").get(practice.practice_code)
    status = report.statuses[practice.practice_code]
    later = list_later(report, practice)
    counts = (row.wanted, row.placed, row.unmet) if row else (0, 0, 0)
    return (
        starred(name(practice.name), is_estimate=practice.estimated or (row is not None and row.estimated)),
        whole(practice.list_size),
        NONE if later is None else whole(later),
        *(whole(count) for count in counts),
        percent(status.used_share) if status.open_places else NONE,
        status_words(status),
    )


def status_words(status: PracticeStatus) -> str:
    """Return how full a practice is, with a star where that rests on estimated rooms."""
    return starred(status.fullness.value.capitalize(), is_estimate=status.estimated)


@dataclass(frozen=True, kw_only=True)
class SchemeValue:
    """A scheme with the half-days of rooms that it would open a week, and its cost a year for each of them."""

    scheme: Scheme
    half_days: int
    pounds_a_year: float | None


def scheme_values(report: Report, site_ids: frozenset[str]) -> tuple[SchemeValue, ...]:
    """Return the schemes at some sites, the cheapest half-day first; those that cannot be costed last.

    The cost a year is capital ÷ life + running cost, undiscounted, before grants. It is known where the life is, and
    where the scheme opens half-days at all: a conversion opens none that were not there before.
    """
    schemes = (scheme for scheme in report.outcome.dataset.schemes if scheme.site_id in site_ids)
    values = [_value(report, scheme) for scheme in schemes]
    return tuple(
        sorted(values, key=lambda row: (row.pounds_a_year is None, row.pounds_a_year or 0, row.scheme.scheme_id))
    )


def _value(report: Report, scheme: Scheme) -> SchemeValue:
    rooms = report.outcome.dataset.rooms_at[scheme.site_id]
    opened = {
        (room.room_id, slot)
        for room_id, slot in scheme.opens
        for room in rooms
        if room_id in ("*", room.room_id) and room.cell(slot) is not Cell.FREE
    }
    half_days = sum(count for _, count in scheme.adds) * len(scheme.slots) + len(opened)
    if not half_days or not scheme.life_years:
        return SchemeValue(scheme=scheme, half_days=half_days, pounds_a_year=None)
    a_year = scheme.capital_cost / scheme.life_years + (scheme.annual_cost or 0)
    return SchemeValue(scheme=scheme, half_days=half_days, pounds_a_year=float(a_year) / half_days)


def scheme_table(report: Report, site_ids: frozenset[str], caption: str) -> Table:
    """Return the schemes at some sites with what they cost and open."""
    sites = report.outcome.dataset.site_by_id
    return Table(
        caption=caption,
        columns=(
            Column("Scheme", 3),
            Column("Site", 2.4),
            Column("Capital", 1, True),
            Column("£ a year", 0.8, True),
            Column("Earliest", 0.7, True),
            Column("Half-days", 0.9, True),
            Column("£ each", 0.8, True),
        ),
        rows=[
            (
                starred(name(row.scheme.name), is_estimate=row.scheme.estimated),
                name(sites[row.scheme.site_id].name),
                pounds(row.scheme.capital_cost),
                pounds(row.scheme.annual_cost),
                str(row.scheme.earliest_year or NONE),
                whole(row.half_days) if row.half_days else NONE,
                NONE if row.pounds_a_year is None else f"£{row.pounds_a_year:,.0f}",
            )
            for row in scheme_values(report, site_ids)
        ],
        if_empty="The dataset lists no scheme here.",
    )


def remedy_table(rows: Iterable[UnmetRow], at_most: int) -> Table:
    """Return what the plan suggests for what is unmet, by the sessions each suggestion concerns."""
    sessions: dict[str, int] = defaultdict(int)
    for row in rows:
        if row.unmet and row.remedy:
            sessions[sentence(row.remedy)] += row.unmet
    ordered = sorted(sessions.items(), key=lambda item: (-item[1], item[0]))
    cells = [(text, whole(count)) for text, count in ordered[:at_most]]
    rest = ordered[at_most:]
    if rest:
        cells.append((f"{len(rest):,} further suggestions: see unmet.csv", whole(sum(count for _, count in rest))))
    return Table(
        caption="What to look at first, by the unmet sessions it concerns (a remedy may not help all of them)",
        columns=(Column("Remedy", 7), Column("Sessions", 1, True)),
        rows=cells,
        if_empty="Nothing is unmet, so there is nothing to remedy.",
    )


def proved_remedies(dataset: Dataset, remedies: Iterable[Remedy]) -> Table:
    """Return what would let more be placed, by the capital it asks for each session, each proved by a plan with it.

    The capital is that of the dataset's schemes for the same rooms; where no scheme does the same it is not known.
    """
    costed = [(capital_a_session(dataset, remedy), remedy) for remedy in remedies]
    costed.sort(key=lambda pair: (pair[0] is None, pair[0] or 0, pair[1].rank))
    return Table(
        caption="What would help, each proved by a plan with it (sessions a week, at least; do not add up)",
        columns=(
            Column("Remedy, by the capital it asks for", 6.4),
            Column("More here", 0.8, True),
            Column("In all", 0.8, True),
            Column("Capital a session", 1, True),
        ),
        rows=[
            (
                starred(sentence(row.told), is_estimate=row.estimated),
                whole(row.gain.own),
                whole(row.gain.sessions),
                _capital(cost),
            )
            for cost, row in costed
        ],
        if_empty="Nothing that would help was found.",
    )


def _capital(pounds_a_session: Decimal | None) -> str:
    if pounds_a_session is None:
        return "not known"
    return f"£{pounds_a_session:,.0f}" if pounds_a_session else "none"


def rooms_by_type(report: Report, site_ids: frozenset[str], caption: str) -> Table:
    """Return the rooms of some sites by type, with their free half-days, those used by the plan and those not known."""
    data, use = report.outcome.dataset, report.outcome.use_at
    counts: Counter[str] = Counter(room.room_type for site in sorted(site_ids) for room in data.rooms_at[site])
    rows = []
    for kind, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        weeks = [use.get(site, {}).get(kind, (0, 0, 0)) for site in sorted(site_ids)]
        free, placed, unknown = (sum(week[part] for week in weeks) for part in range(3))
        rooms = [room for site in sorted(site_ids) for room in data.rooms_at[site] if room.room_type == kind]
        label = starred(room_type(rooms[0].room_type), is_estimate=any(room.estimated for room in rooms))
        rows.append((label, whole(number), whole(free), whole(placed), whole(free - placed), whole(unknown)))
    return Table(
        caption=caption,
        columns=(
            Column("Room type", 3),
            Column("Rooms", 0.8, True),
            Column("Free places a week", 1, True),
            Column("Placed by the plan", 1, True),
            Column("Left", 0.8, True),
            Column("Half-days not known", 1, True),
        ),
        rows=rows,
        if_empty="No room is listed here.",
    )
