"""Whatever the dataset and the prices: what is certified is never on the wrong side of the best plan there is."""

import os
from decimal import Decimal
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import County, generate
from estates.domain.certificate import certify, price_breaches
from estates.domain.checks import goal_values
from estates.domain.dataset import Dataset
from estates.domain.prices import Price, needed_features, signature_of
from estates.domain.settings import Settings
from estates.domain.slots import SLOTS
from estates.domain.travel import TravelTimes
from estates.domain.words import Season
from optimiser.bound import week_bound
from optimiser.candidates import survey
from optimiser.corners import corner_aim, few_patterns
from optimiser.engine import Method, Task, run
from optimiser.limits import Limits
from optimiser.model import build
from optimiser.prices import prices_of_rows
from optimiser.pricing import weeks_of
from optimiser.solve import solve
from tests.referee import best_plan
from tests.strategies import datasets, tiny_datasets

World = tuple[Dataset, TravelTimes]

RANDOM_BOUNDS = int(os.environ.get("ESTATES_RANDOM_BOUNDS", "200"))
"""So many random datasets, each with random prices, none and the optimiser's own."""


def random_prices(data: Dataset, dice: Random) -> tuple[Price, ...]:
    """Return a price for about half of all that can have one: some dear, most of the size of a session's weight."""
    needed = needed_features(data)
    signatures = {(room.site_id, signature_of(room, needed)): None for room in data.rooms}
    rooms = [
        Price(site_id=site_id, slot=slot, amount=_amount(dice), signature=signature)
        for site_id, signature in signatures
        for slot in SLOTS
        if dice.random() < 0.5
    ]
    supervisors = [
        Price(site_id=row.site_id, slot=slot, amount=_amount(dice), supervision=row.kind)
        for row in data.supervision
        for slot in SLOTS
        if dice.random() < 0.5
    ]
    return (*rooms, *supervisors)


def _amount(dice: Random) -> Decimal:
    return Decimal(dice.choice((0, 250, 333, 500, 999, 1000, 2000, dice.randrange(10_000)))) / 1000


def relaxed(data: Dataset, travel: TravelTimes) -> tuple[float, tuple[Price, ...]]:
    """Return the optimiser's own bound at the prices of its relaxation, and these as prices of places."""
    model = build(survey(data, travel))
    aim = corner_aim(model, np.zeros(model.program.columns), few_patterns(model, weeks_of(model)))
    answer = run(Task(program=aim.program, objective=aim.objective, method=Method.RELAXATION))
    assert answer.prices is not None
    prices = answer.prices / aim.weight
    proved = week_bound(aim.program, model.goals["G1"], prices, weeks=weeks_of(model))
    row_prices = np.zeros(model.program.rows)
    row_prices[: len(prices)] = prices
    return proved, prices_of_rows(model, row_prices)


@settings(max_examples=RANDOM_BOUNDS)
@given(tiny_datasets(), st.randoms(use_true_random=True))
def test_no_prices_certify_more_than_an_exhaustive_search_finds(world: World, dice: Random) -> None:
    """Random prices, no prices, and the optimiser's own, which reach the best in nearly all tiny datasets."""
    data, travel = world
    least = goal_values(data, travel, best_plan(data, travel))["G1"]
    plan = solve(data, travel, season=Season.WINTER, settings=Settings(), limits=Limits())
    for prices in (random_prices(data, dice), (), plan.prices):
        assert list(price_breaches(data, prices)) == []
        assert certify(data, travel, prices).bound <= least


@settings(max_examples=60)
@given(datasets())
def test_the_optimisers_prices_certify_what_they_prove_to_the_optimiser(world: World) -> None:
    """The same bound but for rounding, where no pin parts rooms that are alike."""
    data, travel = world
    proved, prices = relaxed(data, travel)
    found = certify(data, travel, prices)
    if not data.pins:
        assert found.wanted - float(found.priced) >= proved - 1e-4


def test_a_county_is_certified_as_close_as_the_optimisers_own_bound() -> None:
    """Two PCNs with a hub between them: equal to a hundredth of a session before anything is rounded."""
    data, travel = generate(County(seed=5, pcns=2, hubs=1, posts_per_pcn=25, programmes=1))
    proved, prices = relaxed(data, travel)
    found = certify(data, travel, prices)
    assert prices
    assert proved > 1
    assert abs(found.wanted - float(found.priced) - proved) < 1e-2
    assert found.bound >= proved - 1e-2
