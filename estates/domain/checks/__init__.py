"""The judge: every rule and goal again, without a solver and sharing no code with the optimiser."""

from estates.domain.checks.breach import Breach
from estates.domain.checks.goals import changed_rows, goal_values, replan_values
from estates.domain.checks.judge import CHECKS, breaches
from estates.domain.checks.proof import proof_breaches
from estates.domain.checks.tables import table_breaches

__all__ = [
    "CHECKS",
    "Breach",
    "breaches",
    "changed_rows",
    "goal_values",
    "proof_breaches",
    "replan_values",
    "table_breaches",
]
