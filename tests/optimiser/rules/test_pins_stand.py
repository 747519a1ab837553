"""R12: every pin is in the plan."""

from estates.domain.practices import Pin
from optimiser.candidates import survey
from optimiser.rules.pins_stand import pins_stand
from tests.builders import MON_AM, MON_PM, TUE_AM, dataset, post, room, site, travel
from tests.optimiser.one_rule import allows

PINNED = dataset(
    sites=(site(), site("S2")),
    rooms=(room(), room("R2", "S2")),
    posts=(post(sessions=3),),
    pins=(Pin(post_id="A", room_id="R1", slot=MON_AM),),
)


def test_a_plan_with_the_pin_is_allowed() -> None:
    """The pinned slot alone, or with more of the day."""
    assert allows(pins_stand, PINNED, ("A", "S1", (MON_AM,)))
    assert allows(pins_stand, PINNED, ("A", "S1", (MON_AM, MON_PM)), ("A", "S2", (TUE_AM,)))


def test_a_plan_without_the_pin_is_forbidden() -> None:
    """Neither nothing nor another day will do."""
    assert not allows(pins_stand, PINNED)
    assert not allows(pins_stand, PINNED, ("A", "S1", (TUE_AM,)))


def test_only_the_pins_site_is_left_on_its_day() -> None:
    """The boundary of the day: Monday belongs to the pin's site, Tuesday to nobody yet."""
    (choices,) = survey(PINNED, travel(PINNED)).posts
    assert choices.slots_at == {"S1": (MON_AM, MON_PM, TUE_AM), "S2": (TUE_AM,)}
