"""The bands of an outlook: each year planned again with low and with high growth, mended from the year's own plan.

In an area of some size two processes plan them, one for each end, while the next years are planned. They are sent what
they need as bytes: what is planned with here fills its look-ups meanwhile, and no thread could send it safely.
"""

import pickle
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from decimal import Decimal
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from types import TracebackType
from typing import Self

from estates.domain.by_demand import DemandRow, demand_rows
from estates.domain.scenario.growth import patients_added, with_growth_times
from estates.domain.words import StoppedBy
from estates.planning.from_before import plan_from
from estates.planning.make_plan import Outcome
from estates.planning.scenarios import Run, Start
from optimiser.interrupts import held_back, not_heard

AS_GIVEN = Decimal(1)
POSTS_WORTH_A_PROCESS = 200
ENDS = 2
_NO_MEMORY = (BrokenProcessPool, MemoryError, OSError)
"""What becomes of a process that there is no memory for."""


@dataclass(frozen=True, kw_only=True)
class BandEnd:
    """A year at one end of the band: what it wants and has, and the files of its plan's folder.

    There are none where it is the year's own plan, because no list has grown yet. One that was cut short by the user
    is not ``is_whole``.
    """

    rows: tuple[DemandRow, ...]
    files: dict[str, bytes] = field(default_factory=dict)
    is_whole: bool = True


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
        self._over = get_context("spawn").Event()
        self._asked: dict[int, tuple[Future[BandEnd], Future[BandEnd]]] = {}

    def __enter__(self) -> Self:
        """Return the bands."""
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """End the processes, where there are some: they stop at what they are planning."""
        self._over.set()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    @property
    def asked(self) -> tuple[int, ...]:
        """The years of which the bands were asked for."""
        return tuple(self._asked)

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

        Those that nobody waits for any longer are left out, and those for whose process there was no memory.
        """
        bands: dict[int, GrowthBand] = {}
        for year, (low, high) in self._asked.items():
            if not self._are_done((low, high)):
                continue
            try:
                band = GrowthBand(low=low.result(), high=high.result())
            except _NO_MEMORY:
                continue
            if not all(end.is_whole for end in band.ends.values()):
                continue
            bands[year] = band
            if on_band is not None:
                on_band(year, band)
        return bands

    def _end(self, start: Start, planned: Outcome) -> Future[BandEnd]:
        if len(planned.dataset.posts) < POSTS_WORTH_A_PROCESS:
            return _known(_planned_end(start, self._run, planned))
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                ENDS, mp_context=get_context("spawn"), initializer=_begin, initargs=(self._over,)
            )
        # Whom to tell and whom to ask cannot be sent.
        alone = Run(limits=self._run.limits)
        try:
            with held_back():
                return self._pool.submit(_sent_end, pickle.dumps((start, alone, planned)))
        except _NO_MEMORY as error:
            lost: Future[BandEnd] = Future()
            lost.set_exception(error)
            return lost

    def _are_done(self, ends: tuple[Future[BandEnd], Future[BandEnd]]) -> bool:
        """Wait for both ends and say whether they are there; once the user asks to stop they are so or not."""
        while wait(ends, timeout=0.5).not_done:
            if self._run.is_over():
                return False
        return True


def _known(end: BandEnd) -> Future[BandEnd]:
    future: Future[BandEnd] = Future()
    future.set_result(end)
    return future


_OVER: list[Event] = []


def _begin(over: Event) -> None:
    """Prepare a process that plans ends: it stops once its parent says so, and leaves the interrupt to it."""
    not_heard()
    _OVER[:] = [over]


def _sent_end(sent: bytes) -> BandEnd:
    start, run, planned = pickle.loads(sent)
    return _planned_end(start, replace(run, stop=_OVER[0].is_set), planned)


def _planned_end(start: Start, run: Run, planned: Outcome) -> BandEnd:
    end = plan_from(start, run, planned)
    is_whole = end.outcome.plan.stopped_by is not StoppedBy.INTERRUPT
    return BandEnd(rows=_rows(end.outcome), files=end.files(), is_whole=is_whole)


def _rows(outcome: Outcome) -> tuple[DemandRow, ...]:
    return demand_rows(outcome.dataset, outcome.plan.placements, outcome.settings)
