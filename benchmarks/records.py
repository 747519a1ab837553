"""What a run came to, kept as CSV so that tables and plots can be made again without running anything again."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from benchmarks.instances import Instance, Size, Tightness

RUNS, CURVES = "runs.csv", "curves.csv"


@dataclass(frozen=True, order=True)
class Entry:
    """A run to be made: a peer on an instance for some seconds, or until G1's gap is ``stop_at_gap`` if not nought."""

    instance: Instance
    seconds: float
    peer: str
    stop_at_gap: float = 0.0


@dataclass(frozen=True)
class Point:
    """One line of a peer's progress: a goal's value and proved bound, both to be least, after some seconds."""

    seconds: float
    goal: str
    value: float | None
    bound: float | None


@dataclass(frozen=True, kw_only=True)
class Run:
    """A run and what the judge made of its plan.

    ``wanted`` and ``unmet`` are G1's: priority times room sessions. ``unmet`` is ``wanted`` where there is no plan or
    where it is void, which ``breaches`` says. ``ended`` is ``finished``, ``killed`` or ``failed``. ``cpu_seconds`` is
    of the child and its children, not known where it was killed. ``peak_mib`` is of all of them together. ``certified``
    is the bound on G1 that the planner's prices prove without a solver; peers have none.
    """

    entry: Entry
    wanted: int
    unmet: int
    breaches: int
    ended: str
    remark: str
    wall_seconds: float
    cpu_seconds: float | None
    peak_mib: float
    certified: float | None = None
    curve: tuple[Point, ...] = ()

    def of_goal(self, goal: str) -> Iterator[Point]:
        """Yield the points of one goal, in order of time."""
        return (point for point in self.curve if point.goal == goal)


_ENTRY_COLUMNS = ("size", "counties", "tightness", "seed", "seconds", "stop_at_gap", "peer")
_RUN_COLUMNS = tuple(field.name for field in fields(Run) if field.name not in ("entry", "curve"))
_POINT_COLUMNS = ("at_seconds", "goal", "value", "bound")


def write(folder: Path, runs: Iterable[Run]) -> None:
    """Write all runs to a folder, in the order of their entries; the files are replaced whole."""
    folder.mkdir(parents=True, exist_ok=True)
    in_order = sorted(runs, key=lambda run: run.entry)
    _write(folder / RUNS, (*_ENTRY_COLUMNS, *_RUN_COLUMNS), ((*_of_entry(run), *_of_run(run)) for run in in_order))
    points = (
        (*_of_entry(run), round(point.seconds, 3), point.goal, _cell(point.value), _cell(point.bound))
        for run in in_order
        for point in run.curve
    )
    _write(folder / CURVES, (*_ENTRY_COLUMNS, *_POINT_COLUMNS), points)


def read(folder: Path) -> list[Run]:
    """Return the runs of a folder; none where it holds none."""
    if not (folder / RUNS).exists():
        return []
    curves: dict[Entry, list[Point]] = {}
    for row in _rows(folder / CURVES):
        point = Point(float(row["at_seconds"]), row["goal"], _number(row["value"]), _number(row["bound"]))
        curves.setdefault(_entry(row), []).append(point)
    return [replace(run, curve=tuple(curves.get(run.entry, ()))) for run in map(_run, _rows(folder / RUNS))]


def _of_entry(run: Run) -> tuple[Any, ...]:
    entry, instance = run.entry, run.entry.instance
    return (
        *(instance.size.value, instance.counties, instance.tightness.value, instance.seed),
        *(f"{entry.seconds:g}", f"{entry.stop_at_gap:g}", entry.peer),
    )


def _of_run(run: Run) -> tuple[Any, ...]:
    cells = asdict(run)
    return tuple(_cell(cells[name]) if isinstance(cells[name], float) else cells[name] for name in _RUN_COLUMNS)


def _entry(row: Mapping[str, str]) -> Entry:
    instance = Instance(Size(row["size"]), Tightness(row["tightness"]), int(row["seed"]), int(row["counties"]))
    return Entry(instance, float(row["seconds"]), row["peer"], float(row["stop_at_gap"]))


def _run(row: Mapping[str, str]) -> Run:
    return Run(
        entry=_entry(row),
        wanted=int(row["wanted"]),
        unmet=int(row["unmet"]),
        breaches=int(row["breaches"]),
        ended=row["ended"],
        remark=row["remark"],
        wall_seconds=float(row["wall_seconds"]),
        cpu_seconds=_number(row["cpu_seconds"]),
        peak_mib=float(row["peak_mib"]),
        certified=_number(row.get("certified", "")),  # runs of before it was noted have none
    )


def _write(path: Path, columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _cell(number: float | None) -> str:
    """Return a number with what matters of it: seconds and sessions to three decimals."""
    return "" if number is None else f"{round(number, 3):.12g}"
