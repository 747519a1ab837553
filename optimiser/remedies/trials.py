"""Trials: a plan with a remedy's changes against the same search without them, and what the difference comes to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from estates.domain.dataset import Dataset
from estates.domain.estimates import is_estimated
from estates.domain.holders import Holder
from estates.domain.plan import Placement
from estates.domain.remedies import Gain
from estates.domain.scenario.changes import Change
from estates.domain.slots import Slot
from estates.domain.words import PlacementKind
from optimiser.crew import Crew
from optimiser.engine import Answer
from optimiser.remedies.replan import Replan, Replanned, Standing

FEW_JOBS = 30
"""Up to so many jobs are done here: they take less time than the children need to start."""

AT_ONCE = 40
"""As many jobs are handed out before the user is told how far it is."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """Changes for those ``named``, tried with ``free`` placed anew. ``sites`` are those that the changes reach for."""

    changes: tuple[Change, ...]
    named: frozenset[Holder]
    free: frozenset[Holder]
    sites: frozenset[str] = frozenset()


@dataclass
class Court:
    """Tries changes on a plan.

    ``is_best``: nothing can be gained without changes, so that need not be tried. ``keeps_plans``: gains carry the
    whole plans that prove them.
    """

    standing: Standing
    crew: Crew
    is_best: bool
    seed: int
    on_batch: Callable[[], None]
    keeps_plans: bool = True
    _without: dict[frozenset[Holder], tuple[Placement, ...]] = field(default_factory=dict)

    def gains(self, trials: Sequence[Trial]) -> list[Gain | None]:
        """Return what each trial gains; ``None`` where nothing was gained, or the user did not wait for it."""
        self._try_without(trials)
        answers = self.solve([self.job(trial, self.standing, trial.changes) for trial in trials])
        for trial, rows in zip(trials, answers, strict=True):
            if rows is not None:
                self._learn_from(trial, rows)
        return [self._gain(trial, rows) for trial, rows in zip(trials, answers, strict=True)]

    def job(self, trial: Trial, standing: Standing, changes: Sequence[Change]) -> Replan:
        """Return the job of placing a trial's company anew in a plan with some changes made."""
        return standing.replan(trial.free, changes=changes, favoured=trial.named, further=trial.sites, seed=self.seed)

    def weight(self, rows: Iterable[Placement]) -> int:
        """Return the weighted sessions of rows."""
        return weight(self.standing.dataset, rows)

    def _try_without(self, trials: Sequence[Trial]) -> None:
        new = [] if self.is_best else list(dict.fromkeys(t.free for t in trials if t.free not in self._without))
        blank = [Trial(changes=(), named=frozenset(), free=free) for free in new]
        for free, rows in zip(new, self.solve([self.job(t, self.standing, ()) for t in blank]), strict=True):
            if rows is not None:
                self._without[free] = rows

    def _gain(self, trial: Trial, found: tuple[Placement, ...] | None) -> Gain | None:
        if not self.is_best and trial.free not in self._without:
            return None  # what the search finds without the change was lost, so nothing can be claimed
        now = [row for holder in sorted(trial.free) for row in self.standing.rows_of.get(holder, ())]
        without = self._without.get(trial.free, tuple(now))
        before = without if self.weight(without) > self.weight(now) else now
        if found is None or self.weight(found) <= self.weight(before):
            return None
        gain = self.gain_between(before, found, trial.named)
        if not self.keeps_plans:
            return replace(gain, rows=(), without=())
        others = tuple(row for row in self.standing.rows if (row.kind, row.id) not in trial.free)
        return replace(gain, rows=(*others, *found), without=(*others, *before))

    def _learn_from(self, trial: Trial, found: tuple[Placement, ...]) -> None:
        """Keep what of a plan could stand without the changes, where that is more: luck of the search is no gain."""
        without = self._without.get(trial.free)
        if without is None or self.weight(found) <= self.weight(without):
            return
        allowed = self.standing.replan(trial.free, further=trial.sites).allowed(found)
        if self.weight(allowed) > self.weight(without):
            self._without[trial.free] = allowed

    def gain_between(self, before: Sequence[Placement], after: Sequence[Placement], named: frozenset[Holder]) -> Gain:
        """Return what rows have more than others, and than the plan as it stands; and what those named have of it."""
        ids = {(row.kind, row.id) for row in (*before, *after)}
        now = [row for holder in sorted(ids) for row in self.standing.rows_of.get(holder, ())]
        return Gain(
            weighted=self.weight(after) - self.weight(before),
            sessions=len(after) - max(len(before), len(now)),
            own=more_of(named, after, than=(before, now)),
            moved=len({(kind, id_) for kind, id_, _, _ in _where(now) - _where(after)} - named),
            estimated=any(self._is_estimated(row) for row in set(after) - set(now)),
            rows=tuple(after),
            without=tuple(before),
        )

    def _is_estimated(self, row: Placement) -> bool:
        """Whether a row rests on an estimate; a room that a change adds is one of its own."""
        return row.room_id in self.standing.dataset.room_by_id and is_estimated(row, self.standing.dataset)

    def solve(self, jobs: Sequence[Replan]) -> list[tuple[Placement, ...] | None]:
        """Return the rows that jobs come to, in batches between which the user is told; ``None`` where none did."""
        found: list[Answer | None] = []
        jobs = [replace(job, is_heavy=len(jobs) > FEW_JOBS) for job in jobs]
        for first in range(0, len(jobs), AT_ONCE):
            found += self.crew.solve(jobs[first : first + AT_ONCE])
            self.on_batch()
        return [a.rows if isinstance(a, Replanned) and a.values is not None else None for a in found]


def weight(dataset: Dataset, rows: Iterable[Placement]) -> int:
    """Return the weighted sessions of rows."""
    return sum(dataset.priority_of(row.kind, row.id) for row in rows)


def _where(rows: Iterable[Placement]) -> set[tuple[PlacementKind, str, Slot, str]]:
    """Return rows without their rooms: a room next door is no move."""
    return {(row.kind, row.id, row.slot, row.site_id) for row in rows}


def more_of(named: frozenset[Holder], after: Iterable[Placement], *, than: Iterable[Iterable[Placement]]) -> int:
    """Return how many sessions more those named have in some rows than in any of the others."""
    return _of(after, named) - max(_of(rows, named) for rows in than)


def _of(rows: Iterable[Placement], named: frozenset[Holder]) -> int:
    return sum((row.kind, row.id) in named for row in rows)
