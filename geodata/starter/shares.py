"""Sharing whole numbers out fairly: the largest remainder."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal


def rounded_up(figure: Decimal) -> int:
    """Return the least whole number that is not below a figure."""
    return int(figure.to_integral_value(rounding=ROUND_CEILING))


def shared_out(total: int, weights: Sequence[Decimal | int]) -> tuple[int, ...]:
    """Share a whole number out in proportion to weights, by largest remainder.

    The shares add up to the total; among equal remainders the first come first. Weights of nothing get nothing, and
    where all weights are nothing nothing is shared out.
    """
    whole = sum((Decimal(weight) for weight in weights), Decimal(0))
    if whole <= 0:
        return (0,) * len(weights)
    exact = [total * Decimal(weight) / whole for weight in weights]
    shares = [int(share.quantize(Decimal(1), rounding=ROUND_FLOOR)) for share in exact]
    left = total - sum(shares)
    by_remainder = sorted(range(len(weights)), key=lambda place: (shares[place] - exact[place], place))
    for place in by_remainder[:left]:
        shares[place] += 1
    return tuple(shares)
