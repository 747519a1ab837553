"""The executive page's table of what is worth most: remedies that are proved, or else schemes by what they open."""

from collections.abc import Sequence
from decimal import Decimal

from estates.domain.dataset import Dataset
from estates.domain.remedies import Remedy, RemedyKind
from estates.domain.remedy_costs import capital, capital_a_session
from estates.domain.wording import listed
from maps.paper.blocks import Column, Table
from maps.paper.page_fit import small
from maps.paper.schemes import scheme_table
from maps.paper.tables import STAR
from maps.paper.wording import name, sentence, starred, whole
from maps.report import Report

_MOST_OF_A_KIND, _MOST_SCHEMES, _MOST_PCNS = 2, 4, 2


def remedies_worth_most(report: Report) -> tuple[Table, ...]:
    """Return the table of what is worth most; none where nothing is unmet or nothing is known that would help."""
    outcome = report.outcome
    if not outcome.icb.unmet:
        return ()
    chosen = worth_most(outcome.dataset, outcome.remedies)
    if chosen:
        return (small(_table(outcome.dataset, chosen)),)
    if not outcome.dataset.schemes:
        return ()
    places = {site.site_id: name(site.name) for site in outcome.dataset.sites}
    caption = "The schemes that open half-days for least: half-days opened a week, and £ a year for each"
    return (small(scheme_table(report, places, caption, _MOST_SCHEMES)),)


def worth_most(dataset: Dataset, remedies: Sequence[Remedy]) -> list[Remedy]:
    """Return the single remedies worth most: of each kind without capital what gains most, then the cheapest a session.

    They are those of the whole area, or of the PCNs where the area has none. What is built at a cost that is not known
    comes last, what gains most first.
    """
    single = [row for row in remedies if row.kind is not RemedyKind.TOGETHER and row.gain.sessions > 0]
    level = "icb" if any(row.level == "icb" for row in single) else "pcn"
    of_level = sorted((row for row in single if row.level == level), key=lambda row: (-row.gain.sessions, row.rank))
    costs = {row: capital_a_session(dataset, row) for row in of_level}
    free = list({row.kind: row for row in reversed(of_level) if costs[row] == 0}.values())
    free.sort(key=of_level.index)
    built = sorted((row for row in of_level if costs[row] != 0), key=lambda row: (costs[row] is None, costs[row] or 0))
    return [*free[:_MOST_OF_A_KIND], *built[:_MOST_OF_A_KIND]]


def _table(dataset: Dataset, remedies: Sequence[Remedy]) -> Table:
    caption = (
        "What is worth most, each alone: room sessions a week gained at least (where it asks, if the answer is yes) "
        "and capital; staff time and running costs are not counted."
    )
    return Table(
        caption=f"{caption} {STAR}" if any(row.estimated for row in remedies) else caption,
        columns=(
            Column("What", 5),
            Column("Whom it helps", 2),
            Column("Sessions", 0.8, True),
            Column("Capital", 0.8, True),
            Column("£ a session", 0.8, True),
        ),
        rows=[
            (
                starred(sentence(row.told), is_estimate=row.estimated),
                _helped(dataset, row),
                whole(row.gain.sessions),
                _pounds(capital(dataset, row)),
                _pounds(capital_a_session(dataset, row)),
            )
            for row in remedies
        ],
    )


def _helped(dataset: Dataset, remedy: Remedy) -> str:
    """Return the PCNs of the posts and programmes that a remedy is for; of one post alone its role too."""
    codes: dict[str, None] = {}
    for key in remedy.ids:
        post = dataset.post_by_id.get(key)
        for code in (post.pcn_code,) if post else dataset.programme_by_id[key].pcn_codes:
            codes.setdefault(code)
    names = [name(dataset.pcn_by_code[code].name if code in dataset.pcn_by_code else code) for code in codes]
    said = listed(names, at_most=_MOST_PCNS)
    post = dataset.post_by_id.get(remedy.ids[0]) if len(remedy.ids) == 1 else None
    return f"{dataset.role_by_id[post.role_id].title}, {said}" if post else said


def _pounds(cost: Decimal | None) -> str:
    if cost is None:
        return "not known"
    return f"£{cost:,.0f}" if cost else "none"
