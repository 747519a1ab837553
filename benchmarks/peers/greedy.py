"""Greedy: one after another in order of priority, each takes the best week that is left. No solver, no second thought.

A post adds one site at a time, the one that gives it most, and spends each day where it gets most; equals go to the
nearer site. A programme takes the first sites and slots where enough rooms are left together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from benchmarks.generate import World
from benchmarks.peers.contest import Budget, Listener
from benchmarks.peers.openings import Openings
from estates.domain.plan import Placement
from estates.domain.posts import Post
from estates.domain.programmes import Programme
from estates.domain.rooms import Room
from estates.domain.slots import DAYS, Slot
from estates.domain.words import PlacementKind

Offers = dict[str, dict[str, dict[Slot, Room]]]
"""By site and day, the slots with a room that is left."""


def greedy(world: World, _budget: Budget, listener: Listener) -> None:
    """Plan by priority; it takes as long as it takes, which is seconds for a county."""
    listener.ended(_Greedy(world).rows())


class _Greedy:
    """What is left, and the rows so far."""

    def __init__(self, world: World) -> None:
        self.data = world[0]
        self.openings = Openings(world)
        self.taken: Counter[tuple[str, Slot]] = Counter()
        self.learners: Counter[tuple[str, str, Slot]] = Counter()
        self.offered = {(row.site_id, row.kind): row for row in self.data.supervision}
        self.pinned: dict[str, list[Placement]] = defaultdict(list)
        self.found: list[Placement] = []

    def rows(self) -> list[Placement]:
        for pin in self.data.pins:
            self.place(self.data.post_by_id[pin.post_id], self.data.room_by_id[pin.room_id], pin.slot, is_pinned=True)
        holders: list[Post | Programme] = [*self.data.programmes, *self.data.posts]
        for holder in sorted(holders, key=lambda row: -row.priority):
            if isinstance(holder, Post):
                self.add_post(holder)
            else:
                self.add_programme(holder)
        return self.found

    def add_post(self, post: Post) -> None:
        wanted = self.data.wanted_by_post[post.post_id] - len(self.pinned[post.post_id])
        offers = self.offers(post) if wanted > 0 else {}
        sites = list(dict.fromkeys(row.site_id for row in self.pinned[post.post_id]))
        while len(sites) < post.max_sites and _sessions(offers, sites) < wanted:
            best = max(offers, key=lambda site_id: _sessions(offers, [*sites, site_id]), default=None)
            if best is None or _sessions(offers, [*sites, best]) == _sessions(offers, sites):
                break
            sites.append(best)
        days = [_best_day(offers, sites, day) for day in DAYS]
        for day in sorted(days, key=lambda slots: -len(slots)):
            for slot, room in list(day.items())[: max(0, wanted)]:
                self.place(post, room, slot)
                wanted -= 1

    def offers(self, post: Post) -> Offers:
        """Return what is left for a post; on a day with pins, at their site alone."""
        offers: Offers = defaultdict(lambda: defaultdict(dict))
        kind = self.data.role_by_id[post.role_id].supervision
        own = {row.slot: row.site_id for row in self.pinned[post.post_id]}
        site_of_day = {slot.day: site_id for slot, site_id in own.items()}
        for room, slot in self.openings.of_post(post):
            is_open = self.taken[room.room_id, slot] < room.places and slot not in own
            if (
                is_open
                and site_of_day.get(slot.day, room.site_id) == room.site_id
                and self.has_supervisor(room.site_id, kind, slot)
            ):
                offers[room.site_id][slot.day].setdefault(slot, room)
        return offers

    def has_supervisor(self, site_id: str, kind: str | None, slot: Slot) -> bool:
        if kind is None:
            return True
        row = self.offered.get((site_id, kind))
        return row is not None and self.learners[site_id, kind, slot] < row.places_in(slot)

    def add_programme(self, programme: Programme) -> None:
        rooms: dict[tuple[str, Slot], list[Room]] = defaultdict(list)
        for room, slot in self.openings.of_programme(programme):
            if not self.taken[room.room_id, slot]:
                rooms[room.site_id, slot].append(room)
        together = [(slot, here) for (_, slot), here in rooms.items() if len(here) >= programme.rooms_per_session]
        for slot, here in together[: programme.sessions_per_week]:
            for room in here[: programme.rooms_per_session]:
                self.taken[room.room_id, slot] += room.places
                self.found.append(_row(PlacementKind.PROGRAMME, programme.programme_id, room, slot))

    def place(self, post: Post, room: Room, slot: Slot, *, is_pinned: bool = False) -> None:
        row = _row(PlacementKind.POST, post.post_id, room, slot, is_pinned=is_pinned)
        self.taken[room.room_id, slot] += 1
        self.learners[room.site_id, self.data.role_by_id[post.role_id].supervision or "", slot] += 1
        self.found.append(row)
        if is_pinned:
            self.pinned[post.post_id].append(row)


def _sessions(offers: Offers, sites: Iterable[str]) -> int:
    """Return the sessions that a week at some sites gives, each day at the best of them."""
    return sum(len(_best_day(offers, sites, day)) for day in DAYS)


def _best_day(offers: Offers, sites: Iterable[str], day: str) -> Mapping[Slot, Room]:
    days = [offers[site_id][day] for site_id in sites if site_id in offers and day in offers[site_id]]
    return max(days, key=len, default={})


def _row(kind: PlacementKind, name: str, room: Room, slot: Slot, *, is_pinned: bool = False) -> Placement:
    return Placement(kind=kind, id=name, slot=slot, site_id=room.site_id, room_id=room.room_id, pinned=is_pinned)
