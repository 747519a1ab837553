"""Why hub sessions of a programme are not placed: one test after another; the first that answers gives the reason."""

from collections import Counter
from collections.abc import Callable, Iterable
from math import inf

from estates.domain.shortfall import Explanation
from estates.domain.wording import counted, listed
from estates.domain.words import PlacementKind, Reason
from optimiser.reasons import remedies
from optimiser.reasons.holders import Holding, holdings, in_words
from optimiser.reasons.programme_situation import Chance, HubSituation, sites_of, slots_of
from optimiser.reasons.room_weeks import RoomWeek

Test = Callable[[HubSituation], Explanation | None]


def explain_programme(situation: HubSituation) -> Explanation:
    """Return the first reason that a test finds for the unmet sessions of a programme."""
    found = (test(situation) for test in TESTS)
    return next((answer for answer in found if answer is not None), None) or _others_hold_the_rooms(situation)


def _no_suitable_room(s: HubSituation) -> Explanation | None:
    most = max((len(rooms) for rooms in s.suitable_at.values()), default=0)
    if most >= s.together:
        return None
    features = f" with {listed(sorted(s.programme.features))}" if s.programme.features else ""
    sites = counted(len(s.sites), "candidate site")
    told = f"None of its {sites} has a {s.types}{features}." if s.sites else "It has no candidate site."
    if most:
        told = f"A session takes {s.together} rooms together; none of its {sites} has more than {most} that suit."
    remedy = "Look at other candidate sites, or at equipping rooms at those it has."
    return Explanation(
        reason=Reason.ROOMS_TOGETHER if most else Reason.NO_ROOM_IN_REACH, explanation=told, remedy=remedy
    )


def _every_own_slot_held(s: HubSituation) -> Explanation | None:
    if not s.has_session or any(c.slot in s.programme.slots for c in s.chances):
        return None
    asked = len(set(s.programme.slots))
    told = f"It holds a session in each of the {counted(asked, 'half-day')} it asks for at every candidate site."
    return Explanation(reason=Reason.OWN_SLOTS, explanation=told, remedy=remedies.ask_for_more_times(asked))


def _no_rooms_together(s: HubSituation) -> Explanation | None:
    if s.ready(s.own):
        return None
    tests = (_not_shared, _only_in_other_slots, _too_few_together, _only_unknown, _all_in_use)
    return next(answer for test in tests if (answer := test(s)) is not None)


def _not_shared(s: HubSituation) -> Explanation | None:
    ready = s.ready(c for c in s.chances if c.slot in s.programme.slots and not s.is_shared(c.site))
    if not ready:
        return None
    told = f"{_rooms(s)} together {s.when} only at {_at(ready)}, not shared with it."
    empty = [chance for chance in ready if chance.empty >= s.together]
    remedy = remedies.ask_to_share(sites_of(empty or ready), len(empty))
    return Explanation(reason=Reason.NOT_SHARED, explanation=told, remedy=remedy)


def _only_in_other_slots(s: HubSituation) -> Explanation | None:
    ready = s.ready(c for c in s.chances if c.slot not in s.programme.slots and s.is_shared(c.site))
    if not ready:
        return None
    told = f"{_rooms(s)} together at {_at(ready)}, but not {s.when}."
    return Explanation(reason=Reason.OWN_SLOTS, explanation=told, remedy=remedies.ask_for_other_times(slots_of(ready)))


def _too_few_together(s: HubSituation) -> Explanation | None:
    some = [chance for chance in s.own if chance.rooms]
    if not some:
        return None
    most = max(len(chance.rooms) for chance in some)
    best = [chance for chance in some if len(chance.rooms) == most]
    told = f"A session takes {s.together} rooms together; {s.when} the most free at one time is {most}, at {_at(best)}."
    return Explanation(reason=Reason.ROOMS_TOGETHER, explanation=told, remedy=_cheapest_remedy(s))


def _only_unknown(s: HubSituation) -> Explanation | None:
    might_do = [chance for chance in s.own if chance.unknown >= s.together]
    if not might_do:
        return None
    told = f"No suitable room is known to be free {s.when}; at {_at(might_do)} enough are marked unknown."
    return Explanation(reason=Reason.UNKNOWN_ROOMS, explanation=told, remedy=_cheapest_remedy(s))


def _all_in_use(s: HubSituation) -> Explanation:
    told = f"No suitable room at its {counted(len(s.sites), 'candidate site')} is marked free {s.when}."
    return Explanation(reason=Reason.IN_USE, explanation=told, remedy=_cheapest_remedy(s))


def _rooms_are_left_over(s: HubSituation) -> Explanation | None:
    left = [chance for chance in s.own if chance.empty >= s.together]
    if not left:
        return None
    told = f"{_rooms(s)} and left over together {s.when} at {_at(left)}; the plan is not proved to be the best."
    return Explanation(reason=Reason.NOT_PROVED, explanation=told, remedy=remedies.SOLVE_ON)


TESTS: tuple[Test, ...] = (_no_suitable_room, _every_own_slot_held, _no_rooms_together, _rooms_are_left_over)
"""In order; what none of them answers is that others hold the rooms."""


def _others_hold_the_rooms(s: HubSituation) -> Explanation:
    ready = s.ready(s.own)
    gain = s.programme.priority * s.together
    if any(_weight_to_clear(s, chance) < gain for chance in ready):
        told = "Sessions that count for less hold rooms that it could use; the plan is not proved to be the best."
        return Explanation(reason=Reason.NOT_PROVED, explanation=told, remedy=remedies.SOLVE_ON)
    held = [holding for chance in ready for room in chance.rooms for holding in _holdings(s, chance, room)]
    told = f"Others who together count for as much hold the rooms {s.when} at {_at(ready)}: "
    told += f"{in_words(s.view.dataset, held)}."
    return Explanation(reason=Reason.OUTRANKED, explanation=told, remedy=_cheapest_remedy(s))


def _weight_to_clear(s: HubSituation, chance: Chance) -> float:
    """Return the least weight that would be lost by clearing enough rooms for one session.

    A hub session that loses one of its rooms is lost whole, so that its other rooms cost nothing more.
    """
    held = [_holdings(s, chance, room) for room in chance.rooms]
    hubs = Counter(h.row.id for own in held for h in own if h.row.kind is PlacementKind.PROGRAMME)
    weights = {h.row.id: _weight([h]) for own in held for h in own if h.row.kind is PlacementKind.PROGRAMME}
    posts = [(1, _weight(own)) for own in held if all(h.row.kind is PlacementKind.POST for h in own)]
    least = [0.0] + [inf] * s.together  # to clear so many rooms, or as many as a session takes
    for rooms, weight in (*((hubs[id_], weights[id_]) for id_ in hubs), *posts):
        for cleared in range(s.together, -1, -1):
            more = min(s.together, cleared + rooms)
            least[more] = min(least[more], least[cleared] + weight)
    return least[-1]


def _weight(held: list[Holding]) -> float:
    return sum(inf if holding.weight is None else holding.weight for holding in held)


def _holdings(s: HubSituation, chance: Chance, week: RoomWeek) -> list[Holding]:
    return list(holdings(s.view.dataset, s.view.holders.get((week.room.room_id, chance.slot), ())))


def _cheapest_remedy(s: HubSituation) -> str:
    """Return what is cheapest to look at: sharing, other half-days, a survey, rooms in use, and last rooms more."""
    asked = [c for c in s.chances if c.slot in s.programme.slots]
    unshared = [c for c in asked if not s.is_shared(c.site) and c.empty >= s.together]
    others = [c for c in s.chances if c.slot not in s.programme.slots and s.is_shared(c.site) and c.empty >= s.together]
    unknown = [c for c in asked if len(c.rooms) + c.unknown >= s.together > len(c.rooms)]
    in_use = [c for c in asked if len(c.rooms) + c.in_use >= s.together > len(c.rooms)]
    if unshared:
        return remedies.ask_to_share(sites_of(unshared), len(unshared))
    if others:
        return remedies.ask_for_other_times(slots_of(others))
    if unknown:
        return remedies.survey_rooms(max(c.unknown for c in unknown), sites_of(unknown))
    if in_use:
        return remedies.check_use(max(c.in_use for c in in_use), sites_of(in_use))
    return f"Look at other candidate sites, or at opening, converting or adding a {s.types} at those it has."


def _rooms(s: HubSituation) -> str:
    return f"{counted(s.together, 'suitable room')} {'is' if s.together == 1 else 'are'} free"


def _at(chances: Iterable[Chance]) -> str:
    return listed(sites_of(chances), at_most=3)
