"""A scenario as a whole: its steps, its order, what it does, and everything impossible at once."""

from decimal import Decimal

import pytest

from estates.domain.errors import RequestError
from estates.domain.scenario.changes import (
    AddPosts,
    BuildSchemes,
    Change,
    CloseRooms,
    ScalePosts,
    ScaleProgrammes,
    StopProgrammes,
)
from estates.domain.scenario.effects import effects
from estates.domain.scenario.scenario import MAKES, NamedChange, Scenario, apply
from estates.domain.schemes import Growth
from estates.domain.words import RoomType, RowSeason, Season
from tests.builders import dataset, programme
from tests.domain.scenario.test_schemes import scheme

DATA = dataset(
    programmes=(programme("W", 2, 3, season=RowSeason.WINTER),),
    schemes=(scheme("A", adds=((RoomType.CONSULT_EXAM, 1),), earliest_year=2030, grant_share=Decimal("0.5")),),
    growth=(Growth(practice_code="P1", year=2030, patients_added=2000),),
)


def scenario(**changes: Change) -> Scenario:
    """Return a winter scenario of 2030 with these changes by name."""
    named = tuple(NamedChange(name=name, change=change) for name, change in changes.items())
    return Scenario(name="test", changes=named, season=Season.WINTER, year=2030)


ALL = scenario(
    build=BuildSchemes(scheme_ids=("A",)),
    hire=AddPosts(role_id="splw", pcn_codes=("N1",), posts=2, sessions=3),
    double=ScaleProgrammes(factor=Decimal(2)),
)


def test_what_comes_anyway_stands_before_the_changes() -> None:
    """Growth and season, then the file's order."""
    assert ALL.steps == ("list growth", "season", "build", "hire", "double")
    assert ALL.only(("hire", "build")).steps == ("build", "hire")


def test_the_order_in_which_steps_are_counted_does_not_change_where_they_lead() -> None:
    """All steps together are the scenario."""
    assert apply(DATA, ALL.only(tuple(reversed(ALL.steps)))) == apply(DATA, ALL)
    assert apply(DATA, ALL.only(())) == DATA


def test_the_effects_of_the_steps_add_up_to_the_whole() -> None:
    """Posts, sessions, rooms, free half-days; and a scheme's cost where it is built."""
    found = effects(DATA, ALL)
    before, after = DATA, apply(DATA, ALL)
    assert sum(each.posts for each in found) == len(after.posts) - len(before.posts)
    assert sum(each.rooms for each in found) == 1
    assert sum(each.free_half_days for each in found) == 10
    by_step = {each.step: each for each in found}
    assert (by_step["season"].wanted, by_step["double"].wanted, by_step["hire"].wanted) == (6, 6, 6)
    assert (by_step["build"].capital_cost, by_step["build"].grant) == (Decimal(100_000), Decimal(50_000))
    # Growth comes in with the room that is built later: its requests may use it.
    assert all("own_P1" in room.features for room in after.rooms)


def test_everything_impossible_is_told_at_once_and_by_name() -> None:
    """The changes that can be made are no reason to stop at the first that cannot."""
    wrong = scenario(
        fewer=ScalePosts(pcn_codes=("N7",), factor=Decimal(0)),
        twice=BuildSchemes(scheme_ids=("A", "A2")),
        stop=StopProgrammes(),
        again=StopProgrammes(),
        shut=CloseRooms(room_ids=("R9",)),
    )
    with pytest.raises(RequestError) as caught:
        apply(DATA, wrong)
    told = str(caught.value).splitlines()
    assert [line.split(":")[0] for line in told[1:]] == ["fewer", "twice", "again", "shut"]


def test_in_another_year_what_is_not_ready_is_left_out() -> None:
    """A change that builds nothing yet has no part in it."""
    assert ALL.in_year(DATA, 2029).steps == ("list growth", "season", "hire", "double")
    assert ALL.in_year(DATA, 2031).steps == ALL.steps


def test_every_kind_of_change_is_made() -> None:
    """A change that nobody makes would be forgotten in silence."""
    assert set(MAKES) == set(Change.__args__)
