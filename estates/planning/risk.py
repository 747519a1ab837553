"""A risk analysis: the same drawn runs for every option, made by several processes, and kept as they are made."""

import gc
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from estates.domain.certificate import carried_prices
from estates.domain.errors import RequestError
from estates.domain.prices import Price
from estates.domain.uncertainty.figures import Uncertainty
from estates.domain.uncertainty.outcome import RunOutcome
from estates.planning.earlier import earlier_prices, earlier_rows
from estates.planning.make_plan import plan
from estates.planning.risk_options import options_of
from estates.planning.risk_run import Base, run_once
from estates.planning.scenarios import Run
from estates.planning.source import Source, read, settings_of, sound_dataset
from geodata.dataset_rows import dataset_files
from geodata.settings_file import settings_as_dict
from geodata.uncertainty.file import read_uncertainty
from geodata.uncertainty.run_files import begin_runs, check_runs, read_runs, runs_folder, write_run
from optimiser.interrupts import held_back, not_heard


@dataclass(frozen=True, kw_only=True)
class RiskRequest:
    """What is asked: scenarios to compare with, the file of uncertain figures, the plan to start from, seed and year.

    Without a file the figures' defaults stand; without a plan one is made first; without a year lists are as they are.
    """

    scenarios: tuple[Path, ...] = ()
    figures: Path | None = None
    from_plan: Path | None = None
    pseudonym_key: Path | None = None
    seed: int = 0
    year: int | None = None
    with_schemes: bool = True


@dataclass(frozen=True, kw_only=True)
class Risk:
    """The runs of a risk analysis in their order, of as many as were asked for, and what they started from."""

    base: Base
    runs: tuple[RunOutcome, ...]
    asked: int

    @property
    def is_whole(self) -> bool:
        """Whether all runs are there."""
        return len(self.runs) == self.asked


def risk_base(source: Source, request: RiskRequest, run: Run, *, skip_bad_rows: bool = False) -> Base:
    """Read all that the runs start from, and plan the dataset as it is where no plan is given.

    Raises
    ------
    DatasetError, RequestError
        Where dataset, scenarios, figures or plan have faults.
    """
    settings = settings_of(source)
    reading = read(source, settings)
    dataset = sound_dataset(reading, skip_bad_rows=skip_bad_rows)
    planned_for = dataset.for_season(source.season)
    figures = Uncertainty() if request.figures is None else read_uncertainty(request.figures)
    options = options_of(
        dataset,
        request.scenarios,
        season=source.season,
        year=request.year,
        with_schemes=request.with_schemes,
        travel=settings.travel,
    )
    if request.from_plan is None:
        made = plan(source, limits=run.limits, skip_bad_rows=skip_bad_rows, on_progress=run.on_progress, stop=run.stop)
        rows, prices = made.plan.placements, made.plan.prices
    else:
        rows = earlier_rows(request.from_plan, planned_for, reading, pseudonym_key=request.pseudonym_key)
        prices = carried_prices(planned_for, earlier_prices(request.from_plan))
    return Base(
        dataset=dataset,
        planned_for=planned_for,
        settings=settings,
        options=options,
        figures=figures,
        seed=request.seed,
        rows=rows,
        prices=prices,
    )


def risk(
    base: Base,
    runs: int,
    folder: Path,
    *,
    workers: int | None = None,
    on_run: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Risk:
    """Make the runs that are not there yet, each kept on disk as soon as it is made.

    Parameters
    ----------
    base
        What they start from.
    runs
        How many; they are numbered from 1, and run n is the same however many there are.
    folder
        The answer folder; the runs are kept beside it until the answer is written.
    workers
        Processes that make runs side by side; as many as there are cores where not given. The answer is the same.
    on_run
        Told how many runs of how many are there.
    stop
        Once it says yes, the runs under way are finished and no other is begun.

    Raises
    ------
    RequestError
        Where runs of another request stand in the way, or a process dies.
    """
    kept, mark = runs_folder(folder), fingerprint(base)
    check_runs(kept, mark)
    found = read_runs(kept, range(1, runs + 1))
    missing = [run for run in range(1, runs + 1) if run not in found]
    for outcome in _made(base, missing, min(workers or os.cpu_count() or 1, max(1, len(missing))), stop):
        # Only now: without a run there is nothing to keep, and a base plan cut short must not shut out a longer one.
        begin_runs(kept, mark)
        write_run(kept, outcome)
        found[outcome.run] = outcome
        if on_run is not None:
            on_run(len(found), runs)
    if not found:
        raise RequestError(
            "No run was finished, so there is no answer and nothing is kept. The same command begins anew."
        )
    return Risk(base=base, runs=tuple(found[run] for run in sorted(found)), asked=runs)


def fingerprint(base: Base) -> str:
    """Return what tells the runs of one request from those of another; the number of runs is no part of it."""
    parts: Iterable[object] = (
        *sorted((name, hashlib.sha256(content).hexdigest()) for name, content in dataset_files(base.dataset).items()),
        json.dumps(settings_as_dict(base.settings), sort_keys=True),
        base.options,
        base.figures,
        base.seed,
        [row.order for row in base.rows],
        [_told(price) for price in base.prices],
    )
    return hashlib.sha256("\n".join(map(repr, parts)).encode()).hexdigest()


def _told(price: Price) -> tuple[object, ...]:
    own = price.signature
    kind = price.supervision if own is None else (own.room_type.value, sorted(own.features), own.places)
    return price.site_id, price.slot.value, kind, str(price.amount)


def _made(base: Base, runs: Sequence[int], workers: int, stop: Callable[[], bool] | None) -> Iterator[RunOutcome]:
    """Yield runs as they are made, here or by several processes."""
    if workers == 1:
        _keep(base)
        for run in runs:
            if stop is not None and stop():
                return
            yield run_once(base, run)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(base,)) as pool:
        try:
            yield from _from_pool(pool, list(runs), workers, stop)
        except BrokenProcessPool as error:
            raise RequestError(
                "A process that makes runs died, perhaps for want of memory. The runs made so far are kept: give the "
                "same command again, with fewer --workers."
            ) from error


def _from_pool(
    pool: ProcessPoolExecutor, waiting: list[int], workers: int, stop: Callable[[], bool] | None
) -> Iterator[RunOutcome]:
    under_way: set[Future[RunOutcome]] = set()
    while waiting or under_way:
        if stop is not None and stop():
            waiting.clear()
            under_way = {future for future in under_way if not future.cancel()}
        # No run is handed out ahead, so that nobody who stops has to wait for one.
        while waiting and len(under_way) < workers:
            with held_back():
                under_way.add(pool.submit(_run, waiting.pop(0)))
        done, under_way = wait(under_way, timeout=0.5, return_when=FIRST_COMPLETED)
        for future in done:
            yield future.result()


_BASE: list[Base] = []


def _begin(base: Base) -> None:
    """Prepare a process that makes runs: it keeps the base, and leaves the user's interrupt to its parent."""
    not_heard()
    _keep(base)


def _keep(base: Base) -> None:
    """Keep the base for all runs, out of sight of the collector of garbage, which takes a tenth of the time else."""
    _BASE[:] = [base]
    gc.freeze()


def _run(run: int) -> RunOutcome:
    return run_once(_BASE[0], run)
