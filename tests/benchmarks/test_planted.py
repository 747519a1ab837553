"""Planted instances: their optimum is what it is said to be, their rule binds, and the planner gets there."""

from dataclasses import replace

import pytest

from benchmarks.peers.contest import Budget, wanted_weight
from benchmarks.peers.cp_sat import solve_natural
from benchmarks.peers.greedy import greedy
from benchmarks.peers.natural import natural_model
from benchmarks.planted import Kind, Planted, planted
from estates.domain.checks import breaches, goal_values
from estates.domain.plan import Plan, Progress
from estates.domain.settings import Settings
from estates.domain.words import Season
from optimiser.limits import Limits
from optimiser.solve import solve
from tests.benchmarks.listening import Heard

SEEDS = range(4)
MIXED = tuple(Kind)


def proved(instance: Planted) -> Plan:
    """Return the planner's plan, stopped as soon as its first goal is proved."""
    heard: list[Progress] = []

    def is_proved() -> bool:
        return bool(heard) and (heard[-1].stage != "G1" or heard[-1].gap == 0)

    data, travel = instance.world
    return solve(
        data,
        travel,
        season=Season.WINTER,
        settings=Settings(),
        limits=Limits(),
        on_progress=heard.append,
        stop=is_proved,
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", Kind)
def test_the_planted_plan_keeps_all_rules_and_leaves_unmet_what_is_said(kind: Kind, seed: int) -> None:
    """The judge reads the plan that the instance was made around."""
    instance = planted(seed, [kind])
    assert breaches(*instance.world, instance.rows) == ()
    assert goal_values(*instance.world, instance.rows)["G1"] == instance.unmet > 0


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", Kind)
def test_no_plan_is_better_than_the_planted_one_and_its_rule_is_why(kind: Kind, seed: int) -> None:
    """CP-SAT proves the optimum of the natural model; without the rule that binds, more is placed."""
    instance = planted(seed, [kind])
    natural = natural_model(instance.world)
    assert solve_natural(natural) == instance.unmet
    assert solve_natural(natural.without(kind.value)) < instance.unmet


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kinds", [*((kind,) for kind in Kind), MIXED], ids=[*Kind, "all of them"])
def test_the_planner_reaches_and_proves_the_known_optimum(kinds: tuple[Kind, ...], seed: int) -> None:
    """G1's value and bound are what was planted, neither more nor less."""
    instance = planted(seed, kinds)
    plan = proved(instance)
    assert breaches(*instance.world, plan.placements) == ()
    assert goal_values(*instance.world, plan.placements)["G1"] == instance.unmet
    assert (plan.goals["G1"].value, plan.goals["G1"].bound) == (instance.unmet, instance.unmet)


def test_planted_instances_are_not_so_easy_that_anybody_solves_them() -> None:
    """Greedy falls short on some seed."""
    heard = [Heard() for _ in SEEDS]
    for seed in SEEDS:
        greedy(planted(seed).world, Budget(seconds=1), heard[seed])
    values = [goal_values(*planted(seed).world, heard[seed].rows)["G1"] for seed in SEEDS]
    assert any(value > planted(seed).unmet for seed, value in zip(SEEDS, values, strict=True))


def test_one_more_room_lowers_the_optimum_where_rooms_are_scarce() -> None:
    """The known optimum is not known by chance: change the instance and it no longer holds."""
    instance = planted(0, [Kind.ROOMS])
    data, travel = instance.world
    more = replace(data.rooms[0], room_id="more")
    changed = (replace(data, rooms=(*data.rooms, more)), travel)
    assert solve_natural(natural_model(changed)) < instance.unmet < wanted_weight(data)
