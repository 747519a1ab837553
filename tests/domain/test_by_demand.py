"""The shortfall by kind of demand."""

from hypothesis import given, settings

from estates.domain.by_demand import DEMANDS, EVERYBODY, LEVELS, demand_rows
from estates.domain.dataset import Dataset
from estates.domain.settings import Settings
from estates.domain.shortfall import shortfall_rows
from estates.domain.travel import TravelTimes
from tests.builders import MON_AM, dataset, placed, post, programme
from tests.strategies import datasets, rows_of


def test_arrs_trainees_core_and_programmes_are_told_apart() -> None:
    """And all of them together."""
    posts = (post("A", 3), post("T", 2, role_id="gpst3"), post("G", 1, role_id="gp_partner"))
    data = dataset(posts=posts, programmes=(programme("H", 1, 2),))
    rows = demand_rows(data, (placed("A", MON_AM),), Settings())
    county = {row.demand: (row.wanted, row.placed, row.unmet) for row in rows if row.level == "icb"}
    assert county == {
        "all": (8, 1, 7),
        "arrs": (3, 1, 2),
        "trainee": (2, 0, 2),
        "core": (1, 0, 1),
        "programme": (2, 0, 2),
    }


@settings(max_examples=25, deadline=None)
@given(datasets())
def test_kinds_add_up_and_all_of_them_are_the_shortfall(world: tuple[Dataset, TravelTimes]) -> None:
    """On every level the figures of ``all`` are those of shortfall.csv."""
    data, _ = world
    placements = rows_of(data, data.pins)
    rows = demand_rows(data, placements, Settings())
    shortfall = {
        (row.level, row.code): (row.wanted, row.placed, row.unmet, row.area_m2)
        for row in shortfall_rows(data, placements, Settings())
        if row.level in LEVELS
    }
    whole = {
        (row.level, row.code): (row.wanted, row.placed, row.unmet, row.area_m2)
        for row in rows
        if row.demand == EVERYBODY
    }
    assert whole == {key: figures for key, figures in shortfall.items() if key in whole or any(figures)}
    for level, code in whole:
        parts = [row for row in rows if (row.level, row.code) == (level, code) and row.demand in DEMANDS[1:]]
        assert sum(row.unmet for row in parts) == whole[level, code][2]
