"""A scenario in a sentence."""

from decimal import Decimal

from estates.domain.scenario.effects import Effect
from estates.domain.scenario.scenario import Scenario
from estates.domain.scenario.told import AS_IT_IS, told


def effect(step: str, capital: int = 0, wanted: int = 0) -> Effect:
    """Return a change with its cost and the sessions that it asks for."""
    nought = Decimal(0)
    return Effect(
        step=step,
        posts=0,
        wanted=wanted,
        rooms=0,
        free_half_days=0,
        capital_cost=Decimal(capital),
        annual_cost=nought,
        grant=nought,
    )


def test_the_area_as_it_is_is_no_scenario() -> None:
    """In winter either: the season is said elsewhere."""
    assert told(Scenario(name=AS_IT_IS), ()) is told(Scenario(name=AS_IT_IS), (effect("season"),)) is None


def test_name_year_changes_capital_and_remark_are_told() -> None:
    """Of many changes the first, and how many more; a year by itself is told too."""
    changes = [effect("season"), *(effect(f"Change {number}", 500) for number in range(1, 9))]
    found = told(Scenario(name="Much", year=2030), changes, remark="No table.")
    assert found is not None
    assert found.name == "Scenario “Much”, year 2030."
    assert found.sentence == (
        "Scenario “Much”, year 2030: Change 1, Change 2, Change 3, Change 4, Change 5, Change 6 and 2 more; £4,000 of "
        "capital. No table."
    )
    for wanted, sentence in ((4, "Year 2031: list growth."), (0, "Year 2031.")):
        year = told(Scenario(name=AS_IT_IS, year=2031), (effect("list growth", wanted=wanted),))
        assert year is not None
        assert year.sentence == sentence
