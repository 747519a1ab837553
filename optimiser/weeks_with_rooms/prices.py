"""Prices of what weeks share and of the goals held."""

from dataclasses import dataclass

import numpy as np

from optimiser.program import Floats


@dataclass(frozen=True, kw_only=True)
class Prices:
    """Prices in minutes, all nought or more but ``of_pcn``.

    ``of_places`` are of what is shared, by number; ``unmet`` of a weighted session unmet, ``unfair`` of a unit of
    fairness, and ``of_pcn`` what a session of each PCN gains for fairness.
    """

    of_places: Floats
    unmet: float
    unfair: float
    of_pcn: Floats

    def towards(self, other: "Prices", share: float) -> "Prices":
        """Return prices between these and others: a share of the way."""

        def between(one: Floats, two: Floats) -> Floats:
            mixed: Floats = (1 - share) * one + share * two
            return mixed

        return Prices(
            of_places=between(self.of_places, other.of_places),
            unmet=(1 - share) * self.unmet + share * other.unmet,
            unfair=(1 - share) * self.unfair + share * other.unfair,
            of_pcn=between(self.of_pcn, other.of_pcn),
        )


def no_prices(places: int, pcns: int) -> Prices:
    """Return prices of nought."""
    return Prices(of_places=np.zeros(places), unmet=0.0, unfair=0.0, of_pcn=np.zeros(pcns))
