"""The children: the same answers as here, stopped at once, and nothing lost by a death."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from multiprocessing.context import SpawnProcess

import numpy as np
import pytest

import optimiser.crew
from estates.domain.words import StoppedBy
from optimiser.bound import price_bound
from optimiser.crew import QUICK_COLUMNS, SMALL_COLUMNS, Crew, dismiss_those_at_rest, start
from optimiser.engine import Answer, Job, Method, Task, run
from optimiser.limits import Limits
from optimiser.program import Expression, LinearModel
from optimiser.streams import Steps
from optimiser.watch import Watch


def knapsack(columns: int, rows: int = 3) -> Task:
    """Return a task that takes a solver some time: many things, few knapsacks."""
    chance = np.random.default_rng(columns)
    model = LinearModel()
    things = [model.add_column() for _ in range(columns)]
    for _ in range(rows):
        weights = chance.integers(20, 90, columns).tolist()
        model.add_row(zip(things, weights, strict=True), rule="R3", high=sum(weights) // 2)
    worth = chance.integers(20, 90, columns).astype(float)
    return Task(program=model.finished(), objective=-worth, gap=0.0)


LARGE = knapsack(SMALL_COLUMNS + 1, rows=1)


@pytest.fixture(autouse=True)
def _nobody_at_rest() -> None:
    """End the children that crews of other tests have left at rest."""
    dismiss_those_at_rest()


@pytest.fixture
def crew() -> Iterator[Crew]:
    """Return a crew whose children end with the test."""
    with Crew(Watch(Limits())) as crew:
        yield crew


def test_a_child_answers_as_this_process_does(crew: Crew) -> None:
    """One task, two processes, the same values and bound."""
    (answer,) = crew.solve([LARGE])
    here = run(LARGE)
    assert answer is not None
    assert answer.values is not None
    assert here.values is not None
    assert np.array_equal(answer.values, here.values)
    assert answer.bound == here.bound


def test_answers_come_in_the_order_of_the_tasks(crew: Crew) -> None:
    """Small tasks are solved here and large ones there; the order stays."""
    tasks = [knapsack(10, rows=1), LARGE, knapsack(12, rows=1)]
    sizes = [0 if answer is None or answer.values is None else len(answer.values) for answer in crew.solve(tasks)]
    assert sizes == [10, SMALL_COLUMNS + 1, 12]


@pytest.mark.parametrize(("size", "called"), [(SMALL_COLUMNS, 0), (SMALL_COLUMNS + 1, 1), (QUICK_COLUMNS + 1, 2)])
def test_as_many_children_are_called_in_as_tasks_are_large(crew: Crew, size: int, called: int) -> None:
    """None where all is solved here, one for a small area, two for a large one; calling again calls nobody."""
    for _ in range(2):
        crew.call_in(size)
    assert len(crew._children) == called


def test_no_tasks_have_no_answers(crew: Crew) -> None:
    """An empty batch is answered at once."""
    assert crew.solve([]) == []


@dataclass(frozen=True, kw_only=True)
class Deadly(Job):
    """A job that ends whatever process takes it up."""

    is_heavy: bool = True

    @property
    def size(self) -> int:
        """Small: it is for a child all the same."""
        return 0

    def run(self) -> Answer:
        """End this process at once."""
        os._exit(1)


def test_what_a_child_that_dies_was_working_on_is_done_again(crew: Crew) -> None:
    """One of two killed: a new child takes up its task, and every task has its answer."""
    before = crew.solve([LARGE, LARGE])
    crew._children[0].process.kill()
    crew._children[0].process.join()
    after = crew.solve([LARGE, LARGE])
    assert [answer and answer.bound for answer in after] == [answer and answer.bound for answer in before]
    assert None not in after


@pytest.mark.parametrize("most", [0, 1])
def test_where_the_system_has_no_more_processes_tasks_are_solved_all_the_same(
    crew: Crew, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the child that there is, or here."""
    given = [True] * most
    monkeypatch.setattr(optimiser.crew, "start", lambda process: bool(given and given.pop()) and start(process))
    answers = crew.solve([LARGE, LARGE])
    assert [answer and answer.bound for answer in answers] == [run(LARGE).bound] * 2
    assert len(crew._children) == most


def test_the_next_crew_has_the_children_of_the_last() -> None:
    """A process takes half a second to start."""
    with Crew(Watch(Limits())) as crew:
        assert None not in crew.solve([LARGE, LARGE])
        first = {child.process.pid for child in crew._children}
    with Crew(Watch(Limits())) as crew:
        assert None not in crew.solve([LARGE, LARGE])
        assert {child.process.pid for child in crew._children} == first


def test_a_child_that_died_at_rest_is_not_called_in() -> None:
    """A new one takes its place."""
    with Crew(Watch(Limits()), children=1) as crew:
        crew.solve([LARGE])
        crew._children[0].process.kill()
        crew._children[0].process.join()
    assert len(optimiser.crew._AT_REST) == 1
    assert optimiser.crew._rested() is None


@dataclass(frozen=True)
class Slow(Job):
    """Takes longer than a process to die."""

    is_heavy: bool = True

    @property
    def size(self) -> int:
        """The number of columns."""
        return 1

    def run(self) -> Answer:
        """Wait a little."""
        time.sleep(1.5)
        return Answer(values=None, prices=None, bound=1.5, work=0.0)


def test_a_child_whose_answer_is_no_longer_awaited_is_not_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another died before it was ready, so its task was taken back; the next crew would take its answer for its own."""

    def killed(process: SpawnProcess) -> bool:
        is_started = start(process)
        process.kill()
        return is_started

    with Crew(Watch(Limits())) as crew:
        crew.solve([LARGE])
        monkeypatch.setattr(optimiser.crew, "start", killed)
        assert [answer and answer.bound for answer in crew.solve([Slow(), Slow()])] == [1.5, 1.5]
        assert [child.is_ready for child in crew._children] == [True]
    assert not optimiser.crew._AT_REST


def test_a_child_of_the_process_that_was_forked_is_not_called_in() -> None:
    """It answers to another."""
    with Crew(Watch(Limits()), children=1) as crew:
        crew.solve([LARGE])
        theirs = crew._children[0]
        theirs.parent = -1
    with Crew(Watch(Limits()), children=1) as crew:
        crew.call_in(LARGE.size)
        assert crew._children[0].process is not theirs.process
    theirs.process.terminate()


def test_a_task_that_two_children_die_of_stays_without_an_answer(crew: Crew) -> None:
    """It is not tried for ever, and the others are not held up by it."""
    deadly, other = crew.solve([Deadly(), LARGE])
    assert deadly is None
    assert other is not None


def test_an_interrupt_ends_a_long_task_at_once() -> None:
    """What would take a minute or more is left within a few seconds, and the children are gone."""
    began = time.monotonic()
    watch = Watch(Limits(), stop=lambda: time.monotonic() - began > 2.0)
    with Crew(watch) as crew:
        assert crew.solve([knapsack(1200, rows=40)]) == [None]
        assert not crew._children
    assert not optimiser.crew._AT_REST
    assert watch.stopped_by is StoppedBy.INTERRUPT
    assert time.monotonic() - began < 15


def test_at_a_time_limit_what_a_long_task_has_found_is_taken() -> None:
    """The solver ends a little before the limit, so that there is somebody to tell."""
    with Crew(Watch(Limits(time_limit_seconds=6.0))) as crew:
        (answer,) = crew.solve([knapsack(1200, rows=40)])
    assert answer is not None
    assert answer.values is not None


def test_a_relaxation_has_prices_and_a_whole_program_has_none() -> None:
    """Only the relaxation's prices mean anything."""
    task = knapsack(20, rows=1)
    relaxed = run(Task(program=task.program, objective=task.objective, method=Method.RELAXATION))
    assert relaxed.prices is not None
    assert run(task).prices is None
    assert relaxed.bound <= run(task).bound + 1e-6


def test_a_near_relaxation_has_prices_that_bound_almost_as_well() -> None:
    """Its bound is below the exact one, by a thousandth at most."""
    task = knapsack(60)
    near = run(Task(program=task.program, objective=task.objective, method=Method.NEAR_RELAXATION))
    exact = run(Task(program=task.program, objective=task.objective, method=Method.RELAXATION))
    goal = Expression("G1", task.objective, 0.0)
    assert near.prices is not None
    bound = price_bound(task.program, goal, near.prices)
    assert exact.bound * 1.001 <= bound <= exact.bound + 1e-6  # both are below nought


def test_a_program_that_a_solver_refuses_has_no_answer() -> None:
    """Nothing is found, nothing is claimed, and nothing breaks."""
    task = knapsack(3, rows=1)
    answer = run(replace(task, hint=np.full(3, 2.0)))  # outside the bounds
    assert answer.values is None
    assert answer.bound == -np.inf


def test_steps_side_by_side_wait_for_their_own_answers_alone(crew: Crew) -> None:
    """Short steps come to their end while a long task is still solved."""
    ended = list[str]()

    def steps(name: str, tasks: int) -> Steps:
        for _ in range(tasks):
            yield [LARGE if name == "short" else knapsack(SMALL_COLUMNS + 1, rows=3)]
        ended.append(name)

    crew.drive([steps("long", 1), steps("short", 2), steps("none", 0)], lambda: None)
    assert ended == ["none", "short", "long"]
