"""Weeks with rooms named, held against every week and every plan there is in tiny datasets."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.instances import Instance, Size, Tightness
from estates.domain.checks import breaches, goal_values
from estates.domain.dataset import Dataset
from estates.domain.settings import Settings
from estates.domain.slots import SLOTS
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind, Season
from optimiser import finish, search
from optimiser.candidates import survey
from optimiser.crew import Crew
from optimiser.engine import Answer, Method, Task
from optimiser.kept_rows import kept_rows
from optimiser.limits import Limits
from optimiser.measure import burden_minutes
from optimiser.model import build
from optimiser.parts import chosen_values
from optimiser.rooms import Naming, first_naming, merged, placements, site_weeks
from optimiser.search import Search
from optimiser.solve import solve
from optimiser.together import Inequality
from optimiser.watch import MORE_FROM_WORK, Watch
from optimiser.weeks_with_rooms import by_area
from optimiser.weeks_with_rooms.best import best_week
from optimiser.weeks_with_rooms.bound import burden_bound
from optimiser.weeks_with_rooms.choices import RoomChoices, Week
from optimiser.weeks_with_rooms.generation import Generation, whole_number_task
from optimiser.weeks_with_rooms.master import Frame, master
from optimiser.weeks_with_rooms.prices import Prices
from optimiser.weeks_with_rooms.pricing import in_order, pricing_jobs
from tests.referee import best_plan
from tests.strategies import tiny_datasets

World = tuple[Dataset, TravelTimes]
Frames = tuple[Dataset, TravelTimes, Frame]


def best_frame(world: World) -> Frames:
    """Return the best plan there is of a dataset as the frame that holds its first three goals."""
    data, travel = world
    model = build(survey(data, travel))
    naming = kept_rows(model.estate, best_plan(data, travel))
    return data, travel, Frame(model, chosen_values(model, naming))


def legal_weeks(choices: RoomChoices, most_sites: int) -> Iterator[Week]:
    """Yield every week of a post: in each slot one of the rooms or none."""
    seats = [
        [(room, slot) for room in range(len(choices.room_ids)) if choices.may[room, slot]] for slot in range(len(SLOTS))
    ]
    pins = {(int(room), int(slot)) for room, slot in zip(*np.nonzero(choices.pinned), strict=True)}
    for chosen in product(*[[None, *own] for own in seats if own]):
        week = tuple(sorted(seat for seat in chosen if seat is not None))
        sites_of_day = {(SLOTS[slot].day, int(choices.site[room])) for room, slot in week}
        is_legal = (
            len(week) <= choices.wanted
            and len({day for day, _ in sites_of_day}) == len(sites_of_day)
            and len({site for _, site in sites_of_day}) <= most_sites
            and pins <= set(week)
        )
        if is_legal:
            yield week


def gain_of(choices: RoomChoices, gains: np.ndarray, week: Week) -> float:
    """Return what the sessions of a week gain, less its burden."""
    return sum(float(gains[seat]) for seat in week) - choices.minutes_of(week)


@settings(max_examples=100)
@given(tiny_datasets(), st.randoms(use_true_random=True))
def test_no_week_of_a_post_is_better_than_the_one_told(world: World, dice: Random) -> None:
    """The bound is what the best of all weeks gains, and unless that is no week at all it is among those told."""
    _, _, frame = best_frame(world)
    for choices, post in zip(frame.choices, frame.model.estate.posts, strict=True):
        shape = (len(choices.room_ids), len(SLOTS))
        gains = np.array([dice.choice((-5.0, 0.0, 8.0, 12.0, 40.0)) for _ in range(shape[0] * shape[1])]).reshape(shape)
        legal = set(legal_weeks(choices, post.post.max_sites))
        best = max(gain_of(choices, gains, week) for week in legal)
        found = best_week(choices, gains)
        assert found.bound == pytest.approx(best, abs=1e-4)
        assert set(found.weeks) <= legal
        if best > gain_of(choices, gains, ()) or choices.pinned.any():
            assert max(gain_of(choices, gains, week) for week in found.weeks) == pytest.approx(best, abs=1e-4)


@settings(max_examples=100)
@given(tiny_datasets(), st.randoms(use_true_random=True))
def test_no_prices_prove_more_than_the_best_plan_there_is(world: World, dice: Random) -> None:
    """Whatever the prices: the burden of the best plan is not below what they prove."""
    data, travel, frame = best_frame(world)
    prices = Prices(
        of_places=np.array([dice.choice((0.0, 0.0, 5.0, 20.0, dice.uniform(0, 90))) for _ in frame.shared.left]),
        unmet=dice.choice((0.0, 30.0, dice.uniform(0, 200))),
        unfair=dice.choice((0.0, 10.0, dice.uniform(0, 200))),
        of_pcn=np.array([dice.uniform(-20, 100) for _ in frame.pcns]),
    )
    answers = [job.run() for job in pricing_jobs(frame, prices, 2)]
    bound = burden_bound(frame, prices, sum(each.bound for each in in_order(answers, len(frame.choices))))
    assert bound <= goal_values(data, travel, best_plan(data, travel))["G4"] + 1e-6


@settings(max_examples=100)
@given(tiny_datasets())
def test_a_plan_stands_in_the_program_as_it_is(world: World) -> None:
    """Its weeks keep every row, cost the plan's burden, and are told again as the same rooms."""
    data, travel = world
    model = build(survey(data, travel))
    naming = kept_rows(model.estate, best_plan(data, travel))
    generation = Generation(model, chosen_values(model, naming), naming, proved=lambda _: None)
    program = master(generation.frame, generation.pool)
    values = program.values(naming)
    assert program.program.holds(values)
    assert (program.cost * values).sum() == pytest.approx(
        burden_minutes(model.estate, placements(model.estate, naming))
    )
    again = program.naming(values)
    assert again.of_posts == naming.of_posts
    assert {s: set(rooms) for s, rooms in again.of_hubs.items()} == {s: set(r) for s, r in naming.of_hubs.items()}


@settings(max_examples=60)
@given(tiny_datasets())
def test_among_all_weeks_there_are_the_program_finds_the_least_burden(world: World) -> None:
    """With every legal week in the pool it comes to the best plan's burden, and its plan is legal."""
    data, travel = world
    best = best_plan(data, travel)
    model = build(survey(data, travel))
    naming = kept_rows(model.estate, best)
    frame = Frame(model, chosen_values(model, naming))
    posts = zip(frame.choices, model.estate.posts, strict=True)
    weeks = [[week for week in legal_weeks(choices, post.post.max_sites) if week] for choices, post in posts]
    program = master(frame, weeks)
    answer = whole_number_task(program, naming, nodes=10_000, gap=0.0, seed=0).run()
    assert answer.values is not None
    rows = placements(model.estate, program.naming(answer.values))
    assert breaches(data, travel, rows) == ()
    assert float(goal_values(data, travel, rows)["G4"]) == pytest.approx(float(goal_values(data, travel, best)["G4"]))


def test_varied_prices_bring_more_weeks_to_choose_from() -> None:
    """In a tight PCN, in one round; later ones go other ways, since the weeks known lead to other prices."""
    data, travel = Instance(Size.PCN, Tightness.TIGHT, 0).world()
    model = build(survey(data.for_season(Season.WINTER), travel))
    pools: dict[bool, Sequence[Mapping[Week, None]]] = {}
    for is_varied in (False, True):
        generation = Generation(model, np.zeros(model.program.columns), Naming({}, {}), proved=lambda _: None)
        rounds = generation.rounds(1, gap=0.0, is_varied=is_varied)
        with suppress(StopIteration):
            tasks = next(rounds)
            while True:
                tasks = rounds.send([task.run() for task in tasks])
        pools[is_varied] = generation.pool
    assert all(more.keys() >= own.keys() for own, more in zip(pools[False], pools[True], strict=True))
    assert sum(map(len, pools[True])) > sum(map(len, pools[False]))


def test_what_rounds_prove_holds_in_plans_whose_earlier_goals_are_worse() -> None:
    """A plan without some of its rows leaves more unmet, less fairly spread, for fewer minutes."""
    data, travel = Instance(Size.PCN, Tightness.TIGHT, 0).world()
    data = data.for_season(Season.WINTER)
    model = build(survey(data, travel))
    values = Search(model, Watch(Limits())).values
    naming = merged(first_naming(model, week) for week in site_weeks(model, values))
    known = list[Inequality]()
    rounds = Generation(model, values, naming, proved=known.append).rounds(6, gap=0.0)
    with suppress(StopIteration):
        tasks = next(rounds)
        while True:
            tasks = rounds.send([task.run() for task in tasks])
    assert max(one.price("G1") for one in known) > 0
    rows, dice = [row for row in placements(model.estate, naming) if row.kind is PlacementKind.POST], Random(0)
    for share in (0.0, 0.2, 0.5, 0.8, 0.95, 1.0):
        worse = goal_values(data, travel, [row for row in rows if dice.random() < share])
        goals = {goal: float(value) for goal, value in worse.items()}
        assert max(one.bound_at(goals) for one in known) <= goals["G4"] + 1e-6


def test_rounds_do_not_end_on_a_near_relaxation_that_is_far_off() -> None:
    """Though each seems to be as near the bound as can be, they go on until an exact one is."""
    data, travel = Instance(Size.PCN, Tightness.TIGHT, 0).world()
    model = build(survey(data.for_season(Season.WINTER), travel))
    values = Search(model, Watch(Limits())).values
    naming = merged(first_naming(model, week) for week in site_weeks(model, values))
    generation = Generation(model, values, naming, proved=lambda _: None)
    methods, rounds = list[Method](), generation.rounds(60, gap=0.02)
    with suppress(StopIteration):
        tasks = next(rounds)
        while True:
            answers: list[Answer | None] = [task.run() for task in tasks]
            if isinstance(tasks[0], Task):
                methods.append(tasks[0].method)
                if tasks[0].method is Method.NEAR_RELAXATION and generation.bound > 0:
                    answers[0] = _seen_at(tasks[0], answers[0], generation.bound)
            tasks = rounds.send(answers)
    exact = [number for number, method in enumerate(methods) if method is Method.RELAXATION]
    assert len(exact) > 1
    assert exact[-1] == len(methods) - 1
    assert generation.bound >= 0.98 * generation.relaxed


def _seen_at(task: Task, answer: Answer | None, value: float) -> Answer:
    """Return an answer as if its plan came to some value."""
    assert answer is not None
    assert answer.values is not None
    return replace(answer, values=answer.values * value / float((task.objective * answer.values).sum()))


@pytest.fixture
def in_parts() -> Iterator[None]:
    """Let no model with rooms named be small enough to be solved as a whole, and solve everything in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finish, "SOON_COLUMNS", -1)
        patch.setattr(finish, "NAMED_COLUMNS", -1)
        patch.setattr(Crew, "_is_for_here", lambda *_: True)
        yield


@pytest.fixture
def as_if_large(in_parts: None) -> Iterator[None]:  # noqa: ARG001 - the other fixture is needed first
    """Let no model at all be solved as a whole, and two posts choose whole weeks before all do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "is_whole", lambda _: False)
        patch.setattr(finish, "SMALL_POSTS", 0)
        patch.setattr(by_area, "AREA_POSTS", 2)
        yield


def assert_legal_and_truly_bounded(world: World, work: float | None) -> None:
    """Make sure that a plan is legal and, its first three goals at their best, its bound not above the least burden."""
    data, travel = world
    plan = solve(data, travel, season=Season.WINTER, settings=Settings(), limits=Limits(work=work))
    assert breaches(data, travel, plan.placements) == ()
    least = goal_values(data, travel, best_plan(data, travel))
    if all(plan.goals[goal].value == pytest.approx(float(least[goal])) for goal in ("G1", "G2", "G3")):
        assert plan.goals["G4"].bound <= float(least["G4"]) + 1e-6 <= plan.goals["G4"].value + 2e-6


@settings(max_examples=60)
@given(tiny_datasets())
@pytest.mark.usefixtures("as_if_large")
def test_with_more_work_every_plan_is_legal_and_the_bound_on_the_burden_holds(world: World) -> None:
    """In areas too large to be solved as a whole."""
    assert_legal_and_truly_bounded(world, MORE_FROM_WORK)


@settings(max_examples=60)
@given(tiny_datasets())
@pytest.mark.usefixtures("as_if_large")
def test_with_more_work_sessions_are_placed_and_proved_exactly(world: World) -> None:
    """In areas too large to be solved as a whole by default, and few enough columns for it with more work."""
    data, travel = world
    plan = solve(data, travel, season=Season.WINTER, settings=Settings(), limits=Limits(work=MORE_FROM_WORK))
    least = float(goal_values(data, travel, best_plan(data, travel))["G1"])
    assert plan.goals["G1"].value == pytest.approx(least)
    assert plan.goals["G1"].bound == pytest.approx(least)


@settings(max_examples=60)
@given(tiny_datasets())
@pytest.mark.usefixtures("in_parts")
def test_a_small_area_chosen_by_weeks_is_legal_and_its_bound_holds(world: World) -> None:
    """By default, in areas small but for their rooms."""
    assert_legal_and_truly_bounded(world, None)
