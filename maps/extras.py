"""What a map may show beside its plan, where another command has worked it out: plain tables, each of them optional."""

from collections.abc import Sequence
from dataclasses import dataclass

from estates.domain.shortfall import UnmetRow


@dataclass(frozen=True, kw_only=True)
class OutlookRow:
    """Room sessions a week wanted and unmet in one year, by the posts of a PCN or of a practice, or of the whole area.

    A row of a practice has no ``pcn_code``; one of the whole area has neither code.

    ``low`` and ``high`` bound what is unmet from low to high growth; ``None`` where the year has no band.
    """

    year: int
    pcn_code: str | None
    wanted: int
    unmet: int
    practice_code: str | None = None
    low: int | None = None
    high: int | None = None
    estimated: bool = True


@dataclass(frozen=True, kw_only=True)
class SchemeGain:
    """What a scheme gains: room sessions a week when built alone, and pounds per session and year, where known.

    ``built_with`` are the schemes that it requires: they are built with it, and what they gain is in its gain.
    """

    scheme_id: str
    sessions: int
    pounds_per_session_year: int | None = None
    built_with: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Tiles:
    """Base tiles from a map server, which a reader may switch on while online; off when the page opens.

    ``url`` is a template with ``{z}``, ``{x}`` and ``{y}`` that starts with ``https://``; ``credit`` is the
    acknowledgement that its licence asks for, as plain text.
    """

    url: str
    credit: str


@dataclass(frozen=True, kw_only=True)
class Extras:
    """All that is optional. ``earlier`` is the unmet table of an earlier plan, to show before and after."""

    earlier: Sequence[UnmetRow] = ()
    earlier_name: str = "the earlier plan"
    outlook: Sequence[OutlookRow] = ()
    gains: Sequence[SchemeGain] = ()
    tiles: Tiles | None = None


NOTHING_MORE = Extras()
