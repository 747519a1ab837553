"""Reading a scenario file: TOML to a scenario, with everything that is wrong with it told at once.

For example::

    name = "January 2030"
    year = 2030
    season = "winter"

    [[change]]
    name = "Hubs double"
    do = "scale_programmes"
    factor = 2
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from estates.domain.dataset import Dataset
from estates.domain.errors import RequestError
from estates.domain.room_formula import RoomFormula
from estates.domain.scenario.growth import GrowthFigures
from estates.domain.scenario.scenario import GROWTH_STEP, SEASON_STEP, NamedChange, Scenario, attempt
from estates.domain.words import Season
from geodata.reading.cells import CellError, cell_value
from geodata.reading.near import nearest
from geodata.scenario.keys import GROWTH, SCENARIO
from geodata.scenario.kind_columns import allowed_in_toml
from geodata.scenario.kinds import KINDS
from geodata.tables.columns import LISTS, Column, Kind, Table
from geodata.tables.every_table import TABLES

LARGEST_FILE_BYTES = 1_000_000
CHANGE = "change"
_SECTIONS = (CHANGE, GROWTH.name)
RENAMED = {"max_travel_min": "max_travel_minutes"}
_NOT_OF_FORMULA = ("trainees_follow_list", "low", "high")
_NUMBERS = (Kind.NUMBER, Kind.WHOLE)

_Dangling = tuple[str, tuple[str, str | None]]


@dataclass
class _Reader:
    """Gathers faults while the parts of a file become values."""

    dataset: Dataset
    faults: list[str] = field(default_factory=list)

    def values(self, where: str, table: Table, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of a part's keys, those that are wrong left out; what is not given has its default."""
        for key in given:
            if key not in table.by_name and not (table is SCENARIO and key in _SECTIONS):
                self.faults.append(f"{where}{_unknown(key, 'key', [*table.by_name, *_extra(table)])}")
        found: dict[str, Any] = {}
        for column in table.columns:
            found |= self._value(where, column, given)
        return found

    def _value(self, where: str, column: Column, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the value of a key under its name; nothing where it is wrong."""
        allowed = allowed_in_toml(column.allowed)
        if column.name not in given:
            if not column.required:
                return {column.name: column.default}
            self.faults.append(f"{where}{column.name} is missing. Allowed: {allowed}. Add it.")
            return {}
        shown = _shown(given[column.name])
        try:
            value = cell_value(column, _text(column, given[column.name]))
        except CellError as error:
            told = f"{where}{column.name} is {shown}: {error.problem}. Allowed: {allowed}. {error.to_do}"
            self.faults.append(told)
            return {}
        return self._known(where, column, value)

    def _known(self, where: str, column: Column, value: Any) -> dict[str, Any]:  # noqa: ANN401 - of the column's kind
        """Return a value with each code that is not there as it is to be mended, so that the rest is judged as well."""
        dangling = dict(_dangling(self.dataset, column, value))
        if not dangling:
            return {column.name: value}
        self.faults += [f"{where}{told}" for told, _ in dangling.values()]
        codes = [value] if isinstance(value, str) else value
        mended = [dangling[code][1] if code in dangling else code for code in codes]
        kept = tuple(code for code in mended if code is not None)
        return {column.name: kept[0] if isinstance(value, str) else kept} if kept else {}


def read_scenario(path: Path, dataset: Dataset, *, season: Season = Season.STANDARD) -> Scenario:
    """Read a scenario and try it on a dataset.

    Parameters
    ----------
    path
        A TOML file of at most 1 MB.
    dataset
        What the scenario is for: its codes must be there, and every change must be possible.
    season
        The season planned for where the file does not say.

    Raises
    ------
    RequestError
        Where the file cannot be read, or holds keys, values, codes or changes that cannot be followed: all at once.
    """
    given = _content(path)
    reader = _Reader(dataset)
    top = reader.values("", SCENARIO, given)
    named = tuple(_changes(reader, given.get(CHANGE, [])))
    scenario = Scenario(
        name=top.get("name") or path.stem,
        year=top.get("year"),
        season=top.get("season") or season,
        changes=named,
        growth=_growth(reader, given.get(GROWTH.name, {})),
    )
    reader.faults.extend(_names_twice(given.get(CHANGE, [])))
    _, impossible = attempt(dataset, scenario)
    faults = [*reader.faults, *impossible]
    if faults:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise RequestError("\n".join([f"The scenario file {path}: {count}.", *faults]))
    return scenario


def _content(path: Path) -> Mapping[str, Any]:
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise RequestError(f"The scenario file {path} is larger than 1 MB. Give a TOML file of changes.")
        return tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        raise RequestError(f"The scenario file {path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise RequestError(f"The scenario file {path} is not UTF-8 text. Save it as UTF-8.") from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, RequestError):
            raise
        raise RequestError(f"The scenario file {path} is not TOML: {error}. Correct that place.") from error


def _changes(reader: _Reader, given: object) -> Iterator[NamedChange]:
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        reader.faults.append(f"{CHANGE} is not as it should be. Write each change under a line [[{CHANGE}]].")
        return
    for number, each in enumerate(given, start=1):
        do, where = each.get("do"), f"{CHANGE} {number}: "
        if not isinstance(do, str) or do not in KINDS:
            problem = "do is missing." if do is None else _unknown(str(do), "kind of change", KINDS)
            reader.faults.append(where + (f"{problem} Allowed: {', '.join(KINDS)}. Add it." if do is None else problem))
            continue
        values = reader.values(where, KINDS[do].table, each)
        # Without one of its keys a change is for more, or does other things, than is meant: nothing can be said of it.
        if set(values) == set(KINDS[do].table.by_name) >= set(each):
            fields = {RENAMED.get(key, key): value for key, value in values.items() if key not in {"name", "do"}}
            yield NamedChange(name=_name(number, each), change=KINDS[do].makes(**fields))


def _growth(reader: _Reader, given: object) -> GrowthFigures:
    if not isinstance(given, dict):
        reader.faults.append(f"{GROWTH.name} is not as it should be. Write its figures under a line [{GROWTH.name}].")
        return GrowthFigures()
    values = reader.values(f"{GROWTH.name}: ", GROWTH, given)
    if {"low", "high"} <= set(values) and values["low"] > values["high"]:
        told = f"low is {values['low']}, above high, which is {values['high']}. Put the smaller one into low."
        reader.faults.append(f"{GROWTH.name}: {told}")
    others = {name: values.pop(name) for name in _NOT_OF_FORMULA if name in values}
    return GrowthFigures(formula=RoomFormula(**values), **others)


def growth_settings(figures: GrowthFigures) -> dict[str, Decimal]:
    """Return the figures of list growth by their keys."""
    return {name: getattr(figures if name in _NOT_OF_FORMULA else figures.formula, name) for name in GROWTH.by_name}


def _text(column: Column, value: object) -> str:
    """Return a TOML value as the text of a cell, where its type is that of the column."""
    if column.kind in LISTS:
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list) and all(isinstance(item, str) and ";" not in item for item in items):
            return ";".join(items)
        raise CellError("not a list of texts", 'Write it as ["one", "another"].')
    if column.kind in _NUMBERS:
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return str(value)
        raise CellError("not a number", "Write it in figures without quotation marks.")
    if isinstance(value, str):
        return value.strip()
    raise CellError("not a text", "Write it in quotation marks.")


def _dangling(dataset: Dataset, column: Column, value: Any) -> Iterator[_Dangling]:  # noqa: ANN401 - of the column's kind
    """Yield each code that its table lacks, with the sentence on it and the code that is meant, where one is near.

    Of a table that is not there nothing can be said.
    """
    if column.refers_to is None or not value:
        return
    known = _codes(dataset, column.refers_to)
    for code in [value] if isinstance(value, str) else value:
        if code not in known and (known or column.refers_to not in ("pcns", "practices")):
            near = nearest(code, known)
            if column.refers_to == "roles":
                problem = "which is neither a built-in role nor one of the roles table"
                advice = _roles_like(code, known)
            else:
                problem, advice = f"which is no code of the {column.refers_to} table", "Take a code of that table."
            yield code, (f"{column.name} names “{code}”, {problem}. {f'Write “{near}”.' if near else advice}", near)


def _roles_like(code: str, known: Sequence[str]) -> str:
    near = get_close_matches(code, known, n=3)
    return f"Do you mean {' or '.join(near)}?" if near else "Take the role of a post, or add it to the table."


def _codes(dataset: Dataset, table: str) -> Sequence[str]:
    rows = dataset.role_by_id.values() if table == "roles" else getattr(dataset, table)
    return [getattr(row, TABLES[table].key[0]) for row in rows]


def _unknown(key: str, what: str, known: Mapping[str, object] | Sequence[str]) -> str:
    return f"“{key}” is not a {what}. Allowed: {', '.join(known)}. Correct the name or take it out."


def _extra(table: Table) -> Sequence[str]:
    return _SECTIONS if table is SCENARIO else ()


def _name(number: int, change: Mapping[str, Any]) -> str:
    """Return what a change is called: by the user, or else by its place and kind."""
    given = change.get("name")
    return given.strip() if isinstance(given, str) and given.strip() else f"{CHANGE} {number} {change.get('do')}"


def _names_twice(given: object) -> Iterator[str]:
    """Yield a sentence for each name that is had twice, whatever else is wrong with the changes."""
    parts = [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []
    names = [GROWTH_STEP, SEASON_STEP, *(_name(number, each) for number, each in enumerate(parts, start=1))]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield f"more than one change is called “{name}”, or the name is ours. Give each a name of its own."


def _shown(value: object) -> str:
    if isinstance(value, list | dict):
        return "not as it should be"
    return f"“{str(value).lower() if isinstance(value, bool) else value}”"
