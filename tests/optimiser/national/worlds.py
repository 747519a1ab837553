"""A tiny country: counties of a few posts each, whose neighbours share a hub at the border or nothing."""

from itertools import pairwise

from benchmarks.country import _joined, _nearest_hubs, _with_own_hubs
from benchmarks.generate import County, World, generate, journeys
from estates.domain.travel import TravelTimes


def country(counties: int = 3, *, shared_hubs: int = 1, pcns: int = 2, posts_per_pcn: int = 4) -> World:
    """Return a country of tiny counties in a row and the minutes between its sites."""
    worlds = [
        generate(
            County(
                seed=number,
                pcns=pcns,
                hubs=2,
                posts_per_pcn=posts_per_pcn,
                programmes=1,
                code=f"C{number}",
                corner=(300_000 + 25_000 * number, 100_000),
            )
        )
        for number in range(counties)
    ]
    times = {pair: journey for _, travel in worlds for pair, journey in travel.journeys.items()}
    for (one, _), (other, _) in pairwise(worlds):
        for here, there in ((one.sites, other.sites), (other.sites, one.sites)):
            hubs = _nearest_hubs(here, there, shared_hubs)
            times |= journeys(there, hubs) | journeys(hubs, there)
    return _joined([_with_own_hubs(data) for data, _ in worlds]), TravelTimes(times)
