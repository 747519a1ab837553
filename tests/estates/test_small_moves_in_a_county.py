"""Small moves in the example county: what typically happens leaves nearly everybody where they were."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from estates.domain.checks import breaches, changed_rows
from estates.domain.dataset import Dataset
from estates.domain.earlier import EarlierPlan
from estates.domain.plan import Plan
from estates.domain.settings import Settings
from estates.domain.words import PlacementKind, Season
from estates.planning import Outcome, Source, plan, write_example_county
from estates.planning.earlier import earlier_plan
from estates.planning.plan_files import write_plan
from estates.planning.source import read
from geodata.places.minutes import travel_times
from optimiser.limits import Limits
from optimiser.small_moves.options import options
from optimiser.small_moves.replan import replan

LEAST_KEPT = 0.95

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class County:
    """The example county and a short plan of it."""

    outcome: Outcome
    earlier: EarlierPlan

    @property
    def dataset(self) -> Dataset:
        """The county in the standard season."""
        return self.outcome.dataset

    def again(self, dataset: Dataset) -> Plan:
        """Return the re-plan of a changed county, judged."""
        travel = travel_times(dataset, Settings().travel, season=Season.STANDARD)
        found = replan(
            dataset,
            travel,
            season=Season.STANDARD,
            settings=Settings(),
            limits=Limits(),
            earlier=self.earlier,
        )
        assert breaches(dataset, travel, found.placements) == ()
        return found


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    """Return the county with the plan that some seconds give."""
    folder: Path = tmp_path_factory.mktemp("county")
    write_example_county(folder / "county")
    source = Source(path=folder / "county")
    outcome = plan(source, limits=Limits(time_limit_seconds=10))
    write_plan(outcome, folder / "plan", csv_only=True)
    return County(outcome, earlier_plan(folder / "plan", outcome.dataset, read(source, Settings())))


def typical_causes(dataset: Dataset, before: Plan) -> Iterator[tuple[str, Dataset]]:
    """Yield what typically happens: a room lost, a person hired, a supervisor away."""
    pinned = {pin.room_id for pin in dataset.pins}
    used = [row.room_id for row in before.placements if row.room_id not in pinned]
    lost = max(dict.fromkeys(used), key=used.count)
    yield "a room lost", replace(dataset, rooms=tuple(room for room in dataset.rooms if room.room_id != lost))
    hired = replace(dataset.posts[100], post_id="HIRED")
    yield "a person hired", replace(dataset, posts=(*dataset.posts, hired))
    taught = {pin.room_id for pin in dataset.pins}
    sites = {dataset.room_by_id[room_id].site_id for room_id in taught}
    away = next(row for row in dataset.supervision if row.site_id not in sites)
    yield (
        "a supervisor away",
        replace(dataset, supervision=tuple(row for row in dataset.supervision if row is not away)),
    )


def test_what_typically_happens_leaves_nearly_everybody_where_they_were(county: County) -> None:
    """The same post, half-day, site and room in 95 rows of 100 at least; and the bound lies below the value."""
    before = county.outcome.plan
    for told, changed in typical_causes(county.dataset, before):
        after = county.again(changed)
        rows = len(before.placements)
        assert changed_rows(changed, before.placements, after.placements) <= (1 - LEAST_KEPT) * rows, told
        assert after.goals["G1"].bound <= after.goals["G1"].value


def test_who_is_hired_has_at_least_what_an_option_without_moves_gives(county: County) -> None:
    """A re-plan places a newcomer no worse than the best option that asks nothing of others."""
    hired = replace(county.dataset.posts[100], post_id="HIRED")
    changed = replace(county.dataset, posts=(*county.dataset.posts, hired))
    travel = travel_times(changed, Settings().travel, season=Season.STANDARD)
    found = options(changed, travel, "HIRED", earlier=county.earlier.placements, settings=Settings())
    alone = max((len(option.rows) for option in found.options if option.asks == 1), default=0)
    after = county.again(changed).placements
    assert sum(row.kind is PlacementKind.POST and row.id == "HIRED" for row in after) >= alone
