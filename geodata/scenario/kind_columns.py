"""Keys that several kinds of change share, declared like the columns of a table."""

from dataclasses import replace
from decimal import Decimal

from estates.domain.slots import Slot
from estates.domain.words import PostStatus, SiteKind
from geodata.tables.columns import NIL, ONE, Column, Kind
from geodata.tables.every_table import TABLES

MOST_POSTS = Decimal(500)
_MOST_TIMES, _MOST_MORE = Decimal(10), Decimal(50)

NAME = Column(
    name="name", kind=Kind.TEXT, blank="its number and kind", meaning="What the change is called in every answer"
)
DO = Column(name="do", kind=Kind.CODE, required=True, blank="", meaning="Kind of change: one of those below")


def allowed_in_toml(allowed: str) -> str:
    """Return what a cell may hold as what a key of a TOML file may: a list there is no text with separators."""
    for items in ("codes", "words", "items"):
        allowed = allowed.replace(f"{items} separated by ;", f"a list of {items}")
    return allowed.replace(" separated by ;", "")


def codes(name: str, refers_to: str, meaning: str, *, blank: str = "all", required: bool = False) -> Column:
    """Return a key that lists codes of a table."""
    return Column(
        name=name,
        kind=Kind.CODES,
        refers_to=refers_to,
        default=(),
        required=required,
        blank="" if required else blank,
        meaning=meaning,
    )


OF_POSTS = (
    codes("post_ids", "posts", "Only these posts"),
    codes("role_ids", "roles", "Only posts of these roles"),
    codes("pcn_codes", "pcns", "Only posts of these PCNs"),
    codes("practice_codes", "practices", "Only posts of these practices"),
    Column(
        name="statuses", kind=Kind.WORDS, words=PostStatus, default=(), blank="all", meaning="Only posts in this state"
    ),
)
OF_SITES = (
    codes("site_ids", "sites", "Only these sites"),
    codes("pcn_codes", "pcns", "Only sites of these PCNs"),
    Column(
        name="site_kinds", kind=Kind.WORDS, words=SiteKind, default=(), blank="all", meaning="Only sites of these kinds"
    ),
)
ROOM_IDS = codes("room_ids", "rooms", "Only these rooms")
PROGRAMME_IDS = codes("programme_ids", "programmes", "Only these programmes")
FACTOR = Column(
    name="factor",
    kind=Kind.NUMBER,
    unit="times",
    required=True,
    blank="",
    at_least=NIL,
    at_most=_MOST_TIMES,
    meaning="How many times as many: 0.5 is half, 2 is double",
)
SHARE = Column(
    name="share", kind=Kind.NUMBER, unit="share", required=True, blank="", at_least=NIL, at_most=ONE, meaning="{}"
)
SLOTS = Column(name="slots", kind=Kind.WORDS, words=Slot, required=True, blank="", default=(), meaning="{}")


def like(column: Column, meaning: str, **changed: object) -> Column:
    """Return a column with another meaning, and whatever else is other."""
    return replace(column, meaning=meaning, **changed)  # type: ignore[arg-type]


def number(name: str, unit: str, meaning: str) -> Column:
    """Return a key that says how many more; one where it is left out."""
    return Column(
        name=name,
        kind=Kind.WHOLE,
        unit=unit,
        at_least=ONE,
        at_most=_MOST_MORE,
        default=1,
        blank="1",
        meaning=meaning,
    )


FEATURES = Column(name="features", kind=Kind.CODES, default=(), blank="none more", meaning="Features that they have")


def as_in(table: str, *names: str) -> tuple[Column, ...]:
    """Return columns of a table as they are."""
    return tuple(TABLES[table].by_name[name] for name in names)
