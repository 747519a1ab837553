"""Each rung of the ladder on a world small enough to see that it helps; every claim is planned again."""

from decimal import Decimal

import pytest

from estates.domain.plan import GOALS, GoalScore, Plan
from estates.domain.practices import Pcn, Pin
from estates.domain.remedies import LADDER, RemedyKind, gain_told
from estates.domain.scenario.changes import AddRooms, Share, TravelLimit, WorkSlots
from estates.domain.slots import Slot
from estates.domain.words import Cell, PlacementKind, RoomType, Season, Sharing, SiteKind, StoppedBy
from estates.domain.words import Standing as Proof
from optimiser.crew import Crew
from optimiser.limits import Limits
from optimiser.remedies import find
from optimiser.remedies.find import find_remedies
from optimiser.remedies.replan import Standing
from optimiser.remedies.trials import Court, Trial
from optimiser.watch import Watch
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
from tests.optimiser.remedies.worlds import World, assert_kept, planned, remedied

MORNING = (MON_AM,)

TWO_SITES = (site("S1"), site("S2"))


def kinds(world: World, code: str = "A") -> list[RemedyKind]:
    """Return the kinds of a code's remedies in their order, after a look that each is kept."""
    assert_kept(world)
    return [remedy.kind for remedy in world.of(code)]


def busy_but(free: str = "", closed: str = "") -> tuple[Cell, ...]:
    """Return a week in use by its owner, the slots named excepted."""
    busy = (slot.value for slot in Slot if slot.value not in (*free.split(), *closed.split()))
    return cells(free, in_use=" ".join(busy))


def test_nothing_unmet_needs_no_remedy() -> None:
    """Everybody placed, nobody to help."""
    data = dataset()
    assert remedied(data, travel(data)).remedies == ()


def test_other_half_days() -> None:
    """The only room is free on Tuesday: the first remedy costs nothing but asking."""
    data = dataset(rooms=(room(free="TUE_AM"),), posts=(post(slots=MORNING),))
    world = remedied(data, travel(data))
    assert kinds(world)[0] is RemedyKind.OTHER_SLOTS
    first = world.of("A")[0]
    assert first.changes == (WorkSlots(post_ids=("A",), slots=(TUE_AM,)),)
    assert first.told == "Ask whether A could also work on Tuesday morning."
    assert gain_told(first) == "If so, a plan was found with 1 session more for it."


def test_a_sharing_agreement_as_narrow_as_will_do() -> None:
    """A practice that shares with nobody is asked to share with its PCN, not with all the world."""
    closed = site("S2", practice_code="P2", share_with=Sharing.PRACTICE)
    data = dataset(sites=(site("S1"), closed), rooms=(room("R", "S2"),))
    world = remedied(data, travel(data))
    assert kinds(world)[0] is RemedyKind.SHARE
    assert world.of("A")[0].changes == (Share(site_ids=("S2",), share_with=Sharing.PCN),)


def test_a_sharing_agreement_across_a_group() -> None:
    """Another PCN of the same group; one who sits there and belongs to no group keeps the door as wide as it is."""
    pcns = (Pcn(pcn_code="N1", name="One", group="East"), Pcn(pcn_code="N2", name="Two", group="East"))
    other = site("S2", pcn_code="N2", practice_code="P2")
    data = dataset(sites=(site("S1"), other), rooms=(room("R", "S2"),), pcns=pcns)
    world = remedied(data, travel(data))
    assert kinds(world)[0] is RemedyKind.SHARE
    assert world.of("A")[0].changes == (Share(site_ids=("S2",), share_with=Sharing.GROUP),)


def test_a_survey_is_an_estimate() -> None:
    """What nobody has looked at may be free: the gain says so."""
    data = dataset(rooms=(room(cells=cells(unknown="MON_AM")),), posts=(post(slots=MORNING),))
    world = remedied(data, travel(data))
    assert kinds(world)[0] is RemedyKind.SURVEY
    assert world.of("A")[0].estimated
    assert gain_told(world.of("A")[0]).startswith("If so, a plan was found with 1 session more")


def test_a_closed_half_day_opened() -> None:
    """The room is closed in all the half-days asked for, and there is no other."""
    data = dataset(rooms=(room(free=""),), posts=(post(slots=MORNING),))
    assert kinds(remedied(data, travel(data)))[0] is RemedyKind.OPEN


def test_an_evening_opened_for_somebody_who_does_not_ask_for_it() -> None:
    """Two changes in one remedy: the site opens, and the post works then."""
    data = dataset(rooms=(room(cells=busy_but(closed="FRI_EVE")),), posts=(post(slots=MORNING),))
    world = remedied(data, travel(data))
    assert kinds(world)[0] is RemedyKind.OPEN
    assert world.of("A")[0].told == "Open Site S1 on Friday evening, and ask A to work then."
    assert len(world.of("A")[0].changes) == 2


def test_a_supervisor() -> None:
    """A free room without a supervisor; no row of supervision is needed to have one."""
    data = dataset(rooms=(room(free="MON_AM"),), posts=(post("A", role_id="gpst3", slots=MORNING),))
    assert kinds(remedied(data, travel(data)))[0] is RemedyKind.SUPERVISOR


def test_one_more_site_a_week() -> None:
    """Free rooms on two days at two sites, one site allowed."""
    rooms = (
        room("R1", cells=busy_but("MON_AM")),
        room("R2", "S2", cells=busy_but("TUE_AM")),
    )
    data = dataset(sites=TWO_SITES, rooms=rooms, posts=(post(sessions=2, slots=(MON_AM, TUE_AM), max_sites=1),))
    assert kinds(remedied(data, travel(data)))[0] is RemedyKind.MORE_SITES


def test_a_longer_journey_of_as_many_minutes_as_it_takes() -> None:
    """Twenty-five minutes to the only room, twenty allowed."""
    data = dataset(sites=TWO_SITES, rooms=(room("R", "S2"),))
    world = remedied(data, travel(data, S1_S2=25))
    assert kinds(world)[0] is RemedyKind.TRAVEL
    assert world.of("A")[0].changes == (TravelLimit(post_ids=("A",), max_travel_minutes=Decimal(25)),)


def test_an_empty_room_converted_if_it_is_large_enough() -> None:
    """A group room of 32 square metres makes a consulting/examination room; a desk of 5 does not."""

    def world(area_m2: str) -> World:
        data = dataset(rooms=(room(room_type=RoomType.DESK, area_m2=Decimal(area_m2), places=4),))
        return remedied(data, travel(data))

    assert kinds(world("32"))[0] is RemedyKind.CONVERT
    assert RemedyKind.CONVERT not in kinds(world("5"))


def test_a_room_that_its_owner_uses_is_not_converted() -> None:
    """Nine half-days in use and one left over is no room that stands empty; nor is one that nobody knows of.

    That nobody knows of evenings and Saturdays is no matter.
    """
    late = " ".join(slot for slot in Slot if not slot.is_core)
    weeks = (
        (busy_but("FRI_PM"), False),
        (cells("FRI_PM", unknown="MON_AM"), False),
        (cells("FRI_PM", unknown=late), True),
    )
    for given, is_idle in weeks:
        data = dataset(
            rooms=(room(room_type=RoomType.TREATMENT, area_m2=Decimal(18), cells=given),),
            posts=(post(slots=(Slot.FRI_PM,), role_id="fcp_physio"),),
        )
        assert (RemedyKind.CONVERT in kinds(remedied(data, travel(data)))) is is_idle


def test_growth_of_a_practice_is_not_placed_in_rooms_of_others() -> None:
    """A post that may only sit in its practice's own rooms: a neighbour's empty room cannot be made one of them."""
    rooms = (
        room("R1", area_m2=Decimal(20), features=frozenset({"own_P1"}), free=""),
        room("R2", "S2", area_m2=Decimal(20)),
    )
    sites = (site("S1"), site("S2", practice_code="P2"))
    data = dataset(sites=sites, rooms=rooms, posts=(post(needs=frozenset({"own_P1"})),))
    world = remedied(data, travel(data, S1_S2=5))
    assert kinds(world)
    assert not any("S2" in repr(remedy.changes) or "R2" in repr(remedy.changes) for remedy in world.remedies)


def test_a_survey_opens_what_is_not_known_and_an_opening_what_is_closed() -> None:
    """Two rooms, each of them closed when nobody knows of the other: a survey is of one cell in each."""
    rooms = (
        room("R1", cells=cells(unknown="MON_AM", in_use="MON_PM")),
        room("R2", cells=cells(unknown="TUE_AM", in_use="MON_PM")),
    )
    data = dataset(rooms=rooms, posts=(post("A", 2, slots=(MON_AM, TUE_AM)), post("B", 2, slots=(MON_AM, TUE_AM))))
    world = remedied(data, travel(data))
    assert_kept(world)
    for kind, most in ((RemedyKind.SURVEY, 2), (RemedyKind.OPEN, 2)):
        gains = [remedy.gain.sessions for remedy in world.remedies if remedy.kind is kind]
        assert gains
        assert max(gains) <= most


def test_an_estimated_room_makes_a_remedy_an_estimate() -> None:
    """Nothing is asked of the site, and the room that the post would sit in is an estimate."""
    for estimated in (False, True):
        data = dataset(rooms=(room(free="TUE_AM", estimated=estimated),), posts=(post(slots=MORNING),))
        first = remedied(data, travel(data)).of("A")[0]
        assert first.kind is RemedyKind.OTHER_SLOTS
        assert first.estimated is estimated


def test_others_moved_are_others() -> None:
    """Whoever the remedy is for may move too, and is not counted."""
    data = dataset(rooms=(room(),), sites=TWO_SITES, posts=(post("A"), post("B")))
    before = (placed("A", MON_AM), placed("B", TUE_AM))
    after = (placed("A", MON_PM), placed("A", TUE_AM), placed("B", MON_AM))
    plan = Standing(data, travel(data), before)
    court = Court(standing=plan, crew=Crew(Watch(Limits())), is_best=True, seed=0, on_batch=lambda: None)
    assert court.gain_between(before, after, frozenset({(PlacementKind.POST, "A")})).moved == 1


def test_luck_of_the_search_is_no_gain() -> None:
    """What the search finds with a change may need no change at all: then nothing is claimed for it."""
    holder = frozenset({(PlacementKind.POST, "A")})
    for free, gains in (("MON_AM TUE_AM", False), ("TUE_AM", True)):
        data = dataset(rooms=(room(free=free),), posts=(post(slots=MORNING),))
        court = Court(
            standing=Standing(data, travel(data), ()),
            crew=Crew(Watch(Limits())),
            is_best=False,
            seed=0,
            on_batch=lambda: None,
            _without={holder: ()},  # the search without the change had no luck
        )
        change = WorkSlots(post_ids=("A",), slots=(TUE_AM,))
        (gain,) = court.gains([Trial(changes=(change,), named=holder, free=holder)])
        assert (gain is not None) is gains


def test_programmes_have_a_part_in_all_remedies_together() -> None:
    """A post and a programme, each short of what it has on Tuesday: together all of it is gained."""
    rooms = (room("R1", free="TUE_AM"), room("R2", "S2", free="TUE_AM"), room("R3", "S2", free="TUE_AM"))
    data = dataset(
        sites=(site("S1"), site("S2", SiteKind.HUB)),
        rooms=rooms,
        posts=(post("A", slots=MORNING),),
        programmes=(programme(rooms=2, slots=MORNING),),
    )
    world = remedied(data, travel(data))
    assert_kept(world)
    together = world.of("all")[0]
    assert together.kind is RemedyKind.TOGETHER
    assert together.gain.sessions == 3


def test_an_extension_is_the_last_rung() -> None:
    """No room anywhere: a room more at the base, free in the ten core half-days."""
    data = dataset(rooms=(), posts=(post(sessions=3),))
    world = remedied(data, travel(data))
    assert kinds(world) == [RemedyKind.EXTEND]
    assert world.of("A")[0].changes == (AddRooms(site_ids=("S1",), room_type=RoomType.CONSULT_EXAM),)
    assert world.of("A")[0].gain.own == 3
    assert LADDER[-1] is RemedyKind.EXTEND


def test_the_same_change_for_several_stands_once_for_their_pcn() -> None:
    """Two posts, one extension: what both gain by one room is proved for both together."""
    data = dataset(rooms=(), posts=(post("A", slots=(MON_AM, MON_PM)), post("B", slots=(MON_AM, MON_PM))))
    world = remedied(data, travel(data))
    assert_kept(world)
    (extension,) = [remedy for remedy in world.of("N1") if remedy.kind is RemedyKind.EXTEND]
    assert extension.ids == ("A", "B")
    assert extension.gain.sessions == 2
    assert [remedy.gain.sessions for remedy in world.of("all")] == [2]


def test_first_remedies_together() -> None:
    """Two posts with a remedy each; together both."""
    data = dataset(
        rooms=(room("R1", free="TUE_AM"), room("R2", free="TUE_AM")),
        posts=(post("A", slots=MORNING), post("B", slots=MORNING)),
    )
    world = remedied(data, travel(data))
    assert_kept(world)
    together = world.of("all")[0]
    assert together.kind is RemedyKind.TOGETHER
    assert together.gain.sessions == 2


def test_two_remedies_that_want_one_place_gain_one_session_together() -> None:
    """Each post by itself could have the Tuesday room; what both are told of the area is the truth of both."""
    data = dataset(rooms=(room(free="TUE_AM"),), posts=(post("A", slots=MORNING), post("B", slots=MORNING)))
    world = remedied(data, travel(data))
    assert_kept(world)
    assert {remedy.gain.own for remedy in world.remedies if remedy.level == "post"} == {1}
    assert world.of("all")[0].gain.sessions == 1


def test_others_move_so_that_a_remedy_helps() -> None:
    """Only a learner under B's supervisor could use the evening, and B can go there: A then has B's room."""
    data = dataset(
        rooms=(room(cells=cells("MON_AM", "TUE_AM")),),
        posts=(post("A", slots=MORNING), post("B", slots=(MON_AM, TUE_AM), priority=2)),
    )
    world = remedied(data, travel(data))
    assert_kept(world)
    survey = next(remedy for remedy in world.of("A") if remedy.kind is RemedyKind.OPEN or remedy.gain.moved)
    assert survey.gain.own == 1


def test_what_the_plan_lacks_anyway_is_no_gain() -> None:
    """A plan of nothing where a room is free: that one session is not the remedy's."""
    data = dataset(rooms=(room(free="MON_AM"),), posts=(post(sessions=2, slots=(MON_AM, TUE_AM)),))
    nothing = unfinished(wanted=2)
    world = remedied(data, travel(data), nothing)
    assert world.of("A")
    assert all(remedy.gain.weighted == 1 for remedy in world.of("A"))


def test_a_programme_has_remedies_too() -> None:
    """Two rooms together are free on Tuesday, asked for on Monday."""
    hub = site("S2", SiteKind.HUB)
    data = dataset(
        sites=(site("S1"), hub),
        rooms=(room("R1", "S2", free="TUE_AM"), room("R2", "S2", free="TUE_AM MON_AM")),
        posts=(),
        programmes=(programme(rooms=2, slots=MORNING),),
    )
    world = remedied(data, travel(data))
    assert kinds(world, "H") == [RemedyKind.OTHER_SLOTS, RemedyKind.OPEN]
    assert world.of("H")[0].gain.sessions == 2


def test_who_holds_a_place_may_be_pinned() -> None:
    """A pin stays where it is; the remedy is found round it."""
    data = dataset(
        rooms=(room(free="MON_AM TUE_AM"),),
        posts=(post("A", slots=MORNING), post("B", slots=MORNING)),
        pins=(Pin(post_id="B", room_id="R1", slot=MON_AM),),
    )
    assert kinds(remedied(data, travel(data)))[0] is RemedyKind.OTHER_SLOTS


def test_learners_under_one_supervisor() -> None:
    """Two registrars, two rooms, one supervision place: one more is the remedy."""
    learners = tuple(post(name, role_id="gpst3", slots=MORNING) for name in "AB")
    data = dataset(
        rooms=(room("R1", free="MON_AM"), room("R2", free="MON_AM")),
        posts=learners,
        supervision=(supervision(MON_AM=1),),
    )
    world = remedied(data, travel(data))
    assert_kept(world)
    short = next(remedy for remedy in world.remedies if remedy.level == "post")
    assert short.kind is RemedyKind.SUPERVISOR


def test_the_same_plan_has_the_same_remedies() -> None:
    """Twice the same, and whoever stopped has what was proved so far: here nothing."""
    data = dataset(rooms=(), posts=(post("A"), post("B", sessions=3)))
    plan = planned(data, travel(data))
    assert find_remedies(data, travel(data), plan) == find_remedies(data, travel(data), plan)
    assert find_remedies(data, travel(data), plan, stop=lambda: True) == ()


def test_a_quick_look_moves_nobody() -> None:
    """Only the cheapest remedy of each post, and everybody else where they were."""
    data = dataset(rooms=(room(free="TUE_AM"),), posts=(post("A", slots=MORNING), post("B", sessions=0)))
    world = remedied(data, travel(data), is_thorough=False)
    assert [(remedy.level, remedy.rank) for remedy in world.remedies] == [("post", 1)]
    assert_kept(world)


def test_where_thousands_are_short_nobody_moves_and_no_plans_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The look is the quick one, few at a time, and finds what that finds; whole plans would fill the memory."""
    posts = (post("A", slots=MORNING), post("B", slots=MORNING), post("C", sessions=0))
    data = dataset(rooms=(room(free="TUE_AM"), room("R2", free="TUE_AM")), posts=posts)
    quick = remedied(data, travel(data), is_thorough=False).remedies
    monkeypatch.setattr(find, "MOST_UNMET", 1)
    monkeypatch.setattr(find, "AT_A_TIME", 1)
    found = remedied(data, travel(data)).remedies
    assert [(r.code, r.changes, r.gain.weighted) for r in found] == [
        (r.code, r.changes, r.gain.weighted) for r in quick
    ]
    assert [remedy.code for remedy in found] == ["A", "B"]
    assert not any(remedy.gain.rows or remedy.gain.without for remedy in found)


def unfinished(wanted: int) -> Plan:
    """Return a plan of nothing, not proved."""
    score = GoalScore(value=wanted, bound=0, gap=1, standing=Proof.FEASIBLE)
    return Plan(
        placements=(),
        goals=dict.fromkeys(GOALS, score),
        standing=Proof.FEASIBLE,
        stopped_by=StoppedBy.WORK,
        season=Season.STANDARD,
        gap_asked=0.0,
        seed=0,
        seconds=0.0,
    )


def test_a_cheap_rung_helps_once_the_post_itself_has_moved() -> None:
    """Monday morning is supervised at S2 alone, which does not share; its afternoon at S1 it can have at S2 too."""
    data = dataset(
        sites=(site("S1"), site("S2", practice_code="P2", share_with=Sharing.PRACTICE)),
        rooms=(room("R1", free="MON_PM"), room("R2", "S2", free="MON_AM MON_PM")),
        posts=(post("A", 2, role_id="gpst3", slots=(MON_AM, MON_PM)),),
        supervision=(supervision("S1", MON_PM=1), supervision("S2", MON_AM=1, MON_PM=1)),
    )
    assert kinds(remedied(data, travel(data)))[0] is RemedyKind.SHARE
    assert RemedyKind.SHARE not in [r.kind for r in remedied(data, travel(data), is_thorough=False).of("A")]


def test_a_cheap_rung_helps_a_programme_once_a_post_has_moved() -> None:
    """Of two rooms one is not known and one is held by B, who can sit elsewhere: to survey one is enough."""
    data = dataset(
        sites=(site("S1", SiteKind.HUB), site("S2")),
        rooms=(room("R1", free="MON_AM"), room("R2", cells=cells(unknown="MON_AM")), room("R3", "S2", free="MON_AM")),
        posts=(post("B", slots=MORNING),),
        programmes=(programme("H", rooms=2, slots=MORNING),),
    )
    world = remedied(data, travel(data))
    assert kinds(world, "H")[0] is RemedyKind.SURVEY
    assert "1 room at" in world.of("H")[0].told
