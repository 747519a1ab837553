"""What a table and a column are: the words in which every table of a dataset is declared."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from estates.domain.slots import SLOTS


class Kind(StrEnum):
    """How the text of a cell is understood. The value says it in words."""

    CODE = "code"
    TEXT = "text"
    WORD = "one word of a list"
    YES_NO = "yes or no"
    NUMBER = "number"
    WHOLE = "whole number"
    DATE = "date"
    CONTRACT_YEAR = "contract year"
    CODES = "list of codes"
    WORDS = "list of words"
    COUNTS = "list of word:count"
    CONVERSIONS = "list of code>word"
    OPENINGS = "list of code@word"


class Shape(StrEnum):
    """What geometry the rows of a layer carry."""

    POINT = "point"
    LINE = "line"
    POLYGON = "polygon"
    ANY = "any"


NIL, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
MINUTES_MOST = Decimal(600)
FIRST_YEAR, LAST_YEAR = Decimal(2000), Decimal(2100)
WEEKDAY_SLOTS = "the ten weekday AM and PM slots"
LISTS = frozenset({Kind.CODES, Kind.WORDS, Kind.COUNTS, Kind.CONVERSIONS, Kind.OPENINGS})
ALLOWED_BY_KIND: Mapping[Kind, str] = {
    Kind.CODE: "a code, kept as text",
    Kind.TEXT: "any text",
    Kind.YES_NO: "yes or no (also true, false, 1, 0)",
    Kind.DATE: "a date as YYYY-MM-DD, or a spreadsheet date",
    Kind.CONTRACT_YEAR: "a contract year such as 2025/26",
    Kind.CODES: "codes separated by ;",
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name, meaning
        The heading, and what it holds in plain words.
    kind
        How its text is understood.
    required
        Whether the column must be there and every row must fill it.
    blank
        What a blank cell means, in words; empty for a required column.
    default
        The value that a blank cell stands for, where that is the same for every row.
    unit
        Unit of a number, such as ``m²``.
    words
        The closed list of words for the kinds that take words.
    at_least, at_most, above
        Range of a number; ``above`` leaves the figure itself out.
    refers_to
        The table whose key the codes of this column must be, if that table is there.
    is_slot
        Whether this is one of the seventeen slot columns.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    blank: str = "not known"
    default: object = None
    unit: str | None = None
    words: type[StrEnum] | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    above: Decimal | None = None
    refers_to: str | None = None
    is_slot: bool = False

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The words a cell (or each item of a list) may hold; empty where the list is open."""
        return tuple(word.value for word in self.words) if self.words else ()

    @cached_property
    def allowed(self) -> str:
        """What a cell may hold, in words."""
        if self.kind in ALLOWED_BY_KIND:
            return ALLOWED_BY_KIND[self.kind]
        if self.kind in (Kind.NUMBER, Kind.WHOLE):
            return self._allowed_number()
        words = ", ".join(self.choices)
        return {
            Kind.WORD: f"one of {words}",
            Kind.WORDS: f"words separated by ; from {words}",
            Kind.COUNTS: f"items such as consult_exam:2 separated by ;, with one of {words}",
            Kind.CONVERSIONS: f"items such as R001>consult_exam separated by ;, with one of {words}",
            Kind.OPENINGS: f"items such as R001@MON_EVE or *@SAT_AM separated by ;, with one of {words}",
        }[self.kind]

    def _allowed_number(self) -> str:
        number = "a whole number" if self.kind is Kind.WHOLE else "a plain number"
        low = f"above {_figure(self.above)}" if self.above is not None else None
        if self.at_least is not None:
            least = _figure(self.at_least)
            low = f"of {least} or more" if self.at_most is None else f"from {least}"
        high = None if self.at_most is None else f"to {_figure(self.at_most)}"
        return " ".join(part for part in (number, low, high) if part)


def _figure(number: Decimal) -> str:
    # Years and small figures read better without a thousands comma.
    return f"{number:,}" if number >= 10_000 else str(number)


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table of a dataset, declared once for reader, messages, template and data dictionary.

    ``key`` names the columns that together tell its rows apart (empty: rows may repeat). ``shape`` is what geometry a
    layer's rows carry; ``is_layer`` says that the table is nothing without it. ``examples`` are rows of text that,
    taken over all tables, make a valid dataset.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    required: bool = False
    key: tuple[str, ...] = ()
    shape: Shape | None = None
    is_layer: bool = False
    examples: tuple[Mapping[str, str], ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """Columns by their name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def slot_columns(self) -> tuple[Column, ...]:
        """The seventeen slot columns, or none."""
        return tuple(column for column in self.columns if column.is_slot)

    @cached_property
    def required_columns(self) -> tuple[Column, ...]:
        """The columns that must be there."""
        return tuple(column for column in self.columns if column.required)


ESTIMATED = Column(
    name="estimated",
    kind=Kind.YES_NO,
    meaning="Whether the row is an estimate rather than a record; shown wherever its result is shown",
    blank="no",
    default=False,
)


def slot_columns(pattern: Column) -> tuple[Column, ...]:
    """Return one column per slot of the week, each like the pattern; ``{slot}`` in its meaning is filled in."""
    fields = {name: getattr(pattern, name) for name in pattern.__dataclass_fields__}
    return tuple(
        Column(**(fields | {"name": slot.value, "meaning": pattern.meaning.format(slot=slot.value), "is_slot": True}))
        for slot in SLOTS
    )


def week(cells: str) -> dict[str, str]:
    """Return cells by slot from one text of seventeen cells separated by spaces; ``-`` is a blank."""
    return {slot.value: "" if cell == "-" else cell for slot, cell in zip(SLOTS, cells.split(), strict=True)}
