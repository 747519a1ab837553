"""Quantiles of a figure over runs, as a spreadsheet's PERCENTILE.INC reckons them, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

QUANTILES: tuple[int, ...] = (5, 10, 25, 50, 75, 90, 95)
"""The quantiles told, in per cent."""

_DECIMALS = 6


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """A whole figure over runs: how many runs, in what share of them it is above nought, its mean and quantiles.

    ``quantiles`` stand in the order of ``QUANTILES``; all to six decimals.
    """

    runs: int
    chance: Decimal
    mean: Decimal
    quantiles: tuple[Decimal, ...]


def distribution(values: Sequence[int]) -> Distribution:
    """Return the distribution of a figure over at least one run."""
    count = len(values)
    return Distribution(
        runs=count,
        chance=_decimal(Fraction(sum(value > 0 for value in values), count)),
        mean=_decimal(Fraction(sum(values), count)),
        quantiles=tuple(_decimal(quantile(values, per_cent)) for per_cent in QUANTILES),
    )


def quantile(values: Sequence[int], per_cent: int) -> Fraction:
    """Return a quantile: the value at its place in their order, or between the two beside it in proportion."""
    ordered = sorted(values)
    place = Fraction(per_cent * (len(ordered) - 1), 100)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _decimal(figure: Fraction) -> Decimal:
    return round(Decimal(figure.numerator) / Decimal(figure.denominator), _DECIMALS)
