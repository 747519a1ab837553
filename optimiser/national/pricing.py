"""What places are worth to each district of a part, so that what they share can be dealt out and the whole be bounded.

Each district is relaxed by itself with its share of every shared half-day; the prices say what more of it would be
worth there. Shares then move to where they are worth more: at the best shares all agree on the price.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from estates.domain.plan import Plan
from estates.domain.prices import Price
from optimiser.national.borders import Borders
from optimiser.national.divide import Lot
from optimiser.national.parcels import Parcel
from optimiser.national.worth import worth_of_cells
from optimiser.watch import Watch

ROUNDS = 2
"""As often shares are priced; after that they move little."""

SECONDS_A_DISTRICT = 20.0
"""A user who allows less time than this for each district has them planned at once, with nothing priced."""

LEAST_SHARE = 0.02
"""Everybody keeps so much of a shared half-day, or nobody could tell what it is worth to them."""

FLOOR = 0.05
"""A worth, in weighted sessions, below which differences count for little."""


def with_shares(lot: Lot, price: Callable[[Sequence[Parcel]], Sequence[Plan | None]], watch: Watch) -> Lot:
    """Return a lot with the shares that its districts have of what they share, by what it is worth to each.

    ``price`` has parcels priced; ``None`` stands for one that was not for want of time.
    """
    if lot.cut is None:
        return lot
    borders, prices = lot.borders, lot.prices
    for _ in range(ROUNDS):
        seconds = watch.seconds_left
        if watch.must_leave() or (seconds is not None and seconds < SECONDS_A_DISTRICT * len(lot.parcels)):
            break
        parcels = borders.to_be_priced(lot.parcels)
        answers = [answer.prices for answer in price(parcels) if answer is not None]
        if len(answers) < len(parcels):
            break
        prices, borders = answers, moved(borders, parcels, answers)
    return replace(lot, borders=borders, prices=prices)


def moved(borders: Borders, parcels: Sequence[Parcel], prices: Sequence[Sequence[Price]]) -> Borders:
    """Return the borders with shares moved to where they are worth more."""
    worths = [worth_of_cells(parcel, own) for parcel, own in zip(parcels, prices, strict=True)]
    shares = {}
    for cell in borders.shared:
        weights = {n: share * (worths[n].get(cell, 0.0) + FLOOR) for n, share in borders.share_of(cell).items()}
        total = sum(weights.values())
        least = {n: max(LEAST_SHARE, weight / total) for n, weight in weights.items()}
        shares[cell] = {n: share / sum(least.values()) for n, share in least.items()}
    return replace(borders, shares=shares)
