"""What is not known, as distributions: recruitment, growth, face-to-face share, bookable half-days and sickness.

Every default is an assumption to be replaced by local knowledge; ``geodata.uncertainty.keys`` says where it is from.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from math import sqrt

_DECIMALS = 6


class Shape(StrEnum):
    """How the figures between the lowest and the highest are spread."""

    TRIANGULAR = "triangular"
    UNIFORM = "uniform"


@dataclass(frozen=True, kw_only=True)
class Spread:
    """A figure that is not known: it lies between ``low`` and ``high``, most likely at ``likely``.

    A uniform one is as likely anywhere. Three equal figures stand for one that is known.
    """

    low: Decimal
    likely: Decimal
    high: Decimal
    shape: Shape = Shape.TRIANGULAR

    def at(self, chance: float) -> Decimal:
        """Return the figure below which the true one lies with this chance (0 to 1), to six decimals."""
        low, likely, high = float(self.low), float(self.likely), float(self.high)
        if self.shape is Shape.UNIFORM or low == high:
            found = low + chance * (high - low)
        elif chance * (high - low) < likely - low:
            found = low + sqrt(chance * (high - low) * (likely - low))
        else:
            found = high - sqrt((1 - chance) * (high - low) * (high - likely))
        return round(Decimal(found), _DECIMALS)


def _spread(low: str, likely: str, high: str) -> Spread:
    return Spread(low=Decimal(low), likely=Decimal(likely), high=Decimal(high))


@dataclass(frozen=True, kw_only=True)
class Uncertainty:
    """All that is drawn for a run.

    ``recruitment`` is the chance that a planned or vacant post is filled, drawn for each role; ``growth`` a factor on
    the patients added, for each practice; ``face_to_face`` a factor on the face-to-face share, for each role;
    ``bookable`` the share of free half-days that can really be booked, for each site; ``sickness`` the chance that
    somebody is away for the week, for each PCN.
    """

    recruitment: Spread = field(default_factory=lambda: _spread("0.4", "0.7", "0.9"))
    growth: Spread = field(default_factory=lambda: _spread("0.5", "1", "1.5"))
    face_to_face: Spread = field(default_factory=lambda: _spread("0.85", "1", "1.15"))
    bookable: Spread = field(default_factory=lambda: _spread("0.85", "0.95", "1"))
    sickness: Spread = field(default_factory=lambda: _spread("0.03", "0.05", "0.08"))
