"""Small areas: the frontier is what planning every single set of schemes comes to."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from estates.domain.capital.money import cost_over
from estates.domain.capital.sets import Choice, Chosen, choice_of, every_set
from estates.domain.checks import breaches, goal_values
from estates.domain.dataset import Dataset
from estates.domain.errors import PlanError
from estates.domain.practices import Pin
from estates.domain.scenario.changes import BuildSchemes
from estates.domain.scenario.schemes import build_schemes
from estates.domain.schemes import Scheme
from estates.domain.settings import Settings
from estates.domain.travel import TravelTimes
from estates.domain.words import RoomType, Season
from optimiser.invest import planner
from optimiser.invest.frontier import Frontier
from optimiser.invest.invest import Investment, Request, invest
from optimiser.invest.planner import SetPlan
from optimiser.limits import Limits
from optimiser.solve import solve
from tests.builders import MON_AM, MON_PM, TUE_AM, dataset, post, room, site, travel
from tests.optimiser.invest.worlds import scheme, world, world_with

YEARS = 10


def invested(data: Dataset, minutes: TravelTimes, budgets: tuple[int, ...]) -> Investment:
    """Return the answer for budgets in thousand pounds, the last one looked at closely."""
    choice = choice_of(data)
    request = Request(
        choice=choice,
        cost_of={each.scheme_id: cost_over(each, YEARS) for each in choice.schemes},
        budgets=tuple(Decimal(1_000 * budget) for budget in budgets),
        budget=Decimal(1_000 * budgets[-1]),
    )
    return invest(data, minutes, request, season=Season.WINTER, settings=Settings(), limits=Limits())


def built(data: Dataset, choice: Choice, chosen: Chosen) -> Dataset:
    """Return the dataset with a set built."""
    ids = tuple(each.scheme_id for each in choice.schemes if each.scheme_id in chosen)
    return build_schemes(data, BuildSchemes(scheme_ids=ids)) if ids else data


def unmet_of_every_set(data: Dataset, minutes: TravelTimes, choice: Choice) -> dict[Chosen, float]:
    """Return what is left unmet by the best plan of every set, from planning each by itself to proof."""
    found = {}
    for chosen in every_set(choice, Decimal(10**9)):
        plan = solve(built(data, choice, chosen), minutes, season=Season.WINTER, settings=Settings(), limits=Limits())
        assert plan.goals["G1"].gap == 0
        found[chosen] = plan.goals["G1"].value
    return found


def agree(data: Dataset, minutes: TravelTimes, budgets: tuple[int, ...]) -> Investment:
    """Hold the answer against every set, each planned by itself."""
    found, choice = invested(data, minutes, budgets), choice_of(data)
    unmet = unmet_of_every_set(data, minutes, choice)
    for point in found.points:
        within = {chosen: left for chosen, left in unmet.items() if choice.costs(chosen) <= point.budget}
        least = min(within.values())
        cheapest = min(choice.costs(chosen) for chosen, left in within.items() if left == least)
        assert (point.unmet, point.bound) == (least, least)
        assert choice.is_allowed(point.chosen)
        assert choice.costs(point.chosen) == cheapest
    for pair in (*found.alone, *found.last):
        assert pair.gain == unmet[pair.without] - unmet[pair.with_it]
        assert pair.gain <= pair.most
    for chosen, plan in found.plans.items():
        here = built(data, choice, chosen)
        assert breaches(here, minutes, plan.placements) == ()
        assert goal_values(here, minutes, plan.placements)["G1"] == plan.goals["G1"].value == unmet[chosen]
    for cut in found.cuts:
        for chosen, left in unmet.items():
            assert cut.bound(chosen) <= left + 1e-6
    return found


def test_the_best_set_is_found_where_the_best_schemes_are_not() -> None:
    """Schemes compete, need each other, exclude each other and share rooms."""
    found = agree(*world(), (0, 5, 30, 60, 100, 135, 200, 400))
    unmet = [point.unmet for point in found.points]
    assert unmet == sorted(unmet, reverse=True)
    assert len(set(unmet)) > 3
    assert {pair.scheme_id for pair in found.alone} >= {"A", "B", "C"}
    for point in found.points:
        by_cuts = min(
            max(cut.bound(chosen) for cut in found.cuts) for chosen in every_set(choice_of(world()[0]), point.budget)
        )
        assert point.proved_by == ("branching" if by_cuts <= point.bound - 1 else "cuts")


def test_a_pinned_place_stays_taken_in_a_room_that_a_scheme_could_convert() -> None:
    """A pharmacist is pinned to an interview room for one; as a consulting/examination room it has no place either."""
    data = dataset(
        sites=(site("S1"),),
        rooms=(room("R1", free="MON_AM MON_PM", room_type=RoomType.INTERVIEW),),
        posts=(
            post("P", role_id="clin_pharmacist", slots=(MON_AM,)),
            *(post(f"Q{n}", slots=(MON_AM,)) for n in range(2)),
            post("R", slots=(MON_PM,)),
        ),
        pins=(Pin(post_id="P", room_id="R1", slot=MON_AM),),
        schemes=(scheme("A", 20, converts=(("R1", RoomType.CONSULT_EXAM),)),),
    )
    found = agree(data, travel(data), (0, 20))
    assert [point.unmet for point in found.points] == [3, 2]


def test_a_plan_that_is_not_what_was_told_of_its_set_is_never_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plans of sets are made a second time, in the dataset with the set built, and held against the frontier."""
    data, minutes = world()
    told = Frontier.start_of

    def too_good(frontier: Frontier, chosen: Chosen, start: SetPlan | None = None) -> SetPlan:
        plan = told(frontier, chosen, start)
        plan.unmet -= 1
        return plan

    monkeypatch.setattr(Frontier, "start_of", too_good)
    with pytest.raises(PlanError, match="not what was told"):
        invested(data, minutes, (0,))


def test_nothing_to_choose_from_leaves_what_there_is() -> None:
    """No scheme at all."""
    data, minutes = world_with(())
    found = agree(data, minutes, (0, 100))
    assert [point.chosen for point in found.points] == [frozenset(), frozenset()]


def test_the_search_of_large_areas_brackets_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    """On an area small enough to know it: no bound above it, no plan below it, every plan legal, both close."""
    monkeypatch.setattr(planner, "WHOLE_COLUMNS", 0)
    data, minutes = world()
    choice = choice_of(data)
    found = invested(data, minutes, (0, 30, 100, 200, 400))
    unmet = unmet_of_every_set(data, minutes, choice)
    for point in found.points:
        least = min(left for chosen, left in unmet.items() if choice.costs(chosen) <= point.budget)
        assert point.bound <= least <= point.unmet
        assert point.unmet - point.bound <= 2
    assert all(before.unmet >= after.unmet for before, after in pairwise(found.points))
    for chosen, plan in found.plans.items():
        assert breaches(built(data, choice, chosen), minutes, plan.placements) == ()
        assert unmet[chosen] <= plan.goals["G1"].value
    for pair in (*found.alone, *found.last):
        assert unmet[pair.without] - unmet[pair.with_it] <= pair.most


@st.composite
def some_schemes(draw: st.DrawFn) -> tuple[Scheme, ...]:
    """Return up to four schemes that add, convert and open at random."""
    slots, types = st.sampled_from((MON_AM, MON_PM, TUE_AM)), st.sampled_from(tuple(RoomType)[:4])
    codes = "ABCD"[: draw(st.integers(1, 4))]
    return tuple(
        scheme(
            code,
            draw(st.integers(0, 6)) * 10,
            site_id=draw(st.sampled_from(("S1", "S2", "S3"))),
            adds=tuple((draw(types), draw(st.integers(1, 2))) for _ in range(draw(st.integers(0, 1)))),
            converts=tuple(
                (room, draw(types)) for room in draw(st.sets(st.sampled_from(("R1", "R2", "R4")), max_size=2))
            ),
            opens=tuple((room, draw(slots)) for room in draw(st.sets(st.sampled_from(("*", "R1", "R3")), max_size=2))),
            slots=tuple(draw(st.sets(slots, min_size=1))),
            requires=tuple(codes[: n if draw(st.booleans()) else 0][-1:]),
            excludes=tuple(other for other in codes[n + 1 :] if draw(st.integers(0, 5)) == 0),
        )
        for n, code in enumerate(codes)
    )


@pytest.mark.slow
@hypothesis_settings(max_examples=40, deadline=None)
@given(some_schemes())
def test_random_schemes_agree_with_every_set(schemes: tuple[Scheme, ...]) -> None:
    """Whatever they add, convert, open, need and exclude."""
    agree(*world_with(schemes), (0, 20, 60, 300))
