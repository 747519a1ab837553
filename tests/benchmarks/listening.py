"""A listener that remembers what a peer told it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from estates.domain.plan import Placement
from estates.domain.prices import Price


@dataclass
class Heard:
    """Values and bounds of G1 as they came, plans on the way, and the last plan."""

    values: list[float] = field(default_factory=list)
    bounds: list[float] = field(default_factory=list)
    on_the_way: list[Sequence[Placement]] = field(default_factory=list)
    rows: Sequence[Placement] = ()
    prices: Sequence[Price] = ()

    def news(
        self,
        *,
        value: float | None,
        bound: float | None,
        goal: str = "G1",
        seconds: float | None = None,  # noqa: ARG002 - the words of a listener
    ) -> None:
        """Remember a value and a bound."""
        if goal == "G1":
            self.values += [] if value is None else [value]
            self.bounds += [] if bound is None else [bound]

    def found(self, rows: Callable[[], Sequence[Placement]]) -> None:
        """Remember a plan."""
        self.on_the_way.append(rows())

    def ended(self, rows: Sequence[Placement], prices: Sequence[Price] = ()) -> None:
        """Remember the answer."""
        self.rows, self.prices = rows, prices
