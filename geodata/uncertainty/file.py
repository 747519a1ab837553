"""Reading a file of uncertain figures: TOML to distributions, with everything that is wrong with it told at once.

For example::

    [recruitment]
    low = 0.4
    likely = 0.7
    high = 0.9
"""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from estates.domain.errors import RequestError
from estates.domain.uncertainty.figures import Spread, Uncertainty
from geodata.reading.cells import CellError, cell_value
from geodata.tables.columns import Column, Kind
from geodata.uncertainty.keys import FIGURES, Figure

LARGEST_FILE_BYTES = 1_000_000


def read_uncertainty(path: Path) -> Uncertainty:
    """Read the distributions that runs are drawn from; a figure or key that is left out keeps its default.

    Raises
    ------
    RequestError
        Where the file cannot be read, or holds names or values that are not allowed: all of them at once.
    """
    given, faults = _content(path), list[str]()
    faults += [_unknown(name, "a figure", FIGURES) for name in given if name not in FIGURES]
    spreads = {name: _spread(figure, given.get(name, {}), faults) for name, figure in FIGURES.items()}
    if faults:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise RequestError("\n".join([f"The figures file {path}: {count}.", *faults]))
    return Uncertainty(**spreads)


def _content(path: Path) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise RequestError(f"The figures file {path} is larger than 1 MB. Give a TOML file of figures.")
        return tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        raise RequestError(f"The figures file {path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise RequestError(f"The figures file {path} is not UTF-8 text. Save it as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        raise RequestError(f"The figures file {path} is not TOML: {error}. Correct that place.") from error


def _spread(figure: Figure, given: object, faults: list[str]) -> Spread:
    """Return a figure's distribution, and add to the faults what is wrong with it."""
    name, table = figure.table.name, figure.table
    if not isinstance(given, dict):
        faults.append(f"{name} is not as it should be. Write its keys under a line [{name}].")
        given = {}
    wrong = [f"{name}: {_unknown(key, 'a key', table.by_name)}" for key in given if key not in table.by_name]
    values = dict(_values(table.columns, name, given, wrong))
    spread = Spread(**values)
    if not wrong and not spread.low <= spread.likely <= spread.high:
        told = f"low {spread.low}, likely {spread.likely}, high {spread.high}"
        wrong.append(f"{name}: {told}: these must rise. Give all three, the lowest first.")
    faults += wrong
    return spread


def _values(
    columns: tuple[Column, ...], name: str, given: Mapping[str, object], wrong: list[str]
) -> Iterator[tuple[str, Any]]:
    for column in columns:
        value = column.default
        if column.name in given:
            try:
                value = cell_value(column, _text(column, given[column.name]))
            except CellError as error:
                told = f"{name}.{column.name} is “{given[column.name]}”: {error.problem}"
                wrong.append(f"{told}. Allowed: {column.allowed}. {error.to_do}")
        yield column.name, value


def _text(column: Column, value: object) -> str:
    """Return a TOML value as the text of a cell, where its type is that of the column."""
    if column.kind is not Kind.NUMBER:
        return str(value).strip() or "blank"
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return f"{value}"
    raise CellError("not a number", "Write it in figures without quotation marks.")


def _unknown(name: str, what: str, known: Mapping[str, object]) -> str:
    return f"“{name}” is not {what}. Allowed: {', '.join(known)}. Correct the name or take it out."


def spreads_of(figures: Uncertainty) -> Iterator[tuple[str, Spread]]:
    """Yield each figure's name and distribution, in the order of their declaration."""
    for name in FIGURES:
        spread: Spread = getattr(figures, name)
        yield name, spread
