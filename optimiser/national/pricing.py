"""What places are worth to each district of a part, so that what they share can be dealt out and the whole be bounded.

Each district is relaxed by itself with its share of every shared half-day; the prices say what more of it would be
worth there. Shares then move to where they are worth more: at the best shares all agree on the price.

What districts of a region share is better priced by the relaxation of the whole region, which takes more memory and
says nothing of how to deal it out: that is for the bound alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from estates.domain.plan import Plan
from estates.domain.prices import Price
from optimiser.national.borders import Borders
from optimiser.national.divide import Lot
from optimiser.national.parcels import Parcel, Request
from optimiser.national.proof import bounded, dearest
from optimiser.national.regions import to_be_priced
from optimiser.national.worth import worth_of_cells
from optimiser.watch import Watch

Ask: TypeAlias = Callable[[Sequence[Parcel]], Sequence[Plan | None]]
"""Has parcels priced; ``None`` stands for one that was not for want of time."""

ROUNDS = 2
"""As often shares are priced; after that they move little."""

SECONDS_A_DISTRICT = 20.0
"""With less time left than this for each district nothing is priced: they are planned at once."""

LEAST_SHARE = 0.02
"""Everybody keeps so much of a shared half-day, or nobody could tell what it is worth to them."""

FLOOR = 0.05
"""A worth, in weighted sessions, below which differences count for little."""


def with_shares(request: Request, lot: Lot, price: Ask, watch: Watch) -> Lot:
    """Return a lot with the shares that its districts have of what they share, by what it is worth to each."""
    if lot.cut is None:
        return lot
    borders = lot.borders
    prices: tuple[Price, ...] = ()
    for _ in range(ROUNDS):
        if watch.must_leave() or not _has_time_for(lot, watch.seconds_left):
            break
        parcels = [borders.to_be_priced(parcel, [number]) for number, parcel in enumerate(lot.parcels)]
        answers = _asked(price, parcels)
        if answers is None:
            break
        prices, borders = dearest(request, parcels, answers), moved(borders, parcels, answers)
    return bounded(request, replace(lot, borders=borders), prices)


def priced_in_regions(request: Request, lot: Lot, price: Ask, seconds: float | None = None) -> Lot:
    """Return a lot with what is proved of it where regions of several districts are priced as one, if in so long."""
    if lot.cut is None or not _has_time_for(lot, seconds):
        return lot
    parcels = to_be_priced(request, lot.borders)
    answers = _asked(price, parcels)
    return lot if answers is None else bounded(request, lot, dearest(request, parcels, answers))


def _has_time_for(lot: Lot, seconds: float | None) -> bool:
    return seconds is None or seconds >= SECONDS_A_DISTRICT * len(lot.parcels)


def _asked(price: Ask, parcels: Sequence[Parcel]) -> list[tuple[Price, ...]] | None:
    """Return the prices of all parcels, or ``None`` where one was not priced for want of time."""
    answers = [answer.prices for answer in price(parcels) if answer is not None]
    return answers if len(answers) == len(parcels) else None


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
