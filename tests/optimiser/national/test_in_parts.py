"""Planning part by part: one and the same plan whoever carries the parcels out, legal, with bounds that hold."""

import multiprocessing
import os
import signal
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

import pytest

from benchmarks.generate import World
from estates.domain.checks import breaches, goal_values, proof_breaches
from estates.domain.errors import PlanError
from estates.domain.plan import GOALS, Plan, Progress
from estates.domain.settings import Settings
from estates.domain.words import Season, StoppedBy
from optimiser import crew
from optimiser.candidates import survey
from optimiser.limits import Limits
from optimiser.national import across, better, in_parts, pool
from optimiser.national.divide import Lot
from optimiser.national.in_parts import solve_in_parts
from optimiser.national.merge import Merged, better_proved, scores
from optimiser.national.parcels import Parcel, Request
from optimiser.national.pool import READY, Pool
from optimiser.national.workers import Done, InThisProcess, News, Workers, carried_out
from optimiser.solve import solve
from optimiser.stages import Stage
from optimiser.together import Proved
from optimiser.watch import Watch
from tests.optimiser.national.worlds import country

APART = country(shared_hubs=0)
JOINED = country(posts_per_pcn=5, shared_hubs=2)


class WithoutChildren:
    """Carries parcels out here, with nobody's help: the quickest way for tiny ones."""

    def carry_out(self, parcels: Sequence[Parcel], watch: Watch, *, news: News, done: Done) -> None:
        """Plan parcels one by one."""
        for number, parcel in enumerate(parcels):
            done(number, carried_out(parcel, on_progress=partial(news, number), stop=watch.must_leave, children=0))


def planned(world: World, *, limits: Limits | None = None, workers: Workers | None = None, **given: Any) -> Plan:
    """Return the plan of a world once the judge has found nothing wrong with it or its proof."""
    data, travel = world
    plan = solve_in_parts(
        data,
        travel,
        season=Season.STANDARD,
        settings=Settings(),
        limits=limits or Limits(),
        workers=workers or WithoutChildren(),
        **given,
    )
    assert breaches(data, travel, plan.placements) == ()
    values = goal_values(data, travel, plan.placements)
    assert proof_breaches(plan.goals, plan.standing, data, values) == ()
    return plan


def whole(world: World) -> Plan:
    """Return the plan that one model gives, proved to be the best."""
    data, travel = world
    return solve(data, travel, season=Season.STANDARD, settings=Settings(), limits=Limits())


@pytest.mark.usefixtures("as_if_large")
def test_parts_that_share_nothing_come_to_the_plan_of_one_model() -> None:
    """Every row, price, goal and bound."""
    alone, parts = whole(APART), planned(APART)
    assert (parts.placements, parts.prices, parts.goals) == (alone.placements, alone.prices, alone.goals)


def test_what_is_proved_of_one_lot_stands_whatever_is_open() -> None:
    """Of two another plan might have more of an open goal in one, and less of the next in the other."""
    values, bounds = ({"G1": 0.0, "G2": 2.0, "G3": 5.0, "G4": 9.0}, {"G1": 0.0, "G2": 1.0, "G3": 4.0, "G4": 8.0})
    lot = Merged(rows=(), prices=(), proved=Proved(values=values, bounds=bounds, sure=dict.fromkeys(GOALS, 0.0)))
    estate = survey(*APART)
    assert [scores(estate, [lot])[goal].bound for goal in ("G3", "G4")] == [4, 8]
    assert [scores(estate, [lot, lot])[goal].bound for goal in ("G3", "G4")] == [0, 0]


@pytest.mark.usefixtures("as_if_large")
def test_districts_come_to_a_legal_plan_with_a_bound_that_holds() -> None:
    """The best plan of all lies between the bound and what was found; no later goal is claimed to be proved."""
    best, found = whole(JOINED), planned(JOINED)
    assert found.goals["G1"].bound <= best.goals["G1"].value <= found.goals["G1"].value
    assert found.goals["G1"].gap < 0.1
    assert found.goals["G3"].bound == 0
    assert found.stopped_by is StoppedBy.WORK


@pytest.mark.usefixtures("as_if_large")
@pytest.mark.parametrize(("limits", "is_asked"), [(Limits(), True), (Limits(gap=1.0), False)], ids=["open", "closed"])
def test_who_could_use_a_border_chooses_once_more_where_the_first_goal_is_open(
    monkeypatch: pytest.MonkeyPatch, limits: Limits, is_asked: bool
) -> None:
    """An area is one more parcel; within the gap asked there is none."""
    monkeypatch.setattr(across, "MOST_POSTS", len(JOINED[0].posts))
    asked, parcel = list[across.Area](), across.parcel

    def heard(request: Request, lot: Lot, area: across.Area) -> Parcel:
        asked.append(area)
        return parcel(request, lot, area)

    monkeypatch.setattr(across, "parcel", heard)
    planned(JOINED, limits=limits)
    assert bool(asked) is is_asked


@pytest.mark.usefixtures("as_if_large")
def test_while_a_plan_is_bettered_it_is_told_how_good_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Regions and borders count, and plan and bound are never worse than they were."""
    monkeypatch.setattr(across, "MOST_POSTS", len(JOINED[0].posts))
    told: list[Progress] = []
    planned(JOINED, on_progress=told.append)
    later = [news for news in told if "regions" in news.stage or "borders" in news.stage]
    assert later[0].stage == "0 of 1 regions priced; G1"
    assert later[-1].stage == "1 of 1 borders looked across; G1"
    known = [news for news in told if news.best is not None and "priced" not in news.stage]
    assert [news.best for news in known] == sorted((news.best for news in known if news.best is not None), reverse=True)
    assert all(news.bound is not None and news.best is not None and news.bound <= news.best for news in known)


@pytest.mark.usefixtures("as_if_large")
@pytest.mark.parametrize(("kept", "is_told"), [(0.0, True), (1.0, False)], ids=["time", "no time"])
def test_the_first_goal_is_bettered_in_time_that_the_later_goals_can_spare(
    monkeypatch: pytest.MonkeyPatch, kept: float, is_told: bool
) -> None:
    """Whether regions or borders: what is kept for later goals is not used, nor is a border given more."""
    monkeypatch.setattr(across, "MOST_POSTS", len(JOINED[0].posts))
    monkeypatch.setattr(better, "FOR_LATER_GOALS", kept)
    given = list[Parcel]()
    carry_out = WithoutChildren.carry_out

    def noted(self: WithoutChildren, parcels: Sequence[Parcel], watch: Watch, **rest: Any) -> None:
        given.extend(parcels)
        carry_out(self, parcels, watch, **rest)

    monkeypatch.setattr(WithoutChildren, "carry_out", noted)
    told: list[Progress] = []
    planned(JOINED, limits=Limits(time_limit_seconds=1_000.0), on_progress=told.append)
    for word in ("regions", "borders"):
        assert any(word in news.stage for news in told) is is_told
    limits = [parcel.limits.time_limit_seconds for parcel in given if parcel.limits.gap == 0 and parcel.start]
    assert all(limit is not None and limit <= 1_000 for limit in limits)


@pytest.mark.usefixtures("as_if_large")
def test_where_a_region_cannot_be_priced_the_plan_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that lacks memory for it is lost again and again; so would be a scheduler that is gone."""

    class ShortOfMemory(WithoutChildren):
        def carry_out(self, parcels: Sequence[Parcel], watch: Watch, **rest: Any) -> None:
            if len(parcels) == 1:  # the only region, or border
                raise PlanError("lost")
            super().carry_out(parcels, watch, **rest)

    monkeypatch.setattr(across, "MOST_POSTS", len(JOINED[0].posts))
    plan = planned(JOINED, workers=ShortOfMemory())
    assert plan.placements
    assert plan.stopped_by is StoppedBy.WORK


@pytest.mark.usefixtures("as_if_large")
def test_an_interrupt_between_the_borders_keeps_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan is whole, and says what stopped it."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(across, "turns", interrupted)
    plan = planned(JOINED)
    assert plan.stopped_by is StoppedBy.INTERRUPT
    assert plan.placements


@pytest.mark.slow
@pytest.mark.usefixtures("as_if_large")
@pytest.mark.parametrize("world", [APART, JOINED], ids=["apart", "joined"])
def test_two_processes_come_to_the_same_plan_as_one(world: World) -> None:
    """The same rows and prices, with children or without."""
    plans = [planned(world), planned(world, workers=InThisProcess()), planned(world, workers=Pool())]
    assert all((plan.placements, plan.prices, plan.goals) == (plans[0].placements, plans[0].prices, plans[0].goals)
               for plan in plans)  # fmt: skip


@pytest.mark.slow
@pytest.mark.usefixtures("as_if_large")
@pytest.mark.parametrize("most", [0, 1])
def test_where_the_system_has_no_more_processes_the_plan_is_the_same(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None at all, or one: those there do the work, or this one."""
    started: list[SpawnProcess] = []

    def start(process: SpawnProcess) -> bool:
        if len(started) >= most:
            return False
        started.append(process)
        return crew.start(process)

    with_all = planned(APART)
    monkeypatch.setattr(pool, "start", start)
    assert planned(APART, workers=Pool()).placements == with_all.placements
    assert len(started) == most


@pytest.mark.slow
@pytest.mark.usefixtures("as_if_large")
def test_the_parcel_of_a_process_that_dies_is_done_again() -> None:
    """Killed at its first news: the plan is the same."""
    killed: list[int] = []

    def kill(news: Progress) -> None:
        for process in multiprocessing.active_children():
            if news.best is not None and not killed and not process.daemon and process.pid:
                killed.append(process.pid)
                os.kill(process.pid, signal.SIGKILL)

    plan = planned(APART, workers=Pool(), on_progress=kill)
    assert killed
    assert plan.placements == planned(APART).placements


@pytest.mark.slow
@pytest.mark.usefixtures("as_if_large")
def test_who_prices_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A relaxation hears nothing, and has nothing to hand over before its end."""
    monkeypatch.setattr(pool, "GRACE_SECONDS", 3_600.0)
    monkeypatch.setattr(pool, "serve", _priced_for_ever)
    data, travel = APART
    request = Request(dataset=data, travel=travel, season=Season.STANDARD, settings=Settings(), limits=Limits())
    parcel = replace(request.parcel([survey(data, travel)]), stage=Stage.PRICES)
    told, plans = list[Progress](), dict[int, Plan]()
    watch = Watch(Limits(), stop=lambda: bool(told))
    Pool().carry_out([parcel], watch, news=lambda _, news: told.append(news), done=plans.__setitem__)
    assert told
    assert plans == {}
    assert [process for process in multiprocessing.active_children() if not process.daemon] == []


def _priced_for_ever(pipe: Connection) -> None:
    pipe.send(READY)
    pipe.recv()
    pipe.send(Progress(stage="G1", seconds=0.0, best=None, bound=None, gap=None))
    time.sleep(3_600)


@pytest.mark.slow
@pytest.mark.usefixtures("as_if_large")
def test_a_parcel_that_is_lost_again_and_again_is_given_up_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first process that gets it dies, and that is enough here."""
    monkeypatch.setattr(pool, "MOST_TRIES", 1)

    def kill(news: Progress) -> None:
        for process in multiprocessing.active_children():
            if news.best is not None and not process.daemon and process.pid:
                os.kill(process.pid, signal.SIGKILL)

    with pytest.raises(PlanError, match="was lost"):
        planned(APART, workers=Pool(), on_progress=kill)


class _LostLater(WithoutChildren):
    """Loses all but the first parcel of the later goals."""

    def carry_out(self, parcels: Sequence[Parcel], watch: Watch, *, news: News, done: Done) -> None:
        """Plan parcels as usual up to those."""
        is_later = parcels[0].stage is Stage.LATER_GOALS
        super().carry_out(parcels[:1] if is_later else parcels, watch, news=news, done=done)
        if is_later:
            raise PlanError(LOST)


LOST = "The part with PCN X was lost."


@pytest.mark.usefixtures("as_if_large")
def test_a_part_that_is_lost_at_the_later_goals_does_not_cost_the_first() -> None:
    """The first goal stands as reached, what was done of the later ones too, and it is said why no more was."""
    plan, best = planned(APART, workers=_LostLater()), planned(APART)
    assert (best.lost, plan.lost[: len(LOST)]) == ("", LOST)
    assert plan.stopped_by is StoppedBy.WORK
    assert plan.goals["G1"].value == best.goals["G1"].value
    assert {row.id[:2] for row in plan.placements} == {"C0", "C1", "C2"}
    first = [row for row in plan.placements if row.id.startswith("C0")]
    assert first == [row for row in best.placements if row.id.startswith("C0")]


@pytest.mark.usefixtures("as_if_large")
def test_who_stops_at_once_has_a_plan_of_every_part() -> None:
    """Parcels that had no turn get their first plan."""
    plan = planned(APART, workers=Pool(), stop=lambda: True)
    assert plan.stopped_by is StoppedBy.INTERRUPT
    assert {row.id[:2] for row in plan.placements} == {"C0", "C1", "C2"}


@pytest.mark.slow
@pytest.mark.usefixtures("as_if_large")
def test_first_plans_of_many_parts_are_made_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same plans as one after the other."""
    one_by_one = planned(APART, stop=lambda: True, workers=Pool())
    monkeypatch.setattr(in_parts, "MADE_HERE", 0)
    side_by_side = planned(APART, stop=lambda: True, workers=Pool())
    assert side_by_side.placements == one_by_one.placements
    assert side_by_side.stopped_by is StoppedBy.INTERRUPT


@pytest.mark.usefixtures("as_if_large")
def test_who_stops_half_way_keeps_what_was_found() -> None:
    """Once one of three parts is planned, the others are left at what they had."""
    told: list[Progress] = []
    best = whole(APART)
    plan = planned(APART, stop=lambda: any("1 of 3" in news.stage for news in told), on_progress=told.append)
    assert plan.stopped_by is StoppedBy.INTERRUPT
    assert plan.goals["G1"].value >= best.goals["G1"].value
    assert {row.id[:2] for row in plan.placements} == {"C0", "C1", "C2"}


@pytest.mark.usefixtures("as_if_large")
def test_who_stops_among_the_later_goals_keeps_the_first_of_every_part() -> None:
    """What was found of the first goal stands, in districts too, whichever parts had a turn at the others."""
    for world in (APART, JOINED):
        told: list[Progress] = []

        def is_enough(told: list[Progress] = told) -> bool:
            return any(news.stage.startswith("1 of") and "made" in news.stage for news in told)

        plan, whole = planned(world, stop=is_enough, on_progress=told.append), planned(world)
        assert plan.stopped_by is StoppedBy.INTERRUPT
        assert plan.goals["G1"].value == whole.goals["G1"].value
        assert (plan.goals["G1"].bound, len(plan.prices)) == (whole.goals["G1"].bound, len(whole.prices))
        bounds = [news.bound for news in told if news.bound is not None and "priced" not in news.stage]
        assert bounds == sorted(bounds)


def test_a_bound_that_was_proved_stands_with_its_prices() -> None:
    """Where a parcel goes on and proves less, or has no time to."""
    before = whole(APART)
    first = replace(before.goals["G1"], bound=before.goals["G1"].bound - 5)
    after = replace(before, goals={**before.goals, "G1": first}, prices=())
    assert better_proved(before, after) == before
    assert better_proved(after, before) == before


@pytest.mark.usefixtures("as_if_large")
def test_time_that_ended_the_first_goal_is_told() -> None:
    """Though the later goals had what was left of it."""

    class ShortOfTime(WithoutChildren):
        def carry_out(self, parcels: Sequence[Parcel], watch: Watch, *, news: News, done: Done) -> None:
            def told(number: int, plan: Plan) -> None:
                is_first = parcels[number].stage is Stage.FIRST_GOAL
                done(number, replace(plan, stopped_by=StoppedBy.TIME) if is_first else plan)

            super().carry_out(parcels, watch, news=news, done=told)

    assert planned(APART, workers=ShortOfTime()).stopped_by is StoppedBy.TIME


@pytest.mark.usefixtures("as_if_large")
def test_an_interrupt_of_the_workers_leaves_a_first_plan() -> None:
    """Ctrl-C pressed twice, or a notebook's stop button."""

    class Interrupted:
        def carry_out(self, *_: Any, **__: Any) -> None:
            raise KeyboardInterrupt

    plan = planned(APART, workers=Interrupted())
    assert plan.stopped_by is StoppedBy.INTERRUPT
    assert plan.placements


@pytest.mark.usefixtures("as_if_large")
def test_no_time_at_all_is_enough_for_a_first_plan() -> None:
    """Parts that had no turn are planned all the same."""
    plan = planned(APART, limits=Limits(time_limit_seconds=0.0))
    assert plan.stopped_by is StoppedBy.TIME
    assert plan.placements


@pytest.mark.usefixtures("as_if_large")
def test_progress_is_told_for_the_whole() -> None:
    """Parts done of all, and the first goal summed up; a part of which nothing is known has nothing placed.

    The later goals come once the first was pursued in every part.
    """
    told: list[Progress] = []
    plan = planned(APART, on_progress=told.append)
    stages = [news.stage for news in told]
    begun = told[stages.index("3 of 3 parts begun; G1")]
    assert begun.best is not None
    assert stages.index("3 of 3 parts begun; G1") < stages.index("1 of 3 parts planned; G1")
    assert told[stages.index("0 of 3 parts planned; G1")].best == begun.best
    assert "3 of 3 parts planned; G1" in stages
    assert stages[-1] == "3 of 3 parts made fairer and nearer; G1"
    assert not any("planned" in stage for stage in stages[stages.index("0 of 3 parts made fairer and nearer; G1") :])
    assert told[-1].best == plan.goals["G1"].value
    bests = [news.best for news in told if news.best is not None]
    assert bests == sorted(bests, reverse=True)


def test_one_part_alone_tells_of_every_goal() -> None:
    """A county is told of as ever."""
    told: list[Progress] = []
    planned(APART, on_progress=told.append)
    assert {news.stage for news in told} <= {"G1", "G2", "G3", "G4"}
    assert told
