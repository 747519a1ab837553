"""What districts of one part share at their borders, dealt out before each is planned by itself.

A half-day of a site that several districts could use is shared. Each of its rooms, and each place under its
supervisors, goes to one of them, so that plans made side by side are legal together. What they leave over is offered to
all in the end.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.prices import Signature, needed_features, signature_of
from estates.domain.rooms import Room
from estates.domain.slots import LearnerSlot, RoomSlot, SiteSlot, Slot
from optimiser.candidates import Demand, Estate, PostChoices, ProgrammeChoices
from optimiser.national.holdings import Holdings
from optimiser.national.parcels import Held, Parcel, Share, with_places
from optimiser.stages import Stage


class _Due:
    """Deals things of several kinds out: the next of them to whom most is due of its kind in its half-day.

    Where as much is due to several there, it goes to whom most of its kind is due from half-days before. More is not
    carried over: shares follow what a half-day is worth to each, and that would undo it.
    """

    def __init__(self) -> None:
        self._now: dict[Hashable, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        self._so_far: dict[Hashable, dict[int, float]] = defaultdict(lambda: defaultdict(float))

    def next(self, kind: Hashable, cell: SiteSlot, shares: Mapping[int, float], count: int = 1) -> int:
        """Return who has the next things of a kind in a half-day, ``count`` of them, of which each is due a share."""
        now, so_far = self._now[kind, cell], self._so_far[kind]
        for number, share in shares.items():
            now[number] += share * count
            so_far[number] += share * count
        owner = max(shares, key=lambda number: (round(now[number], 3), round(so_far[number], 9), -number))
        now[owner] -= count
        so_far[owner] -= count
        return owner


@dataclass(frozen=True)
class _Hub:
    """A programme for whose sessions rooms are dealt out together."""

    rooms_per_session: int
    programme_id: str


@dataclass(frozen=True)
class Borders:
    """The districts of a part, in their order.

    What they hold in shared half-days is theirs: their pins, or once there is a plan its ``rows``, which hold the pins.
    """

    districts: Sequence[Estate]
    shares: Mapping[SiteSlot, Mapping[int, float]] = field(default_factory=dict)
    rows: Sequence[Placement] = ()

    @cached_property
    def _held(self) -> Holdings:
        return Holdings(self.districts, self.rows)

    @cached_property
    def shared(self) -> Mapping[SiteSlot, Sequence[int]]:
        """The half-days of sites that several districts could use, with the numbers of these, in order."""
        users: dict[SiteSlot, list[int]] = defaultdict(list)
        for number, district in enumerate(self.districts):
            for cell in district.cells:
                users[cell].append(number)
        return {cell: tuple(numbers) for cell, numbers in sorted(users.items()) if len(numbers) > 1}

    @cached_property
    def owner(self) -> Mapping[RoomSlot, int]:
        """The district that has each room of a shared half-day: the first that holds a place there, else by shares.

        Rooms that a programme could take together are dealt out together.
        """
        due = _Due()
        found: dict[RoomSlot, int] = {}
        for cell in self.shared:
            for (kind, users), rooms in self._alike(cell).items():
                shares = self._shares(users, cell)
                together = kind.rooms_per_session if isinstance(kind, _Hub) else 1
                for first in range(0, len(rooms), together):
                    run = rooms[first : first + together]
                    owner = due.next(kind, cell, shares, len(run))
                    found |= {(room.room_id, cell[1]): owner for room in run}
        return found

    def _alike(self, cell: SiteSlot) -> Mapping[tuple[Signature | _Hub, Sequence[int]], Sequence[Room]]:
        """Return the free rooms of a shared half-day by their kind and the districts that could have them.

        Rooms that a programme could take are of one kind, whatever else they are.
        """
        (site_id, slot), needed = cell, needed_features(self._whole)
        found: dict[tuple[Signature | _Hub, Sequence[int]], list[Room]] = defaultdict(list)
        for room in self._whole.rooms_at[site_id]:
            if room.is_free(slot):
                holders = [number for number in self.shared[cell] if self._held.places[number][room.room_id, slot]]
                users = holders[:1] or self._users_of(room, slot) or self.shared[cell]
                kind = self._hub_of(room, slot, users) or signature_of(room, needed)
                found[kind, tuple(users)].append(room)
        return found

    def _hub_of(self, room: Room, slot: Slot, users: Collection[int]) -> _Hub | None:
        """Return what takes most rooms together of the programmes of some districts that could take a room."""
        programmes = (each for number in users for each in self.districts[number].programmes)
        own = (each for each in programmes if slot in each.slots_at.get(room.site_id, ()) and each.demand.suits(room))
        hubs = (_Hub(each.programme.rooms_per_session, each.programme.programme_id) for each in own)
        return max(hubs, key=lambda hub: hub.rooms_per_session, default=None)

    @cached_property
    def learners(self) -> Sequence[Mapping[LearnerSlot, int]]:
        """The places under supervision in shared half-days that each district has: those it holds, and its share.

        One without a place left in a room there has no use for any more.
        """
        due, found = _Due(), [Counter[LearnerSlot](own) for own in self._held.learners]
        for row in self._whole.supervision:
            for slot in self._shared_slots.get(row.site_id, ()):
                cell, seat = (row.site_id, slot), (row.site_id, row.kind, slot)
                users = self._supervised.get(seat) or self.shared[cell]
                users = [number for number in users if number in self._owners[cell]] or users
                for _ in range(row.places_in(slot) - self._held.all_learners[seat]):
                    found[due.next(row.kind, cell, self._shares(users, cell))][seat] += 1
        return found

    @cached_property
    def _owners(self) -> Mapping[SiteSlot, Collection[int]]:
        """The districts that have a place left in a room in each shared half-day."""
        found: dict[SiteSlot, set[int]] = {cell: set() for cell in self.shared}
        for (room_id, slot), number in self.owner.items():
            room = self._whole.room_by_id[room_id]
            if room.places > self._held.all_places[room_id, slot]:
                found[room.site_id, slot].add(number)
        return found

    def _shares(self, users: Iterable[int], cell: SiteSlot) -> Mapping[int, float]:
        """Return what is due to some districts of a thing that no other could use."""
        shares = self.share_of(cell)
        total = sum(shares[number] for number in users)
        return {number: shares[number] / total for number in users}

    def _users_of(self, room: Room, slot: Slot) -> Sequence[int]:
        """Return the districts of which somebody could use a room in a shared half-day."""
        demands = self._demands[room.site_id, slot]
        return [number for number, own in demands.items() if any(demand.suits(room) for demand in own)]

    @cached_property
    def _demands(self) -> Mapping[SiteSlot, Mapping[int, set[Demand]]]:
        """What is asked of rooms in each half-day of a site, by district."""
        found: dict[SiteSlot, dict[int, set[Demand]]] = defaultdict(lambda: defaultdict(set))
        for number, each, cell in self._chances():
            found[cell][number].add(each.demand)
        return found

    @cached_property
    def _supervised(self) -> Mapping[LearnerSlot, Sequence[int]]:
        """The districts with learners who could use a place under supervision."""
        found: dict[LearnerSlot, dict[int, None]] = defaultdict(dict)
        for number, each, (site_id, slot) in self._chances():
            if isinstance(each, PostChoices) and each.supervision is not None:
                found[site_id, each.supervision, slot][number] = None
        return {seat: tuple(numbers) for seat, numbers in found.items()}

    def _chances(self) -> Iterator[tuple[int, PostChoices | ProgrammeChoices, SiteSlot]]:
        """Yield every half-day of a site where a post or programme of a district could be, district by district."""
        for number, district in enumerate(self.districts):
            choices: tuple[PostChoices | ProgrammeChoices, ...] = (*district.posts, *district.programmes)
            for each in choices:
                for site_id, slots in each.slots_at.items():
                    yield from ((number, each, (site_id, slot)) for slot in slots)

    def share_of(self, cell: SiteSlot) -> Mapping[int, float]:
        """Return each district's share of a shared half-day: as given, else equal shares."""
        numbers = self.shared[cell]
        return self.shares.get(cell) or {number: 1 / len(numbers) for number in numbers}

    def to_be_priced(self, parcel: Parcel, numbers: Collection[int]) -> Parcel:
        """Return the parcel of some districts with the shares they have of what others could use too, to be priced."""
        own, shares = set(numbers), list[Share]()
        for (site_id, slot), users in self.shared.items():
            if not own.isdisjoint(users) and not own.issuperset(users):
                share = sum(part for number, part in self.share_of((site_id, slot)).items() if number in own)
                shares.append(Share(site_id=site_id, slot=slot, share=share))
        return replace(parcel, stage=Stage.PRICES, shares=tuple(shares))

    def dealt_out(self, parcels: Sequence[Parcel]) -> list[Parcel]:
        """Return the parcels of the districts with what is shared dealt out among them."""
        return [
            replace(
                parcel,
                dataset=replace(
                    parcel.dataset,
                    supervision=with_places(parcel.dataset.supervision, self._supervision_of(number)),
                ),
                held=tuple(self._held_from(number)),
            )
            for number, parcel in enumerate(parcels)
        ]

    def _held_from(self, number: int) -> Iterable[Held]:
        """Yield the places that are not for a district: those of others' rooms, and those others hold in its own."""
        for (room_id, slot), owner in self.owner.items():
            own, held = self._held.places[number][room_id, slot], self._held.all_places[room_id, slot]
            places = held - own if owner == number else self._whole.room_by_id[room_id].places - own
            if places:
                yield Held(room_id=room_id, slot=slot, places=places)

    def _supervision_of(self, number: int) -> Mapping[LearnerSlot, int]:
        """Return a district's places under supervision in shared half-days, none included."""
        return {
            seat: self.learners[number].get(seat, 0)
            for row in self._whole.supervision
            for slot in self._shared_slots.get(row.site_id, ())
            for seat in [(row.site_id, row.kind, slot)]
        }

    @property
    def _whole(self) -> Dataset:
        """The dataset that the districts were cut from."""
        return self.districts[0].dataset

    @cached_property
    def _shared_slots(self) -> Mapping[str, Sequence[Slot]]:
        found: dict[str, list[Slot]] = defaultdict(list)
        for site_id, slot in self.shared:
            found[site_id].append(slot)
        return found
