"""Measure the jobs that look ahead as a user runs them: a what-if re-plan, the frontier, risk runs, an outlook.

    python -m benchmarks.futures DATASET [--part frontier …] [--runs N]

Prints one Markdown row per job: seconds by the clock and of all processors, the bar, and what came of it. The dataset
is a folder of CSV files; with fewer schemes than ``--schemes`` it gets more of the same kind.
"""

import csv
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

WHAT_IF = """name = "Half of planned recruitment"

[[change]]
do = "scale_posts"
statuses = ["planned", "vacant"]
factor = 0.5
"""
RISK_RUNS = 200
YEARS = "2026-2035"
FRONTIER_FOUND = "Frontier found"
MINUTES = 60

app = typer.Typer(add_completion=False)


class Part(StrEnum):
    """A job that is measured; the re-plan and the risk runs start from the first plan, which comes with either."""

    REPLAN = "replan"
    FRONTIER = "frontier"
    RISK = "risk"
    OUTLOOK = "outlook"


@dataclass(frozen=True, kw_only=True)
class Job:
    """What a job took: seconds by the clock and of all processors, and when each line was told."""

    seconds: float
    processor_seconds: float
    told: tuple[tuple[float, str], ...]

    def until(self, line: str) -> float:
        """Return the seconds by the clock until a line was told."""
        return next(at for at, told in self.told if told.startswith(line))


@app.command()
def main(
    dataset: Annotated[Path, typer.Argument(help="A dataset as a folder of CSV files.")],
    *,
    part: Annotated[list[Part] | None, typer.Option(help="Only these jobs.")] = None,
    schemes: Annotated[int, typer.Option(help="At least so many schemes.")] = 40,
    runs: Annotated[int, typer.Option(min=2, help="Risk runs to make; the time of 200 is worked out from them.")] = 20,
    budget: Annotated[str, typer.Option(help="The budget asked for.")] = "1.5m",
) -> None:
    """Measure the jobs that look ahead."""
    wanted = part or list(Part)
    print("| job | seconds | of all processors | bar | what came of it |\n|---|---:|---:|---:|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = _with_schemes(dataset, folder / "dataset", schemes)
        if {Part.REPLAN, Part.RISK} & set(wanted):
            first = _first_plan(data, folder)
            if Part.REPLAN in wanted:
                _replan(data, folder, first)
            if Part.RISK in wanted:
                _risk(data, folder, runs)
        if Part.FRONTIER in wanted:
            _frontier(data, folder, budget)
        if Part.OUTLOOK in wanted:
            _outlook(data, folder)


def more_schemes(
    schemes: Sequence[dict[str, str]], sites: Iterable[dict[str, str]], count: int
) -> list[dict[str, str]]:
    """Return schemes made up to a number by extensions of two rooms at practice sites that have none yet."""
    taken = {row["site_id"] for row in schemes}
    free = (row for row in sites if row["kind"] == "practice" and row["site_id"] not in taken)
    blank = dict.fromkeys(schemes[0], "")
    added = [
        blank
        | {
            "scheme_id": f"MORE{number:02}",
            "name": f"Extend {site['name']}",
            "site_id": site["site_id"],
            "capital_cost": "200000",
            "annual_cost": "3600",
            "life_years": "9",
            "adds": "consult_exam:2",
        }
        for number, site in zip(range(len(schemes), count), free, strict=False)
    ]
    return [*schemes, *added]


def _with_schemes(dataset: Path, folder: Path, count: int) -> Path:
    shutil.copytree(dataset, folder)
    rows = more_schemes(_rows(folder / "schemes.csv"), _rows(folder / "sites.csv"), count)
    with (folder / "schemes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


def _first_plan(data: Path, folder: Path) -> Job:
    job = _run("plan", data, "--out", folder / "plan", "--only", "csv")
    _tell("first plan", job, "", _goal(folder / "plan"))
    return job


def _replan(data: Path, folder: Path, first: Job) -> None:
    (folder / "what-if.toml").write_text(WHAT_IF, encoding="utf-8")
    _run("scenario", data, folder / "what-if.toml", "--out", folder / "changed")
    job = _run("replan", folder / "changed", "--from", folder / "plan", "--out", folder / "replan", "--only", "csv")
    share = f"{100 * job.seconds / first.seconds:.0f} % of the first plan; {_goal(folder / 'replan')}"
    _tell("what-if re-plan", job, f"{first.seconds / 4:.0f} s", share)


def _frontier(data: Path, folder: Path, budget: str) -> None:
    job = _run("invest", data, "--budget", budget, "--points", "20", "--out", folder / "invest")
    points = _rows(folder / "invest" / "frontier.csv")
    widest = max(float(row["gap"]) for row in points)
    told = f"{len(points)} budgets, widest gap {100 * widest:.2f} % of the weighted sessions placed (bar 0.5 %)"
    print(f"| frontier | {job.until(FRONTIER_FOUND):.0f} | | {10 * MINUTES} s | {told} |", flush=True)
    _tell("invest in all: gains, plans, free options and files too", job, "", "")


def _risk(data: Path, folder: Path, runs: int) -> None:
    job = _run("risk", data, "--runs", runs, "--from", folder / "plan", "--seed", "1", "--out", folder / "risk")
    told = f"so {RISK_RUNS} take {job.seconds / runs * RISK_RUNS / MINUTES:.0f} minutes"
    _tell(f"{runs} risk runs with {len(_rows(data / 'schemes.csv'))} schemes", job, "20 minutes for 200", told)


def _outlook(data: Path, folder: Path) -> None:
    job = _run("outlook", data, "--years", YEARS, "--out", folder / "outlook")
    goals = [row for row in _rows(folder / "outlook" / "goals.csv") if row["goal"] == "G1"]
    told = f"{len(goals)} years, widest gap of G1 {100 * max(float(row['gap']) for row in goals):.2f} %"
    _tell("outlook", job, f"{10 * MINUTES} s", told)


def _run(*words: object) -> Job:
    """Run a command of the planner and return what it took; it must succeed."""
    before, started, told = _processor_seconds(), time.monotonic(), list[tuple[float, str]]()
    command = [sys.executable, "-m", "estates", *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        for line in process.stderr or ():
            told.append((time.monotonic() - started, line.rstrip()))
    if process.returncode:
        raise RuntimeError(f"{words[0]} failed: {' '.join(line for _, line in told[-3:])}")
    return Job(seconds=time.monotonic() - started, processor_seconds=_processor_seconds() - before, told=tuple(told))


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tell(name: str, job: Job, bar: str, told: str) -> None:
    print(f"| {name} | {job.seconds:.0f} | {job.processor_seconds:.0f} | {bar} | {told} |", flush=True)


def _goal(plan: Path) -> str:
    goal = json.loads((plan / "proof.json").read_text(encoding="utf-8"))["goals"]["G1"]
    return f"G1 {goal['value']:,}, at least {goal['bound']:,}"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    app()
