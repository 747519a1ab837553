"""The benchmark as one command: ``python -m benchmarks --help``."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from benchmarks import harness, machine, records, report
from benchmarks.instances import Size, Tightness
from benchmarks.peers.register import PEERS
from benchmarks.presets import TIGHT, Batch, Preset, entries_of, longest_seconds
from benchmarks.records import Entry, Run

RESULTS = Path("benchmarks/results")

app = typer.Typer(add_completion=False)


@app.command()
def main(  # noqa: PLR0913 - one argument per option of the command
    parts: Annotated[list[Preset] | None, typer.Argument(help="Parts of the benchmark; all of them but quick.")] = None,
    *,
    quick: Annotated[bool, typer.Option(help="One PCN and five for 10 s each: does it all work?")] = False,
    size: Annotated[list[Size] | None, typer.Option(help="Own choice instead of parts: sizes.")] = None,
    tightness: Annotated[list[Tightness] | None, typer.Option(help="How tight, with --size; default tight.")] = None,
    seeds: Annotated[int, typer.Option(min=1, help="How many seeds, with --size.")] = 1,
    seconds: Annotated[float, typer.Option(min=1, help="Time limit of each run, with --size.")] = 60,
    peer: Annotated[list[str] | None, typer.Option(help=f"Only these: {', '.join(PEERS)}.")] = None,
    results: Annotated[Path, typer.Option(help="Folder of the stored results.")] = RESULTS,
    page: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="Page to write into.")] = report.PAGE,
    redo: Annotated[bool, typer.Option(help="Run again what is stored; otherwise only what is lacking.")] = False,
    remake: Annotated[bool, typer.Option(help="Run nothing: make tables and plots again.")] = False,
    dry_run: Annotated[bool, typer.Option(help="Only say what would be run and how long it takes.")] = False,
) -> None:
    """Measure the planner beside peers on generated counties, and write docs/benchmarks.md from what comes out.

    Every run is stored as soon as it ends, so that a benchmark that was stopped goes on where it was.
    """
    unknown = sorted(set(peer or ()) - set(PEERS))
    if unknown:
        raise typer.BadParameter(f"no such peer: {', '.join(unknown)}; there are {', '.join(PEERS)}")
    if size:
        batches = [Batch(size=one, seconds=seconds, seeds=seeds, tightness=tightness or TIGHT) for one in size]
        entries = [entry for batch in batches for entry in batch.entries()]
    else:
        chosen = [Preset.QUICK] if quick else parts or [part for part in Preset if part is not Preset.QUICK]
        entries = [entry for part in chosen for entry in entries_of(part)]
    entries = [entry for entry in dict.fromkeys(entries) if not peer or entry.peer in peer]
    _go(entries if not remake else [], results, redo=redo, dry_run=dry_run)
    if not dry_run:
        report.write_page(results, page)


def _go(entries: Sequence[Entry], results: Path, *, redo: bool, dry_run: bool) -> None:
    """Make the runs that are lacking and store each as it ends."""
    done = {run.entry: run for run in records.read(results)}
    wanted = [entry for entry in entries if redo or entry not in done]
    typer.echo(f"{len(wanted)} runs, at most {longest_seconds(wanted) / 3600:.1f} hours.")
    for number, entry in enumerate(wanted, start=1):
        name = f"[{number}/{len(wanted)}] {entry.peer}: {entry.instance}, {entry.seconds:g} s"
        if dry_run:
            typer.echo(name)
            continue
        done[entry] = harness.run(entry)
        typer.echo(f"{name}: {_told(done[entry])}")
        _store(results, done.values())


def _store(results: Path, runs: Iterable[Run]) -> None:
    records.write(results, runs)
    machine.save(results)


def _told(run: Run) -> str:
    void = f", void by {run.breaches} breaches" if run.breaches else ""
    return f"{run.wanted - run.unmet:,} of {run.wanted:,} placed{void}, {run.peak_mib:,.0f} MiB, {run.ended}"


if __name__ == "__main__":
    app()
