"""Who is placed anew with somebody: who holds the places that these could use, and who else is short near by."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from estates.domain.demand import demands
from estates.domain.holders import Holder
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind
from optimiser.reasons.post_situation import PostSurveyor
from optimiser.reasons.programme_situation import HubSituation
from optimiser.reasons.room_weeks import PlanView, slots_in
from optimiser.remedies.openings import Obstacle, Openings
from optimiser.remedies.replan import Seat


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How many holders of places, and others with sessions unmet, are placed anew with somebody."""

    holders: int
    short: int


@dataclass(frozen=True, kw_only=True)
class Company:
    """Looks for the company of posts and programmes in a plan."""

    view: PlanView
    travel: TravelTimes

    @cached_property
    def unmet(self) -> Mapping[Holder, int]:
        """Sessions unmet of every post and programme that has any."""
        found = demands(self.view.dataset, self.view.placements)
        return {(demand.kind, demand.id): demand.unmet for demand in found if demand.unmet}

    @cached_property
    def openings(self) -> Mapping[str, Openings]:
        """Where each post with sessions unmet could have one more."""
        surveyor = PostSurveyor(self.view, self.travel)
        posts = [self.view.dataset.post_by_id[id_] for kind, id_ in self.unmet if kind is PlacementKind.POST]
        return {post.post_id: Openings(surveyor.situation(post), self.travel) for post in posts}

    def situation(self, programme_id: str) -> HubSituation:
        """Return where a programme stands."""
        return HubSituation(view=self.view, programme=self.view.dataset.programme_by_id[programme_id])

    def of(self, named: Sequence[Holder], reach: Reach, *, at: Iterable[str] = ()) -> frozenset[Holder]:
        """Return those named and their company: who holds places they could use, and who is short near the sites."""
        company = set(named)
        held: Counter[Holder] = Counter()
        for holder in named if reach.holders else ():
            held.update(self._held(holder))
        others = sorted((holder for holder in held if holder not in company), key=lambda h: (-held[h], h))
        company.update(others[: reach.holders])
        if reach.short:
            short = sorted((self._minutes(holder, at), holder) for holder in self.unmet if holder not in company)
            company.update(holder for minutes, holder in short[: reach.short] if minutes is not _FAR)
        return frozenset(company)

    @cached_property
    def _known(self) -> dict[Holder, Counter[Holder]]:
        return {}

    def _held(self, holder: Holder) -> Counter[Holder]:
        """Return who holds places that one of those with sessions unmet could use, and how many."""
        if holder not in self._known:
            rows = self.view.holders
            cells = self._cells(holder)
            self._known[holder] = Counter((row.kind, row.id) for cell in cells for row in rows.get(cell, ()))
        # A programme that gives way could leave a PCN without its hub, so it stays.
        return Counter({h: n for h, n in self._known[holder].items() if h[0] is PlacementKind.POST})

    def _cells(self, holder: Holder) -> list[Seat]:
        kind, id_ = holder
        if kind is PlacementKind.POST and id_ in self.openings:
            found = self.openings[id_].found({Obstacle.HELD})
            return [(opening.week.room.room_id, slot) for opening in found for slot in slots_in(opening.slots)]
        if kind is PlacementKind.PROGRAMME:
            return [(week.room.room_id, chance.slot) for chance in self.situation(id_).own for week in chance.rooms]
        return []

    def _minutes(self, holder: Holder, at: Iterable[str]) -> float:
        """Return the minutes from somebody's base to the nearest of some sites within the travel limit."""
        kind, id_ = holder
        if kind is PlacementKind.PROGRAMME:
            return _FAR
        near = self.openings[id_].minutes_to
        limit = self.view.dataset.post_by_id[id_].max_travel_minutes
        return min((float(near[site]) for site in at if site in near and near[site] <= limit), default=_FAR)


_FAR = float("inf")
