"""What comes of a run: what was drawn, and how every option fares in it."""

from dataclasses import dataclass

from estates.domain.uncertainty.draws import Draw


@dataclass(frozen=True, kw_only=True)
class RunShortfall:
    """Room sessions of the area, a PCN or a practice in a run under an option."""

    option: str
    level: str
    code: str
    wanted: int
    unmet: int


@dataclass(frozen=True, kw_only=True)
class Score:
    """How good an option's plan in a run is: its G1 and, where prices were tried, a proven bound on it."""

    option: str
    value: int
    bound: int | None


@dataclass(frozen=True, kw_only=True)
class RunOutcome:
    """What came of a run: what was drawn, and shortfall and score of every option."""

    run: int
    draws: tuple[Draw, ...]
    shortfall: tuple[RunShortfall, ...]
    scores: tuple[Score, ...]
