"""What to look at for a post: the cheapest thing that the plan and the dataset leave open."""

from collections.abc import Sequence

from optimiser.reasons import remedies
from optimiser.reasons.post_situation import Situation, half_days, rooms_where, slots_of
from optimiser.reasons.room_weeks import RoomWeek


def cheapest_remedy(s: Situation) -> str:
    """Return what is cheapest to look at: sharing, other half-days, a survey, rooms in use, and last a room more."""
    unshared = rooms_where(s.unshared, s.marked_left)
    others = rooms_where(s.shared, lambda week: week.left_over & s.free_otherwise(week))
    unknown, in_use = rooms_where(s.suitable, s.unknown_then), rooms_where(s.suitable, s.in_use_then)
    if unshared:
        return remedy_of_sharing(s, unshared)
    if others:
        return remedies.ask_for_other_times(slots_of(others, lambda week: week.left_over & s.free_otherwise(week)))
    if unknown:
        return remedy_of_a_survey(s, unknown)
    if in_use:
        return remedies.check_use(len(in_use), s.names(in_use))
    return remedies.add_a_room(s.base, f"a {s.types}")


def remedy_of_sharing(s: Situation, weeks: Sequence[RoomWeek]) -> str:
    """Ask the sites of rooms to share the half-days that are left over there."""
    return remedies.ask_to_share(s.names(weeks), half_days(weeks, s.marked_left))


def remedy_of_a_survey(s: Situation, weeks: Sequence[RoomWeek]) -> str:
    """Find out about rooms of which nobody has said whether they are free."""
    return remedies.survey_rooms(len(weeks), s.names(weeks))
