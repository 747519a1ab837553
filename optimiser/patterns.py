"""Day patterns: the sets of slots that a post may work within one day at one site."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from estates.domain.slots import DAYS, SLOTS_OF_DAY, Slot

REMEMBERED = 10_000
"""Posts ask for few kinds of weeks, again and again."""


@lru_cache(maxsize=REMEMBERED)
def week_patterns(slots: tuple[Slot, ...], *, most: int, pinned: frozenset[Slot]) -> tuple[tuple[Slot, ...], ...]:
    """Return the day patterns of every day of a week at a site with so many slots open, day by day."""
    on_days = ([slot for slot in SLOTS_OF_DAY[day] if slot in slots] for day in DAYS)
    return tuple(
        pattern
        for on_day in on_days
        for pattern in day_patterns(on_day, most=most, pinned=[slot for slot in on_day if slot in pinned])
    )


def day_patterns(slots: Sequence[Slot], *, most: int, pinned: Collection[Slot] = ()) -> Iterator[tuple[Slot, ...]]:
    """Yield every non-empty set of a day's slots of at most ``most`` sessions that holds all pinned slots."""
    for size in range(max(1, len(pinned)), min(most, len(slots)) + 1):
        for pattern in combinations(slots, size):
            if set(pinned) <= set(pattern):
                yield pattern
