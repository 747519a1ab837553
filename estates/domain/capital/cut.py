"""What prices prove for every set of schemes at once: in exact arithmetic, from a dataset and prices alone.

No plan of any set places more weight than the places that are there come to at their prices, and what each post and
programme gains at most by itself among all that is offered. Only the first depends on what is built, and it is a sum
over schemes. So the weight unmet is at least a constant less the worth of what is built.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from estates.domain.capital.offers import Offers
from estates.domain.capital.terms import Together
from estates.domain.certificate.certify import certify
from estates.domain.certificate.market import Market
from estates.domain.prices import Price
from estates.domain.travel import TravelTimes

CONSTANT: Together = frozenset()
"""The constant of a cut stands under the empty set of schemes."""


def cut_of(offers: Offers, travel: TravelTimes, prices: Iterable[Price]) -> Mapping[Together, Fraction]:
    """Return the cut that prices give: its constant under the empty set, each worth under the schemes that bring it.

    Parameters
    ----------
    offers
        The dataset of the season with every room that schemes can bring.
    travel
        Minutes between its sites.
    prices
        Prices of places, those on offer included, in weighted sessions; any prices prove something.
    """
    prices = tuple(prices)
    market, certificate = Market(offers.dataset, prices), certify(offers.dataset, travel, prices)
    rooms = offers.dataset.room_by_id
    constant, worth = certificate.wanted - certificate.priced, defaultdict[Together, Fraction](Fraction)
    for (room_id, slot), there_if in offers.there_if.items():
        room = rooms[room_id]
        price = Fraction(market.price(room, slot), market.unit)
        if not price or (room.site_id, slot) not in certificate.paid_at:
            continue
        constant += price * market.left(room, slot)  # taken out as if it were there in any case, and put in as it is
        left = room.places - offers.held.get((room_id, slot), 0)
        for together, amount in there_if.items():
            worth[together] += price * left * amount
    constant -= worth.pop(CONSTANT, Fraction(0))
    return {CONSTANT: constant, **{together: amount for together, amount in worth.items() if amount}}
