"""The model of an estate with everything that schemes offer: which are built is decided beside who sits where.

A column says whether a scheme is built. Rooms that depend on schemes count as far as these columns say that they are
there; where that depends on several schemes at once, a column stands for their product. For every set of schemes the
model is then an ordinary one, in the same columns: a plan for one set can be a start for another.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, partial

import numpy as np

from estates.domain.capital.offers import Offers
from estates.domain.capital.sets import Choice, Chosen
from estates.domain.capital.terms import Terms, Together
from estates.domain.travel import TravelTimes
from optimiser.candidates import Estate
from optimiser.model import GOALS, RULES, Model, assembled
from optimiser.program import Floats, LinearModel, Mask
from optimiser.rules.capacity import ThereIf, capacity
from optimiser.variables import add_variables

SCHEMES = "schemes"
"""The name of the rows that say what can be built together."""

IN_PART = 0.05
"""How far from a set towards half of everything its prices are looked for (a core point, Magnanti and Wong 1981)."""


@dataclass(frozen=True, kw_only=True)
class OfferedModel:
    """The model with the schemes' columns: ``built`` by schemes that count together, single ones first.

    ``travel`` are the minutes that its estate was surveyed with.
    """

    model: Model
    choice: Choice
    offers: Offers
    travel: TravelTimes
    built: Mapping[Together, int]

    @cached_property
    def is_scheme_column(self) -> Mask:
        """Whether a column says what is built."""
        mask = np.zeros(self.model.program.columns, dtype=bool)
        mask[list(self.built.values())] = True
        return mask

    @cached_property
    def capital(self) -> Floats:
        """The capital of each scheme at its column, in thousands of pounds."""
        values = np.zeros(self.model.program.columns)
        for column, cost in capital_terms(self.choice, self.built):
            values[column] = cost
        return values

    def scheme_values(self, chosen: Collection[str]) -> Floats:
        """Return the values of the schemes' columns where some are built, and nought in all other columns."""
        values = np.zeros(self.model.program.columns)
        for together, column in self.built.items():
            values[column] = float(together <= frozenset(chosen))
        return values

    def at(self, chosen: Collection[str]) -> Model:
        """Return the model with a set of schemes built and nothing left to decide of them."""
        program = self.model.program
        there = program.activity(self.scheme_values(chosen))
        plain = program.row_rule != SCHEMES
        fixed = replace(
            program,
            high=np.where(self.is_scheme_column, 0.0, program.high),
            row_high=np.where(plain, program.row_high - there, np.inf),
            row_low=np.where(plain, program.row_low - there, -np.inf),
        )
        return replace(self.model, program=fixed)

    def near(self, chosen: Collection[str]) -> "OfferedModel":
        """Return the model in which schemes are built nearly as in a set: for prices that suit that set.

        All are built in part: prices of places that are not there at all say nothing of sets that bring them.
        """
        program = self.model.program
        half = np.zeros(program.columns)
        for together, column in self.built.items():
            half[column] = 0.5 ** len(together)
        values = (1 - IN_PART) * self.scheme_values(chosen) + IN_PART * half
        low = np.where(self.is_scheme_column, values, program.low)
        high = np.where(self.is_scheme_column, values, program.high)
        return replace(self, model=replace(self.model, program=replace(program, low=low, high=high)))


def columns_of_schemes(built: Mapping[Together, int]) -> dict[str, int]:
    """Return the column of each scheme by itself, by its code."""
    return {next(iter(together)): column for together, column in built.items() if len(together) == 1}


def set_built(built: Mapping[Together, int], values: Floats) -> Chosen:
    """Return the schemes that an answer builds, by the columns of a program that say so."""
    return frozenset(code for code, column in columns_of_schemes(built).items() if values[column] > 0.5)


def capital_terms(choice: Choice, built: Mapping[Together, int]) -> list[tuple[int, float]]:
    """Return the column of each scheme with its capital in thousands of pounds, to keep the numbers small."""
    columns = columns_of_schemes(built)
    return [(columns[scheme.scheme_id], float(scheme.capital_cost) / 1_000) for scheme in choice.schemes]


def build_offered(estate: Estate, offers: Offers, choice: Choice, *, travel: TravelTimes) -> OfferedModel:
    """Return the model of an estate that was surveyed with everything on offer."""
    model = LinearModel()
    variables = add_variables(model, estate)
    built = {together: model.add_column() for together in _together(offers, choice)}
    conditions = {half: _there_if(terms, built) for half, terms in offers.there_if.items()}
    for rule in RULES:
        (partial(capacity, conditions=conditions) if rule is capacity else rule)(model, variables, estate)
    goals = [goal(model, variables, estate) for goal in GOALS]
    add_links(model, choice, built)
    whole = assembled(model, variables, estate, goals)
    return OfferedModel(model=whole, choice=choice, offers=offers, travel=travel, built=built)


def add_budget(model: LinearModel, choice: Choice, built: Mapping[Together, int], budget: Decimal) -> None:
    """Add: what is built costs at most the budget."""
    model.add_row(capital_terms(choice, built), rule=SCHEMES, high=float(budget) / 1_000)


def _together(offers: Offers, choice: Choice) -> Iterator[Together]:
    """Yield every scheme by itself, then every set of several that some room depends on."""
    single = [frozenset((scheme.scheme_id,)) for scheme in choice.schemes]
    several = {together for terms in offers.there_if.values() for together in terms if len(together) > 1}
    yield from single
    yield from sorted(several, key=lambda together: (len(together), sorted(together)))


def _there_if(terms: Terms, built: Mapping[Together, int]) -> ThereIf:
    own = [(built[together], amount) for together, amount in terms.items() if together]
    return ThereIf(terms.get(frozenset(), 0), own)


def add_links(model: LinearModel, choice: Choice, built: Mapping[Together, int]) -> None:
    """Add: a scheme with what it requires, never with what it excludes; a product of columns is one of all of them.

    y[a] <= y[b]  where a requires b;    y[a] + y[b] <= 1  where a excludes b
    z[A] <= y[a]  for each a in A;    z[A] >= sum of y[a] over A - |A| + 1
    """
    one = columns_of_schemes(built)
    for scheme in choice.schemes:
        own = one[scheme.scheme_id]
        for other in scheme.requires:
            model.add_row([(own, 1), (one[other], -1)], rule=SCHEMES, high=0)
        for other in scheme.excludes:
            if other in one:
                model.add_row([(own, 1), (one[other], 1)], rule=SCHEMES, high=1)
    for together, column in built.items():
        if len(together) > 1:
            parts = [one[code] for code in sorted(together)]
            for part in parts:
                model.add_row([(column, 1), (part, -1)], rule=SCHEMES, high=0)
            model.add_row([*((part, 1.0) for part in parts), (column, -1)], rule=SCHEMES, high=len(parts) - 1)
