"""The planner itself, through the same door as its command: ``optimiser.national.in_parts``."""

from benchmarks.generate import World
from benchmarks.peers.contest import Budget, Listener
from estates.domain.plan import GOALS, Progress
from estates.domain.settings import Settings
from estates.domain.words import Season
from optimiser.limits import Limits
from optimiser.national.in_parts import solve_in_parts

WORK = 5.0
"""As a user asks it who has ten minutes (``--work 5``): so that later goals have their turn before the time is over."""


class _Follower:
    """Passes the planner's progress on, and says when the gap asked for is reached."""

    def __init__(self, budget: Budget, listener: Listener) -> None:
        self._budget = budget
        self._listener = listener
        self._is_reached = False

    def hear(self, progress: Progress) -> None:
        """Pass on one line of progress."""
        goal = progress.stage.rpartition("; ")[2]  # of several parts their number stands before it
        if goal in GOALS:
            self._listener.news(value=progress.best, bound=progress.bound, goal=goal)
        if self._budget.stop_at_gap and goal == "G1" and progress.gap is not None:
            self._is_reached = progress.gap <= self._budget.stop_at_gap

    def is_reached(self) -> bool:
        """Whether G1 is proved as closely as asked."""
        return self._is_reached


def _limits(budget: Budget) -> Limits:
    """Return limits by the clock and by work; of a run to a gap the usual work, so that no part holds up others."""
    work = None if budget.stop_at_gap else WORK
    return Limits(gap=budget.stop_at_gap or 0.0, time_limit_seconds=budget.seconds, work=work)


def planner(world: World, budget: Budget, listener: Listener) -> None:
    """Plan all four goals until the time is over or all are proved."""
    data, travel = world
    follower = _Follower(budget, listener)
    plan = solve_in_parts(
        data,
        travel,
        season=Season.WINTER,
        settings=Settings(),
        limits=_limits(budget),
        on_progress=follower.hear,
        stop=follower.is_reached,
    )
    for goal, score in plan.goals.items():
        listener.news(value=score.value, bound=score.bound, goal=goal)
    listener.ended(plan.placements, plan.prices)
