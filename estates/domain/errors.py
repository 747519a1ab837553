"""What can be wrong with a user's data or request, said in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """A fault stops the planning; a warning is told and planned with."""

    FAULT = "fault"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing wrong in a dataset: where it stands, what it is, what is allowed and what to do.

    ``row`` is the row number as a spreadsheet shows it (the heading is row 1), a layer's ``fid``, or ``None`` where
    the whole table or column is meant. ``cell`` is the workbook address such as ``Rooms!D6`` where there is one.
    ``rule`` names a broken rule (``R4``) where a pin breaks one. ``hangs``: the row is sound itself, but names another
    that is not.
    """

    table: str
    problem: str
    to_do: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    allowed: str | None = None
    cell: str | None = None
    rule: str | None = None
    hangs: bool = False
    severity: Severity = Severity.FAULT

    def sentence(self) -> str:
        """Return the fault as one line that a person can act on."""
        place = [self.table]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column is not None:
            place.append(f"column {self.column}")
        value = "" if self.value is None else f" (found “{self.value}”)"
        allowed = "" if self.allowed is None else f" Allowed: {self.allowed}."
        return f"{', '.join(place)}: {self.problem}{value}.{allowed} {self.to_do}"


class EstatesError(Exception):
    """Any mistake that the user can put right; shown as its sentence, never as a traceback."""


class RequestError(EstatesError, ValueError):
    """A path, option or setting that cannot be followed, said in one plain sentence."""


class DatasetError(EstatesError, ValueError):
    """Tables with faults, a dataset's or a plan's. Carries all of them."""

    def __init__(self, faults: Sequence[Fault], *, what: str = "The dataset", advice: str = "Mend them.") -> None:
        """Keep the faults, and say what has them, how many there are and what can be done now."""
        self.faults = tuple(faults)
        count = len(self.faults)
        super().__init__(f"{what} has {count} fault{'' if count == 1 else 's'}. {advice}")


class PlanError(EstatesError):
    """A plan that fails the independent check: a defect of the program, so nothing is written."""
