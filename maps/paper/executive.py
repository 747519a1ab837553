"""The executive page: what is short, where and why, what would mend it at what cost, and how sure that is."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from estates.domain.remedies import Remedy, RemedyKind
from estates.domain.wording import counted, listed
from estates.domain.words import Reason
from maps.figures.hub_reach import reaches
from maps.header import estimates_sentence, unknown_sentence
from maps.paper.blocks import Block, Bullets, Paragraph, Picture, Section
from maps.paper.county import hub_sentence, statuses_sentence
from maps.paper.left_free import left_free_sentence
from maps.paper.tables import patients_sentence
from maps.paper.wording import name
from maps.paper.worth_most import remedies_worth_most
from maps.report import Report, pcns_short_of_rooms
from maps.wording import REASON_WORDS, county_sentence, percent

_MEANT = {
    RemedyKind.OTHER_SLOTS: "for staff to work other half-days",
    RemedyKind.SHARE: "for sharing rooms",
    RemedyKind.SURVEY: "for asking when rooms are free",
    RemedyKind.OPEN: "for opening evenings or closed half-days",
    RemedyKind.SUPERVISOR: "for a supervisor",
    RemedyKind.MORE_SITES: "for staff to work at one more site",
    RemedyKind.TRAVEL: "for staff to travel longer",
    RemedyKind.CONVERT: "for converting a room",
    RemedyKind.EXTEND: "for building a room",
}
_TOO_FEW = "there are fewer free rooms in reach than sessions that need them"
_MOST_PCNS, _MOST_REASONS, _MOST_HUBS = 3, 4, 2


def executive_section(report: Report, map_picture: Picture) -> Section:
    """Return the page that a committee reads if it reads one: the finding, the answers, what is worth most, the map."""
    told = [(label, text) for label, text in _answers(report) if text]
    points = Bullets(tuple(text for _, text in told), labels=tuple(label for label, _ in told))
    blocks: tuple[Block, ...] = (
        Paragraph(f"{pcns_short_of_rooms(report)}.", "lead"),
        points,
        *remedies_worth_most(report),
        replace(map_picture, fills_page=True),
    )
    return Section(title="1 In brief", level=1, blocks=blocks)


def _answers(report: Report) -> Iterator[tuple[str, str]]:
    yield "The shortfall", county_sentence(report.outcome.icb)
    yield "Where", _worst(report)
    yield "Why", f"{_reasons(report)} {left_free_sentence(report)}".strip()
    yield (
        "Practices",
        f"{statuses_sentence(report)} {patients_sentence(report, report.outcome.dataset.practices)}".strip(),
    )
    yield "Hubs", " ".join(hub_sentence(reach) for reach in reaches(report.outcome)[:_MOST_HUBS])
    yield "What would mend it", _mending(report)
    yield "How sure", f"{report.proof_words} {_estimates(report)}"


def _worst(report: Report) -> str:
    rows = [row for row in report.pcn_rows if row.unmet][:_MOST_PCNS]
    if not rows:
        return ""
    said = [f"{name(row.name)} ({percent(row.unmet_share)}, {row.unmet:,} of {row.wanted:,})" for row in rows]
    return f"The largest shares of sessions without a room: {listed(said)}."


def _reasons(report: Report) -> str:
    counts: Counter[Reason] = Counter()
    for row in report.outcome.unmet:
        counts[row.reason] += row.unmet
    ordered = sorted(
        ((unmet, reason) for reason, unmet in counts.items() if unmet), key=lambda item: (-item[0], item[1])
    )
    if not ordered:
        return ""
    (most, first), *others = ordered[:_MOST_REASONS]
    of_all = f"{REASON_WORDS[first]} ({most:,} of {sum(counts.values()):,} sessions unmet)"
    said = [of_all, *(f"{REASON_WORDS[reason]} ({unmet:,})" for unmet, reason in others)]
    taken = f"; {_TOO_FEW}" if ordered[0][1] is Reason.OUTRANKED else ""
    told = listed(said)
    return f"{told[0].upper()}{told[1:]}{taken}."


def _mending(report: Report) -> str:
    unmet = report.outcome.icb.unmet
    if not unmet:
        return ""
    if not report.outcome.remedies:
        return "Nothing is known: no remedy was looked for, or none was found."
    whole = [remedy for remedy in report.outcome.remedies if remedy.level == "icb"]
    together = [remedy for remedy in whole if remedy.kind is RemedyKind.TOGETHER]
    if not together:
        return "What is worth most is in the table; each was proved by a plan with it."
    # With priorities the weight alone is the least that planning again comes to: sessions may be others than these.
    least = "" if report.outcome.dataset.is_weighted else "At least "
    return (
        f"{least}{counted(together[0].gain.sessions, 'session')} of the {unmet:,} if the cheapest remedy of each "
        f"post and programme were carried out{_rests_on(report, together[0])}."
    )


def _rests_on(report: Report, together: Remedy) -> str:
    """Return what kinds of remedies the cheapest of each post and programme are; blank where they are not known."""
    first = {
        row.changes: row.kind
        for row in report.outcome.remedies
        if row.level in ("post", "programme") and row.rank == 1 and row.code in together.ids
    }
    counts = Counter(first.values())
    said = [f"{counts[kind]:,} {_MEANT[kind]}" for kind in sorted(counts, key=lambda kind: (-counts[kind], kind))]
    return f": {listed(said)}" if said else ""


def _estimates(report: Report) -> str:
    return f"{estimates_sentence(report.outcome)}. {unknown_sentence(report.outcome)}."
