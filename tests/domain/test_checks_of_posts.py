"""R1, R2, R7, R8 and R9: what the judge allows and forbids in a post's own week."""

from decimal import Decimal

from estates.domain.checks import breaches
from estates.domain.slots import Slot
from estates.domain.travel import Journey, TravelTimes
from estates.domain.words import TravelMethod
from tests.builders import MON_AM, MON_PM, TUE_AM, dataset, placed, post, room, site
from tests.domain.worlds import broken, told

TWO_SITES = {
    "sites": (site("S1"), site("S2")),
    "rooms": (room("R1"), room("R2", "S2")),
    "posts": (post(sessions=3),),
}


def test_r1_allows_two_slots() -> None:
    """A post may be in one room in the morning and another in the afternoon."""
    data = dataset(rooms=(room("R1"), room("R2")), posts=(post(sessions=2),))
    assert broken(data, placed("A", MON_AM, "R1"), placed("A", MON_PM, "R2")) == []


def test_r1_forbids_two_rooms_at_once() -> None:
    """A post cannot be in two rooms in one slot."""
    data = dataset(rooms=(room("R1"), room("R2")), posts=(post(sessions=2),))
    rows = (placed("A", MON_AM, "R1"), placed("A", MON_AM, "R2"))
    assert broken(data, *rows) == ["R1"]
    assert told(data, *rows) == ["Post A has 2 places on Monday morning (room R1 and R2); it can be in one."]


def test_r1_forbids_the_same_row_twice() -> None:
    """A row that stands twice is not two sessions."""
    assert broken(dataset(posts=(post(sessions=2),)), placed("A", MON_AM), placed("A", MON_AM)) == ["R1"]


def test_r2_allows_another_site_on_another_day() -> None:
    """Two sites on two days are two single-site days."""
    assert broken(dataset(**TWO_SITES), placed("A", MON_AM), placed("A", TUE_AM, "R2", "S2")) == []


def test_r2_forbids_two_sites_on_one_day() -> None:
    """A morning here and an afternoon there is a second site on one day."""
    rows = (placed("A", MON_AM), placed("A", MON_PM, "R2", "S2"))
    assert broken(dataset(**TWO_SITES), *rows) == ["R2"]
    assert told(dataset(**TWO_SITES), *rows) == ["Post A works at 2 sites on Monday (S1 and S2); one a day is allowed."]


def test_r2_counts_saturday_and_evenings_as_the_day() -> None:
    """Saturday is a day too, and an evening belongs to its day."""
    asked = (Slot.SAT_AM, Slot.SAT_PM, Slot.FRI_AM, Slot.FRI_EVE)
    free = "SAT_AM SAT_PM FRI_AM FRI_EVE"
    world = TWO_SITES | {"rooms": (room("R1", free=free), room("R2", "S2", free=free))}
    data = dataset(**world | {"posts": (post(sessions=4, slots=asked),)})
    assert broken(data, placed("A", Slot.SAT_AM), placed("A", Slot.SAT_PM, "R2", "S2")) == ["R2"]
    assert broken(data, placed("A", Slot.FRI_AM), placed("A", Slot.FRI_EVE, "R2", "S2")) == ["R2"]
    assert broken(data, placed("A", Slot.FRI_EVE), placed("A", Slot.SAT_AM, "R2", "S2")) == []


def test_r7_allows_the_limit_itself_and_forbids_a_minute_more() -> None:
    """A limit of 20 minutes allows 20 and forbids 21."""
    row = placed("A", MON_AM, "R2", "S2")
    assert broken(dataset(**TWO_SITES), row, minutes={"S1_S2": 20}) == []
    assert broken(dataset(**TWO_SITES), row, minutes={"S1_S2": 21}) == ["R7"]


def test_r7_forbids_a_site_to_which_there_is_no_way() -> None:
    """A pair without minutes is out of reach; so is the base itself where a table says so of it."""
    data = dataset(**TWO_SITES)
    at_home = TravelTimes({("S1", "S1"): Journey(Decimal(0), TravelMethod.TABLE)})
    assert [b.rule for b in breaches(data, at_home, [placed("A", MON_AM, "R2", "S2")])] == ["R7"]
    assert breaches(data, at_home, [placed("A", MON_AM)]) == ()
    assert [b.rule for b in breaches(data, TravelTimes({}), [placed("A", MON_AM)])] == ["R7"]


def test_r7_keeps_decimals() -> None:
    """Half a minute over the limit is over the limit."""
    data = dataset(**TWO_SITES | {"posts": (post(max_travel_minutes=Decimal("9.5")),)})
    assert broken(data, placed("A", MON_AM, "R2", "S2"), minutes={"S1_S2": 10}) == ["R7"]


def test_r8_counts_sites_of_the_week() -> None:
    """Two sites are allowed by a limit of two and forbidden by a limit of one."""
    rows = (placed("A", MON_AM), placed("A", TUE_AM, "R2", "S2"))
    one_site = dataset(**TWO_SITES | {"posts": (post(sessions=3, max_sites=1),)})
    assert broken(dataset(**TWO_SITES), *rows) == []
    assert broken(one_site, *rows) == ["R8"]
    assert told(one_site, *rows) == ["Post A works at 2 sites in the week (S1 and S2); its limit is 1."]


def test_r8_does_not_count_rooms() -> None:
    """Two rooms of one site are one site."""
    data = dataset(rooms=(room("R1"), room("R2")), posts=(post(sessions=2, max_sites=1),))
    assert broken(data, placed("A", MON_AM), placed("A", TUE_AM, "R2")) == []


def test_r9_forbids_a_slot_not_asked_for() -> None:
    """A free room on Monday afternoon is of no use to a post of mornings."""
    data = dataset(posts=(post(slots=(MON_AM,)),))
    assert broken(data, placed("A", MON_AM)) == []
    assert broken(data, placed("A", MON_PM)) == ["R9"]


def test_r9_allows_the_sessions_wanted_and_forbids_one_more() -> None:
    """Two sessions wanted are two sessions placed at most."""
    data = dataset(posts=(post(sessions=2),))
    two = (placed("A", MON_AM), placed("A", MON_PM))
    assert broken(data, *two) == []
    assert told(data, *two, placed("A", TUE_AM)) == ["Post A has 3 sessions in the plan and wants 2."]
    assert broken(dataset(posts=(post(sessions=0),)), placed("A", MON_AM)) == ["R9"]
