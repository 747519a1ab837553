"""Reasons that are true only once others, or the post itself, have moved; and those that no one thing would mend."""

from dataclasses import replace

from estates.domain.dataset import Dataset
from estates.domain.holders import Holder
from estates.domain.plan import GoalScore, Placement
from estates.domain.posts import Post
from estates.domain.shortfall import Explanation
from estates.domain.slots import Slot
from estates.domain.words import PlacementKind, Reason, RoomType, Sharing, SiteKind, Standing
from optimiser.explain import explain
from optimiser.reasons.proof import NOTHING_ALONE
from optimiser.reasons.remedies import SOLVE_ON
from optimiser.reasons.replanned import _Prover, proved_by_planning
from tests.builders import (
    MON_AM,
    MON_PM,
    TUE_AM,
    cells,
    dataset,
    placed,
    post,
    programme,
    room,
    site,
    supervision,
    travel,
)
from tests.optimiser.test_explain import plan

A: Holder = (PlacementKind.POST, "A")
H: Holder = (PlacementKind.PROGRAMME, "H")

LEARNERS_OF_S1_AND_S2 = (supervision("S1", MON_PM=1), supervision("S2", MON_AM=1, MON_PM=1))
"""Both halves of Monday are supervised at S2 alone."""


def learner(post_id: str = "A", sessions: int = 2) -> Post:
    """Return a registrar who works on Mondays."""
    return post(post_id, sessions, role_id="gpst3", slots=(MON_AM, MON_PM))


def before_and_after(data: Dataset, holder: Holder, *rows: Placement) -> tuple[Explanation, Explanation]:
    """Return what is told of somebody before and after others are placed anew."""
    given, minutes = plan(rows), travel(data)
    first = explain(data, minutes, given)
    return first[holder], proved_by_planning(data, minutes, given, first)[holder]


def test_a_reason_that_is_true_once_the_post_itself_has_moved() -> None:
    """Monday morning is at S2, which does not share, and the afternoon is worked at S1: shared, it has both at S2."""
    closed = site("S2", practice_code="P2", share_with=Sharing.PRACTICE)
    data = dataset(
        sites=(site("S1"), closed),
        rooms=(room("R1", free="MON_PM"), room("R2", "S2", free="MON_AM MON_PM")),
        posts=(learner(),),
        supervision=LEARNERS_OF_S1_AND_S2,
    )
    first, then = before_and_after(data, A, placed("A", MON_PM))
    assert first.reason is Reason.NOT_PROVED
    assert first.explanation.endswith(NOTHING_ALONE)
    assert then.reason is Reason.NOT_SHARED
    assert then.explanation == first.explanation.replace(
        NOTHING_ALONE,
        "It would have one session more if all sites in its reach shared their rooms, once it and others are placed "
        "anew.",
    )


def test_a_programmes_reason_that_is_true_once_a_post_has_moved() -> None:
    """Of two rooms one is not known and one is held by a post that can sit elsewhere."""
    hub = site("S1", SiteKind.HUB)
    data = dataset(
        sites=(hub, site("S2")),
        rooms=(room("R1", free="MON_AM"), room("R2", cells=cells(unknown="MON_AM")), room("R3", "S2", free="MON_AM")),
        posts=(post("B", slots=(MON_AM,)),),
        programmes=(programme("H", rooms=2, slots=(MON_AM,)),),
    )
    first, then = before_and_after(data, H, placed("B", MON_AM))
    assert first.reason is Reason.NOT_PROVED
    assert then.reason is Reason.UNKNOWN_ROOMS


def test_a_post_that_lost_more_than_one_place_to_others() -> None:
    """The morning alone is of no use: it would have to be at S2 all Monday, which B is. B is named."""
    data = dataset(
        sites=(site("S1"), site("S2")),
        rooms=(room("R1", free="MON_PM"), room("R2", "S2", free="MON_AM MON_PM")),
        posts=(learner(), learner("B")),
        supervision=LEARNERS_OF_S1_AND_S2,
    )
    rows = (placed("A", MON_PM), placed("B", MON_AM, "R2", "S2"), placed("B", MON_PM, "R2", "S2"))
    first, then = before_and_after(data, A, *rows)
    assert first.reason is Reason.NOT_PROVED
    assert then.reason is Reason.OUTRANKED
    assert then.explanation.endswith("if places were given up by B (GP registrar ST3, Site S1).")


def test_two_things_at_once_stay_not_proved() -> None:
    """The room is in use and nobody supervises: neither alone would do, and neither is counted as the cause."""
    data = dataset(rooms=(room(cells=cells(in_use="MON_AM")),), posts=(learner(sessions=1),))
    first, then = before_and_after(data, A)
    assert then == first
    assert (then.reason, then.explanation.endswith(NOTHING_ALONE)) == (Reason.NOT_PROVED, True)


def test_what_a_longer_search_would_find_is_no_reason() -> None:
    """A plan that is not proved: B can go to its own practice on Tuesday, with nothing out of the way."""
    own = site("S3", practice_code="P3", share_with=Sharing.PRACTICE)
    tuesday = {"slots": (MON_AM, MON_PM, TUE_AM, Slot.TUE_PM), "practice_code": "P3"}
    data = dataset(
        sites=(site("S1"), site("S2"), own),
        rooms=(
            room("R1", free="MON_PM"),
            room("R2", "S2", free="MON_AM MON_PM"),
            room("R3", "S3", free="TUE_AM TUE_PM"),
        ),
        posts=(learner(), post("B", 2, role_id="gpst3", **tuesday)),
        supervision=(*LEARNERS_OF_S1_AND_S2, supervision("S3", TUE_AM=1, TUE_PM=1)),
    )
    rows = (placed("A", MON_PM), placed("B", MON_AM, "R2", "S2"), placed("B", MON_PM, "R2", "S2"))
    score = GoalScore(value=1, bound=0, gap=1, standing=Standing.FEASIBLE)
    found = plan(rows)
    unproved = replace(found, goals={**found.goals, "G1": score}, standing=Standing.FEASIBLE)
    first = explain(data, travel(data), unproved)
    then = proved_by_planning(data, travel(data), unproved, first)[A]
    assert first[A].explanation.endswith(NOTHING_ALONE)
    assert (then.reason, then.remedy) == (Reason.NOT_PROVED, SOLVE_ON)


def test_who_stops_does_not_wait() -> None:
    """The rest stay as they are; where all is proved nothing is planned."""
    data = dataset(rooms=(room(cells=cells(in_use="MON_AM")),), posts=(learner(sessions=1),))
    first = explain(data, travel(data), plan(()))
    assert proved_by_planning(data, travel(data), plan(()), first, stop=lambda: True) == first


def test_what_shares_with_it_already_is_not_opened_to_others() -> None:
    """B could move to S3 if that shared with B; but it shares with A, so what stands in A's way is B and no sharing."""
    ours = site("S3", share_with=Sharing.PCN)
    data = dataset(
        sites=(site("S1"), site("S2", share_with=Sharing.ANY), ours, site("S4", pcn_code="N2", practice_code="P4")),
        rooms=(
            room("R1", free="MON_PM"),
            room("R2", "S2", free="MON_AM MON_PM"),
            room("R3", "S3", free="MON_AM MON_PM", room_type=RoomType.INTERVIEW),
        ),
        posts=(
            learner(),
            post("B", 2, role_id="splw", pcn_code="N2", practice_code="P4", base_site="S4", slots=(MON_AM, MON_PM)),
        ),
        supervision=LEARNERS_OF_S1_AND_S2,
    )
    _, then = before_and_after(
        data, A, placed("A", MON_PM), placed("B", MON_AM, "R2", "S2"), placed("B", MON_PM, "R2", "S2")
    )
    assert then.reason is not Reason.NOT_SHARED


def test_a_session_taken_from_another_proves_no_reason() -> None:
    """C counts for as much as A. What is lifted gave Y a session more, and A that of C."""
    data = dataset(posts=(post("A"), post("C"), post("Y", 2)))
    now = (placed("C", MON_AM), placed("Y", MON_AM, "R2"))
    prover = _Prover(data, travel(data), plan(now))
    case = prover._case(A)
    third_one = (placed("A", MON_AM), placed("Y", MON_AM, "R2"), placed("Y", TUE_AM))
    for_it = (placed("A", TUE_AM), *now)
    assert prover._gains(case, third_one, than=now)
    assert prover._is_taken(case, third_one, than=now)
    assert not prover._is_taken(case, for_it, than=now)


def test_whoever_sits_where_it_could_stay_is_no_rival() -> None:
    """It keeps its own half-day in whichever room; who holds another there is not in its way."""
    data = dataset(
        rooms=(room("R1", free="MON_AM TUE_AM"), room("R5", free="TUE_AM")),
        posts=(post("A", 2, slots=(MON_AM, TUE_AM)), post("B"), post("C")),
    )
    now = (placed("A", TUE_AM, "R5"), placed("B", MON_AM), placed("C", TUE_AM))
    prover = _Prover(data, travel(data), plan(now))
    case = prover._case(A)
    rivals = [rival.id for row in (placed("A", MON_AM), placed("A", TUE_AM)) for rival in prover._rivals(case, row)]
    assert rivals == ["B"]
