"""Where one programme stands in a plan: every candidate site and slot, and the rooms that it would find together."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from estates.domain.programmes import Programme
from estates.domain.sites import Site
from estates.domain.slots import SLOTS, Slot
from estates.domain.wording import ROOM_TYPE_WORDS, listed
from estates.domain.words import PlacementKind
from optimiser.candidates import Demand, admits_programme
from optimiser.reasons.room_weeks import PlanView, RoomWeek, bits


@dataclass(frozen=True, kw_only=True)
class Chance:
    """A candidate site and slot for one more hub session.

    ``rooms`` are the site's suitable rooms that are free in the slot. ``empty`` counts those that nobody holds,
    ``unknown``, ``in_use`` and ``closed`` the suitable rooms besides.
    """

    site: Site
    slot: Slot
    rooms: tuple[RoomWeek, ...]
    empty: int
    unknown: int
    in_use: int
    closed: int


@dataclass(frozen=True, kw_only=True)
class HubSituation:
    """A programme with sessions unmet."""

    view: PlanView
    programme: Programme

    @property
    def together(self) -> int:
        """The rooms that one session takes."""
        return self.programme.rooms_per_session

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """The candidate sites, each once."""
        return tuple({site.site_id: site for site in self.view.dataset.candidate_sites(self.programme)}.values())

    @cached_property
    def suitable_at(self) -> dict[str, tuple[RoomWeek, ...]]:
        """Suitable rooms of each candidate site."""
        demand = Demand(frozenset(self.programme.room_types), self.programme.features)
        weeks = self.view.weeks_at
        return {
            site.site_id: tuple(week for week in weeks[site.site_id] if demand.suits(week.room)) for site in self.sites
        }

    @cached_property
    def chances(self) -> tuple[Chance, ...]:
        """Every candidate site and slot of the week at which it holds no session."""
        rows = self.view.rows_of.get((PlacementKind.PROGRAMME, self.programme.programme_id), ())
        held = {(row.site_id, row.slot) for row in rows}
        return tuple(
            self._chance(site, slot) for site in self.sites for slot in SLOTS if (site.site_id, slot) not in held
        )

    @cached_property
    def own(self) -> tuple[Chance, ...]:
        """Chances in slots that it asks for, at sites shared with it."""
        return tuple(c for c in self.chances if c.slot in self.programme.slots and self.is_shared(c.site))

    @cached_property
    def has_session(self) -> bool:
        """Whether it holds any session."""
        return (PlacementKind.PROGRAMME, self.programme.programme_id) in self.view.rows_of

    @property
    def when(self) -> str:
        """The slots that are open to it, in words."""
        return "in the other half-days it asks for" if self.has_session else "in the half-days it asks for"

    @property
    def types(self) -> str:
        """The room types that it can use, in words."""
        return listed([ROOM_TYPE_WORDS[kind] for kind in self.programme.room_types], joined_by="or")

    def is_shared(self, site: Site) -> bool:
        """Whether a site's rooms are shared with it."""
        return admits_programme(self.view.dataset, site, self.programme)

    def ready(self, chances: Iterable[Chance]) -> tuple[Chance, ...]:
        """Return the chances at which enough rooms are marked free together."""
        return tuple(chance for chance in chances if len(chance.rooms) >= self.together)

    def _chance(self, site: Site, slot: Slot) -> Chance:
        weeks, bit = self.suitable_at[site.site_id], bits((slot,))
        return Chance(
            site=site,
            slot=slot,
            rooms=tuple(week for week in weeks if week.free & bit),
            empty=sum(bool(week.empty & bit) for week in weeks),
            unknown=sum(bool(week.unknown & bit) for week in weeks),
            in_use=sum(bool(week.in_use & bit) for week in weeks),
            closed=sum(bool(week.closed & bit) for week in weeks),
        )


def sites_of(chances: Iterable[Chance]) -> list[str]:
    """Return the names of the sites of chances, each once."""
    return list(dict.fromkeys(chance.site.name for chance in chances))


def slots_of(chances: Iterable[Chance]) -> list[Slot]:
    """Return the slots of chances in the order of the week."""
    slots = {chance.slot for chance in chances}
    return [slot for slot in SLOTS if slot in slots]
