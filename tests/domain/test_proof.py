"""The judge of proofs: figures that agree with the plan and a standing that follows from them."""

from dataclasses import replace
from fractions import Fraction
from math import inf, nan

import pytest

from estates.domain.checks import proof_breaches
from estates.domain.plan import GoalScore, goal_score
from estates.domain.words import Standing
from tests.builders import dataset, post, programme

OPTIMAL, FEASIBLE = Standing.OPTIMAL, Standing.FEASIBLE
# Wanted with weights: 10 sessions at priority 2 and a hub session of 2 rooms at priority 1, 22 in all; 6 are unmet.
DATA = dataset(posts=(post(sessions=10, priority=2),), programmes=(programme(rooms=2),))
VALUES = {"G1": Fraction(6), "G2": Fraction(1), "G3": Fraction(4, 3), "G4": Fraction(200)}


def score(value: float, bound: float, gap: float = 0.0, standing: Standing = OPTIMAL) -> GoalScore:
    """Return a goal's score."""
    return GoalScore(value=value, bound=bound, gap=gap, standing=standing)


SOUND = {"G1": score(6, 6), "G2": score(1, 1), "G3": score(4 / 3, 4 / 3), "G4": score(200, 150, 0.25, FEASIBLE)}


def told(goals: dict[str, GoalScore], standing: Standing = FEASIBLE) -> list[str]:
    """Return the sentences of the breaches of a proof."""
    return [breach.sentence for breach in proof_breaches(goals, standing, DATA, VALUES)]


def test_a_sound_proof_has_no_breach() -> None:
    """Values agree, G3 to six decimals; gaps and standings follow."""
    assert told(SOUND) == []
    assert told(SOUND | {"G3": score(1.333333, 1.333333)}) == []
    assert told(SOUND | {"G4": score(200, 200)}, OPTIMAL) == []


def test_a_gap_of_g1_is_measured_against_what_is_placed() -> None:
    """Two short of the bound with 16 placed is a gap of an eighth, and no later goal is optimal then."""
    later = {name: replace(SOUND[name], standing=FEASIBLE) for name in ("G2", "G3", "G4")}
    assert told(later | {"G1": score(6, 4, 0.125, FEASIBLE)}) == []
    assert told(later | {"G1": score(6, 4, 0.5, FEASIBLE)}) == ["G1: the proof says a gap of 0.5, but it is 0.125."]


def test_a_wrong_value_is_told_with_the_right_one() -> None:
    """A proof that flatters the plan is found out."""
    assert told(SOUND | {"G2": score(0, 0)}) == ["G2: the proof says 0, but the plan comes to 1."]


def test_a_bound_may_not_lie_above_the_value() -> None:
    """What is better than the best possible is a wrong proof."""
    assert told(SOUND | {"G4": score(200, 210, -0.05, FEASIBLE)}) == ["G4: the bound 210 is above the value 200."]


def test_bounds_of_g1_and_g2_are_whole_numbers() -> None:
    """Half a session cannot be a bound: it should have been rounded up."""
    open_g1 = {name: replace(given, standing=FEASIBLE) for name, given in SOUND.items()}
    assert told(open_g1 | {"G1": score(6, 5.5, 0.03125, FEASIBLE)}) == ["G1: the bound 5.5 is not a whole number."]


def test_optimal_needs_its_own_gap_and_all_before_it_to_be_nought() -> None:
    """A goal after an open one is feasible only; a closed one must not be called so."""
    open_g2 = SOUND | {"G2": score(1, 0, 1.0, FEASIBLE)}
    assert told(open_g2) == ["G3 is called optimal, but its figures make it feasible."]
    assert told(SOUND | {"G1": score(6, 6, 0, FEASIBLE)}) == ["G1 is called feasible, but its figures make it optimal."]


def test_a_large_goal_is_closed_by_the_same_measure_as_a_small_one() -> None:
    """A thousandth of a minute of fifteen hundred is open, by less than a millionth; the planner says so too."""
    values = VALUES | {"G4": Fraction(1500)}
    open_g4 = goal_score("G4", 1500.0, 1499.999, wanted=22, before=[SOUND[name] for name in ("G1", "G2", "G3")])
    assert open_g4.standing is FEASIBLE
    assert proof_breaches(SOUND | {"G4": open_g4}, FEASIBLE, DATA, values) == ()
    closed = replace(open_g4, gap=0.0, standing=OPTIMAL)
    assert [b.id for b in proof_breaches(SOUND | {"G4": closed}, FEASIBLE, DATA, values)] == ["G4"]


def test_the_plan_stands_as_its_worst_goal() -> None:
    """One open goal makes the plan feasible."""
    assert told(SOUND, OPTIMAL) == ["The plan is called optimal, but its goals make it feasible."]


@pytest.mark.parametrize("figure", [nan, inf, -inf])
def test_figures_must_be_numbers(figure: float) -> None:
    """Neither infinity nor not-a-number is a proof."""
    assert told(SOUND | {"G4": score(200, figure, 0.25, FEASIBLE)}) == ["G4: value, bound and gap must be numbers."]


def test_every_goal_needs_its_figures() -> None:
    """A goal that is left out is told."""
    lacking = {name: given for name, given in SOUND.items() if name != "G2"}
    assert told(lacking) == ["The proof gives no figures for G2."]


def test_changes_stand_between_g1_and_g2() -> None:
    """Where fewest changes are asked for, an open number of changes keeps the goals after it open."""
    values = VALUES | {"changes": Fraction(3)}
    goals = SOUND | {"changes": score(3, 2, 1 / 3, FEASIBLE)}
    found = proof_breaches(goals, FEASIBLE, DATA, values)
    assert [breach.id for breach in found] == ["G2", "G3"]
