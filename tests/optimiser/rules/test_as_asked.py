"""R9: at most the sessions wanted."""

import pytest

from optimiser.rules.as_asked import as_asked
from tests.builders import MON_AM, MON_PM, TUE_AM, dataset, post
from tests.optimiser.one_rule import Day, allows


@pytest.mark.parametrize(("wanted", "is_allowed"), [(4, True), (3, True), (2, False)])
def test_three_sessions_need_three_wanted(wanted: int, is_allowed: bool) -> None:
    """Fewer than wanted are allowed, exactly as many too, one more is forbidden."""
    days: list[Day] = [("A", "S1", (MON_AM, MON_PM)), ("A", "S1", (TUE_AM,))]
    assert allows(as_asked, dataset(posts=(post(sessions=wanted),)), *days) is is_allowed
