"""The search for a better plan of one part of an estate, goal by goal, with a proven bound for each.

A search hands out tasks in batches and takes in their answers (a generator), so that one crew can serve many
searches. The best plan so far always stands in ``values``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np

from estates.domain.plan import GOALS
from optimiser.aims import (
    LOCAL_WEIGHTS,
    bound_of,
    columns_of_no_post,
    held_aim,
    local_objective,
    relaxed_aim,
    session_cost,
    whole_task,
)
from optimiser.auction import auction
from optimiser.bound import ROWS_OF_A_POST, price_bound, rounded_up, week_bound
from optimiser.engine import Answer, Job, Method, Task
from optimiser.generation import Ask, LocalProgram, Steps, grow, grow_locally, side_by_side
from optimiser.goals.reach import out_of_reach
from optimiser.goals.unmet import all_wanted
from optimiser.hub_moves import HubMove, hub_moves
from optimiser.model import Model
from optimiser.neighbourhoods import LOCAL_NODES, Neighbourhood, rounds
from optimiser.pricing import weeks_of
from optimiser.program import Floats, Mask
from optimiser.rooms import Naming
from optimiser.start import completed, first_plan
from optimiser.surroundings import Surroundings
from optimiser.unmet_programs import UnmetPrograms
from optimiser.watch import Watch
from optimiser.week_pool import WeekPool

BATCH = 2
"""Neighbourhoods solved side by side, whatever the machine, so that a plan does not depend on it."""

FAR_APART = 4
"""As many neighbourhoods round unmet sessions are looked at side by side."""

MOST_MOVES = 4
"""By default as many moves of a hub session are tried."""

MOST_IN_VAIN, MOST_IN_ALL = 16, 24
"""By default it is enough after so many neighbourhoods in vain, one after the other, or so many in all."""

LEAST_GAIN = 0.05
"""A round that gains less than this share of a goal's base is the last."""

WEEK_WORTH = 50.0
"""How far from paying its way, in the units of the local objective of fairness, a week may be to be looked at."""

WEEKS_GAP = 5e3
"""Absolute gap, in these units, at which the weeks of a neighbourhood are good enough."""


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
        self._best_week_bound = -np.inf
        self._unmet = UnmetPrograms(model, watch.limits.seed)
        self._weeks = weeks_of(model)
        self.rounds = rounds(model)
        self._pool = WeekPool(model, self._weeks)
        self.total = all_wanted(model.estate)
        self.values = first_plan(model, self._weeks, local_objective(model, "G1"), np.zeros(model.program.rows))

    @property
    def is_whole(self) -> bool:
        """Whether the model is small enough to be solved as a whole."""
        return self.rounds[0].is_whole

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
        """Prove a bound for a goal and look for better plans, all earlier goals held.

        In a large model the burden is left to the stage that knows the rooms.
        """
        if self.is_whole:
            yield from self.prove(goal)
            yield from self._solve_whole(goal)
        elif goal == "G1":
            yield from self.prove(goal)
            yield from side_by_side(self._grow(), self._place_the_unmet())
        elif goal == "G2":
            yield from self._move_hubs()
            self.raise_bound(goal, out_of_reach(self.model.estate))
        elif goal == "G3":
            yield from self.prove(goal)
            yield from self._go_round(goal)

    def _go_round(self, goal: str) -> Steps:
        """Have the posts of each PCN choose anew, round after round until one gains little."""
        before = np.inf
        while before - self.value(goal) > LEAST_GAIN * self.base(goal):
            before = self.value(goal)
            for batch in _batches(self.rounds):
                if self.is_closed(goal) or self.watch.is_over():
                    return
                yield from self._choose_weeks(goal, batch)

    def prove(self, goal: str) -> Steps:
        """Solve the relaxation, whose prices give a bound; for the first goal hold an auction at the same time."""
        if self.is_closed(goal) or self.watch.is_over():
            return
        aim = relaxed_aim(self.model, goal, self.values)
        tasks: list[Job] = [Task(program=aim.program, objective=aim.objective, method=Method.RELAXATION)]
        if goal == "G1" and not self.is_whole:
            bidding = auction(self.model, self._weeks, session_cost(self.model), self.values)
            self._take(replace(bidding, steps=bidding.steps[:1]).run())
            tasks.append(bidding)
        answer, *others = yield tasks
        for other in others:
            self._take(other)
        if answer is None or answer.prices is None:
            return
        prices, expression = answer.prices / aim.weight, self.model.goals[goal]
        self.raise_bound(goal, price_bound(aim.program, expression, prices))
        if goal == "G1":
            row_prices = np.zeros(self.model.program.rows)
            row_prices[: aim.program.rows] = prices
            self._hear(row_prices)
            self._accept(first_plan(self.model, self._weeks, aim.objective, row_prices * aim.weight))
        elif goal != "G4":
            self.raise_bound(goal, week_bound(aim.program, expression, prices, weeks=self._weeks))

    def _take(self, answer: Answer | None) -> None:
        """Take the plan of an answer where it is better."""
        if answer is not None and answer.values is not None:
            self._accept(completed(self.model, answer.values))

    def _hear(self, row_prices: Floats) -> bool:
        """Prove a bound on G1 from prices of the model's rows, keep the best prices, and say whether to look on."""
        bound = week_bound(self.model.program, self.model.goals["G1"], row_prices, weeks=self._weeks)
        if bound > self._best_week_bound:
            self._best_week_bound, self.row_prices = bound, row_prices
        self.raise_bound("G1", bound)
        return not (self.is_closed("G1") or self.watch.is_over())

    def _grow(self) -> Steps:
        """Fill the pool with weeks of all posts at ever better prices; every round may prove a better bound."""
        if self.is_closed("G1") or self.watch.is_over():
            return
        ask = self._ask("G1", Neighbourhood(frozenset(range(len(self.model.estate.posts)))))
        weight = LOCAL_WEIGHTS["G1"]["G1"]
        prices = np.where(ask.rows, self.row_prices * weight, 0.0)
        yield from grow(self._pool, ask, prices, lambda now: self._hear(now / weight))

    def _place_the_unmet(self) -> Steps:
        """Look round posts with sessions unmet, several far from each other at a time, until that leads nowhere."""
        surroundings, in_vain, in_all = Surroundings(self.model, self.watch.limits.seed), 0, 0
        patience, most = MOST_IN_VAIN * self.watch.share_of_work, MOST_IN_ALL * self.watch.share_of_work
        while in_vain < patience and in_all < most and not self.is_closed("G1") and not self.watch.is_over():
            hoods = surroundings.choose(self.values, FAR_APART)
            if not hoods:
                return
            before = self.value("G1")
            # Programmes may move in one of them only, or the answers would not go together.
            parts = [self._unmet.part(self.values, hood, with_hubs=not n) for n, hood in enumerate(hoods)]
            answers = yield [self._unmet.task(self.values, part) for part in parts]
            for part, answer in zip(parts, answers, strict=True):
                if answer is not None and answer.values is not None:
                    self._accept_sideways(self._unmet.plan(self.values, part, answer.values))
            in_vain = 0 if self.value("G1") < before else in_vain + len(hoods)
            in_all += len(hoods)

    def _move_hubs(self) -> Steps:
        """Move hub sessions one by one to where they reach another PCN, as long as that costs no session."""
        surroundings, tried = Surroundings(self.model, self.watch.limits.seed), set[HubMove]()
        while not self.is_closed("G2") and not self.watch.is_over():
            moves = (move for move in hub_moves(self.model, self.values, self.row_prices) if move not in tried)
            batch = list(islice(moves, BATCH))
            if not batch or len(tried) >= MOST_MOVES * self.watch.share_of_work:
                return
            tried.update(batch)
            hoods = [surroundings.at(self.values, (move.site_id, move.slot)) for move in batch]
            parts = [self._unmet.moved(self.values, move, hood) for move, hood in zip(batch, hoods, strict=True)]
            answers = yield [self._unmet.task(self.values, part) for part in parts]
            for part, answer in zip(parts, answers, strict=True):
                if answer is not None and answer.values is not None:
                    self._accept(self._unmet.plan(self.values, part, answer.values))

    def _accept_sideways(self, values: Floats) -> None:
        """Take a legal plan that is no worse in the first two goals, though it be in others: it may lead somewhere."""
        if self._score(values)[:2] <= self._score(self.values)[:2] and self.model.program.holds(values):
            self.values = values

    def _ask(self, goal: str, hood: Neighbourhood) -> Ask:
        return Ask(
            posts=tuple(sorted(hood.posts)),
            values=self.values,
            cost=local_objective(self.model, goal),
            rows=self._shared_rows(goal),
            others=columns_of_no_post(self.model, goal),
        )

    def _choose_weeks(self, goal: str, hoods: Sequence[Neighbourhood]) -> Steps:
        """Choose the weeks of each neighbourhood's posts anew in what all others leave."""
        asks = [self._ask(goal, hood) for hood in hoods]
        programs = yield from grow_locally(self._pool, asks, worth=WEEK_WORTH)
        promising = [each for each in programs if each.most_gain > WEEKS_GAP]
        answers = (yield [self._local_task(each) for each in promising]) if promising else []
        for each, answer in zip(promising, answers, strict=True):
            if answer is not None and answer.values is not None:
                self._accept(self._pool.plan(each.choice, each.found(answer.values), self.values))

    def _local_task(self, local: LocalProgram) -> Task:
        return Task(
            program=local.part.program,
            objective=local.objective,
            hint=local.hint,
            nodes=LOCAL_NODES,
            gap=WEEKS_GAP,
            seed=self.watch.limits.seed,
            is_heavy=True,
        )

    def _shared_rows(self, goal: str) -> Mask:
        """Return the rows that several posts share, without those of goals that come later and say nothing yet."""
        later = [name for name in ("G2", "G3") if GOALS.index(name) > max(1, GOALS.index(goal))]
        return ~np.isin(self.model.program.row_rule, [*ROWS_OF_A_POST, *later])

    def _solve_whole(self, goal: str) -> Steps:
        if self.is_closed(goal) or self.watch.is_over():
            return
        aim = held_aim(self.model, goal, self.values)
        (answer,) = yield [whole_task(aim, self.values, seed=self.watch.limits.seed)]
        self._take(answer)
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


def _batches(hoods: Sequence[Neighbourhood]) -> Iterator[Sequence[Neighbourhood]]:
    for start in range(0, len(hoods), BATCH):
        yield hoods[start : start + BATCH]
