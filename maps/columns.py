"""Records on their way to the page: a table is sent as its heads and rows, and a repeated text is sent once."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, field, fields
from typing import Any

Table = dict[str, Any]


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
    return {"heads": [column.name for column in fields(kind)], "rows": [astuple(record) for record in records]}


def places(codes: Iterable[str]) -> dict[str, int]:
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
