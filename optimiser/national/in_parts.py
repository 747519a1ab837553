"""From a dataset of any size to a plan: the door into the optimiser for whole plans.

A dataset is divided into parcels, a county by itself being one, and each is planned by itself (``optimiser.solve``) by
whoever carries them out, so that no more models are in memory than are worked on side by side.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from estates.domain.dataset import Dataset
from estates.domain.errors import PlanError
from estates.domain.plan import Placement, Plan, ProgressListener
from estates.domain.settings import Settings
from estates.domain.travel import TravelTimes
from estates.domain.words import Season, StoppedBy
from optimiser.candidates import survey
from optimiser.limits import Limits
from optimiser.made_plan import made_plan
from optimiser.national.better import Bettering
from optimiser.national.divide import Lot, divide
from optimiser.national.headway import Headway, Listener
from optimiser.national.merge import better_proved, gone_on_from, merged, scores, unmet
from optimiser.national.parcels import Parcel, Request, rows_of
from optimiser.national.pool import Pool
from optimiser.national.pricing import with_shares
from optimiser.national.workers import InThisProcess, Workers, carried_out
from optimiser.stages import Stage
from optimiser.watch import Watch

MADE_HERE = 4
"""Up to so many first plans are made in this process."""

STOPS = (StoppedBy.INTERRUPT, StoppedBy.TIME, StoppedBy.WORK)
"""What ended the whole is what ended any parcel, the first of these."""


def solve_in_parts(  # noqa: PLR0913 - the whole request, each part named
    dataset: Dataset,
    travel: TravelTimes,
    *,
    season: Season,
    settings: Settings,
    limits: Limits,
    on_progress: ProgressListener | None = None,
    stop: Callable[[], bool] | None = None,
    earlier: Sequence[Placement] = (),
    workers: Workers | None = None,
) -> Plan:
    """Return the best plan found for a season, with a proven bound for each goal, as ``optimiser.solve.solve`` does.

    Parameters
    ----------
    workers
        Who carries parcels out; by default two processes of this machine where there are several, else this one. The
        plan is the same whoever does.
    dataset, travel, season, settings, limits, on_progress, stop, earlier
        As for ``optimiser.solve.solve``. Limits of work are each parcel's own.
    """
    watch = Watch(limits, on_progress, stop)
    request = Request(
        dataset=dataset.for_season(season),
        travel=travel,
        season=season,
        settings=settings,
        limits=limits,
        earlier=tuple(earlier),
    )
    estate = survey(request.dataset, travel, burden=settings.burden, earlier=earlier)
    foreman = _Foreman(watch, workers)
    lots = [with_shares(request, lot, foreman.price, watch) for lot in divide(request, estate)]
    lots, plans, stops = _planned(request, lots, foreman)
    watch.stopped_by = watch.stopped_by or next((why for why in STOPS if why in stops), None)
    found = [merged(request, lot, own, watch) for lot, own in _by_lot(lots, plans)]
    return made_plan(
        watch,
        season=season,
        rows=(row for each in found for row in each.rows),
        goals=scores(estate, found),
        prices=(price for each in found for price in each.prices),
    )


def _planned(request: Request, lots: list[Lot], foreman: "_Foreman") -> tuple[list[Lot], list[Plan], set[StoppedBy]]:
    """Return lots with the plans of their parcels, and what ended these.

    One parcel alone is planned at once, of several the first goal of all before the later ones of any.
    """
    if sum(len(lot.parcels) for lot in lots) == 1:
        plans = foreman.plan(lots, Stage.ALL_GOALS)
        return lots, plans, {plan.stopped_by for plan in plans}
    plans = foreman.plan(lots, Stage.FIRST_GOAL)
    # Work that ended the first goal short of the gap asked is told by the later goals too.
    stops = {plan.stopped_by for plan in plans} - {StoppedBy.WORK}
    lots = [gone_on_from(request, lot, own, foreman.watch) for lot, own in _by_lot(lots, plans)]
    lots = Bettering(request, lots, plans, foreman.watch, foreman.carried_out).run()
    plans = foreman.go_on(lots, plans)
    return lots, plans, stops | {plan.stopped_by for plan in plans}


def _by_lot(lots: Sequence[Lot], plans: Iterable[Plan]) -> list[tuple[Lot, list[Plan]]]:
    """Return each lot with the plans of its parcels."""
    left = iter(plans)
    return [(lot, list(islice(left, len(lot.parcels)))) for lot in lots]


def _completed(parcels: Sequence[Parcel], found: Mapping[int, Plan]) -> list[Plan]:
    """Return the plan of every parcel: as found by number, else one made in no time, whatever has been said.

    A few are made here before processes start.
    """
    numbers = [number for number in range(len(parcels)) if number not in found]
    timed, made = [_in_no_time(parcels[number]) for number in numbers], dict[int, Plan]()
    if len(timed) > MADE_HERE:
        Pool().carry_out(timed, Watch(Limits()), news=lambda *_: None, done=made.__setitem__)
    else:
        made |= {place: carried_out(parcel, children=0) for place, parcel in enumerate(timed)}
    plans = {**found, **{numbers[place]: plan for place, plan in made.items()}}
    return [plans[number] for number in range(len(parcels))]


def _in_no_time(parcel: Parcel) -> Parcel:
    return replace(parcel, limits=replace(parcel.limits, time_limit_seconds=0.0))


def _begun(lots: Sequence[Lot], plans: Sequence[Plan]) -> list[Plan]:
    """Return plans as their parcels begin, in their order."""
    return [_begins(lot, number, plan) for lot, own in _by_lot(lots, plans) for number, plan in enumerate(own)]


def _begins(lot: Lot, number: int, plan: Plan) -> Plan:
    """Return a plan with the rows that its parcel begins with, and of a district with what these leave unmet."""
    plan = replace(plan, placements=rows_of(lot.parcels[number].dataset, lot.rows))
    if lot.cut is None:
        return plan
    first = replace(plan.goals["G1"], value=unmet(lot.parts[number], plan.placements))
    return replace(plan, goals={**plan.goals, "G1": first})


@dataclass(frozen=True)
class _Foreman:
    """Has parcels carried out, and knows what to do with those that had no turn."""

    watch: Watch
    workers: Workers | None

    def price(self, parcels: Sequence[Parcel]) -> list[Plan | None]:
        """Return the prices of every parcel; ``None`` for those that had no turn."""
        found = self.carried_out(parcels, Headway(parcels, self.watch, proved=0.0, first_proved=len(parcels)))
        return [found.get(number) for number in range(len(parcels))]

    def plan(self, lots: Sequence[Lot], stage: Stage) -> list[Plan]:
        """Return the plan of every parcel; of several all have a first plan before any has a better one."""
        first = self._first_plans(lots, stage)
        parcels, headway = self._set_out(lots, stage, first)
        return _completed(parcels, dict(enumerate(first)) | self.carried_out(parcels, headway))

    def _first_plans(self, lots: Sequence[Lot], stage: Stage) -> list[Plan]:
        """Return a plan of every parcel made in no time, so that there is one of the whole; none of one alone."""
        parcels, headway = self._set_out(lots, stage, doing="begun")
        if len(parcels) < 2:
            return []
        return _completed(parcels, self.carried_out([_in_no_time(parcel) for parcel in parcels], headway))

    def go_on(self, lots: Sequence[Lot], plans: Sequence[Plan]) -> list[Plan]:
        """Return the plan of every parcel with the later goals pursued; those that had no turn stay as they begin.

        Where the work cannot go on, as for want of memory, what the first goal has reached is not lost with it.
        """
        begun, found = _begun(lots, plans), dict[int, Plan]()
        if self.watch.must_leave():
            return begun
        parcels, headway = self._set_out(lots, Stage.LATER_GOALS, begun)
        try:
            self._carry_out(parcels, headway, found)
        except PlanError as error:
            self.watch.lose(f"{error} Later goals are left as they were then.")
        return [better_proved(plan, found[number]) if number in found else plan for number, plan in enumerate(begun)]

    def _set_out(
        self, lots: Sequence[Lot], stage: Stage, plans: Sequence[Plan] = (), doing: str | None = None
    ) -> tuple[Sequence[Parcel], Headway]:
        """Return the parcels to carry out at a stage, and whoever tells how far they are."""
        parcels = [parcel for lot in lots for parcel in lot.to_plan(stage)]
        cut = [lot for lot in lots if lot.cut is not None]  # they stand first
        proved, first = sum(lot.bound for lot in cut), sum(len(lot.parcels) for lot in cut)
        return parcels, Headway(parcels, self.watch, proved=proved, first_proved=first, plans=plans, doing=doing)

    def carried_out(self, parcels: Sequence[Parcel], headway: Listener) -> dict[int, Plan]:
        """Return the plans of parcels by number, those left out that had no turn before it was time to leave."""
        plans: dict[int, Plan] = {}
        self._carry_out(parcels, headway, plans)
        return plans

    def _carry_out(self, parcels: Sequence[Parcel], headway: Listener, plans: dict[int, Plan]) -> None:
        """Put the plans of parcels, as each is done, among those by number."""
        if self.watch.must_leave():
            return
        # A relaxation hears nothing and takes much memory: one alone is left to a process of its own too.
        is_for_pool = len(parcels) > 1 or any(parcel.stage is Stage.PRICES for parcel in parcels)
        workers = self.workers or (Pool() if is_for_pool else InThisProcess())

        def done(number: int, plan: Plan) -> None:
            plans[number] = plan
            headway.is_done(number, plan)

        try:
            workers.carry_out(parcels, self.watch, news=headway.hear, done=done)
        except KeyboardInterrupt:
            self.watch.interrupt()
