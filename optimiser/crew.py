"""Child processes that solve tasks, so that an interrupt or a time limit is kept at once.

A solver keeps a time limit, but cannot be interrupted; its process can. Tasks and answers are plain arrays. There are
two children, whatever the machine (one in each of several crews side by side), and answers are taken in the order of
the tasks, so that a plan does not depend on the number of cores. What a child that dies was working on is done again
by another; only a task that two have died of stays without an answer. The children of a crew that ended well are at
rest until the next crew of this process calls them in: a new one takes half a second to start.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from optimiser.engine import Answer, Job
from optimiser.interrupts import ended_with_its_parent, held_back, not_heard
from optimiser.streams import Steps, Stream
from optimiser.watch import Watch

CHILDREN = 2
SMALL_COLUMNS, QUICK_COLUMNS = 800, 5_000
"""While no child is ready, tasks up to this size are solved here, quick ones up to the second: they take less time than
a child needs to start."""

HEARTBEAT_SECONDS = 0.2
STANDARD_OUTPUT = 1


@dataclass
class _Child:
    process: SpawnProcess
    pipe: Connection
    task: tuple[Stream, int] | None = None
    is_ready: bool = False
    parent: int = field(default_factory=os.getpid)

    def end(self) -> None:
        """End it, whatever it is at."""
        self.process.terminate()
        self.process.join()
        self.pipe.close()


_AT_REST: list[_Child] = []
"""Ready children of this process that no crew has; daemons, they end with it."""


class Crew:
    """Solves tasks: small ones here, larger ones in two children that are started when first needed, or called in."""

    def __init__(self, watch: Watch, *, children: int = CHILDREN) -> None:
        """Start without children; there will be as many as said, or none where this process may have none."""
        self._watch = watch
        self._most = children
        self._children: list[_Child] = []
        self._can_spawn = children > 0 and not multiprocessing.current_process().daemon

    def __enter__(self) -> Self:
        """Return the crew."""
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Send children that are idle and ready to rest, and end all others.

        Where one died before it was ready, what others were at was taken back: their answers may still be on the way.
        """
        for child in list(self._children):
            if self._can_spawn and child.is_ready and child.task is None and len(_AT_REST) < CHILDREN:
                self._children.remove(child)
                _AT_REST.append(child)
        self._dismiss()

    def call_in(self, size: int) -> None:
        """Start children ahead of their first task of about so many columns: they get ready while a first plan is made.

        One will do where tasks are small: while two get ready, nobody else has a core on a small machine.
        """
        if size <= SMALL_COLUMNS:
            return
        wanted = self._most if size > QUICK_COLUMNS else min(1, self._most)
        while self._can_spawn and len(self._children) < wanted:
            self._start()

    def drive(self, running: Iterable[Steps], heard: Callable[[], None]) -> None:
        """Solve the tasks of all steps, side by side, each going on once it has its own answers.

        ``heard`` is called at the start and whenever steps went on. Work is counted at the end, so that what a limit
        of work does not depend on which is faster.
        """
        streams = [Stream(steps) for steps in running]
        under_way = [stream for stream in streams if stream.go_on()]
        heard()
        while under_way:
            self._work_on(under_way)
            for stream in [each for each in under_way if each.is_answered]:
                if not stream.go_on():
                    under_way.remove(stream)
                heard()
        self._watch.add_work(sum(stream.work for stream in streams))

    def solve(self, tasks: Sequence[Job]) -> list[Answer | None]:
        """Return the answers in the order of the tasks; ``None`` where stopped or where a child died."""
        found: list[Answer | None] = []

        def steps() -> Steps:
            found.extend((yield list(tasks)))

        self.drive([steps()], lambda: None)
        return found

    def _work_on(self, streams: Sequence[Stream]) -> None:
        """Work until one of the streams has all its answers, or all are given up."""
        while not any(stream.is_answered for stream in streams):
            if self._watch.must_leave():
                self._dismiss()
                for stream in streams:
                    stream.give_up()
                return
            self._hand_out(streams)
            busy = {child.pipe: child for child in self._busy()}
            for pipe in wait(list(busy), timeout=HEARTBEAT_SECONDS) if busy else ():
                self._take_in(next(child for child in busy.values() if child.pipe is pipe))

    def _hand_out(self, streams: Sequence[Stream]) -> None:
        """Hand tasks to idle children, of every stream in turn; solve here what is not for them."""
        while waiting := [stream for stream in streams if stream.waiting]:
            stream = min(waiting, key=lambda each: each.handed_out)
            number = stream.waiting[0]
            child = None
            if not self._is_for_here(stream.tasks[number]):
                child = self._idle()
                if child is None:
                    return
            stream.waiting.pop(0)
            if child is None:
                stream.answer(number, self._in_time(stream.tasks[number]).run())
                return
            child.task = stream, number
            with suppress(OSError):  # a child that is dead is buried when its answer is awaited
                child.pipe.send(self._in_time(stream.tasks[number]))

    def _in_time(self, job: Job) -> Job:
        """Have a solver end in time to tell the best it found, where the user set a time limit."""
        return job.ending_by(self._watch.deadline)

    def _is_for_here(self, task: Job) -> bool:
        """Whether a task is solved here: no child can be had, or it takes less time than one needs to start."""
        self._greet()
        if not self._can_spawn or any(child.is_ready for child in self._children):
            return not self._can_spawn
        return not task.is_heavy and task.size <= (QUICK_COLUMNS if task.is_quick else SMALL_COLUMNS)

    def _greet(self) -> None:
        """Take notice of children that have become ready, or have died."""
        for child in list(self._children):
            if not child.is_ready and child.pipe.poll():
                self._take_in(child)

    def _busy(self) -> list[_Child]:
        return [child for child in self._children if child.task is not None]

    def _idle(self) -> _Child | None:
        found = next((child for child in self._children if child.task is None), None)
        if found is None and len(self._children) < self._most:
            return self._start()
        return found

    def _start(self) -> _Child | None:
        """Start a child; where the system has none to give, what is left is solved here."""
        child = _rested() or _started()
        if child is None:
            self._can_spawn = bool(self._children)
            self._most = len(self._children)
        else:
            self._children.append(child)
        return child

    def _take_in(self, child: _Child) -> None:
        try:
            answer = child.pipe.recv()
        except (EOFError, OSError):
            self._bury(child)
            return
        if not child.is_ready:
            child.is_ready = True
        elif child.task is not None:
            (stream, number), child.task = child.task, None
            stream.answer(number, answer)

    def _bury(self, child: _Child) -> None:
        """Forget a child that died. Its task is done again by a new one, unless it has cost a child before.

        Where a child died before it was ready, as from a script without a main guard, no other would fare better:
        the tasks are then solved here.
        """
        if not child.is_ready:
            self._can_spawn = False
            self._take_back()
        elif child.task is not None:
            stream, number = child.task
            stream.lose(number)
        self._children = [other for other in self._children if other is not child]
        child.pipe.close()
        child.process.join()

    def _take_back(self) -> None:
        """Take back what the children work on, to be solved here."""
        for child in self._busy():
            if child.task is not None:
                (stream, number), child.task = child.task, None
                stream.waiting.append(number)

    def _dismiss(self) -> None:
        for child in self._children:
            child.end()
        self._children.clear()


def dismiss_those_at_rest() -> None:
    """End the children at rest, where other processes are about to need the memory."""
    while _AT_REST:
        child = _AT_REST.pop()
        if child.parent == os.getpid():
            child.end()


def _rested() -> _Child | None:
    """Return a child that was at rest and still lives; those of the process that this was forked from are not ours."""
    while _AT_REST:
        child = _AT_REST.pop()
        if child.parent == os.getpid() and child.process.is_alive():
            return child
        child.pipe.close()
    return None


def _started() -> _Child | None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs,), daemon=True)
    started = start(process)
    theirs.close()
    if not started:
        ours.close()
        return None
    return _Child(process, ours)


def start(process: SpawnProcess) -> bool:
    """Start a process that does not hear the interrupt, and return whether the system let it be."""
    with held_back(), suppress(OSError, AssertionError):  # no more processes, memory or files; or a child of a daemon
        process.start()
        return True
    return False


def work(pipe: Connection) -> None:
    """Solve tasks from a pipe until it closes: what a child does. The parent alone hears the user's interrupt."""
    not_heard()
    ended_with_its_parent()
    silenced()
    pipe.send("ready")
    while True:
        try:
            pipe.send(pipe.recv().run())  # without a name: who waits for the next task holds no program
        except (EOFError, OSError):  # whoever asked is gone
            return


def silenced() -> None:
    """Keep the solver quiet: it prints a line of its own now and then, which is not for the user's screen."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), STANDARD_OUTPUT)
