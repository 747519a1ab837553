"""One run: a peer in a process of its own, listened to while it works, ended at its time, and judged.

The clock starts once the child holds the world, so that making or reading data counts for nobody. At the time limit
and some grace the child and all that it started are killed; the best plan that it handed over counts.
"""

import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, Self

from benchmarks.memory import MIB, tree_memory
from benchmarks.peers.contest import Budget, Peer, Rows, wanted_weight
from benchmarks.peers.register import PEERS
from benchmarks.records import Entry, Point, Run
from estates.domain.certificate import certify
from estates.domain.checks import breaches, goal_values
from estates.domain.prices import Price

SECONDS_BETWEEN_LOOKS = 0.1
SECONDS_BETWEEN_PLANS = 1.0
STANDARD_OUTPUTS = (1, 2)


def grace_seconds(seconds: float) -> float:
    """Return how long after its time a peer may still hand over its plan: solvers look at the clock now and then."""
    return 5.0 + 0.1 * seconds


def run(entry: Entry) -> Run:
    """Make a run and return what it came to."""
    return judged(entry, Watch.of(entry, target=contest).followed())


@dataclass
class Watch:
    """What the parent has heard and seen of a child, as long as it runs and after."""

    entry: Entry
    child: SpawnProcess | None = None
    pipe: Connection | None = None
    ended: str = "killed"
    remark: str = ""
    peak: int = 0
    cpu_seconds: float | None = None
    started: float | None = None
    seconds: float = 0.0
    rows: Rows = ()
    prices: Sequence[Price] = ()
    curve: list[Point] = field(default_factory=list)

    @classmethod
    def of(cls, entry: Entry, *, target: Callable[[Entry, Connection], None]) -> Self:
        """Start a child that does ``target`` and return the watch over it."""
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=target, args=(entry, theirs))
        child.start()
        theirs.close()
        return cls(entry, child, ours)

    def followed(self) -> Self:
        """Listen until the child ends or has had its time, end it, and return what was heard."""
        if self.child is None or self.pipe is None:
            return self
        try:
            while self.ended == "killed" and not self.is_late():
                self.peak = max(self.peak, tree_memory(self.child.pid or 0))
                if self.pipe.poll(SECONDS_BETWEEN_LOOKS):
                    self.hear(self.pipe)
            self.seconds = time.monotonic() - self.started if self.started else 0.0
        finally:
            _end(self.child)
            self.pipe.close()
        return self

    def is_late(self) -> bool:
        """Whether the time and the grace are over."""
        allowed = self.entry.seconds + grace_seconds(self.entry.seconds)
        return self.started is not None and time.monotonic() - self.started > allowed

    def hear(self, pipe: Connection) -> None:
        """Take in one thing that the child tells."""
        try:
            word, told = pipe.recv()
        except (EOFError, OSError):
            self.ended, self.remark = "failed", self.remark or "its process died"
            return
        match word:
            case "start":
                self.started = time.monotonic()
            case "point":
                self.curve.append(told)
            case "rows":
                self.rows = told
            case "prices":
                self.prices = told
            case "failed":
                self.ended, self.remark = "failed", told
            case "finished":
                self.ended, self.cpu_seconds = "finished", told


def contest(entry: Entry, pipe: Connection, peer: Peer | None = None) -> None:
    """Make the world, have the entry's peer (or the one given) plan it, and tell the parent: what the child does."""
    plan = peer or PEERS[entry.peer]
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Solvers print as they please; the table of results is not the place for it.
    for stream in STANDARD_OUTPUTS:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    world = entry.instance.world()
    before = _cpu_seconds()
    pipe.send(("start", None))
    teller = Teller(pipe.send)
    try:
        plan(world, Budget(seconds=entry.seconds, stop_at_gap=entry.stop_at_gap), teller)
    except Exception as error:
        pipe.send(("failed", f"{type(error).__name__}: {error}"[:200]))
        return
    pipe.send(("finished", _cpu_seconds() - before))


class Teller:
    """The listener in the child: counts seconds, keeps what is better, and passes it on."""

    def __init__(self, tell: Callable[[tuple[str, Any]], None]) -> None:
        """Start the clock."""
        self._tell = tell
        self._started = time.monotonic()
        self._plan_at = -SECONDS_BETWEEN_PLANS
        self._last: dict[str, tuple[float | None, float | None]] = {}

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._started

    def news(self, *, value: float | None, bound: float | None, goal: str = "G1", seconds: float | None = None) -> None:
        """Pass on a value and a bound where either differs from the last."""
        last = self._last.get(goal, (None, None))
        told = (last[0] if value is None else value, last[1] if bound is None else bound)
        if goal == "G1" and None not in (last[0], value):
            told = (min(told[0] or 0.0, last[0] or 0.0), told[1])
        if told != last:
            self._last[goal] = told
            self._tell(("point", Point(self.seconds if seconds is None else seconds, goal, *told)))

    def found(self, rows: Callable[[], Rows]) -> None:
        """Pass on a plan, but not more often than once a second: it costs the peer time."""
        if self.seconds - self._plan_at >= SECONDS_BETWEEN_PLANS:
            self._plan_at = self.seconds
            self._tell(("rows", list(rows())))

    def ended(self, rows: Rows, prices: Sequence[Price] = ()) -> None:
        """Pass on the answer."""
        self._tell(("rows", list(rows)))
        self._tell(("prices", list(prices)))


def judged(entry: Entry, watch: Watch) -> Run:
    """Have the judge read the plan, and its prices where it has any: a breach makes it void."""
    world = entry.instance.world()
    wanted = wanted_weight(world[0])
    found = breaches(*world, watch.rows)
    unmet = wanted if found else int(goal_values(*world, watch.rows)["G1"])
    return Run(
        entry=entry,
        wanted=wanted,
        unmet=unmet,
        breaches=len(found),
        ended=watch.ended,
        remark=found[0].sentence if found else watch.remark,
        wall_seconds=watch.seconds,
        cpu_seconds=watch.cpu_seconds,
        peak_mib=watch.peak / MIB,
        certified=float(certify(*world, watch.prices).bound) if watch.prices else None,
        curve=() if found else _honest(watch, unmet),
    )


def _honest(watch: Watch, unmet: int) -> tuple[Point, ...]:
    """Return the curve in order of time, without values that the plan handed over does not bear out.

    It ends with the plan's own value, as the judge counts it, if that was not told before.
    """
    points = sorted(watch.curve, key=lambda point: point.seconds)
    kept = [point for point in points if point.goal != "G1" or point.value is None or point.value >= unmet]
    values = [point.value for point in kept if point.goal == "G1" and point.value is not None]
    if watch.rows and (not values or min(values) > unmet):
        bounds = [point.bound for point in kept if point.goal == "G1" and point.bound is not None]
        kept.append(Point(watch.seconds, "G1", unmet, max(bounds, default=None)))
    return tuple(kept)


def _cpu_seconds() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _end(child: SpawnProcess) -> None:
    """End a child and whatever it started: they share a process group of their own."""
    child.join(timeout=2.0 if not child.is_alive() else 0.0)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid or 0, signal.SIGKILL)
    child.join()
