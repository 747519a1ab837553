"""Column generation: weeks found at the prices of a relaxation over weeks.

Every round solves the relaxation over the pool and asks for each post's best week at its prices. Over all posts these
are drawn half-way and further to the prices of the first relaxation: raw prices swing from round to round. Over a few
posts raw prices settle by themselves. Source: Dantzig and Wolfe (1960); smoothing after Wentges (1997).
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

import numpy as np

from optimiser.engine import Answer, Job, Method, Task
from optimiser.program import Floats, Mask, Part
from optimiser.week_pool import Choice, WeekPool

Steps = Generator[list[Job], list[Answer | None], None]
Locals = Generator[list[Job], list[Answer | None], "list[LocalProgram]"]

ROUNDS = 9
SMOOTHING = (0.6, 0.9)
"""How far the prices of a round are drawn to those of the first relaxation; one new week per post for each."""

LOCAL_ROUNDS = 4


@dataclass(frozen=True, kw_only=True)
class Ask:
    """Some posts choose their weeks anew in what all others leave in ``values``.

    ``cost`` is the objective over the model's columns; ``rows`` are the model's rows to keep and ``others`` its
    columns of no post to leave free.
    """

    posts: tuple[int, ...]
    values: Floats
    cost: Floats
    rows: Mask
    others: Mask


@dataclass(frozen=True)
class _Relaxed:
    """A relaxation solved: its choice, value by column, prices by row."""

    choice: Choice
    values: Floats
    prices: Floats


@dataclass(frozen=True, kw_only=True)
class LocalProgram:
    """The weeks worth a look for some posts in what all others leave, from the weeks they have.

    ``bound`` is the relaxation's value: no choice among the pool's weeks is lower.
    """

    choice: Choice
    part: Part
    start: Floats
    bound: float

    @property
    def objective(self) -> Floats:
        """The objective over the part's columns."""
        return self.choice.objective[self.part.columns]

    @property
    def hint(self) -> Floats:
        """The weeks the posts have, over the part's columns."""
        return self.start[self.part.columns]

    @property
    def most_gain(self) -> float:
        """How much lower than now the objective can get at most."""
        return float(self.choice.objective @ self.start) - self.bound

    def found(self, values: Floats) -> Floats:
        """Return the values of all columns of the choice from those of the part."""
        found = np.zeros(len(self.start))
        found[self.part.columns] = values
        return found


def side_by_side(*running: Steps) -> Steps:
    """Take steps together: hand out the tasks of all in one batch, until each has ended."""
    waiting = [(steps, tasks) for steps in running if (tasks := next(steps, None)) is not None]
    while waiting:
        answers = iter((yield [task for _, tasks in waiting for task in tasks]))
        further = [(steps, sent(steps, [next(answers) for _ in tasks])) for steps, tasks in waiting]
        waiting = [(steps, tasks) for steps, tasks in further if tasks is not None]


def sent(steps: Steps, answers: list[Answer | None]) -> list[Job] | None:
    """Hand answers back and return the next tasks, or ``None`` where there are none."""
    try:
        return steps.send(answers)
    except StopIteration:
        return None


def grow(pool: WeekPool, ask: Ask, prices: Floats, hear: Callable[[Floats], bool]) -> Steps:
    """Fill the pool with weeks of all posts, from the prices of the model's rows in a first relaxation.

    ``hear`` is told the prices of every round, from which it may prove a bound, and says whether to go on.
    """
    pool.add_plan(ask.values)
    pool.enrich(ask.posts, pool.model.program.pull(prices) - ask.cost)
    for _ in range(ROUNDS):
        solved = yield from _relaxed(pool, [ask])
        if not solved:
            return
        now, earned = _prices(pool, solved[0])
        if not hear(now):
            return
        drawn = [share * prices + (1 - share) * now for share in SMOOTHING]
        if not sum(pool.enrich(ask.posts, pool.model.program.pull(each) - ask.cost, earned) for each in drawn):
            return


def grow_locally(pool: WeekPool, asks: Sequence[Ask], *, worth: float) -> Locals:
    """Add weeks for groups of posts at the prices of what all others leave to each; return a program for each group.

    A week whose reduced cost is above ``worth`` is left out of the program.
    """
    solved = yield from _relaxed(pool, asks)
    for _ in range(LOCAL_ROUNDS):
        if not sum(_enriched(pool, ask, each) for ask, each in zip(asks, solved, strict=False)):
            break
        solved = yield from _relaxed(pool, asks)
    return [_local_program(pool, ask, each, worth) for ask, each in zip(asks, solved, strict=False)]


def _relaxed(pool: WeekPool, asks: Sequence[Ask]) -> Generator[list[Job], list[Answer | None], list[_Relaxed]]:
    """Solve the relaxations of all asks, or of none where one was stopped."""
    choices = [pool.choice(ask.posts, ask.values, ask.cost, rows=ask.rows, others=ask.others) for ask in asks]
    answers = yield [
        Task(program=choice.program, objective=choice.objective, method=Method.RELAXATION) for choice in choices
    ]
    solved = [
        _Relaxed(choice, answer.values, answer.prices)
        for choice, answer in zip(choices, answers, strict=True)
        if answer is not None and answer.values is not None and answer.prices is not None
    ]
    return solved if len(solved) == len(asks) else []


def _enriched(pool: WeekPool, ask: Ask, solved: _Relaxed) -> int:
    prices, earned = _prices(pool, solved)
    return pool.enrich(ask.posts, pool.model.program.pull(prices) - ask.cost, earned)


def _local_program(pool: WeekPool, ask: Ask, solved: _Relaxed, worth: float) -> LocalProgram:
    choice = solved.choice
    start = pool.start(choice, ask.values)
    free = (choice.objective - choice.program.pull(solved.prices) <= worth) | (start > 0)
    free[len(choice.weeks) :] = True
    part = choice.program.part(free, np.zeros(len(start)))
    return LocalProgram(choice=choice, part=part, start=start, bound=float(choice.objective @ solved.values))


def _prices(pool: WeekPool, solved: _Relaxed) -> tuple[Floats, dict[int, float]]:
    """Return the prices of the model's rows, and what each post's weeks are worth at them."""
    choice, prices = solved.choice, solved.prices
    of_rows = np.zeros(pool.model.program.rows)
    of_rows[choice.rows] = prices[: len(choice.rows)]
    return of_rows, dict(zip(choice.posts, (-prices[len(choice.rows) :]).tolist(), strict=True))
