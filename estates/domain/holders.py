"""Holders of rooms: posts and programmes alike, and the rows of a plan by who holds them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from estates.domain.plan import Placement
from estates.domain.words import PlacementKind

Holder = tuple[PlacementKind, str]
"""A post or a programme, by its kind and id."""


def rows_by_holder(rows: Iterable[Placement]) -> Mapping[Holder, Sequence[Placement]]:
    """Return the rows of each holder that has any, in their order."""
    found: dict[Holder, list[Placement]] = defaultdict(list)
    for row in rows:
        found[row.kind, row.id].append(row)
    return found


def rows_by_site(rows: Iterable[Placement]) -> Mapping[str, Sequence[Placement]]:
    """Return the rows at each site that has any, in their order."""
    found: dict[str, list[Placement]] = defaultdict(list)
    for row in rows:
        found[row.site_id].append(row)
    return found
