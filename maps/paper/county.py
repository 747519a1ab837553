"""The pages about the whole county."""

from collections import Counter
from dataclasses import replace

from estates.domain.practice_status import Fullness, rule_in_words
from estates.domain.shortfall import ShortfallRow
from estates.domain.wording import counted, listed
from maps.figures.hub_reach import Reach, reaches
from maps.hubs import MORE_MAY_BE_REACHED
from maps.paper.blocks import Block, Column, Paragraph, Picture, Section, Table
from maps.paper.estate import lease_table, tenure_table
from maps.paper.scheme_list import scheme_list
from maps.paper.tables import reason_table, rooms_by_type, shortfall_table
from maps.paper.wording import NONE, name, whole
from maps.report import STAFF_UNKNOWN, Report

_SCHEMES = "Capital schemes"


def county_sections(report: Report, pictures: dict[str, Picture]) -> list[Section]:
    """Return the pages about the whole county; pictures that are there are shown where they belong."""
    parts: list[tuple[str, tuple[Block, ...]]] = [
        ("Where rooms are short", _where(report, pictures)),
        ("Who lacks a room, and why", _who(report, pictures)),
        ("When rooms stand empty, and which practices are full", _when(report, pictures)),
        ("The estate: tenure, condition and leases", (tenure_table(report), lease_table(report))),
        ("Hubs and whom they reach", _hubs(report, pictures)),
        (_SCHEMES, _schemes(report)),
    ]
    told = [(title, blocks) for title, blocks in parts if blocks]
    return [
        Section(title="2 The county", level=1, new_page=True),
        *(
            Section(
                title=f"2.{number} {title}",
                level=2,
                blocks=blocks,
                new_page=title == _SCHEMES,
                is_wide=title == _SCHEMES,
            )
            for number, (title, blocks) in enumerate(told, start=1)
        ),
    ]


def _where(report: Report, pictures: dict[str, Picture]) -> tuple[Block, ...]:
    outcome = report.outcome
    pcns = [*report.pcn_rows, *(row for row in [outcome.rows("pcn").get("none")] if row is not None)]
    caption = "Room sessions a week by PCN, the largest share unmet first."
    table = shortfall_table(*_with_staff_marks(report, pcns, caption), what="PCN", total=outcome.icb)
    return (table, *_shown(pictures, "league"))


def _who(report: Report, pictures: dict[str, Picture]) -> tuple[Block, ...]:
    return (
        *_shown(pictures, "unmet-by-role-and-pcn"),
        shortfall_table(_roles(report), "Room sessions a week by role.", what="Role", total=report.outcome.icb),
        reason_table(report.outcome.unmet, "in the county"),
    )


def _when(report: Report, pictures: dict[str, Picture]) -> tuple[Block, ...]:
    everywhere = frozenset(site.site_id for site in report.outcome.dataset.sites)
    return (
        *_shown(pictures, "room-use"),
        rooms_by_type(report, everywhere, "Rooms by type and their free places, a week"),
        Paragraph(f"{rule_in_words(report.settings.practice_status)} {statuses_sentence(report)}"),
        _status_table(report),
    )


def _hubs(report: Report, pictures: dict[str, Picture]) -> tuple[Block, ...]:
    hubs = reaches(report.outcome)
    if not hubs:
        return ()
    figures = [block for key in pictures if key.startswith("hub-reach") for block in _shown(pictures, key)]
    return (_hub_table(report, hubs), *figures)


def _schemes(report: Report) -> tuple[Block, ...]:
    return scheme_list(report) if report.outcome.dataset.schemes else ()


def hub_sentence(reach: Reach) -> str:
    """Return in one sentence whom a programme's hubs reach."""
    whole_number, limit = len(reach.minutes), f"{reach.programme.max_travel_minutes.normalize():f}"
    if not reach.hubs:
        return f"{name(reach.programme.name)}: the plan holds no hub session."
    more = f" {MORE_MAY_BE_REACHED}" if reach.may_be_more else ""
    return (
        f"{name(reach.programme.name)}: {len(reach.served)} of {counted(whole_number, 'PCN')} within {limit} minutes "
        f"of a hub, at {listed([name(site.name) for site in reach.hubs], at_most=4)}.{more}"
    )


def _with_staff_marks(report: Report, rows: list[ShortfallRow], caption: str) -> tuple[list[ShortfallRow], str]:
    """Return the PCNs' rows with a mark at those whose staff are unknown, and the caption with what it means."""
    marked = [replace(row, name=f"{row.name or row.code}{report.staff_mark(row.code)}") for row in rows]
    return marked, f"{caption} {STAFF_UNKNOWN}" if report.outcome.pcns_without_staff else caption


def _shown(pictures: dict[str, Picture], key: str) -> tuple[Block, ...]:
    return (pictures[key],) if key in pictures else ()


def statuses_sentence(report: Report) -> str:
    """Return in one sentence how many practices are how full."""
    counts = Counter(status.fullness for status in report.statuses.values())
    if not counts:
        return "The dataset names no practice."
    said = [f"{counts[kind]:,} {words}" for kind, words in _KINDS.items() if counts[kind]]
    verb = "is" if said[0].startswith("1 ") else "are"
    number, first = said[0].split(" ", 1)
    return f"Of {counted(sum(counts.values()), 'practice')}, {listed([f'{number} {verb} {first}', *said[1:]])}."


_KINDS = {
    Fullness.FULL: "full",
    Fullness.NEARLY_FULL: "nearly full",
    Fullness.HAS_ROOM: "with room",
    Fullness.NOT_KNOWN: "not known",
}


def _roles(report: Report) -> list[ShortfallRow]:
    rows = report.outcome.rows("role").values()
    return sorted(rows, key=lambda row: (row.code == "none", -row.unmet, -row.wanted, row.name, row.code))


def _status_table(report: Report) -> Table:
    data = report.outcome.dataset
    practices = data.practice_by_code
    counts: dict[str, Counter[Fullness]] = {}
    for code, status in report.statuses.items():
        pcn = practices[code].pcn_code if code in practices else ""
        counts.setdefault(pcn, Counter())[status.fullness] += 1
    pcns = data.pcn_by_code
    rows = [
        (name(pcns[code].name if code in pcns else code or NONE), *(whole(counts[code][kind]) for kind in _KINDS))
        for code in sorted(counts, key=lambda code: (pcns[code].name if code in pcns else code, code))
    ]
    totals = [whole(sum(count[kind] for count in counts.values())) for kind in _KINDS]
    return Table(
        caption="Practices by how full they are after the plan",
        columns=(Column("PCN", 3.2), *(Column(words.capitalize(), 1, True) for words in _KINDS.values())),
        rows=[*rows, ("All", *totals)] if rows else [],
        has_total=bool(rows),
        if_empty="The dataset names no practice.",
    )


def _hub_table(report: Report, hubs: tuple[Reach, ...]) -> Table:
    unmet = {row.id: row for row in report.outcome.unmet if row.role_id is None}
    rows = []
    for reach in hubs:
        row = unmet[reach.programme.programme_id]
        minutes = [way for way in reach.minutes.values() if way is not None]
        longest = f"{max(minutes).normalize():f}" if minutes else NONE
        served = f"{len(reach.served)} of {len(reach.minutes)}"
        places = listed([name(site.name) for site in reach.hubs], at_most=6) or NONE
        figures = (whole(row.wanted), whole(row.placed), whole(row.unmet))
        rows.append((name(reach.programme.name), *figures, places, served, longest))
    return Table(
        caption="Programmes: room sessions a week, where they are held and whom they reach",
        columns=(
            Column("Programme", 2.2),
            Column("Wanted", 0.7, True),
            Column("Placed", 0.7, True),
            Column("Unmet", 0.7, True),
            Column("Held at", 2.6),
            Column("PCNs in reach", 0.9, True),
            Column("Longest way, minutes", 0.9, True),
        ),
        rows=rows,
    )
