"""A legal plan that is bettered step by step: posts choose anew in groups, and what they find is taken.

The main search and the planner of sets of schemes both walk so.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from random import Random

from estates.domain.plan import GOALS
from optimiser.groups import few_of_a_pcn
from optimiser.local_programs import LocalPrograms
from optimiser.model import Model
from optimiser.pricing import Weeks
from optimiser.program import Floats
from optimiser.start import filled
from optimiser.streams import Steps
from optimiser.surroundings import SIZES, Surroundings
from optimiser.watch import Watch

FAR_APART = 4
"""As many groups of posts round unmet sessions are looked at side by side."""

MOST_NEARER, APART = 10, 10
"""So many posts of a PCN come nearer home together, and every so many-th group at a time: they seldom meet."""

Score = tuple[float, ...]
"""The values of all goals, in their order."""


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long to look round unmet sessions: groups in vain, one after the other, and in all.

    ``is_enough`` says that the plan is as good as is asked; with sites to be ``near`` only posts that could use one of
    them are looked at.
    """

    in_vain: float
    in_all: float
    is_enough: Callable[[], bool]
    near: Collection[str] = ()


class Walk:
    """A plan of a model and the ways to better it; the best one so far always stands in ``values``.

    ``weeks`` are the weeks of the model's posts, ``cost`` what a session of each column is worth to the first goal.
    """

    def __init__(self, model: Model, values: Floats, watch: Watch, *, weeks: Weeks, cost: Floats) -> None:
        """Start from a legal plan."""
        self.model, self.values, self.watch = model, values, watch
        self.weeks, self.cost = weeks, cost
        self._random = Random(watch.limits.seed)

    def value(self, goal: str) -> float:
        """Return the value of a goal in the best plan so far, with rooms at their best."""
        return self.model.goals[goal].value(self.values)

    def score(self, values: Floats) -> Score:
        """Return the values of all goals in a plan, rooms at their best."""
        return tuple(round(self.model.goals[goal].value(values), 6) for goal in GOALS)

    def accept(self, values: Floats) -> None:
        """Take a legal plan that is better in the first goal in which it differs."""
        if self.score(values) < self.score(self.values) and self.model.program.holds(values):
            self.values = values

    def accept_sideways(self, values: Floats, goals: int) -> None:
        """Take a legal plan that is no worse in the first so many goals, though it be in others: it may lead on."""
        if self.score(values)[:goals] <= self.score(self.values)[:goals] and self.model.program.holds(values):
            self.values = values

    def choose_anew(
        self, programs: LocalPrograms, groups: Sequence[frozenset[int]], *, move_hubs: bool, kept: int | None = None
    ) -> Steps:
        """Have the posts of each group choose anew, and take what they find, one after the other.

        So many of the first goals may be no worse for it; by default those that the programs keep.
        """
        goals = programs.goals if kept is None else kept
        parts = programs.parts(self.values, groups, move_hubs=move_hubs)
        answers = yield [programs.task(self.values, part) for part in parts]
        for part, answer in zip(parts, answers, strict=True):
            if answer is not None and answer.values is not None:
                self.accept_sideways(programs.plan(self.values, part, answer.values), goals)

    def come_nearer(self, posts: Collection[int], *, kept: int | None = None) -> Steps:
        """Have posts save minutes, a few of a PCN together, without a session less; then fill what they leave.

        That leaves places where they are scarce. So many of the first goals may be no worse; by default two.
        """
        programs = LocalPrograms(self.model, "G4", self.watch.limits.seed)
        order = sorted(posts)
        self._random.shuffle(order)
        groups = [frozenset(own) for own in few_of_a_pcn(self.model, order, MOST_NEARER)]
        for start in range(APART):
            if groups[start::APART] and not self.watch.is_over():
                yield from self.choose_anew(programs, groups[start::APART], move_hubs=False, kept=kept)
        self.accept(filled(self.model, self.weeks, self.cost, self.values))

    def look_round(self, surroundings: Surroundings, patience: Patience, goal: str = "G1") -> Steps:
        """Look round where the plan loses, several places far from each other at a time, until that leads nowhere.

        For the first goal hub sessions may move too.
        """
        in_vain = in_all = 0
        programs = LocalPrograms(self.model, goal, self.watch.limits.seed)
        while in_vain < patience.in_vain and in_all < patience.in_all:
            if patience.is_enough() or self.watch.is_over():
                return
            groups = surroundings.choose(
                self.values, FAR_APART, SIZES[min(in_vain // FAR_APART, len(SIZES) - 1)], near=patience.near
            )
            if not groups:
                return
            before = self.value(goal)
            yield from self.choose_anew(programs, groups, move_hubs=goal == "G1")
            in_vain = 0 if self.value(goal) < before else in_vain + len(groups)
            in_all += len(groups)
