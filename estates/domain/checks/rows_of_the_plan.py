"""What must hold of a plan's rows before any rule can be asked: they name what the dataset has."""

from collections.abc import Iterable, Iterator

from estates.domain.checks.breach import Breach
from estates.domain.checks.case import named
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.words import PlacementKind


def known_rows(dataset: Dataset, placements: Iterable[Placement]) -> tuple[tuple[Placement, ...], tuple[Breach, ...]]:
    """Return the rows that name only what the dataset has, and a breach for each thing it does not have."""
    known: list[Placement] = []
    found: list[Breach] = []
    for row in placements:
        faults = tuple(_faults(dataset, row))
        found.extend(faults)
        if not faults:
            known.append(row)
    return tuple(known), tuple(found)


def _faults(dataset: Dataset, row: Placement) -> Iterator[Breach]:
    holders = dataset.post_by_id if row.kind is PlacementKind.POST else dataset.programme_by_id
    if row.id not in holders:
        yield _breach(row, f"{named(row)} is not in the dataset of this season.")
    if row.site_id not in dataset.site_by_id:
        yield _breach(row, f"{named(row)} is placed at site {row.site_id}, which is not in the dataset.")
    room = dataset.room_by_id.get(row.room_id)
    if room is None:
        yield _breach(row, f"{named(row)} is placed in room {row.room_id}, which is not in the dataset.")
    elif room.site_id != row.site_id:
        told = f"room {row.room_id} at site {row.site_id}, but that room is at site {room.site_id}"
        yield _breach(row, f"{named(row)} is placed in {told}.")


def _breach(row: Placement, sentence: str) -> Breach:
    return Breach("plan", sentence, row.id, row.slot)
