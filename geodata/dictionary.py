"""The data dictionary: every table and column in words, made from the declarations alone.

``python -m geodata.dictionary docs/data-dictionary.md`` writes it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from geodata.tables.columns import Column, Table
from geodata.tables.every_table import TABLES
from geodata.whole_file import write_whole_file

START = """\
# Data dictionary

This page is made from the declarations of the tables by `make docs`; change those, not this.

A dataset is a folder of CSV files (UTF-8), or one `.xlsx` workbook with a sheet per table, or one `.gpkg` GeoPackage
with a table or layer per table. Table and column names match ignoring case and outer spaces. Codes are text: `007`
stays `007`. Lists inside a cell are separated by `;`. Dates are `YYYY-MM-DD` or spreadsheet dates. Numbers are plain:
no %, £, thousands separators or decimal comma. A code that refers to another table is checked where that table is
there. Only the tables marked required are needed.

`estates template FILE.xlsx` writes an empty workbook of these tables with drop-downs, notes and example rows.
"""
TABLE_HEADINGS = ("table", "required", "one row is told from another by", "what it holds")
COLUMN_HEADINGS = ("column", "required", "type", "unit", "allowed", "blank means", "meaning", "example")


def data_dictionary() -> str:
    """Return the data dictionary as Markdown: the tables, then each with its columns."""
    parts = [START, "## Tables\n", *_overview(), *(part for table in TABLES.values() for part in _section(table))]
    return "\n".join(parts) + "\n"


def _overview() -> Iterator[str]:
    yield markdown_row(TABLE_HEADINGS)
    yield markdown_rule(TABLE_HEADINGS)
    for table in TABLES.values():
        key = ", ".join(f"`{name}`" for name in table.key) or "rows may repeat"
        yield markdown_row((f"[{table.name}](#{table.name})", "yes" if table.required else "no", key, table.meaning))


def _section(table: Table) -> Iterator[str]:
    yield f"\n## {table.name}\n"
    yield f"{table.meaning}.{_form(table)}\n"
    yield markdown_row(COLUMN_HEADINGS)
    yield markdown_rule(COLUMN_HEADINGS)
    for column in table.columns:
        yield markdown_row(_about(column, table))


def _form(table: Table) -> str:
    if table.is_layer:
        return f" `{table.name}.geojson` beside the CSV files or the workbook, or a layer of the GeoPackage."
    if table.shape is not None:
        return f" In a GeoPackage a {table.shape.value} geometry counts as a position."
    return ""


def _about(column: Column, table: Table) -> tuple[str, ...]:
    examples = (row[column.name] for row in table.examples if row.get(column.name))
    example = next(examples, "")
    return (
        f"`{column.name}`",
        "yes" if column.required else "no",
        column.kind.value,
        column.unit or "",
        allowed_in_words(column),
        blank_in_words(column),
        column.meaning,
        f"`{example}`" if example else "",
    )


def allowed_in_words(column: Column) -> str:
    """Return what a cell of a column may hold, and the table that its codes must stand in."""
    if column.refers_to is None:
        return column.allowed
    referred = f"{TABLES[column.refers_to].key[0]} of the {column.refers_to} table"
    return f"{column.allowed} ({referred})"


def blank_in_words(column: Column) -> str:
    """Return what a blank cell of a column means, or that it may not be blank."""
    return "may not be blank" if column.required else column.blank


def markdown_row(cells: tuple[str, ...]) -> str:
    """Return cells as a row of a Markdown table."""
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def markdown_rule(headings: tuple[str, ...]) -> str:
    """Return the line below the headings of a Markdown table."""
    return f"|{'---|' * len(headings)}"


def main() -> None:
    """Write the data dictionary to the file named on the command line."""
    write_whole_file(Path(sys.argv[1]), data_dictionary().encode())


if __name__ == "__main__":
    main()
