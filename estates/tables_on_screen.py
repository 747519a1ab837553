"""Tables of figures as the commands print them."""

from rich.table import Table

from geodata.answer_tables import as_decimal

_LEAST_WIDTH = 14


def table_of_figures(first: str, *headings: str, is_tight: bool = False) -> Table:
    """Return a table whose first column names what the figures in the others are of; a tight one has many columns."""
    table = Table(pad_edge=False, padding=(0, 1, 0, 0)) if is_tight else Table()
    table.add_column(first, min_width=_LEAST_WIDTH if is_tight else None)
    for heading in headings:
        table.add_column(heading, justify="right")
    return table


def plain(figure: object) -> str:
    """Return a figure without the noughts at the end of its decimals."""
    return f"{as_decimal(figure).normalize():,f}"
