"""Whole jobs that the command calls: check, plan, verify, example, template, starter."""

from estates.planning.beside import shown_beside
from estates.planning.checking import Checked, check
from estates.planning.giving import (
    EXAMPLE_WORKBOOK,
    STARTER_PAGE,
    StarterReport,
    start_from_national_files,
    write_example_county,
    write_template,
)
from estates.planning.make_plan import Outcome, check_replaceable, plan, write_plan
from estates.planning.source import Source
from estates.planning.verifying import Verdict, verify

__all__ = [
    "EXAMPLE_WORKBOOK",
    "STARTER_PAGE",
    "Checked",
    "Outcome",
    "Source",
    "StarterReport",
    "Verdict",
    "check",
    "check_replaceable",
    "plan",
    "shown_beside",
    "start_from_national_files",
    "verify",
    "write_example_county",
    "write_plan",
    "write_template",
]
