"""Why a post has no place where others hold them all: they outrank it, or its own week keeps it from theirs."""

from collections.abc import Iterator, Sequence

from estates.domain.shortfall import Explanation
from estates.domain.slots import Slot
from estates.domain.wording import counted, supervisor
from estates.domain.words import PlacementKind, Reason
from optimiser.reasons import remedies
from optimiser.reasons.holders import Holding, holdings, in_words
from optimiser.reasons.post_situation import Situation, rooms_where
from optimiser.reasons.remedies_of_posts import cheapest_remedy
from optimiser.reasons.room_weeks import RoomWeek, slots_in


def others_hold_the_places(s: Situation) -> Explanation:
    """Return who of equal or higher priority holds the places of a post, or what keeps it from those of lower."""
    if any(_may_swap(s, week, slot, holding) for week, slot, holding in _in_the_way(s)):
        told = "A session of lower priority holds a place that it could use; the plan is not proved to be the best."
        return Explanation(reason=Reason.NOT_PROVED, explanation=told, remedy=remedies.SOLVE_ON)
    held = [holding for _, _, holding in _in_the_way(s)]
    above = [holding for holding in held if holding.outweighs(s.post.priority)]
    if not above:
        return _held_where_it_may_not_go(s)
    rooms = rooms_where(s.shared, s.free_then)
    told = f"Every place in {s.at(rooms)} is taken {s.when}, {_by_whom(s, above, held)}."
    return Explanation(reason=Reason.OUTRANKED, explanation=told, remedy=cheapest_remedy(s))


def _by_whom(s: Situation, above: Sequence[Holding], held: Sequence[Holding]) -> str:
    """Name those of equal or higher priority, and apart from them those of lower whose places it cannot take."""
    data = s.view.dataset
    below = [holding for holding in held if not holding.outweighs(s.post.priority)]
    told = f"by others of equal or higher priority: {in_words(data, above)}"
    if not below:
        return told
    keeps = "its own week keeps" if s.kind is None else "its own week, or supervision, keeps"
    return f"{told}; and by others of lower priority from whose places {keeps} it: {in_words(data, below)}"


def _held_where_it_may_not_go(s: Situation) -> Explanation:
    """All who hold its places have lower priority, but it could not take their places as its own week stands."""
    cells = [(week, slot) for week, slot, _ in _in_the_way(s)]
    on_free_days = [(week, slot) for week, slot in cells if slot in slots_in(s.on_free_days(week.room.site_id))]
    if not on_free_days:
        rooms = [week for week, _ in cells]
        told = f"The rooms it could use {s.when}, at {s.named(rooms)}, are on days when it works at another site."
        return Explanation(reason=Reason.ONE_SITE_A_DAY, explanation=told, remedy=remedies.move_a_day(s.names(rooms)))
    rooms = [week for week, _ in on_free_days]
    if not any(s.may_add(week.room.site_id) for week in rooms):
        limit = counted(s.post.max_sites, "site")
        told = f"The rooms it could use {s.when} are at {s.named(rooms)}, and it may work at {limit} a week."
        remedy = remedies.allow_more_sites(s.post.max_sites, s.names(rooms))
        return Explanation(reason=Reason.FEW_SITES, explanation=told, remedy=remedy)
    kind = str(s.kind)
    told = f"The rooms it could use {s.when} are at {s.named(rooms)}, where no {supervisor(kind)} has a place left."
    remedy = remedies.find_supervisor(kind, s.names(rooms), [slot for _, slot in on_free_days])
    return Explanation(reason=Reason.NO_SUPERVISOR, explanation=told, remedy=remedy)


def _in_the_way(s: Situation) -> Iterator[tuple[RoomWeek, Slot, Holding]]:
    """Yield every row that holds a place that the post could use, with its room and slot."""
    for week in s.shared:
        for slot in slots_in(s.free_then(week)):
            rows = s.view.holders.get((week.room.room_id, slot), ())
            yield from ((week, slot, holding) for holding in holdings(s.view.dataset, rows))


def _may_swap(s: Situation, week: RoomWeek, slot: Slot, holding: Holding) -> bool:
    """Whether the post could take the holder's place at once, and the plan would be the better for it."""
    site_id, row = week.room.site_id, holding.row
    if holding.outweighs(s.post.priority) or slot not in slots_in(s.on_free_days(site_id)) or not s.may_add(site_id):
        return False
    if slot in slots_in(s.supervision_left(site_id)):
        return True
    return row.kind is PlacementKind.POST and s.view.kind_needed(row.id) == s.kind
