"""How the paper prints names, numbers and what is not known."""

from datetime import date
from decimal import Decimal

from estates.domain.shortfall import ShortfallRow
from estates.domain.wording import ROOM_TYPE_WORDS
from estates.domain.words import RoomType
from maps.paper.blocks import Column
from maps.plain_text import shortened
from maps.wording import percent

LONGEST_NAME = 120
LONGEST_HEADING = 60
LONGEST_SENTENCE = 400
NOT_KNOWN, NONE = "not known", "–"

FIGURES = (
    Column("Wanted", 0.8, True),
    Column("Placed", 0.8, True),
    Column("Unmet", 0.8, True),
    Column("Share unmet", 0.9, True),
    Column("Rooms short", 0.8, True),
    Column("m² short", 0.8, True),
)


def name(text: str | None) -> str:
    """Return a name of the user's as one line; what is not given is not known."""
    return shortened(text, LONGEST_NAME) if text else NOT_KNOWN


def heading(text: str) -> str:
    """Return a name as short as a heading or a caption wants it; the tables and the workbook have more of it."""
    return shortened(text, LONGEST_HEADING)


def sentence(text: str) -> str:
    """Return a sentence of the plan's, which may hold the user's names, as one line."""
    return shortened(text, LONGEST_SENTENCE)


def whole(number: int | Decimal) -> str:
    """Return a whole number with its thousands separated."""
    return f"{number:,.0f}"


def pounds(cost: Decimal | None) -> str:
    """Return a cost in whole pounds."""
    return NONE if cost is None else f"£{cost:,.0f}"


def capital_words(cost: Decimal | None) -> str:
    """Return what a remedy asks for in capital: whole pounds, none, or that it is not known."""
    if cost is None:
        return NOT_KNOWN
    return pounds(cost) if cost else "none"


def month(value: date) -> str:
    """Return a month as it is written in a letter."""
    return f"{value:%b %Y}"


def room_type(kind: RoomType) -> str:
    """Return a room type with a capital letter."""
    return ROOM_TYPE_WORDS[kind].capitalize()


def starred(text: str, *, is_estimate: bool) -> str:
    """Return text with a star where it rests on an estimate."""
    return f"{text} *" if is_estimate else text


def figures(row: ShortfallRow) -> tuple[str, ...]:
    """Return the cells of a row of the shortfall, as ``FIGURES`` heads them."""
    return (
        whole(row.wanted),
        whole(row.placed),
        whole(row.unmet),
        percent(row.unmet_share),
        f"{row.rooms_equivalent:,.1f}",
        whole(row.area_m2),
    )


def further(count: int, what: str) -> str:
    """Return how many more there are, as the last row of a table that does not show them."""
    return f"{count:,} further {what}{'' if count == 1 else 's'}"
