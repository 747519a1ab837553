"""What the benchmark asks of a peer: plan a world within some seconds and tell of every better plan on the way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from benchmarks.generate import World
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.prices import Price

Rows = Sequence[Placement]


@dataclass(frozen=True, kw_only=True)
class Budget:
    """Seconds by the clock, and the gap of G1 at which the planner may stop (nought: never before the time)."""

    seconds: float
    stop_at_gap: float = 0.0


class Listener(Protocol):
    """Hears how far a peer is. Seconds are counted by the listener from the start, unless the peer knows better."""

    def news(self, *, value: float | None, bound: float | None, goal: str = "G1", seconds: float | None = None) -> None:
        """Hear the value of the best plan so far and a proved bound, both to be least, as a peer claims them."""

    def found(self, rows: Callable[[], Rows]) -> None:
        """Hear of a plan that is kept in case the peer does not end; it is asked for only once in a while."""

    def ended(self, rows: Rows, prices: Sequence[Price] = ()) -> None:
        """Hear the peer's answer, with prices that prove a bound on G1 where it has any."""


Peer = Callable[[World, Budget, Listener], None]


def wanted_weight(data: Dataset) -> int:
    """Return priority times room sessions wanted, over posts and programmes: G1 where nobody is placed."""
    posts = sum(post.priority * data.wanted_by_post[post.post_id] for post in data.posts)
    return posts + sum(row.priority * row.room_sessions_wanted for row in data.programmes)
