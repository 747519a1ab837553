"""The plan as it stands while small moves are looked for: who sits where, and what is left over."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property

from estates.domain.rooms import Room
from estates.domain.slots import SLOTS, RoomSlot, Slot
from optimiser.candidates import Demand, Estate, PostChoices
from optimiser.parts import seats_held
from optimiser.rooms import Naming


class Board:
    """A naming of an estate's sessions, looked up from every side. A new plan is a new board."""

    def __init__(self, estate: Estate, naming: Naming) -> None:
        """Look at a plan that keeps every rule."""
        self.estate = estate
        self.naming = naming
        self._rooms: dict[tuple[str, Demand], tuple[Room, ...]] = {}
        self._spare: dict[tuple[str, Demand], frozenset[Slot]] = {}

    @cached_property
    def sessions(self) -> Mapping[int, Mapping[Slot, str]]:
        """The site of each session of each post, by slot."""
        found: dict[int, dict[Slot, str]] = defaultdict(dict)
        for p, site_id, slot in self.naming.of_posts:
            found[p][slot] = site_id
        return found

    @cached_property
    def holders(self) -> Mapping[RoomSlot, tuple[int, ...]]:
        """The posts in each room and slot, pinned ones left out: they do not make way."""
        found: dict[RoomSlot, list[int]] = defaultdict(list)
        for (p, _, slot), room_id in self.naming.of_posts.items():
            if slot not in self.estate.posts[p].pins:
                found[room_id, slot].append(p)
        return {seat: tuple(sorted(posts)) for seat, posts in found.items()}

    @cached_property
    def held(self) -> Counter[RoomSlot]:
        """The places taken in each room and slot; a hub session takes all."""
        return seats_held(self.estate.dataset, self.naming)

    @cached_property
    def sessions_held(self) -> Counter[int]:
        """The sessions of each programme."""
        return Counter(g for g, _, _ in self.naming.of_hubs)

    def is_spare(self, room: Room, slot: Slot) -> bool:
        """Whether a room has a place left over in a slot."""
        return room.is_free(slot) and self.held[room.room_id, slot] < room.places

    def short(self, p: int) -> int:
        """Return how many sessions of a post are unmet, as far as a week holds them and there is a room at all."""
        choices = self.estate.posts[p]
        return min(choices.wanted, len(SLOTS)) - len(self.sessions.get(p, ())) if choices.slots_at else 0

    def short_of_programme(self, g: int) -> int:
        """Return how many hub sessions of a programme are unmet."""
        choices = self.estate.programmes[g]
        return choices.programme.sessions_per_week - self.sessions_held[g] if choices.slots_at else 0

    def suitable(self, site_id: str, demand: Demand) -> tuple[Room, ...]:
        """Return the rooms of a site that serve a demand."""
        key = (site_id, demand)
        if key not in self._rooms:
            rooms = (room for room in self.estate.dataset.rooms_at[site_id] if demand.suits(room))
            self._rooms[key] = tuple(sorted(rooms, key=lambda room: room.room_id))
        return self._rooms[key]

    def spare_slots(self, site_id: str, demand: Demand) -> frozenset[Slot]:
        """Return the slots in which a site has a suitable place left over."""
        key = (site_id, demand)
        if key not in self._spare:
            rooms = self.suitable(site_id, demand)
            self._spare[key] = frozenset(slot for slot in SLOTS if any(self.is_spare(room, slot) for room in rooms))
        return self._spare[key]

    def spare_places(self, choices: PostChoices) -> int:
        """Return at how many sites and slots a post would find a place left over."""
        return sum(
            len(self.spare_slots(site_id, choices.demand).intersection(slots))
            for site_id, slots in choices.slots_at.items()
        )

    def holders_for(self, p: int) -> Counter[int]:
        """Return the posts that hold places which a post could use, with how many each."""
        choices = self.estate.posts[p]
        return Counter(
            holder
            for site_id, slots in choices.slots_at.items()
            for room in self.suitable(site_id, choices.demand)
            for slot in slots
            for holder in self.holders.get((room.room_id, slot), ())
            if holder != p
        )

    def could_sit_once_more(self, p: int) -> bool:
        """Whether a post could have one session more with nobody moving, itself included (its supervisor not asked)."""
        choices, own = self.estate.posts[p], self.sessions.get(p, {})
        site_of_day = {slot.day: site_id for slot, site_id in own.items()}
        may_add = len(set(own.values())) < choices.post.max_sites
        return any(
            slot not in own and site_of_day.get(slot.day, site_id) == site_id
            for site_id, slots in choices.slots_at.items()
            if may_add or site_id in own.values()
            for slot in self.spare_slots(site_id, choices.demand).intersection(slots)
        )
