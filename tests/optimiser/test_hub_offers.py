"""Which hub sessions an auction holds: the cheapest, with a little for reaching one more PCN."""

import numpy as np

from optimiser.hub_offers import HubOffer, cheapest


def offer(column: int, *, reaches: str = "", gain: float = 4.0) -> HubOffer:
    """Return a hub session of programme 0 that takes two places in the row of its own number."""
    return HubOffer(column, 0, gain, ((column, 2.0),), frozenset(reaches.split()))


def test_the_cheapest_places_are_held() -> None:
    """Two sessions wanted, three on offer: the dearest is left out."""
    held = cheapest([offer(0), offer(1), offer(2)], [2], np.array([1.5, 0.5, 0.0]), np.full(3, 9.0))
    assert [each.column for each in held] == [2, 1]


def test_a_session_that_costs_what_it_gains_is_not_held() -> None:
    """At a price of two a place the posts make more of them."""
    assert cheapest([offer(0)], [1], np.array([2.0]), np.full(1, 9.0)) == []


def test_a_session_without_room_is_not_held() -> None:
    """It needs two places and one is left."""
    assert cheapest([offer(0)], [1], np.zeros(1), np.ones(1)) == []


def test_a_little_dearer_but_reaching_another_pcn_goes_first() -> None:
    """The second session goes where it reaches a PCN that the first does not, for two tenths more."""
    offers = [offer(0, reaches="N1"), offer(1, reaches="N1"), offer(2, reaches="N2")]
    held = cheapest(offers, [2], np.array([0.0, 0.0, 0.1]), np.full(3, 9.0))
    assert [each.column for each in held] == [0, 2]


def test_places_are_counted_once_each() -> None:
    """Two sessions share a row with three places: only one fits."""
    offers = [HubOffer(0, 0, 4.0, ((0, 2.0),), frozenset()), HubOffer(1, 0, 4.0, ((0, 2.0),), frozenset())]
    left = np.array([3.0])
    assert len(cheapest(offers, [2], np.zeros(1), left)) == 1
    assert left[0] == 1
