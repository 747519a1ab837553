"""The user's own sheet and heading names, mapped to ours by a small TOML file.

The file reads as our name = "their name"::

    [sheets]
    sites = "Premises list"

    [columns.sites]
    site_id = "Building code"
    name = "Building"
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from estates.domain.errors import RequestError
from geodata.sources.raw import plain_name
from geodata.tables.every_table import TABLES

SHEETS, COLUMNS = "sheets", "columns"


@dataclass(frozen=True, kw_only=True)
class OwnNames:
    """Which sheet holds which of our tables, and which heading which of our columns.

    ``sheets`` holds their title by our table; ``columns`` their heading by our column, for each of our tables.
    Whatever is not mapped goes by our own name.
    """

    sheets: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def table_of(self, title: str) -> str | None:
        """Return our table for the title of a sheet, or ``None`` where it is none of ours."""
        return _ours(title, self.sheets, TABLES)

    def column_of(self, table: str, heading: str) -> str | None:
        """Return our column for a heading of a table, or ``None`` where it is none of ours."""
        return _ours(heading, self.columns.get(table, {}), TABLES[table].by_name)


def _ours(theirs: str, mapped: Mapping[str, str], known: Mapping[str, object]) -> str | None:
    name = plain_name(theirs)
    for ours, title in mapped.items():
        if plain_name(title) == name:
            return ours
    # Our own name stands only where the user did not give that place to another name.
    return next((ours for ours in known if ours not in mapped and plain_name(ours) == name), None)


def read_own_names(path: Path) -> OwnNames:
    """Read the names a user gives to our tables and columns.

    Parameters
    ----------
    path
        A TOML file with a table ``[sheets]`` and tables ``[columns.<table>]``, each ``our_name = "their name"``.

    Raises
    ------
    RequestError
        Where the file cannot be read, or names a table or column that is none of ours.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise RequestError(f"The names file {path} cannot be read: {error.strerror or error}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RequestError(f"The names file {path} is not TOML as it should be: {error}.") from error
    parts = _section(content, (SHEETS, COLUMNS), path, "section")
    sheets = _names(parts.get(SHEETS, {}), TABLES, path, "table")
    columns = _section(parts.get(COLUMNS, {}), TABLES, path, "table")
    return OwnNames(
        sheets=sheets,
        columns={table: _names(names, TABLES[table].by_name, path, "column") for table, names in columns.items()},
    )


def _names(content: object, known: Collection[str], path: Path, what: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for ours, theirs in _section(content, known, path, what).items():
        if not isinstance(theirs, str):
            raise RequestError(f'The names file {path}: {ours} must be a name in quotes, such as {ours} = "Your name".')
        if plain_name(theirs) in map(plain_name, names.values()):
            raise RequestError(f"The names file {path}: “{theirs}” stands for more than one {what}.")
        names[ours] = theirs
    return names


def _section(content: object, known: Collection[str], path: Path, what: str) -> dict[str, object]:
    if not isinstance(content, dict):
        raise RequestError(f'The names file {path}: write our_name = "your name" lines under [sheets] and [columns.…].')
    for name in content:
        if name not in known:
            raise RequestError(f"The names file {path}: there is no {what} “{name}”. Known: {', '.join(known)}.")
    return content
