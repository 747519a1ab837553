"""Several random counties side by side, with codes of their own, that share a few hubs at their borders or nothing.

The first counties of a country are the same however many follow, so that cost can be measured as a country grows.
"""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from benchmarks.generate import County, World, generate, journeys
from estates.domain.dataset import Dataset
from estates.domain.programmes import HUB_KINDS
from estates.domain.sites import Site
from estates.domain.travel import TravelTimes

COLUMNS = 7
SPACING_M = 66_000
SOUTH_WEST_M = (170_000, 50_000)


@dataclass(frozen=True, kw_only=True)
class Country:
    """How many counties, how tight, and how many hubs each pair of neighbours shares.

    Forty-two counties come to England as it is: some 6,200 practices and 26,000 posts. Their practices are more and
    smaller than those of ``County``, with as many rooms in all.
    """

    seed: int = 0
    counties: int = 42
    tightness: float = 0.735
    shared_hubs: int = 2


def generate_country(country: Country) -> World:
    """Return a random country and the minutes between its sites.

    Across a border there are journeys to the hubs shared there, and none else. A programme may use the hubs of its
    own county.
    """
    worlds = [generate(_county(country, number)) for number in range(country.counties)]
    times = {pair: journey for _, travel in worlds for pair, journey in travel.journeys.items()}
    for one, other in _neighbours(country.counties):
        sites, others = worlds[one][0].sites, worlds[other][0].sites
        for here, there in ((sites, others), (others, sites)):
            hubs = _nearest_hubs(here, there, country.shared_hubs)
            times |= journeys(there, hubs) | journeys(hubs, there)
    return _joined([_with_own_hubs(data) for data, _ in worlds]), TravelTimes(times)


def _county(country: Country, number: int) -> County:
    row, column = divmod(number, COLUMNS)
    return County(
        seed=1_000 * country.seed + number,
        pcns=random.Random(f"{country.seed}/{number}").randint(15, 22),
        posts_per_pcn=34,
        tightness=country.tightness,
        practices_per_pcn=(7, 9),
        rooms_per_practice=(1, 4),
        code=f"C{number:02}",
        corner=(SOUTH_WEST_M[0] + column * SPACING_M, SOUTH_WEST_M[1] + row * SPACING_M),
    )


def _neighbours(counties: int) -> Iterator[tuple[int, int]]:
    """Yield each pair of counties that lie side by side, or one above the other."""
    for number in range(counties):
        if number % COLUMNS and number:
            yield number - 1, number
        if number >= COLUMNS:
            yield number - COLUMNS, number


def _nearest_hubs(here: Sequence[Site], there: Sequence[Site], number: int) -> list[Site]:
    """Return the hubs here that lie nearest to any site of the neighbour."""
    hubs = [site for site in here if site.kind in HUB_KINDS]
    return sorted(hubs, key=lambda hub: min(_metres(hub, site) for site in there))[:number]


def _metres(a: Site, b: Site) -> float:
    return math.hypot(a.easting - b.easting, a.northing - b.northing)


def _with_own_hubs(data: Dataset) -> Dataset:
    hubs = tuple(site.site_id for site in data.sites if site.kind in HUB_KINDS)
    return replace(data, programmes=tuple(replace(row, candidate_sites=hubs) for row in data.programmes))


def _joined(counties: Sequence[Dataset]) -> Dataset:
    return Dataset(
        sites=tuple(row for data in counties for row in data.sites),
        rooms=tuple(row for data in counties for row in data.rooms),
        posts=tuple(row for data in counties for row in data.posts),
        practices=tuple(row for data in counties for row in data.practices),
        pcns=tuple(row for data in counties for row in data.pcns),
        roles=counties[0].roles,
        supervision=tuple(row for data in counties for row in data.supervision),
        programmes=tuple(row for data in counties for row in data.programmes),
    )
