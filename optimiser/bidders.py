"""The posts of an auction: each with its day patterns as small arrays, so that its best week is found at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from estates.domain.slots import DAYS, Slot
from optimiser.model import Model
from optimiser.pricing import MOST_A_DAY, Weeks, chosen_days
from optimiser.program import ByColumn, Floats, Integers, Mask
from optimiser.row_subjects import PlacesInRooms, PlacesUnderSupervisor
from optimiser.start import SHARED
from optimiser.variables import Pattern

OF_A_VISIT = len(DAYS) * (MOST_A_DAY + 1)
"""Pairs of a day and a number of sessions."""


@dataclass(frozen=True, kw_only=True)
class Bidder:
    """A post that bids. Its day patterns are numbered from nought, in the order of ``columns``.

    ``gains`` is what each pattern is worth in weighted sessions, ``rows`` the shared rows it takes a place in,
    ``places`` its site and slots. ``slot_of_row`` is the slot that a row is about; in ``pinned`` ones the post never
    gives way. ``keys`` numbers visit, day and number of sessions; ``sets`` holds the visits of each set of sites.
    """

    columns: Integers
    sizes: Integers
    gains: Floats
    rows: tuple[tuple[int, ...], ...]
    places: tuple[tuple[str, tuple[Slot, ...]], ...]
    slot_of_row: Mapping[int, Slot]
    pinned: frozenset[Slot]
    keys: Integers
    sets: Integers
    must_work: Mask
    wanted: int
    priority: int

    @property
    def most_worth(self) -> int:
        """What the post's sessions are worth if all are placed."""
        return self.priority * self.wanted

    @cached_property
    def row_list(self) -> Integers:
        """The rows of all patterns, pattern by pattern."""
        return np.array([row for own in self.rows for row in own], dtype=np.int64)

    @cached_property
    def _first_rows(self) -> tuple[Integers, Mask]:
        """Where each pattern's rows begin in the list, and whether it has none."""
        lengths = np.array([len(own) for own in self.rows])
        return np.cumsum(lengths) - lengths, lengths == 0

    @cached_property
    def _groups(self) -> tuple[Integers, Integers, Integers]:
        """The patterns in the order of their keys, where each key begins, and the keys."""
        order = np.argsort(self.keys, kind="stable")
        keys = self.keys[order]
        first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
        return order, first, keys[first]

    @cached_property
    def _patterns_of_key(self) -> dict[int, Integers]:
        order, first, keys = self._groups
        bounds = pairwise([*first.tolist(), len(order)])
        return {key: order[start:end] for key, (start, end) in zip(keys.tolist(), bounds, strict=True)}

    @cached_property
    def _must_work_some_day(self) -> bool:
        return bool(self.must_work.any())

    @cached_property
    def _pattern_at(self) -> dict[tuple[str, tuple[Slot, ...]], int]:
        return {place: pattern for pattern, place in enumerate(self.places)}

    def profits(self, prices: Floats) -> Floats:
        """Return the profit of each pattern at the prices of ``row_list``."""
        first, is_free = self._first_rows
        paid = np.add.reduceat(np.append(prices, 0.0), first)
        paid[is_free] = 0.0
        return self.gains - paid

    def best_week(self, profits: Floats) -> list[int]:
        """Return the patterns of the best week at the profits of patterns."""
        if not self._must_work_some_day and profits.max() <= 0:
            return []
        order, first, keys = self._groups
        # Sites that are in no set have patterns too: of very many in reach only the nearest are looked at.
        last = max(int(self.sets.max()), int(keys[-1]) // OF_A_VISIT)
        by_key = np.full((last + 1) * OF_A_VISIT, -np.inf)
        by_key[keys] = np.maximum.reduceat(profits[order], first)
        best = by_key.reshape(-1, len(DAYS), MOST_A_DAY + 1)
        by_day = best[self.sets].max(axis=1)
        by_day[:, :, 0] = np.where(self.must_work, -np.inf, 0.0)
        return [self._best_of(profits, day) for day in chosen_days(best, self.sets, by_day, most=self.wanted)]

    def _best_of(self, profits: Floats, worked: tuple[int, int, int]) -> int:
        visit, day, size = worked
        own = self._patterns_of_key[visit * OF_A_VISIT + day * (MOST_A_DAY + 1) + size]
        return int(own[np.argmax(profits[own])])

    def gives_way(self, row: int) -> bool:
        """Whether the post may be made to leave a row."""
        return self.slot_of_row[row] not in self.pinned

    def without(self, pattern: int, row: int) -> int | None:
        """Return the pattern that is left of another without the slot of a row, or ``None`` where nothing is."""
        site_id, slots = self.places[pattern]
        kept = tuple(slot for slot in slots if slot is not self.slot_of_row[row])
        return self._pattern_at[site_id, kept] if kept else None


def bidders(model: Model, weeks: Weeks, cost: Floats) -> tuple[Bidder, ...]:
    """Return the posts of a model that can work somewhere; ``cost`` is that of a column in weighted sessions."""
    shared = _rows_of_columns(model.program.by_column(np.isin(model.program.row_rule, SHARED)))
    slots = {
        row: about.slot
        for row, about in model.about.items()
        if isinstance(about, PlacesInRooms | PlacesUnderSupervisor)
    }
    return tuple(
        _bidder(model, weeks, cost, shared, slots, post, patterns)
        for post, patterns in sorted(model.variables.patterns_of_post.items())
    )


def _rows_of_columns(entries: ByColumn) -> list[tuple[int, ...]]:
    rows, first = entries.row.tolist(), entries.first.tolist()
    return [tuple(rows[start:end]) for start, end in pairwise(first)]


def _bidder(  # noqa: PLR0913, PLR0917 - the model's parts, each looked up once for all posts
    model: Model,
    weeks: Weeks,
    cost: Floats,
    shared: Sequence[tuple[int, ...]],
    slots: Mapping[int, Slot],
    post: int,
    patterns: Sequence[Pattern],
) -> Bidder:
    choices = model.estate.posts[post]
    columns = np.array([pattern.column for pattern in patterns], dtype=np.int64)
    own = slice(weeks.first_pattern[post], weeks.first_pattern[post + 1])
    first_visit = int(weeks.visit[own].min())
    sets = weeks.usable_sets(post)
    day_keys = weeks.day[own] * (MOST_A_DAY + 1) + weeks.size[own]
    return Bidder(
        columns=columns,
        sizes=weeks.size[own],
        gains=-cost[columns],
        rows=tuple(shared[pattern.column] for pattern in patterns),
        places=tuple((pattern.site_id, pattern.slots) for pattern in patterns),
        slot_of_row=slots,
        pinned=frozenset(choices.pins),
        keys=(weeks.visit[own] - first_visit) * OF_A_VISIT + day_keys,
        # A smaller set of sites is filled up with its own first site.
        sets=np.where(sets == 0, sets[:, :1], sets) - first_visit,
        must_work=weeks.must_work[post],
        wanted=int(weeks.wanted[post]),
        priority=choices.post.priority,
    )
