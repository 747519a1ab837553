"""What is proved of parts that share nothing, put together.

What is proved of a goal of a part holds among its plans whose earlier goals are no worse. Of several parts together
another plan may have more of an earlier goal in one and less in another. It cannot where that goal is proved in the
others. Where it is open, what a goal of a part could gain is what prices say: a Lagrangian bound holds in any plan
whatever, at a price for each unit by which an earlier goal is worse.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from estates.domain.plan import GOALS, SAME


@dataclass(frozen=True)
class Inequality:
    """What a goal of a part comes to in any plan: at least ``bound``, with the earlier goals ``at`` what they were.

    For each unit by which one of them is worse, it may be less by its price.
    """

    bound: float
    prices: Mapping[str, float] = field(default_factory=dict)
    at: Mapping[str, float] = field(default_factory=dict)

    def bound_at(self, values: Mapping[str, float]) -> float:
        """Return the bound where the earlier goals come to other values."""
        return self.bound + sum(price * (self.at[goal] - values[goal]) for goal, price in self.prices.items())

    def price(self, goal: str) -> float:
        """Return the price of an earlier goal, nought or more."""
        return self.prices.get(goal, 0.0)


@dataclass(frozen=True, kw_only=True)
class Proved:
    """What is known of a part, by goal.

    ``values`` are those of its plan; ``bounds`` hold among plans whose earlier goals are no worse, ``sure`` in any plan
    whatever. Goals that are ``constant`` are the same in every plan.
    """

    values: Mapping[str, float]
    bounds: Mapping[str, float]
    sure: Mapping[str, float]
    constant: Collection[str] = ()
    inequalities: Mapping[str, Sequence[Inequality]] = field(default_factory=dict)


def bound_together(goal: str, parts: Sequence[Proved]) -> float:
    """Return a lower bound on a goal of all parts among plans whose earlier goals, over all parts, are no worse."""
    least = _least(parts)
    return float(max(sum(own[goal] for own in least), _by_prices(goal, parts, least)))


def _least(parts: Sequence[Proved]) -> list[Mapping[str, float]]:
    """Return for each part and goal the least that it could be: its own bound where that stands, else what is sure."""
    least: list[dict[str, float]] = [{} for _ in parts]
    for place, goal in enumerate(GOALS):
        # Less of an earlier goal than it has is what a part could leave to the others.
        spare = {
            each: [_spare(part, own, each) for part, own in zip(parts, least, strict=True)] for each in GOALS[:place]
        }
        for number, (part, own) in enumerate(zip(parts, least, strict=True)):
            stands = all(
                each in part.constant or sum(left[:number]) + sum(left[number + 1 :]) <= SAME
                for each, left in spare.items()
            )
            own[goal] = part.bounds[goal] if stands else part.sure[goal]
    return list(least)


def _spare(part: Proved, least: Mapping[str, float], goal: str) -> float:
    return 0.0 if goal in part.constant else max(0.0, part.values[goal] - least[goal])


def _by_prices(goal: str, parts: Sequence[Proved], least: Sequence[Mapping[str, float]]) -> float:
    """Return the bound that one inequality of each part gives: first those best by themselves, then at equal prices."""
    chosen = [_best(goal, part, {}, own) for part, own in zip(parts, least, strict=True)]
    dearest = {each: max((one.price(each) for one in chosen), default=0.0) for each in GOALS[: GOALS.index(goal)]}
    again = [_best(goal, part, dearest, own) for part, own in zip(parts, least, strict=True)]
    return max(_added_up(goal, parts, least, each) for each in (chosen, again))


def _best(goal: str, part: Proved, dearest: Mapping[str, float], least: Mapping[str, float]) -> Inequality:
    """Return the inequality of a part that proves most, less what others gain by what it could leave to them."""

    def proves(one: Inequality) -> float:
        left = sum(_spare(part, least, each) * (price - one.price(each)) for each, price in dearest.items())
        return one.bound_at(part.values) - left

    known = [Inequality(part.sure[goal]), *part.inequalities.get(goal, ())]
    fitting = [one for one in known if all(one.price(each) <= price for each, price in dearest.items())]
    return max(fitting or known, key=proves)


def _added_up(
    goal: str, parts: Sequence[Proved], least: Sequence[Mapping[str, float]], chosen: Sequence[Inequality]
) -> float:
    """Return what inequalities come to together: what a part could have less of goes to whoever gains most by it."""
    total = sum(one.bound_at(part.values) for one, part in zip(chosen, parts, strict=True))
    for each in GOALS[: GOALS.index(goal)]:
        dearest = max((one.price(each) for one in chosen), default=0.0)
        total -= sum(
            _spare(part, own, each) * (dearest - one.price(each))
            for one, part, own in zip(chosen, parts, least, strict=True)
        )
    return total
