"""Remedies told with the reasons, and how far they are looked for."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from estates.domain.remedies import Gain, Remedy, RemedyKind
from estates.domain.settings import Settings
from estates.domain.shortfall import Explanation, Explanations
from estates.domain.words import PlacementKind, Reason, Season, StoppedBy
from estates.planning import remedying
from estates.planning.remedying import NONE_HELPS, Search, look_for_remedies, told
from optimiser.explain import explain
from optimiser.limits import Limits
from optimiser.solve import solve
from tests.builders import MON_AM, dataset, post, room, site, travel

IN_USE = Explanation(reason=Reason.IN_USE, explanation="In use.", remedy="Ask for it.")
ALL_PLACED = Explanation(reason=Reason.PLACED, explanation="All placed.", remedy="Nothing to do.")
A, B = (PlacementKind.POST, "A"), (PlacementKind.POST, "B")


def remedy(rank: int, **gain: int) -> Remedy:
    """Return a remedy of post A."""
    gained: dict[str, Any] = {"weighted": 2, "sessions": 2, "own": 1, "moved": 0} | gain
    return Remedy(
        level="post",
        code="A",
        name="Physiotherapist",
        rank=rank,
        kind=RemedyKind.EXTEND,
        told=f"Remedy {rank}.",
        ids=("A",),
        unmet=3,
        changes=(),
        gain=Gain(rows=(), **gained),
        estimated=True,
    )


def test_the_first_remedy_is_told_with_what_it_gains() -> None:
    """For the post, for the whole area, and who moves; the second stands in the table alone."""
    found = told({A: IN_USE}, (remedy(1), remedy(2)))
    assert found[A].remedy == "Remedy 1. A plan was found with 1 session more for it, +2 in the whole area."
    found = told({A: IN_USE}, (remedy(1, sessions=1, moved=3),))
    assert found[A].remedy == "Remedy 1. A plan was found with 1 session more for it, with 3 others moved."


def test_where_nothing_helps_that_is_said_before_advice() -> None:
    """And who is placed needs nothing."""
    found = told({A: IN_USE, B: ALL_PLACED}, ())
    assert found[A].remedy == f"{NONE_HELPS} Ask for it."
    assert found[B] == ALL_PLACED


def test_how_far_remedies_are_looked_for() -> None:
    """Not at all; quickly; thoroughly, with PCNs and the whole area, unless the clock ended the solving."""
    data = dataset(rooms=(room(free="TUE_AM"),), posts=(post("A", slots=(MON_AM,)),))
    plan = solve(data, travel(data), season=Season.STANDARD, settings=Settings(), limits=Limits())
    reasons: Explanations = explain(data, travel(data), plan)

    def levels(search: Search, stopped_by: StoppedBy = StoppedBy.GAP) -> set[str] | None:
        made = replace(plan, stopped_by=stopped_by)
        found = look_for_remedies(data, made, reasons, settings=Settings(), search=search).remedies
        return None if found is None else {each.level for each in found}

    assert levels(Search.NONE) is None
    assert levels(Search.QUICK) == {"post"}
    assert levels(Search.THOROUGH) == {"post", "pcn", "icb"}
    assert levels(Search.THOROUGH, StoppedBy.TIME) == {"post"}


def test_who_stops_a_large_plan_does_not_wait_for_remedies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where more are short than a quick look is for; who lets it end has them."""
    monkeypatch.setattr(remedying, "MOST_UNMET", 0)
    data = dataset(rooms=(room(free="TUE_AM"),), posts=(post("A", slots=(MON_AM,)),))
    plan = solve(data, travel(data), season=Season.STANDARD, settings=Settings(), limits=Limits())
    reasons = explain(data, travel(data), plan)
    stopped = replace(plan, stopped_by=StoppedBy.INTERRUPT)
    assert look_for_remedies(data, stopped, reasons, settings=Settings(), search=Search.QUICK).remedies is None
    assert look_for_remedies(data, plan, reasons, settings=Settings(), search=Search.QUICK).remedies


def test_journeys_beyond_the_limit_are_known() -> None:
    """Three kilometres and more: a quarter of an hour beyond a limit of two minutes is a remedy."""
    sites = (site("S1"), site("S2", easting=403_000))
    posts = (post("A", slots=(MON_AM,), max_travel_minutes=Decimal(2)),)
    data = dataset(sites=sites, rooms=(room("R", "S2"),), posts=posts)
    near = travel(data, S1_S2=10)
    plan = solve(data, near, season=Season.STANDARD, settings=Settings(), limits=Limits())
    found = look_for_remedies(data, plan, explain(data, near, plan), settings=Settings(), search=Search.QUICK).remedies
    assert found is not None
    assert [each.kind for each in found] == [RemedyKind.TRAVEL]
