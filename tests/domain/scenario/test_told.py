"""A scenario in a sentence."""

from dataclasses import replace
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
    assert found.changes[0] == ("season", "posts, rooms and free half-days are as many as before")
    assert found.changes[-1] == ("Change 8", "£500 of capital")
    assert len(found.changes) == len(changes)
    for wanted, sentence in ((4, "Year 2031: list growth."), (0, "Year 2031.")):
        year = told(Scenario(name=AS_IT_IS, year=2031), (effect("list growth", wanted=wanted),))
        assert year is not None
        assert year.sentence == sentence


def test_what_a_change_does_is_told_in_words() -> None:
    """More and fewer, one and many, and its price."""
    does = replace(effect("Build", 712_000, -1), posts=2, rooms=-3, free_half_days=1, annual_cost=Decimal(4_000))
    found = told(Scenario(name="Much"), (does,))
    assert found is not None
    assert found.changes == (
        (
            "Build",
            "2 posts more, 1 room session wanted fewer, 3 rooms fewer, 1 free half-day more, £712,000 of capital, "
            "£4,000 a year",
        ),
    )
