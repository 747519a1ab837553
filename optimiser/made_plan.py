"""A solve that has ended, as a plan: its rows with their proof, and what ended it."""

from collections.abc import Iterable, Mapping

from estates.domain.plan import GOALS, GoalScore, Placement, Plan, in_order
from estates.domain.prices import Price, in_price_order
from estates.domain.words import Season, StoppedBy
from optimiser.watch import Watch


def made_plan(
    watch: Watch,
    *,
    season: Season,
    rows: Iterable[Placement],
    goals: Mapping[str, GoalScore],
    prices: Iterable[Price],
) -> Plan:
    """Return the plan that a solve came to. Unless it was stopped, it ended by the gap asked, or else by its work."""
    is_closed = all(score.gap <= watch.limits.gap for score in goals.values())
    return Plan(
        placements=in_order(rows),
        goals=goals,
        standing=goals[GOALS[-1]].standing,
        stopped_by=watch.stopped_by or (StoppedBy.GAP if is_closed else watch.ended_by or StoppedBy.WORK),
        season=season,
        gap_asked=watch.limits.gap,
        seed=watch.limits.seed,
        seconds=watch.seconds,
        prices=in_price_order(prices),
        lost=watch.lost,
    )
