"""From a corner of the relaxation to a plan: legal, as good as the corner allows, and the same every time."""

import time
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.generate import County, generate
from estates.domain.settings import BurdenSettings
from optimiser import corners
from optimiser.aims import held_aim, session_cost
from optimiser.bound import price_bound
from optimiser.candidates import survey
from optimiser.corners import Rounding, corner_aim, few_patterns
from optimiser.engine import Answer, Method, Task, run
from optimiser.model import build
from optimiser.pricing import weeks_of
from optimiser.program import Floats
from optimiser.start import completed, first_plan

MODEL = build(survey(*generate(County(seed=3, pcns=2, hubs=2, posts_per_pcn=12)), burden=BurdenSettings()))
WEEKS = weeks_of(MODEL)
PLAN = first_plan(MODEL, WEEKS, session_cost(MODEL), np.zeros(MODEL.program.rows))
UNMET = MODEL.goals["G1"]


def corner() -> Answer:
    """Return the corner of the relaxation, and its prices."""
    aim = corner_aim(MODEL, PLAN, few_patterns(MODEL, WEEKS))
    return run(Task(program=aim.program, objective=aim.objective, method=Method.RELAXATION))


def rounding(values: Floats, *, most: float = np.inf, seed: int = 0) -> Rounding:
    """Return the job of making a plan of a corner."""
    aim = held_aim(MODEL, "G1", PLAN)
    return Rounding(
        program=aim.program,
        objective=aim.objective,
        corner=values,
        post=MODEL.post_of_column,
        ties=few_patterns(MODEL, WEEKS),
        most=most,
        seed=seed,
    )


def values_of(answer: Answer) -> Floats:
    """Return the values of an answer that has some."""
    assert answer.values is not None
    return answer.values


def posts_beside(hub: int, values: Floats) -> set[int]:
    """Return the posts that sit in rows of a hub session's column."""
    program = MODEL.program
    rows = program.entry_row[program.entry_column == hub]
    shared = program.entry_column[np.isin(program.entry_row, rows)]
    return {int(MODEL.post_of_column[c]) for c in shared if values[c] > 0.5 and MODEL.post_of_column[c] >= 0}


def test_a_corner_bounds_what_is_unmet_and_its_plan_is_legal_and_better_than_the_first() -> None:
    """Bound <= plan <= first plan, and the plan keeps every row of the model."""
    found = corner()
    aim = corner_aim(MODEL, PLAN, few_patterns(MODEL, WEEKS))
    assert found.prices is not None
    bound = price_bound(aim.program, UNMET, found.prices / aim.weight)
    plan = completed(MODEL, values_of(rounding(values_of(found)).run()))
    assert MODEL.program.holds(plan)
    assert bound - 1e-6 <= UNMET.value(plan) < UNMET.value(PLAN)


def test_posts_whose_week_is_whole_at_the_corner_keep_it() -> None:
    """Only posts in fractions, or who sit where a programme is in fractions, choose anew."""
    values = values_of(corner())
    job = rounding(values)
    is_open = job._open(values)
    plan = values_of(job.run())
    assert is_open.any()
    assert not is_open.all()
    assert np.array_equal(plan[~is_open], np.round(values)[~is_open])
    is_fraction = np.abs(values - np.round(values)) > 1e-6
    assert set(MODEL.post_of_column[is_fraction].tolist()) <= set(MODEL.post_of_column[is_open].tolist())


def test_who_sits_where_a_programme_is_in_fractions_chooses_anew() -> None:
    """Half a hub session may need their rooms, or leave them."""
    values = np.round(PLAN)
    hub, beside = next(
        (column, posts) for column in MODEL.variables.hubs.values() if (posts := posts_beside(column, values))
    )
    values[hub] = 0.5
    is_open = rounding(values)._open(values)
    assert {int(post) for post in MODEL.post_of_column[is_open] if post >= 0} == beside


def test_where_few_columns_may_be_open_others_settle_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """The relaxation stays as good while more posts have whole weeks; then branch and cut has a smaller program."""
    sizes: list[int] = []
    original = Task.run

    def noted(task: Task) -> Answer:
        sizes.append(task.size)
        return original(task)

    values = values_of(corner())
    monkeypatch.setattr(Task, "run", noted)
    monkeypatch.setattr(corners, "FEW_COLUMNS", 0)
    answer = rounding(values, most=1).run()
    assert len(sizes) == corners.MOST_TIMES + 1
    assert sizes[-1] < sizes[0]
    assert MODEL.program.holds(completed(MODEL, values_of(answer)))


@pytest.mark.parametrize("small", [0, 10**6], ids=["branch and cut", "constraints first"])
def test_the_same_corner_gives_the_same_plan(monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    """Whoever settles what is left, and as good by either."""
    monkeypatch.setattr(corners, "FEW_COLUMNS", small)
    values = values_of(corner())
    first, second = rounding(values).run(), rounding(values).run()
    assert np.array_equal(values_of(first), values_of(second))
    monkeypatch.setattr(corners, "FEW_COLUMNS", 0)
    assert UNMET.value(values_of(first)) == pytest.approx(UNMET.value(values_of(rounding(values).run())))


def test_a_corner_without_a_plan_has_no_answer() -> None:
    """Where what is kept leaves no plan, nothing is invented."""
    values = values_of(corner())
    job = rounding(values)
    impossible = job.program.with_row(job.objective, high=-1e6, rule="R12")
    answer = replace(job, program=impossible).run()
    assert answer.values is None
    assert answer.bound == -np.inf


def test_what_a_simplex_method_leaves_beside_whole_numbers_is_made_whole() -> None:
    """A visit of 1e-9 is none, and a week of 1 - 1e-9 is a whole one."""
    values = values_of(corner())
    is_closed = ~rounding(values)._open(values)
    nearly = np.where(is_closed, np.abs(values - 1e-9), values)
    plan = values_of(rounding(nearly).run())
    assert np.array_equal(plan[is_closed], np.round(values)[is_closed])


def test_a_time_limit_is_kept_and_reaches_every_task() -> None:
    """Long over: nobody is relaxed again and again, and the solvers are told."""
    late = time.monotonic() - 1
    job = rounding(values_of(corner()), most=1).ending_by(late)
    assert job.deadline == late
    began = time.monotonic()
    job.run()
    assert time.monotonic() - began < 5


def test_a_small_corner_is_quick() -> None:
    """Its size is what is open there."""
    values = values_of(corner())
    job = rounding(values)
    assert job.size == job._open(values).sum()
    assert job.is_quick


@pytest.mark.parametrize("limit", ["MOST_AT_CORNER", "MOST_COLUMNS"])
def test_too_large_a_corner_is_left_to_other_ways(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    """Branch and cut is not asked what would take it minutes."""
    monkeypatch.setattr(corners, limit, 0)
    assert rounding(values_of(corner())).run().values is None
