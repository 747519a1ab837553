"""The key reference of scenario files: every key in words, made from the declarations alone.

``python -m geodata.scenario.reference docs/scenario-keys.md`` writes it.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from geodata.dictionary import allowed_in_words, blank_in_words, markdown_row, markdown_rule
from geodata.scenario.keys import GROWTH, SCENARIO
from geodata.scenario.kinds import KINDS
from geodata.tables.columns import LISTS, Column, Kind, Table
from geodata.whole_file import write_whole_file

START = """\
# Keys of a scenario file

This page is made from the declarations of the keys by `make docs`; change those, not this. How to write and use a
scenario is told in [Scenarios](scenarios.md).

Lists are TOML lists, such as `slots = ["MON_EVE", "SAT_AM"]`; a list of one may be written as its text alone. Where
several keys say what a change is for, all must fit; a key that is left out lets everything through.
"""
HEADINGS = ("key", "required", "type", "unit", "allowed", "left out means", "meaning")
CHANGE_START = """
## Changes

Each change stands under a line `[[change]]`, in the order in which they are made. `do` says what kind it is.
"""


def key_reference() -> str:
    """Return the key reference as Markdown: the keys at the top, list growth, then every kind of change."""
    kinds = [part for kind in KINDS.values() for part in _section(kind.table, level=3, opening="[[change]]")]
    top = [*_section(SCENARIO, level=2), *_section(GROWTH, level=2, opening="[growth]")]
    return "\n".join([START, *top, CHANGE_START, *kinds]) + "\n"


def example_toml(table: Table, opening: str | None = None) -> str:
    """Return the example of a part of the file as TOML."""
    do = {"do": table.name} if table.name in KINDS else {}
    lines = [
        f"{key} = {_toml(table.by_name[key], text)}" for key, text in _in_order(table, do | dict(table.examples[0]))
    ]
    return "\n".join([opening, *lines] if opening else lines)


def _in_order(table: Table, example: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((column.name, example[column.name]) for column in table.columns if column.name in example)


def _toml(column: Column, text: str) -> str:
    if column.kind in LISTS:
        return "[" + ", ".join(f'"{item}"' for item in text.split(";")) + "]"
    return text if column.kind in (Kind.NUMBER, Kind.WHOLE) else f'"{text}"'


def _section(table: Table, *, level: int, opening: str | None = None) -> Iterator[str]:
    yield f"\n{'#' * level} {table.name}\n"
    yield f"{table.meaning}.\n"
    yield f"```toml\n{example_toml(table, opening)}\n```\n"
    yield markdown_row(HEADINGS)
    yield markdown_rule(HEADINGS)
    for column in table.columns:
        yield markdown_row(
            (
                f"`{column.name}`",
                "yes" if column.required else "no",
                column.kind.value,
                column.unit or "",
                "one of the kinds below"
                if column.name == "do"
                else allowed_in_words(column).replace(" separated by ;", ""),
                blank_in_words(column).replace("may not be blank", "must be given"),
                column.meaning,
            )
        )


def main() -> None:
    """Write the key reference to the file named on the command line."""
    write_whole_file(Path(sys.argv[1]), key_reference().encode())


if __name__ == "__main__":
    main()
