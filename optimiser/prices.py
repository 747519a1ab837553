"""The prices of the model's rows, told as prices of places that anybody can check without the model.

The price of a room's signature is the sum of the prices of all rows whose union of room groups holds it. What a
session pays in its cheapest suitable room is then at least what it pays in the model, and the capacity comes to the
same, so nothing of the bound is lost: where a row counts the rooms of a group that programmes take whole, a post
would only pay for it in a group that is worth more to the programmes than to it.

A place that a pin holds is in no group and has no price: who is pinned pays for a supervisor alone.
"""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from estates.domain.prices import Price, Signature, as_written, in_price_order, needed_features, signature_of
from estates.domain.slots import LearnerSlot, SiteSlot
from optimiser.model import Model
from optimiser.program import Floats
from optimiser.row_subjects import PlacesInRooms, PlacesUnderSupervisor


def prices_of_rows(model: Model, row_prices: Floats) -> tuple[Price, ...]:
    """Return the prices of places that the prices of a model's rows come to, those of nought left out.

    Parameters
    ----------
    model
        The model of an estate or a part of one; parts share no place, so their prices stand side by side.
    row_prices
        One price per row of ``model.program``, in weighted sessions, for the first goal alone: at most nought for a
        row of the form "at most" (a minimisation). Prices of other rows are not used.
    """
    amounts: dict[tuple[SiteSlot, Signature | str], float] = {}
    for (site_id, kind, slot), price in prices_of_supervision(model, row_prices).items():
        amounts[(site_id, slot), kind] = price
    needed = needed_features(model.estate.dataset)
    for cell, groups in prices_of_groups(model, row_prices).items():
        own = _of_signatures(model, cell, groups, needed=needed)
        amounts |= {(cell, signature): price for signature, price in own.items()}
    found = (_price(cell, what, amount) for (cell, what), amount in amounts.items())
    return in_price_order(price for price in found if price.amount)


def prices_of_groups(model: Model, row_prices: Floats) -> Mapping[SiteSlot, Mapping[int, float]]:
    """Return the price of a place in each group of rooms, by site and slot: of all rows whose union holds it."""
    found: dict[SiteSlot, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for row, subject in model.about.items():
        price = max(0.0, -float(row_prices[row]))
        if isinstance(subject, PlacesInRooms) and price:
            for group in subject.groups:
                found[subject.site_id, subject.slot][group] += price / subject.places_a_unit
    return found


def prices_of_supervision(model: Model, row_prices: Floats) -> Mapping[LearnerSlot, float]:
    """Return the price of a place under a supervisor by site, kind and slot."""
    return {
        (subject.site_id, subject.kind, subject.slot): max(0.0, -float(row_prices[row]))
        for row, subject in model.about.items()
        if isinstance(subject, PlacesUnderSupervisor)
    }


def _of_signatures(
    model: Model, cell: SiteSlot, prices: Mapping[int, float], *, needed: frozenset[str]
) -> dict[Signature, float]:
    """Return the price of each signature in a cell: the dearest where pins part rooms that are otherwise alike."""
    room_by_id = model.estate.dataset.room_by_id
    found: dict[Signature, float] = {}
    for group, price in prices.items():
        for room_id in model.variables.cells[cell].groups[group].room_ids:
            signature = signature_of(room_by_id[room_id], needed)
            found[signature] = max(price, found.get(signature, 0.0))
    return found


def _price(cell: SiteSlot, what: Signature | str, amount: float) -> Price:
    site_id, slot = cell
    rounded = as_written(Decimal(amount))
    if isinstance(what, Signature):
        return Price(site_id=site_id, slot=slot, amount=rounded, signature=what)
    return Price(site_id=site_id, slot=slot, amount=rounded, supervision=what)
