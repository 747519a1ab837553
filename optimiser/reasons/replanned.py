"""Reasons proved by planning: where no one thing is enough with everybody as they are, others are placed anew.

What a reason says is lifted from the dataset, and whoever is short is placed with it, with those who hold the places
that would suit them. A plan with a session more proves the reason. The work is bounded by numbers: by the clock the
same plan would not always have the same reasons.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from estates.domain.dataset import Dataset
from estates.domain.holders import Holder
from estates.domain.plan import Placement, Plan
from estates.domain.shortfall import Explanation, Explanations
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind, Reason
from estates.domain.words import Standing as Proof
from optimiser.reasons.holders import holdings, in_words
from optimiser.reasons.lifted import LIFTS, Wish, wish_of_post, wish_of_programme
from optimiser.reasons.post_situation import PostSurveyor
from optimiser.reasons.posts import explain_post
from optimiser.reasons.programme_situation import HubSituation
from optimiser.reasons.programmes import explain_programme
from optimiser.reasons.proof import has_no_proof
from optimiser.reasons.remedies import SOLVE_ON
from optimiser.reasons.room_weeks import PlanView, RoomWeek, bits, slots_in
from optimiser.remedies.openings import Openings
from optimiser.remedies.replan import Replan, Replanned, Seat, Standing
from optimiser.remedies.trials import more_of, weight

MOST_TRIED = 100
"""For as many posts and programmes of a plan it is tried."""

MOST_MOVED = 6
"""As many others may move for each: those who hold most places that would suit it."""

PLACED_ANEW = "once it and others are placed anew"


def proved_by_planning(
    dataset: Dataset,
    travel: TravelTimes,
    plan: Plan,
    explanations: Explanations,
    *,
    stop: Callable[[], bool] | None = None,
) -> Explanations:
    """Return explanations with those proved by planning for which nothing was found to be enough by itself.

    ``stop`` is asked before each is tried; the rest then stay as they are.
    """
    found = dict(explanations)
    unproved = [holder for holder, told in explanations.items() if has_no_proof(told)]
    prover = _Prover(dataset, travel, plan)
    for holder in unproved[:MOST_TRIED]:
        if stop is not None and stop():
            break
        found[holder] = prover.proved(holder) or found[holder]
    return found


@dataclass(frozen=True, kw_only=True)
class _Case:
    """One whose reason is to be proved: the first by elimination, and the rooms and slots that would suit them."""

    holder: Holder
    first: Explanation
    wish: Wish
    seats: Sequence[Seat]

    def told(self, reason: Reason, when: str) -> Explanation:
        because = f"{self.first.explanation} It would have one session more {when}."
        return Explanation(reason=reason, explanation=because, remedy=self.first.remedy)


@dataclass(frozen=True)
class _Prover:
    """Lifts one obstacle after another for somebody until a plan has a session more for them."""

    dataset: Dataset
    travel: TravelTimes
    plan: Plan

    @cached_property
    def view(self) -> PlanView:
        return PlanView(dataset=self.dataset, placements=self.plan.placements)

    @cached_property
    def standing(self) -> Standing:
        return Standing(self.dataset, self.travel, self.plan.placements)

    def proved(self, holder: Holder) -> Explanation | None:
        """Return the first reason that planning proves; ``None`` where it proves none."""
        case = self._case(holder)
        job = self._job(case, self._company(case))
        bare = () if self.plan.goals["G1"].standing is Proof.OPTIMAL else _rows(job)
        if self._gains(case, bare, than=job.rows):
            return replace(case.told(Reason.NOT_PROVED, PLACED_ANEW), remedy=SOLVE_ON)
        before = max(job.rows, bare, key=self._weight)
        for reason in _worth_a_try(case.first.reason):
            lift = LIFTS[reason]
            changed = lift.apply(job.dataset, case.wish)
            rows = _rows(replace(job, dataset=changed)) if changed is not job.dataset else ()
            if self._gains(case, rows, than=before) and not self._is_taken(case, rows, than=before):
                # Where all of it could stand, nothing need be lifted for it: the search before had less luck.
                if len(job.allowed(rows)) == len(rows):
                    return replace(case.told(Reason.NOT_PROVED, PLACED_ANEW), remedy=SOLVE_ON)
                return case.told(reason, f"if {lift.told}, {PLACED_ANEW}")
        return self._lost_to_others(case)

    def _lost_to_others(self, case: _Case) -> Explanation | None:
        """Plan without all others; where that is a session more, those are named who hold what it takes."""
        job = self._job(case, frozenset({case.holder}))
        sites = job.dataset.site_by_id
        supervision = tuple(row for row in self.dataset.supervision if row.site_id in sites)
        found = _rows(replace(job, held={}, dataset=replace(job.dataset, supervision=supervision)))
        rivals = [rival for row in found for rival in self._rivals(case, row)]
        if len(found) <= len(job.rows) or not rivals:
            return None
        names = in_words(self.dataset, holdings(self.dataset, rivals))
        return case.told(Reason.OUTRANKED, f"if places were given up by {names}")

    def _rivals(self, case: _Case, row: Placement) -> Iterator[Placement]:
        """Yield who holds the place, or the supervisor, that a row of somebody alone would take."""
        kind, bit = case.wish.supervision, bits((row.slot,))
        own = self.standing.rows_of.get(case.holder, ())
        if not self._has_room(case, row, own):
            yield from self.view.holders.get((row.room_id, row.slot), ())
        is_supervised = kind is None or self.view.supervision_left.get((row.site_id, kind), 0) & bit
        if not is_supervised and (row.site_id, row.slot) not in {(had.site_id, had.slot) for had in own}:
            here = (other for other in self.standing.rows_at.get(row.site_id, ()) if other.slot is row.slot)
            yield from (r for r in here if r.kind is PlacementKind.POST and self.view.kind_needed(r.id) == kind)

    def _has_room(self, case: _Case, row: Placement, own: Sequence[Placement]) -> bool:
        """Whether what a row would take is left, or its own: of a post any suitable room there, whichever was named."""
        bit = bits((row.slot,))
        if case.wish.kind is PlacementKind.PROGRAMME:
            is_own = (row.room_id, row.slot) in {(had.room_id, had.slot) for had in own}
            return is_own or bool(self._weeks[row.room_id].empty & bit)
        suitable = (week for week in self.view.weeks_at[row.site_id] if case.wish.demand.suits(week.room))
        is_own = (row.site_id, row.slot) in {(had.site_id, had.slot) for had in own}
        return is_own or any(week.left_over & bit for week in suitable)

    @cached_property
    def _weeks(self) -> Mapping[str, RoomWeek]:
        return {week.room.room_id: week for weeks in self.view.weeks_at.values() for week in weeks}

    def _job(self, case: _Case, free: frozenset[Holder]) -> Replan:
        return self.standing.replan(free, favoured=frozenset({case.holder}), seed=self.plan.seed)

    def _gains(self, case: _Case, rows: Sequence[Placement], *, than: Sequence[Placement]) -> bool:
        """Whether rows count for more than others, and somebody has more of them than in the plan."""
        now = self.standing.rows_of.get(case.holder, ())
        has_more = more_of(frozenset({case.holder}), rows, than=(now,)) > 0
        return has_more and self._weight(rows) > self._weight(than)

    def _is_taken(self, case: _Case, rows: Sequence[Placement], *, than: Sequence[Placement]) -> bool:
        """Whether another who counts for no less has fewer: what is lifted may then have helped a third one."""
        priority_of, had, has = self.dataset.priority_of, _sessions(than), _sessions(rows)
        own = priority_of(*case.holder)
        others = (holder for holder in had if holder != case.holder and priority_of(*holder) >= own)
        return any(has[holder] < had[holder] for holder in others)

    def _weight(self, rows: Sequence[Placement]) -> int:
        return weight(self.dataset, rows)

    def _company(self, case: _Case) -> frozenset[Holder]:
        """Return somebody with the other posts that hold most places which would suit them."""
        rows = [row for seat in case.seats for row in self.view.holders.get(seat, ())]
        # A programme that gives way could leave a PCN without its hub, so it stays.
        held = Counter((row.kind, row.id) for row in rows if row.kind is PlacementKind.POST)
        others = sorted((holder for holder in held if holder != case.holder), key=lambda h: (-held[h], h))
        return frozenset({case.holder, *others[:MOST_MOVED]})

    def _case(self, holder: Holder) -> _Case:
        kind, id_ = holder
        if kind is PlacementKind.PROGRAMME:
            hub = HubSituation(view=self.view, programme=self.dataset.programme_by_id[id_])
            asked = (chance for chance in hub.chances if chance.slot in hub.programme.slots)
            seats = [(week.room.room_id, chance.slot) for chance in asked for week in chance.rooms]
            return _Case(holder=holder, first=explain_programme(hub), wish=wish_of_programme(hub), seats=seats)
        s = self._surveyor.situation(self.dataset.post_by_id[id_])
        seats = [(week.room.room_id, slot) for week in s.suitable for slot in slots_in(week.free & s.asked)]
        wish = wish_of_post(Openings(s, self.travel))
        return _Case(holder=holder, first=explain_post(s), wish=wish, seats=seats)

    @cached_property
    def _surveyor(self) -> PostSurveyor:
        return PostSurveyor(self.view, self.travel)


def _worth_a_try(first: Reason) -> Iterator[Reason]:
    """Yield the first reason, then the others; that no room is in reach is true only where it comes first."""
    if first in LIFTS:
        yield first
    yield from (reason for reason in LIFTS if reason not in (first, Reason.NO_ROOM_IN_REACH))


def _sessions(rows: Iterable[Placement]) -> Counter[Holder]:
    return Counter((row.kind, row.id) for row in rows)


def _rows(job: Replan) -> tuple[Placement, ...]:
    answer = job.run()
    return answer.rows if isinstance(answer, Replanned) else ()
