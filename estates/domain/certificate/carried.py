"""Prices of an earlier plan carried over to a changed dataset, where they prove a bound without any solver.

Any prices prove one (weak duality), so whatever the change, a bound is there at once; the less has changed, the closer
it is. Only prices that answer to something in the dataset are kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from estates.domain.certificate.market import Market
from estates.domain.dataset import Dataset
from estates.domain.prices import Price, Signature, in_price_order, needed_features, signature_of
from estates.domain.rooms import Room
from estates.domain.slots import SiteSlot


def carried_prices(dataset: Dataset, prices: Iterable[Price]) -> tuple[Price, ...]:
    """Return the prices of a dataset that an earlier plan's prices come to, in canonical order.

    Where somebody now needs a feature that nobody needed, or no longer does, rooms fall into other kinds than before:
    each kind has the price of its dearest room, and a room that of the kind it was of.
    """
    given = [price for price in prices if price.amount > 0]
    market = Market(dataset, ())
    of_supervisors = {
        (price.site_id, price.slot, price.supervision): price
        for price in given
        if price.signature is None and market.answers_to(price)
    }
    return in_price_order((*_of_rooms(dataset, given), *of_supervisors.values()))


def _of_rooms(dataset: Dataset, prices: Iterable[Price]) -> Iterable[Price]:
    by_cell: dict[SiteSlot, dict[Signature, Price]] = defaultdict(dict)
    for price in prices:
        if price.signature is not None:
            by_cell[price.site_id, price.slot][price.signature] = price
    needed = needed_features(dataset)
    for (site_id, slot), known in by_cell.items():
        found: dict[Signature, Price] = {}
        for room in dataset.rooms_at.get(site_id, ()):
            before, own = _price_before(room, known), signature_of(room, needed)
            if before is not None and (own not in found or found[own].amount < before.amount):
                found[own] = Price(site_id=site_id, slot=slot, amount=before.amount, signature=own)
        yield from found.values()


def _price_before(room: Room, known: Mapping[Signature, Price]) -> Price | None:
    """Return the price of the kind that a room was of: of those that fit it, the one with the most features."""
    fitting = [
        price
        for signature, price in known.items()
        if signature.room_type is room.room_type
        and signature.places == room.places
        and signature.features <= room.features
    ]
    return max(fitting, key=lambda price: len(_features(price)), default=None)


def _features(price: Price) -> frozenset[str]:
    return frozenset() if price.signature is None else price.signature.features
