"""Where programmes may hold hub sessions in an auction, and which of these places cost the posts least."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from optimiser.model import Model
from optimiser.program import Floats
from optimiser.start import SHARED


@dataclass(frozen=True)
class HubOffer:
    """A hub session that could be held: its column, what it gains, and the places it takes by shared row."""

    column: int
    programme: int
    gain: float
    takes: tuple[tuple[int, float], ...]

    def price(self, prices: Floats) -> float:
        """Return what its places cost at prices of rows."""
        return float(sum(prices[row] * places for row, places in self.takes))

    def fits(self, left: Floats) -> bool:
        """Whether its places are among those left."""
        return all(left[row] >= places - 1e-9 for row, places in self.takes)

    def take(self, left: Floats, times: float = 1.0) -> None:
        """Take its places off what is left."""
        for row, places in self.takes:
            left[row] -= times * places


def hub_offers(model: Model, cost: Floats) -> tuple[HubOffer, ...]:
    """Return every hub session that could be held, outside cells where rooms of several places are taken whole."""
    program = model.program
    takes: dict[int, list[tuple[int, float]]] = {
        column: []
        for (_, site_id, slot), column in model.variables.hubs.items()
        if not model.variables.cells[site_id, slot].is_mixed
    }
    kept = np.isin(program.entry_column, list(takes)) & np.isin(program.row_rule, SHARED)[program.entry_row]
    for entry in np.flatnonzero(kept):
        takes[program.entry_column[entry]].append((int(program.entry_row[entry]), float(program.entry[entry])))
    return tuple(
        HubOffer(column, g, -float(cost[column]), tuple(takes[column]))
        for (g, _, _), column in model.variables.hubs.items()
        if column in takes
    )


def cheapest(offers: Iterable[HubOffer], sessions: Sequence[int], prices: Floats, left: Floats) -> list[HubOffer]:
    """Return the hub sessions to hold: those whose gain exceeds their price by most, as many as each programme wants.

    ``left`` are the places by row with no post and no hub session seated; what is chosen is taken off it.
    """
    wanted, chosen = list(sessions), []
    for offer in sorted(offers, key=lambda offer: (offer.price(prices) - offer.gain, offer.column)):
        if wanted[offer.programme] > 0 and offer.price(prices) < offer.gain and offer.fits(left):
            wanted[offer.programme] -= 1
            offer.take(left)
            chosen.append(offer)
    return chosen
