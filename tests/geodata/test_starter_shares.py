"""Sharing whole numbers out by the largest remainder."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estates.domain.rounding import whole
from geodata.starter.shares import rounded_up, shared_out


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (10, ["1", "1", "1"], (4, 3, 3)),
        (3, ["1", "1", "0.5"], (1, 1, 1)),
        (1, ["0.2", "1"], (0, 1)),
        (5, ["0", "1"], (0, 5)),
        (5, ["0", "0"], (0, 0)),
        (0, ["1", "2"], (0, 0)),
    ],
)
def test_shares_follow_the_weights(total: int, weights: list[str], shares: tuple[int, ...]) -> None:
    """Equal remainders go to the first; nothing weighs nothing."""
    assert shared_out(total, [Decimal(weight) for weight in weights]) == shares


@given(st.integers(0, 500), st.lists(st.integers(0, 50), min_size=1, max_size=8).filter(any))
def test_shares_add_up_and_are_within_one_of_the_exact_share(total: int, weights: list[int]) -> None:
    """The two properties that make it fair."""
    shares = shared_out(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - total * weight / sum(weights)) < 1


def test_halves_go_up() -> None:
    """As in paper arithmetic."""
    assert [whole(Decimal(text)) for text in ("0.5", "1.5", "2.49")] == [1, 2, 2]
    assert [rounded_up(Decimal(text)) for text in ("0", "0.1", "2")] == [0, 1, 2]
