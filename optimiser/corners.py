"""From a corner of the relaxation to a plan: whoever has a whole week there keeps it, all others choose together.

The relaxation of the first goal is nearly as good as the best plan, and at a corner of it few posts are in fractions:
some three in ten, fewer where few day patterns are used. Programmes and these posts make a program much smaller than
the whole, which branch and cut settles in seconds. It becomes smaller still where the posts in fractions are relaxed
again, with other ties, before: each time more weeks become whole, at no cost to the relaxation, but less is left to
choose from.

Source: relaxation enforced neighbourhood search (Berthold 2014), here with whole weeks of posts kept.
"""

from dataclasses import dataclass, replace

import numpy as np

from optimiser.aims import Aim, held
from optimiser.engine import NOTHING, Answer, Job, Method, Task
from optimiser.model import Model
from optimiser.pricing import Weeks
from optimiser.program import Floats, Integers, Mask, Program

TIE_WEIGHT = 1e-4
"""What a day pattern counts against a weighted session in a relaxation that is to end in a corner with few of them:
so much that a simplex method is led there soon, so little that the bound falls by some tenths of a session at most."""

SCALE = 1e5
"""By how much the objective of a relaxation is multiplied: a solver's tolerances are meant for larger figures."""

NODES = 300
"""Nodes of the search tree of the program that is left."""

FEW_COLUMNS, EFFORT = 1_000, 0.2
"""Up to this size, and with so much deterministic time, constraint programming has its turn first: it mostly settles a
small program at once."""

QUICK_COLUMNS = 2_000
"""Up to this size at the corner a plan is mostly made within a second."""

MOST_TIMES = 8
"""As often at most are the posts in fractions relaxed again: after that few more become whole."""

MOST_AT_CORNER, MOST_COLUMNS = 28_000, 10_000
"""With more columns open at the corner, or left to branch and cut, it takes minutes: other ways are sooner, and no plan
is made."""

GAP = 0.5
"""Less than so much of a weighted session is no session."""

WHOLE_WITHIN = 1e-6


def few_patterns(model: Model, weeks: Weeks) -> Floats:
    """Return what each column counts where as few day patterns as possible are to be used."""
    ties = np.zeros(model.program.columns)
    ties[weeks.column] = TIE_WEIGHT
    return ties


def corner_aim(model: Model, values: Floats, ties: Floats) -> Aim:
    """Return the aim over everything whose relaxation ends in a corner for the first goal, with ties for equals."""
    expression = model.goals["G1"]
    return Aim(
        goal="G1",
        program=held(model, "G1", values),
        objective=SCALE * (expression.coefficients + ties),
        weight=SCALE,
        constant=expression.constant,
    )


@dataclass(frozen=True, kw_only=True)
class Rounding(Job):
    """A corner to make a plan of.

    ``corner`` holds its values, ``post`` the post of each column (-1: none, which always stays open). The posts in
    fractions are relaxed again, with ``ties`` that ``seed`` varies, while more than ``most`` columns are open.
    """

    program: Program
    objective: Floats
    corner: Floats
    post: Integers
    ties: Floats
    most: float
    seed: int
    deadline: float | None = None

    @property
    def size(self) -> int:
        """The number of columns open at the corner."""
        return int(self._open(self.corner).sum())

    @property
    def is_quick(self) -> bool:
        """A small program is mostly settled at once."""
        return self.size <= QUICK_COLUMNS

    def ending_by(self, deadline: float | None) -> "Rounding":
        """Return the job with the time when it is to end at the latest."""
        return replace(self, deadline=deadline)

    def run(self) -> Answer:
        """Return a plan with the weeks kept that are whole at the corner, if there is one."""
        values, is_open, work = self.corner, self._open(self.corner), 0.0
        if is_open.sum() > MOST_AT_CORNER:
            return NOTHING
        random = np.random.default_rng(self.seed)
        for _ in range(MOST_TIMES):
            if is_open.sum() <= self.most:
                break
            ties = self.ties * (1 + random.random(len(values)))
            answer = self._solved(values, is_open, Method.RELAXATION, objective=SCALE * (self.objective + ties))
            work += answer.work
            if answer.values is None:
                return replace(NOTHING, work=work)
            values = answer.values
            is_open = self._open(values)
        if is_open.sum() > MOST_COLUMNS:
            return replace(NOTHING, work=work)
        answer = self._settled(values, is_open)
        return replace(answer, bound=NOTHING.bound, work=answer.work + work)

    def _settled(self, values: Floats, is_open: Mask) -> Answer:
        """Return values with the open columns chosen in whole numbers."""
        first = NOTHING
        if is_open.sum() <= FEW_COLUMNS:
            first = self._solved(values, is_open, Method.CONSTRAINTS, objective=self.objective)
            if first.values is not None and (self.objective * first.values)[is_open].sum() - first.bound < GAP:
                return first
        hint = None if first.values is None else first.values[is_open]
        answer = self._solved(values, is_open, Method.BRANCH_AND_CUT, objective=self.objective, hint=hint)
        return replace(first if answer.values is None else answer, work=first.work + answer.work)

    def _open(self, values: Floats) -> Mask:
        """Return which columns are open: of no post, of posts in fractions, or who sit where programmes are in them.

        Columns of later goals, which no row holds here, stay as they are.
        """
        program, no_post = self.program, self.post < 0
        is_fraction = np.abs(values - np.round(values)) > WHOLE_WITHIN
        rows = np.zeros(program.rows, dtype=bool)
        rows[program.entry_row[(is_fraction & no_post)[program.entry_column]]] = True
        beside, held = np.zeros((2, program.columns), dtype=bool)
        beside[program.entry_column[rows[program.entry_row]]] = True
        held[program.entry_column] = True
        posts = self.post[is_fraction | (beside & (values > WHOLE_WITHIN))]
        return held & (no_post | np.isin(self.post, posts))

    def _solved(
        self, values: Floats, is_open: Mask, method: Method, *, objective: Floats, hint: Floats | None = None
    ) -> Answer:
        """Return the answer with the open columns chosen anew, all others whole; its bound is of the open ones."""
        part = self.program.part(is_open, np.round(values))
        answer = Task(
            program=part.program,
            objective=objective[part.columns],
            method=method,
            hint=hint,
            nodes=NODES,
            effort=EFFORT,
            gap=GAP,
            seed=self.seed,
            deadline=self.deadline,
        ).run()
        if answer.values is None:
            return answer
        found = np.round(values)
        found[part.columns] = answer.values
        return replace(answer, values=found)
