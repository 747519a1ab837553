"""A true first reason for every unmet session, on worlds small enough to see that it is true."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from estates.domain.dataset import Dataset
from estates.domain.plan import GOALS, GoalScore, Placement, Plan
from estates.domain.practices import Pin
from estates.domain.scenario.own_rooms import own_feature
from estates.domain.shortfall import Explanation
from estates.domain.slots import Slot
from estates.domain.words import PlacementKind, Reason, Season, Sharing, SiteKind, Standing, StoppedBy
from optimiser.explain import explain
from optimiser.reasons.proof import LEFT_OVER, SWAP_EXISTS
from tests.builders import (
    MON_AM,
    MON_PM,
    TUE_AM,
    cells,
    dataset,
    hub_placed,
    placed,
    post,
    programme,
    room,
    site,
    supervision,
    travel,
)

MORNING = (MON_AM,)


def plan(rows: Iterable[Placement]) -> Plan:
    """Return a plan of rows; its proof plays no part in the reasons."""
    score = GoalScore(value=0, bound=0, gap=0, standing=Standing.OPTIMAL)
    return Plan(
        placements=tuple(rows),
        goals=dict.fromkeys(GOALS, score),
        standing=Standing.OPTIMAL,
        stopped_by=StoppedBy.GAP,
        season=Season.STANDARD,
        gap_asked=0.0,
        seed=0,
        seconds=0.0,
    )


def why(data: Dataset, *rows: Placement, of: str = "A", **minutes: int) -> Explanation:
    """Return the explanation of one post or programme."""
    kind = PlacementKind.POST if of in data.post_by_id else PlacementKind.PROGRAMME
    return explain(data, travel(data, **minutes), plan(rows))[kind, of]


def test_everybody_has_an_explanation() -> None:
    """Posts and programmes, placed or not."""
    data = dataset(posts=(post("A"), post("B", 0)), programmes=(programme("H"),))
    found = explain(data, travel(data), plan([placed("A", MON_AM)]))
    assert [(kind.value, id_) for kind, id_ in found] == [("post", "A"), ("post", "B"), ("programme", "H")]
    assert found[PlacementKind.POST, "A"].reason is Reason.PLACED
    assert found[PlacementKind.POST, "B"].explanation == "It wants no room sessions."


def test_more_sessions_than_own_half_days() -> None:
    """A post that works in all the half-days it asks for can have no more."""
    found = why(dataset(posts=(post(sessions=2, slots=MORNING),)), placed("A", MON_AM))
    assert found.reason is Reason.OWN_SLOTS
    assert found.explanation == "It asks for 1 half-day and works in it."


def test_no_room_of_the_type_in_reach() -> None:
    """The only room is too far: told with the limit and the base."""
    data = dataset(sites=(site("S1"), site("S2")), rooms=(room("R", "S2"),))
    found = why(data, S1_S2=21)
    assert found.reason is Reason.NO_ROOM_IN_REACH
    assert found.explanation == "No consulting/examination room stands within 20 minutes of Site S1."
    assert why(data, S1_S2=20).reason is Reason.NOT_PROVED


def test_rooms_of_the_type_without_a_feature() -> None:
    """Rooms that lack what is needed are counted and what they lack is named."""
    found = why(dataset(posts=(post(needs=frozenset({"hoist"})),)))
    assert found.reason is Reason.NO_ROOM_IN_REACH
    assert "has hoist; 1 room of that type is there" in found.explanation


def test_rooms_that_are_not_shared() -> None:
    """The free rooms in reach belong to another practice: ask it to share what is left over."""
    closed = site("S2", practice_code="P2", share_with=Sharing.PRACTICE)
    data = dataset(sites=(site("S1"), closed), rooms=(room("R", "S2"),))
    found = why(data)
    assert found.reason is Reason.NOT_SHARED
    assert "1 suitable room at Site S2 free then is not" in found.explanation
    assert found.remedy == "Ask Site S2 to share: 3 suitable half-days are left over there."


def test_rooms_free_only_at_other_times() -> None:
    """A Tuesday room for a Monday post: ask for Tuesday."""
    found = why(dataset(rooms=(room(free="TUE_AM"),), posts=(post(slots=MORNING),)))
    assert found.reason is Reason.OWN_SLOTS
    assert found.remedy == (
        "Ask whether other half-days would do, such as Tuesday morning, when suitable rooms are free."
    )


def test_rooms_of_which_nothing_is_known() -> None:
    """No cell is free then, but one is not known: survey it."""
    data = dataset(rooms=(room(cells=cells(unknown="MON_AM")),), posts=(post(slots=MORNING),))
    found = why(data)
    assert found.reason is Reason.UNKNOWN_ROOMS
    assert found.remedy == "Survey the 1 suitable room with half-days marked unknown at Site S1."


def test_rooms_in_use() -> None:
    """Every suitable cell is in use or closed."""
    data = dataset(rooms=(room(cells=cells(in_use="MON_AM")),), posts=(post(slots=MORNING),))
    found = why(data)
    assert found.reason is Reason.IN_USE
    assert found.explanation == (
        "Of 1 suitable room within 20 minutes of Site S1 none is marked free in the half-days it asks for."
    )
    assert "Check at Site S1" in found.remedy


def test_what_only_the_practices_own_rooms_may_take_is_told_so() -> None:
    """Not as a limit of minutes, which nobody set."""
    own = own_feature("P1")
    wants = post(needs=frozenset({own}), max_travel_minutes=Decimal(600), slots=MORNING)
    used = room(cells=cells(in_use="MON_AM"), features=frozenset({own}))
    found = why(dataset(rooms=(used,), posts=(wants,)))
    assert found.explanation == (
        "Of 1 suitable room at the practice's own sites none is marked free in the half-days it asks for."
    )
    none = why(dataset(rooms=(room(),), posts=(wants,)))
    assert none.explanation == "No consulting/examination room stands at the practice's own sites."
    assert none.remedy == "Look at converting or equipping a consulting/examination room at the practice's own sites."


LEARNER = post("A", role_id="gpst3", slots=MORNING)


def test_no_supervisor_at_all() -> None:
    """A free room without a supervisor is no place for a registrar."""
    found = why(dataset(posts=(LEARNER,)))
    assert found.reason is Reason.NO_SUPERVISOR
    assert found.explanation == (
        "1 suitable room at Site S1 is free in the half-days it asks for, but without a GP supervisor there then."
    )


def test_all_supervisors_taken() -> None:
    """A room is left over, but the only supervision place is taken by another registrar."""
    other = post("B", role_id="gpst3", slots=MORNING)
    data = dataset(rooms=(room("R1"), room("R2")), posts=(LEARNER, other), supervision=(supervision(MON_AM=1),))
    found = why(data, placed("B", MON_AM))
    assert found.reason is Reason.NO_SUPERVISOR
    assert "no GP supervisor has a place left" in found.explanation


TWO_SITES = (site("S1"), site("S2"))


def test_one_site_a_day() -> None:
    """The afternoon that is left over is at another site than the morning worked."""
    data = dataset(
        sites=TWO_SITES,
        rooms=(room("R1", free="MON_AM"), room("R2", "S2", free="MON_PM")),
        posts=(post(sessions=2),),
    )
    found = why(data, placed("A", MON_AM))
    assert found.reason is Reason.ONE_SITE_A_DAY
    assert "at Site S2, are on days when it works at another site" in found.explanation


def test_few_sites() -> None:
    """The day that is left over is at a second site, and one is the limit."""
    data = dataset(
        sites=TWO_SITES,
        rooms=(room("R1", free="MON_AM"), room("R2", "S2", free="TUE_AM")),
        posts=(post(sessions=2, max_sites=1),),
    )
    found = why(data, placed("A", MON_AM))
    assert found.reason is Reason.FEW_SITES
    assert "at Site S2, but it may work at 1 site a week" in found.explanation


def test_a_place_left_over_is_never_called_a_lack() -> None:
    """Where the post could sit down at once, the plan is simply not the best."""
    told = why(dataset())
    assert (told.reason, told.explanation) == (Reason.NOT_PROVED, LEFT_OVER)


def test_outranked_names_who_holds_the_places() -> None:
    """Equal or higher priority, highest first, with role and base; five are named and the rest counted."""
    others = [post(f"B{n}", slots=MORNING, priority=2 + (n == 3)) for n in range(7)]
    data = dataset(rooms=(room(free="MON_AM", places=7),), posts=(post(slots=MORNING, priority=2), *others))
    found = why(data, *(placed(other.post_id, MON_AM) for other in others))
    assert found.reason is Reason.OUTRANKED
    named = ", ".join(f"{name} (First contact physiotherapist, Site S1)" for name in ("B3", "B0", "B1", "B2", "B4"))
    assert found.explanation.endswith(f"by others of equal or higher priority: {named} and 2 more.")


def test_those_of_lower_priority_are_named_apart() -> None:
    """C holds a place at another site on a day spent at S1: it is taken, but not by equal or higher priority."""
    data = dataset(
        sites=TWO_SITES,
        rooms=(room("R1", free="MON_PM TUE_AM"), room("R2", "S2", free="MON_AM")),
        posts=(post(sessions=2, priority=2), post("B", priority=2), post("C")),
    )
    found = why(data, placed("A", MON_PM), placed("B", TUE_AM), placed("C", MON_AM, "R2", "S2"))
    assert found.reason is Reason.OUTRANKED
    assert found.explanation == (
        "Every place in 2 suitable rooms at Site S1 and Site S2 is taken in the other half-days it asks for, by others "
        "of equal or higher priority: B (First contact physiotherapist, Site S1); and by others of lower priority from "
        "whose places its own week keeps it: C (First contact physiotherapist, Site S1)."
    )


def test_who_would_have_to_give_way_is_named_where_something_else_comes_first() -> None:
    """The supervisor of S2 is taken, and one more would not do on a day spent at S1; there B holds the only place."""
    posts = tuple(post(name, 2, role_id="gpst3", slots=(MON_AM, MON_PM)) for name in "ABC")
    data = dataset(
        sites=TWO_SITES,
        rooms=(room("R1", free="MON_PM"), room("R3", free="MON_AM"), room("R2", "S2"), room("R4", "S2")),
        posts=posts,
        supervision=(supervision(MON_AM=1, MON_PM=1), supervision("S2", MON_AM=1)),
    )
    found = why(data, placed("A", MON_PM), placed("B", MON_AM, "R3"), placed("C", MON_AM, "R4", "S2"))
    assert found.reason is Reason.OUTRANKED
    assert found.explanation == (
        "Places are left over in the other half-days it asks for in 1 suitable room at Site S2, but no GP supervisor "
        "has a place left there then. It would have one session more if one of those who hold a place at Site S1 gave "
        "it up: B (GP registrar ST3, Site S1)."
    )


def test_nobody_is_called_outranked_by_less() -> None:
    """A place held by lower priority that the post could take at once is a plan not proved."""
    data = dataset(rooms=(room(free="MON_AM"),), posts=(post(slots=MORNING, priority=2), post("B", slots=MORNING)))
    told = why(data, placed("B", MON_AM))
    assert (told.reason, told.explanation) == (Reason.NOT_PROVED, SWAP_EXISTS)


def test_a_pin_outranks_everybody() -> None:
    """A pinned session of low priority stands, and is named as pinned."""
    data = dataset(
        rooms=(room(free="MON_AM"),),
        posts=(post(slots=MORNING, priority=9), post("B", slots=MORNING)),
        pins=(Pin(post_id="B", room_id="R1", slot=MON_AM),),
    )
    found = why(data, placed("B", MON_AM, pinned=True))
    assert found.reason is Reason.OUTRANKED
    assert "Site S1, pinned)" in found.explanation


def test_lower_priority_where_the_post_may_not_go() -> None:
    """Its places are held by lower priority, but on a day that it spends elsewhere."""
    data = dataset(
        sites=TWO_SITES,
        rooms=(room("R1", free="MON_AM"), room("R2", "S2", free="MON_PM")),
        posts=(post(sessions=2, priority=5), post("B", slots=(MON_PM,))),
    )
    rows = (placed("A", MON_AM), placed("B", MON_PM, "R2", "S2"))
    assert why(data, *rows).reason is Reason.ONE_SITE_A_DAY
    apart = dataset(
        sites=TWO_SITES,
        rooms=(room("R1", free="MON_AM"), room("R2", "S2", free="TUE_AM")),
        posts=(post(sessions=2, priority=5, max_sites=1), post("B", slots=(TUE_AM,))),
    )
    assert why(apart, placed("A", MON_AM), placed("B", TUE_AM, "R2", "S2")).reason is Reason.FEW_SITES


HUB = site("S1", SiteKind.HUB)
ROOMS = (room("R1"), room("R2"))


def test_a_programme_without_suitable_rooms() -> None:
    """No room at any candidate site, or never as many as a session takes."""
    none = dataset(sites=(HUB,), rooms=(), programmes=(programme(rooms=2),))
    few = dataset(sites=(HUB,), programmes=(programme(rooms=2),))
    nowhere = dataset(programmes=(programme(rooms=2),))
    assert why(none, of="H").reason is why(nowhere, of="H").reason is Reason.NO_ROOM_IN_REACH
    assert why(nowhere, of="H").explanation == "It has no candidate site."
    assert why(few, of="H").reason is Reason.ROOMS_TOGETHER
    assert why(few, of="H").explanation == (
        "A session takes 2 rooms together; none of its 1 candidate site has more than 1 that suit."
    )


def test_a_programme_whose_rooms_are_never_free_together() -> None:
    """One room in the morning and one in the afternoon are not two rooms together."""
    rooms = (room("R1", free="MON_AM"), room("R2", free="MON_PM"))
    found = why(dataset(sites=(HUB,), rooms=rooms, programmes=(programme(rooms=2),)), of="H")
    assert found.reason is Reason.ROOMS_TOGETHER
    assert found.explanation == (
        "A session takes 2 rooms together; in the half-days it asks for the most free at one time is 1, at Site S1."
    )


def test_a_programme_at_sites_that_do_not_share() -> None:
    """A hub that shares with its own PCN is closed to a programme for another."""
    hub = site("S1", SiteKind.HUB, share_with=Sharing.PCN, pcn_code="N9")
    found = why(dataset(sites=(hub,), rooms=ROOMS, programmes=(programme(rooms=2),)), of="H")
    assert found.reason is Reason.NOT_SHARED
    assert found.remedy == "Ask Site S1 to share: 3 suitable half-days are left over there."


def test_a_programme_in_its_own_slots() -> None:
    """Rooms are free together at another time; or every half-day it asks for is held already."""
    evenings = programme(rooms=2, slots=(Slot.MON_EVE,))
    assert why(dataset(sites=(HUB,), rooms=ROOMS, programmes=(evenings,)), of="H").reason is Reason.OWN_SLOTS
    twice = programme(sessions=2, slots=MORNING)
    data = dataset(sites=(HUB,), programmes=(twice,))
    assert why(data, hub_placed("H", MON_AM, "R1"), of="H").reason is Reason.OWN_SLOTS


def test_a_programme_with_unknown_or_used_rooms() -> None:
    """Enough rooms are marked unknown at one time; or all are in use."""
    for states, reason in (
        (cells(unknown="MON_AM"), Reason.UNKNOWN_ROOMS),
        (cells(in_use="MON_AM"), Reason.IN_USE),
    ):
        rooms = tuple(room(name, cells=states) for name in ("R1", "R2"))
        data = dataset(sites=(HUB,), rooms=rooms, programmes=(programme(rooms=2),))
        assert why(data, of="H").reason is reason


def test_a_programme_whose_rooms_others_hold() -> None:
    """Two posts that weigh as much as the session outrank it; two that weigh less show a plan not proved."""
    data = dataset(
        sites=(HUB,),
        rooms=(room("R1", free="MON_AM"), room("R2", free="MON_AM")),
        posts=(post("A", priority=2), post("B", priority=2)),
        programmes=(programme("H", rooms=2, priority=2), programme("K", rooms=2, priority=3)),
    )
    rows = (placed("A", MON_AM), placed("B", MON_AM, "R2"))
    assert why(data, *rows, of="H").reason is Reason.OUTRANKED
    assert "A (First contact physiotherapist, Site S1)" in why(data, *rows, of="H").explanation
    assert why(data, *rows, of="K").reason is Reason.NOT_PROVED
    assert why(data, of="H").reason is Reason.NOT_PROVED


def test_minutes_keep_their_decimals() -> None:
    """A limit of 12.5 minutes is told as such."""
    data = dataset(sites=TWO_SITES, rooms=(room("R", "S2"),), posts=(post(max_travel_minutes=Decimal("12.5")),))
    assert "within 12.5 minutes" in why(data, S1_S2=13).explanation


def test_a_hub_session_that_loses_its_rooms_is_lost_once() -> None:
    """One of two rooms would cost two, and so would both: three rooms for a session that counts for three."""
    data = dataset(
        sites=(HUB,),
        rooms=tuple(room(name, free="MON_AM") for name in ("R1", "R2", "R3")),
        programmes=(programme("H", rooms=3, priority=1), programme("K", rooms=2, priority=1)),
    )
    rows = (hub_placed("K", MON_AM, "R1"), hub_placed("K", MON_AM, "R2"))
    assert why(data, *rows, of="H").reason is Reason.NOT_PROVED
    two = replace(data, programmes=(programme("H", rooms=2, priority=1), programme("K", rooms=2, priority=1)))
    assert why(replace(two, rooms=two.rooms[:2]), *rows, of="H").reason is Reason.OUTRANKED
