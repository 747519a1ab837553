"""Which sheet is which of our tables, and which heading which of our columns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from estates.domain.errors import Fault, Severity
from geodata.sources.own_names import OwnNames
from geodata.sources.raw import Form, Note, Sheet, plain_name
from geodata.tables.columns import Shape, Table
from geodata.tables.every_table import LAYERS, NOT_DATA, TABLES

WAYS_TO_A_POSITION = (("easting", "northing"), ("latitude", "longitude"), ("postcode",))


@dataclass(frozen=True, kw_only=True)
class RawTable:
    """One of our tables as found: its sheet, and the place of each of its columns.

    ``is_sound`` is false where the table as a whole cannot be used: unreadable, or a required column missing or there
    twice. Its rows are then rejected.
    """

    table: Table
    sheet: Sheet
    places: Mapping[str, int]
    is_sound: bool = True

    @property
    def gives_positions(self) -> bool:
        """Whether any way to give a position is there: a pair of coordinates, a postcode or shapes."""
        by_column = any(all(column in self.places for column in way) for way in WAYS_TO_A_POSITION)
        return by_column or any(line.shape is not None for line in self.sheet.lines)

    def address(self, row: int | None, column: str | None) -> str | None:
        """Return the workbook address of a cell; ``None`` for the other forms.

        What is about a whole row is shown at the first column of its key, what is about the whole table in row 1.
        """
        first_of_key = self.places.get(self.table.key[0], 0) if self.table.key else 0
        place = self.places.get(column, first_of_key) if column else first_of_key
        return self.sheet.address(1 if row is None else row, place)


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """Our tables by name, and what is to be told of the sheets."""

    tables: Mapping[str, RawTable]
    faults: tuple[Fault, ...]


def recognise(sheets: Iterable[Sheet], names: OwnNames) -> Recognised:
    """Match sheets with tables and headings with columns, ignoring case and outer blanks.

    Parameters
    ----------
    sheets
        Everything that a dataset's files hold.
    names
        The user's own names for sheets and columns.

    Returns
    -------
    Recognised
        The tables found, with a warning for whatever is left out and a fault for whatever is missing or there twice.
    """
    found: dict[str, list[Sheet]] = {}
    faults: list[Fault] = []
    for sheet in sheets:
        name = names.table_of(sheet.title)
        if name is None and plain_name(sheet.title) in NOT_DATA:
            continue
        left_out = _left_out(sheet, name)
        if left_out:
            faults.append(left_out)
        elif name is not None:
            found.setdefault(name, []).append(sheet)
    faults.extend(_missing(found, names))
    tables: dict[str, RawTable] = {}
    for name in (name for name in TABLES if name in found):
        tables[name], told = _recognised(TABLES[name], found[name], names)
        faults.extend(told)
    return Recognised(tables=tables, faults=tuple(faults))


def _left_out(sheet: Sheet, name: str | None) -> Fault | None:
    where = f"the {sheet.form.value} “{sheet.title}”"
    if name is None:
        return Fault(
            table=sheet.title,
            problem=f"{where} is none of the tables of a dataset; it is left out",
            to_do="Nothing, unless it is misspelt.",
            severity=Severity.WARNING,
        )
    if sheet.form is Form.GEOJSON and not TABLES[name].is_layer:
        return Fault(
            table=name,
            problem=f"{where} is left out: of GeoJSON only the layers {', '.join(LAYERS)} are read",
            to_do=f"Put its rows into {name}.csv, or use a GeoPackage.",
            severity=Severity.WARNING,
        )
    if TABLES[name].is_layer and sheet.form in (Form.CSV, Form.WORKBOOK):
        return Fault(
            table=name,
            problem=f"{where} cannot hold shapes; it is left out",
            to_do=f"Put {name}.geojson beside it.",
            severity=Severity.WARNING,
        )
    return None


def _missing(found: Mapping[str, object], names: OwnNames) -> Iterator[Fault]:
    for table in TABLES.values():
        if table.name in found:
            continue
        own = names.sheets.get(table.name)
        if table.required or own:
            yield Fault(
                table=table.name,
                problem=f"there is no sheet or file “{own}”" if own else "the table is missing",
                to_do=f"Add it: a file {table.name}.csv, or a sheet or layer called {table.name}.",
            )


def _recognised(table: Table, sheets: list[Sheet], names: OwnNames) -> tuple[RawTable, list[Fault]]:
    sheet = sheets[0]
    if len(sheets) > 1:
        titles = ", ".join(f"“{sheet.title}” ({sheet.file.name})" for sheet in sheets)
        clash = Fault(table=table.name, problem=f"the table is there {len(sheets)} times: {titles}", to_do="Keep one.")
        lines = tuple(line for sheet in sheets for line in sheet.lines)
        return RawTable(table=table, sheet=replace(sheet, lines=lines), places={}, is_sound=False), [clash]
    if sheet.unreadable:
        return RawTable(table=table, sheet=sheet, places={}, is_sound=False), [as_fault(table.name, sheet.unreadable)]
    return _with_columns(table, sheet, names)


def as_fault(table: str, note: Note, *, row: int | None = None, column: str | None = None) -> Fault:
    """Return what is noted of a sheet, a row or a cell as a fault or warning of its table."""
    return Fault(
        table=table,
        row=row if row is not None else note.row,
        column=column,
        problem=note.problem,
        value=note.value,
        to_do=note.to_do,
        severity=note.severity,
    )


def _with_columns(table: Table, sheet: Sheet, names: OwnNames) -> tuple[RawTable, list[Fault]]:
    columns = {place: names.column_of(table.name, heading) for place, heading in enumerate(sheet.headings) if heading}
    places: dict[str, int] = {}
    for place, column in columns.items():
        if column is not None:
            places.setdefault(column, place)
    faults = [as_fault(table.name, note) for note in sheet.notes]
    faults.extend(_unknown_columns(table, sheet, columns))
    raw = RawTable(table=table, sheet=sheet, places=places)
    wrong = [*_columns_twice(table, sheet, columns), *_missing_columns(raw, names), *_no_positions(raw)]
    faults.extend((*wrong, *_missing_slots(table, places)))
    return replace(raw, is_sound=not wrong), faults


def _unknown_columns(table: Table, sheet: Sheet, columns: Mapping[int, str | None]) -> Iterator[Fault]:
    for place, column in columns.items():
        if column is None:
            yield Fault(
                table=table.name,
                row=sheet.heading_row,
                column=sheet.headings[place],
                cell=sheet.address(1, place),
                problem="the column is not known; it is left out",
                to_do="Nothing, unless it is misspelt.",
                severity=Severity.WARNING,
            )
    unnamed = [place for place, heading in enumerate(sheet.headings) if not heading]
    for place in unnamed:
        if any(line.cells[place] for line in sheet.lines):
            yield Fault(
                table=table.name,
                row=sheet.heading_row,
                cell=sheet.address(1, place),
                problem=f"column {place + 1} holds cells but no heading; it is left out",
                to_do="Write a heading in row 1, or clear the cells.",
                severity=Severity.WARNING,
            )


def _columns_twice(table: Table, sheet: Sheet, columns: Mapping[int, str | None]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for place, column in columns.items():
        if column is None:
            continue
        if column in seen:
            yield Fault(
                table=table.name,
                row=sheet.heading_row,
                column=column,
                value=sheet.headings[place],
                cell=sheet.address(1, place),
                problem=f"the column is there twice, in places {seen[column] + 1} and {place + 1}",
                to_do="Keep one of them.",
            )
        seen.setdefault(column, place)


def _missing_columns(raw: RawTable, names: OwnNames) -> Iterator[Fault]:
    table, sheet, places = raw.table, raw.sheet, raw.places
    if sheet.form is Form.GEOJSON and not sheet.lines:
        return  # a layer without features has no properties to ask for
    if not places and table.required_columns:
        problem = "none of the table's columns is there"
        yield Fault(
            table=table.name, row=sheet.heading_row, problem=problem, to_do="Write the column names in the first row."
        )
        return
    for column in table.required_columns:
        if column.name not in places:
            own = names.columns.get(table.name, {}).get(column.name)
            yield Fault(
                table=table.name,
                column=column.name,
                problem=f"the column “{own}” that stands for it is missing" if own else "the column is missing",
                to_do=f"Add it. It holds: {column.meaning}.",
            )


def _no_positions(raw: RawTable) -> Iterator[Fault]:
    if raw.table.shape is Shape.POINT and raw.places and raw.sheet.lines and not raw.gives_positions:
        yield Fault(
            table=raw.table.name,
            problem="the columns for a position are missing",
            to_do="Add easting and northing, or latitude and longitude, or postcode.",
        )


def _missing_slots(table: Table, places: Mapping[str, int]) -> Iterator[Fault]:
    missing = [column for column in table.slot_columns if column.name not in places]
    if missing and places:
        yield Fault(
            table=table.name,
            problem=f"slot columns are missing and taken as {missing[0].blank}: "
            + ", ".join(column.name for column in missing),
            to_do="Add them where something is known of these slots.",
            severity=Severity.WARNING,
        )
