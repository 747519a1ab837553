"""The key reference of files of uncertain figures, made from the declarations alone.

``python -m geodata.uncertainty.reference docs/risk-keys.md`` writes it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from geodata.dictionary import allowed_in_words, blank_in_words, markdown_row, markdown_rule
from geodata.scenario.reference import example_toml
from geodata.uncertainty.keys import FIGURES, Figure
from geodata.whole_file import write_whole_file

START = """\
# Keys of a figures file

This page is made from the declarations of the keys by `make docs`; change those, not this. What the figures are for
is told in [Risk](risk.md). A figure or key that is left out keeps its default. Three equal figures stand for one that
is known.
"""
HEADINGS = ("key", "type", "unit", "allowed", "left out means", "meaning")


def figures_reference() -> str:
    """Return the key reference as Markdown: a section per figure, with whom it is drawn for and where it is from."""
    return "\n".join([START, *(line for figure in FIGURES.values() for line in _section(figure))]) + "\n"


def _section(figure: Figure) -> Iterator[str]:
    table = figure.table
    yield f"\n## {table.name}\n"
    yield f"{table.meaning}.\n"
    yield f"- Drawn for {figure.drawn_for}."
    yield f"- Where the defaults are from: {figure.source}.\n"
    yield f"```toml\n{example_toml(table, f'[{table.name}]')}\n```\n"
    yield markdown_row(HEADINGS)
    yield markdown_rule(HEADINGS)
    for column in table.columns:
        about = (column.kind.value, column.unit or "", allowed_in_words(column), blank_in_words(column))
        yield markdown_row((f"`{column.name}`", *about, column.meaning))


def main() -> None:
    """Write the key reference to the file named on the command line."""
    write_whole_file(Path(sys.argv[1]), figures_reference().encode())


if __name__ == "__main__":
    main()
