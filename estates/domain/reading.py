"""What came of reading a dataset: the values, what is wrong, and where every row ended."""

from collections.abc import Mapping
from dataclasses import dataclass

from estates.domain.dataset import Dataset
from estates.domain.errors import Fault


@dataclass(frozen=True, kw_only=True)
class RowCounts:
    """Where the rows of a table ended. ``warned`` rows are among the ``used``; used + rejected = rows read."""

    used: int = 0
    rejected: int = 0
    warned: int = 0

    def __add__(self, other: "RowCounts") -> "RowCounts":
        """Add up two tables."""
        return RowCounts(
            used=self.used + other.used,
            rejected=self.rejected + other.rejected,
            warned=self.warned + other.warned,
        )


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A dataset as read.

    ``dataset`` holds the rows that are sound (those that hang on a rejected row are rejected too); it is ``None``
    where a required table is missing or unreadable. ``faults`` stop the planning unless the user says
    ``--skip-bad-rows``; ``warnings`` do not. ``input_sha256`` is the SHA-256 of the lines
    ``<sha256 of the file>  <file name>`` in name order.
    """

    dataset: Dataset | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    rows: Mapping[str, RowCounts]
    input_sha256: str

    @property
    def total(self) -> RowCounts:
        """Where the rows of all tables ended."""
        return sum(self.rows.values(), RowCounts())
