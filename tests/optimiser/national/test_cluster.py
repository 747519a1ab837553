"""A cluster of dask: the same plan as one machine, a lost worker's work done again, plain words where it fails."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator

import pytest

from estates.domain.errors import RequestError
from estates.domain.plan import Progress
from estates.domain.words import StoppedBy
from optimiser.national import cluster
from optimiser.national.cluster import Cluster
from tests.optimiser.national.test_in_parts import APART, JOINED, planned

pytest.importorskip("distributed")


@pytest.fixture
def own_scheduler() -> Iterator[str]:
    """Return the address of a scheduler with one worker, as somebody else might have started it."""
    from distributed import LocalCluster  # noqa: PLC0415 - optional

    with LocalCluster(n_workers=1, threads_per_worker=2, dashboard_address=None, protocol="tcp://") as here:
        yield here.scheduler_address


@pytest.mark.slow
@pytest.mark.usefixtures("as_if_large")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_local_cluster_comes_to_the_plan_of_one_machine(workers: int) -> None:
    """However many workers: the same rows, prices and proof."""
    here, there = planned(JOINED), planned(JOINED, workers=Cluster("local", workers))
    assert (there.placements, there.prices, there.goals) == (here.placements, here.prices, here.goals)


@pytest.mark.slow
def test_how_far_a_worker_is_reaches_whoever_waits() -> None:
    """Of a dataset of one part too, whose end alone would tell nothing."""
    told: list[Progress] = []
    planned(APART, workers=Cluster("local", 1), on_progress=told.append)
    assert any(news.stage == "G1" and news.best is not None for news in told)


@pytest.mark.slow
@pytest.mark.usefixtures("as_if_large")
def test_the_work_of_a_worker_that_is_killed_is_done_again() -> None:
    """Killed at its first news: the plan is the same."""
    killed: list[int] = []

    def kill(news: Progress) -> None:
        workers = [process.pid for process in multiprocessing.active_children() if not process.daemon]
        if news.best is not None and not killed and workers and workers[0]:
            killed.append(workers[0])
            os.kill(workers[0], signal.SIGKILL)

    there = planned(APART, workers=Cluster("local", 2), on_progress=kill)
    assert killed
    here = planned(APART)
    assert (there.placements, there.prices) == (here.placements, here.prices)


@pytest.mark.slow
@pytest.mark.usefixtures("as_if_large")
def test_a_cluster_that_runs_already_is_asked_by_its_address(own_scheduler: str) -> None:
    """A worker whose process may have no children solves by itself, to the same plan."""
    there = planned(APART, workers=Cluster(own_scheduler))
    assert there.placements == planned(APART).placements


@pytest.mark.slow
@pytest.mark.usefixtures("as_if_large")
def test_an_interrupt_at_the_keyboard_leaves_workers_at_their_work() -> None:
    """It goes to every process of a terminal; whoever started them hears it, and they hand over their best plans."""
    at_work: list[set[int | None]] = []

    def interrupt(progress: Progress) -> None:
        workers = {process.pid for process in multiprocessing.active_children() if not process.daemon}
        if progress.best is not None and not at_work:
            for pid in workers:
                os.kill(pid or 0, signal.SIGINT)
        if progress.best is not None:
            at_work.append(workers)

    planned(APART, workers=Cluster("local", 2), on_progress=interrupt)
    assert at_work[0]
    same_job = [workers for workers in at_work if workers & at_work[0]]  # each stage has workers of its own
    assert len(same_job) > 1
    assert all(workers == at_work[0] for workers in same_job)


@pytest.mark.slow
@pytest.mark.usefixtures("as_if_large")
def test_a_stop_half_way_keeps_the_best_plan_so_far() -> None:
    """The workers hear of it, and hand over what they have."""
    told: list[Progress] = []
    plan = planned(APART, workers=Cluster("local", 2), on_progress=told.append, stop=lambda: len(told) > 1)
    assert plan.stopped_by is StoppedBy.INTERRUPT
    assert {row.id[:2] for row in plan.placements} == {"C0", "C1", "C2"}


@pytest.mark.slow
@pytest.mark.usefixtures("as_if_large")
def test_workers_with_other_versions_are_refused(own_scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their plan might be another."""
    monkeypatch.setattr(cluster, "made_by", lambda: "ortools 1.0")
    with pytest.raises(RequestError, match=r"this machine ortools 1\.0"):
        planned(APART, workers=Cluster(own_scheduler))


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, before anything is read."""
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    with pytest.raises(RequestError, match=r"pip install estates-capacity-planner\[cluster\]"):
        Cluster("local")


@pytest.mark.parametrize("address", ["", "8786", "https://planner:8786", "localhost:8786"])
def test_what_is_no_address_is_refused(address: str) -> None:
    """Only ``local`` and the address of a scheduler will do."""
    with pytest.raises(RequestError, match="neither `local` nor the address"):
        Cluster(address)


def test_where_nobody_answers_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback: the address, and what to check."""
    monkeypatch.setattr(cluster, "SECONDS_TO_CONNECT", 0.5)
    with pytest.raises(RequestError, match="no dask scheduler answers there"):
        planned(APART, workers=Cluster("tcp://127.0.0.1:9"))


@pytest.mark.slow
def test_a_cluster_without_workers_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever."""
    from distributed import LocalCluster  # noqa: PLC0415 - optional

    monkeypatch.setattr(cluster, "SECONDS_FOR_A_WORKER", 0.5)
    with (
        LocalCluster(n_workers=0, dashboard_address=None, protocol="tcp://") as here,
        pytest.raises(RequestError, match="no worker came"),
    ):
        planned(APART, workers=Cluster(here.scheduler_address))


@pytest.mark.slow
@pytest.mark.usefixtures("as_if_large")
def test_where_all_workers_are_gone_for_good_the_job_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so, instead of waiting for ever."""
    from distributed import LocalCluster  # noqa: PLC0415 - optional

    monkeypatch.setattr(cluster, "SECONDS_WITHOUT_WORKERS", 0.5)
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None, protocol="tcp://") as here:
        monkeypatch.setattr(Cluster, "_wait_for_a_worker", lambda *_: here.scale(0))  # all leave as work begins
        with pytest.raises(RequestError, match="all workers are gone"):
            planned(APART, workers=Cluster(here.scheduler_address))


def test_dask_is_loaded_only_where_a_cluster_is_asked_for() -> None:
    """The planner works without the extra."""
    code = "import sys, estates.cli; sys.exit('distributed' in sys.modules or 'dask' in sys.modules)"
    assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", code]) == 0
