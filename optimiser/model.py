"""The model of an estate: its rules and goals as a plain list, and the program they come to."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

import numpy as np

from optimiser.candidates import Estate
from optimiser.goals.burden import burden
from optimiser.goals.fair import fair
from optimiser.goals.reach import reach
from optimiser.goals.terms import Terms
from optimiser.goals.unmet import unmet
from optimiser.program import Expression, Integers, LinearModel, Mask, Program
from optimiser.rules.as_asked import as_asked
from optimiser.rules.capacity import capacity
from optimiser.rules.few_sites import few_sites
from optimiser.rules.hub_together import hub_together
from optimiser.rules.one_site_a_day import one_site_a_day
from optimiser.rules.pins_stand import pins_stand
from optimiser.rules.supervised import supervised
from optimiser.steps import steps
from optimiser.variables import Variables, add_variables

Rule = Callable[[LinearModel, Variables, Estate], None]
Goal = Callable[[LinearModel, Variables, Estate], Terms]

RULES: tuple[Rule, ...] = (
    one_site_a_day,
    capacity,
    few_sites,
    as_asked,
    supervised,
    hub_together,
    pins_stand,
)
GOALS: tuple[Goal, ...] = (unmet, reach, fair, burden)


@dataclass(frozen=True, kw_only=True)
class Model:
    """An estate as a program: what is decided, the rows of the rules, and the goals by name.

    ``about`` says what the rows of ``program`` share out, by row; programs cut from it do not carry it.
    """

    estate: Estate
    variables: Variables
    program: Program
    goals: Mapping[str, Expression]
    about: Mapping[int, Hashable] = field(default_factory=dict)

    @cached_property
    def steps(self) -> Mapping[str, Fraction | None]:
        """The step of each goal that all its values are multiples of, where it is of use."""
        return steps(self.estate)

    @cached_property
    def post_of_column(self) -> Integers:
        """The post whose pattern, visit or extra site a column is; -1 for all other columns."""
        posts = np.full(self.program.columns, -1)
        for pattern in self.variables.patterns:
            posts[pattern.column] = pattern.post
        for (post, _), column in self.variables.visits.items():
            posts[column] = post
        posts[list(self.variables.extra_sites.values())] = list(self.variables.extra_sites.keys())
        return posts

    @cached_property
    def visits_of_patterns(self) -> tuple[Integers, Integers, Integers]:
        """The day patterns of posts with sites to choose from: their columns, those of their visit and extra sites."""
        visits, extra = self.variables.visits, self.variables.extra_sites
        found = [
            (pattern.column, visits[pattern.post, pattern.site_id], extra[pattern.post])
            for pattern in self.variables.patterns
            if (pattern.post, pattern.site_id) in visits
        ]
        pattern, visit, own = np.array(found, dtype=np.int64).reshape(-1, 3).T
        return pattern, visit, own

    @cached_property
    def is_hub_column(self) -> Mask:
        """Whether a column says where programmes hold sessions or which rooms they take."""
        mask = np.zeros(self.program.columns, dtype=bool)
        mask[[*self.variables.hubs.values(), *self.variables.taken.values()]] = True
        return mask

    @cached_property
    def is_choice(self) -> Mask:
        """Whether a column is a choice by itself; all others follow from these."""
        mask = self.is_hub_column.copy()
        mask[[pattern.column for pattern in self.variables.patterns]] = True
        return mask


def build(estate: Estate, *, rules: Sequence[Rule] = RULES, goals: Sequence[Goal] = GOALS) -> Model:
    """Return the model of an estate with the rules and goals given (all of them by default)."""
    model = LinearModel()
    variables = add_variables(model, estate)
    for rule in rules:
        rule(model, variables, estate)
    return assembled(model, variables, estate, [goal(model, variables, estate) for goal in goals])


def assembled(model: LinearModel, variables: Variables, estate: Estate, goals: Sequence[Terms]) -> Model:
    """Return what has been added to a linear model, as arrays."""
    program = model.finished()
    expressions = {goal.name: _expression(goal, program.columns) for goal in goals}
    return Model(estate=estate, variables=variables, program=program, goals=expressions, about=model.about)


def _expression(terms: Terms, columns: int) -> Expression:
    coefficients = np.zeros(columns)
    coefficients[list(terms.by_column.keys())] = list(terms.by_column.values())
    return Expression(terms.name, coefficients, terms.constant)
