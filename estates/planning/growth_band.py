"""The bands of an outlook: each year planned again with low and with high growth, mended from the year's own plan.

In an area of some size two processes plan them, one for each end, while the next years are planned. They are sent what
they need as bytes: what is planned with here fills its look-ups meanwhile, and no thread could send it safely.
"""

import pickle
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from decimal import Decimal
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from estates.domain.by_demand import DemandRow, demand_rows
from estates.domain.scenario.growth import patients_added, with_growth_times
from estates.planning.from_before import plan_from
from estates.planning.make_plan import Outcome
from estates.planning.scenarios import Run, Start
from optimiser.interrupts import held_back

AS_GIVEN = Decimal(1)
POSTS_WORTH_A_PROCESS = 200
ENDS = 2


@dataclass(frozen=True, kw_only=True)
class BandEnd:
    """A year at one end of the band: what it wants and has, and the files of its plan's folder.

    There are none where it is the year's own plan, because no list has grown yet.
    """

    rows: tuple[DemandRow, ...]
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class GrowthBand:
    """A year of an outlook with low and with high growth."""

    low: BandEnd
    high: BandEnd

    @property
    def ends(self) -> dict[str, BandEnd]:
        """Both ends by name."""
        return {"low": self.low, "high": self.high}


class Bands:
    """Plans the bands of years, in the order in which they are asked for."""

    def __init__(self, run: Run) -> None:
        """Begin without any; the years' own limits hold for the ends of their bands."""
        self._run = run
        self._pool: ProcessPoolExecutor | None = None
        self._asked: dict[int, tuple[Future[BandEnd], Future[BandEnd]]] = {}

    def __enter__(self) -> Self:
        """Return the bands."""
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """End the processes, where there are some, without waiting for what they are at."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def ask(self, started: Start, planned: Outcome) -> None:
        """Ask for the band of a year that has been planned; none where nothing grows or both ends are as given."""
        data, growth, year = started.dataset, started.scenario.growth, started.scenario.year
        if growth is None or year is None or not data.growth or growth.low == growth.high == AS_GIVEN:
            return
        if any(patients_added(data, year).values()):
            shares = (growth.low, growth.high)
            starts = [replace(started, dataset=with_growth_times(data, share)) for share in shares]
            low, high = (self._end(start, planned) for start in starts)
        else:
            low = high = _known(BandEnd(rows=_rows(planned)))
        self._asked[year] = (low, high)

    def found(self, on_band: Callable[[int, GrowthBand], None] | None = None) -> dict[int, GrowthBand]:
        """Return the bands by year, each told of as it comes.

        Those that nobody waits for any longer are left out, and those whose process died, perhaps for want of memory.
        """
        bands: dict[int, GrowthBand] = {}
        for year, (low, high) in self._asked.items():
            if not self._are_done((low, high)):
                continue
            try:
                bands[year] = GrowthBand(low=low.result(), high=high.result())
            except BrokenProcessPool:
                continue
            if on_band is not None:
                on_band(year, bands[year])
        return bands

    def _end(self, start: Start, planned: Outcome) -> Future[BandEnd]:
        if len(planned.dataset.posts) < POSTS_WORTH_A_PROCESS:
            return _known(_planned_end(start, self._run, planned))
        if self._pool is None:
            self._pool = ProcessPoolExecutor(ENDS, mp_context=get_context("spawn"), initializer=_begin)
        # Neither the one to tell nor the one to ask can be sent.
        alone = Run(limits=self._run.limits)
        try:
            with held_back():
                return self._pool.submit(_sent_end, pickle.dumps((start, alone, planned)))
        except BrokenProcessPool as error:
            lost: Future[BandEnd] = Future()
            lost.set_exception(error)
            return lost

    def _are_done(self, ends: tuple[Future[BandEnd], Future[BandEnd]]) -> bool:
        """Wait for both ends and say whether they are there; once the user asks to stop they are so or not."""
        stop = self._run.stop
        while wait(ends, timeout=0.5).not_done:
            if stop is not None and stop():
                return False
        return True


def _known(end: BandEnd) -> Future[BandEnd]:
    future: Future[BandEnd] = Future()
    future.set_result(end)
    return future


def _begin() -> None:
    """Leave the user's interrupt to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _sent_end(sent: bytes) -> BandEnd:
    return _planned_end(*pickle.loads(sent))


def _planned_end(start: Start, run: Run, planned: Outcome) -> BandEnd:
    end = plan_from(start, run, planned)
    return BandEnd(rows=_rows(end.outcome), files=end.files())


def _rows(outcome: Outcome) -> tuple[DemandRow, ...]:
    return demand_rows(outcome.dataset, outcome.plan.placements, outcome.settings)
