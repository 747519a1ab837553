"""Whole weeks as columns (Dantzig-Wolfe): a pool of weeks per post, and programs that choose among them.

A week is a set of day patterns of one post that obeys R1, R2, R8, R9 and R12 by itself, so that only the shared rows
remain, and one row per post that lets it work at most one week. The relaxation over weeks is tighter than over day
patterns, and the programs are small: a few hundred weeks instead of thousands of patterns, visits and their rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from optimiser.bound import ROWS_OF_A_POST
from optimiser.model import Model
from optimiser.pricing import Weeks, best_days, best_week
from optimiser.program import Floats, Integers, Mask, Program
from optimiser.start import completed

Week = tuple[int, ...]
"""The columns of a week's day patterns, in order."""

ONE_WEEK = "one week"
"""The name of the rows that let a post work at most one week."""

WORTH_LEAST = 1e-6
"""A week is new to the pool only if it is worth more than this beyond what its post earns already."""


@dataclass(frozen=True)
class Choice:
    """A program over weeks of some posts and over the columns of no post.

    Its first columns are ``weeks`` (post and week), the rest the model's columns ``others``; its first rows are the
    model's rows ``rows``, the rest one per post of ``posts``.
    """

    program: Program
    objective: Floats
    weeks: tuple[tuple[int, Week], ...]
    others: Integers
    rows: Integers
    posts: tuple[int, ...]


class WeekPool:
    """The weeks found so far, by post, in the order in which they were found."""

    def __init__(self, model: Model, weeks: Weeks) -> None:
        """Start without weeks."""
        self.model = model
        self._weeks = weeks
        self._known: list[dict[Week, None]] = [{} for _ in model.estate.posts]
        self._shared = model.program.by_column(~np.isin(model.program.row_rule, ROWS_OF_A_POST))
        self._pattern_site = {pattern.column: pattern.site_id for pattern in model.variables.patterns}

    @property
    def size(self) -> int:
        """The number of weeks in the pool."""
        return sum(map(len, self._known))

    def add(self, post: int, week: Sequence[int]) -> bool:
        """Add a week of a post and say whether it is new; the empty week needs no column.

        A week at too many sites is none: pricing lets a post with very many sites to choose from use them all.
        """
        key = tuple(sorted(week))
        sites = {self._pattern_site[column] for column in key}
        if not key or key in self._known[post] or len(sites) > self.model.estate.posts[post].post.max_sites:
            return False
        self._known[post][key] = None
        return True

    def add_plan(self, values: Floats) -> None:
        """Add the weeks of a plan."""
        for post, week in self.worked(values).items():
            self.add(post, week)

    def worked(self, values: Floats) -> Mapping[int, Week]:
        """Return the week of every post that works in a plan."""
        found: dict[int, list[int]] = {}
        for pattern in self.model.variables.patterns:
            if values[pattern.column] > 0.5:
                found.setdefault(pattern.post, []).append(pattern.column)
        return {post: tuple(sorted(week)) for post, week in found.items()}

    def enrich(self, posts: Iterable[int], profits: Floats, earned: Mapping[int, float] | None = None) -> int:
        """Add the best week of each post at the profits of its day patterns; return how many are new.

        ``earned`` is what each post's weeks in the pool are worth already: one that offers no more is left out.
        """
        posts = list(posts)
        first = self._weeks.first_pattern
        own = np.concatenate([np.arange(first[post], first[post + 1]) for post in posts])
        best = best_days(self._weeks, profits, patterns=own)
        added = 0
        for post in posts:
            week = best_week(self._weeks, best, post)
            is_worth_it = earned is None or profits[week].sum() > earned[post] + WORTH_LEAST
            added += is_worth_it and self.add(post, week)
        return added

    def choice(self, posts: Sequence[int], values: Floats, cost: Floats, *, rows: Mask, others: Mask) -> Choice:
        """Return the program over the pool's weeks of some posts, all else held at ``values``.

        Parameters
        ----------
        posts
            The posts that choose a week anew.
        values
            The plan that everything else is held at.
        cost
            The objective over the model's columns.
        rows, others
            The model's rows to keep, and its columns of no post to leave free.
        """
        weeks = tuple((post, week) for post in posts for week in self._known[post])
        loose = np.flatnonzero(others)
        entry_row, entry_column, entry = self._entries(weeks, loose, rows)
        used = np.unique(entry_row)
        held = self.model.program.activity(self._held(posts, values, others))[used]
        number = {post: len(used) + n for n, post in enumerate(posts)}
        count = len(weeks) + len(loose)
        own = np.array([number[post] for post, _ in weeks], dtype=np.int64)
        least = [float(bool(self.model.estate.posts[post].pins)) for post in posts]
        program = self.model.program
        part = Program(
            low=np.concatenate([np.zeros(len(weeks)), program.low[loose]]),
            high=np.concatenate([np.ones(len(weeks)), program.high[loose]]),
            whole=np.concatenate([np.ones(len(weeks), dtype=bool), program.whole[loose]]),
            row_low=np.concatenate([program.row_low[used] - held, least]),
            row_high=np.concatenate([program.row_high[used] - held, np.ones(len(posts))]),
            row_rule=np.concatenate([program.row_rule[used], np.full(len(posts), ONE_WEEK)]),
            entry_row=np.concatenate([np.searchsorted(used, entry_row), own]),
            entry_column=np.concatenate([entry_column, np.arange(len(weeks))]),
            entry=np.concatenate([entry, np.ones(len(weeks))]),
        )
        objective = np.zeros(count)
        objective[: len(weeks)] = [self._cost(post, week, cost) for post, week in weeks]
        objective[len(weeks) :] = cost[loose]
        return Choice(part, objective, weeks, loose, used, tuple(posts))

    def start(self, choice: Choice, values: Floats) -> Floats:
        """Return the values of a choice's columns in a plan."""
        worked = self.worked(values)
        weeks = [float(worked.get(post) == week) for post, week in choice.weeks]
        return np.concatenate([weeks, values[choice.others]])

    def plan(self, choice: Choice, found: Floats, values: Floats) -> Floats:
        """Return a plan with the choice's weeks and other columns as found, all else as it was."""
        plan = np.where(np.isin(self.model.post_of_column, choice.posts), 0.0, values)
        for (_, week), taken in zip(choice.weeks, found, strict=False):
            if taken > 0.5:
                plan[list(week)] = 1.0
        plan[choice.others] = found[len(choice.weeks) :]
        return completed(self.model, plan)

    def _held(self, posts: Sequence[int], values: Floats, others: Mask) -> Floats:
        return np.where(np.isin(self.model.post_of_column, posts) | others, 0.0, values)

    def _cost(self, post: int, week: Week, cost: Floats) -> float:
        """Return the cost of a week: its days, and its sites beyond the first."""
        total = float(cost[list(week)].sum())
        extra = self.model.variables.extra_sites.get(post)
        if extra is not None:
            total += float(cost[extra]) * (len({self._pattern_site[column] for column in week}) - 1)
        return total

    def _entries(
        self, weeks: Sequence[tuple[int, Week]], loose: Integers, rows: Mask
    ) -> tuple[Integers, Integers, Floats]:
        """Return the entries of weeks and loose columns in the rows kept, those of a week added up."""
        groups = [week for _, week in weeks] + [(column,) for column in loose]
        owner = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
        row, entry, lengths = self._entries_of(groups)
        column = np.repeat(owner, lengths)
        kept = rows[row]
        size = len(rows)
        keys, inverse = np.unique(column[kept] * size + row[kept], return_inverse=True)
        merged = np.bincount(inverse, entry[kept], minlength=len(keys)).astype(float)
        return keys % size, keys // size, merged

    def _entries_of(self, groups: Sequence[Week]) -> tuple[Integers, Floats, Integers]:
        """Return rows and entries of groups of columns, column by column, and how many entries each column has."""
        flat = np.array([column for group in groups for column in group], dtype=np.int64)
        first = self._shared.first
        lengths = first[flat + 1] - first[flat]
        starts = np.repeat(first[flat] - np.cumsum(lengths) + lengths, lengths)
        places = starts + np.arange(lengths.sum())
        return self._shared.row[places], self._shared.entry[places], lengths
