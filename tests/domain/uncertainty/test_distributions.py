"""Distributions, chances and quantiles: what is drawn, from what, and how runs are told."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estates.domain.uncertainty.dice import Dice
from estates.domain.uncertainty.figures import Shape, Spread
from estates.domain.uncertainty.quantiles import QUANTILES, distribution, quantile


def spread(low: str, likely: str, high: str, shape: Shape = Shape.TRIANGULAR) -> Spread:
    """Return a distribution."""
    return Spread(low=Decimal(low), likely=Decimal(likely), high=Decimal(high), shape=shape)


@pytest.mark.parametrize(
    ("given", "chance", "value"),
    [
        (spread("0", "0.5", "1"), 0.5, "0.5"),
        (spread("0", "1", "1"), 0.25, "0.5"),
        (spread("0", "0", "1"), 0.75, "0.5"),
        (spread("2", "3", "4", Shape.UNIFORM), 0.25, "2.5"),
        (spread("0.7", "0.7", "0.7"), 0.9, "0.7"),
    ],
)
def test_a_figure_lies_where_its_chance_says(given: Spread, chance: float, value: str) -> None:
    """Half of a triangle's area lies below its middle, a quarter below the middle of a rising one."""
    assert given.at(chance) == Decimal(value)


def test_drawn_figures_have_the_mean_of_their_triangle() -> None:
    """The mean of a triangle is that of its three corners."""
    given = spread("0.4", "0.7", "0.9")
    drawn = [float(given.at(Dice(0, run).chance("recruitment", "gp"))) for run in range(2_000)]
    assert np.mean(drawn) == pytest.approx(2 / 3, abs=0.01)
    assert 0.4 <= min(drawn) < 0.45
    assert 0.85 < max(drawn) <= 0.9


def test_a_chance_depends_on_seed_run_and_name_alone() -> None:
    """Not on what was asked before, nor on how many are asked for."""
    first, second = Dice(7, 3), Dice(7, 3)
    first.chance("away", "A")
    assert first.chances("booked", "R1", 5) == second.chances("booked", "R1", 17)[:5]
    others = (Dice(8, 3).chance("away", "A"), Dice(7, 4).chance("away", "A"), first.chance("away", "B"))
    assert first.chance("away", "A") not in others


@given(st.lists(st.integers(-50, 500), min_size=1, max_size=40))
def test_quantiles_are_those_of_a_spreadsheet(values: list[int]) -> None:
    """PERCENTILE.INC, which numpy calls linear."""
    for per_cent in QUANTILES:
        assert float(quantile(values, per_cent)) == pytest.approx(float(np.percentile(values, per_cent)))
    found = distribution(values)
    assert found.runs == len(values)
    assert found.mean == round(Decimal(sum(values)) / len(values), 6)
    assert found.chance == round(Decimal(sum(value > 0 for value in values)) / len(values), 6)


def test_a_quantile_between_two_runs_is_told_in_proportion() -> None:
    """Exactly, as a fraction."""
    assert quantile([0, 1, 4], 75) == Fraction(5, 2)
