"""Capital schemes and list growth."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from estates.domain.slots import CORE_SLOTS, Slot
from estates.domain.words import RoomType


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """A scheme that adds, converts or opens rooms at a site. Costs are pounds sterling.

    ``adds`` holds (room type, count); ``converts`` (room id, new type); ``opens`` (room id or ``*``, slot).
    ``slots`` says when added rooms are free.
    """

    scheme_id: str
    name: str
    site_id: str
    capital_cost: Decimal
    annual_cost: Decimal | None = None
    life_years: int | None = None
    adds: tuple[tuple[RoomType, int], ...] = ()
    converts: tuple[tuple[str, RoomType], ...] = ()
    opens: tuple[tuple[str, Slot], ...] = ()
    slots: tuple[Slot, ...] = CORE_SLOTS
    earliest_year: int | None = None
    excludes: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    grant_share: Decimal | None = None
    estimated: bool = False

    @property
    def rooms_built(self) -> int:
        """How many rooms it adds or converts."""
        return sum(count for _, count in self.adds) + len(self.converts)


def cannot_be_built_with(schemes: Iterable[Scheme], chosen: Collection[str]) -> frozenset[str]:
    """Return the codes of what cannot be built with some schemes: one of these excludes it, or it excludes one."""
    pairs = ((scheme.scheme_id, other) for scheme in schemes for other in scheme.excludes)
    both_ways = (way for one, other in pairs for way in ((one, other), (other, one)))
    return frozenset(other for one, other in both_ways if one in chosen)


@dataclass(frozen=True, kw_only=True)
class Growth:
    """Patients added to a practice's list by a year, cumulative; below nought where a list shrinks."""

    practice_code: str
    year: int
    patients_added: int
    estimated: bool = False
