"""The bound on the burden that prices of what weeks share prove, with rooms counted."""

from optimiser.bound import SAFETY
from optimiser.goals.fair import cost_of_step
from optimiser.weeks_with_rooms.master import Frame
from optimiser.weeks_with_rooms.prices import Prices


def burden_bound(frame: Frame, prices: Prices, gains_of_posts: float) -> float:
    """Return a lower bound on the burden of plans whose earlier goals are no worse than those held.

    The Lagrangian bound, for any prices: least burden >= what the goals held are worth, less the price of all places,
    less what posts and programmes, each by itself at its best, gain at the prices, and for every PCN the least that its
    sessions, with a room or unmet, come to at the price of fairness. G2 is left out, which only loosens it.

    Parameters
    ----------
    frame
        The model and the values at which the goals before the burden are held.
    prices
        Of places, of the goals held, and of sessions of every PCN.
    gains_of_posts
        The sum over posts of a bound on what the best week gains.
    """
    placed_weight = frame.model.goals["G1"].constant - frame.held["G1"]
    held = prices.unmet * placed_weight - prices.unfair * frame.held["G3"]
    places = float((prices.of_places * frame.shared.left).sum())
    parts = [held, -places, -gains_of_posts, -_gains_of_programmes(frame, prices), _fairness(frame, prices)]
    return sum(parts) - SAFETY * (sum(abs(part) for part in parts) + len(prices.of_places))


def _fairness(frame: Frame, prices: Prices) -> float:
    """Return the least of what sessions wanted and unmet come to, PCN by PCN."""
    total = float((prices.of_pcn * frame.wanted).sum())
    for wanted, price in zip(frame.wanted, prices.of_pcn, strict=True):
        costs = (prices.unfair * cost_of_step(number, wanted) for number in range(1, wanted + 1))
        total += sum(min(0.0, cost - float(price)) for cost in costs)
    return total


def _gains_of_programmes(frame: Frame, prices: Prices) -> float:
    """Return what the best hub sessions of programmes gain, each with the cheapest rooms that are there together."""
    total = 0.0
    for g, choices in enumerate(frame.model.estate.programmes):
        programme = choices.programme
        worth = prices.unmet * programme.priority * programme.rooms_per_session
        costs = [
            sorted(float(prices.of_places[place]) * places for place, places in rooms.values())
            for session, rooms in frame.rooms_of_hubs.items()
            if session[0] == g
        ]
        gains = sorted((worth - sum(cost[: programme.rooms_per_session]) for cost in costs), reverse=True)
        total += sum(max(0.0, gain) for gain in gains[: programme.sessions_per_week])
    return total
