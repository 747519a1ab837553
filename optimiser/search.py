"""The search for a better plan of one part of an estate, goal by goal, with a proven bound for each.

A search hands out tasks in batches and takes in their answers (a generator), so that one crew can serve many
searches. The best plan so far always stands in ``values``.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from estates.domain.plan import GOALS
from optimiser.aims import Aim, free_columns, held_aim, local_aim, relaxed_aim
from optimiser.bound import ROWS_OF_A_POST, price_bound, rounded_up, week_bound
from optimiser.engine import Answer, Method, Task
from optimiser.generation import Ask, LocalProgram, Steps, grow, grow_locally
from optimiser.goals.unmet import all_wanted
from optimiser.model import Model
from optimiser.neighbourhoods import Neighbourhood, around_hubs, rounds
from optimiser.pricing import weeks_of
from optimiser.program import Floats, Mask
from optimiser.rooms import Naming
from optimiser.start import completed, first_plan
from optimiser.watch import Watch
from optimiser.week_pool import WeekPool

BATCH = 2
"""Neighbourhoods solved side by side, whatever the machine, so that a plan does not depend on it."""

LEAST_GAIN = {"G1": 0.005, "G3": 0.05, "G4": 0.05}
"""A round that gains less than this share of a goal's base is the last."""

WORTH = {"G1": 2e3, "G2": 2e3, "G3": 500.0, "G4": 20.0}
"""How far from paying its way, in the units of the goal's local objective, a week may be to be looked at."""

WHOLE_NODES, LOCAL_NODES = 300, 1
LOCAL_GAP = {"G1": 6e4, "G2": 6e3, "G3": 1e3, "G4": 10.0}
"""Absolute gap, in the units of the goal's local objective, at which a neighbourhood is good enough."""

WHOLE_GAP = {"G2": 0.5, "G3": 0.0, "G4": 0.0}


class Search:
    """Looks for better plans of one model.

    ``values`` is the best plan so far, ``naming`` its rooms once they are named, ``bounds`` each goal's proven lower
    bound, ``rounds`` the neighbourhoods to go through, ``row_prices`` the prices of the model's rows that bound G1.
    """

    def __init__(self, model: Model, watch: Watch) -> None:
        """Start with a plan made without prices; nothing is proved yet."""
        self.model = model
        self.bounds = dict.fromkeys(GOALS, 0.0)
        self.watch = watch
        self.naming = Naming({}, {})
        self.row_prices = np.zeros(model.program.rows)
        self._weeks = weeks_of(model)
        self.rounds = rounds(model)
        self._pool = WeekPool(model, self._weeks)
        self.total = all_wanted(model.estate)
        self.values = first_plan(model, self._weeks, local_aim(model, "G1").objective, np.zeros(model.program.rows))

    @property
    def is_whole(self) -> bool:
        """Whether the model is small enough to be solved as a whole."""
        return self.rounds[0][0].is_whole

    def value(self, goal: str) -> float:
        """Return the value of a goal in the best plan so far, with rooms at their best."""
        return self.model.goals[goal].value(self.values)

    def base(self, goal: str) -> float:
        """Return what a goal's gap is measured against."""
        return max(1.0, self.total - self.value(goal) if goal == "G1" else self.value(goal))

    def is_closed(self, goal: str) -> bool:
        """Whether a goal's gap is at most the gap asked."""
        return self.value(goal) - self.bounds[goal] <= self.watch.limits.gap * self.base(goal) + 1e-6

    def improve(self, goal: str) -> Steps:
        """Prove a bound for a goal and look for better plans, all earlier goals held."""
        if not self.is_closed(goal):
            yield from self._prove(goal)
        for hoods in self._rounds_for(goal):
            for batch in _batches(hoods):
                if self.is_closed(goal) or self.watch.is_over():
                    return
                yield from self._try(goal, batch)

    def _rounds_for(self, goal: str) -> Iterator[Sequence[Neighbourhood]]:
        """Yield a goal's rounds until one gains little: hubs' surroundings for their reach, pairs for what is unmet.

        Fairness and burden are looked after PCN by PCN: what pairs would add there is small and takes long.
        """
        singles, pairs = self.rounds[0], self.rounds[-1]
        if self.is_whole:
            yield singles
            return
        if goal == "G2":
            yield around_hubs(self.model, self.values)
            return
        if goal == "G1":
            yield singles
        before = np.inf
        while before - self.value(goal) > LEAST_GAIN[goal] * self.base(goal):
            before = self.value(goal)
            yield pairs if goal == "G1" else singles

    def _prove(self, goal: str) -> Steps:
        """Solve the relaxation; its prices give a bound, and for the first goal a better start."""
        aim = relaxed_aim(self.model, goal, self.values)
        (answer,) = yield [Task(program=aim.program, objective=aim.objective, method=Method.RELAXATION)]
        if answer is None or answer.prices is None:
            return
        prices, expression = answer.prices / aim.weight, self.model.goals[goal]
        self.raise_bound(goal, price_bound(aim.program, expression, prices))
        if goal != "G4":
            self.raise_bound(goal, week_bound(aim.program, expression, prices, weeks=self._weeks))
        if goal == "G1":
            row_prices = np.zeros(self.model.program.rows)
            row_prices[: aim.program.rows] = answer.prices
            self.row_prices = row_prices / aim.weight
            self._accept(first_plan(self.model, self._weeks, aim.objective, row_prices))
            yield from self._grow(row_prices)

    def _grow(self, row_prices: Floats) -> Steps:
        """Fill the pool with weeks of all posts; a model that is solved as a whole needs none."""
        if self.is_whole or self.is_closed("G1"):
            return
        ask = self._ask("G1", Neighbourhood(frozenset(range(len(self.model.estate.posts)))))
        yield from grow(self._pool, ask, np.where(ask.rows, row_prices, 0.0))

    def _ask(self, goal: str, hood: Neighbourhood) -> Ask:
        return Ask(
            posts=tuple(sorted(hood.posts)),
            values=self.values,
            cost=local_aim(self.model, goal).objective,
            rows=self._shared_rows(goal),
            others=free_columns(self.model, goal, hood) & (self.model.post_of_column < 0),
        )

    def _try(self, goal: str, hoods: Sequence[Neighbourhood]) -> Steps:
        if hoods[0].is_whole:
            yield from self._solve_whole(goal)
        else:
            yield from self._choose_weeks(goal, hoods)

    def _choose_weeks(self, goal: str, hoods: Sequence[Neighbourhood]) -> Steps:
        """Choose the weeks of each neighbourhood's posts anew in what all others leave."""
        asks = [self._ask(goal, hood) for hood in hoods]
        programs = yield from grow_locally(self._pool, asks, worth=WORTH[goal])
        promising = [each for each in programs if each.most_gain > LOCAL_GAP[goal]]
        answers = (yield [self._local_task(goal, each) for each in promising]) if promising else []
        for each, answer in zip(promising, answers, strict=True):
            if answer is not None and answer.values is not None:
                self._accept(self._pool.plan(each.choice, each.found(answer.values), self.values))

    def _local_task(self, goal: str, local: LocalProgram) -> Task:
        return Task(
            program=local.part.program,
            objective=local.objective,
            hint=local.hint,
            nodes=LOCAL_NODES,
            gap=LOCAL_GAP[goal],
            seed=self.watch.limits.seed,
            is_heavy=True,
        )

    def _shared_rows(self, goal: str) -> Mask:
        """Return the rows that several posts share, without those of goals that come later and say nothing yet."""
        later = [name for name in ("G2", "G3") if GOALS.index(name) > max(1, GOALS.index(goal))]
        return ~np.isin(self.model.program.row_rule, [*ROWS_OF_A_POST, *later])

    def _solve_whole(self, goal: str) -> Steps:
        aim = held_aim(self.model, goal, self.values)
        (answer,) = yield [whole_task(aim, self.values, seed=self.watch.limits.seed)]
        if answer is not None and answer.values is not None:
            self._accept(completed(self.model, answer.values))
        if answer is not None:
            self.raise_bound(goal, bound_of(aim, answer))

    def keeps_earlier_goals(self, values: Floats) -> bool:
        """Whether values are legal and no worse than the best plan in any goal before the last."""
        return self._score(values)[:-1] <= self._score(self.values)[:-1] and self.model.program.holds(values)

    def _accept(self, values: Floats) -> None:
        """Take a legal plan that is better in the first goal in which it differs."""
        if self._score(values) < self._score(self.values) and self.model.program.holds(values):
            self.values = values

    def _score(self, values: Floats) -> tuple[float, ...]:
        return tuple(round(self.model.goals[goal].value(values), 6) for goal in GOALS)

    def raise_bound(self, goal: str, bound: float) -> None:
        """Keep a proven lower bound of a goal if it is the best so far."""
        bound = rounded_up(bound, self.model.steps[goal])
        self.bounds[goal] = max(self.bounds[goal], float(bound))


def whole_task(aim: Aim, start: Floats, *, seed: int) -> Task:
    """Return the task of an aim over everything in whole numbers, from a plan to start with."""
    return Task(
        program=aim.program,
        objective=aim.objective,
        hint=start,
        nodes=WHOLE_NODES,
        gap=WHOLE_GAP.get(aim.goal, aim.weight / 4),
        seed=seed,
    )


def bound_of(aim: Aim, answer: Answer) -> float:
    """Return what a solver's bound on an aim's objective says about its goal, with an allowance for its tolerances."""
    allowance = 1e-6 * max(1.0, abs(answer.bound))
    return (answer.bound - aim.slack - allowance) / aim.weight + aim.constant


def _batches(hoods: Sequence[Neighbourhood]) -> Iterator[Sequence[Neighbourhood]]:
    for start in range(0, len(hoods), BATCH):
        yield hoods[start : start + BATCH]
