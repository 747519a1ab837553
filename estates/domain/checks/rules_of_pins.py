"""Rule R12, pins: every pin is in the plan, and exactly the pins are marked as such."""

from collections.abc import Iterator

from estates.domain.checks.breach import Breach
from estates.domain.checks.case import Case, named
from estates.domain.wording import slot_in_words
from estates.domain.words import PlacementKind


def pins_stand(case: Case) -> Iterator[Breach]:
    """R12: every pin is in the plan and marked ``pinned``; no other row is."""
    pins = {(PlacementKind.POST, pin.post_id, pin.room_id, pin.slot) for pin in case.dataset.pins}
    rows = {(row.kind, row.id, row.room_id, row.slot): row for row in case.placements}
    for pin in case.dataset.pins:
        if (PlacementKind.POST, pin.post_id, pin.room_id, pin.slot) not in rows:
            told = f"is pinned to room {pin.room_id} on {slot_in_words(pin.slot)}, but is not there in the plan."
            yield Breach("R12", f"Post {pin.post_id} {told}", pin.post_id, pin.slot)
    for key, row in rows.items():
        if row.pinned != (key in pins):
            told = "is marked as pinned but no pin says so" if row.pinned else "is a pin but is not marked as one"
            where = f"{named(row)} in room {row.room_id} on {slot_in_words(row.slot)}"
            yield Breach("R12", f"{where} {told}.", row.id, row.slot)
