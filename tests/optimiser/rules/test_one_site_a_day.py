"""R1 and R2: one place at a time, one site a day."""

from optimiser.rules.one_site_a_day import one_site_a_day
from tests.builders import MON_AM, MON_PM, TUE_AM, dataset, post, room, site
from tests.optimiser.one_rule import allows

WORLD = dataset(sites=(site(), site("S2")), rooms=(room(), room("R2", "S2")), posts=(post(sessions=3),))


def test_a_day_at_one_site_is_allowed() -> None:
    """Morning and afternoon at the same site."""
    assert allows(one_site_a_day, WORLD, ("A", "S1", (MON_AM, MON_PM)))


def test_two_sites_on_one_day_are_forbidden() -> None:
    """Morning here and afternoon there."""
    assert not allows(one_site_a_day, WORLD, ("A", "S1", (MON_AM,)), ("A", "S2", (MON_PM,)))


def test_the_same_slot_at_two_sites_is_forbidden() -> None:
    """Nobody is in two places at a time."""
    assert not allows(one_site_a_day, WORLD, ("A", "S1", (MON_AM,)), ("A", "S2", (MON_AM,)))


def test_another_site_on_the_next_day_is_allowed() -> None:
    """The boundary: the rule ends with the day."""
    assert allows(one_site_a_day, WORLD, ("A", "S1", (MON_AM,)), ("A", "S2", (TUE_AM,)))
