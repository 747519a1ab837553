"""Hub sessions moved to where they reach a PCN that has none, with the posts round them placed anew.

For every programme and PCN without a hub session within reach: the places that would reach it, those that cost the
posts least first, each in exchange for a session that no PCN needs. What is not reached by a single exchange stays.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from estates.domain.slots import SiteSlot, Slot
from optimiser.candidates import ProgrammeChoices
from optimiser.hub_offers import HubOffer, hub_offers
from optimiser.model import Model
from optimiser.program import Floats

PLACES_TRIED, EXCHANGED = 3, 2
"""As many places are tried for a PCN, each in exchange for as many sessions."""

Held = Mapping[SiteSlot, int]


@dataclass(frozen=True)
class HubMove:
    """A hub session to hold at a site in a slot, and the column of the one it takes the place of, if any."""

    site_id: str
    slot: Slot
    column: int
    instead_of: int | None


def hub_moves(model: Model, values: Floats, row_prices: Floats) -> Iterator[HubMove]:
    """Yield the moves worth trying in a plan, those for the first PCN not reached first.

    ``row_prices`` are those of the model's rows, at most nought.
    """
    offers = {offer.column: offer for offer in hub_offers(model, model.goals["G1"].coefficients)}
    for g, choices in enumerate(model.estate.programmes):
        held = {
            (site_id, slot): column
            for (other, site_id, slot), column in model.variables.hubs.items()
            if other == g and values[column] > 0.5
        }
        spare = _spare(choices, held)
        for sites in choices.sites_reaching.values():
            if sites and not any(site_id in sites for site_id, _ in held):
                for site_id, slot, column in _cheapest(model, g, sites, offers=offers, row_prices=row_prices):
                    yield from (HubMove(site_id, slot, column, old) for old in spare[:EXCHANGED])


def _spare(choices: ProgrammeChoices, held: Held) -> list[int | None]:
    """Return what a new session can take the place of: nothing where one is unmet, else sessions nobody needs."""
    if len(held) < choices.programme.sessions_per_week:
        return [None]
    return [column for where, column in held.items() if _is_spare(choices, held, where)]


def _is_spare(choices: ProgrammeChoices, held: Held, where: SiteSlot) -> bool:
    """Whether every PCN that a session reaches is reached by another as well."""
    others = {site_id for site_id, slot in held if (site_id, slot) != where}
    return all(where[0] not in sites or sites & others for sites in choices.sites_reaching.values())


def _cheapest(
    model: Model, programme: int, sites: frozenset[str], *, offers: Mapping[int, HubOffer], row_prices: Floats
) -> list[tuple[str, Slot, int]]:
    found = [
        (site_id, slot, column)
        for (g, site_id, slot), column in model.variables.hubs.items()
        if g == programme and site_id in sites and column in offers
    ]
    return sorted(found, key=lambda place: (offers[place[2]].price(-row_prices), place[2]))[:PLACES_TRIED]
