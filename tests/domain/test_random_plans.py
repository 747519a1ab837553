"""Random datasets and plans: the referee and the judge agree, and the shortfall adds up on every level."""

from collections import defaultdict
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from estates.domain.checks import breaches, goal_values
from estates.domain.dataset import Dataset
from estates.domain.levels import LEVELS
from estates.domain.plan import Placement
from estates.domain.settings import Settings
from estates.domain.shortfall import shortfall_rows, use_rows
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind
from tests.referee import best_plan
from tests.strategies import datasets, rows_of, tiny_datasets

World = tuple[Dataset, TravelTimes]


def some_plan(data: Dataset, travel: TravelTimes, draws: DataObject) -> tuple[Placement, ...]:
    """Draw a legal plan: the pins, and posts put wherever the judge allows it."""
    rows = rows_of(data, list(data.pins))
    cells = [(post, room, slot) for post in data.posts for room in data.rooms for slot in post.slots]
    for post, room, slot in draws.draw(st.lists(st.sampled_from(cells), max_size=12)) if cells else []:
        row = Placement(kind=PlacementKind.POST, id=post.post_id, slot=slot, site_id=room.site_id, room_id=room.room_id)
        if not breaches(data, travel, (*rows, row)):
            rows = (*rows, row)
    return rows


@settings(max_examples=60)
@given(datasets(), st.data())
def test_totals_agree_on_every_level(world: World, draws: DataObject) -> None:
    """Wanted, placed, unmet, rooms and square metres add up to the same on each level."""
    data, travel = world
    rows = some_plan(data, travel, draws)
    totals: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 5)
    for row in shortfall_rows(data, rows, Settings()):
        counts = (Decimal(row.wanted), Decimal(row.placed), Decimal(row.unmet))
        figures = (*counts, row.rooms_equivalent, row.area_m2)
        totals[row.level] = [total + figure for total, figure in zip(totals[row.level], figures, strict=True)]
        assert row.wanted == row.placed + row.unmet
    if data.posts or data.programmes:
        assert set(totals) == set(LEVELS) or totals["icb"][0] == 0
    assert len({tuple(totals[level]) for level in LEVELS}) == 1


@settings(max_examples=60)
@given(datasets(), st.data())
def test_use_never_exceeds_what_is_free(world: World, draws: DataObject) -> None:
    """A legal plan places no more people than free places, and the table counts every one of them."""
    data, travel = world
    rows = some_plan(data, travel, draws)
    table = use_rows(data, rows)
    assert all(row.placed <= row.free for row in table)
    assert sum(row.placed for row in table) == len(rows)


@settings(max_examples=25)
@given(tiny_datasets(), st.data())
def test_the_referee_keeps_every_rule_and_is_never_beaten(world: World, draws: DataObject) -> None:
    """The exhaustive search gives a legal plan, and no random legal plan is better in the order of the goals."""
    data, travel = world
    best = best_plan(data, travel)
    other = some_plan(data, travel, draws)
    assert breaches(data, travel, best) == ()
    assert [*goal_values(data, travel, best).values()] <= [*goal_values(data, travel, other).values()]
