"""G1 to G4, recomputed by hand on worlds small enough to hold in the head."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from estates.domain.checks import changed_rows, goal_values
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.settings import BurdenSettings
from estates.domain.slots import Slot
from estates.domain.travel import Journey, TravelTimes
from estates.domain.words import SiteKind, TravelMethod
from tests.builders import MON_AM, MON_PM, TUE_AM, dataset, hub_placed, placed, post, programme, room, site, travel


def values(data: Dataset, *rows: Placement, **options: Any) -> list[Fraction]:
    """Return G1 to G4 in order."""
    return list(goal_values(data, travel(data), rows, **options).values())


def test_g1_weighs_what_is_unmet_by_priority() -> None:
    """Two of three sessions unmet at priority 5 and one hub session of two rooms at priority 3: 10 + 6."""
    data = dataset(posts=(post(sessions=3, priority=5),), programmes=(programme(rooms=2, priority=3),))
    assert values(data, placed("A", MON_AM))[0] == 16
    assert values(data)[0] == 21


def test_g1_counts_rooms_of_a_hub_session() -> None:
    """A placed session of two rooms meets two room sessions."""
    data = dataset(
        sites=(site(kind=SiteKind.HUB),), rooms=(room("R1"), room("R2")), posts=(), programmes=(programme(rooms=2),)
    )
    assert values(data, hub_placed("H", MON_AM, "R1"), hub_placed("H", MON_AM, "R2"))[0] == 0


HUB_WORLD = {
    "sites": (
        site("S1"),
        site("S2", SiteKind.BRANCH, pcn_code="N2"),
        site("S3", SiteKind.HUB),
        site("S4", SiteKind.OFFICE, pcn_code="N3"),
    ),
    "rooms": (room("Q", "S3"),),
    "posts": (),
}


def reach(limit: str, *rows: Placement, **minutes: int) -> Fraction:
    """Return G2 of a hub for PCNs N1 (a practice), N2 (a branch) and N3 (an office only)."""
    hub = programme(pcn_codes=("N1", "N2", "N3"), max_travel_minutes=Decimal(limit))
    data = dataset(**HUB_WORLD | {"programmes": (hub,)})
    return goal_values(data, travel(data, **minutes), rows)["G2"]


def test_g2_counts_pcns_without_a_hub_session_in_time() -> None:
    """Without a session nobody is reached; the limit itself reaches; an office is no place of patients."""
    held = hub_placed("H", MON_AM, "Q", "S3")
    assert reach("30") == 3
    assert reach("30", held, S1_S3=30, S2_S3=31, S3_S4=1) == 2
    assert reach("30", held, S1_S3=30, S2_S3=30, S3_S4=1) == 1


def test_g2_takes_the_least_time_from_the_pcn_to_the_hub() -> None:
    """One near site of a PCN is enough, and the way is the one to the hub."""
    sites = (site("S1"), site("S2"), site("S3", SiteKind.HUB))
    data = dataset(sites=sites, rooms=(room("Q", "S3"),), posts=(), programmes=(programme(),))
    one_way = {("S1", "S3"): 45, ("S2", "S3"): 30, ("S3", "S2"): 99}
    journeys = {pair: Journey(Decimal(minutes), TravelMethod.TABLE) for pair, minutes in one_way.items()}
    assert goal_values(data, TravelTimes(journeys), [hub_placed("H", MON_AM, "Q", "S3")])["G2"] == 0


def test_g3_spreads_the_loss_without_weights() -> None:
    """Two PCNs that lose 1 of 3 and 2 of 4: 1/3 + 4/4; priority, programmes and PCNs that want nothing play no part."""
    posts = (
        post("A", 3, priority=9),
        post("B", 4, pcn_code="N2"),
        post("C", 0, pcn_code="N3"),
    )
    rooms = (room("R1"), room("R2"))
    data = dataset(rooms=rooms, posts=posts, programmes=(programme(),))
    rows = (placed("A", MON_AM), placed("A", MON_PM), placed("B", MON_AM, "R2"), placed("B", MON_PM, "R2"))
    assert values(data, *rows)[2] == Fraction(4, 3)


def test_g4_adds_up_journeys_sites_and_rooms() -> None:
    """Two days at a site ten minutes off (20), a day at base (0), a second site (30) and two rooms more (20)."""
    data = dataset(
        sites=(site("S1"), site("S2")),
        rooms=(room("R1"), room("R2", "S2", free="MON_AM MON_PM"), room("R3", "S2")),
        posts=(post(sessions=9),),
    )
    away = (placed("A", MON_AM, "R2", "S2"), placed("A", MON_PM, "R2", "S2"), placed("A", TUE_AM, "R3", "S2"))
    assert values(data, *away)[3] == 2 * 10 + 10
    home = placed("A", Slot.WED_AM)
    assert values(data, *away, home)[3] == 2 * 10 + 30 + 2 * 10


def test_g4_leaves_programmes_out_and_takes_its_figures_from_the_settings() -> None:
    """A hub's staff burden is not counted; minutes for a site or room more can be set."""
    data = dataset(
        sites=(site("S1"), site("S2", SiteKind.HUB)),
        rooms=(room("R1"), room("R2", "S2"), room("R3", "S2")),
        posts=(post(sessions=2),),
        programmes=(programme(),),
    )
    rows = (placed("A", MON_AM), placed("A", TUE_AM, "R2", "S2"), hub_placed("H", MON_AM, "R3", "S2"))
    burden = BurdenSettings(extra_site_minutes=Decimal("1.5"), extra_room_minutes=Decimal("0.25"))
    assert values(data, *rows)[3] == 50
    assert values(data, *rows, burden=burden)[3] == Fraction(47, 4)


def test_a_replan_counts_rows_that_changed() -> None:
    """An hour for each row of the earlier plan that is gone; who has left the dataset does not count."""
    data = dataset(rooms=(room("R1"), room("R2")), posts=(post(sessions=2),))
    earlier = (placed("A", MON_AM, "R1"), placed("A", MON_PM, "R1"), placed("gone", MON_AM, "R2"))
    assert changed_rows(data, earlier, earlier) == 0
    assert changed_rows(data, earlier, (placed("A", MON_AM, "R2"), placed("A", MON_PM, "R1"))) == 1
    assert values(data, placed("A", MON_PM, "R1"), earlier=earlier)[3] == 60
    twice = BurdenSettings(changed_row_minutes=Decimal(7))
    assert values(data, earlier=earlier, burden=twice)[3] == 14


def test_rows_of_nobody_count_for_nothing() -> None:
    """A row that names what the dataset does not have changes no goal."""
    data = dataset()
    assert values(data, placed("nobody", MON_AM), placed("A", MON_AM, "nowhere")) == values(data)
