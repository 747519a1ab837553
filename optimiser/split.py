"""Splits an estate into parts that share nothing: no site in a slot, no programme, no PCN."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import replace

from estates.domain.words import PlacementKind
from optimiser.candidates import Estate


def split(estate: Estate) -> list[Estate]:
    """Return the parts of an estate, in the order of their first post or programme.

    Posts of one PCN stay together since fairness (G3) counts them together. Every part has the whole dataset.
    """
    groups = _Groups()
    for choices in estate.posts:
        own = ("pcn", choices.post.pcn_code)
        groups.join(own, own)
        for site_id, slots in choices.slots_at.items():
            for slot in slots:
                groups.join(own, (site_id, slot))
    for programme in estate.programmes:
        own = ("programme", programme.programme.programme_id)
        groups.join(own, own)
        for site_id, slots in programme.slots_at.items():
            for slot in slots:
                groups.join(own, (site_id, slot))
    return _parts(estate, groups)


def _parts(estate: Estate, groups: "_Groups") -> list[Estate]:
    posts, programmes = defaultdict(list), defaultdict(list)
    for choices in estate.posts:
        posts[groups.root(("pcn", choices.post.pcn_code))].append(choices)
    for programme in estate.programmes:
        programmes[groups.root(("programme", programme.programme.programme_id))].append(programme)
    parts = []
    for root in dict.fromkeys([*posts, *programmes]):
        ids = {(PlacementKind.POST, c.post.post_id) for c in posts[root]}
        ids |= {(PlacementKind.PROGRAMME, c.programme.programme_id) for c in programmes[root]}
        earlier = tuple(row for row in estate.earlier if (row.kind, row.id) in ids)
        parts.append(replace(estate, posts=tuple(posts[root]), programmes=tuple(programmes[root]), earlier=earlier))
    return parts


class _Groups:
    """Joins things into groups (union-find)."""

    def __init__(self) -> None:
        self._above: dict[Hashable, Hashable] = {}

    def root(self, thing: Hashable) -> Hashable:
        """Return the thing that stands for the group of another."""
        above = self._above
        above.setdefault(thing, thing)
        while above[thing] != thing:
            above[thing] = thing = above[above[thing]]
        return thing

    def join(self, one: Hashable, other: Hashable) -> None:
        """Put two things into one group."""
        self._above[self.root(other)] = self.root(one)
