"""The paper's tables that both the county's and the PCNs' pages show."""

from collections import Counter
from collections.abc import Iterable, Sequence

from estates.domain.practice_status import PracticeStatus
from estates.domain.practices import Practice
from estates.domain.shortfall import ShortfallRow, UnmetRow
from estates.domain.wording import counted
from estates.domain.words import Reason
from maps.paper.blocks import Column, Table
from maps.paper.wording import FIGURES, NONE, figures, further, name, room_type, starred, whole
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


def practice_table(report: Report, practices: Sequence[Practice], caption: str, at_most: int | None = None) -> Table:
    """Return the practices with their lists now and later, their shortfall and how full they are.

    Beyond ``at_most`` they are told as one row.
    """
    years = [row.year for row in report.outcome.dataset.growth]
    later = f"Patients in {max(years)}" if years else "Patients later"
    return Table(
        caption=caption,
        columns=(
            Column("Practice", 2.6),
            Column("Patients now", 1.15, True),
            Column(later, 1.4, True),
            Column("Wanted", 0.75, True),
            Column("Placed", 0.75, True),
            Column("Unmet", 0.7, True),
            Column("Rooms used", 1, True),
            Column("Status", 1.1),
        ),
        rows=[
            *(_practice(report, practice) for practice in practices[:at_most]),
            *_further_practices(report, practices[at_most:] if at_most else ()),
        ],
        if_empty="The dataset names no practice here.",
    )


def list_later(report: Report, practice: Practice) -> int | None:
    """Return the patients of a practice in the last year of the growth table; ``None`` where it has no row for it."""
    growth = report.outcome.dataset.growth
    last = max((row.year for row in growth), default=0)
    found = [row.patients_added for row in growth if (row.practice_code, row.year) == (practice.practice_code, last)]
    return practice.list_size + found[0] if found else None


def patients_sentence(report: Report, practices: Sequence[Practice]) -> str:
    """Return the patients of practices now and later; blank where there are none."""
    if not practices:
        return ""
    now = sum(practice.list_size for practice in practices)
    later = [size for practice in practices if (size := list_later(report, practice)) is not None]
    said = f"{now:,} registered patients"
    if len(later) < len(practices):
        return f"{said}; the dataset gives no growth for {counted(len(practices) - len(later), 'practice')}."
    year = max(row.year for row in report.outcome.dataset.growth)
    return f"{said}; {sum(later):,} in {year} ({sum(later) - now:+,})."


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


def _further_practices(report: Report, practices: Sequence[Practice]) -> list[tuple[str, ...]]:
    """Return the practices that have no row of their own as one row; none where there are none."""
    if not practices:
        return []
    later = [list_later(report, practice) for practice in practices]
    known = [size for size in later if size is not None]
    rows = report.outcome.rows("practice")
    found = [rows[practice.practice_code] for practice in practices if practice.practice_code in rows]
    is_estimate = any(row.estimated for row in practices) or any(row.estimated for row in found)
    return [
        (
            starred(f"{further(len(practices), 'practice')}: see shortfall.csv", is_estimate=is_estimate),
            whole(sum(practice.list_size for practice in practices)),
            whole(sum(known)) if len(known) == len(later) else NONE,
            *(whole(sum(getattr(row, count) for row in found)) for count in ("wanted", "placed", "unmet")),
            NONE,
            NONE,
        )
    ]


def status_words(status: PracticeStatus) -> str:
    """Return how full a practice is, with a star where that rests on estimated rooms."""
    return starred(status.fullness.value.capitalize(), is_estimate=status.estimated)


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
            Column("Rooms", 0.7, True),
            Column("Free places a week", 1.55, True),
            Column("Placed by the plan", 1.55, True),
            Column("Left", 0.6, True),
            Column("Half-days not known", 1.65, True),
        ),
        rows=rows,
        if_empty="No room is listed here.",
    )
