"""The case before the judge: a dataset, its journeys and a plan's rows, grouped as the rules ask for them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from estates.domain.checks.breach import Breach
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.practices import Pin
from estates.domain.slots import RoomSlot
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind

Key = TypeVar("Key")
Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True)
class Case:
    """A dataset of one season, the minutes between its sites, and placements that name only what it holds."""

    dataset: Dataset
    travel: TravelTimes
    placements: tuple[Placement, ...]

    @cached_property
    def rows_of_post(self) -> Mapping[str, tuple[Placement, ...]]:
        """The rows of each placed post, by ``post_id``."""
        return grouped(self._rows_of(PlacementKind.POST), lambda row: row.id)

    @cached_property
    def rows_of_programme(self) -> Mapping[str, tuple[Placement, ...]]:
        """The rows of each placed programme, by ``programme_id``."""
        return grouped(self._rows_of(PlacementKind.PROGRAMME), lambda row: row.id)

    @cached_property
    def rows_of_cell(self) -> Mapping[RoomSlot, tuple[Placement, ...]]:
        """The rows in each room and slot."""
        return grouped(self.placements, lambda row: (row.room_id, row.slot))

    @cached_property
    def pins_of_post(self) -> Mapping[str, tuple[Pin, ...]]:
        """The pins of each pinned post, by ``post_id``."""
        return grouped(self.dataset.pins, lambda pin: pin.post_id)

    def minutes(self, from_site: str, to_site: str) -> Decimal | None:
        """Return the minutes one way, or ``None`` where there is no way within any limit."""
        return self.travel.minutes(from_site, to_site)

    def _rows_of(self, kind: PlacementKind) -> list[Placement]:
        return [row for row in self.placements if row.kind is kind]


Rule = Callable[[Case], Iterator[Breach]]


def grouped(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, tuple[Row, ...]]:
    """Return rows grouped by a key, groups and rows in the order in which they come."""
    groups: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return {name: tuple(members) for name, members in groups.items()}


def named(row: Placement) -> str:
    """Return who a row places, such as ``Post A``."""
    return f"{row.kind.value.capitalize()} {row.id}"
