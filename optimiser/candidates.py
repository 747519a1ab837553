"""What is possible: for every post and programme the sites and slots that pass the rules of a single placement.

R4 (free), R5 (suitable), R6 (shared), R7 (reach) and the slots of R9 (as asked) can be decided by looking at one
placement alone. They act here, so that the model never sees what they forbid.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from estates.domain.dataset import Dataset
from estates.domain.earlier import is_known
from estates.domain.plan import Placement
from estates.domain.posts import Post
from estates.domain.programmes import Programme
from estates.domain.rooms import Room
from estates.domain.settings import BurdenSettings
from estates.domain.sites import Site
from estates.domain.slots import SLOTS, RoomSlot, SiteSlot, Slot
from estates.domain.travel import TravelTimes
from estates.domain.words import RoomType, Sharing, SiteKind

KEEPS = ("R4", "R5", "R6", "R7", "R9")
"""The rules decided here; R9's number of sessions is a row of the model."""


@dataclass(frozen=True)
class Demand:
    """What a session asks of a room. Sessions of equal demand are served by the same rooms."""

    room_types: frozenset[RoomType]
    features: frozenset[str]

    def suits(self, room: Room) -> bool:
        """Whether a room's type is one of those asked for and its features hold every one needed (R5)."""
        return room.room_type in self.room_types and self.features <= room.features


@dataclass(frozen=True, kw_only=True)
class PostChoices:
    """A post and where it may sit: slots by site, minutes one way by site, and its pins as slot to room.

    On a day with pins only the pins' site is left, since a day is spent at one site.
    """

    post: Post
    wanted: int
    demand: Demand
    supervision: str | None
    slots_at: Mapping[str, tuple[Slot, ...]]
    minutes_to: Mapping[str, float]
    pins: Mapping[Slot, str]


@dataclass(frozen=True, kw_only=True)
class ProgrammeChoices:
    """A programme, the slots by site where enough rooms are free together, and the sites that reach each PCN."""

    programme: Programme
    demand: Demand
    slots_at: Mapping[str, tuple[Slot, ...]]
    sites_reaching: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Estate:
    """A dataset of one season seen by the model: posts and programmes with all that is possible for them.

    ``held`` counts the places in rooms and slots that are given away: those of pins, to begin with.
    """

    dataset: Dataset
    posts: tuple[PostChoices, ...]
    programmes: tuple[ProgrammeChoices, ...]
    burden: BurdenSettings = field(default_factory=BurdenSettings)
    earlier: tuple[Placement, ...] = ()

    held: Mapping[RoomSlot, int] = field(default_factory=dict)

    @property
    def cells(self) -> set[SiteSlot]:
        """The sites and slots in which some post or programme could be."""
        choices: tuple[PostChoices | ProgrammeChoices, ...] = (*self.posts, *self.programmes)
        return {(site_id, slot) for each in choices for site_id, slots in each.slots_at.items() for slot in slots}

    def places_left(self, room: Room, slot: Slot) -> int:
        """Return the places of a room in a slot that nobody holds; none where the room is not free."""
        return room.places - self.held.get((room.room_id, slot), 0) if room.is_free(slot) else 0

    def is_whole(self, room: Room, slot: Slot) -> bool:
        """Whether a programme may take the room: it is free and nobody holds a place in it."""
        return room.is_free(slot) and not self.held.get((room.room_id, slot), 0)


def survey(
    dataset: Dataset,
    travel: TravelTimes,
    *,
    burden: BurdenSettings | None = None,
    earlier: Sequence[Placement] = (),
    held: Mapping[RoomSlot, int] | None = None,
) -> Estate:
    """Return what is possible in a dataset that is already the season's.

    ``earlier`` is the plan that a re-plan starts from. ``held`` counts the places that others hold who are not in the
    dataset, by room and slot; pins are counted besides.
    """
    bare = Estate(dataset, (), (), held=Counter((pin.room_id, pin.slot) for pin in dataset.pins) + Counter(held or {}))
    finder = _Finder(bare, travel)
    posts = tuple(finder.post_choices(post) for post in sorted(dataset.posts, key=lambda post: post.post_id))
    programmes = sorted(dataset.programmes, key=lambda programme: programme.programme_id)
    return replace(
        bare,
        posts=posts,
        programmes=tuple(finder.programme_choices(programme) for programme in programmes),
        burden=burden or BurdenSettings(),
        earlier=tuple(row for row in earlier if is_known(dataset, row)),
    )


def admits_post(dataset: Dataset, site: Site, post: Post) -> bool:
    """Whether a site is shared with a post (R6). Blank never matches blank."""
    match site.share_with:
        case Sharing.ANY:
            return True
        case Sharing.PRACTICE:
            return site.practice_code is not None and site.practice_code == post.practice_code
        case Sharing.PCN:
            return site.pcn_code is not None and site.pcn_code == post.pcn_code
        case Sharing.GROUP:
            group = dataset.group_of(site.pcn_code)
            return group is not None and group == dataset.group_of(post.pcn_code)


def admits_programme(dataset: Dataset, site: Site, programme: Programme) -> bool:
    """Whether a site is shared with a programme (R6): with any, or with a PCN or group that it serves."""
    group = dataset.group_of(site.pcn_code)
    return {
        Sharing.ANY: True,
        Sharing.PRACTICE: False,
        Sharing.PCN: site.pcn_code in programme.pcn_codes,
        Sharing.GROUP: group is not None and group in {dataset.group_of(code) for code in programme.pcn_codes},
    }[site.share_with]


class _Finder:
    """Looks up what is possible, remembering the free slots of each site and demand."""

    def __init__(self, estate: Estate, travel: TravelTimes) -> None:
        self.estate = estate
        self.dataset = estate.dataset
        self.travel = travel
        self.open_slots: dict[tuple[str, Demand], frozenset[Slot]] = {}
        self.asked_slots: dict[tuple[str, Demand, tuple[Slot, ...]], tuple[Slot, ...]] = {}
        self.near: dict[str, list[tuple[Site, Decimal]]] = {}
        self.pins: dict[str, dict[Slot, str]] = defaultdict(dict)
        for pin in self.dataset.pins:
            self.pins[pin.post_id][pin.slot] = pin.room_id

    def post_choices(self, post: Post) -> PostChoices:
        role = self.dataset.role_by_id[post.role_id]
        demand = Demand(frozenset(role.room_types), post.needs)
        pins = self.pins.get(post.post_id, {})
        wanted = self.dataset.wanted_by_post[post.post_id]
        sites = self._sites_within_reach(post) if wanted and post.max_sites else {}
        slots_at = {site_id: self._asked(site_id, demand, post.slots) for site_id in sites}
        if pins:
            slots_at = self._with_pins(slots_at, pins)
        kept = {site_id: slots for site_id, slots in slots_at.items() if slots}
        return PostChoices(
            post=post,
            wanted=wanted,
            demand=demand,
            supervision=role.supervision,
            slots_at=kept,
            minutes_to={site_id: sites[site_id] for site_id in kept},
            pins=pins,
        )

    def programme_choices(self, programme: Programme) -> ProgrammeChoices:
        demand = Demand(frozenset(programme.room_types), programme.features)
        sites = {site.site_id: site for site in self.dataset.candidate_sites(programme)}
        slots_at = {
            site_id: self._slots_together(site_id, programme, demand)
            for site_id, site in sorted(sites.items())
            if admits_programme(self.dataset, site, programme)
        }
        kept = {site_id: slots for site_id, slots in slots_at.items() if slots}
        codes = tuple(dict.fromkeys(programme.pcn_codes))
        return ProgrammeChoices(
            programme=programme,
            demand=demand,
            slots_at=kept,
            sites_reaching={code: frozenset(s for s in kept if self._reaches(programme, code, s)) for code in codes},
        )

    def _sites_within_reach(self, post: Post) -> dict[str, float]:
        return {
            site.site_id: float(minutes)
            for site, minutes in self._near(post.base_site)
            if minutes <= post.max_travel_minutes and admits_post(self.dataset, site, post)
        }

    def _near(self, base_site: str) -> Sequence[tuple[Site, Decimal]]:
        """Return the sites that there is a journey to, with its minutes."""
        if base_site not in self.near:
            by_id, journeys = self.dataset.site_by_id, self.travel.journeys
            ids = (site_id for site_id in sorted(self.travel.sites_from.get(base_site, ())) if site_id in by_id)
            self.near[base_site] = [(by_id[site_id], journeys[base_site, site_id].minutes) for site_id in ids]
        return self.near[base_site]

    def _asked(self, site_id: str, demand: Demand, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
        """Return those of the slots asked for in which a place is open at a site, in the week's order."""
        key = (site_id, demand, slots)
        if key not in self.asked_slots:
            wanted = self._open(site_id, demand) & set(slots)
            self.asked_slots[key] = tuple(slot for slot in SLOTS if slot in wanted)
        return self.asked_slots[key]

    def _open(self, site_id: str, demand: Demand) -> frozenset[Slot]:
        key = (site_id, demand)
        if key not in self.open_slots:
            rooms = [room for room in self.dataset.rooms_at[site_id] if demand.suits(room)]
            self.open_slots[key] = frozenset(
                slot for room in rooms for slot in room.free_slots if self.estate.places_left(room, slot) > 0
            )
        return self.open_slots[key]

    def _with_pins(
        self, slots_at: Mapping[str, tuple[Slot, ...]], pins: Mapping[Slot, str]
    ) -> dict[str, tuple[Slot, ...]]:
        """Add the pinned slots at their sites, and leave no other site on their days."""
        site_of_day = {slot.day: self.dataset.room_by_id[room_id].site_id for slot, room_id in pins.items()}
        return {
            site_id: tuple(
                slot
                for slot in SLOTS
                if (slot in slots or slot in pins) and site_of_day.get(slot.day, site_id) == site_id
            )
            for site_id, slots in slots_at.items()
        }

    def _slots_together(self, site_id: str, programme: Programme, demand: Demand) -> tuple[Slot, ...]:
        rooms = [room for room in self.dataset.rooms_at[site_id] if demand.suits(room)]
        asked = [slot for slot in SLOTS if slot in programme.slots]
        free = {slot: sum(self.estate.is_whole(room, slot) for room in rooms) for slot in asked}
        return tuple(slot for slot in asked if free[slot] >= programme.rooms_per_session)

    def _reaches(self, programme: Programme, pcn_code: str, site_id: str) -> bool:
        homes = self.dataset.sites_of_pcn.get(pcn_code, ())
        kinds = (SiteKind.PRACTICE, SiteKind.BRANCH)
        minutes = [self.travel.minutes(home.site_id, site_id) for home in homes if home.kind in kinds]
        return any(m is not None and m <= programme.max_travel_minutes for m in minutes)
