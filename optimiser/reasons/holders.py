"""Who holds the places that somebody else could use, and with what weight."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.wording import listed
from estates.domain.words import PlacementKind

SHOWN = 5
"""As many holders are named; the rest are counted."""


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A row of the plan that stands in the way, and the weight that would be lost with it.

    The weight of a post's session is its priority; of a programme's room that of its whole session, which falls
    with any of its rooms. A pin cannot be lost at all: its weight is ``None``.
    """

    row: Placement
    weight: int | None

    def outweighs(self, weight: int) -> bool:
        """Whether the holder counts for at least as much as a weight."""
        return self.weight is None or self.weight >= weight


def holdings(dataset: Dataset, rows: Iterable[Placement]) -> Iterator[Holding]:
    """Yield each row with its weight."""
    for row in rows:
        yield Holding(row=row, weight=None if row.pinned else _weight(dataset, row))


def in_words(dataset: Dataset, held: Iterable[Holding]) -> str:
    """Name the holders, those with most weight and then with most places first: five of them, and how many more."""
    held = list(held)
    places = Counter((holding.row.kind, holding.row.id) for holding in held)
    first = {(holding.row.kind, holding.row.id): holding for holding in held}
    order = sorted(first, key=lambda key: (-_rank(first[key]), -places[key], key))
    return listed([_name(dataset, first[key].row) for key in order], at_most=SHOWN)


def _weight(dataset: Dataset, row: Placement) -> int:
    if row.kind is PlacementKind.POST:
        return dataset.post_by_id[row.id].priority
    programme = dataset.programme_by_id[row.id]
    return programme.priority * programme.rooms_per_session


def _rank(holding: Holding) -> float:
    return float("inf") if holding.weight is None else holding.weight


def _name(dataset: Dataset, row: Placement) -> str:
    if row.kind is PlacementKind.PROGRAMME:
        return f"programme {dataset.programme_by_id[row.id].name}"
    post = dataset.post_by_id[row.id]
    pinned = ", pinned" if row.pinned else ""
    return (
        f"{post.post_id} ({dataset.role_by_id[post.role_id].title}, {dataset.site_by_id[post.base_site].name}{pinned})"
    )
