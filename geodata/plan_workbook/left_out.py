"""The workbook's page of rows that were left out."""

from geodata.plan_workbook.contents import Contents
from geodata.plan_workbook.pages import Column, Page, Table
from geodata.plan_workbook.styles import Style
from geodata.plan_workbook.words import DOES_NOT_APPLY


def left_out_page(contents: Contents) -> Page:
    """Return every fault of the dataset whose row was left out at the user's wish."""
    columns = (
        Column("Table", 16),
        Column("Row", 8, Style.WHOLE),
        Column("Column", 18),
        Column("Value found", 24),
        Column("What is wrong", 50),
        Column("Allowed", 40),
        Column("What to do", 50),
    )
    return Page(
        name="Left out",
        title="Rows of the dataset that were left out of the plan",
        about="Every row with a fault that was left out as asked, and how to put it right.",
        notes=("Correct them and plan again: until then their posts, rooms and sites are in none of the figures.",),
        table=Table(
            name="LeftOut",
            columns=columns,
            rows=[
                [
                    fault.table,
                    fault.row or DOES_NOT_APPLY,
                    fault.column or DOES_NOT_APPLY,
                    fault.value or DOES_NOT_APPLY,
                    fault.problem,
                    fault.allowed or DOES_NOT_APPLY,
                    fault.to_do,
                ]
                for fault in contents.left_out
            ],
        ),
        frozen_columns=2,
    )
