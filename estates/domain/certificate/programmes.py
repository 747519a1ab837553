"""The best hub sessions of a programme by itself at given prices (R11 exactly, R4 to R6 by what is offered)."""

from estates.domain.certificate.market import Market
from estates.domain.certificate.posts import Share
from estates.domain.checks.case import Case
from estates.domain.checks.rules_of_rooms import shared_with_programme
from estates.domain.programmes import Programme
from estates.domain.slots import SiteSlot


def share_of_programme(case: Case, market: Market, programme: Programme) -> Share:
    """Return what a programme can gain and where it pays: at most one session per site and slot, rooms whole."""
    step = programme.priority * programme.rooms_per_session
    suitable = (frozenset(programme.room_types), programme.features)
    costs: dict[SiteSlot, int] = {}
    for site in case.dataset.candidate_sites(programme):
        for slot in programme.slots if shared_with_programme(case.dataset, site, programme) else ():
            cost = market.cheapest_rooms((site.site_id, slot), suitable, programme.rooms_per_session)
            if cost is not None:
                costs[site.site_id, slot] = cost
    gains = sorted((max(0, step * market.unit - cost) for cost in costs.values()), reverse=True)
    return Share(
        gain=sum(gains[: programme.sessions_per_week]),
        wanted=step * programme.sessions_per_week,
        step=step,
        rooms=frozenset(cell for cell, cost in costs.items() if cost),
    )
