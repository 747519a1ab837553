"""How long and how closely to solve."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """When solving may stop.

    ``gap`` is how far a goal may stay open before the next is taken up. ``work`` caps a repeatable
    amount of work, as a multiple of the default (``None``), which is a few minutes for a county; the clock has no part
    in it. ``time_limit_seconds`` is by the clock, so that plans made with it need not repeat. ``seed`` steers the
    choices among equals.
    """

    gap: float = 0.0
    work: float | None = None
    time_limit_seconds: float | None = None
    seed: int = 0
