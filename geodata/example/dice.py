"""Chance that falls the same way every time, so that the made-up county is the same bytes on every machine."""

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Dice:
    """Throws for one subject, such as the rooms of one site.

    Only ``random.Random.random`` is used, the one method that Python promises to keep the same across versions for
    the same seed. Each subject throws its own dice, so that a change to one leaves the others as they were.
    """

    def __init__(self, subject: str) -> None:
        self._throw = random.Random(f"Wexmoor {subject}").random

    def share(self, low: float = 0.0, high: float = 1.0) -> float:
        """Return a number from ``low`` up to ``high``."""
        return low + (high - low) * self._throw()

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included."""
        return low + int(self._throw() * (high - low + 1))

    def falls(self, chance: float) -> bool:
        """Return whether something of a given chance (0-1) happens."""
        return self._throw() < chance

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of the items, each as likely as the next."""
        return items[int(self._throw() * len(items))]

    def weighted(self, weights: Mapping[Item, float]) -> Item:
        """Return one of the keys, as likely as its weight says."""
        left = self._throw() * sum(weights.values())
        for item, weight in weights.items():
            left -= weight
            if left < 0:
                return item
        return next(reversed(list(weights)))

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """Return the items in another order."""
        return [item for _, item in sorted(((self._throw(), item) for item in items), key=lambda pair: pair[0])]

    def deck(self, weights: Mapping[Item, float], count: int) -> list[Item]:
        """Return ``count`` shuffled items, each as often as its weight says (largest remainder)."""
        exact = {item: count * weight / sum(weights.values()) for item, weight in weights.items()}
        by_remainder = sorted(exact, key=lambda item: int(exact[item]) - exact[item])
        favoured = by_remainder[: count - sum(map(int, exact.values()))]
        return self.shuffled([item for item in exact for _ in range(int(exact[item]) + (item in favoured))])
