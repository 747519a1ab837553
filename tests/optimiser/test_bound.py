"""Bounds by prices: never above the best value, whatever the prices; and rounded up only to what a goal can be."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import County, generate
from estates.domain.plan import GOALS
from optimiser.aims import held_aim, inequality_of
from optimiser.bound import price_bound, rounded_up, usable_prices, week_bound
from optimiser.candidates import survey
from optimiser.engine import Method, Task, run
from optimiser.model import build
from optimiser.pricing import best_days, best_profits, best_week, weeks_of
from optimiser.program import Floats
from optimiser.start import completed

MODEL = build(survey(*generate(County(seed=5, pcns=1, hubs=1, posts_per_pcn=8, programmes=1))))
WEEKS = weeks_of(MODEL)
LEAST = run(Task(program=MODEL.program, objective=MODEL.goals["G1"].coefficients, gap=0.0))


def least_unmet() -> float:
    """Return the least unmet sessions of the model, as branch and cut finds them."""
    assert LEAST.values is not None
    return MODEL.goals["G1"].value(LEAST.values)


def prices_of(seed: int, size: float) -> Floats:
    """Return random prices, most of them nought, of either sign."""
    chance = np.random.default_rng(seed)
    return chance.normal(0, size, MODEL.program.rows) * (chance.random(MODEL.program.rows) < 0.3)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.1, 1.0, 10.0]))
def test_no_prices_lift_a_bound_above_the_best_value(seed: int, size: float) -> None:
    """Weak duality: any prices at all give a bound, good or bad."""
    prices = prices_of(seed, size)
    assert price_bound(MODEL.program, MODEL.goals["G1"], prices) <= least_unmet() + 1e-9
    assert week_bound(MODEL.program, MODEL.goals["G1"], prices, weeks=WEEKS) <= least_unmet() + 1e-9


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["G3", "G4"]), st.sampled_from([0.1, 1.0, 10.0]))
def test_what_prices_say_of_other_values_of_earlier_goals_holds_in_any_plan(seed: int, goal: str, size: float) -> None:
    """Held at what a plan with some sessions has, and asked of plans with more, fewer and none."""
    chance = np.random.default_rng(seed)
    aim = held_aim(MODEL, goal, fewer(chance))
    prices = usable_prices(aim.program, chance.normal(0, size, aim.program.rows))
    bound = price_bound(aim.program, MODEL.goals[goal], prices)
    known = inequality_of(MODEL, aim, bound, prices)
    assert "G1" in known.prices
    assert (goal == "G4") == ("G3" in known.prices)
    for plan in (fewer(chance), fewer(chance), fewer(chance, share=1.0), fewer(chance, share=0.0)):
        values = {name: MODEL.goals[name].value(plan) for name in GOALS}
        assert known.bound_at(values) <= values[goal] + 1e-6


def fewer(chance: np.random.Generator, *, share: float = 0.4) -> Floats:
    """Return the best plan without a share of its day patterns."""
    assert LEAST.values is not None
    values = LEAST.values.copy()
    values[[each.column for each in MODEL.variables.patterns if chance.random() < share]] = 0.0
    return completed(MODEL, values)


def test_the_prices_of_the_relaxation_give_a_close_bound() -> None:
    """Best weeks give at least what the relaxation gives."""
    task = Task(program=MODEL.program, objective=MODEL.goals["G1"].coefficients, method=Method.RELAXATION)
    answer = run(task)
    assert answer.prices is not None
    relaxed = answer.bound + MODEL.goals["G1"].constant
    by_weeks = week_bound(MODEL.program, MODEL.goals["G1"], answer.prices, weeks=WEEKS)
    assert relaxed - 1e-5 <= by_weeks <= least_unmet() + 1e-9


@pytest.mark.parametrize("seed", range(5))
def test_the_best_week_is_worth_its_profit_and_obeys_the_rules_of_a_post(seed: int) -> None:
    """The columns found add up to the profit promised; one site a day, few sites, as many sessions as wanted."""
    profits = np.random.default_rng(seed).normal(0.2, 1, MODEL.program.columns)
    promised = best_profits(WEEKS, profits)
    patterns = {pattern.column: pattern for pattern in MODEL.variables.patterns}
    for p, choices in enumerate(MODEL.estate.posts):
        week = best_week(WEEKS, best_days(WEEKS, profits), p)
        assert promised[p] == pytest.approx(profits[week].sum())
        worked = [patterns[column] for column in week]
        assert all(pattern.post == p for pattern in worked)
        assert len({pattern.day for pattern in worked}) == len(worked)
        assert len({pattern.site_id for pattern in worked}) <= choices.post.max_sites
        assert sum(len(pattern.slots) for pattern in worked) <= choices.wanted


def test_a_bound_is_rounded_up_to_a_value_that_the_goal_can_take() -> None:
    """Whole numbers for unmet sessions, seventeenths for a PCN of seventeen; a whole number stays."""
    assert rounded_up(2.0001, Fraction(1)) == 3
    assert rounded_up(2.0, Fraction(1)) == 2
    assert rounded_up(1.01, Fraction(1, 17)) == float(Fraction(18, 17))
    assert rounded_up(2.0001, None) == 2.0001
