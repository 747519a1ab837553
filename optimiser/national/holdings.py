"""What the districts of a part hold: places in rooms, and places under supervisors."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from estates.domain.places_taken import places_of
from estates.domain.plan import Placement
from estates.domain.slots import LearnerSlot, RoomSlot
from estates.domain.words import PlacementKind
from optimiser.candidates import Estate
from optimiser.parts import learners_of


@dataclass(frozen=True)
class Holdings:
    """What districts hold: their pins, or once there is a plan its ``rows``, which hold the pins."""

    districts: Sequence[Estate]
    rows: Sequence[Placement] = ()

    @cached_property
    def places(self) -> Sequence[Counter[RoomSlot]]:
        """The places that each district holds, by room and slot; a hub session takes all of a room."""
        dataset = self.districts[0].dataset
        found = [Counter[RoomSlot]() for _ in self.districts]
        for own, rows in zip(found, self._rows_of_districts, strict=True):
            for row in rows:
                own[row.room_id, row.slot] += places_of(dataset, row)
        return found

    @cached_property
    def all_places(self) -> Counter[RoomSlot]:
        """The places that all of them hold together."""
        return sum(self.places, Counter())

    @cached_property
    def learners(self) -> Sequence[Counter[LearnerSlot]]:
        """The places under supervision that each district holds."""
        return [
            learners_of(rows, {choices.post.post_id: choices.supervision for choices in district.posts})
            for district, rows in zip(self.districts, self._rows_of_districts, strict=True)
        ]

    @cached_property
    def all_learners(self) -> Counter[LearnerSlot]:
        """The places under supervision that all of them hold together."""
        return sum(self.learners, Counter())

    @cached_property
    def _rows_of_districts(self) -> Sequence[Sequence[Placement]]:
        """What each district holds, as rows."""
        district_of = {each.post.post_id: number for number, own in enumerate(self.districts) for each in own.posts}
        hub_of = {e.programme.programme_id: number for number, own in enumerate(self.districts) for e in own.programmes}
        found: list[list[Placement]] = [[] for _ in self.districts]
        for row in self.rows or chain.from_iterable(map(_pinned, self.districts)):
            number = (district_of if row.kind is PlacementKind.POST else hub_of).get(row.id)
            if number is not None:
                found[number].append(row)
        return found


def _pinned(district: Estate) -> Iterable[Placement]:
    for each in district.posts:
        for slot, room_id in each.pins.items():
            site_id = district.dataset.room_by_id[room_id].site_id
            yield Placement(kind=PlacementKind.POST, id=each.post.post_id, site_id=site_id, room_id=room_id, slot=slot)
