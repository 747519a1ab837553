"""The one door to OR-Tools: a plain task goes in, a plain answer comes out, and nothing of the solver escapes."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from optimiser.program import Floats, Program


class Method(StrEnum):
    """How to solve: the linear relaxation, the whole program by branch and cut, or by constraint programming."""

    RELAXATION = "relaxation"
    BRANCH_AND_CUT = "branch and cut"
    CONSTRAINTS = "constraints"


class Job(ABC):
    """Something to work out in a child process: plain data in, an answer out. ``is_heavy``: long for its size."""

    is_heavy: bool = False

    @property
    @abstractmethod
    def size(self) -> int:
        """The number of columns."""

    @abstractmethod
    def run(self) -> "Answer":
        """Work it out in this process."""


@dataclass(frozen=True, kw_only=True)
class Task(Job):
    """A program to solve and how: minimise ``objective`` from the start ``hint``, within limits that repeat.

    ``nodes`` limits the search tree, ``effort`` the deterministic time of constraint programming. ``gap`` is the
    absolute gap at which the solver may stop. ``seconds`` is by the clock and set only where the user set a limit.
    ``is_heavy`` says that it takes long for its size.
    """

    program: Program
    objective: Floats
    method: Method = Method.BRANCH_AND_CUT
    hint: Floats | None = None
    nodes: int | None = None
    effort: float = 10.0
    gap: float = 0.5
    seed: int = 0
    seconds: float | None = None
    is_heavy: bool = False

    @property
    def size(self) -> int:
        """The number of columns."""
        return self.program.columns

    def run(self) -> "Answer":
        """Solve it in this process."""
        return run(self)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came of a task. ``values`` is ``None`` where nothing was found; ``prices`` stand for relaxations only.

    ``bound`` is the solver's lower bound on the objective; ``work`` counts simplex iterations, in millions.
    """

    values: Floats | None
    prices: Floats | None
    bound: float
    work: float


def run(task: Task) -> Answer:
    """Solve a task in this process."""
    if not task.program.columns:
        return Answer(values=np.zeros(0), prices=np.zeros(task.program.rows), bound=0.0, work=0.0)
    model = mathopt.Model.from_model_proto(_model_proto(task))
    hints = [] if task.hint is None else [_hint(model, task.hint)]
    result = mathopt.solve(
        model,
        mathopt.SolverType.CP_SAT if task.method is Method.CONSTRAINTS else mathopt.SolverType.HIGHS,
        params=_parameters(task),
        model_params=mathopt.ModelSolveParameters(solution_hints=hints),
    )
    is_relaxation = task.method is Method.RELAXATION
    return Answer(
        values=_values(result, task) if result.has_primal_feasible_solution() else None,
        prices=_by_id(result.dual_values(), task.program.rows)
        if is_relaxation and result.has_dual_feasible_solution()
        else None,
        bound=float(result.termination.objective_bounds.dual_bound),
        work=(result.solve_stats.simplex_iterations + result.solve_stats.node_count) / 1e6,
    )


def _values(result: mathopt.SolveResult, task: Task) -> Floats:
    """Return the solution with whole columns made exactly whole: a solver's 0.9999999 is a 1."""
    values = _by_id(result.variable_values(), task.program.columns)
    if task.method is not Method.RELAXATION:
        values[task.program.whole] = np.round(values[task.program.whole])
    return values


def _by_id(values: Mapping[mathopt.Variable | mathopt.LinearConstraint, float], size: int) -> Floats:
    found = np.zeros(size)
    found[[key.id for key in values]] = list(values.values())
    return found


def _hint(model: mathopt.Model, values: Floats) -> mathopt.SolutionHint:
    return mathopt.SolutionHint(variable_values=dict(zip(model.variables(), values.tolist(), strict=True)))


def _parameters(task: Task) -> mathopt.SolveParameters:
    parameters = mathopt.SolveParameters(
        random_seed=task.seed, time_limit=None if task.seconds is None else timedelta(seconds=task.seconds)
    )
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
    integers = program.whole if task.method is not Method.RELAXATION else np.zeros(program.columns, dtype=bool)
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
