"""What all tests share: patient property tests, since a busy machine is no fault of the code."""

from hypothesis import HealthCheck, settings

settings.register_profile("planner", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("planner")
