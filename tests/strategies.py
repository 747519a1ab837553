"""Random small datasets that between them hold everything a dataset may hold, with journeys and legal pins.

Hypothesis chooses a seed and the dice do the rest, with weights: left to itself hypothesis prefers worlds so small
and so even that next to nothing fits. The worlds are small enough to read without shrinking.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from estates.domain.checks import breaches
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.posts import Post
from estates.domain.practices import Pcn, Pin, Practice, Supervision
from estates.domain.programmes import Programme
from estates.domain.rooms import Room
from estates.domain.sites import Site
from estates.domain.slots import SLOTS, Slot
from estates.domain.travel import Journey, TravelTimes
from estates.domain.words import Cell, PlacementKind, RoomType, RowSeason, Sharing, SiteKind, TravelMethod
from tests.builders import programme, site

Word = TypeVar("Word")

WEEK = (Slot.MON_AM, Slot.MON_PM, Slot.TUE_AM, Slot.TUE_EVE, Slot.SAT_AM)
PCN_CODES = ("N1", "N2", "N3")
PRACTICE_CODES = ("P1", "P2", "P3")
FEATURES = ("couch", "sink")
KINDS = ("gp", "nurse")
# A physiotherapist, a link worker of three room types, learners under a GP and under a nurse, a role of no rooms.
ROLES = {"fcp_physio": 6, "splw": 3, "gpst3": 4, "trainee_na": 3, "digital_lead": 1}
ROOM_TYPES = {RoomType.CONSULT_EXAM: 8, RoomType.INTERVIEW: 2, RoomType.TREATMENT: 3}
CELLS = {Cell.FREE: 9, Cell.IN_USE: 1, Cell.CLOSED: 1, Cell.UNKNOWN: 1}
SITE_KINDS = {SiteKind.PRACTICE: 3, SiteKind.BRANCH: 2, SiteKind.HUB: 3, SiteKind.POP_UP: 1, SiteKind.OFFICE: 1}
SHARING = {Sharing.ANY: 8, Sharing.GROUP: 2, Sharing.PCN: 2, Sharing.PRACTICE: 2}
MINUTES = {"5": 3, "12.5": 2, "20": 3, "21": 1, None: 1}


@dataclass(frozen=True, kw_only=True)
class Size:
    """The greatest numbers of a random dataset."""

    sites: int = 4
    rooms: int = 6
    posts: int = 7
    programmes: int = 2
    sessions: int = 4
    slots: tuple[Slot, ...] = WEEK
    pins: int = 3


SMALL = Size()
TINY = Size(sites=3, rooms=4, posts=4, programmes=2, sessions=3, slots=WEEK[:4], pins=2)


@st.composite
def datasets(draw: DrawFn, size: Size = SMALL) -> tuple[Dataset, TravelTimes]:
    """Draw a sound dataset and the minutes between its sites; its pins break no rule, alone or together."""
    return _Dice(draw(st.randoms(use_true_random=True)), size).world()


def tiny_datasets() -> SearchStrategy[tuple[Dataset, TravelTimes]]:
    """Draw datasets small enough for an exhaustive search."""
    return datasets(TINY)


def rows_of(data: Dataset, pins: Sequence[Pin]) -> tuple[Placement, ...]:
    """Return pins as the rows that they force into a plan."""
    return tuple(
        Placement(
            kind=PlacementKind.POST,
            id=pin.post_id,
            slot=pin.slot,
            site_id=data.room_by_id[pin.room_id].site_id,
            room_id=pin.room_id,
            pinned=True,
        )
        for pin in pins
    )


class _Dice:
    """Throws the details of a dataset."""

    def __init__(self, random: Random, size: Size) -> None:
        self.random = random
        self.size = size
        self.site_ids: list[str] = []

    def world(self) -> tuple[Dataset, TravelTimes]:
        # Few sites make for more rivals in each room.
        sites = min(self.random.randint(1, self.size.sites), self.random.randint(1, self.size.sites))
        self.site_ids = [f"S{number}" for number in range(1, sites + 1)]
        unpinned = Dataset(
            sites=tuple(self.site(site_id) for site_id in self.site_ids),
            rooms=tuple(self.room(f"R{number}") for number in self.up_to(self.size.rooms)),
            posts=tuple(self.post(f"A{number}") for number in self.up_to(self.size.posts)),
            practices=tuple(
                Practice(practice_code=code, name=code, pcn_code=pcn, list_size=1000)
                for code, pcn in zip(PRACTICE_CODES, PCN_CODES, strict=True)
            ),
            pcns=tuple(
                Pcn(pcn_code=code, name=code, group=self.random.choice(("East", "East", None))) for code in PCN_CODES
            ),
            supervision=tuple(self.supervision(here, kind) for here in self.site_ids for kind in KINDS if self.flip()),
            programmes=tuple(self.programme(f"H{number}") for number in self.up_to(self.size.programmes)),
        )
        times = self.travel()
        return replace(unpinned, pins=self.legal_pins(unpinned, times)), times

    def site(self, site_id: str) -> Site:
        kind, owner = self.weighted(SITE_KINDS), self.random.choice((0, 0, 1, 2, None))
        return site(
            site_id,
            kind,
            share_with=self.weighted(SHARING),
            pcn_code=None if owner is None else PCN_CODES[owner],
            practice_code=None if owner is None or kind is SiteKind.HUB else PRACTICE_CODES[owner],
        )

    def room(self, room_id: str) -> Room:
        return Room(
            room_id=room_id,
            site_id=self.random.choice(self.site_ids),
            room_type=self.weighted(ROOM_TYPES),
            name=f"Room {room_id}",
            cells=tuple(self.weighted(CELLS) if slot in self.size.slots else Cell.CLOSED for slot in SLOTS),
            places=self.random.choice((1, 1, 1, 2, 3)),
            features=frozenset(feature for feature in FEATURES if self.random.random() < 0.8),
        )

    def post(self, post_id: str) -> Post:
        owner = self.random.choice((0, 0, 1, 2))
        return Post(
            post_id=post_id,
            role_id=self.weighted(ROLES),
            pcn_code=PCN_CODES[owner],
            practice_code=self.random.choice((PRACTICE_CODES[owner], None)),
            base_site=self.random.choice(self.site_ids),
            wte=Decimal("0.2"),
            sessions=self.random.choice((None, *range(self.size.sessions + 1), self.size.sessions)),
            slots=self.some_slots(),
            max_travel_minutes=Decimal(self.random.choice(("0", "12.5", "20", "20", "20", "30"))),
            max_sites=self.random.choice((1, 1, 2, 3)),
            priority=self.random.choice((1, 1, 2, 3, 9)),
            needs=frozenset(feature for feature in FEATURES if self.random.random() < 0.1),
        )

    def programme(self, programme_id: str) -> Programme:
        named = () if self.flip() else tuple(here for here in self.site_ids if self.flip())
        return programme(
            programme_id,
            self.random.choice((1, 1, 2)),
            self.random.choice((1, 1, 2, 3)),
            pcn_codes=tuple(code for code in PCN_CODES if self.flip()) or PCN_CODES[:1],
            room_types=(RoomType.CONSULT_EXAM, *self.random.choice(((), (RoomType.INTERVIEW, RoomType.TREATMENT)))),
            features=frozenset(feature for feature in FEATURES if self.random.random() < 0.1),
            slots=self.some_slots(),
            candidate_sites=named,
            max_travel_minutes=Decimal(self.random.choice(("10", "20", "30"))),
            priority=self.random.choice((1, 2, 5)),
            season=self.random.choice((RowSeason.ALL, RowSeason.ALL, RowSeason.WINTER)),
        )

    def supervision(self, site_id: str, kind: str) -> Supervision:
        places = [self.random.choice((0, 1, 1, 2)) if slot in self.size.slots else 0 for slot in SLOTS]
        return Supervision(site_id=site_id, kind=kind, places=tuple(places))

    def travel(self) -> TravelTimes:
        """Throw minutes one way; some pairs have no way, and a site is always at itself."""
        journeys = {(here, here): Journey(Decimal(0), TravelMethod.SAME_SITE) for here in self.site_ids}
        for pair in ((a, b) for a in self.site_ids for b in self.site_ids if a != b):
            minutes = self.weighted(MINUTES)
            if minutes is not None:
                journeys[pair] = Journey(Decimal(minutes), TravelMethod.TABLE)
        return TravelTimes(journeys)

    def legal_pins(self, data: Dataset, times: TravelTimes) -> tuple[Pin, ...]:
        picks = [(post, room, slot) for post in data.posts for room in data.rooms for slot in self.size.slots]
        wanted = self.random.choice((0, 0, *range(self.size.pins + 1)))
        pins: list[Pin] = []
        for post, room, slot in self.random.sample(picks, min(len(picks), 10 * wanted)):
            more = [*pins, Pin(post_id=post.post_id, room_id=room.room_id, slot=slot)]
            if len(more) <= wanted and not breaches(data, times, rows_of(data, more), pins_must_stand=False):
                pins = more
        return tuple(pins)

    def some_slots(self) -> tuple[Slot, ...]:
        number = self.random.randint(1, len(self.size.slots))
        return tuple(self.random.sample(self.size.slots, number))

    def up_to(self, most: int) -> range:
        """Throw how many there are: seldom fewer than half of the most."""
        return range(max(self.random.randint(0, most), self.random.randint(0, most)))

    def flip(self) -> bool:
        return self.random.random() < 0.5

    def weighted(self, words: dict[Word, int]) -> Word:
        return self.random.choices(list(words), weights=list(words.values()))[0]
