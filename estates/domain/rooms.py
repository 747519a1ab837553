"""Rooms, what is known of each in each slot, and the floor area a room type needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from estates.domain.slots import SLOT_ORDER, SLOTS, Slot
from estates.domain.words import Cell, RoomType


@dataclass(frozen=True, kw_only=True)
class Room:
    """A room and its week. ``cells`` holds one state per slot, in the order of ``SLOTS``.

    ``places`` is the number of people who can use the room at a time; ``area_m2`` is ``None`` where not known.
    """

    room_id: str
    site_id: str
    room_type: RoomType
    name: str
    cells: tuple[Cell, ...]
    area_m2: Decimal | None = None
    places: int = 1
    features: frozenset[str] = frozenset()
    estimated: bool = False

    def __post_init__(self) -> None:
        """Refuse a week that does not hold one cell per slot."""
        if len(self.cells) != len(SLOTS):
            raise ValueError(f"room {self.room_id}: {len(self.cells)} cells given, {len(SLOTS)} wanted")

    @cached_property
    def free_slots(self) -> tuple[Slot, ...]:
        """The slots in which the room may be used, in the week's order."""
        return tuple(slot for slot, cell in zip(SLOTS, self.cells, strict=True) if cell is Cell.FREE)

    def cell(self, slot: Slot) -> Cell:
        """Return what is known of the room in a slot."""
        return self.cells[SLOT_ORDER[slot]]

    def is_free(self, slot: Slot) -> bool:
        """Whether the room may be used in a slot."""
        return self.cell(slot) is Cell.FREE


ROOM_NORMS_M2: Mapping[RoomType, Decimal] = MappingProxyType(
    {
        RoomType.CONSULT_EXAM: Decimal(16),
        RoomType.CONSULT: Decimal(12),
        RoomType.TREATMENT: Decimal(18),
        RoomType.MINOR_OPS: Decimal(25),
        RoomType.INTERVIEW: Decimal(8),
        RoomType.PHLEBOTOMY: Decimal(8),
        RoomType.GROUP: Decimal(32),
        RoomType.DESK: Decimal("4.5"),
    }
)
"""Floor area of one room, in m², by type: editable assumptions.

Sources: consulting/examination 16 m² (HEJ, October 2024, p. 120; HBN 11-01 as recalled); treatment 16-18 m²
and interview 8 m² (HBN 11-01, recalled; the older NHS guide of building.co.uk 3067767 gives 18-20 and 9-10);
group 32 m² (HBN 11-01, recalled); consult 12, minor operations 25, phlebotomy 8 and desk 4.5 m² are recalled
planning norms. Measure before relying on any of them.
"""
