"""The scores of goals in strict order: which bound counts, and what is proved to be the best."""

from dataclasses import replace

import pytest

from estates.domain.plan import GOALS, GoalScore, Plan, goal_score, goal_scores, with_bound
from estates.domain.words import Season, Standing, StoppedBy

VALUES = {"G1": 10.0, "G2": 1.0, "G3": 2.0, "G4": 300.0}
WANTED = 60.0


def scores(**bounds: float) -> dict[str, GoalScore]:
    """Return scores where the bounds named are given and all others meet their values."""
    return goal_scores(VALUES, lambda goal, _: bounds.get(goal, VALUES[goal]), wanted=WANTED)


def a_plan(goals: dict[str, GoalScore]) -> Plan:
    """Return an empty plan of such scores."""
    return Plan(
        placements=(),
        goals=goals,
        standing=goals["G4"].standing,
        stopped_by=StoppedBy.GAP,
        season=Season.STANDARD,
        gap_asked=0.0,
        seed=0,
        seconds=0.0,
    )


def test_a_goal_is_proved_only_where_all_before_it_are() -> None:
    """One open goal leaves all after it open, whatever their own gaps."""
    assert {score.standing for score in scores().values()} == {Standing.OPTIMAL}
    told = [score.standing for score in scores(G2=0.0).values()]
    assert told == [Standing.OPTIMAL, Standing.FEASIBLE, Standing.FEASIBLE, Standing.FEASIBLE]


def test_who_gives_bounds_hears_whether_the_goals_before_are_closed() -> None:
    """With G2 open, G3 and G4 have only what is sure of every plan."""
    heard = dict[str, bool]()

    def bound_of(goal: str, are_closed: bool) -> float:
        heard[goal] = are_closed
        return 0.0 if goal == "G2" else VALUES[goal]

    goal_scores(VALUES, bound_of, wanted=WANTED)
    assert heard == {"G1": True, "G2": True, "G3": False, "G4": False}


def test_a_gap_of_g1_is_of_what_is_placed() -> None:
    """Of 60 wanted 50 are placed: five sessions are a tenth of that."""
    assert scores(G1=5.0)["G1"].gap == pytest.approx(0.1)
    assert scores(G4=270.0)["G4"].gap == pytest.approx(0.1)


@pytest.mark.parametrize(("bound", "kept"), [(300.0 + 1e-7, 300.0), (300.0002, 300.0), (300.02, 0.0)])
def test_a_bound_above_the_value_is_rounding_or_wrong(bound: float, kept: float) -> None:
    """A little above it is the value; further above it proves nothing, and the goal counts as open."""
    score = goal_score("G4", 300.0, bound, wanted=WANTED, before=())
    assert score.bound == kept
    assert (score.standing is Standing.OPTIMAL) == (kept == 300.0)


def test_a_better_bound_on_g1_closes_what_waited_for_it() -> None:
    """Prices may prove more than the solver did; less changes nothing."""
    plan = a_plan(scores(G1=9.0))
    assert plan.standing is Standing.FEASIBLE
    assert with_bound(plan, 8, wanted=WANTED) is plan
    closed = with_bound(plan, 10, wanted=WANTED)
    assert closed.standing is Standing.OPTIMAL
    assert closed == replace(plan, goals=scores(), standing=Standing.OPTIMAL)
    assert tuple(closed.goals) == GOALS
