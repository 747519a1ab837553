"""Which posts are placed anew together while all others stay: all, single PCNs, or pairs of PCNs that share sites."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from optimiser.model import Model
from optimiser.program import Floats

WHOLE_COLUMNS = 2_500
"""A model up to this size is solved as a whole."""

PARTNERS = 2
"""With how many of the PCNs that share most sites with it a PCN is paired."""


@dataclass(frozen=True)
class Neighbourhood:
    """Posts, by their place in the estate, that are placed anew together."""

    posts: frozenset[int]
    is_whole: bool = False


def rounds(model: Model) -> list[list[Neighbourhood]]:
    """Return the neighbourhoods to go through, round by round; neighbours in a round lie far apart in the list."""
    everybody = frozenset(range(len(model.estate.posts)))
    by_pcn: dict[str, set[int]] = defaultdict(set)
    for p, choices in enumerate(model.estate.posts):
        by_pcn[choices.post.pcn_code].add(p)
    if model.program.columns <= WHOLE_COLUMNS or len(by_pcn) <= 1:
        return [[Neighbourhood(everybody, is_whole=True)]]
    codes = sorted(by_pcn)
    singles = [Neighbourhood(frozenset(by_pcn[code])) for code in codes]
    pairs = [Neighbourhood(frozenset(by_pcn[a] | by_pcn[b])) for a, b in _pairs(model, codes)]
    return [_spread(singles), _spread(pairs)]


def around_hubs(model: Model, values: Floats) -> list[Neighbourhood]:
    """Return, for each programme and PCN that it does not reach, the posts that could use the sites that would."""
    found = []
    for g, choices in enumerate(model.estate.programmes):
        held = {site for (other, site, _), column in model.variables.hubs.items() if other == g and values[column]}
        for sites in choices.sites_reaching.values():
            if sites and not sites & held:
                near = [p for p, post in enumerate(model.estate.posts) if not sites.isdisjoint(post.slots_at)]
                found.append(Neighbourhood(frozenset(near)))
    return list(dict.fromkeys(found))


def _pairs(model: Model, codes: Sequence[str]) -> list[tuple[str, str]]:
    """Return pairs of PCNs: each with those that could send most posts to the same sites."""
    users: dict[str, Counter[str]] = defaultdict(Counter)
    for choices in model.estate.posts:
        for site_id in choices.slots_at:
            users[site_id][choices.post.pcn_code] += 1
    shared: Counter[tuple[str, str]] = Counter()
    for site_users in users.values():
        for a, b in combinations(sorted(site_users), 2):
            shared[a, b] += min(site_users[a], site_users[b])
    chosen: set[tuple[str, str]] = set()
    for code in codes:
        own = sorted((pair for pair in shared if code in pair), key=lambda pair: (-shared[pair], pair))
        chosen.update(own[:PARTNERS])
    return sorted(chosen)


def _spread(listed: list[Neighbourhood]) -> list[Neighbourhood]:
    """Return the list with its halves interleaved, so that two in a row seldom compete for the same rooms."""
    half = (len(listed) + 1) // 2
    return [listed[n // 2 + (n % 2) * half] for n in range(len(listed))]
