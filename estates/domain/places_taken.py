"""How many places of rooms the rows of a plan take: a programme takes a room whole, a post one place in it."""

from collections import Counter
from collections.abc import Iterable

from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.slots import RoomSlot
from estates.domain.words import PlacementKind


def places_of(dataset: Dataset, row: Placement) -> int:
    """Return the places that a row takes in its room, which must be one of the dataset's."""
    return dataset.room_by_id[row.room_id].places if row.kind is PlacementKind.PROGRAMME else 1


def places_taken(dataset: Dataset, rows: Iterable[Placement]) -> Counter[RoomSlot]:
    """Return the places that rows take, by room and slot."""
    taken: Counter[RoomSlot] = Counter()
    for row in rows:
        taken[row.room_id, row.slot] += places_of(dataset, row)
    return taken
