"""A walk with a proven bound for each goal, and what it was proved for."""

from estates.domain.plan import GOALS
from optimiser.bound import rounded_up
from optimiser.goals.reach import is_constant, out_of_reach
from optimiser.goals.unmet import all_wanted
from optimiser.model import Model
from optimiser.pricing import Weeks
from optimiser.program import Floats
from optimiser.together import Inequality, Proved
from optimiser.walk import Score, Walk
from optimiser.watch import Watch


class ProvedWalk(Walk):
    """A walk that keeps each goal's proven lower bound in ``bounds``; ``total`` is the weight wanted."""

    def __init__(self, model: Model, values: Floats, watch: Watch, *, weeks: Weeks, cost: Floats) -> None:
        """Start from a legal plan; nothing is proved yet."""
        super().__init__(model, values, watch, weeks=weeks, cost=cost)
        self.bounds = dict.fromkeys(GOALS, 0.0)
        self.total = all_wanted(model.estate)
        self._proved_at: dict[str, Score] = {}
        self._inequalities: dict[str, list[Inequality]] = {goal: [] for goal in GOALS}

    @property
    def proved(self) -> Proved:
        """What is known of the goals, to be put together with other parts."""
        return Proved(
            values={goal: self.value(goal) for goal in GOALS},
            bounds={goal: self.bound(goal) for goal in GOALS},
            sure={goal: self.sure_bound(goal) for goal in GOALS},
            constant=("G2",) if is_constant([self.model.estate]) else (),
            inequalities=self._inequalities,
        )

    def bound(self, goal: str) -> float:
        """Return a goal's proven lower bound among plans whose earlier goals are as they stand.

        What was proved while an earlier goal stood lower than now says nothing: a session more may cost fairness.
        """
        then, place = self._proved_at.get(goal), GOALS.index(goal)
        earlier = zip(self.score(self.values)[:place], then or (), strict=False)
        if any(now > old + 1e-6 for now, old in earlier):
            return self.sure_bound(goal)
        return self.bounds[goal]

    def sure_bound(self, goal: str) -> float:
        """Return a lower bound of a goal in any plan whatever, beside the first goal's own."""
        return float(out_of_reach(self.model.estate)) if goal == "G2" else 0.0

    def base(self, goal: str) -> float:
        """Return what a goal's gap is measured against."""
        return max(1.0, self.total - self.value(goal) if goal == "G1" else self.value(goal))

    def is_closed(self, goal: str) -> bool:
        """Whether a goal's gap is at most the gap asked."""
        return self.value(goal) - self.bound(goal) <= self.watch.limits.gap * self.base(goal) + 1e-6

    def is_done(self, goal: str) -> bool:
        """Whether a goal needs, or may be given, no further work."""
        return self.is_closed(goal) or self.watch.is_over()

    def prove_now(self, goal: str, bound: float) -> None:
        """Keep a lower bound of a goal that holds among plans whose earlier goals are as they stand now."""
        self.begin_proof(goal)
        self.raise_bound(goal, bound)

    def know(self, goal: str, inequality: Inequality) -> None:
        """Keep what holds of a goal in any plan."""
        self._inequalities[goal].append(inequality)

    def begin_proof(self, goal: str) -> None:
        """From now on a goal's bounds hold for the earlier goals as they stand; those for lower ones are forgotten."""
        self._proved_at[goal], self.bounds[goal] = self.score(self.values), self.bound(goal)

    def raise_bound(self, goal: str, bound: float) -> None:
        """Keep a proven lower bound of a goal if it is the best so far."""
        bound = rounded_up(bound, self.model.steps[goal])
        self.bounds[goal] = max(self.bounds[goal], float(bound))
