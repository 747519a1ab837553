"""Plans of small worlds with their remedies, and what planning again with a remedy comes to."""

from dataclasses import dataclass

from estates.domain.checks import breaches
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement, Plan
from estates.domain.remedies import Remedy, those_that_count, with_changes
from estates.domain.settings import Settings
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind, Season
from optimiser.limits import Limits
from optimiser.remedies.find import find_remedies
from optimiser.solve import solve


@dataclass(frozen=True, kw_only=True)
class World:
    """A dataset, its plan and the remedies of what is unmet."""

    data: Dataset
    travel: TravelTimes
    plan: Plan
    remedies: tuple[Remedy, ...]

    def of(self, code: str) -> list[Remedy]:
        """Return the remedies of a code."""
        return [remedy for remedy in self.remedies if remedy.code == code]


def planned(data: Dataset, travel: TravelTimes, earlier: tuple[Placement, ...] = ()) -> Plan:
    """Return a plan solved to the end."""
    return solve(data, travel, season=Season.WINTER, settings=Settings(), limits=Limits(), earlier=earlier)


def remedied(data: Dataset, travel: TravelTimes, plan: Plan | None = None, *, is_thorough: bool = True) -> World:
    """Return a world with its remedies; planned to the end where no plan is given."""
    plan = plan or planned(data, travel)
    remedies = find_remedies(data, travel, plan, is_thorough=is_thorough)
    return World(data=data, travel=travel, plan=plan, remedies=remedies)


def assert_kept(world: World) -> None:
    """Apply each remedy, look at the plan that proves it, and plan again: what was claimed is there."""
    for remedy in world.remedies:
        assert those_that_count(world.data, remedy.changes) == remedy.changes, remedy.told + repr(remedy.changes)
        changed, gain = with_changes(world.data, remedy.changes), remedy.gain
        assert gain.weighted > 0
        assert breaches(changed, world.travel, gain.rows) == ()
        assert weight(world.data, gain.rows) - weight(world.data, world.plan.placements) >= gain.weighted
        assert len(gain.rows) - len(world.plan.placements) >= gain.sessions
        assert own(remedy, gain.rows, world.data) - own(remedy, world.plan.placements, world.data) >= gain.own
        again = planned(changed, world.travel, world.plan.placements)
        assert again.goals["G1"].value <= world.plan.goals["G1"].value - gain.weighted


def weight(data: Dataset, rows: tuple[Placement, ...]) -> int:
    """Return the weighted sessions of rows."""
    return sum(
        data.post_by_id[row.id].priority if row.kind is PlacementKind.POST else data.programme_by_id[row.id].priority
        for row in rows
    )


def own(remedy: Remedy, rows: tuple[Placement, ...], data: Dataset) -> int:
    """Return the sessions of those whom a remedy's level and code stand for."""
    if remedy.level in ("post", "programme"):
        return sum((row.kind.value, row.id) == (remedy.level, remedy.code) for row in rows)
    if remedy.level == "pcn":
        posts = {post.post_id for post in data.posts if post.pcn_code == remedy.code}
        return sum(row.kind is PlacementKind.POST and row.id in posts for row in rows)
    return len(rows)
