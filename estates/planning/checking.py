"""Check a dataset: every fault at once, and the user's own workbook back with the faults marked."""

from dataclasses import dataclass
from pathlib import Path

from estates.domain.reading import Reading
from estates.domain.words import Cell
from estates.planning.source import Source, read, settings_of
from geodata.marking.mark import mark_workbook
from geodata.own_headings.propose import propose_columns


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What a check found.

    ``unknown_room_cells`` counts the cells that may not be used because nobody knows them; ``None`` where a required
    table is missing, so that nothing could be counted.
    """

    reading: Reading
    unknown_room_cells: int | None
    notes: tuple[str, ...]


def check(source: Source, *, mark: Path | None = None) -> Checked:
    """Read a dataset and gather everything wrong with it; mark the faults in the user's own workbook if asked."""
    reading = read(source, settings_of(source))
    notes: list[str] = []
    if mark is not None:
        mark_workbook(source.path, reading, mark, columns=source.columns)
        notes.append(f"Your workbook with the bad cells marked is {mark}.")
    if source.columns is None and (reading.faults or reading.warnings):
        notes.extend(_proposal(source.path))
    return Checked(reading=reading, unknown_room_cells=_unknown_room_cells(reading), notes=tuple(notes))


def _unknown_room_cells(reading: Reading) -> int | None:
    if reading.dataset is None:
        return None
    return sum(room.cells.count(Cell.UNKNOWN) for room in reading.dataset.rooms)


def _proposal(path: Path) -> tuple[str, ...]:
    """Return what to tell where headings look like ours in other words: what to do, and the file's text."""
    proposed = propose_columns(path)
    if proposed is None:
        return ()
    return (
        "Some sheets or headings look like ours in other words. Save the lines below as names.toml, look them over, "
        "and check again with --columns names.toml:",
        proposed,
    )
