"""What a scheme costs, what a grant pays of it, and how long a grant ties the rooms to their use."""

from decimal import Decimal

from estates.domain.schemes import Scheme

TIE_IN_YEARS: tuple[tuple[Decimal | None, int], ...] = (
    (Decimal(144_000), 6),
    (Decimal(360_000), 9),
    (Decimal(660_000), 12),
    (Decimal(1_200_000), 15),
    (None, 18),
)
"""Years of guaranteed use by the largest grant in pounds (``None``: any).

Source: the NHS (General Medical Services - Premises Costs) Directions 2024, 10 May 2024.
"""


def grant(scheme: Scheme) -> Decimal:
    """Return the part of the capital in pounds that a grant pays; none where the dataset gives no share."""
    return scheme.capital_cost * (scheme.grant_share or Decimal(0))


def tie_in_years(amount: Decimal) -> int:
    """Return for how many years a grant of so many pounds ties the rooms to their use; nought without a grant."""
    if amount <= 0:
        return 0
    return next(years for most, years in TIE_IN_YEARS if most is None or amount <= most)


def cost_over(scheme: Scheme, years: int) -> Decimal:
    """Return the capital and so many years of running a scheme, in pounds; nothing is discounted."""
    return scheme.capital_cost + (scheme.annual_cost or Decimal(0)) * years


def life(scheme: Scheme, years: int) -> int:
    """Return the years over which a scheme's capital is spread: its own life, or ``years`` where it has none."""
    return scheme.life_years or years


def cost_a_year(scheme: Scheme, years: int) -> Decimal:
    """Return what a year of a scheme costs in pounds: its capital spread over its life, and its running."""
    return scheme.capital_cost / life(scheme, years) + (scheme.annual_cost or Decimal(0))
