"""A mixed-integer program as plain arrays: built row by row, cut down to a part, sent to a child process."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Program:
    """Bounds of columns and rows, and the matrix between them, row by row.

    Entry ``e`` stands in row ``entry_row[e]`` and column ``entry_column[e]``. ``row_rule`` names the rule or goal
    that a row belongs to.
    """

    low: Floats
    high: Floats
    whole: Mask
    row_low: Floats
    row_high: Floats
    row_rule: NDArray[np.str_]
    entry_row: Integers
    entry_column: Integers
    entry: Floats

    @property
    def columns(self) -> int:
        """The number of columns."""
        return len(self.low)

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.row_low)

    def activity(self, values: Floats) -> Floats:
        """Return the left-hand side of every row at the values given."""
        return _sums(self.entry_row, self.entry * values[self.entry_column], self.rows)

    def pull(self, prices: Floats) -> Floats:
        """Return, for every column, the sum over rows of price times coefficient."""
        return _sums(self.entry_column, self.entry * prices[self.entry_row], self.columns)

    def holds(self, values: Floats, tolerance: float = 1e-6) -> bool:
        """Whether values keep every bound and row."""
        activity = self.activity(values)
        return bool(
            np.all(values >= self.low - tolerance)
            and np.all(values <= self.high + tolerance)
            and np.all(activity >= self.row_low - tolerance)
            and np.all(activity <= self.row_high + tolerance)
        )

    def by_column(self, rows: Mask) -> "ByColumn":
        """Return the entries of some rows, column by column; within a column they keep their order."""
        kept = rows[self.entry_row]
        order = np.argsort(self.entry_column[kept], kind="stable")
        columns = self.entry_column[kept][order]
        first = np.searchsorted(columns, np.arange(self.columns + 1))
        return ByColumn(self.entry_row[kept][order], self.entry[kept][order], first)

    def with_row(self, coefficients: Floats, *, low: float = -np.inf, high: float = np.inf, rule: str) -> "Program":
        """Return the program with one more row."""
        columns = np.flatnonzero(coefficients)
        return replace(
            self,
            row_low=np.append(self.row_low, low),
            row_high=np.append(self.row_high, high),
            row_rule=np.append(self.row_rule, rule),
            entry_row=np.append(self.entry_row, np.full(len(columns), self.rows)),
            entry_column=np.append(self.entry_column, columns),
            entry=np.append(self.entry, coefficients[columns]),
        )

    def without(self, *rules: str) -> "Program":
        """Return the program without the rows of the rules or goals named; its columns stay."""
        kept = ~np.isin(self.row_rule, rules)
        inside = kept[self.entry_row]
        return replace(
            self,
            row_low=self.row_low[kept],
            row_high=self.row_high[kept],
            row_rule=self.row_rule[kept],
            entry_row=(np.cumsum(kept) - 1)[self.entry_row[inside]],
            entry_column=self.entry_column[inside],
            entry=self.entry[inside],
        )

    def part(self, free: Mask, values: Floats) -> "Part":
        """Return the program over the free columns alone, all others held at ``values``."""
        kept_rows = np.zeros(self.rows, dtype=bool)
        inside = free[self.entry_column]
        kept_rows[self.entry_row[inside]] = True
        held = self.activity(np.where(free, 0.0, values))[kept_rows]
        number_of_row, number_of_column = np.cumsum(kept_rows) - 1, np.cumsum(free) - 1
        program = Program(
            low=self.low[free],
            high=self.high[free],
            whole=self.whole[free],
            row_low=self.row_low[kept_rows] - held,
            row_high=self.row_high[kept_rows] - held,
            row_rule=self.row_rule[kept_rows],
            entry_row=number_of_row[self.entry_row[inside]],
            entry_column=number_of_column[self.entry_column[inside]],
            entry=self.entry[inside],
        )
        return Part(program, np.flatnonzero(free))


@dataclass(frozen=True)
class ByColumn:
    """Entries in the order of their columns: those of column ``c`` stand from ``first[c]`` on."""

    row: Integers
    entry: Floats
    first: Integers

    def of(self, column: int) -> slice:
        """Return where the entries of a column stand."""
        return slice(self.first[column], self.first[column + 1])


@dataclass(frozen=True)
class Part:
    """A program over some columns of a larger one; ``columns`` are their numbers there."""

    program: Program
    columns: Integers


class LinearModel:
    """A program under construction. Rules add their rows, goals their columns and rows."""

    def __init__(self) -> None:
        """Start empty."""
        self._columns: list[tuple[float, float, bool]] = []
        self._rows: list[tuple[float, float, str]] = []
        self._entries: list[tuple[int, int, float]] = []
        self._about: dict[int, Hashable] = {}

    @property
    def columns(self) -> int:
        """The number of columns so far."""
        return len(self._columns)

    @property
    def about(self) -> Mapping[int, Hashable]:
        """What rows are about, by row; only rows of which somebody said so."""
        return self._about

    def high_of(self, column: int) -> float:
        """Return the upper bound of a column."""
        return self._columns[column][1]

    def add_column(self, *, high: float = 1.0, whole: bool = True) -> int:
        """Add a column between nought and ``high`` and return its number."""
        self._columns.append((0.0, high, whole))
        return len(self._columns) - 1

    def add_row(
        self,
        terms: Iterable[tuple[int, float]],
        *,
        rule: str,
        low: float = -np.inf,
        high: float = np.inf,
        about: Hashable = None,
    ) -> None:
        """Add the row ``low <= sum of coefficient x column <= high`` in the name of a rule or goal.

        ``terms`` are pairs of column number and coefficient; a column named twice counts twice. ``about`` says what
        the row shares out, for whoever reads its price.
        """
        if about is not None:
            self._about[len(self._rows)] = about
        merged: dict[int, float] = {}
        for column, coefficient in terms:
            merged[column] = merged.get(column, 0.0) + coefficient
        self._entries += [(len(self._rows), column, coefficient) for column, coefficient in merged.items()]
        self._rows.append((low, high, rule))

    def finished(self) -> Program:
        """Return the program as arrays."""
        columns = np.array(self._columns, dtype=float).reshape(-1, 3)
        entries = np.array(self._entries, dtype=float).reshape(-1, 3)
        return Program(
            low=columns[:, 0],
            high=columns[:, 1],
            whole=columns[:, 2].astype(bool),
            row_low=np.array([low for low, _, _ in self._rows], dtype=float),
            row_high=np.array([high for _, high, _ in self._rows], dtype=float),
            row_rule=np.array([rule for _, _, rule in self._rows], dtype=str),
            entry_row=entries[:, 0].astype(np.int64),
            entry_column=entries[:, 1].astype(np.int64),
            entry=entries[:, 2],
        )


@dataclass(frozen=True)
class Expression:
    """A goal as a linear expression of the columns, to be least: ``constant`` + coefficients x values."""

    name: str
    coefficients: Floats
    constant: float

    def value(self, values: Floats) -> float:
        """Return the goal's value at the values given."""
        # Not a dot product: on a busy machine the threads of a linear algebra library cost more than the sum.
        return float((self.coefficients * values).sum()) + self.constant


def _sums(numbers: Integers, amounts: Floats, size: int) -> Floats:
    """Return the sum of the amounts of each number."""
    sums: Floats = np.bincount(numbers, amounts, minlength=size).astype(np.float64)
    return sums
