"""What all tests share: patient property tests, since a busy machine is no fault of the code.

The random cases are the same on every run, so that a test that passed passes again. ``ESTATES_RANDOM_TESTS=1`` looks at
new ones each time: let it run for a while after a change to the solver, and keep what it finds as a test.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "planner",
    deadline=None,
    derandomize=not os.environ.get("ESTATES_RANDOM_TESTS"),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("planner")
