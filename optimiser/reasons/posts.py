"""Why sessions of a post are not placed: one test after another; the first that answers gives the reason.

In every test, "then" means the slots that the post asks for and does not work in yet.
"""

from collections.abc import Callable, Sequence

from estates.domain.scenario.own_rooms import own_feature
from estates.domain.shortfall import Explanation
from estates.domain.wording import a_supervisor, counted, listed, supervisor
from estates.domain.words import Reason
from optimiser.reasons import remedies
from optimiser.reasons.post_situation import Situation, rooms_where, slots_of
from optimiser.reasons.rank import others_hold_the_places
from optimiser.reasons.remedies_of_posts import cheapest_remedy, remedy_of_a_survey, remedy_of_sharing
from optimiser.reasons.room_weeks import RoomWeek

Test = Callable[[Situation], Explanation | None]


def explain_post(situation: Situation) -> Explanation:
    """Return the first reason that a test finds for the unmet sessions of a post."""
    return _first_of(TESTS, situation) or others_hold_the_places(situation)


def _first_of(tests: Sequence[Test], situation: Situation) -> Explanation | None:
    return next((found for test in tests if (found := test(situation)) is not None), None)


def _every_own_slot_worked(s: Situation) -> Explanation | None:
    if s.open:
        return None
    asked = len(set(s.post.slots))
    told = f"It asks for {counted(asked, 'half-day')} and works in {'it' if asked == 1 else 'all of them'}."
    return Explanation(reason=Reason.OWN_SLOTS, explanation=told, remedy=remedies.ask_for_more_times(asked))


def _no_room_in_reach(s: Situation) -> Explanation | None:
    if s.suitable:
        return None
    needs, where = listed(sorted(s.post.needs)), _within(s)
    told = f"No {s.types} stands {where}."
    what = f"a {s.types}"
    if _is_for_own_rooms(s) and len(s.post.needs) == 1:
        remedy = remedies.convert_at_own_sites(what)
        return Explanation(reason=Reason.NO_ROOM_IN_REACH, explanation=told, remedy=remedy)
    if s.of_type:
        told = (
            f"No {s.types} {where} has {needs}; {counted(len(s.of_type), 'room')} of that type {_is(s.of_type)} there."
        )
        what += f" with {needs}"
    remedy = remedies.look_further(f"{s.post.max_travel_minutes}", s.base, what)
    return Explanation(reason=Reason.NO_ROOM_IN_REACH, explanation=told, remedy=remedy)


def _no_free_room(s: Situation) -> Explanation | None:
    if rooms_where(s.shared, s.marked_free):
        return None
    return _first_of((_not_shared, _only_in_other_slots, _only_unknown, _all_in_use), s)


def _not_shared(s: Situation) -> Explanation | None:
    free = rooms_where(s.unshared, s.marked_free)
    if not free:
        return None
    told = f"No suitable room shared with it is free {s.when}; {s.at(free)} free then {_is(free)} not."
    return Explanation(reason=Reason.NOT_SHARED, explanation=told, remedy=remedy_of_sharing(s, free))


def _only_in_other_slots(s: Situation) -> Explanation | None:
    free = rooms_where(s.shared, s.free_otherwise)
    if not free:
        return None
    told = f"{s.at(free)} {_is(free)} free, but not {s.when}."
    remedy = remedies.ask_for_other_times(slots_of(free, s.free_otherwise))
    return Explanation(reason=Reason.OWN_SLOTS, explanation=told, remedy=remedy)


def _only_unknown(s: Situation) -> Explanation | None:
    unknown = rooms_where(s.shared, s.unknown_then)
    if not unknown:
        return None
    told = f"No suitable room shared with it is known to be free {s.when}; of {s.at(unknown)} nothing is known."
    return Explanation(reason=Reason.UNKNOWN_ROOMS, explanation=told, remedy=remedy_of_a_survey(s, unknown))


def _all_in_use(s: Situation) -> Explanation | None:
    told = f"Of {counted(len(s.suitable), 'suitable room')} {_within(s)} none is marked free {s.when}."
    return Explanation(reason=Reason.IN_USE, explanation=told, remedy=cheapest_remedy(s))


def _nobody_supervises(s: Situation) -> Explanation | None:
    if s.kind is None or rooms_where(s.shared, s.free_then):
        return None
    free = rooms_where(s.shared, s.marked_free)
    told = f"{s.at(free)} {_is(free)} free {s.when}, but without {a_supervisor(s.kind)} there then."
    remedy = remedies.find_supervisor(s.kind, s.names(free), slots_of(free, s.marked_free))
    return Explanation(reason=Reason.NO_SUPERVISOR, explanation=told, remedy=remedy)


def _supervisors_are_taken(s: Situation) -> Explanation | None:
    left = rooms_where(s.shared, s.marked_left)
    if s.kind is None or not left or rooms_where(s.shared, s.left_then):
        return None
    told = f"Places are left over {s.when} in {s.at(left)}, but no {supervisor(s.kind)} has a place left there then."
    remedy = remedies.find_supervisor(s.kind, s.names(left), slots_of(left, s.marked_left))
    return Explanation(reason=Reason.NO_SUPERVISOR, explanation=told, remedy=remedy)


def _places_are_left_over(s: Situation) -> Explanation | None:
    left = rooms_where(s.shared, s.left_then)
    if not left:
        return None
    by_day = rooms_where(left, s.left_on_free_days)
    if not by_day:
        told = f"The places left over {s.when}, at {s.named(left)}, are on days when it works at another site."
        return Explanation(reason=Reason.ONE_SITE_A_DAY, explanation=told, remedy=remedies.move_a_day(s.names(left)))
    allowed = [week for week in by_day if s.may_add(week.room.site_id)]
    if not allowed:
        return _too_many_sites(s, by_day)
    told = f"A place is left over {s.when} at {s.named(allowed)}; the plan is not proved to be the best."
    return Explanation(reason=Reason.NOT_PROVED, explanation=told, remedy=remedies.SOLVE_ON)


def _too_many_sites(s: Situation, left: Sequence[RoomWeek]) -> Explanation:
    limit = s.post.max_sites
    told = f"Places are left over {s.when} at {s.named(left)}, but it may work at {counted(limit, 'site')} a week."
    return Explanation(
        reason=Reason.FEW_SITES, explanation=told, remedy=remedies.allow_more_sites(limit, s.names(left))
    )


TESTS: tuple[Test, ...] = (
    _every_own_slot_worked,
    _no_room_in_reach,
    _no_free_room,
    _nobody_supervises,
    _supervisors_are_taken,
    _places_are_left_over,
)
"""In order; what none of them answers is that others hold the places."""


def _within(s: Situation) -> str:
    if _is_for_own_rooms(s):
        return "at the practice's own sites"
    return f"within {s.post.max_travel_minutes} minutes of {s.base}"


def _is_for_own_rooms(s: Situation) -> bool:
    """Whether only its practice's own rooms will do, as for what list growth asks for."""
    return s.post.practice_code is not None and own_feature(s.post.practice_code) in s.post.needs


def _is(weeks: Sequence[RoomWeek]) -> str:
    return "is" if len(weeks) == 1 else "are"
