"""Planted instances: made around a plan, so that the least unmet (G1) is known without solving anything.

Each kind is scarce in one thing alone and has a short argument why no plan places more than the one planted:

- rooms: the free cells are those of the planted plan, and nobody else's session weighs more than a planted one.
- supervisors: likewise the supervision places, with rooms to spare.
- few sites: each post may use one site, no site has more than ``DAYS_FREE`` slots free, and each planted post has that.
- one site a day: each site has one slot free on a day, so that each post has at most one session a day.
- rooms together: only some sites and slots have enough rooms for the programme, and it takes them all; each of the
  other cells serves one post, and no post's session weighs more than the programme's.

Kinds are joined side by side, out of each other's reach: what is unmet adds up.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from benchmarks.generate import World
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.posts import Post
from estates.domain.practices import Supervision
from estates.domain.programmes import Programme
from estates.domain.rooms import Room
from estates.domain.sites import Site
from estates.domain.slots import CORE_SLOTS, SLOTS, Slot
from estates.domain.travel import Journey, TravelTimes
from estates.domain.words import Cell, PlacementKind, RoomType, Sharing, SiteKind, TravelMethod

FREE_ROLE, LEARNER_ROLE, SUPERVISOR = "fcp_physio", "gpst3", "gp"
MINUTES_APART = 10
DAYS_FREE = 3


class Kind(StrEnum):
    """What is scarce, by the rule that binds."""

    ROOMS = "R3"
    SUPERVISORS = "R10"
    FEW_SITES = "R8"
    ONE_SITE_A_DAY = "R2"
    ROOMS_TOGETHER = "R11"


@dataclass(frozen=True)
class Planted:
    """An instance, the plan it was made around, and the least unmet (G1), which that plan attains."""

    world: World
    rows: tuple[Placement, ...]
    unmet: int


def planted(seed: int, kinds: Iterable[Kind] = tuple(Kind)) -> Planted:
    """Return an instance of some kinds side by side; the same for the same seed and kinds."""
    blocks = [_BLOCKS[kind](random.Random(f"{seed}/{kind}"), kind.value) for kind in kinds]
    rng = random.Random(seed)
    data = Dataset(
        sites=_shuffled(rng, [row for block in blocks for row in block.sites]),
        rooms=_shuffled(rng, [row for block in blocks for row in block.rooms]),
        posts=_shuffled(rng, [row for block in blocks for row in block.posts]),
        supervision=tuple(row for block in blocks for row in block.supervision),
        programmes=tuple(row for block in blocks for row in block.programmes),
    )
    times = {pair: journey for block in blocks for pair, journey in block.journeys.items()}
    rows = tuple(row for block in blocks for row in block.rows)
    return Planted((data, TravelTimes(times)), rows, sum(block.unmet for block in blocks))


@dataclass
class _Block:
    """One kind's part of an instance, all codes starting with its own."""

    code: str
    sites: list[Site] = field(default_factory=list)
    rooms: list[Room] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    supervision: list[Supervision] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)
    rows: list[Placement] = field(default_factory=list)
    unmet: int = 0
    journeys: dict[tuple[str, str], Journey] = field(default_factory=dict)

    def add_site(self) -> Site:
        """Add a site that is open to anybody, ten minutes from the block's others."""
        site = Site(
            site_id=f"{self.code}-S{len(self.sites)}",
            name=f"Site {len(self.sites)}",
            kind=SiteKind.HUB,
            easting=400_000 + 1_000 * len(self.sites),
            northing=300_000,
            share_with=Sharing.ANY,
        )
        self.sites.append(site)
        for other in self.sites:
            minutes = 0 if other is site else MINUTES_APART
            for pair in ((site.site_id, other.site_id), (other.site_id, site.site_id)):
                self.journeys[pair] = Journey(Decimal(minutes), TravelMethod.TABLE)
        return site

    def add_room(self, site: Site, free: Iterable[Slot]) -> Room:
        """Add a room for one that is free in some slots."""
        slots = frozenset(free)
        room = Room(
            room_id=f"{self.code}-R{len(self.rooms)}",
            site_id=site.site_id,
            room_type=RoomType.CONSULT_EXAM,
            name=f"Room {len(self.rooms)}",
            cells=tuple(Cell.FREE if slot in slots else Cell.CLOSED for slot in SLOTS),
        )
        self.rooms.append(room)
        return room

    def add_post(
        self, base: Site, sessions: int, *, role_id: str = FREE_ROLE, priority: int = 1, max_sites: int = 2
    ) -> Post:
        """Add a post that may come at any core slot."""
        post = Post(
            post_id=f"{self.code}-A{len(self.posts)}",
            role_id=role_id,
            pcn_code=self.code,
            base_site=base.site_id,
            wte=Decimal(1),
            sessions=sessions,
            priority=priority,
            max_sites=max_sites,
        )
        self.posts.append(post)
        self.unmet += priority * sessions
        return post

    def plant(self, holder: Post | Programme, room: Room, slot: Slot) -> None:
        """Add a row to the planted plan."""
        if isinstance(holder, Post):
            kind, name = PlacementKind.POST, holder.post_id
        else:
            kind, name = PlacementKind.PROGRAMME, holder.programme_id
        row = Placement(kind=kind, id=name, slot=slot, site_id=room.site_id, room_id=room.room_id)
        self.rows.append(row)
        self.unmet -= holder.priority


Week = Mapping[Slot, Site]


def _weeks(rng: random.Random, sites: Sequence[Site], number: int) -> list[Week]:
    """Return random weeks over the first three days, each at no more than two sites and at one a day."""
    days = [CORE_SLOTS[n : n + 2] for n in (0, 2, 4)]
    weeks: list[Week] = []
    for _ in range(number):
        own = rng.sample(sites, 2)
        site_of_day = [rng.choice(own) for _ in days]
        weeks.append(
            {
                slot: site
                for day, site in zip(days, site_of_day, strict=True)
                for slot in rng.sample(day, rng.randint(1, 2))
            }
        )
    return weeks


def _rooms_scarce(rng: random.Random, code: str) -> _Block:
    block = _Block(code)
    sites = [block.add_site() for _ in range(4)]
    weeks = _weeks(rng, sites, rng.randint(6, 10))
    posts = [block.add_post(rng.choice(sites), len(week), priority=rng.randint(2, 3)) for week in weeks]
    for site in sites:
        used = Counter(slot for week in weeks for slot, here in week.items() if here is site)
        most = max(used.values(), default=0)
        rooms = [block.add_room(site, [slot for slot, count in used.items() if count > n]) for n in range(most)]
        filled: Counter[Slot] = Counter()
        for post, week in zip(posts, weeks, strict=True):
            for slot in (slot for slot, here in week.items() if here is site):
                block.plant(post, rooms[filled[slot]], slot)
                filled[slot] += 1
    for _ in range(4):
        block.add_post(rng.choice(sites), rng.randint(1, 4), priority=rng.randint(1, 2))
    return block


def _supervisors_scarce(rng: random.Random, code: str) -> _Block:
    block = _Block(code)
    sites = [block.add_site() for _ in range(3)]
    weeks = _weeks(rng, sites, rng.randint(5, 8))
    posts = [
        block.add_post(rng.choice(sites), len(week), role_id=LEARNER_ROLE, priority=rng.randint(2, 3)) for week in weeks
    ]
    for site in sites:
        rooms = [block.add_room(site, CORE_SLOTS) for _ in posts]
        used = Counter(slot for week in weeks for slot, here in week.items() if here is site)
        places = tuple(used[slot] for slot in SLOTS)
        block.supervision.append(Supervision(site_id=site.site_id, kind=SUPERVISOR, places=places))
        for post, room, week in zip(posts, rooms, weeks, strict=True):
            for slot in (slot for slot, here in week.items() if here is site):
                block.plant(post, room, slot)
    for _ in range(3):
        block.add_post(rng.choice(sites), rng.randint(1, 4), role_id=LEARNER_ROLE, priority=rng.randint(1, 2))
    return block


def _sites_few(rng: random.Random, code: str) -> _Block:
    block = _Block(code)
    own: dict[str, Site] = {}
    for _ in range(rng.randint(4, 7)):
        base, site = block.add_site(), block.add_site()
        free = [rng.choice(day) for day in rng.sample(_days(), DAYS_FREE)]
        room = block.add_room(site, free)
        post = block.add_post(base, 2 * DAYS_FREE, priority=rng.randint(1, 3), max_sites=1)
        own[base.site_id] = site
        for slot in free:
            block.plant(post, room, slot)
    for _ in range(3):
        block.add_room(block.add_site(), rng.sample(CORE_SLOTS, DAYS_FREE - 1))
    for base_id, site in own.items():
        # Some other sites are out of reach, so that not every way to share the sites out is a good one.
        for other in own.values():
            if other is not site and rng.random() < 0.5:
                del block.journeys[base_id, other.site_id]
    return block


def _one_site_daily(rng: random.Random, code: str) -> _Block:
    block = _Block(code)
    for _ in range(rng.randint(3, 6)):
        morning, afternoon = block.add_site(), block.add_site()
        room = block.add_room(morning, [day[0] for day in _days()])
        block.add_room(afternoon, [day[1] for day in _days()])
        post = block.add_post(morning, 2 * len(_days()), priority=rng.randint(1, 3))
        for day in _days():
            block.plant(post, room, day[0])
    return block


def _rooms_together(rng: random.Random, code: str) -> _Block:
    block = _Block(code)
    sites = [block.add_site() for _ in range(2)]
    size = rng.randint(2, 3)
    full = {site.site_id: frozenset(rng.sample(CORE_SLOTS[:6], rng.randint(1, 3))) for site in sites}
    hubs = sum(len(slots) for slots in full.values())
    programme = Programme(
        programme_id=f"{code}-H",
        name="Programme",
        pcn_codes=(code,),
        sessions_per_week=hubs + 1,
        rooms_per_session=size,
        room_types=(RoomType.CONSULT_EXAM,),
        candidate_sites=tuple(site.site_id for site in sites),
        priority=3,
    )
    block.programmes.append(programme)
    block.unmet += programme.priority * programme.room_sessions_wanted
    for site in sites:
        # One room is free only where the hub may meet; in the other slots one room too few is left.
        rooms = [block.add_room(site, CORE_SLOTS[:6]) for _ in range(size - 1)]
        rooms.append(block.add_room(site, full[site.site_id]))
        for slot in CORE_SLOTS[:6]:
            for room in (room for room in rooms if room.is_free(slot)):
                is_hub = slot in full[site.site_id]
                block.plant(programme if is_hub else block.add_post(site, 1, priority=rng.randint(1, 2)), room, slot)
    block.add_post(sites[0], 2)
    return block


_BLOCKS: Mapping[Kind, Callable[[random.Random, str], _Block]] = {
    Kind.ROOMS: _rooms_scarce,
    Kind.SUPERVISORS: _supervisors_scarce,
    Kind.FEW_SITES: _sites_few,
    Kind.ONE_SITE_A_DAY: _one_site_daily,
    Kind.ROOMS_TOGETHER: _rooms_together,
}


def _days() -> list[tuple[Slot, ...]]:
    return [CORE_SLOTS[n : n + 2] for n in range(0, len(CORE_SLOTS), 2)]


def _shuffled(rng: random.Random, rows: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(rng.sample(rows, len(rows)))
