"""Records on their way to the page: a table is sent as its heads and rows, and a repeated text is sent once."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, field, fields
from typing import Any

Table = dict[str, Any]
MANY, FEW = 1_000, 10
"""Of a table with more than ``MANY`` rows, a column whose values stand in ``FEW`` rows each, or more, is sent as places
in the list of its values, which is ``shared``: a country's map is a tenth smaller so."""


def columns(kind: type[Any], records: Iterable[Any]) -> Table:
    """Return records of a dataclass as heads and rows, which take half the room that named values would.

    Examples
    --------
    >>> @dataclass
    ... class Town:
    ...     name: str
    >>> columns(Town, [Town("Quay")])
    {'heads': ['name'], 'rows': [('Quay',)]}
    """
    heads, rows = [column.name for column in fields(kind)], [astuple(record) for record in records]
    shared = _shared(heads, rows) if len(rows) > MANY else {}
    if not shared:
        return {"heads": heads, "rows": rows}
    places_of = [places(shared[head]) if head in shared else None for head in heads]
    sent = [
        [cell if known is None else known[cell] for cell, known in zip(row, places_of, strict=True)] for row in rows
    ]
    return {"heads": heads, "rows": sent, "shared": shared}


def _shared(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, list[Any]]:
    """Return the values of the columns whose few texts, or yes and no, stand in many rows, by the columns' heads."""
    found: dict[str, list[Any]] = {}
    for head, cells in zip(heads, zip(*rows, strict=True), strict=True):
        if all(cell is None or isinstance(cell, (str, bool)) for cell in cells):
            values = list(dict.fromkeys(cells))
            if len(values) * FEW <= len(rows):
                found[head] = values
    return found


def places(codes: Iterable[Any]) -> dict[Any, int]:
    """Return the place of each code in its table, by which other tables refer to it."""
    return {code: place for place, code in enumerate(codes)}


@dataclass
class Texts:
    """Texts that many rows share, such as explanations: each is kept once and known by its place."""

    _place: dict[str, int] = field(default_factory=dict)

    def place(self, text: str) -> int:
        """Return the place of a text, which is added where it is new."""
        return self._place.setdefault(text, len(self._place))

    @property
    def all(self) -> Sequence[str]:
        """The texts in order of their places."""
        return tuple(self._place)
