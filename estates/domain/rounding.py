"""Whole numbers out of figures: a half is rounded up everywhere here."""

from decimal import ROUND_HALF_UP, Decimal


def whole(figure: Decimal) -> int:
    """Return a figure as a whole number, halves up."""
    return int(figure.quantize(Decimal(1), rounding=ROUND_HALF_UP))
