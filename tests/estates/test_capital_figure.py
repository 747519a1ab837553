"""What the figure of the capital frontier says, in its title and beside its points."""

import pytest

from estates.planning.capital_figures import _finding
from maps.figures.frontier import FrontierPoint, gain_words


@pytest.mark.parametrize(
    ("point", "finding"),
    [
        (
            FrontierPoint(
                capital_cost=1.2e6, budget=1.5e6, sessions_gained=168, plain=139, schemes=("A", "B"), most=168
            ),
            "Of £1.50m the best set (2 schemes) costs £1.20m and wins 139 sessions (weight 168) a week",
        ),
        (
            FrontierPoint(capital_cost=1.2e6, budget=1.5e6, sessions_gained=168, plain=139, schemes=("A",), most=170),
            "Of £1.50m the best set found (1 scheme) costs £1.20m and wins 139 sessions (weight 168) a week",
        ),
        (
            FrontierPoint(capital_cost=0, budget=1.5e6, sessions_gained=0, plain=0, most=193),
            "No set of schemes for £1.50m was found in the time; a gain of up to 193 (weighted) is not ruled out",
        ),
    ],
)
def test_the_finding_claims_no_more_than_is_proved(point: FrontierPoint, finding: str) -> None:
    """Sessions are told apart from their weight; the best that was found is not the best there is."""
    assert _finding(point) == finding


def test_sessions_that_are_not_weighted_are_sessions() -> None:
    """Nothing is told twice."""
    assert gain_words(FrontierPoint(capital_cost=1, sessions_gained=3)) == "3 sessions"
