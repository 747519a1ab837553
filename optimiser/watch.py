"""Keeps watch over a solve: the clock, the work done, the user's wish to stop, and what the user is told."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from estates.domain.plan import Progress, ProgressListener
from estates.domain.words import StoppedBy
from optimiser.limits import Limits

DEFAULT_WORK = 6.0
"""Millions of steps of the solvers (iterations, nodes, bids): a limit that a county meets only with more work asked."""

MORE_FROM_WORK = 2.0
"""With so much work asked, as a multiple of the default, ways are tried that are worth it only with time to spare."""

SECONDS_BETWEEN_NEWS = 1.0

SECONDS_TO_TELL = 0.3
"""Under a time limit a solver ends so long before it, so that what it found is still taken."""


@dataclass
class Watch:
    """Says when to stop and tells the user how far it is. Once stopped it stays stopped, and knows by what."""

    limits: Limits
    listener: ProgressListener | None = None
    stop: Callable[[], bool] | None = None
    started: float = field(default_factory=time.monotonic)
    work: float = 0.0
    stopped_by: StoppedBy | None = None
    lost: str = ""
    _news: Progress | None = None
    _told_at: float = -math.inf

    @property
    def seconds(self) -> float:
        """Seconds since the solve began."""
        return time.monotonic() - self.started

    @property
    def seconds_left(self) -> float | None:
        """Seconds to the time limit, or ``None`` where there is none."""
        limit = self.limits.time_limit_seconds
        return None if limit is None else max(0.0, limit - self.seconds)

    @property
    def deadline(self) -> float | None:
        """When solvers are to end, by this machine's monotonic clock, or ``None`` without a time limit."""
        limit = self.limits.time_limit_seconds
        return None if limit is None else self.started + limit - SECONDS_TO_TELL

    @property
    def ended_by(self) -> StoppedBy | None:
        """What stopped the work, or cut its last piece short."""
        is_cut = self.deadline is not None and time.monotonic() >= self.deadline
        return self.stopped_by or (StoppedBy.TIME if is_cut else None)

    @property
    def share_of_work(self) -> float:
        """The amount of work allowed, as a multiple of the default."""
        return 1.0 if self.limits.work is None else self.limits.work

    @property
    def has_time_to_spare(self) -> bool:
        """Whether so much work is asked that ways are tried which the default has no time for."""
        return self.share_of_work >= MORE_FROM_WORK

    def add_work(self, work: float) -> None:
        """Count work done, in millions of steps."""
        self.work += work

    def is_over(self) -> bool:
        """Whether to stop now: interrupted, out of time, or out of work."""
        if self.stopped_by is None:
            self.stopped_by = self._reason()
        self._tell()
        return self.stopped_by is not None

    def must_leave(self) -> bool:
        """Whether to drop even what is being solved: interrupted or out of time, but not out of work."""
        if self.is_over() and self.stopped_by is StoppedBy.WORK and self._outer_reason() is not None:
            self.stopped_by = self._outer_reason()
        return self.stopped_by not in (None, StoppedBy.WORK)

    def interrupt(self) -> None:
        """Stop by the user's wish."""
        self.stopped_by = StoppedBy.INTERRUPT

    def lose(self, why: str) -> None:
        """Go no further, since a part of the work was lost; ``why`` is told with the plan."""
        self.lost, self.stopped_by = why, StoppedBy.WORK

    def report(self, stage: str, *, best: float | None, bound: float | None, gap: float | None) -> None:
        """Tell the listener of a new best plan or bound at once; ``None`` where nothing is known yet."""
        self._news = Progress(stage=stage, seconds=self.seconds, best=best, bound=bound, gap=gap)
        self._told_at = -math.inf
        self._tell()

    def _outer_reason(self) -> StoppedBy | None:
        if self.stop is not None and self.stop():
            return StoppedBy.INTERRUPT
        return StoppedBy.TIME if self.seconds_left == 0.0 else None

    def _reason(self) -> StoppedBy | None:
        if (reason := self._outer_reason()) is not None:
            return reason
        return StoppedBy.WORK if self.work >= DEFAULT_WORK * self.share_of_work else None

    def _tell(self) -> None:
        news = self._news
        if self.listener is None or news is None or self.seconds - self._told_at < SECONDS_BETWEEN_NEWS:
            return
        self._told_at = self.seconds
        told = Progress(stage=news.stage, seconds=self.seconds, best=news.best, bound=news.bound, gap=news.gap)
        self.listener(told)
