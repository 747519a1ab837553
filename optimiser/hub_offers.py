"""Where programmes may hold hub sessions in an auction, and which of these places cost the posts least."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from optimiser.model import Model
from optimiser.program import Floats
from optimiser.start import SHARED

WORTH_OF_REACH = 2.0
"""What it is worth to reach one more PCN, in weighted sessions, while hub sessions look for a place."""


@dataclass(frozen=True)
class HubOffer:
    """A hub session that could be held: its column, what it gains, and the places it takes by shared row.

    ``reaches`` are the PCNs of the programme that have it within reach.
    """

    column: int
    programme: int
    gain: float
    takes: tuple[tuple[int, float], ...]
    reaches: frozenset[str]

    def price(self, prices: Floats) -> float:
        """Return what its places cost at prices of rows."""
        return float(sum(prices[row] * places for row, places in self.takes))

    def fits(self, left: Floats) -> bool:
        """Whether its places are among those left."""
        return all(left[row] >= places - 1e-9 for row, places in self.takes)

    def take(self, left: Floats) -> None:
        """Take its places off what is left."""
        for row, places in self.takes:
            left[row] -= places


def hub_offers(model: Model, cost: Floats) -> tuple[HubOffer, ...]:
    """Return every hub session that could be held, outside cells where rooms of several places are taken whole."""
    shared = model.program.by_column(np.isin(model.program.row_rule, SHARED))
    return tuple(
        HubOffer(
            column=column,
            programme=g,
            gain=-float(cost[column]),
            takes=tuple(
                zip(shared.row[shared.of(column)].tolist(), shared.entry[shared.of(column)].tolist(), strict=True)
            ),
            reaches=_reached(model, g, site_id),
        )
        for (g, site_id, slot), column in model.variables.hubs.items()
        if not model.variables.cells[site_id, slot].is_mixed
    )


def _reached(model: Model, programme: int, site_id: str) -> frozenset[str]:
    near = model.estate.programmes[programme].sites_reaching
    return frozenset(pcn_code for pcn_code, sites in near.items() if site_id in sites)


def cheapest(offers: Iterable[HubOffer], sessions: Sequence[int], prices: Floats, left: Floats) -> list[HubOffer]:
    """Return the hub sessions to hold, one after the other: the one whose gain exceeds its price by most.

    A PCN that no session reaches yet is worth a little too, so that few are left without one.

    Parameters
    ----------
    offers
        The hub sessions that could be held.
    sessions
        How many each programme wants.
    prices
        The price of a place, by row.
    left
        The places by row with no post and no hub session seated; what is chosen is taken off it.
    """
    wanted, chosen = list(sessions), list[HubOffer]()
    reached: set[tuple[int, str]] = set()
    waiting = [offer for offer in offers if offer.price(prices) < offer.gain]

    def cost(offer: HubOffer) -> tuple[float, int]:
        new = sum((offer.programme, pcn_code) not in reached for pcn_code in offer.reaches)
        return offer.price(prices) - offer.gain - WORTH_OF_REACH * new, offer.column

    while waiting := [offer for offer in waiting if wanted[offer.programme] > 0 and offer.fits(left)]:
        best = min(waiting, key=cost)
        waiting.remove(best)
        wanted[best.programme] -= 1
        best.take(left)
        chosen.append(best)
        reached |= {(best.programme, pcn_code) for pcn_code in best.reaches}
    return chosen
