"""The best week of a post with its rooms named, at given gains of its sessions, by branch and bound.

A week gains what its sessions gain, less the journeys, less the minutes of every room and site beyond the first. For a
set of sites, charge every room a share of its minutes with each session that it could serve: that never charges more
than the room costs, so the best week at these charges, found by a programme over days, is a bound. Where it stands
above the best week so far, a room that it uses is either taken, and then costs all its minutes, or left out. Should
that take too long, the bound stands as it is: it is then above the best week.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from estates.domain.slots import DAYS, SLOT_ORDER, SLOTS, SLOTS_OF_DAY
from optimiser.pricing import MOST_A_DAY, added_up, added_up_alone, days_worked
from optimiser.program import Floats, Integers
from optimiser.weeks_with_rooms.choices import RoomChoices, Week

NOT_AT_ALL = -1e9
"""The gain of a session that may not be."""

PINNED = 1e6
"""A pinned session gains so much more that it is in every best week; it is taken off again."""

MOST_NODES = 300
"""Beyond so many nodes for a set of sites the bound is taken as it stands."""

EPSILON = 1e-7
"""Nodes that promise less than this above the best week are left; the bound allows for it."""

NUMBERS_OF_DAY = [[SLOT_ORDER[slot] for slot in SLOTS_OF_DAY[day]] for day in DAYS]
SLOT_GRID = np.array([own + [len(SLOTS)] * (MOST_A_DAY - len(own)) for own in NUMBERS_OF_DAY])
"""The numbers of every day's slots, as many for each day; the last number is none's."""

MOST_WEEKS = 3
"""As many of the weeks met on the way are told, the best last: they are good to choose from."""


@dataclass(frozen=True)
class BestWeek:
    """A bound on what the best week gains, which is its gain but where branching was cut short, and good weeks."""

    bound: float
    weeks: tuple[Week, ...]


@dataclass(frozen=True, kw_only=True)
class _Node:
    """Some rooms taken, some left out, and what the best week of the rest could gain at most."""

    bound: float
    taken: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()


def best_week(choices: RoomChoices, gains: Floats) -> BestWeek:
    """Return the best week of a post with a bound on what it gains, never below the nought of no week at all.

    Parameters
    ----------
    choices
        The rooms in which it may sit.
    gains
        What a session gains, by room and slot.
    """
    if not len(choices.room_ids) or not choices.wanted:
        return BestWeek(0.0, ())
    gains = np.where(choices.may, gains + PINNED * choices.pinned, NOT_AT_ALL)
    found = _Finder(choices, gains).found()
    pinned = float(PINNED * choices.pinned.sum())
    return replace(found, bound=found.bound - pinned)


class _Finder:
    """Looks for the best week of one post."""

    def __init__(self, choices: RoomChoices, gains: Floats) -> None:
        self._choices, self._gains = choices, gains
        self._extra_room, self._extra_site = choices.extra_room, choices.extra_site
        sessions = np.minimum(choices.wanted, (gains > 0).sum(axis=1)).clip(1)
        self._share: Floats = self._extra_room / sessions
        self._best = 0.0
        self._weeks: list[Week] = []

    def found(self) -> BestWeek:
        """Return the best week and its bound."""
        self._try_single_rooms()
        bounds = self._bounds_of_site_sets()
        bound = self._best
        for number in np.argsort(-bounds, kind="stable"):
            if bounds[number] <= self._best + EPSILON:
                break
            bound = max(bound, self._branch(self._choices.site_sets[number], float(bounds[number])))
        pins = int(self._choices.pinned.sum())
        weeks = [week for week in self._weeks if sum(bool(self._choices.pinned[seat]) for seat in week) == pins]
        return BestWeek(max(bound, self._best) + EPSILON, tuple(weeks[-MOST_WEEKS:]))

    def _try_single_rooms(self) -> None:
        """Look at the weeks in one room, all rooms at once."""
        days = _days_of(self._gains, self._choices.minutes)
        totals = added_up(days, self._choices.wanted)[-1][:, 1:].max(axis=1)
        room = int(totals.argmax())
        self._keep(*self._week(self._choices.site[[room]], np.array([room]), self._gains))

    def _bounds_of_site_sets(self) -> Floats:
        """Return a bound on the best week of each set of sites, all sets at once."""
        charged = self._gains - self._share[:, None]
        sites = int(self._choices.site.max()) + 1
        tables = np.full((sites, len(DAYS), MOST_A_DAY + 1), NOT_AT_ALL)
        tables[:, :, 0] = 0.0
        for site in np.unique(self._choices.site):
            own = np.flatnonzero(self._choices.site == site)
            tables[site] = self._site_table(own, charged)
        sets = [chosen[chosen < sites] for chosen in self._choices.site_sets]
        by_set = np.stack([tables[chosen].max(axis=0) if len(chosen) else tables[0] for chosen in sets])
        totals = added_up(by_set, self._choices.wanted)[-1][:, 1:].max(axis=1)
        fixed = [self._extra_room - self._extra_site * (len(chosen) - 1) for chosen in self._choices.site_sets]
        bounds: Floats = totals + np.array(fixed)
        return bounds

    def _site_table(self, rooms: Integers, gains: Floats) -> Floats:
        """Return the best gain of nought to three sessions on each day at a site, in any of some of its rooms."""
        table: Floats = _days_of(gains[rooms].max(axis=0)[None], self._choices.minutes[rooms[:1]])[0]
        return table

    def _branch(self, sites: Integers, bound: float) -> float:
        """Look at the weeks at a set of sites, and return a bound on what is left unseen: minus infinity for none."""
        open_nodes = [_Node(bound=bound)]
        own = np.flatnonzero(np.isin(self._choices.site, sites))
        for _ in range(MOST_NODES):
            if not open_nodes:
                break
            node = open_nodes.pop()
            if node.bound > self._best + EPSILON:
                open_nodes += self._split(node, sites, own)
        return max((node.bound for node in open_nodes), default=-np.inf)

    def _split(self, node: _Node, sites: Integers, own: Integers) -> Iterator[_Node]:
        """Yield the two nodes that a node leaves, if it can still hold a better week than the best so far."""
        rooms = np.array([room for room in own if room not in node.left_out], dtype=np.int64)
        if not len(rooms):
            return
        charge = self._share.copy()
        charge[list(node.taken)] = 0.0
        week, gain = self._week(sites, rooms, self._gains - charge[:, None])
        fixed = self._extra_room * (1 - len(node.taken)) - self._extra_site * (len(sites) - 1)
        bound = gain + fixed
        if bound <= self._best + EPSILON:
            return
        used = sorted({room for room, _ in week})
        self._keep(*self._week(sites, np.array(used), self._gains))
        counts = {room: sum(other == room for other, _ in week) for room in used if room not in node.taken}
        uncharged = {room: self._extra_room - count * self._share[room] for room, count in counts.items()}
        room = max(uncharged, key=lambda each: (uncharged[each], -each), default=None)
        if bound > self._best + EPSILON and room is not None and uncharged[room] > EPSILON:
            yield _Node(bound=bound, taken=node.taken, left_out=node.left_out | {room})
            yield _Node(bound=bound, taken=node.taken | {room}, left_out=node.left_out)

    def _keep(self, week: Week, gain: float) -> None:
        """Keep a week if it is the best so far; ``gain`` is that of its sessions less the journeys."""
        rooms = {room for room, _ in week}
        sites = {int(self._choices.site[room]) for room in rooms}
        total = gain - self._extra_room * (len(rooms) - 1) - self._extra_site * (len(sites) - 1)
        if total > self._best or not self._weeks:
            self._best = max(self._best, total)
            self._weeks.append(week)

    def _week(self, sites: Integers, rooms: Integers, gains: Floats) -> tuple[Week, float]:
        """Return the best week of at least one session in some rooms at some sites, and what its sessions gain."""
        own = [rooms[self._choices.site[rooms] == site] for site in sites]
        own = [each for each in own if len(each)]
        tables = np.stack([self._site_table(each, gains) for each in own])
        value, days = _best_days(tables.max(axis=0), self._choices.wanted)
        week: list[tuple[int, int]] = []
        for day, sessions in days:
            here = own[int(tables[:, day, sessions].argmax())]
            at = gains[here]
            slots = sorted(NUMBERS_OF_DAY[day], key=lambda slot: -at[:, slot].max())[:sessions]
            week += [(int(here[at[:, slot].argmax()]), slot) for slot in slots]
        return tuple(sorted(week)), value


def _days_of(gains: Floats, minutes: Floats) -> Floats:
    """Return the best gain of nought to three sessions on each day, row by row of gains by slot, less the journey."""
    with_none = np.concatenate([gains, np.full((len(gains), 1), NOT_AT_ALL)], axis=1)
    best_first = -np.sort(-with_none[:, SLOT_GRID], axis=2)
    days = np.zeros((*best_first.shape[:2], MOST_A_DAY + 1))
    days[:, :, 1:] = np.cumsum(best_first, axis=2) - minutes[:, None, None]
    return days


def _best_days(table: Floats, most: int) -> tuple[float, list[tuple[int, int]]]:
    """Return the best gain of at least one session in all, and each day worked with its number of sessions."""
    days = table.tolist()
    steps = added_up_alone(days, most)
    count = max(range(1, most + 1), key=steps[-1].__getitem__)
    return steps[-1][count], days_worked(steps, days, count)
