"""A run killed while it writes leaves the earlier plan folder or the new one, never half of one."""

import multiprocessing
import os
import random
import signal
import sys
import time
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from geodata.plan import folder as plan_folder
from geodata.plan.folder import settle_plan_folder, write_plan_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by POSIX signals here")

NAMES = ("placements.csv", "unmet.csv", "shortfall.csv", "use.csv", "proof.json", "figures/map.png")
KILLS = 80
KILLED_HERE = 9
DONE = 0
WAYS = pytest.mark.parametrize("at_once", [True, False], ids=["exchanged at once", "in two steps"])


def edition(number: int) -> dict[str, bytes]:
    """Return the files of one edition of a plan; each file names its edition."""
    return {name: f"{name} of edition {number}".encode() for name in NAMES}


def standing_edition(folder: Path) -> int:
    """Return the edition that stands in a folder, having seen that it is whole."""
    settle_plan_folder(folder)
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    number = int(found["proof.json"].rsplit(b" ", 1)[1])
    assert found == edition(number)
    return number


def write_for_ever(folder: Path, at_once: bool, ready: Connection) -> None:
    """Say that it begins, then write edition after edition until killed."""
    _choose_way(at_once)
    ready.send(True)
    for number in count():
        write_plan_folder(folder, edition(number))


def write_until_step(folder: Path, at_once: bool, last_step: int) -> None:
    """Write edition 1, but die at a given step: as a file is opened, a name changed, a folder made or removed."""
    _choose_way(at_once)
    steps = count(1)

    def die_at_last_step(event: str, _: object) -> None:
        if event in {"open", "os.rename", "os.mkdir", "os.rmdir", "os.remove"} and next(steps) == last_step:
            os._exit(KILLED_HERE)

    sys.addaudithook(die_at_last_step)
    write_plan_folder(folder, edition(1))
    os._exit(DONE)


def _choose_way(at_once: bool) -> None:
    if not at_once:
        plan_folder.exchange_folders = lambda *_: False  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Return a maker of processes that start in milliseconds, the program already loaded."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


@WAYS
def test_kills_at_random_moments_leave_a_whole_plan(
    tmp_path: Path, processes: ForkServerContext, at_once: bool
) -> None:
    """Whenever the power goes, a whole plan stands under the name, and later runs are not hindered."""
    folder = tmp_path / "plan"
    start = time.perf_counter()
    write_plan_folder(folder, edition(0))
    one_write = time.perf_counter() - start
    dice = random.Random(7)
    editions = set()
    for _ in range(KILLS):
        told, ready = processes.Pipe(duplex=False)
        writer = processes.Process(target=write_for_ever, args=(folder, at_once, ready))
        writer.start()
        assert told.recv()
        time.sleep(dice.uniform(0, 5 * one_write))
        writer.kill()
        writer.join()
        assert writer.exitcode == -signal.SIGKILL
        told.close()
        ready.close()
        editions.add(standing_edition(folder))
    assert len(editions) > 1, "no run was killed after its first write: the test saw nothing"
    write_plan_folder(folder, edition(0))
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


@WAYS
def test_a_kill_at_every_step_leaves_the_old_plan_or_the_new_one(
    tmp_path: Path, processes: ForkServerContext, at_once: bool
) -> None:
    """Every step of a write is tried as the last; the plan that stands is edition 0 first, edition 1 later."""
    folder = tmp_path / "plan"
    seen = []
    for step in count(1):
        write_plan_folder(folder, edition(0))
        writer = processes.Process(target=write_until_step, args=(folder, at_once, step))
        writer.start()
        writer.join()
        seen.append(standing_edition(folder))
        if writer.exitcode == DONE:
            break
        assert writer.exitcode == KILLED_HERE
    assert len(seen) > 2 * len(NAMES)
    assert seen == sorted(seen), "once the new plan stands it stays"
    assert (seen[0], seen[-1]) == (0, 1)


def test_a_kill_between_the_two_steps_is_among_those_tried(tmp_path: Path, processes: ForkServerContext) -> None:
    """At one step of the slower way nothing stands under the name, until a reader puts the earlier plan back."""
    folder = tmp_path / "plan"
    write_plan_folder(folder, edition(0))
    for step in count(1):
        writer = processes.Process(target=write_until_step, args=(folder, False, step))
        writer.start()
        writer.join()
        if not folder.exists():
            break
        assert writer.exitcode == KILLED_HERE, "the gap was never met"
        assert standing_edition(folder) == 0
    assert standing_edition(folder) == 0
