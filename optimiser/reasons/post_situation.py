"""Where one post stands in a plan: its own week, and the suitable rooms in reach as the plan leaves them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from estates.domain.plan import Placement
from estates.domain.posts import Post
from estates.domain.slots import SLOTS, SLOTS_OF_DAY, Slot
from estates.domain.travel import TravelTimes
from estates.domain.wording import ROOM_TYPE_WORDS, counted, listed
from estates.domain.words import PlacementKind
from optimiser.candidates import Demand, admits_post
from optimiser.reasons.room_weeks import PlanView, RoomWeek, bits, slots_in

EVERY_SLOT = bits(SLOTS)

MaskOf = Callable[[RoomWeek], int]


@dataclass(frozen=True, kw_only=True)
class Situation:
    """A post with sessions unmet.

    ``of_type`` are all rooms in reach of a type that its role can use, ``suitable`` those that have every feature
    needed, and ``shared`` those of them whose site is shared with the post.
    """

    view: PlanView
    post: Post
    of_type: tuple[RoomWeek, ...]
    suitable: tuple[RoomWeek, ...]
    shared: tuple[RoomWeek, ...]

    @cached_property
    def rows(self) -> Sequence[Placement]:
        """The post's own rows."""
        return self.view.rows_of.get((PlacementKind.POST, self.post.post_id), ())

    @property
    def unshared(self) -> tuple[RoomWeek, ...]:
        """Suitable rooms in reach whose site is not shared with the post."""
        shared = {week.room.room_id for week in self.shared}
        return tuple(week for week in self.suitable if week.room.room_id not in shared)

    @cached_property
    def asked(self) -> int:
        """Slots that the post asks for, as bits."""
        return bits(self.post.slots)

    @cached_property
    def open(self) -> int:
        """Slots that it asks for and does not work in yet, as bits."""
        return self.asked & ~bits(row.slot for row in self.rows)

    @property
    def kind(self) -> str | None:
        """The kind of supervisor it needs on site, if any."""
        return self.view.kind_needed(self.post.post_id)

    def supervised(self, site_id: str) -> int:
        """Return the slots in which a site has a supervisor for it at all, as bits; all where it needs none."""
        return EVERY_SLOT if self.kind is None else self.view.supervised.get((site_id, self.kind), 0)

    def supervision_left(self, site_id: str) -> int:
        """Return the slots in which a site's supervisors have a place left for it, as bits."""
        return EVERY_SLOT if self.kind is None else self.view.supervision_left.get((site_id, self.kind), 0)

    def marked_free(self, week: RoomWeek) -> int:
        """Return the open slots in which a room is marked free."""
        return week.free & self.open

    def marked_left(self, week: RoomWeek) -> int:
        """Return the open slots in which a room has a place left over."""
        return week.left_over & self.open

    def free_then(self, week: RoomWeek) -> int:
        """Return the open slots in which a room is marked free and a supervisor is there at all."""
        return self.marked_free(week) & self.supervised(week.room.site_id)

    def left_then(self, week: RoomWeek) -> int:
        """Return the open slots in which a room and its site's supervisors have a place left over."""
        return self.marked_left(week) & self.supervision_left(week.room.site_id)

    def left_on_free_days(self, week: RoomWeek) -> int:
        """Return those of them on days on which the post works at no other site (R2)."""
        return self.left_then(week) & self.on_free_days(week.room.site_id)

    def free_otherwise(self, week: RoomWeek) -> int:
        """Return the slots that the post does not ask for in which a room is marked free."""
        return week.free & ~self.asked

    def unknown_then(self, week: RoomWeek) -> int:
        """Return the open slots in which nobody knows whether a room is free."""
        return week.unknown & self.open

    def in_use_then(self, week: RoomWeek) -> int:
        """Return the open slots in which a room's owner uses it."""
        return week.in_use & self.open

    def on_free_days(self, site_id: str) -> int:
        """Return the slots of days on which it works at no other site, as bits (R2)."""
        elsewhere = {row.slot.day for row in self.rows if row.site_id != site_id}
        return EVERY_SLOT & ~bits(slot for day in elsewhere for slot in SLOTS_OF_DAY[day])

    def may_add(self, site_id: str) -> bool:
        """Whether the site may be among its sites of the week (R8)."""
        sites = {row.site_id for row in self.rows}
        return site_id in sites or len(sites) < self.post.max_sites

    @property
    def base(self) -> str:
        """The name of its base."""
        return self.view.dataset.site_by_id[self.post.base_site].name

    @property
    def types(self) -> str:
        """The room types that its role can use, in words."""
        role = self.view.dataset.role_by_id[self.post.role_id]
        return listed([ROOM_TYPE_WORDS[kind] for kind in role.room_types], joined_by="or")

    @property
    def when(self) -> str:
        """The slots that are open to it, in words."""
        return "in the other half-days it asks for" if self.rows else "in the half-days it asks for"

    def names(self, weeks: Iterable[RoomWeek]) -> list[str]:
        """Return the names of the rooms' sites, each once."""
        return list(dict.fromkeys(self.view.dataset.site_by_id[week.room.site_id].name for week in weeks))

    def named(self, weeks: Iterable[RoomWeek]) -> str:
        """Return the rooms' sites as a list in words."""
        return listed(self.names(weeks), at_most=3)

    def at(self, weeks: Sequence[RoomWeek]) -> str:
        """Return rooms as a number and where they stand."""
        return f"{counted(len(weeks), 'suitable room')} at {self.named(weeks)}"


class PostSurveyor:
    """Looks up the rooms in reach of each post, remembering the rooms that each demand finds suitable."""

    def __init__(self, view: PlanView, travel: TravelTimes) -> None:
        self._view = view
        self._travel = travel
        self._fitting: dict[tuple[Demand, str], tuple[RoomWeek, ...]] = {}
        self._order = {site.site_id: place for place, site in enumerate(view.dataset.sites)}

    def situation(self, post: Post) -> Situation:
        """Return where a post stands."""
        data = self._view.dataset
        role = data.role_by_id[post.role_id]
        sites = [data.site_by_id[site_id] for site_id in self._in_reach(post)]
        types = frozenset(role.room_types)
        of_type = {site.site_id: self._rooms(Demand(types, frozenset()), site.site_id) for site in sites}
        suitable = {site.site_id: self._rooms(Demand(types, post.needs), site.site_id) for site in sites}
        return Situation(
            view=self._view,
            post=post,
            of_type=tuple(week for site in sites for week in of_type[site.site_id]),
            suitable=tuple(week for site in sites for week in suitable[site.site_id]),
            shared=tuple(week for site in sites if admits_post(data, site, post) for week in suitable[site.site_id]),
        )

    def _in_reach(self, post: Post) -> list[str]:
        """Return the sites that a post can travel to, in the order of the dataset."""
        known = set(self._travel.sites_from.get(post.base_site, ())) & self._order.keys()
        minutes = {site_id: self._travel.minutes(post.base_site, site_id) for site_id in known}
        near = (site_id for site_id, own in minutes.items() if own is not None and own <= post.max_travel_minutes)
        return sorted(near, key=self._order.__getitem__)

    def _rooms(self, demand: Demand, site_id: str) -> tuple[RoomWeek, ...]:
        if (demand, site_id) not in self._fitting:
            weeks = self._view.weeks_at[site_id]
            self._fitting[demand, site_id] = tuple(week for week in weeks if demand.suits(week.room))
        return self._fitting[demand, site_id]


def rooms_where(weeks: Iterable[RoomWeek], mask_of: MaskOf) -> tuple[RoomWeek, ...]:
    """Return the rooms for which a set of slots is not empty."""
    return tuple(week for week in weeks if mask_of(week))


def half_days(weeks: Iterable[RoomWeek], mask_of: MaskOf) -> int:
    """Return the number of slots over all rooms."""
    return sum(mask_of(week).bit_count() for week in weeks)


def slots_of(weeks: Iterable[RoomWeek], mask_of: MaskOf) -> tuple[Slot, ...]:
    """Return the slots that any of the rooms has, in the order of the week."""
    mask = 0
    for week in weeks:
        mask |= mask_of(week)
    return slots_in(mask)
