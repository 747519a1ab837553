"""What the command prints: faults in words, progress while solving, and where the results are."""

import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from types import FrameType

import typer
from rich.console import Console
from rich.markup import escape
from rich.measure import Measurement
from rich.table import Table

from estates import planning
from estates.domain.dataset import Dataset
from estates.domain.errors import DatasetError, Fault
from estates.domain.plan import Progress
from estates.domain.reading import Reading
from estates.domain.scenario.growth import growth_remark
from estates.domain.wording import counted
from estates.domain.words import Standing
from estates.planning import Checked, Outcome, StarterReport, Verdict

OUT = Console(highlight=False, soft_wrap=True)
ERR = Console(highlight=False, soft_wrap=True, stderr=True)
SECONDS_BETWEEN_LINES = 2.0
_ANY_WIDTH = OUT.options.update(width=10_000)
_LONGEST_WORD = 40
"""A longer word, such as a name without a blank, is broken."""
GOAL_NAMES = {
    "G1": "unmet (weighted)",
    "changes": "rows changed",
    "G2": "PCNs with no hub in reach",
    "G3": "fairness",
    "G4": "burden (minutes)",
    "remedies": "of what is unmet",
}


def prepare() -> None:
    """Let a console that lacks a character show a stand-in for it instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(sentence: str) -> None:
    """Print a sentence."""
    OUT.print(escape(sentence))


def say_fallen(rows: int) -> None:
    """Say how many rows of an earlier plan no longer stand, if any."""
    if rows:
        say(
            f"No longer possible in this dataset and counted as free: {counted(rows, 'room session')} of the plan. "
            "`estates replan` mends the plan first."
        )


def say_growth(dataset: Dataset, years: Iterable[int]) -> None:
    """Say what the growth table does not tell of the years planned for, if anything."""
    remark = growth_remark(dataset, years)
    if remark is not None:
        say(remark)


def check_template(template: Path | None, *, paper: bool) -> None:
    """Refuse a template that cannot be used, or that no paper is there for; tell what of it will be left out."""
    if template is None:
        return
    if not paper:
        raise typer.BadParameter("--template is for paper.docx, which is not written with --only or --no-paper.")
    if left_out := planning.check_template(template):
        complain(left_out)


def show_table(table: Table) -> None:
    """Print a table in which no word and no figure is cut, even where it is then wider than the screen."""
    cells = [(column.header, *column.cells) for column in table.columns]
    sizes = [[Measurement.get(OUT, _ANY_WIDTH, cell) for cell in column] for column in cells]
    most = [max(size.maximum for size in column) for column in sizes]
    least = [min(_LONGEST_WORD, max(size.minimum for size in column)) for column in sizes]
    lines = Measurement.get(OUT, _ANY_WIDTH, table).maximum - sum(most)  # with the margins of the cells
    if sum(most) + lines > OUT.width:
        widths = _widths(least, most, OUT.width - lines)
        table.width = sum(widths) + lines
        for column, width in zip(table.columns, widths, strict=True):
            column.width, column.overflow = width, "fold"
    OUT.print(table)


def _widths(least: Sequence[int], most: Sequence[int], left: int) -> list[int]:
    """Return the columns' widths: the widest give way until they fit, but none below its longest word."""

    def at(level: int) -> list[int]:
        return [max(low, min(high, level)) for low, high in zip(least, most, strict=True)]

    return next((at(level) for level in range(max(most), 0, -1) if sum(at(level)) <= left), at(0))


def complain(sentence: str) -> None:
    """Print a user's mistake on the error stream."""
    ERR.print(escape(sentence), style="bold")


def show_faults(error: DatasetError) -> None:
    """Print all faults of a dataset and what can be done now."""
    for fault in error.faults:
        ERR.print(escape(_line(fault)))
    complain(str(error))


def show_check(checked: Checked) -> None:
    """Print everything a check found, then where every row ended."""
    reading = checked.reading
    for fault in (*reading.faults, *reading.warnings):
        OUT.print(escape(_line(fault)))
    show_table(_row_counts(reading))
    if checked.unknown_room_cells is not None:
        say(f"Room cells not known: {checked.unknown_room_cells:,}. They are never treated as free.")
    for note in checked.notes:
        say(note)
    faults, warnings = len(reading.faults), len(reading.warnings)
    verdict = "No faults: the dataset can be planned." if not faults else "The dataset cannot be planned yet."
    say(f"{counted(faults, 'fault')}, {counted(warnings, 'warning')}. {verdict}")


def _line(fault: Fault) -> str:
    where = f" [{fault.cell}]" if fault.cell else ""
    return f"{fault.severity.value.upper()}{where} {fault.sentence()}"


def _row_counts(reading: Reading) -> Table:
    table = Table("table", title="Rows", title_justify="left")
    for heading in ("used", "of these warned about", "rejected"):
        table.add_column(heading, justify="right")
    for name, count in reading.rows.items():
        table.add_row(escape(name), f"{count.used:,}", f"{count.warned:,}", f"{count.rejected:,}")
    total = reading.total
    table.add_section()
    table.add_row("all", f"{total.used:,}", f"{total.warned:,}", f"{total.rejected:,}")
    return table


class Watch:
    """Shows progress at most every two seconds and remembers whether the user asked to stop."""

    def __init__(self, *, kept: str) -> None:
        """Begin; ``kept`` says to a user who stops what is not lost."""
        self._kept = kept
        self._stop = threading.Event()
        self._printed_at = time.monotonic()

    def stop_asked(self) -> bool:
        """Whether Ctrl-C was pressed."""
        return self._stop.is_set()

    def ask_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        """Take the first Ctrl-C as "enough: keep what there is so far"; a second one ends the program."""
        if self._stop.is_set():
            raise KeyboardInterrupt
        self._stop.set()
        ERR.print(f"Stopping: {self._kept}. (Ctrl-C again gives up.)")

    def show(self, progress: Progress) -> None:
        """Print a line of progress unless one was printed just now."""
        if time.monotonic() - self._printed_at < SECONDS_BETWEEN_LINES:
            return
        self._printed_at = time.monotonic()
        ERR.print(escape(_progress_line(progress)))


@contextmanager
def watch_solving(*, kept: str = "the best plan so far is kept") -> Iterator[Watch]:
    """Let Ctrl-C end the solving and keep what there is, as ``kept`` says."""
    watch = Watch(kept=kept)
    before = signal.signal(signal.SIGINT, watch.ask_to_stop)
    try:
        yield watch
    finally:
        signal.signal(signal.SIGINT, before)


def _progress_line(progress: Progress) -> str:
    parts = [f"{progress.seconds:6.1f} s", f"{progress.stage} {GOAL_NAMES.get(progress.stage, '')}".rstrip()]
    if progress.best is not None:
        parts.append(f"best {progress.best:,.6g}")
    if progress.bound is not None:
        parts.append(f"bound {progress.bound:,.6g}")
    if progress.gap is not None:
        parts.append(f"gap {progress.gap:.2%}")
    return "  ".join(parts)


def show_plan(outcome: Outcome, folder: Path, *, csv_only: bool, paper: bool = True) -> None:
    """Print the shortfall in a sentence, the proof in a table, and the paths of the results."""
    county = next(row for row in outcome.shortfall if row.level == "icb")
    say(
        f"{county.wanted:,} room sessions a week are wanted; {county.placed:,} have a room; "
        f"{county.unmet:,} ({county.unmet_share:.1%}) do not, the equal of {county.rooms_equivalent:,} rooms."
    )
    table = Table("goal", title="Proof", title_justify="left")
    for heading in ("value", "proven bound", "gap"):
        table.add_column(heading, justify="right")
    table.add_column("standing")
    for name, goal in outcome.plan.goals.items():
        title = f"{name} {GOAL_NAMES[name]}"
        table.add_row(title, f"{goal.value:,.6g}", f"{goal.bound:,.6g}", f"{goal.gap:.3%}", goal.standing.value)
    show_table(table)
    certificate = outcome.proof["certificate"]["G1"]
    say(
        f"Certified by prices alone, without a solver: at least {certificate['bound']:,.0f} weighted sessions stay "
        f"unmet whatever the plan (gap {certificate['gap']:.3%}); `estates verify` works it out again."
    )
    if outcome.plan.standing is not Standing.OPTIMAL:
        ended = f"Solving was stopped by: {outcome.plan.stopped_by.value} (after {outcome.plan.seconds:.0f} s)."
        say(f"{ended} {outcome.plan.lost}".strip())
    if outcome.warnings:
        say(f"The dataset has {counted(len(outcome.warnings), 'warning')}: `estates check` lists them.")
    if outcome.left_out:
        rows = len({(fault.table, fault.row) for fault in outcome.left_out})
        say(f"Left out with faults: {counted(rows, 'row')}, listed in {folder / 'rejected.csv'}.")
    if csv_only:
        say(f"Tables: {folder}")
    else:
        say(f"Workbook: {folder / 'plan.xlsx'}")
        say(f"Map:      {folder / 'map.html'}")
        if paper:
            say(f"Paper:    {folder / 'paper.docx'} and {folder / 'paper.pdf'}; print figures: {folder / 'figures'}")


def show_verdict(verdict: Verdict) -> None:
    """Print each breach with the rule's name, or that there is none, and each goal as re-derived."""
    for breach in verdict.breaches:
        OUT.print(escape(f"{breach.rule}: {breach.sentence}"))
    for name, value in verdict.goals.items():
        say(f"{name} {GOAL_NAMES[name]}: {float(value):,.6f}".rstrip("0").rstrip("."))
    for note in verdict.notes:
        say(note)
    count = len(verdict.breaches)
    kept = f"No breach: {counted(verdict.placements, 'placement')}, every rule kept."
    say(f"{counted(count, 'breach', 'breaches')}." if count else kept)


def show_starter(report: StarterReport, folder: Path) -> None:
    """Print what a first dataset holds, what is estimated in it, and where the page about it is."""
    counts = report.counts
    say(f"{counts.practices:,} practices with {counts.patients:,} patients in {counts.pcns:,} PCNs of {report.area}.")
    say(
        f"{counts.main_sites + counts.branches:,} practice sites and {counts.hubs:,} hubs; "
        f"{counts.rooms:,} rooms, all of them estimated from list sizes."
    )
    say(
        f"{counts.posts:,} posts want {counts.wanted_sessions:,} room sessions a week; {counts.free_cells:,} "
        f"room half-days are free and {counts.over_full:,} of the practices' own sessions have no room."
    )
    say(
        f"{counts.pcn_fte:,.0f} FTE of PCN staff in {counts.pcns_with_workforce:,} PCNs, of which "
        f"{counts.pcn_fte_without_role:,.0f} fit no role; {counts.trainee_fte:,.0f} trainee FTE at "
        f"{counts.trainee_practices:,} practices."
    )
    say(f"Dataset: {folder}")
    say(f"What rests on what: {folder / 'about-this-dataset.html'}")
