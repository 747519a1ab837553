"""From the text of a cell to its value, by the kind of its column; what is wrong is said in the user's words."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from geodata.reading.near import nearest
from geodata.tables.columns import LISTS, Column, Kind

PLAIN_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
LARGEST_NUMBER = Decimal(10) ** 12
DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(T00:00:00(\.0+)?Z?)?")
CONTRACT_YEAR = re.compile(r"(20[0-9]{2})/([0-9]{2})")
YES_NO: Mapping[str, bool] = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


class CellError(ValueError):
    """A cell whose text its column does not allow: what is wrong, and what to do."""

    def __init__(self, problem: str, to_do: str) -> None:
        """Keep both."""
        super().__init__(problem)
        self.problem = problem
        self.to_do = to_do


def cell_value(column: Column, text: str) -> object:
    """Return the value of a cell's trimmed text; a blank one gives the column's default.

    Parameters
    ----------
    column
        The column that the cell stands in.
    text
        Its text, without outer blanks.

    Returns
    -------
    object
        By kind: text, word of the column's list, ``bool``, ``Decimal``, ``int``, ``date`` or a tuple of these.

    Raises
    ------
    CellError
        Where the column does not allow it.
    """
    if not text or (column.kind in LISTS and not _items(text)):
        if column.required:
            raise CellError("the cell is blank", "Fill it in.")
        return column.default
    return READERS[column.kind](column, text)


def _text(column: Column, text: str) -> str:  # noqa: ARG001 - all readers take the same
    return text


def _word(column: Column, text: str) -> StrEnum:
    words = column.words or StrEnum
    try:
        return words(text)
    except ValueError:
        near = nearest(text, column.choices)
        to_do = f"Write “{near}”." if near else "Use one of the words allowed."
        raise CellError("the word is not known here", to_do) from None


def _yes_no(column: Column, text: str) -> bool:  # noqa: ARG001
    try:
        return YES_NO[text.casefold()]
    except KeyError:
        raise CellError("neither yes nor no", "Write yes or no.") from None


def _number(column: Column, text: str) -> Decimal:
    if not PLAIN_NUMBER.fullmatch(text):
        raise CellError("not a plain number", _number_advice(text))
    number = Decimal(text)
    too_low = (column.at_least is not None and number < column.at_least) or (
        column.above is not None and number <= column.above
    )
    if too_low or abs(number) > LARGEST_NUMBER or (column.at_most is not None and number > column.at_most):
        raise CellError("out of range", "Put the figure right.")
    return number


def _number_advice(text: str) -> str:
    advice = {
        "%": "Write a share as a fraction, such as 0.5 for 50%.",
        "£": "Leave out the pound sign and any commas.",
        ",": "Leave out thousands separators, and write a decimal point, not a comma.",
    }
    return next((told for mark, told in advice.items() if mark in text), "Write a number in figures and nothing else.")


def _whole(column: Column, text: str) -> int:
    number = _number(column, text)
    if number != number.to_integral_value():
        raise CellError("not a whole number", "Write a whole number.")
    return int(number)


def _date(column: Column, text: str) -> date:  # noqa: ARG001
    match = DATE.fullmatch(text)
    try:
        return date.fromisoformat(match[1] if match else text[:0])
    except ValueError:
        raise CellError("not a date that is read", "Write it as YYYY-MM-DD, such as 2031-03-31.") from None


def _contract_year(column: Column, text: str) -> str:  # noqa: ARG001
    match = CONTRACT_YEAR.fullmatch(text)
    if not match or (int(match[1]) + 1) % 100 != int(match[2]):
        raise CellError("not a contract year", "Write two years that follow each other, such as 2025/26.")
    return text


def _items(text: str) -> tuple[str, ...]:
    """Return the items of a list, each once, in their order; blank items are left out."""
    return tuple(dict.fromkeys(item.strip() for item in text.split(";") if item.strip()))


def _codes(column: Column, text: str) -> tuple[str, ...]:  # noqa: ARG001
    return _items(text)


def _words(column: Column, text: str) -> tuple[StrEnum, ...]:
    return tuple(_listed_word(column, item) for item in _items(text))


def _listed_word(column: Column, item: str) -> StrEnum:
    try:
        return _word(column, item)
    except CellError as error:
        raise CellError(f"“{item}” is not known here", error.to_do) from None


def _counts(column: Column, text: str) -> tuple[tuple[StrEnum, int], ...]:
    pairs = (_pair(item, ":") for item in _items(text))
    return tuple((_listed_word(column, word), _count(count)) for word, count in pairs)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise CellError(f"“{text}” is not a count", "Write whole numbers of 1 or more after the colon.")
    return int(text)


def _pairs(mark: str) -> Callable[[Column, str], tuple[tuple[str, StrEnum], ...]]:
    def read(column: Column, text: str) -> tuple[tuple[str, StrEnum], ...]:
        pairs = (_pair(item, mark) for item in _items(text))
        return tuple((code, _listed_word(column, word)) for code, word in pairs)

    return read


def _pair(item: str, mark: str) -> tuple[str, str]:
    first, found, second = (part.strip() for part in item.partition(mark))
    if not (first and found and second):
        raise CellError(f"“{item}” does not have two parts with {mark} between them", "Write it as shown.")
    return first, second


READERS: Mapping[Kind, Callable[[Column, str], object]] = {
    Kind.CODE: _text,
    Kind.TEXT: _text,
    Kind.WORD: _word,
    Kind.YES_NO: _yes_no,
    Kind.NUMBER: _number,
    Kind.WHOLE: _whole,
    Kind.DATE: _date,
    Kind.CONTRACT_YEAR: _contract_year,
    Kind.CODES: _codes,
    Kind.WORDS: _words,
    Kind.COUNTS: _counts,
    Kind.CONVERSIONS: _pairs(">"),
    Kind.OPENINGS: _pairs("@"),
}
