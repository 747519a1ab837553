"""What the layers are made of: a plan and its tables, with the look-ups that the layers share."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import shapely
from shapely.geometry import Point

from estates.domain.dataset import Dataset
from estates.domain.places_taken import places_taken
from estates.domain.plan import Plan
from estates.domain.shortfall import ShortfallRow, UnmetRow
from estates.domain.slots import RoomSlot
from estates.domain.travel import TravelTimes
from geodata.places.boundaries import PcnArea


@dataclass(frozen=True, kw_only=True)
class Contents:
    """A season's dataset, its plan with tables and proof, the journeys and the PCN areas."""

    dataset: Dataset
    travel: TravelTimes
    plan: Plan
    unmet: Sequence[UnmetRow]
    shortfall: Sequence[ShortfallRow]
    areas: Sequence[PcnArea]
    proof: Mapping[str, Any]

    def rows(self, level: str) -> Mapping[str, ShortfallRow]:
        """Return the shortfall of one level by code."""
        return {row.code: row for row in self.shortfall if row.level == level}

    def point(self, site_id: str) -> Point:
        """Return where a site stands, on the National Grid."""
        site = self.dataset.site_by_id[site_id]
        return shapely.Point(site.easting, site.northing)

    def pcn_name(self, code: str | None) -> str | None:
        """Return a PCN's name, or nothing where nobody gave it one."""
        pcn = self.dataset.pcn_by_code.get(code) if code else None
        return None if pcn is None else pcn.name

    def practice_name(self, code: str | None) -> str | None:
        """Return a practice's name, or nothing where nobody gave it one."""
        practice = self.dataset.practice_by_code.get(code) if code else None
        return None if practice is None else practice.name

    @cached_property
    def people(self) -> Mapping[RoomSlot, int]:
        """People placed by room and slot; a programme fills all places of its room."""
        return places_taken(self.dataset, self.plan.placements)

    @cached_property
    def held_at(self) -> Mapping[str, int]:
        """Room sessions held in the rooms of each site, by site."""
        return Counter(row.site_id for row in self.plan.placements)
