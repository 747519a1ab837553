"""Who gains and who is built for: capital a head, and the shortfall before and after, by PCN and deprivation fifth."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from estates.domain.capital.fifths import FIFTH_NAMES, FIFTHS, NO_FIFTH, fifth_by_practice, practice_of
from estates.domain.dataset import Dataset
from estates.domain.demand import Demand, demands
from estates.domain.levels import NOT_APPLICABLE
from estates.domain.plan import Placement
from estates.domain.practices import Practice

WHO_BY_CHANCE = (
    "Sessions by PCN and fifth are those of one plan before and one after, both made so that least is unmet in all: of "
    "plans that place as much, another may leave a few more to one PCN and fewer to another."
)
ALL, PCN, FIFTH = "all", "pcn", "fifth"
Place = tuple[str, str]
"""A level and a code on it."""


@dataclass(frozen=True, kw_only=True)
class EquityRow:
    """Patients, capital built on sites of a PCN or fifth, and its own posts' sessions, before and after.

    A head is a registered patient; a weighted head counts by the weighted list where the dataset has one. ``None``: no
    patients are known.
    """

    level: str
    code: str
    name: str
    patients: int
    weighted_patients: Decimal
    capital: Decimal
    capital_per_head: Decimal | None
    capital_per_weighted_head: Decimal | None
    wanted: int
    unmet_before: int
    unmet_after: int
    unmet_per_1000_before: Decimal | None
    unmet_per_1000_after: Decimal | None


class Places:
    """Says which PCN and which fifth posts, programmes, practices and sites count under."""

    def __init__(self, dataset: Dataset) -> None:
        """Rank the practices."""
        self.dataset = dataset
        self._fifths = fifth_by_practice(dataset.practices)

    def of_demand(self, demand: Demand) -> tuple[Place, ...]:
        """Return where the sessions of a post or programme count."""
        practice = practice_of(self.dataset, demand)
        return (
            (ALL, ALL),
            (PCN, demand.codes["pcn"] or NOT_APPLICABLE),
            (FIFTH, self._fifths.get(practice or "", NO_FIFTH)),
        )

    def of_site(self, site_id: str) -> tuple[Place, ...]:
        """Return where what is built at a site counts: under its owner; a place of nobody's own under none."""
        site = self.dataset.site_by_id[site_id]
        fifth = self._fifths.get(site.practice_code or "", NO_FIFTH)
        return ((ALL, ALL), (PCN, site.pcn_code or NOT_APPLICABLE), (FIFTH, fifth))

    def of_practice(self, practice: Practice) -> tuple[Place, ...]:
        """Return where the patients of a practice count."""
        fifth = self._fifths.get(practice.practice_code, NO_FIFTH)
        return ((ALL, ALL), (PCN, practice.pcn_code), (FIFTH, fifth))

    def name(self, place: Place) -> str:
        """Return the name of a PCN or fifth."""
        level, code = place
        if level == PCN:
            pcn = self.dataset.pcn_by_code.get(code)
            return pcn.name if pcn else "No PCN: programmes, shared places" if code == NOT_APPLICABLE else code
        return "Whole area" if level == ALL else FIFTH_NAMES[code]


def placed_by(dataset: Dataset, rows: Iterable[Placement]) -> tuple[Mapping[Place, int], Mapping[Place, int]]:
    """Return the room sessions wanted and placed by place, of posts and programmes."""
    places, wanted, placed = Places(dataset), Counter[Place](), Counter[Place]()
    for demand in demands(dataset, rows):
        for place in places.of_demand(demand):
            wanted[place] += demand.wanted
            placed[place] += demand.placed
    return wanted, placed


def equity_rows(
    dataset: Dataset, built: Collection[str], *, before: Iterable[Placement], after: Iterable[Placement]
) -> tuple[EquityRow, ...]:
    """Return a row for the whole area, for every PCN and for every fifth.

    Parameters
    ----------
    dataset
        The dataset of the season with its schemes not built.
    built
        The schemes that are built.
    before, after
        The plan without and with them.
    """
    places = Places(dataset)
    wanted, old = placed_by(dataset, before)
    _, new = placed_by(dataset, after)
    patients, weighted, capital = (
        Counter[Place](),
        defaultdict[Place, Decimal](Decimal),
        defaultdict[Place, Decimal](Decimal),
    )
    for practice in dataset.practices:
        for place in places.of_practice(practice):
            patients[place] += practice.list_size
            weighted[place] += practice.weighted_list_size or Decimal(practice.list_size)
    for scheme in dataset.schemes:
        for place in places.of_site(scheme.site_id) if scheme.scheme_id in built else ():
            capital[place] += scheme.capital_cost
    order = {PCN: 1, FIFTH: 2}
    every = {*wanted, *patients, *capital, *((FIFTH, code) for code in (FIFTHS if dataset.practices else ()))}
    return tuple(
        EquityRow(
            level=place[0],
            code=place[1],
            name=places.name(place),
            patients=patients[place],
            weighted_patients=weighted[place],
            capital=capital[place],
            capital_per_head=_each(capital[place], Decimal(patients[place])),
            capital_per_weighted_head=_each(capital[place], weighted[place]),
            wanted=wanted[place],
            unmet_before=wanted[place] - old[place],
            unmet_after=wanted[place] - new[place],
            unmet_per_1000_before=_each(1_000 * Decimal(wanted[place] - old[place]), Decimal(patients[place])),
            unmet_per_1000_after=_each(1_000 * Decimal(wanted[place] - new[place]), Decimal(patients[place])),
        )
        for place in sorted(every, key=lambda place: (order.get(place[0], 0), place[1] == NOT_APPLICABLE, place[1]))
    )


def _each(amount: Decimal, count: Decimal) -> Decimal | None:
    return amount / count if count else None
