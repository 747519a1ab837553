"""The best week of a post by itself at given prices: what it gains by its sessions less what it pays for them.

The week keeps R1, R2, R8, R9 and R12 exactly, and R4 to R7 and R10 as far as one post by itself can break them.
"""

from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from estates.domain.certificate.market import Market
from estates.domain.checks.case import Case
from estates.domain.checks.rules_of_rooms import shared_with_post
from estates.domain.posts import Post
from estates.domain.slots import DAYS, SLOT_ORDER, SLOTS, SLOTS_OF_DAY, SiteSlot

MOST_A_DAY = 3
MOST_SETS = 20_000
"""With more sets of sites than this to choose from a post may use all its sites: that can only raise the bound."""

_LARGEST = 2**62
_PLACE_IN_DAY = [(DAYS.index(slot.day), SLOTS_OF_DAY[slot.day].index(slot)) for slot in SLOTS]

Amounts = NDArray[np.int64] | NDArray[np.object_]


@dataclass(frozen=True, kw_only=True)
class Share:
    """What one post, or one programme, can gain by itself, and where it pays.

    ``gain`` is its best gain in the market's whole numbers; ``wanted`` the weight of all its sessions, which comes
    in multiples of ``step``. ``rooms`` and ``supervision`` name every place at a price it may come to pay.
    """

    gain: int
    wanted: int
    step: int
    rooms: frozenset[SiteSlot]
    supervision: frozenset[tuple[SiteSlot, str]] = frozenset()


def share_of_post(case: Case, market: Market, post: Post) -> Share:
    """Return what a post can gain and where it pays."""
    wanted = case.dataset.wanted_by_post[post.post_id]
    shop = _Shop(case, market, post)
    gain = shop.best() if wanted and post.max_sites else 0
    return Share(
        gain=gain,
        wanted=post.priority * wanted,
        step=post.priority,
        rooms=frozenset(shop.rooms),
        supervision=frozenset(shop.supervision),
    )


class _Shop:
    """One post at the market."""

    def __init__(self, case: Case, market: Market, post: Post) -> None:
        self.case = case
        self.market = market
        self.post = post
        self.worth = post.priority * market.unit
        role = case.dataset.role_by_id[post.role_id]
        self.kind = role.supervision
        self.suitable = (frozenset(role.room_types), post.needs)
        self.pins = {pin.slot: pin.room_id for pin in case.pins_of_post.get(post.post_id, ())}
        self.site_of_day = {slot.day: case.dataset.room_by_id[room].site_id for slot, room in self.pins.items()}
        self.rooms: set[SiteSlot] = set()
        self.supervision: set[tuple[SiteSlot, str]] = set()

    def best(self) -> int:
        """Return the best gain of a week: that of the pins, which are there in any case, and of the rest."""
        pinned = sum(self.worth - self._supervisor((self.site_of_day[slot.day], slot)) for slot in self.pins)
        fixed = sorted(set(self.site_of_day.values()))
        free = {site_id: gains for site_id in self._sites() if any(gains := self._gains(site_id))}
        rows = [free.pop(site_id, [0] * len(SLOTS)) for site_id in fixed] + list(free.values())
        # A week has no more half-days, whatever is wanted.
        left = max(0, min(self.case.dataset.wanted_by_post[self.post.post_id], len(SLOTS)) - len(self.pins))
        return pinned + best_gain(rows, fixed=len(fixed), sites=self.post.max_sites, sessions=left)

    def _sites(self) -> list[str]:
        within, base, site_by_id = self.post.max_travel_minutes, self.post.base_site, self.case.dataset.site_by_id
        # A country has too many sites to look at each for every post.
        known = {base, *self.case.travel.sites_from.get(base, ())} & site_by_id.keys()
        return [
            site_id
            for site_id in sorted(known)
            if shared_with_post(self.case.dataset, site_by_id[site_id], self.post)
            and (minutes := self.case.minutes(base, site_id)) is not None
            and minutes <= within
        ]

    def _gains(self, site_id: str) -> list[int]:
        """Return what a session at a site gains, slot by slot; nought where it may not be or does not pay."""
        places = self.market.cheapest_place(site_id, self.suitable)
        gains = [0] * len(SLOTS)
        for slot in self.post.slots:
            place = places[SLOT_ORDER[slot]]
            if place is None or slot in self.pins or self.site_of_day.get(slot.day, site_id) != site_id:
                continue
            if self.kind is not None and self.market.supervisor_price((site_id, slot), self.kind) is None:
                continue
            gains[SLOT_ORDER[slot]] = max(0, self.worth - self._paid((site_id, slot), place))
        return gains

    def _paid(self, cell: SiteSlot, place: int) -> int:
        if place:
            self.rooms.add(cell)
        return place + self._supervisor(cell)

    def _supervisor(self, cell: SiteSlot) -> int:
        price = None if self.kind is None else self.market.supervisor_price(cell, self.kind)
        if price and self.kind is not None:
            self.supervision.add((cell, self.kind))
        return price or 0


def best_gain(gains: list[list[int]], *, fixed: int, sites: int, sessions: int) -> int:
    """Return the best gain of a week at no more than so many sites and sessions, one site a day.

    Parameters
    ----------
    gains
        What a session gains, by site and slot; nought or more.
    fixed
        The first so many sites are visited in any case.
    sites, sessions
        How many sites and sessions the week may have.
    """
    if not gains or not sessions or not max(sites, fixed):
        return 0
    days = _by_day(gains)
    days = days[_worth_visiting(days, fixed)]
    sets = _sets(len(days), fixed, sites)
    best = days[sets].max(axis=1)
    total = np.zeros((len(sets), sessions + 1), dtype=days.dtype)
    for day in range(len(DAYS)):
        grown = total.copy()
        for size in range(1, min(MOST_A_DAY, sessions) + 1):
            grown[:, size:] = np.maximum(grown[:, size:], total[:, :-size] + best[:, day, size, None])
        total = grown
    return int(total[:, -1].max())


def _by_day(gains: list[list[int]]) -> Amounts:
    """Return the best gain of nought to three sessions, by site, day and number of sessions.

    Whole numbers of the machine where no sum of a week can overflow them, else Python's.
    """
    is_small = max(max(row) for row in gains) * len(SLOTS) < _LARGEST
    table = np.zeros((len(gains), len(DAYS), MOST_A_DAY), dtype=np.int64 if is_small else object)
    for place, (day, part) in enumerate(_PLACE_IN_DAY):
        table[:, day, part] = [row[place] for row in gains]
    sums = np.cumsum(np.sort(table, axis=2)[:, :, ::-1], axis=2)
    return np.concatenate([np.zeros_like(table[:, :, :1]), sums], axis=2)


def _worth_visiting(days: Amounts, fixed: int) -> NDArray[np.int64]:
    """Return the sites to visit in any case, and those than which no other is at least as good on every day."""
    as_good = (days[:, None] >= days[None, :]).all(axis=(2, 3))
    equals_count_once = as_good & (~as_good.T | np.tri(len(days), k=-1, dtype=bool).T)
    is_beaten = equals_count_once.any(axis=0)
    return np.flatnonzero(~is_beaten | (np.arange(len(days)) < fixed))


def _sets(count: int, fixed: int, sites: int) -> NDArray[np.int64]:
    """Return the largest sets of sites that a week may have: smaller ones are never better."""
    more = min(max(sites - fixed, 0), count - fixed)
    if comb(count - fixed, more) > MOST_SETS:
        return np.arange(count)[None, :]
    free = combinations(range(fixed, count), more)
    return np.array([(*range(fixed), *chosen) for chosen in free], dtype=np.int64)
