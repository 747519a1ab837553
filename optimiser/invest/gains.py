"""What each scheme gains: built alone, and built last, when everything else of the best set is there already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from estates.domain.capital.sets import NOTHING, Chosen
from optimiser.invest.cuts import bound_at
from optimiser.invest.frontier import CLOSE, Frontier
from optimiser.invest.planner import Effort, SetPlan
from optimiser.streams import Steps

LEAST_GAIN = 0.5
"""Less than half a weighted session is not looked for."""


SETTLE = Effort(in_vain=4, in_all=4)
"""How hard to look anywhere, once nothing more is found round the sites of a scheme."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two sets that differ by a scheme, with the one that has it second; ``most`` is what it can gain at most.

    ``gain`` is in weighted sessions: what the plan without leaves unmet and the plan with it does not.
    """

    scheme_id: str
    without: Chosen
    with_it: Chosen
    gain: float
    most: float


def gains_alone(frontier: Frontier) -> tuple[Pair, ...]:
    """Return what each scheme, with all that it requires, gains where nothing else is built."""
    choice = frontier.offered.choice
    sets = {scheme.scheme_id: (NOTHING, choice.with_all_needed(scheme.scheme_id)) for scheme in choice.schemes}
    return _measured(frontier, {code: pair for code, pair in sets.items() if choice.is_allowed(pair[1])})


def gains_last(frontier: Frontier, best: Chosen) -> tuple[Pair, ...]:
    """Return what each scheme gains on top of the best set: the set without it, or the set with it beside."""
    choice = frontier.offered.choice
    sets: dict[str, tuple[Chosen, Chosen]] = {}
    for scheme in choice.schemes:
        code = scheme.scheme_id
        pair = (choice.without(best, code), best) if code in best else (best, best | choice.with_all_needed(code))
        if choice.is_allowed(pair[1]):
            sets[code] = pair
    return _measured(frontier, sets)


def _measured(frontier: Frontier, sets: Mapping[str, tuple[Chosen, Chosen]]) -> tuple[Pair, ...]:
    _look(frontier, list(sets.items()))
    if frontier.is_over:
        # Nobody looked long enough: no gain is better than one that is too small.
        return ()
    matched(frontier, list(sets.values()))
    return tuple(_pair(frontier, code, *pair) for code, pair in sets.items())


def matched(frontier: Frontier, pairs: Sequence[tuple[Chosen, Chosen]]) -> None:
    """See that of two sets neither has a plan that would do better for the other.

    A plan found on the way for a larger set may do for a smaller one, or the other way about.
    """
    for without, with_it in pairs:
        plans = frontier.found.plans
        frontier.start_of(with_it, plans[without])
        frontier.start_of(without, plans[with_it])
    for without, with_it in pairs:
        frontier.start_of(with_it, frontier.found.plans[without])


def measured_again(frontier: Frontier, pair: Pair) -> Pair:
    """Return a pair with the best plans known by now."""
    return _pair(frontier, pair.scheme_id, pair.without, pair.with_it)


def _look(frontier: Frontier, sets: Sequence[tuple[str, tuple[Chosen, Chosen]]]) -> None:
    """Plan the set of each pair that has no plan yet, round the sites of what differs.

    It is enough to gain, or lose, what the cuts say that the difference is worth: what is found beyond that is mostly
    something that could have been found without the scheme.
    """
    plans, running = frontier.found.plans, []
    for _, (without, with_it) in sets:
        known, other = (without, with_it) if without in plans else (with_it, without)
        if other in plans:
            continue
        plan, cuts = frontier.start_of(other, plans[known]), frontier.sets.cuts
        expected = plans[known].unmet + bound_at(cuts, other) - bound_at(cuts, known)
        enough = frontier.bound_of(other)
        if not frontier.planner.is_whole:
            enough = max(enough, expected) + LEAST_GAIN
        near = frontier.sites_of(with_it - without)
        running.append(_looks(frontier, plan, bound=enough, near=near))
    frontier.drive(running)


def _looks(frontier: Frontier, plan: SetPlan, *, bound: float, near: frozenset[str]) -> Steps:
    yield from frontier.look(plan, CLOSE, bound=bound, near=near)
    yield from frontier.look(plan, SETTLE, bound=bound)


def _pair(frontier: Frontier, code: str, without: Chosen, with_it: Chosen) -> Pair:
    before, after = frontier.found.plans[without].unmet, frontier.found.plans[with_it].unmet
    most = max(before - frontier.bound_of(with_it), before - after)
    return Pair(scheme_id=code, without=without, with_it=with_it, gain=before - after, most=most)
