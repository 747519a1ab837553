"""What all tests share: patient property tests, since a busy machine is no fault of the code; and no wrong bound.

The random cases are the same on every run, so that a test that passed passes again. ``ESTATES_RANDOM_TESTS=1`` looks at
new ones each time: let it run for a while after a change to the solver, and keep what it finds as a test.
``ESTATES_RANDOM_BOUNDS=2000`` looks at so many random datasets where bounds are certified, instead of 200.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from estates.domain import plan

settings.register_profile(
    "planner",
    deadline=None,
    derandomize=not os.environ.get("ESTATES_RANDOM_TESTS"),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("planner")


@pytest.fixture(autouse=True, scope="session")
def _no_bound_above_a_value() -> Iterator[None]:
    """Fail a test in which a solver proves more than its own plan comes to: the planner itself forgets such a bound."""
    scored = plan.goal_score

    def strictly(goal: str, value: float, bound: float, **given: Any) -> plan.GoalScore:
        assert bound <= value + plan.ROUNDING * max(1.0, abs(value)), f"{goal}: bound {bound} above value {value}"
        return scored(goal, value, bound, **given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "goal_score", strictly)
        yield
