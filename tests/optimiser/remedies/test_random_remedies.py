"""Whatever the dataset: remedies are kept when they are applied and planned again, and reasons are true."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from estates.domain.checks import breaches
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement, Plan
from estates.domain.slots import SLOTS
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind, Reason
from optimiser.explain import explain
from optimiser.reasons.proof import NOTHING_ALONE
from tests.optimiser.remedies.worlds import assert_kept, planned, remedied
from tests.strategies import datasets

World = tuple[Dataset, TravelTimes]

BROKEN = {
    Reason.IN_USE: {"R4"},
    Reason.UNKNOWN_ROOMS: {"R4"},
    Reason.NOT_SHARED: {"R6"},
    Reason.NO_SUPERVISOR: {"R10"},
    Reason.OWN_SLOTS: {"R9"},
    Reason.ONE_SITE_A_DAY: {"R2"},
    Reason.FEW_SITES: {"R8"},
    Reason.OUTRANKED: {"R3", "R10"},
}
"""The rules, one or more, that a session more may break when the reason alone stands in its way.

Whoever holds a place under a supervisor holds the supervisor too.
"""


@pytest.mark.slow
@settings(max_examples=60)
@given(datasets())
def test_every_remedy_is_kept(world: World) -> None:
    """Applied, its plan is legal and has what was claimed; planned again, so has the new plan."""
    assert_kept(remedied(*world))


@pytest.mark.slow
@settings(max_examples=40)
@given(datasets())
def test_every_remedy_of_a_quick_look_is_kept(world: World) -> None:
    """The same where everybody else stays."""
    assert_kept(remedied(*world, is_thorough=False))


@pytest.mark.slow
@settings(max_examples=150)
@given(datasets())
def test_every_reason_is_true(world: World) -> None:
    """The judge, who shares no code with the reasons, finds one rule broken by a session more: what the reason says."""
    data, travel = world
    plan = planned(data, travel)
    for (kind, id_), told in explain(data, travel, plan).items():
        if kind is PlacementKind.POST and told.reason in BROKEN and NOTHING_ALONE not in told.explanation:
            broken = list(_rules_broken(world, plan, id_))
            allowed = BROKEN[told.reason]
            # Somebody who counts for less may have to give way: a place is short then, and with it a supervisor's.
            assert any(
                rules & allowed and rules <= allowed | ({"R3", "R10"} if "R3" in rules else set()) for rules in broken
            ), told


def _rules_broken(world: World, plan: Plan, post_id: str) -> Iterator[set[str]]:
    """Yield the rules that each session more of a post would break."""
    data, travel = world
    worked = {row.slot for row in plan.placements if (row.kind, row.id) == (PlacementKind.POST, post_id)}
    for room in data.rooms:
        for slot in SLOTS:
            if slot not in worked:
                row = Placement(
                    kind=PlacementKind.POST, id=post_id, slot=slot, site_id=room.site_id, room_id=room.room_id
                )
                yield {breach.rule for breach in breaches(data, travel, (*plan.placements, row))}
