"""What districts of one part share at their borders, dealt out before each is planned by itself.

A half-day of a site that several districts could use is shared. It goes whole, rooms and supervisors, to one of them,
in turn, so that plans made side by side are legal together. What it leaves over is offered to the others in the end.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from estates.domain.slots import Slot
from optimiser.candidates import Estate
from optimiser.national.parcels import Held, Learners, Parcel, Share, with_places

Cell = tuple[str, Slot]


@dataclass(frozen=True)
class Borders:
    """The districts of a part, in their order."""

    districts: Sequence[Estate]
    shares: Mapping[Cell, Mapping[int, float]] = field(default_factory=dict)

    @cached_property
    def shared(self) -> Mapping[Cell, Sequence[int]]:
        """The half-days of sites that several districts could use, with the numbers of these, in order."""
        users: dict[Cell, list[int]] = defaultdict(list)
        for number, district in enumerate(self.districts):
            for cell in district.cells:
                users[cell].append(number)
        return {cell: tuple(numbers) for cell, numbers in sorted(users.items()) if len(numbers) > 1}

    @cached_property
    def owner(self) -> Mapping[Cell, int]:
        """The district that has each shared half-day: the first that pinned a post there, else in turn by shares."""
        found: dict[Cell, int] = {}
        due: dict[Sequence[int], Counter[int]] = defaultdict(Counter)
        for cell, numbers in self.shared.items():
            due[numbers].update(self.share_of(cell))
            pinned = [number for number in numbers if any(self._pins_at(number, cell))]
            found[cell] = pinned[0] if pinned else max(numbers, key=lambda n: (round(due[numbers][n], 9), -n))
            due[numbers][found[cell]] -= 1
        return found

    def share_of(self, cell: Cell) -> Mapping[int, float]:
        """Return each district's share of a shared half-day: as given, else equal shares."""
        numbers = self.shared[cell]
        return self.shares.get(cell) or {number: 1 / len(numbers) for number in numbers}

    def to_be_priced(self, parcels: Sequence[Parcel]) -> list[Parcel]:
        """Return the parcels of the districts, each with its share of what is shared, only to be priced."""
        found: list[list[Share]] = [[] for _ in parcels]
        for site_id, slot in self.shared:
            for number, share in self.share_of((site_id, slot)).items():
                found[number].append(Share(site_id=site_id, slot=slot, share=share))
        return [replace(parcel, shares=tuple(own)) for parcel, own in zip(parcels, found, strict=True)]

    def dealt_out(self, parcels: Sequence[Parcel]) -> list[Parcel]:
        """Return the parcels of the districts with what is shared dealt out among them."""
        return [
            replace(
                parcel,
                dataset=replace(
                    parcel.dataset,
                    supervision=with_places(parcel.dataset.supervision, dict(self._supervision_of(number))),
                ),
                held=tuple(self._held_from(number)),
            )
            for number, parcel in enumerate(parcels)
        ]

    def _held_from(self, number: int) -> Iterable[Held]:
        """Yield the places that are not for a district: those of others' half-days, and of others' pins in its own."""
        whole = self.districts[number].dataset
        for (site_id, slot), owner in self.owner.items():
            for room in whole.rooms_at[site_id]:
                own = self._pins[number][room.room_id, slot]
                pinned = self._all_pins[room.room_id, slot]
                places = pinned - own if owner == number else room.places - own
                if room.is_free(slot) and places:
                    yield Held(room_id=room.room_id, slot=slot, places=places)

    def _supervision_of(self, number: int) -> Iterable[tuple[Learners, int]]:
        """Yield a district's places under supervision in shared half-days: what is left to it, or those of its pins."""
        for row in self.districts[number].dataset.supervision:
            for slot in self._shared_slots.get(row.site_id, ()):
                seat = (row.site_id, row.kind, slot)
                own = self._learners[number][seat]
                theirs = self._all_learners[seat] - own
                is_owner = self.owner[row.site_id, slot] == number
                yield seat, row.places_in(slot) - theirs if is_owner else own

    @cached_property
    def _shared_slots(self) -> Mapping[str, Sequence[Slot]]:
        found: dict[str, list[Slot]] = defaultdict(list)
        for site_id, slot in self.shared:
            found[site_id].append(slot)
        return found

    @cached_property
    def _pins(self) -> Sequence[Counter[tuple[str, Slot]]]:
        return [
            Counter((room_id, slot) for choices in district.posts for slot, room_id in choices.pins.items())
            for district in self.districts
        ]

    @cached_property
    def _all_pins(self) -> Counter[tuple[str, Slot]]:
        return sum(self._pins, Counter())

    @cached_property
    def _all_learners(self) -> Counter[Learners]:
        return sum(self._learners, Counter())

    def _pins_at(self, number: int, cell: Cell) -> Iterable[int]:
        site_id, slot = cell
        rooms = self.districts[number].dataset.rooms_at[site_id]
        return (self._pins[number][room.room_id, slot] for room in rooms)

    @cached_property
    def _learners(self) -> Sequence[Counter[Learners]]:
        """The pinned learners of each district."""
        return [
            Counter(
                (district.dataset.room_by_id[room_id].site_id, choices.supervision, slot)
                for choices in district.posts
                if choices.supervision is not None
                for slot, room_id in choices.pins.items()
            )
            for district in self.districts
        ]
