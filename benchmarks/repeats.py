"""Plan a dataset again and again, each time with other workers, and say whether it is one and the same plan.

    python -m benchmarks.repeats DATASET [--times 20] [--work 0.2]

Workers are 1, 2 and 4 processes of this machine, and a local dask cluster of two of which the busier is killed
half-way (Linux only): once a goal after the first is pursued, or half of many parts are planned. Prints one Markdown
row per way: how often it was planned, and the SHA-256 of each ``placements.csv`` that came out.
"""

import hashlib
import multiprocessing
import os
import re
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from estates.domain.plan import Plan, Progress, ProgressListener
from estates.planning.make_plan import plan
from estates.planning.plan_files import plan_files
from estates.planning.source import Source
from optimiser.limits import Limits
from optimiser.national.cluster import Cluster
from optimiser.national.in_parts import solve_in_parts
from optimiser.national.workers import InThisProcess, Workers

HALF_WAY = re.compile(r"G[234]")
PARTS_DONE = re.compile(r"(\d+) of (\d+) parts planned")


@dataclass
class Killer:
    """Kills the busier worker of a cluster once, half-way."""

    killed: list[int] = field(default_factory=list)

    def hear(self, news: Progress) -> None:
        """Kill where it is time."""
        if not self.killed and is_half_way(news):
            self.killed.append(busiest_worker())
            os.kill(self.killed[0], signal.SIGKILL)


def is_half_way(news: Progress) -> bool:
    """Whether a goal after the first is pursued in a dataset of one part, or half of several parts are planned."""
    parts = PARTS_DONE.search(news.stage)
    if parts and int(parts[2]) > 1:
        return 2 * int(parts[1]) >= int(parts[2])
    return HALF_WAY.search(news.stage) is not None


def busiest_worker() -> int:
    """Return the process id of the worker of a local cluster that has used the most processor time."""
    workers = [child.pid for child in multiprocessing.active_children() if child.pid and not child.daemon]
    return max(workers, key=_ticks)


def _ticks(pid: int) -> int:
    """Return the processor time of a process in the kernel's ticks (``man 5 proc``: utime and stime)."""
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return int(after_name[11]) + int(after_name[12])


def main(
    dataset: Annotated[Path, typer.Argument(help="A dataset as a folder, workbook or GeoPackage.")],
    *,
    times: Annotated[int, typer.Option(min=1, help="Plans in each way.")] = 20,
    work: Annotated[float | None, typer.Option(help="As for estates plan.")] = None,
) -> None:
    """Plan in each way and compare."""
    limits = Limits() if work is None else Limits(work=work)
    ways: dict[str, Callable[[], str]] = {
        f"{count} processes": partial(_digest, dataset, limits, InThisProcess(count)) for count in (1, 2, 4)
    }
    ways["local cluster, a worker killed half-way"] = partial(_digest_with_a_loss, dataset, limits)
    seen = Counter[str]()
    print("| workers | plans | placements.csv (SHA-256) |\n|---|---:|---|")
    for name, digest in ways.items():
        found = Counter(digest() for _ in range(times))
        seen += found
        told = ", ".join(f"{own[:16]} × {count}" for own, count in found.items())
        print(f"| {name} | {times} | {told} |", flush=True)
    if len(seen) > 1:
        raise typer.Exit(1)


def _digest(dataset: Path, limits: Limits, workers: Workers, on_progress: ProgressListener | None = None) -> str:
    solver: Callable[..., Plan] = partial(solve_in_parts, workers=workers)
    outcome = plan(Source(path=dataset), limits=limits, solver=solver, on_progress=on_progress)
    return hashlib.sha256(plan_files(outcome, csv_only=True)["placements.csv"]).hexdigest()


def _digest_with_a_loss(dataset: Path, limits: Limits) -> str:
    killer = Killer()
    digest = _digest(dataset, limits, Cluster("local"), killer.hear)
    if not killer.killed:
        raise typer.BadParameter("No worker was killed: the dataset is planned too quickly.")
    return digest


if __name__ == "__main__":
    typer.run(main)
