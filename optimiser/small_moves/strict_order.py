"""A scope solved goal by goal in strict order, exactly: goals in whole numbers together, then the others one by one.

Goals in whole numbers that follow each other are put into one objective: each weighs more than all that come after it
can come to. That is exact, not a compromise, and in a small scope the weights stay small.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from optimiser.engine import Answer, Task
from optimiser.program import Expression, Floats, Mask, Program
from optimiser.small_moves.scoped import Scoped
from optimiser.watch import Watch

NODES = 400
"""The search tree of a scope: mostly its root settles it."""

HALF = 0.5
THREE_QUARTERS = 0.75
ROUNDING = 1e-6
NO_RANGES: Mapping[str, float] = MappingProxyType({})


class StrictOrder:
    """Goes through goals in their order; what one has reached is held from then on."""

    def __init__(self, scope: Scoped, watch: Watch) -> None:
        """Start from the plan as it stands."""
        self._scope = scope
        self._program = scope.full.model.program
        self._watch = watch
        self.values = scope.start
        self.bounds: dict[str, float] = {}

    def together(
        self, goals: Sequence[Expression], *, then: Expression | None = None, ranges: Mapping[str, float] = NO_RANGES
    ) -> None:
        """Make goals in whole numbers least, each before those after it.

        ``then`` decides among equals, in whole numbers too, and is not held. ``ranges`` says how far a goal can differ
        between plans, where that is known to be less than the sum of its coefficients.
        """
        all_goals = [*goals] if then is None else [*goals, then]
        pairs = zip(_weights(all_goals, ranges), all_goals, strict=True)
        objective: Floats = np.sum([weight * goal.coefficients for weight, goal in pairs], axis=0)
        answer = self._solve(objective, gap=HALF)
        value = float((objective * self.values).sum())
        # A better plan would be better by a whole one; a solver's bound on a large sum may be off by a little of that.
        is_proved = answer is not None and answer.bound > value - THREE_QUARTERS
        for goal in goals:
            if is_proved:
                self.bounds[goal.name] = goal.value(self.values)
            self._hold(goal, HALF)

    def alone(self, goal: Expression) -> None:
        """Make one goal least that need not be whole."""
        answer = self._solve(goal.coefficients, gap=ROUNDING)
        if answer is not None:
            allowance = ROUNDING * max(1.0, abs(answer.bound))
            self.bounds[goal.name] = min(answer.bound + goal.constant - allowance, goal.value(self.values))
        self._hold(goal, ROUNDING)

    def within(self, free: Mask, goal: Expression) -> None:
        """Make one goal least over some columns, all others staying as they are; that proves nothing."""
        part = self._program.part(free, self.values)
        task = self._task(part.program, goal.coefficients[part.columns], self.values[part.columns], gap=ROUNDING)
        answer = None if self._watch.is_over() else task.run()
        if answer is not None and answer.values is not None:
            values = self.values.copy()
            values[part.columns] = answer.values
            self._take(goal.coefficients, values)

    def _solve(self, objective: Floats, *, gap: float) -> Answer | None:
        if self._watch.is_over():
            return None
        answer = self._task(self._program, objective, self.values, gap=gap).run()
        self._watch.add_work(answer.work)
        if answer.values is not None:
            self._take(objective, answer.values)
        # A plan is always held: a solver that finds none possible has met its tolerances, and its bound says nothing.
        return None if answer.bound == np.inf else answer

    def _task(self, program: Program, objective: Floats, hint: Floats, *, gap: float) -> Task:
        return Task(
            program=program,
            objective=objective,
            hint=hint,
            nodes=NODES,
            gap=gap,
            seed=self._watch.limits.seed,
            deadline=self._watch.deadline,
        )

    def _take(self, objective: Floats, values: Floats) -> None:
        values = self._scope.completed(values)
        if self._is_better(objective, values):
            self.values = values

    def _is_better(self, objective: Floats, values: Floats) -> bool:
        is_less = float((objective * values).sum()) < float((objective * self.values).sum()) - ROUNDING
        return is_less and self._program.holds(values)

    def _hold(self, goal: Expression, slack: float) -> None:
        if goal.coefficients.any():
            most = goal.value(self.values) - goal.constant + slack
            self._program = self._program.with_row(goal.coefficients, high=most, rule=goal.name)


def _weights(goals: Sequence[Expression], ranges: Mapping[str, float]) -> list[float]:
    """Return weights by which goals in whole numbers stand in strict order: columns run between nought and one."""
    weights, weight = [], 1.0
    for goal in reversed(goals):
        weights.append(weight)
        weight *= ranges.get(goal.name, float(np.abs(goal.coefficients).sum())) + 1
    return weights[::-1]
