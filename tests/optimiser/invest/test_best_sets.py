"""Which sets of schemes promise most: bounds that hold, sets that reach them, and prices made beside a set."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from estates.domain.capital.offers import offers
from estates.domain.capital.sets import NOTHING, choice_of, every_set
from estates.domain.settings import BurdenSettings
from optimiser.bound import rounded_up
from optimiser.candidates import survey
from optimiser.crew import Crew
from optimiser.invest.best_sets import BestSets
from optimiser.invest.cuts import Cut, bound_at
from optimiser.invest.offered import SCHEMES, OfferedModel, build_offered
from optimiser.limits import Limits
from optimiser.watch import Watch
from tests.optimiser.invest.worlds import world

BUDGETS = tuple(Decimal(1_000 * pounds) for pounds in (0, 30, 100, 135, 200, 400))
EVERYTHING = Decimal(10**9)


@pytest.fixture(scope="module")
def offered() -> OfferedModel:
    """Return the model of the area in which schemes compete, need each other and exclude each other."""
    data, minutes = world()
    choice = choice_of(data)
    on_offer = offers(data, choice.schemes)
    estate = replace(survey(on_offer.dataset, minutes, burden=BurdenSettings()), held=on_offer.held)
    return build_offered(estate, on_offer, choice, travel=minutes)


@pytest.fixture
def sets(offered: OfferedModel) -> Iterator[BestSets]:
    """Yield the sets of that area, nothing looked at yet."""
    with Crew(Watch(Limits())) as crew:
        yield BestSets(offered, crew, gap=0.0)


def test_beside_every_set_the_schemes_keep_their_own_rules(offered: OfferedModel) -> None:
    """What requires, excludes and stands for several together is kept, so that there always are prices."""
    for chosen in every_set(offered.choice, EVERYTHING):
        program = offered.near(chosen).model.program
        assert (program.low == program.high)[offered.is_scheme_column].all()
        values = np.where(offered.is_scheme_column, program.low, 0.0)
        activity, own = program.activity(values), program.row_rule == SCHEMES
        assert (activity[own] <= program.row_high[own] + 1e-9).all()
        assert (activity[own] >= program.row_low[own] - 1e-9).all()
        built = {code for code in chosen if values[offered.built[frozenset((code,))]] > 0.9}
        assert built == chosen


def test_looking_further_raises_bounds_and_finds_sets_that_reach_them(sets: BestSets, offered: OfferedModel) -> None:
    """No set within a budget is promised less than the budget's bound, and the best one looked at little more."""
    sets.begin(BUDGETS)
    at_first = dict(sets.bounds)
    told: list[str] = []
    sets.settle(BUDGETS, told.append, lambda: False)
    assert told
    for budget in BUDGETS:
        assert sets.bounds[budget] >= at_first[budget]
        within = list(every_set(offered.choice, budget))
        assert sets.bounds[budget] <= min(sets.bound_at(chosen) for chosen in within) + 1e-6
        best = sets.best_within(budget)
        assert best in within
        assert sets.bound_at(best) <= sets.bounds[budget] + 1


def test_nothing_more_is_looked_at_once_it_is_time_to_stop(sets: BestSets) -> None:
    """The set with nothing built is always there."""
    sets.begin(BUDGETS)
    cuts = len(sets.cuts)
    sets.settle(BUDGETS, lambda _: None, lambda: True)
    assert len(sets.cuts) == cuts
    assert sets.best_within(BUDGETS[-1]) == NOTHING


def test_a_cut_that_comes_to_a_whole_number_proves_no_session_more() -> None:
    """In floating point 5.4 - (0.1 + 2.3) is a little more than 3, which would be rounded up to 4."""
    worth = {frozenset("A"): Fraction("0.1"), frozenset("B"): Fraction("2.3")}
    cut = Cut(constant=Fraction("5.4"), worth=worth, prices=(), row_prices=np.zeros(0))
    assert float(cut.constant) - sum(map(float, worth.values())) > 3
    assert rounded_up(bound_at([cut], {"A", "B"}), Fraction(1)) == 3
