"""What the prices of parcels prove of the part that they were cut from."""

from collections.abc import Sequence
from dataclasses import replace

from estates.domain.certificate import certify
from estates.domain.prices import Price, carried_over, in_price_order
from optimiser.national.divide import Lot
from optimiser.national.parcels import Parcel, Request


def dearest(request: Request, parcels: Sequence[Parcel], prices: Sequence[Sequence[Price]]) -> tuple[Price, ...]:
    """Return the prices of parcels as prices of the whole dataset.

    Where several price the same place, the dearest stands: a price too low misleads everybody who could use the place,
    one too high costs the bound no more than the place.
    """
    found: dict[tuple[object, ...], Price] = {}
    for parcel, own in zip(parcels, prices, strict=True):
        after = replace(parcel.dataset, posts=request.dataset.posts, programmes=request.dataset.programmes)
        for price in carried_over(own, parcel.dataset, after):
            key = (price.site_id, price.slot, price.signature, price.supervision)
            if key not in found or found[key].amount < price.amount:
                found[key] = price
    return in_price_order(found.values())


def bounded(request: Request, lot: Lot, prices: tuple[Price, ...]) -> Lot:
    """Return a lot that was cut with prices of the whole dataset and what they prove of its first goal.

    No district's own bound holds for it. Where it has prices that prove as much, these stay.
    """
    if lot.cut is None or not prices:
        return lot
    own = request.parcel([lot.cut]).dataset
    bound = float(certify(own, request.travel, carried_over(prices, request.dataset, own)).bound)
    return lot if lot.prices and lot.bound >= bound else replace(lot, prices=prices, bound=bound)
