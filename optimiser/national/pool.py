"""Two processes of this machine that carry out parcels side by side, each with one child for its tasks.

Parcels and plans go through pipes between our own processes. A process that dies loses its parcel, which is done again.
"""

import multiprocessing
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from estates.domain.errors import PlanError
from estates.domain.plan import Plan, Progress
from optimiser.crew import HEARTBEAT_SECONDS, dismiss_those_at_rest, silenced, start
from optimiser.interrupts import ended_with_its_parent, not_heard
from optimiser.national.parcels import Parcel
from optimiser.national.workers import MOST_TRIES, Clock, Done, InThisProcess, News, carried_out, lost_too_often
from optimiser.stages import Stage
from optimiser.watch import Watch

SIDE_BY_SIDE = 2
GRACE_SECONDS = 60.0
"""Once told to leave, a process has as long to hand over its best plan."""

LEAVE, READY = "leave", "ready"


@dataclass
class _Worker:
    process: SpawnProcess
    pipe: Connection
    parcel: int | None = None
    is_ready: bool = False


class Pool:
    """Carries out parcels in two processes."""

    def carry_out(self, parcels: Sequence[Parcel], watch: Watch, *, news: News, done: Done) -> None:
        """Plan parcels side by side; here, one by one, where no process can be started."""
        dismiss_those_at_rest()
        shift = _Shift(parcels, watch, news, done)
        try:
            left = shift.run()
        finally:
            shift.end()
        if left:
            InThisProcess().carry_out(
                [parcels[number] for number in left],
                watch,
                news=lambda number, progress: news(left[number], progress),
                done=lambda number, plan: done(left[number], plan),
            )


class _Shift:
    """The parcels of one job, those who work on them and those that wait."""

    def __init__(self, parcels: Sequence[Parcel], watch: Watch, news: News, done: Done) -> None:
        self._parcels, self._watch, self._news, self._done = parcels, watch, news, done
        self._clock = Clock(watch, [parcel.size for parcel in parcels], side_by_side=SIDE_BY_SIDE)
        self._waiting = list(range(len(parcels)))
        self._tries = [0] * len(parcels)
        self._workers: list[_Worker] = []
        self._can_start, self._most = True, SIDE_BY_SIDE
        self._leave_by: float | None = None

    def run(self) -> list[int]:
        """Work until all is done or it is time to leave; return the parcels that must be planned here instead."""
        while self._waiting or self._busy():
            if self._watch.must_leave():
                self._tell_to_leave()
            elif self._can_start:
                self._hand_out()
            if not self._busy() and not self._starting():
                return self._waiting
            for pipe in wait([worker.pipe for worker in self._workers], timeout=HEARTBEAT_SECONDS):
                self._take_in(next(worker for worker in self._workers if worker.pipe is pipe))
        return []

    def end(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
            worker.process.join()
        self._workers.clear()

    def _busy(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.parcel is not None]

    def _starting(self) -> int:
        return sum(not worker.is_ready for worker in self._workers)

    def _hand_out(self) -> None:
        """Hand parcels to those who are ready: the time that they are given begins with their work."""
        for worker in [worker for worker in self._workers if worker.is_ready and worker.parcel is None]:
            if self._waiting:
                worker.parcel = self._waiting.pop(0)
                with suppress(OSError):  # one that is dead is buried when its answer is awaited
                    worker.pipe.send(self._clock.timed(self._parcels, worker.parcel, self._waiting))
        while len(self._waiting) > self._starting() and len(self._workers) < self._most:
            self._start()

    def _start(self) -> None:
        """Start a process; where the system has none to give, those there do the work, or this one."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs,))
        started = start(process)
        theirs.close()
        if not started:
            ours.close()
            self._can_start, self._most = bool(self._workers), len(self._workers)
            return
        self._workers.append(_Worker(process, ours))

    def _tell_to_leave(self) -> None:
        """Ask everybody for the best plan so far, and end those who have not handed it over in time.

        Who prices has nothing to hand over, and cannot hear.
        """
        self._waiting = []
        if self._parcels[0].stage is Stage.PRICES:  # all of a job are at one stage
            self.end()
        elif self._leave_by is None:
            self._leave_by = time.monotonic() + GRACE_SECONDS
            for worker in self._busy():
                with suppress(OSError):
                    worker.pipe.send(LEAVE)
        elif time.monotonic() > self._leave_by:
            self.end()

    def _take_in(self, worker: _Worker) -> None:
        try:
            told = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if told == READY:
            worker.is_ready = True
        elif worker.parcel is not None and isinstance(told, Progress):
            self._news(worker.parcel, told)
        elif worker.parcel is not None and isinstance(told, Plan):
            number, worker.parcel = worker.parcel, None
            self._done(number, told)

    def _bury(self, worker: _Worker) -> None:
        """Forget a process that died, and put its parcel first in the queue."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        if not worker.is_ready:
            self._can_start = False  # as from a script without a main guard: no other would fare better
        if worker.parcel is not None and self._leave_by is None:
            self._waiting.insert(0, worker.parcel)
            self._tries[worker.parcel] += worker.is_ready
            if self._tries[worker.parcel] >= MOST_TRIES:
                raise PlanError(lost_too_often(self._parcels[worker.parcel]))


def serve(pipe: Connection) -> None:
    """Carry out parcels from a pipe until it closes: what a process of the pool does."""
    not_heard()
    ended_with_its_parent()
    silenced()
    pipe.send(READY)

    def is_told_to_leave() -> bool:
        # Nothing else comes while a parcel is being planned; the pipe is left as it is, so that it says so again.
        return pipe.poll()

    def tell(told: Progress | Plan) -> None:
        with suppress(OSError):  # whoever asked is gone, and so is this process in a moment
            pipe.send(told)

    while True:
        try:
            parcel = pipe.recv()
        except (EOFError, OSError):
            return
        if parcel != LEAVE:
            tell(carried_out(parcel, on_progress=tell, stop=is_told_to_leave))
