"""Plan a year from an earlier plan of the same area: of the year before, or of the same year with other growth."""

from typing import Any

from estates.domain.dataset import Dataset
from estates.domain.earlier import as_earlier
from estates.domain.plan import Plan
from estates.domain.travel import TravelTimes
from estates.planning.make_plan import Outcome, Solver
from estates.planning.scenarios import Run, ScenarioOutcome, Start, plan_scenario
from optimiser.national.in_parts import solve_in_parts
from optimiser.small_moves.replan import replan

MOST_MENDED = 2_000
"""With more posts than this, growth touches more of them than small moves look at: every year is planned as a whole."""


def plan_from(started: Start, run: Run, before: Outcome) -> ScenarioOutcome:
    """Plan a start so that little moves from an earlier plan."""
    rows, is_large = before.plan.placements, len(before.dataset.posts) > MOST_MENDED
    return plan_scenario(started, run, earlier=rows, solver=solve_in_parts if is_large else _mended(before))


def _mended(before: Outcome) -> Solver:
    """Return the solver that mends an earlier plan, and proves anew how good that is."""
    earlier = as_earlier(before.dataset, before.plan)

    def solver(dataset: Dataset, travel: TravelTimes, **asked: Any) -> Plan:  # noqa: ANN401 - handed on
        return replan(dataset, travel, **asked | {"earlier": earlier, "prove_anew": True})

    return solver
