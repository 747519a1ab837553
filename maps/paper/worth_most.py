"""The executive page's table of what is worth most: remedies that are proved, or else schemes by what they open."""

from collections.abc import Hashable, Sequence
from dataclasses import replace

from estates.domain.dataset import Dataset
from estates.domain.remedies import LADDER, Remedy, RemedyKind
from estates.domain.remedy_costs import capital, capital_a_session
from estates.domain.scenario.changes import Change
from maps.paper.blocks import Column, Table
from maps.paper.page_fit import small
from maps.paper.schemes import scheme_table
from maps.paper.tables import STAR
from maps.paper.who_gains import told_by_role, who_gains
from maps.paper.wording import capital_words, name, sentence, starred, whole
from maps.report import Report

_MOST_FREE, _MOST_BUILT, _MOST_SCHEMES = 3, 2, 4
_LEVELS = ("icb", "pcn", "programme", "post")


def remedies_worth_most(report: Report) -> tuple[Table, ...]:
    """Return the table of what is worth most; none where nothing is unmet or nothing is known that would help."""
    outcome = report.outcome
    if not outcome.icb.unmet:
        return ()
    chosen = worth_most(outcome.dataset, outcome.remedies)
    if chosen:
        return (replace(small(worth_most_table(outcome.dataset, chosen, outcome.remedies)), is_whole=True),)
    if not outcome.dataset.schemes:
        return ()
    places = {site.site_id: name(site.name) for site in outcome.dataset.sites}
    caption = "The schemes that open half-days for least: half-days opened a week, and cost a year for each"
    return (replace(small(scheme_table(report, places, caption, _MOST_SCHEMES)), is_whole=True),)


def worth_most(dataset: Dataset, remedies: Sequence[Remedy]) -> list[Remedy]:
    """Return the single remedies worth most: what gains most without capital, then what is built for least a session.

    They are those of every level. Of those that change the same places or posts in the same way the one stands that
    gains most. What is built at a cost that is not known comes last, what gains most first.
    """
    single = [row for row in remedies if row.kind is not RemedyKind.TOGETHER and row.gain.sessions > 0]
    single.sort(key=lambda row: (-row.gain.sessions, _LEVELS.index(row.level), LADDER.index(row.kind), row.rank))
    best: dict[Hashable, Remedy] = {}
    for row in single:
        best.setdefault(tuple(_aim(change) for change in row.changes), row)
    each = list(best.values())
    costs = {row: capital_a_session(dataset, row) for row in each}
    free = [row for row in each if costs[row] == 0]
    built = sorted((row for row in each if costs[row] != 0), key=lambda row: (costs[row] is None, costs[row] or 0))
    return [*free[:_MOST_FREE], *built[:_MOST_BUILT]]


def _aim(change: Change) -> Hashable:
    """Return what a change is made to: two surveys of the same rooms at other times have one aim."""
    return (type(change), *(getattr(change, names, ()) for names in ("site_ids", "room_ids", "post_ids")))


def worth_most_table(dataset: Dataset, remedies: Sequence[Remedy], known: Sequence[Remedy]) -> Table:
    """Return remedies with who gains by them, as far as the known remedies of all levels tell, and their capital."""
    caption = (
        "What is worth most, each alone and proved by a plan: room sessions a week gained at least (where it asks, if "
        "the answer is yes), and capital; staff time and running costs are not counted."
    )
    return Table(
        caption=f"{caption} {STAR}" if any(row.estimated for row in remedies) else caption,
        columns=(
            Column("What", 12),
            Column("For whom, and who gains", 2.4),
            Column("Sessions", 0.7, True),
            Column("Capital", 0.7, True),
            Column("Capital for one weekly session", 0.9, True),
        ),
        rows=[
            (
                starred(sentence(told_by_role(dataset, row)), is_estimate=row.estimated),
                who_gains(dataset, row, known),
                whole(row.gain.sessions),
                capital_words(capital(dataset, row)),
                capital_words(capital_a_session(dataset, row)),
            )
            for row in remedies
        ],
    )
