"""Where a post could have one session more, everybody else staying as they are, if only certain obstacles were gone.

With no obstacle waived the answer is nowhere, or the plan is not the best. With one waived, every half-day that
appears proves by itself that this obstacle alone stands in the way: the plan and that one session are a plan.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property

from estates.domain.sites import Site
from estates.domain.slots import Slot
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind
from optimiser.candidates import Demand, admits_post
from optimiser.reasons.holders import Holding, holdings
from optimiser.reasons.post_situation import EVERY_SLOT, Situation
from optimiser.reasons.room_weeks import RoomWeek, bits, slots_in

FURTHER_MINUTES = Decimal(15)
"""So much longer a journey may be proposed: a planning assumption."""


class Obstacle(Enum):
    """What can stand between a post and a place in a room.

    ``HELD_BELOW`` is a place held by somebody who counts for less: to take it is to have a better plan.
    """

    SHARING = auto()
    REACH = auto()
    SLOTS = auto()
    SUPERVISOR = auto()
    ONE_SITE_A_DAY = auto()
    FEW_SITES = auto()
    UNKNOWN = auto()
    IN_USE = auto()
    CLOSED = auto()
    HELD_BELOW = auto()
    HELD = auto()
    UNSUITABLE = auto()


Waived = Collection[Obstacle]


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A room and the slots, as bits, in which the post could have a session there."""

    week: RoomWeek
    slots: int


@dataclass(frozen=True)
class Openings:
    """Looks for the openings of one post with sessions unmet; obstacles that are ``always`` waived never count."""

    situation: Situation
    travel: TravelTimes
    always: frozenset[Obstacle] = frozenset()

    @property
    def with_others_moving(self) -> "Openings":
        """Where it might have one more if others moved, or it itself: planning must show whether they can."""
        return replace(self, always=frozenset({Obstacle.HELD, Obstacle.ONE_SITE_A_DAY}))

    @cached_property
    def demand(self) -> Demand:
        """What its sessions ask of a room."""
        role = self.situation.view.dataset.role_by_id[self.situation.post.role_id]
        return Demand(frozenset(role.room_types), self.situation.post.needs)

    @cached_property
    def minutes_to(self) -> Mapping[str, Decimal]:
        """Minutes one way to each site within its travel limit or a little further, the nearest first."""
        post, found = self.situation.post, {}
        # A country has too many sites to look at each for every post.
        known = set(self.travel.sites_from.get(post.base_site, ()))
        for site_id in known & self.situation.view.dataset.site_by_id.keys():
            minutes = self.travel.minutes(post.base_site, site_id)
            if minutes is not None and minutes <= post.max_travel_minutes + FURTHER_MINUTES:
                found[site_id] = minutes
        return dict(sorted(found.items(), key=lambda item: (item[1], item[0])))

    def anywhere(self, waived: Waived = ()) -> bool:
        """Whether there is an opening with nothing but these obstacles in the way."""
        return next(self.found(waived), None) is not None

    def found(self, waived: Waived = ()) -> Iterator[Opening]:
        """Yield the openings with nothing but these obstacles in the way, those at the nearest sites first."""
        waived = {*waived, *self.always}
        for site in self.sites(waived):
            for week in self.situation.view.weeks_at[site.site_id]:
                if self.demand.suits(week.room) or Obstacle.UNSUITABLE in waived:
                    slots = self._state(week, waived) & self.times(site.site_id, week, waived)
                    if slots:
                        yield Opening(week=week, slots=slots)

    def sites(self, waived: Waived = ()) -> Iterator[Site]:
        """Yield the sites at which it may be with these obstacles waived, the nearest first."""
        data, post = self.situation.view.dataset, self.situation.post
        for site_id, minutes in self.minutes_to.items():
            site = data.site_by_id[site_id]
            if (
                (minutes <= post.max_travel_minutes or Obstacle.REACH in waived)
                and (Obstacle.SHARING in waived or admits_post(data, site, post))
                and (Obstacle.FEW_SITES in waived or self.situation.may_add(site_id))
            ):
                yield site

    def times(self, site_id: str, week: RoomWeek | None, waived: Waived = ()) -> int:
        """Return the slots, as bits, in which it could be at a site, whatever the room says."""
        s = self.situation
        slots = EVERY_SLOT & ~bits(row.slot for row in s.rows) if Obstacle.SLOTS in waived else s.open
        if Obstacle.SUPERVISOR not in waived:
            # Whoever gives up a place gives up their supervisor with it.
            slots &= s.supervision_left(site_id) | (self._given_up(week, waived, with_supervisor=True) if week else 0)
        return slots if Obstacle.ONE_SITE_A_DAY in waived else slots & s.on_free_days(site_id)

    def holders(self, found: Iterable[Opening]) -> Iterator[Holding]:
        """Yield who holds the places of openings: any of them could give one up to it."""
        for opening in found:
            left = self.situation.supervision_left(opening.week.room.site_id)
            for slot in slots_in(opening.slots):
                for holding in self._holdings(opening.week, slot):
                    if slot in slots_in(left) or self._has_same_supervisor(holding):
                        yield holding

    def _state(self, week: RoomWeek, waived: Waived) -> int:
        slots = week.left_over | self._given_up(week, waived)
        for obstacle, cells in (
            (Obstacle.UNKNOWN, week.unknown),
            (Obstacle.IN_USE, week.in_use),
            (Obstacle.CLOSED, week.closed),
        ):
            if obstacle in waived:
                slots |= cells
        return slots

    def _given_up(self, week: RoomWeek, waived: Waived, *, with_supervisor: bool = False) -> int:
        """Return the slots, as bits, in which somebody who holds a place would give it up."""
        if Obstacle.HELD not in waived and Obstacle.HELD_BELOW not in waived:
            return 0
        return bits(
            slot
            for slot in slots_in(week.free)
            for holding in self._holdings(week, slot)
            if (Obstacle.HELD in waived or not holding.outweighs(self.situation.post.priority))
            and (not with_supervisor or self._has_same_supervisor(holding))
        )

    def _holdings(self, week: RoomWeek, slot: Slot) -> Iterator[Holding]:
        view = self.situation.view
        return holdings(view.dataset, view.holders.get((week.room.room_id, slot), ()))

    def _has_same_supervisor(self, holding: Holding) -> bool:
        view = self.situation.view
        return holding.row.kind is PlacementKind.POST and view.kind_needed(holding.row.id) == self.situation.kind
