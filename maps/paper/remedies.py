"""The paper's tables of what would help: remedies that are proved, or what to look at first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from estates.domain.dataset import Dataset
from estates.domain.remedies import Remedy
from estates.domain.remedy_costs import capital_a_session
from estates.domain.shortfall import UnmetRow
from maps.paper.blocks import Column, Table
from maps.paper.wording import NONE, capital_words, further, sentence, starred, whole


def remedy_table(rows: Iterable[UnmetRow], title: str, at_most: int) -> Table:
    """Return what the plan suggests for what is unmet, by the sessions each suggestion concerns."""
    sessions: dict[str, int] = defaultdict(int)
    for row in rows:
        if row.unmet and row.remedy:
            sessions[sentence(row.remedy)] += row.unmet
    ordered = sorted(sessions.items(), key=lambda item: (-item[1], item[0]))
    cells = [(text, whole(count)) for text, count in ordered[:at_most]]
    rest = ordered[at_most:]
    if rest:
        cells.append((f"{further(len(rest), 'suggestion')} together", whole(sum(count for _, count in rest))))
    return Table(
        caption=f"What to look at first in {title}, by the unmet sessions it concerns (it may not help all of them)",
        columns=(Column("Remedy", 7), Column("Sessions", 1, True)),
        rows=cells,
        if_empty="Nothing is unmet, so there is nothing to remedy.",
    )


def proved_remedies(dataset: Dataset, remedies: Sequence[Remedy], title: str, at_most: int) -> Table:
    """Return what would let most be placed, by the capital it asks for each session, each proved by a plan with it.

    The capital is that of the dataset's schemes for the same rooms; where no scheme does the same it is not known.
    """
    most = sorted(remedies, key=lambda remedy: -remedy.gain.weighted)[:at_most]
    rest = len(remedies) - len(most)
    costed = [(capital_a_session(dataset, remedy), remedy) for remedy in most]
    costed.sort(key=lambda pair: (pair[0] is None, pair[0] or 0, pair[1].rank))
    return Table(
        caption=f"What would help {title}, each proved by a plan with it (sessions a week in that plan; do not add up)",
        columns=(
            Column("Remedy, by the capital that it asks for", 6.2),
            Column("More here", 0.9, True),
            Column("In all", 0.6, True),
            Column("Capital for one weekly session", 1.3, True),
        ),
        rows=[
            *(
                (
                    starred(sentence(row.told), is_estimate=row.estimated),
                    whole(row.gain.own),
                    whole(row.gain.sessions),
                    capital_words(cost),
                )
                for cost, row in costed
            ),
            *([(f"{rest:,} that gain less", NONE, NONE, NONE)] if rest else []),
        ],
        if_empty="Nothing that would help was found.",
    )
