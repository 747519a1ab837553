"""Whole weeks for a few PCNs at a time."""

from collections.abc import Iterator, Sequence
from random import Random

import pytest

from benchmarks.generate import County, World, generate
from benchmarks.instances import Instance, Size, Tightness
from estates.domain.checks import breaches, goal_values
from estates.domain.plan import Plan
from estates.domain.settings import Settings
from estates.domain.words import Season
from optimiser import finish
from optimiser.candidates import survey
from optimiser.limits import Limits
from optimiser.model import Model, build
from optimiser.solve import solve
from optimiser.weeks_with_rooms import by_area
from optimiser.weeks_with_rooms.by_area import areas

MOST = 100
"""So many posts in an area here, which holds two of the PCNs or three."""


@pytest.fixture
def large_areas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an area hold more than one of the PCNs here."""
    monkeypatch.setattr(by_area, "AREA_POSTS", MOST)


@pytest.fixture(scope="module")
def five_pcns() -> Model:
    """Return the model of five PCNs that share hubs."""
    data, travel = Instance(Size.FIVE_PCNS, Tightness.TIGHT, 1).world()
    return build(survey(data.for_season(Season.WINTER), travel))


@pytest.mark.usefixtures("large_areas")
@pytest.mark.parametrize("seed", range(5))
def test_everybody_is_in_one_area_with_all_of_a_pcn(five_pcns: Model, seed: int) -> None:
    """No post is left out or counted twice, no PCN is divided, and no area is too large."""
    found = areas(five_pcns, Random(seed))
    posts = five_pcns.estate.posts
    assert sorted(post for area in found for post in area) == list(range(len(posts)))
    pcns = [{posts[post].post.pcn_code for post in area} for area in found]
    assert sum(map(len, pcns)) == len(set().union(*pcns))
    assert max(map(len, found)) <= MOST
    assert max(map(len, pcns)) > 1


@pytest.mark.usefixtures("large_areas")
def test_pcns_of_an_area_could_use_the_same_sites(five_pcns: Model) -> None:
    """Each could use one that another of them could."""
    found = areas(five_pcns, Random(1))
    sites = {
        code: {site for choices in five_pcns.estate.posts if choices.post.pcn_code == code for site in choices.slots_at}
        for code in {choices.post.pcn_code for choices in five_pcns.estate.posts}
    }
    pcns = [{five_pcns.estate.posts[post].post.pcn_code for post in area} for area in found]
    for own in (codes for codes in pcns if len(codes) > 1):
        assert all(sites[code] & set().union(*(sites[other] for other in own - {code})) for code in own)


def test_a_pcn_larger_than_an_area_is_one_by_itself(five_pcns: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not left out."""
    monkeypatch.setattr(by_area, "AREA_POSTS", 1)
    found = areas(five_pcns, Random(0))
    assert len(found) == len({choices.post.pcn_code for choices in five_pcns.estate.posts})
    assert sum(map(len, found)) == len(five_pcns.estate.posts)


def test_a_large_area_saves_minutes_and_nothing_else_changes_for_the_worse(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan is legal, its first three goals are as good, and its burden is lower than without whole weeks."""
    world = generate(County(seed=3, pcns=3, hubs=2, programmes=1, tightness=0.735))
    with_weeks = _plan(world)
    monkeypatch.setattr(finish, "choose_weeks_by_area", _nothing)
    without = _plan(world)
    data, travel = world
    season = data.for_season(Season.WINTER)
    assert breaches(season, travel, with_weeks.placements) == ()
    values = goal_values(season, travel, with_weeks.placements)
    earlier = [[round(float(own[goal]), 6) for goal in ("G1", "G2", "G3")] for own in (values, _values(without))]
    assert earlier[0] <= earlier[1]
    assert values["G4"] < 0.97 * without.goals["G4"].value


def test_nothing_is_done_in_a_replan_or_once_the_burden_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """No area is made."""
    monkeypatch.setattr(by_area, "areas", _never)
    data, travel = generate(County(seed=3, pcns=3, hubs=2, programmes=1, tightness=0.735))
    first = solve(data, travel, season=Season.WINTER, settings=Settings(), limits=Limits(gap=1.0))
    again = solve(
        data, travel, season=Season.WINTER, settings=Settings(), limits=Limits(), earlier=first.placements[:-1]
    )
    assert breaches(data.for_season(Season.WINTER), travel, again.placements) == ()


def _plan(world: World) -> Plan:
    return solve(*world, season=Season.WINTER, settings=Settings(), limits=Limits())


def _values(plan: Plan) -> dict[str, float]:
    return {goal: score.value for goal, score in plan.goals.items()}


def _never(*_: object) -> list[Sequence[int]]:
    raise AssertionError


def _nothing(*_: object) -> Iterator[None]:
    yield from ()
