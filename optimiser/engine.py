"""The one door to OR-Tools: a plain task goes in, a plain answer comes out, and nothing of the solver escapes."""

import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from optimiser.program import Floats, Program


class Method(StrEnum):
    """How to solve: the linear relaxation, exactly or nearly, the whole program by branch and cut or by constraints.

    The relaxation of a later goal in a large program is nearly solved (PDLP) in a tenth of the time an exact answer
    takes, and a bound may rest on any prices.
    """

    RELAXATION = "relaxation"
    NEAR_RELAXATION = "near relaxation"
    BRANCH_AND_CUT = "branch and cut"
    CONSTRAINTS = "constraints"


RELAXATIONS = (Method.RELAXATION, Method.NEAR_RELAXATION)
SOLVERS = {Method.CONSTRAINTS: mathopt.SolverType.CP_SAT, Method.NEAR_RELAXATION: mathopt.SolverType.PDLP}
"""Which solver a method asks; all others ask HiGHS."""

LEAST_SECONDS = 0.1
"""A task that is late already has so long: no time at all would be no limit to some solvers."""

MOST_ITERATIONS = 20_000
"""A near relaxation gives up after so many."""


class Job(ABC):
    """Something to work out in a child process: plain data in, an answer out. ``is_heavy``: long for its size."""

    is_heavy: bool = False

    @property
    @abstractmethod
    def size(self) -> int:
        """The number of columns."""

    @property
    def is_quick(self) -> bool:
        """Whether it is worked out in a fraction of a second where it is not large."""
        return False

    def ending_by(self, deadline: float | None) -> "Job":  # noqa: ARG002 - most are soon done in any case
        """Return the job with the time, by this machine's monotonic clock, when a solver is to end at the latest."""
        return self

    @abstractmethod
    def run(self) -> "Answer":
        """Work it out in this process."""


@dataclass(frozen=True, kw_only=True)
class Task(Job):
    """A program to solve and how: minimise ``objective`` from the start ``hint``, within limits that repeat.

    ``accuracy`` is the relative error that a near relaxation may have, ``nodes`` limits the search tree, ``effort``
    the deterministic time of constraint programming. ``gap`` is the absolute gap at which the solver may stop.
    ``deadline`` is when to end at the latest, by this machine's monotonic clock, where the user set a time limit.
    ``is_heavy``: long for its size.
    """

    program: Program
    objective: Floats
    method: Method = Method.BRANCH_AND_CUT
    hint: Floats | None = None
    accuracy: float = 1e-6
    nodes: int | None = None
    effort: float = 10.0
    gap: float = 0.5
    seed: int = 0
    deadline: float | None = None
    is_heavy: bool = False

    @property
    def size(self) -> int:
        """The number of columns."""
        return self.program.columns

    @property
    def is_quick(self) -> bool:
        """A search tree may be deep; a simplex method is soon done."""
        return self.method is Method.RELAXATION

    def ending_by(self, deadline: float | None) -> "Task":
        """Return the task with the time when the solver is to end at the latest."""
        return replace(self, deadline=deadline)

    def run(self) -> "Answer":
        """Solve it in this process."""
        return run(self)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came of a task. ``values`` is ``None`` where nothing was found.

    ``prices`` of rows come of relaxations and auctions. ``bound`` is the solver's lower bound on the objective;
    ``work`` counts the steps of whoever solved it (iterations, nodes, bids), in millions.
    """

    values: Floats | None
    prices: Floats | None
    bound: float
    work: float


NOTHING = Answer(values=None, prices=None, bound=-np.inf, work=0.0)
"""The answer where a solver failed."""


def run(task: Task) -> Answer:
    """Solve a task in this process."""
    if not task.program.columns:
        return Answer(values=np.zeros(0), prices=np.zeros(task.program.rows), bound=0.0, work=0.0)
    model = mathopt.Model.from_model_proto(_model_proto(task))
    hints = [] if task.hint is None else [_hint(model, task.hint)]
    try:
        result = mathopt.solve(
            model,
            SOLVERS.get(task.method, mathopt.SolverType.HIGHS),
            params=_parameters(task),
            model_params=mathopt.ModelSolveParameters(solution_hints=hints),
        )
    except (AttributeError, RuntimeError):  # how OR-Tools tells that a solver failed within
        return NOTHING
    stats = result.solve_stats
    return Answer(
        values=_values(result, task) if result.has_primal_feasible_solution() else None,
        prices=_prices(result, task) if task.method in RELAXATIONS else None,
        bound=float(result.termination.objective_bounds.dual_bound),
        work=(stats.simplex_iterations + stats.first_order_iterations + stats.node_count) / 1e6,
    )


def _prices(result: mathopt.SolveResult, task: Task) -> Floats | None:
    """Return the prices of rows, also where the solver gave up on the way to them: any prices bound a goal."""
    if not result.solutions or result.solutions[0].dual_solution is None:
        return None
    return _by_id(result.solutions[0].dual_solution.dual_values, task.program.rows)


def _values(result: mathopt.SolveResult, task: Task) -> Floats:
    """Return the solution with whole columns made exactly whole: a solver's 0.9999999 is a 1."""
    values = _by_id(result.variable_values(), task.program.columns)
    if task.method not in RELAXATIONS:
        values[task.program.whole] = np.round(values[task.program.whole])
    return values


def _by_id(values: Mapping[mathopt.Variable | mathopt.LinearConstraint, float], size: int) -> Floats:
    found = np.zeros(size)
    found[[key.id for key in values]] = list(values.values())
    return found


def _hint(model: mathopt.Model, values: Floats) -> mathopt.SolutionHint:
    return mathopt.SolutionHint(variable_values=dict(zip(model.variables(), values.tolist(), strict=True)))


def _parameters(task: Task) -> mathopt.SolveParameters:
    parameters = mathopt.SolveParameters()
    if task.deadline is not None:
        parameters.time_limit = timedelta(seconds=max(LEAST_SECONDS, task.deadline - time.monotonic()))
    if task.method is Method.NEAR_RELAXATION:
        criteria = parameters.pdlp.termination_criteria.simple_optimality_criteria
        criteria.eps_optimal_relative = criteria.eps_optimal_absolute = task.accuracy
        parameters.pdlp.termination_criteria.iteration_limit = MOST_ITERATIONS
        parameters.pdlp.num_threads = 1
        return parameters
    parameters.random_seed = task.seed % (2**31 - 1)  # the solvers take no more
    if task.method is Method.CONSTRAINTS:
        parameters.cp_sat.num_workers = 1
        parameters.cp_sat.max_deterministic_time = task.effort
        return parameters
    parameters.highs.string_options["parallel"] = "off"
    if task.method is Method.RELAXATION:
        parameters.lp_algorithm = mathopt.LPAlgorithm.DUAL_SIMPLEX
        return parameters
    parameters.absolute_gap_tolerance = task.gap
    parameters.relative_gap_tolerance = 0.0
    parameters.node_limit = task.nodes
    return parameters


def _model_proto(task: Task) -> model_pb2.ModelProto:
    program = task.program
    order = np.lexsort((program.entry_column, program.entry_row))
    proto = model_pb2.ModelProto(name="estates")
    proto.variables.ids.extend(range(program.columns))
    proto.variables.lower_bounds.extend(program.low.tolist())
    proto.variables.upper_bounds.extend(program.high.tolist())
    integers = program.whole if task.method not in RELAXATIONS else np.zeros(program.columns, dtype=bool)
    proto.variables.integers.extend(integers.tolist())
    proto.linear_constraints.ids.extend(range(program.rows))
    proto.linear_constraints.lower_bounds.extend(program.row_low.tolist())
    proto.linear_constraints.upper_bounds.extend(program.row_high.tolist())
    proto.linear_constraint_matrix.row_ids.extend(program.entry_row[order].tolist())
    proto.linear_constraint_matrix.column_ids.extend(program.entry_column[order].tolist())
    proto.linear_constraint_matrix.coefficients.extend(program.entry[order].tolist())
    priced = np.flatnonzero(task.objective)
    proto.objective.linear_coefficients.ids.extend(priced.tolist())
    proto.objective.linear_coefficients.values.extend(task.objective[priced].tolist())
    return proto
