"""Two child processes that solve tasks, so that an interrupt or a time limit is kept at once.

The solver cannot be stopped from within; its process can. Tasks and answers are plain arrays. There are always two
children, whatever the machine, and answers are taken in the order of the tasks, so that a plan does not depend on
the number of cores. A child that dies loses its task and nothing else.
"""

import multiprocessing
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from optimiser.engine import Answer, Job
from optimiser.watch import Watch

CHILDREN = 2
SMALL_COLUMNS = 800
"""Tasks up to this size are solved here: they take less time than a child needs to start."""

HEARTBEAT_SECONDS = 0.2
STANDARD_OUTPUT = 1


@dataclass
class _Child:
    process: SpawnProcess
    pipe: Connection
    task: int | None = None
    is_ready: bool = False


class Crew:
    """Solves tasks: small ones here, larger ones in two children that are started when first needed."""

    def __init__(self, watch: Watch) -> None:
        """Start without children."""
        self._watch = watch
        self._children: list[_Child] = []
        self._can_spawn = True

    def __enter__(self) -> Self:
        """Return the crew."""
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """End the children."""
        self._dismiss()

    def solve(self, tasks: Sequence[Job]) -> list[Answer | None]:
        """Return the answers in the order of the tasks; ``None`` where stopped or where a child died."""
        answers: list[Answer | None] = [None] * len(tasks)
        large = [n for n, task in enumerate(tasks) if task.is_heavy or task.size > SMALL_COLUMNS]
        small = [n for n in range(len(tasks)) if n not in large]
        self._solve_in_children(tasks, large, answers)
        for number in small + large:
            if not self._watch.must_leave():
                answers[number] = tasks[number].run()
        for answer in answers:
            self._watch.add_work(0.0 if answer is None else answer.work)
        return answers

    def _solve_in_children(self, tasks: Sequence[Job], waiting: list[int], answers: list[Answer | None]) -> None:
        """Have the children solve tasks, taken off ``waiting`` as they are handed out."""
        while (waiting or self._busy()) and self._can_spawn and not self._watch.must_leave():
            for child in self._idle(len(waiting)):
                if waiting:
                    self._hand_out(child, tasks, waiting.pop(0))
            busy = {child.pipe: child for child in self._busy()}
            for pipe in wait(list(busy), timeout=HEARTBEAT_SECONDS):
                self._take_in(next(child for child in busy.values() if child.pipe is pipe), waiting, answers)
        if self._busy():
            self._dismiss()

    def _busy(self) -> list[_Child]:
        return [child for child in self._children if child.task is not None]

    def _idle(self, wanted: int) -> list[_Child]:
        while wanted and len(self._children) < CHILDREN:
            self._children.append(_started())
        return [child for child in self._children if child.task is None]

    def _hand_out(self, child: _Child, tasks: Sequence[Job], number: int) -> None:
        child.task = number
        with suppress(OSError):  # a child that is dead is buried when its answer is awaited
            child.pipe.send(tasks[number])

    def _take_in(self, child: _Child, waiting: list[int], answers: list[Answer | None]) -> None:
        try:
            answer = child.pipe.recv()
        except (EOFError, OSError):
            self._bury(child, waiting)
            return
        if not child.is_ready:
            child.is_ready = True
        elif child.task is not None:
            answers[child.task], child.task = answer, None

    def _bury(self, child: _Child, waiting: list[int]) -> None:
        """Forget a child that died. Its task stays without an answer, and the next one gets a new child.

        Where a child died before it was ready, as from a script without a main guard, no other would fare better:
        the tasks are then solved here.
        """
        if not child.is_ready:
            self._can_spawn = False
            waiting += [other.task for other in self._busy() if other.task is not None]
        self._children.remove(child)
        child.pipe.close()
        child.process.join()

    def _dismiss(self) -> None:
        for child in self._children:
            child.process.terminate()
            child.process.join()
            child.pipe.close()
        self._children.clear()


def _started() -> _Child:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    return _Child(process, ours)


def work(pipe: Connection) -> None:
    """Solve tasks from a pipe until it closes: what a child does. The parent alone hears the user's interrupt."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The solver now and then prints a line of its own; the user's screen is not the place for it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), STANDARD_OUTPUT)
    pipe.send("ready")
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(task.run())
