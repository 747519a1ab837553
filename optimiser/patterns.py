"""Day patterns: the sets of slots that a post may work within one day at one site."""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from estates.domain.slots import Slot


def day_patterns(slots: Sequence[Slot], *, most: int, pinned: Collection[Slot] = ()) -> Iterator[tuple[Slot, ...]]:
    """Yield every non-empty set of a day's slots of at most ``most`` sessions that holds all pinned slots."""
    for size in range(max(1, len(pinned)), min(most, len(slots)) + 1):
        for pattern in combinations(slots, size):
            if set(pinned) <= set(pattern):
                yield pattern
