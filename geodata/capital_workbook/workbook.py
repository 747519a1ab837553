"""``invest.xlsx``: the answer to where capital should go as a workbook, by the same rules as that of a plan."""

from collections.abc import Sequence

from geodata.capital_workbook.pages import SHEETS, Tables, page_of, read_me_page
from geodata.plan_workbook.drawing import workbook_of

FUTURES = "futures.csv"


def capital_workbook(tables: Tables, *, remarks: Sequence[str] = (), author: str = "") -> bytes:
    """Return the workbook as the bytes of an ``.xlsx`` file; the same answer gives the same bytes.

    It holds no formula, and no text of the user's files is a link. The sheet of futures is there where others than the
    one asked about were looked at.

    Parameters
    ----------
    tables
        The tables of the answer by file name.
    remarks
        What must be said of an answer that was stopped before it was whole.
    author
        Whose workbook it is.
    """
    has_futures = any(row["future"] for row in tables[FUTURES])
    pages = [page_of(sheet, tables) for sheet in SHEETS if sheet.file != FUTURES or has_futures]
    return workbook_of([read_me_page(pages, tables, remarks), *pages], author=author)
