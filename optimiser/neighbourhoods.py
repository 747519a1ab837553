"""Which posts are placed anew together while all others stay: all, or the posts of single PCNs."""

from collections import defaultdict
from dataclasses import dataclass

from optimiser.model import Model

WHOLE_COLUMNS = 2_500
"""A model up to this size is solved as a whole."""

LOCAL_NODES = 1
"""The search tree of a neighbourhood: its root, which mostly settles it."""


@dataclass(frozen=True)
class Neighbourhood:
    """Posts, by their place in the estate, that are placed anew together."""

    posts: frozenset[int]
    is_whole: bool = False


def rounds(model: Model) -> list[Neighbourhood]:
    """Return the neighbourhoods of a round; two in a row lie far apart."""
    everybody = frozenset(range(len(model.estate.posts)))
    by_pcn: dict[str, set[int]] = defaultdict(set)
    for p, choices in enumerate(model.estate.posts):
        by_pcn[choices.post.pcn_code].add(p)
    if model.program.columns <= WHOLE_COLUMNS or len(by_pcn) <= 1:
        return [Neighbourhood(everybody, is_whole=True)]
    codes = sorted(by_pcn)
    singles = [Neighbourhood(frozenset(by_pcn[code])) for code in codes]
    return _spread(singles)


def _spread(listed: list[Neighbourhood]) -> list[Neighbourhood]:
    """Return the list with its halves interleaved, so that two in a row seldom compete for the same rooms."""
    half = (len(listed) + 1) // 2
    return [listed[n // 2 + (n % 2) * half] for n in range(len(listed))]
