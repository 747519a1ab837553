"""Chances that depend on nothing but the seed, the run and the name of what they are for.

So a post is filled, or a room is out of use, in the same runs whatever else an option changes, and differences between
options are not noise (common random numbers). Nor does it matter in which order, or by how many workers, runs are made.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

_WORD_BYTES, _WORDS = 4, 4


@dataclass(frozen=True)
class Dice:
    """The chances of one run."""

    seed: int
    run: int
    _known: dict[tuple[str, str, int], Sequence[float]] = field(default_factory=dict, repr=False, compare=False)

    def chance(self, what: str, code: str) -> float:
        """Return a number from 0 to below 1, for example for ``recruitment`` of a role."""
        return self.chances(what, code, 1)[0]

    def chances(self, what: str, code: str, count: int) -> Sequence[float]:
        """Return ``count`` such numbers; the first ones are the same whatever the count."""
        key = (what, code, count)
        if key not in self._known:
            self._known[key] = self._drawn(what, code, count)
        return self._known[key]

    def _drawn(self, what: str, code: str, count: int) -> Sequence[float]:
        name = hashlib.sha256(f"{what}\0{code}".encode()).digest()
        starts = range(0, _WORDS * _WORD_BYTES, _WORD_BYTES)
        words = [int.from_bytes(name[at : at + _WORD_BYTES], "big") for at in starts]
        seeds = np.random.SeedSequence(entropy=self.seed, spawn_key=(self.run, *words))
        drawn: list[float] = np.random.Generator(np.random.PCG64(seeds)).random(count).tolist()
        return drawn
