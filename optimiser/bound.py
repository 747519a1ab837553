"""Proven bounds. Both hold for any prices whatever, so that no solver has to be trusted."""

import math
from fractions import Fraction

import numpy as np

from optimiser.pricing import Weeks, best_profits
from optimiser.program import Expression, Floats, Program

ROWS_OF_A_POST = ("R2", "R8", "R9", "R12")
"""The rules whose rows concern one post alone: a best week obeys them by itself and needs no price."""

SAFETY = 1e-9
"""Relative allowance for rounding in sums of some ten thousand numbers."""


def usable_prices(program: Program, prices: Floats) -> Floats:
    """Return prices of rows with those of the wrong sign, a solver's rounding, set to nought."""
    wrong = ((prices > 0) & ~np.isfinite(program.row_low)) | ((prices < 0) & ~np.isfinite(program.row_high))
    return np.where(wrong, 0.0, prices)


def price_bound(program: Program, goal: Expression, prices: Floats) -> float:
    """Return a lower bound on a goal by weak duality: rows at their prices, columns each at its best bound."""
    prices = usable_prices(program, prices)
    reduced = goal.coefficients - program.pull(prices)
    columns = np.minimum(reduced * program.low, reduced * program.high).sum()
    return _safe(_rows_at(program, prices) + columns + goal.constant, program, prices)


def week_bound(program: Program, goal: Expression, prices: Floats, *, weeks: Weeks) -> float:
    """Return a lower bound on a goal from prices of the shared rows and the best week of every post at them.

    The Lagrangian bound: least cost >= price of the capacity + for each post by itself its best week. Costs of
    visits and extra sites must be nought in the goal.
    """
    shared = ~np.isin(program.row_rule, ROWS_OF_A_POST)
    prices = np.where(shared, usable_prices(program, prices), 0.0)
    reduced = goal.coefficients - program.pull(prices)
    others = np.ones(program.columns, dtype=bool)
    others[weeks.column] = False
    columns = np.minimum(reduced * program.low, reduced * program.high)[others].sum()
    posts = best_profits(weeks, -reduced).sum()
    return _safe(_rows_at(program, prices) + columns - posts + goal.constant, program, prices)


def rounded_up(bound: float | Fraction, step: Fraction | None) -> float:
    """Return the least multiple of ``step`` that is not below a bound: the goal takes no value in between."""
    if step is None or not math.isfinite(bound):
        return float(bound)
    return float(math.ceil(Fraction(bound) / step) * step)


def _rows_at(program: Program, prices: Floats) -> float:
    limits = np.where(prices > 0, program.row_low, program.row_high)
    priced = prices != 0
    return float((prices[priced] * limits[priced]).sum())


def _safe(bound: float, program: Program, prices: Floats) -> float:
    size = abs(bound) + float(np.abs(prices).sum()) + program.columns
    return bound - SAFETY * size
