"""An auction of room sessions: a good plan within seconds, without any relaxation.

Posts with sessions unmet bid in turn. A post bids for the best whole week at the prices of the moment; where a place
it takes is held already, a holder of lower priority, or the one that bid longest ago, gives way, the price there
rises by a step, and the one that gave way bids again. Prices only rise, so bidding ends: once no post finds a week
that is worth more than it costs. A small step gives a better plan and takes longer. Hub sessions stay where they are
while posts bid; once an auction has shown what places cost, they move to where they cost the posts least before the
next, finer one.

Source: the auction algorithm for assignment problems (Bertsekas 1988), carried over from single places to weeks.
"""

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optimiser.bidders import Bidder, bidders
from optimiser.engine import Answer, Job
from optimiser.hub_offers import HubOffer, cheapest, hub_offers
from optimiser.model import Model
from optimiser.pricing import Weeks
from optimiser.program import Floats
from optimiser.start import SHARED

COARSE, FINE = 0.3, 0.03
"""By how much a price rises, in weighted sessions: first coarsely, then finely from the best plan found."""

CROWDED = 1e-3
"""A place that is held costs at least this much: one that is free will do as well."""

CLOSED = 1e3
"""The price of a place that nobody can give up: none bids that much."""

MOST_BIDS_PER_POST = 100


@dataclass(frozen=True, kw_only=True)
class Auction(Job):
    """The bidders, and the plan they start with.

    ``weeks`` holds the numbers of the day patterns that each bidder works, ``hubs`` the hub sessions held of those on
    offer, ``others`` the plan without either. ``left`` is what every row of the program has left for them all, and
    ``step`` by how much a price rises.
    """

    bidders: tuple[Bidder, ...]
    left: Floats
    weeks: tuple[tuple[int, ...], ...]
    hubs: tuple[HubOffer, ...]
    others: Floats
    step: float

    @property
    def size(self) -> int:
        """The number of columns."""
        return len(self.others)

    @property
    def is_quick(self) -> bool:
        """Prices only rise, so bidding soon ends."""
        return True

    def run(self) -> Answer:
        """Hold the auction and return the best plan met on the way, and the prices of the rows at the end."""
        left = self.left.copy()
        for hub in self.hubs:
            hub.take(left)
        floor = _Floor(self.bidders, left, self.weeks, self.step)
        floor.hold(MOST_BIDS_PER_POST * len(self.bidders))
        values = self._values(floor.best)
        return Answer(values=values, prices=floor.prices, bound=-np.inf, work=floor.bids / 1e6)

    def _values(self, weeks: Sequence[Sequence[int]]) -> Floats:
        values = self.others.copy()
        values[[hub.column for hub in self.hubs]] = 1.0
        for bidder, week in zip(self.bidders, weeks, strict=True):
            values[bidder.columns[list(week)]] = 1.0
        return values


def auction(
    model: Model, weeks: Weeks, cost: Floats, values: Floats, *, step: float, prices: Floats | None = None
) -> Auction:
    """Return the auction in which the posts and programmes of a model start from a plan.

    Parameters
    ----------
    model, weeks
        The model and what the weeks of its posts are made of.
    cost
        What each column costs, in weighted sessions: less than nought for a session.
    values
        A legal plan.
    step
        By how much a price rises, in weighted sessions.
    prices
        What places cost at the end of an earlier auction, by row; with them hub sessions move before posts bid.
    """
    program = model.program
    own, offers = bidders(model, weeks, cost), hub_offers(model, cost)
    others = np.where(model.is_hub_column, values, 0.0)
    others[[offer.column for offer in offers]] = 0.0
    held = Counter(g for (g, _, _), column in model.variables.hubs.items() if others[column] > 0.5)
    programmes = (choices.programme for choices in model.estate.programmes)
    sessions = tuple(programme.sessions_per_week - held[g] for g, programme in enumerate(programmes))
    left = np.where(np.isin(program.row_rule, SHARED), program.row_high - program.activity(others), np.inf)
    hubs = tuple(offer for offer in offers if values[offer.column] > 0.5)
    if prices is not None:
        hubs = tuple(cheapest(offers, sessions, prices, left.copy()))
    return Auction(
        bidders=own,
        left=left,
        weeks=tuple(tuple(np.flatnonzero(values[bidder.columns] > 0.5).tolist()) for bidder in own),
        hubs=hubs,
        others=others,
        step=step,
    )


class _Floor:
    """The auction under way. A holding is a bidder and one of its day patterns."""

    def __init__(self, own: Sequence[Bidder], left: Floats, weeks: Sequence[Sequence[int]], step: float) -> None:
        self.bids = 0
        self._own, self._step = own, step
        self._left = left.copy()
        self.prices = np.zeros(len(left))
        self._holders: list[dict[tuple[int, int], None]] = [{} for _ in left]
        self._weeks: list[list[int]] = [[] for _ in own]
        self._worth = np.zeros(len(own))
        self._bid_at = np.zeros(len(own), dtype=int)
        for number, week in enumerate(weeks):
            self._take(number, week)
        self._closed = self._closed_rows()
        for row in np.flatnonzero(self._left < -1e-9).tolist():
            self._make_room(row)
        self.best, self._best_worth = list(self._weeks), self._worth.sum()

    def _closed_rows(self) -> Floats:
        """Return what a row costs beyond its price: much, where only pinned posts could make way, or nobody."""
        pinned = np.zeros(len(self._left))
        held = np.zeros(len(self._left))
        for row, holders in enumerate(self._holders):
            held[row] = len(holders)
            pinned[row] = sum(not self._own[number].gives_way(row) for number, _ in holders)
        return np.where(self._left + held - pinned < 1 - 1e-9, CLOSED, 0.0)

    def hold(self, most_bids: int) -> None:
        """Let posts bid until nobody wants to, in rounds of those who want more or have had to give way."""
        queue = deque(number for number, bidder in enumerate(self._own) if self._worth[number] < bidder.most_worth)
        waiting = set(queue)
        while queue and self.bids < most_bids:
            number = queue.popleft()
            waiting.discard(number)
            self.bids += 1
            for loser in self._bid(number):
                if loser not in waiting:
                    waiting.add(loser)
                    queue.append(loser)
            if self._worth.sum() > self._best_worth + 1e-9:
                self.best, self._best_worth = list(self._weeks), self._worth.sum()

    def _bid(self, number: int) -> list[int]:
        """Let a post take the best week at the prices of the moment and return who had to give way."""
        bidder, before = self._own[number], self._weeks[number]
        self._release(number)
        rows = bidder.row_list
        full = self._left[rows] < 1 - 1e-9
        profits = bidder.profits(np.where(full, self.prices[rows] + CROWDED, 0.0) + self._closed[rows])
        week = bidder.best_week(profits)
        if profits[week].sum() <= profits[before].sum() + 1e-6:
            self._take(number, before)
            return []
        self._take(number, week)
        self._bid_at[number] = self.bids
        taken = [row for pattern in week for row in bidder.rows[pattern]]
        return [self._evict(row, number) for row in taken if self._left[row] < -1e-9]

    def _make_room(self, row: int) -> None:
        """Have as many give way as a row has too few places for."""
        while self._left[row] < -1e-9:
            self._evict(row)

    def _evict(self, row: int, newcomer: int = -1) -> int:
        """Have a holder give up its place in a row: one of low priority that has not bid for long."""
        self.prices[row] += self._step
        number, pattern = min(
            (
                holding
                for holding in self._holders[row]
                if holding[0] != newcomer and self._own[holding[0]].gives_way(row)
            ),
            key=lambda holding: (self._own[holding[0]].priority, self._bid_at[holding[0]], holding),
        )
        rest = self._own[number].without(pattern, row)
        week = [other for other in self._weeks[number] if other != pattern] + ([] if rest is None else [rest])
        self._release(number)
        self._take(number, week)
        return number

    def _take(self, number: int, week: Sequence[int]) -> None:
        bidder = self._own[number]
        self._weeks[number] = list(week)
        self._worth[number] = bidder.priority * sum(int(bidder.sizes[pattern]) for pattern in week)
        for pattern in week:
            for row in bidder.rows[pattern]:
                self._left[row] -= 1
                self._holders[row][number, pattern] = None

    def _release(self, number: int) -> None:
        for pattern in self._weeks[number]:
            for row in self._own[number].rows[pattern]:
                self._left[row] += 1
                del self._holders[row][number, pattern]
        self._weeks[number], self._worth[number] = [], 0.0
