"""The best week of every post at given profits, exactly: a choice of sites, then a dynamic programme over days.

A week obeys R1, R2, R8, R9 and R12. For each post and each set of at most ``max_sites`` of its sites, the best
profit of nought to three sessions on every day is looked up, and days are added one by one, keeping the best profit
for every number of sessions so far. All posts and sets are worked at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import comb

import numpy as np

from estates.domain.slots import DAYS, SLOTS
from optimiser.candidates import PostChoices
from optimiser.model import Model
from optimiser.program import Floats, Integers, Mask

MOST_A_DAY = 3
MOST_SETS = 2_000
"""Beyond this many sets of sites a bound lets a post use all its sites, which can only loosen it."""

MOST_NEAR, MOST_SITES_TRIED = 20, 3
"""For a plan so many of the nearest of very many sites are looked at, and all sets of them up to so many."""

_DAY_OF_SLOT = {slot: DAYS.index(slot.day) for slot in SLOTS}

ROUNDING = 1e-9
"""By so much a sum may differ with the order in which it is added up."""


@dataclass(frozen=True, kw_only=True)
class Weeks:
    """What the weeks of all posts are made of.

    A *visit* is a post at a site; visit 0 stands for none. ``sets`` holds the visits of each set of sites, its rows
    in the order of posts; ``first_set`` says where each post's begin. Where these are too many, one set of all sites
    stands for them, and ``near`` holds sets that the post may really use. ``must_work`` marks days with pins.
    """

    column: Integers
    visit: Integers
    day: Integers
    size: Integers
    visits: int
    sets: Integers
    post_of_set: Integers
    first_set: Integers
    near: Mapping[int, Integers]
    wanted: Integers
    must_work: Mask
    first_pattern: Integers

    @cached_property
    def most(self) -> int:
        """The most sessions that any post wants, at most a week's slots."""
        return min(int(self.wanted.max(initial=0)), len(SLOTS))

    def usable_sets(self, post: int) -> Integers:
        """Return sets of sites that a post may really use: all, or where they are very many those of the nearest."""
        if post in self.near:
            return self.near[post]
        last = self.first_set[post + 1] if post + 1 < len(self.first_set) else len(self.sets)
        return self.sets[self.first_set[post] : last]


@dataclass(frozen=True)
class BestDay:
    """For every visit, day and number of sessions: the best profit, and the column that gives it (-1: none)."""

    profit: Floats
    column: Integers


def weeks_of(model: Model) -> Weeks:
    """Return the weeks that the posts of a model can work."""
    keys = [(p, site_id) for p, choices in enumerate(model.estate.posts) for site_id in choices.slots_at]
    visit_of = {key: number for number, key in enumerate(keys, start=1)}
    sets = [
        (p, chosen)
        for p, choices in enumerate(model.estate.posts)
        for chosen in _sets_of_sites([visit_of[p, s] for s in choices.slots_at], choices.post.max_sites)
    ]
    widest = max((len(chosen) for _, chosen in sets), default=1)
    patterns = model.variables.patterns
    post_of_set = np.array([p for p, _ in sets], dtype=np.int64)
    return Weeks(
        column=np.array([pattern.column for pattern in patterns], dtype=np.int64),
        visit=np.array([visit_of[pattern.post, pattern.site_id] for pattern in patterns], dtype=np.int64),
        day=np.array([_DAY_OF_SLOT[pattern.slots[0]] for pattern in patterns], dtype=np.int64),
        size=np.array([len(pattern.slots) for pattern in patterns], dtype=np.int64),
        visits=len(keys) + 1,
        sets=np.array([list(c) + [0] * (widest - len(c)) for _, c in sets], dtype=np.int64).reshape(-1, widest),
        post_of_set=post_of_set,
        first_set=np.searchsorted(post_of_set, np.arange(len(model.estate.posts))),
        near={
            p: _near_sets(model, choices, visit_of=[visit_of[p, s] for s in choices.slots_at])
            for p, choices in enumerate(model.estate.posts)
            if _are_too_many(len(choices.slots_at), choices.post.max_sites)
        },
        wanted=np.array([min(choices.wanted, len(SLOTS)) for choices in model.estate.posts], dtype=np.int64),
        must_work=np.array(
            [[any(slot.day == day for slot in c.pins) for day in DAYS] for c in model.estate.posts], dtype=bool
        ).reshape(-1, len(DAYS)),
        first_pattern=np.searchsorted(
            [pattern.post for pattern in patterns], np.arange(len(model.estate.posts) + 1)
        ).astype(np.int64),
    )


def _sets_of_sites(visits: Sequence[int], most: int) -> list[tuple[int, ...]]:
    """Return the largest sets of sites that a post may use: smaller ones are never better."""
    if not visits or _are_too_many(len(visits), most):
        return [tuple(visits)] if visits else []
    return list(combinations(visits, min(most, len(visits))))


def _are_too_many(sites: int, most: int) -> bool:
    return comb(sites, min(most, sites)) > MOST_SETS


def _near_sets(model: Model, choices: PostChoices, *, visit_of: Sequence[int]) -> Integers:
    """Return sets of the nearest sites that a post may use, each with the sites of its pins."""
    room_by_id, site_ids = model.estate.dataset.room_by_id, [*choices.slots_at]
    visits = dict(zip(site_ids, visit_of, strict=True))
    pinned = sorted({visits[room_by_id[room_id].site_id] for room_id in choices.pins.values()})
    others = sorted(site_ids, key=lambda site_id: choices.minutes_to[site_id])
    free = choices.post.max_sites - len(pinned)
    near = [visits[site_id] for site_id in others if visits[site_id] not in pinned][: max(MOST_NEAR, free)]
    pool = near if free <= MOST_SITES_TRIED else near[:free]
    return np.array([(*pinned, *more) for more in combinations(sorted(pool), free)], dtype=np.int64)


def best_days(weeks: Weeks, profits: Floats, *, patterns: slice | Integers = slice(None)) -> BestDay:
    """Return the best profit of each visit, day and number of sessions at the columns' profits.

    ``patterns`` leaves only some of the day patterns to choose from.
    """
    column, profit = weeks.column[patterns], profits[weeks.column[patterns]]
    where = (weeks.visit[patterns], weeks.day[patterns], weeks.size[patterns])
    best = np.full((weeks.visits, len(DAYS), MOST_A_DAY + 1), -np.inf)
    np.maximum.at(best, where, profit)
    first = np.flatnonzero(profit == best[where])[::-1]
    columns = np.full(best.shape, -1, dtype=np.int64)
    columns[tuple(index[first] for index in where)] = column[first]
    return BestDay(best, columns)


def best_profits(weeks: Weeks, profits: Floats) -> Floats:
    """Return the profit of the best week of every post; minus infinity never occurs with legal pins."""
    if not len(weeks.sets):
        return np.zeros(len(weeks.wanted))
    by_day = _of_sets(best_days(weeks, profits), weeks.sets, must_work=weeks.must_work[weeks.post_of_set])
    total = added_up(by_day, weeks.most)[-1]
    total[np.arange(weeks.most + 1) > weeks.wanted[weeks.post_of_set][:, None]] = -np.inf
    found = np.zeros(len(weeks.wanted))
    has_sets = np.unique(weeks.post_of_set)
    found[has_sets] = np.maximum.reduceat(total.max(axis=1), weeks.first_set[has_sets])
    return found


def best_week(weeks: Weeks, best: BestDay, post: int) -> list[int]:
    """Return the columns of the best week of one post, among the sets of sites that it may really use."""
    sets = weeks.usable_sets(post)
    if not len(sets):
        return []
    by_day = _of_sets(best, sets, must_work=weeks.must_work[post])
    days = chosen_days(best.profit, sets, by_day, most=int(weeks.wanted[post]))
    return [int(best.column[day]) for day in days]


def _of_sets(best: BestDay, sets: Integers, *, must_work: Mask) -> Floats:
    """Return the best profit of each set of sites, day and number of sessions; none is 0 unless a pin forbids."""
    by_day: Floats = best.profit[sets].max(axis=1)
    by_day[:, :, 0] = np.where(must_work, -np.inf, 0.0)
    return by_day


def added_up(by_day: Floats, most: int) -> list[Floats]:
    """Return, after each day, the best profit of every set of sites and number of sessions so far."""
    # Sets come last, so that every step runs along memory; below no sessions at all there is nothing to be had.
    ways = np.ascontiguousarray(by_day.transpose(1, 2, 0))
    days, below = len(ways), MOST_A_DAY
    totals = np.full((days + 1, below + most + 1, len(by_day)), -np.inf)
    totals[0, below] = 0.0
    for day, today in enumerate(ways):
        before, after = totals[day], totals[day + 1, below:]
        np.add(before[below:], today[0], out=after)
        for size in range(1, MOST_A_DAY + 1):
            np.maximum(after, before[below - size : -size] + today[size], out=after)
    return [total[below:].T for total in totals]


def added_up_alone(by_day: Sequence[Sequence[float]], most: int) -> list[list[float]]:
    """Return the same for one set of sites: plain numbers are added up sooner than short arrays."""
    total = [0.0] + [-np.inf] * most
    steps = [total]
    for today in by_day:
        grown = [profit + today[0] for profit in total]
        for size in range(1, min(MOST_A_DAY, most) + 1):
            gain = today[size]
            for count, profit in enumerate(total[: most + 1 - size], size):
                grown[count] = max(grown[count], profit + gain)
        total = grown
        steps.append(total)
    return steps


def chosen_days(profit: Floats, sets: Integers, by_day: Floats, *, most: int) -> list[tuple[int, int, int]]:
    """Return the best week among sets of sites, as visit, day and number of sessions of each day worked.

    Parameters
    ----------
    profit
        The best profit of each visit, day and number of sessions.
    sets
        The visits of each set of sites.
    by_day
        The best profit of each set, day and number of sessions.
    most
        The most sessions in the week.
    """
    ceilings = by_day.max(axis=2).sum(axis=1)
    top = int(ceilings.argmax())
    if (found := _unbound_days(profit, sets[top], by_day[top], most=most)) is not None:
        return found
    steps = added_up_alone(by_day[top].tolist(), most)
    # What the most hopeful set comes to rules out most others: their days by themselves come to less.
    kept = np.flatnonzero(ceilings >= max(steps[-1]) - ROUNDING)
    if len(kept) > 1:
        of_sets = added_up(by_day[kept], most)
        best = int(np.argmax(of_sets[-1].max(axis=1)))
        top, steps = int(kept[best]), [step[best].tolist() for step in of_sets]
    visits, count = sets[top], steps[-1].index(max(steps[-1]))
    sizes = days_worked(steps, by_day[top].tolist(), count)
    return [(int(visits[np.argmax(profit[visits, day, size])]), day, size) for day, size in sizes]


def days_worked(
    steps: Sequence[Sequence[float]], by_day: Sequence[Sequence[float]], count: int
) -> list[tuple[int, int]]:
    """Return the days, the last first, and the sessions on each, of the best week of so many sessions.

    ``steps`` are the best profits after each day, by number of sessions, that ``by_day`` added up to.
    """
    worked = []
    for day in reversed(range(len(by_day))):
        before, today = steps[day], by_day[day]
        size = max(range(min(MOST_A_DAY, count) + 1), key=lambda k: (before[count - k] + today[k], -k))
        if size:
            worked.append((day, size))
        count -= size
    return worked


def _unbound_days(profit: Floats, visits: Integers, by_day: Floats, *, most: int) -> list[tuple[int, int, int]] | None:
    """Return the best days of a set of sites, each by itself, where they come to no more than ``most`` sessions.

    Of the set whose days promise most that is the best week. At high prices that is so for most weeks, and no programme
    over days is needed.
    """
    sizes = by_day.argmax(axis=1)
    if sizes.sum() > most:
        return None
    return [
        (int(visits[np.argmax(profit[visits, day, size])]), day, int(size))
        for day, size in reversed([*enumerate(sizes)])
        if size
    ]
