"""Carries parcels out on a cluster of ``dask.distributed``, the planner's optional extra ``[cluster]``.

Only this module knows dask, and loads it when a cluster is asked for. A task is the name of a function here, a parcel
as JSON and a few words; its answer is a plan as JSON. A worker that is lost has its parcel done again by another.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from estates.domain.errors import PlanError, RequestError
from estates.domain.plan import Progress
from optimiser.interrupts import held_back
from optimiser.national.parcels import Parcel
from optimiser.national.wire import made_by, parcel_received, parcel_sent, plan_received, plan_sent
from optimiser.national.workers import Clock, Done, News, carried_out, lost_too_often
from optimiser.watch import Watch

if TYPE_CHECKING:
    from distributed import Client, Future

LOCAL = "local"
LOCAL_WORKERS = 2
SCHEMES = ("tcp://", "tls://")

SECONDS_TO_CONNECT = 10
SECONDS_FOR_A_WORKER = 60
SECONDS_WITHOUT_WORKERS = 600.0
"""Once all workers are gone, others are waited for as long."""

HEARTBEAT_SECONDS = 0.2
SECONDS_BETWEEN_QUESTIONS = 1.0
"""A worker asks so often whether to stop."""

GRACE_SECONDS = 60.0
"""Once told to leave, a worker has as long to hand over its best plan."""

MISSING = (
    "--cluster needs the extra [cluster], which is not installed here: install it with "
    "`pip install estates-capacity-planner[cluster]`, or leave --cluster out to plan on this machine."
)


@dataclass(frozen=True)
class Cluster:
    """The workers of a cluster: ``address`` is that of its scheduler, or ``local`` for some processes on this machine.

    Raises
    ------
    RequestError
        Where the extra is not installed, or the address is none.
    """

    address: str
    workers: int = LOCAL_WORKERS

    def __post_init__(self) -> None:
        """Refuse at once what cannot work."""
        if find_spec("distributed") is None:
            raise RequestError(MISSING)
        if self.address != LOCAL and not self.address.startswith(SCHEMES):
            raise RequestError(
                f"--cluster {self.address}: this is neither `{LOCAL}` nor the address of a dask scheduler such as "
                "tcp://planner.example.nhs.uk:8786."
            )

    def carry_out(self, parcels: Sequence[Parcel], watch: Watch, *, news: News, done: Done) -> None:
        """Plan parcels on the cluster, one at a time on each worker."""
        with self._connected() as client:
            self._wait_for_a_worker(client)
            try:
                _Shift(client, parcels, watch, done).run(news)
            except OSError as error:
                raise RequestError(f"--cluster {self.address}: the connection to the scheduler was lost.") from error

    def _wait_for_a_worker(self, client: "Client") -> None:
        try:
            client.wait_for_workers(1, timeout=SECONDS_FOR_A_WORKER)
        except TimeoutError as error:
            raise RequestError(
                f"--cluster {self.address}: no worker came within {SECONDS_FOR_A_WORKER} seconds. Start some: "
                "`dask worker ADDRESS --nthreads 1`."
            ) from error

    @contextmanager
    def _connected(self) -> Iterator["Client"]:
        import dask  # noqa: PLC0415 - an optional extra, loaded where it is asked for
        from distributed import Client, LocalCluster  # noqa: PLC0415

        if self.address != LOCAL:
            try:
                client = Client(self.address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
            except (OSError, TimeoutError, ValueError) as error:
                raise RequestError(
                    f"--cluster {self.address}: no dask scheduler answers there within {SECONDS_TO_CONNECT} seconds. "
                    "Check the address, and that `dask scheduler` is running."
                ) from error
            with client:
                yield client
            return
        # A worker that may have no children could not stop a solver at once. Memory is not limited by guess.
        with dask.config.set({"distributed.worker.daemon": False}):
            with held_back():  # workers, and those that take their places, do not hear the interrupt: they hand over
                local = LocalCluster(
                    n_workers=self.workers,
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                    memory_limit=0,
                    silence_logs=logging.CRITICAL,
                )
            with local as cluster, Client(cluster, set_as_default=False) as client:
                yield client


@dataclass
class _Shift:
    """The parcels of one job, those under way and those that wait."""

    client: "Client"
    parcels: Sequence[Parcel]
    watch: Watch
    done: Done
    job: str = field(default_factory=lambda: f"estates-{uuid.uuid4()}")
    under_way: dict[int, "Future"] = field(default_factory=dict)
    waiting: list[int] = field(default_factory=list)
    manned_at: float = field(default_factory=time.monotonic)

    def run(self, news: News) -> None:
        """Work until all is done, or it is time to leave and nobody has more to hand over."""
        from distributed import Event  # noqa: PLC0415
        from distributed.client import ClosedClientError  # noqa: PLC0415

        told: SimpleQueue[tuple[int, Progress]] = SimpleQueue()
        leave, leave_by = Event(self.job, client=self.client), None
        self.waiting = list(range(len(self.parcels)))
        self.client.subscribe_topic(self.job, lambda event: told.put(_news(event[1])))
        try:
            while self.waiting or self.under_way:
                if self.watch.must_leave():
                    self.waiting = []
                    if leave_by is None:
                        leave.set()
                        leave_by = time.monotonic() + GRACE_SECONDS
                    elif time.monotonic() > leave_by:
                        return
                self._look_for_workers()
                self._hand_out()
                self._take_in()
                _pass_on(told, news)
                time.sleep(HEARTBEAT_SECONDS)
        finally:
            # Whatever ended it, those who are still at it are told to leave: dask cannot stop a task that runs.
            with suppress(OSError, ClosedClientError):
                leave.set()
                self.client.cancel(list(self.under_way.values()))
                self.client.unsubscribe_topic(self.job)

    def _look_for_workers(self) -> None:
        """Give up once all workers have been gone for long: the work would wait for ever."""
        if self.client.nthreads():
            self.manned_at = time.monotonic()
        elif time.monotonic() - self.manned_at > SECONDS_WITHOUT_WORKERS:
            raise RequestError(
                f"--cluster: all workers are gone, and none came within {SECONDS_WITHOUT_WORKERS / 60:.0f} minutes. "
                "Start some and plan again: `dask worker ADDRESS --nthreads 1`."
            )

    def _hand_out(self) -> None:
        """Keep every worker busy; a cluster without any is waited for."""
        workers = max(1, len(self.client.nthreads())) if self.waiting else 0
        clock = Clock(self.watch, [parcel.size for parcel in self.parcels], side_by_side=workers)
        while self.waiting and len(self.under_way) < workers:
            number = self.waiting.pop(0)
            sent = parcel_sent(clock.timed(self.parcels, number, self.waiting))
            self.under_way[number] = self.client.submit(
                work, sent, number, self.job, made_by(), pure=False, key=f"{self.job}-{number}"
            )

    def _take_in(self) -> None:
        for number, future in list(self.under_way.items()):
            if future.done():
                del self.under_way[number]
                self.done(number, plan_received(self._answer(number, future)))

    def _answer(self, number: int, future: "Future") -> bytes:
        from distributed import KilledWorker  # noqa: PLC0415

        if future.status == "finished":
            answer: bytes = future.result()
            return answer
        error = future.exception() if future.status == "error" else None
        if isinstance(error, KilledWorker):
            raise PlanError(lost_too_often(self.parcels[number]))
        if isinstance(error, ImportError):
            raise RequestError(
                "--cluster: the workers do not have the planner installed. Install there what is installed here: "
                f"{made_by()}."
            )
        if isinstance(error, VersionError):
            raise RequestError(str(error))
        raise RequestError(f"--cluster: the cluster gave a part of the work up ({error or future.status}).")


def _news(told: dict[str, Any]) -> tuple[int, Progress]:
    # The cluster adds words of its own to what a worker tells.
    return int(told["number"]), Progress(**told["progress"])


def _pass_on(told: "SimpleQueue[tuple[int, Progress]]", news: News) -> None:
    while True:
        try:
            news(*told.get_nowait())
        except Empty:
            return


class VersionError(Exception):
    """A worker has other versions of what makes plans, so that its plans might be others."""


_ONE_AT_A_TIME = threading.Lock()
"""Held by the parcel that a worker is at: a worker with several threads has one model in memory all the same."""


def work(sent: bytes, number: int, job: str, wanted: str) -> bytes:
    """Plan a parcel on a worker of the cluster: what a task is.

    Parameters
    ----------
    sent
        The parcel as JSON.
    number, job
        Its number and the name of the job: under it news are told, and the wish to stop is heard.
    wanted
        The versions of whoever asked, which must be those here.
    """
    from distributed import Event, get_client, get_worker  # noqa: PLC0415

    if made_by() != wanted:
        raise VersionError(
            f"--cluster: a worker has {made_by()}, this machine {wanted}. Plans might differ: install the same on both."
        )
    worker = get_worker()
    leave = Event(job, client=get_client())

    def tell(progress: Progress) -> None:
        worker.log_event(job, {"number": number, "progress": vars(progress)})

    with _ONE_AT_A_TIME:
        plan = carried_out(parcel_received(sent), on_progress=tell, stop=_now_and_then(leave.is_set))
    return plan_sent(plan)


def _now_and_then(ask: Callable[[], bool]) -> Callable[[], bool]:
    """Return a question that is asked over the network no more than once a second; a yes stands."""
    said, asked_at = False, 0.0

    def answer() -> bool:
        nonlocal said, asked_at
        if not said and time.monotonic() - asked_at >= SECONDS_BETWEEN_QUESTIONS:
            asked_at = time.monotonic()
            with suppress(OSError):  # a network that is slow for once is no answer
                said = ask()
        return said

    return answer
