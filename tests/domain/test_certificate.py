"""What prices prove: by hand, where the figures can be followed, and whatever the prices."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from estates.domain.certificate import Certificate, Claim, certify, claim_breaches, claimed, price_breaches
from estates.domain.certificate.posts import best_gain
from estates.domain.dataset import Dataset
from estates.domain.practices import Pin
from estates.domain.prices import Price, Signature
from estates.domain.slots import SLOTS, Slot
from estates.domain.words import RoomType, SiteKind
from tests.builders import MON_AM, MON_PM, cells, dataset, post, programme, room, site, supervision, travel

EXAM = Signature(RoomType.CONSULT_EXAM, frozenset(), 1)


def room_price(amount: str, slot: Slot = MON_AM, signature: Signature = EXAM, site_id: str = "S1") -> Price:
    """Return the price of a place in rooms of a signature."""
    return Price(site_id=site_id, slot=slot, amount=Decimal(amount), signature=signature)


def learner_price(amount: str, slot: Slot = MON_AM) -> Price:
    """Return the price of a learner's place under a GP."""
    return Price(site_id="S1", slot=slot, amount=Decimal(amount), supervision="gp")


def proved(data: Dataset, *prices: Price, **minutes: int) -> Certificate:
    """Return what prices prove of a dataset with ten minutes between sites."""
    return certify(data, travel(data, **minutes), prices)


def most(data: Dataset, *prices: Price) -> int:
    """Return the weight that can be placed at most."""
    return proved(data, *prices).placed_at_most


TWO = dataset(posts=(post("A"), post("B")), rooms=(room(free="MON_AM"),))


def test_without_prices_everybody_may_think_the_room_is_theirs() -> None:
    """Two posts, one room: each by itself finds it, so nothing is proved."""
    assert most(TWO) == 2
    assert proved(TWO).bound == 0


def test_the_right_price_proves_that_one_of_two_goes_without() -> None:
    """At a price of one nobody gains, and the room comes to one."""
    found = proved(TWO, room_price("1"))
    assert (found.wanted, found.placed_at_most, found.priced, found.bound) == (2, 1, Fraction(1), 1)
    assert found.gap(1.0) == 0


def test_fractions_are_exact_and_only_the_whole_counts() -> None:
    """Two gain 0.000001 each and the room comes to 0.999999: 1.000001 in all, of which one session can be."""
    found = proved(TWO, room_price("0.999999"))
    assert found.priced == Fraction(1_000_001, 1_000_000)
    assert found.placed_at_most == 1


def test_a_price_too_high_proves_less_but_nothing_wrong() -> None:
    """At a price of five the room alone comes to more than all that is wanted."""
    assert most(TWO, room_price("5")) == 2


def test_prices_that_a_machine_number_cannot_hold_stay_exact() -> None:
    """Thirty decimals: far beyond 64 bits."""
    tiny = Decimal("0.999999999999999999999999999999")
    assert proved(TWO, room_price(str(tiny))).priced == 2 * (1 - Fraction(tiny)) + Fraction(tiny)


def test_those_who_pay_for_nothing_in_common_are_rounded_apart() -> None:
    """Twice 1.5 would be three together, but each room takes a whole number: two."""
    sites = (site("S1"), site("S2", practice_code="P2", pcn_code="N2"))
    rooms = (room("R1", free="MON_AM"), room("R2", "S2", free="MON_AM"))
    others: dict[str, Any] = {"base_site": "S2", "pcn_code": "N2", "practice_code": "P2"}
    posts = (post("A"), post("B"), post("C", **others), post("D", **others))
    data = dataset(sites=sites, rooms=rooms, posts=posts)
    found = proved(data, room_price("0.5"), room_price("0.5", site_id="S2"))
    assert found.priced == 3
    assert found.placed_at_most == 2


def test_the_weight_of_a_group_comes_in_steps_of_its_priorities() -> None:
    """Priorities of three: of 5.5 only three can be."""
    data = dataset(posts=(post("A", priority=3), post("B", priority=3)), rooms=(room(free="MON_AM"),))
    found = proved(data, room_price("0.5"))
    assert (found.priced, found.placed_at_most) == (Fraction("5.5"), 3)


def test_a_session_pays_the_cheapest_room_that_suits_it() -> None:
    """A consulting room will do for a pharmacist; a physiotherapist needs the dear one."""
    rooms = (room("R1", free="MON_AM"), room("R2", room_type=RoomType.CONSULT, free="MON_AM"))
    prices = (room_price("0.75"), room_price("0.25", signature=Signature(RoomType.CONSULT, frozenset(), 1)))
    for role, gain in (("clin_pharmacist", "0.75"), ("fcp_physio", "0.25")):
        found = proved(dataset(rooms=rooms, posts=(post("A", role_id=role),)), *prices)
        assert found.priced == Fraction(gain) + 1


def test_features_that_nobody_needs_do_not_part_rooms() -> None:
    """A couch matters once somebody needs it: then the price is of rooms with a couch."""
    rooms = (room(free="MON_AM", features=frozenset({"couch", "window"})),)
    data = dataset(rooms=rooms, posts=(post("A", needs=frozenset({"couch"})), post("B")))
    with_couch = Signature(RoomType.CONSULT_EXAM, frozenset({"couch"}), 1)
    assert most(data, room_price("1", signature=with_couch)) == 1
    assert most(data, room_price("1")) == 2


def test_learners_pay_for_their_supervisor_and_come_nowhere_without_one() -> None:
    """Two rooms and one supervisor: a price on the supervisor proves it; no supervisor needs no price."""
    rooms = (room("R1", free="MON_AM"), room("R2", free="MON_AM"))
    posts = (post("A", role_id="gpst3"), post("B", role_id="gpst3"))
    data = dataset(rooms=rooms, posts=posts, supervision=(supervision(MON_AM=1),))
    assert most(data) == 2
    assert most(data, learner_price("1")) == 1
    assert most(dataset(rooms=rooms, posts=posts)) == 0


def test_places_count_each_and_a_programme_pays_for_all_of_a_room() -> None:
    """A room of three places at 0.5: three posts pay 1.5 together, a programme of weight one would pay as much."""
    data = dataset(
        sites=(site("S1", SiteKind.HUB),),
        rooms=(room(free="MON_AM", places=3),),
        posts=tuple(post(post_id) for post_id in "ABCD"),
        programmes=(programme(),),
    )
    price = room_price("0.5", signature=Signature(RoomType.CONSULT_EXAM, frozenset(), 3))
    assert proved(data, price).priced == 4 * Fraction("0.5") + 0 + Fraction("1.5")


def test_a_programme_takes_its_cheapest_rooms_and_no_more_sessions_than_asked() -> None:
    """Two of three rooms together; the two half-days that gain most of the three there are."""
    rooms = (room("R1"), room("R2"), room("R3", room_type=RoomType.TREATMENT))
    hub = programme("H", 2, 2, room_types=(RoomType.CONSULT_EXAM, RoomType.TREATMENT))
    data = dataset(sites=(site("S1", SiteKind.HUB),), rooms=rooms, posts=(), programmes=(hub,))
    other = Signature(RoomType.TREATMENT, frozenset(), 1)
    prices = (room_price("0.8"), room_price("0.3", signature=other), room_price("0.5", MON_PM))
    # Monday morning gains 2 - 0.3 - 0.8, the afternoon 2 - 0 - 0.5, Tuesday 2; places come to 1.9 and 1.
    assert proved(data, *prices).priced == 2 + Fraction("1.5") + Fraction("1.9") + 1


def test_a_pin_is_placed_in_any_case_and_holds_its_place() -> None:
    """A is pinned; its place is not for sale, so B has none, and A costs nobody a room."""
    data = dataset(
        posts=(post("A"), post("B")),
        rooms=(room(free="MON_AM"),),
        pins=(Pin(post_id="A", room_id="R1", slot=MON_AM),),
    )
    assert most(data) == 1
    assert proved(data, room_price("7")).priced == 1


def test_a_pinned_day_is_spent_at_the_pins_site() -> None:
    """With a pin at S1 on Monday morning, the free afternoon at S2 is out of the question; Tuesday is not."""
    sites = (site("S1"), site("S2"))
    rooms = (room("R1", free="MON_AM"), room("R2", "S2", free="MON_PM TUE_AM"))
    pins = (Pin(post_id="A", room_id="R1", slot=MON_AM),)
    data = dataset(sites=sites, rooms=rooms, posts=(post("A", 3),), pins=pins)
    assert most(data) == 2
    one_site = dataset(sites=sites, rooms=rooms, posts=(post("A", 3, max_sites=1),), pins=pins)
    assert most(one_site) == 1


def test_out_of_reach_not_shared_not_asked_and_not_free_are_no_place() -> None:
    """Each keeps the post from the only room."""
    two = {"sites": (site("S1"), site("S2")), "rooms": (room("R1", "S2"),)}
    assert most(dataset(**two)) == 1
    data = dataset(**two)
    assert certify(data, travel(data, S1_S2=21), ()).placed_at_most == 0
    assert most(dataset(sites=(site("S1"), site("S2", pcn_code="N2")), rooms=two["rooms"])) == 0
    assert most(dataset(posts=(post(slots=(Slot.SAT_AM,)),))) == 0
    assert most(dataset(rooms=(room(cells=cells(unknown="MON_AM", in_use="TUE_AM")),))) == 0


def test_nothing_wanted_and_nobody_there_are_proved_at_once() -> None:
    """No posts, no sessions, no sites a week."""
    assert proved(dataset(posts=())).priced == 0
    assert proved(dataset(posts=(post("A", 0),))).wanted == 0
    assert most(dataset(posts=(post("A", 2, max_sites=0),))) == 0


def test_a_wish_for_more_sessions_than_a_week_has_costs_nothing_to_prove() -> None:
    """A typing slip of ten million sessions: as many are placed as there are half-days."""
    assert most(dataset(posts=(post("A", 10_000_000),))) == 3


def _week(**gains: int) -> list[int]:
    return [gains.get(slot.value, 0) for slot in SLOTS]


@pytest.mark.parametrize(
    ("sites", "sessions", "best"),
    [
        (1, 17, 9),  # all of the first site
        (2, 17, 15),  # Monday at the first, Tuesday at the second
        (3, 17, 16),  # and Saturday at the third
        (2, 1, 6),  # the dearest session alone
        (2, 2, 11),  # Tuesday morning and the best of Monday
        (0, 3, 0),
    ],
)
def test_the_best_week_chooses_sites_days_and_sessions(sites: int, sessions: int, best: int) -> None:
    """Three sites that are good on different days; the fourth is worse than the first on all."""
    gains = [
        _week(MON_AM=5, MON_PM=4),
        _week(MON_AM=1, TUE_AM=6),
        _week(MON_AM=2, SAT_PM=1),
        _week(MON_AM=5, MON_PM=3),
    ]
    assert best_gain(gains, fixed=0, sites=sites, sessions=sessions) == best


def test_with_very_many_sets_of_sites_a_post_may_use_them_all() -> None:
    """Forty sites, each good in one slot, and ten sites a week: as if there were no such limit."""
    gains = [_week(**{SLOTS[n % len(SLOTS)].value: 10 + n}) for n in range(40)]
    free = best_gain(gains, fixed=0, sites=40, sessions=17)
    assert best_gain(gains, fixed=0, sites=10, sessions=17) == free


def test_a_claim_as_strong_as_the_prices_or_weaker_stands() -> None:
    """The claim that the planner makes, and a modest one with its gap."""
    found = proved(TWO, room_price("1"))
    assert claimed(found, 1.0) == Claim(bound=1, gap=0)
    assert list(claim_breaches(claimed(found, 1.0), found, 1.0)) == []
    assert list(claim_breaches(Claim(bound=0, gap=1.0), found, 1.0)) == []


@pytest.mark.parametrize(
    ("claim", "value", "told"),
    [
        (Claim(bound=2, gap=0.0), 2.0, "support 1 and no more"),
        (Claim(bound=1, gap=0.5), 1.0, "gives a gap of 0.5, but it is 0"),
        (Claim(bound=1, gap=-0.5), 0.0, "above the plan's own value 0"),
        (Claim(bound=float("nan"), gap=0.0), 1.0, "must be numbers"),
    ],
)
def test_a_claim_beyond_the_prices_is_a_breach(claim: Claim, value: float, told: str) -> None:
    """Too strong a bound, a gap that does not follow, a bound above the plan itself, no number."""
    (breach,) = claim_breaches(claim, proved(TWO, room_price("1")), value)
    assert breach.rule == "proof"
    assert told in breach.sentence


@pytest.mark.parametrize(
    ("prices", "told"),
    [
        ([room_price("-0.5")], "below nought"),
        ([room_price("0.5"), room_price("0.5")], "has 2 prices"),
        ([room_price("0.5", site_id="S9")], "nothing in the dataset"),
        ([room_price("0.5", signature=Signature(RoomType.DESK, frozenset(), 1))], "nothing in the dataset"),
        ([learner_price("0.5")], "nothing in the dataset"),
    ],
)
def test_what_is_no_price_is_a_breach(prices: list[Price], told: str) -> None:
    """One breach that says what is wrong."""
    (breach,) = price_breaches(TWO, prices)
    assert (breach.rule, breach.slot) == ("prices", MON_AM)
    assert told in breach.sentence


def test_a_week_may_lie_at_several_sites_as_far_as_the_post_allows() -> None:
    """Monday at one, Tuesday at the other; with one site a week, one of them."""
    two: dict[str, Any] = {
        "sites": (site("S1"), site("S2")),
        "rooms": (room("R1", free="MON_AM"), room("R2", "S2", free="TUE_AM")),
    }
    assert most(dataset(posts=(post("A", 2),), **two)) == 2
    assert most(dataset(posts=(post("A", 2, max_sites=1),), **two)) == 1
