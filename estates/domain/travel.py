"""Minutes between sites: one answer for reach, hubs and burden. No geometry here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from estates.domain.words import RowSeason, TravelMethod


@dataclass(frozen=True, kw_only=True)
class TravelRow:
    """One way from a site to another, as a dataset's ``travel`` table gives it."""

    from_site: str
    to_site: str
    minutes: Decimal
    season: RowSeason = RowSeason.ALL
    estimated: bool = False


@dataclass(frozen=True)
class Journey:
    """Minutes one way and where they came from. ``is_marked``: whoever gave them says that they are an estimate."""

    minutes: Decimal
    method: TravelMethod
    is_marked: bool = False

    @property
    def is_estimate(self) -> bool:
        """Whether the minutes are an estimate: worked out from a straight line, or marked as one in the table."""
        return self.method is TravelMethod.ESTIMATE or self.is_marked


@dataclass(frozen=True)
class TravelTimes:
    """Journeys between sites, by (from, to).

    A pair that is absent has no way or lies beyond every travel limit of the dataset: it is out of reach.
    """

    journeys: Mapping[tuple[str, str], Journey]

    @cached_property
    def sites_from(self) -> Mapping[str, Sequence[str]]:
        """The sites to which there is a journey, by the site it starts from: a country has too many to ask each."""
        found: dict[str, list[str]] = defaultdict(list)
        for from_site, to_site in self.journeys:
            found[from_site].append(to_site)
        return found

    def journey(self, from_site: str, to_site: str) -> Journey | None:
        """Return the journey between two sites, or ``None`` where it is out of reach."""
        return self.journeys.get((from_site, to_site))

    def minutes(self, from_site: str, to_site: str) -> Decimal | None:
        """Return the minutes one way, or ``None`` where the pair is out of reach."""
        journey = self.journeys.get((from_site, to_site))
        return None if journey is None else journey.minutes
