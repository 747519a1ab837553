"""The workbook to fill in, made from the declarations of the tables alone."""

import io
from datetime import datetime
from pathlib import Path

import xlsxwriter

from estates.domain.errors import RequestError
from geodata.template.formats import formats_of
from geodata.template.pages import add_column_guide, add_lists, add_read_me, sheets_to_fill_in
from geodata.template.sheets import add_table_sheet
from geodata.whole_file import write_whole_file

SUFFIX = ".xlsx"
# A workbook records when it was made; a fixed day keeps the same declarations the same bytes.
CREATED = datetime(2026, 1, 1)
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def write_template(path: Path) -> None:
    """Write an empty workbook with a sheet per table: drop-downs, notes on the headings, and a filled example row.

    The example rows of all sheets together are a valid dataset, so that the workbook can be checked and planned as
    it is.

    Parameters
    ----------
    path
        The ``.xlsx`` file to write. Folders above it are made where they are not there.

    Raises
    ------
    RequestError
        Where the name does not end in ``.xlsx``, a file stands there already (it may hold somebody's work), or the
        disk does not let us write.
    """
    if path.suffix.lower() != SUFFIX:
        raise RequestError(f"{path} does not end in {SUFFIX}. The template is a workbook: give it such a name.")
    if path.exists():
        raise RequestError(f"{path} is there already and is not overwritten. Give another name, or move it away.")
    write_whole_file(path, template_bytes())


def template_bytes() -> bytes:
    """Return the template as the bytes of an ``.xlsx`` file, the same ones every time."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, OPTIONS) as workbook:
        workbook.set_properties({"title": "Estates Capacity Planner: workbook to fill in", "created": CREATED})
        formats = formats_of(workbook)
        add_read_me(workbook, formats)
        for table in sheets_to_fill_in():
            add_table_sheet(workbook, table, formats)
        add_column_guide(workbook, formats)
        add_lists(workbook, formats)
    return stream.getvalue()
