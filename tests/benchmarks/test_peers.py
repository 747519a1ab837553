"""Peers: every one keeps all rules, and those that solve the natural model reach what an exhaustive search finds."""

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.generate import World
from benchmarks.instances import Instance, Size, Tightness
from benchmarks.peers.contest import Budget
from benchmarks.peers.natural import natural_model
from benchmarks.peers.register import PEERS
from estates.domain.checks import breaches, goal_values
from tests.benchmarks.listening import Heard
from tests.builders import dataset, post, room, travel
from tests.referee import best_plan
from tests.strategies import datasets, tiny_datasets

SOLVERS = ["cp-sat-2", "highs", "scip", "pulp-cbc"]
UNHURRIED = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def heard_from(peer: str, world: World, seconds: float = 20) -> Heard:
    """Return what a peer told, once the judge has found no breach in any of its plans."""
    heard = Heard()
    PEERS[peer](world, Budget(seconds=seconds), heard)
    for rows in (*heard.on_the_way, heard.rows):
        assert breaches(*world, rows) == ()
    return heard


@pytest.mark.parametrize("peer", SOLVERS)
@UNHURRIED
@given(tiny_datasets())
def test_the_natural_model_agrees_with_an_exhaustive_search(peer: str, world: World) -> None:
    """Value, bound and plan are the best there is."""
    heard = heard_from(peer, world)
    best = goal_values(*world, best_plan(*world))["G1"]
    assert goal_values(*world, heard.rows)["G1"] == best
    assert heard.values[-1] == heard.bounds[-1] == best


@settings(max_examples=100)
@given(datasets())
def test_greedy_keeps_all_rules(world: World) -> None:
    """Whatever the dataset holds: pins, programmes, learners, rooms for several."""
    heard_from("greedy", world)


@pytest.mark.parametrize("peer", sorted(PEERS))
def test_every_peer_plans_a_pcn(peer: str) -> None:
    """A generated PCN: legal plans on the way and at the end, that no later one undoes."""
    world = Instance(Size.PCN, Tightness.STARVED, 3).world()
    heard = heard_from(peer, world, seconds=5)
    placed = goal_values(*world, heard.rows)["G1"]
    assert heard.rows
    assert all(value >= placed for value in heard.values)
    assert all(bound <= placed for bound in heard.bounds)


@pytest.mark.parametrize("peer", sorted(PEERS))
def test_nothing_wanted_is_an_empty_plan(peer: str) -> None:
    """A dataset of no posts is no fault of anybody's."""
    data = dataset(posts=())
    assert heard_from(peer, (data, travel(data))).rows in ((), [])


def test_the_natural_model_has_one_boolean_per_post_room_and_slot() -> None:
    """Two rooms with three free slots: six ways to place a post, and rows for each rule that it touches."""
    data = dataset(rooms=(room("R1"), room("R2")), posts=(post(sessions=2),))
    model = natural_model((data, travel(data)))
    assert len(model.meaning) == 6
    assert {row.rule for row in model.rows} == {"R1", "R2", "R3", "R8", "R9"}
