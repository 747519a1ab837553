"""Small worlds that random datasets and the referee once caught the planner out on; each stays as a test."""

from estates.domain.checks import breaches, goal_values, proof_breaches
from estates.domain.dataset import Dataset
from estates.domain.settings import Settings
from estates.domain.words import Season, SiteKind
from optimiser.limits import Limits
from optimiser.solve import solve
from tests.builders import MON_AM, MON_PM, TUE_AM, dataset, post, programme, room, site, travel


def goals_of_plan(data: Dataset) -> list[float]:
    """Return G1 to G4 of a plan that the judge finds sound."""
    minutes = travel(data)
    plan = solve(data, minutes, season=Season.WINTER, settings=Settings(), limits=Limits())
    values = goal_values(data, minutes, plan.placements)
    assert breaches(data, minutes, plan.placements) == ()
    assert proof_breaches(plan.goals, plan.standing, data, values) == ()
    return [float(value) for value in values.values()]


def test_a_programme_alone() -> None:
    """A part of the county with a programme and no post that could share its rooms is planned too."""
    data = dataset(sites=(site(kind=SiteKind.HUB, pcn_code="N1"), site("S2")), posts=(), programmes=(programme(),))
    assert goals_of_plan(data) == [0, 0, 0, 0]


def test_a_post_with_nowhere_to_go() -> None:
    """A post that no room would do for is unmet, and nothing else happens."""
    assert goals_of_plan(dataset(rooms=(), posts=(post(sessions=2, priority=3),))) == [6, 0, 2, 0]


def test_nothing_to_plan() -> None:
    """No posts and no programmes give an empty plan that is optimal."""
    assert goals_of_plan(dataset(posts=())) == [0, 0, 0, 0]


def test_slots_are_chosen_with_the_rooms_in_mind() -> None:
    """Two of three slots are wanted, and only one choice of two needs no second room (ten minutes)."""
    rooms = (room("R1", free="MON_PM TUE_AM"), room("R2", free="MON_AM"))
    data = dataset(rooms=rooms, posts=(post(sessions=2, slots=(MON_AM, MON_PM, TUE_AM)),))
    assert goals_of_plan(data) == [0, 0, 0, 0]
