"""Tables for Word, written as XML at once: python-docx, cell by cell, takes minutes for thousands of cells."""

import re
from collections.abc import Sequence
from dataclasses import replace
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from maps.paper.blocks import Column, Table
from maps.paper.letters import Letters, column_points

TABLE_STYLE = "EstatesTable"
_OVER = 12  # twips over and under the text of a cell
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def safe(text: str) -> str:
    """Return text that may stand in a Word file: signs that XML forbids are replaced."""
    return _NOT_XML.sub("\ufffd", text)


def table_xml(table: Table, *, width_cm: float, letters: Letters) -> object:
    """Return the element of a table of so many centimetres; its heading row repeats on every page.

    ``letters`` is the width of the font's letters (see ``letters``): columns make room for their longest words.
    """
    points, size = column_points(table, width=width_cm * 72 / 2.54, letters=letters)
    table = replace(table, size=size)
    twips = [round(width * 20) for width in points]
    rows = [_row([column.heading for column in table.columns], table, twips, heading=True, stays=True)]
    last = len(table.rows) - 1
    rows += [
        _row(row, table, twips, bold=table.has_total and place == last, stays=table.is_whole and place < last)
        for place, row in enumerate(table.rows)
    ]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    caption = escape(safe(table.caption), {'"': "&quot;"})
    look = '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_margins(table)}{look}<w:tblCaption w:val="{caption}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _margins(table: Table) -> str:
    """Return the distances of the text from the sides of its cells."""
    across = round(table.edge * 10)
    sides = (("top", _OVER), ("left", across), ("bottom", _OVER), ("right", across))
    given = (f'<w:{side} w:w="{twips}" w:type="dxa"/>' for side, twips in sides)
    return f"<w:tblCellMar>{''.join(given)}</w:tblCellMar>"


def _row(
    cells: Sequence[str],
    table: Table,
    twips: Sequence[int],
    *,
    heading: bool = False,
    bold: bool = False,
    stays: bool = False,
) -> str:
    """Return a row; one that ``stays`` is on the page of the next."""
    marks = "<w:cantSplit/>" + ("<w:tblHeader/>" if heading else "")
    parts = (
        _cell(text, (column, width), size=table.size, bold=bold or heading, stays=stays)
        for text, column, width in zip(cells, table.columns, twips, strict=True)
    )
    return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(parts)}</w:tr>"


def _cell(text: str, where: tuple[Column, int], *, size: float, bold: bool, stays: bool) -> str:
    column, width = where
    side = '<w:jc w:val="right"/>' if column.is_number else ""
    keep = "<w:keepNext/>" if stays else ""
    half_points = round(size * 2)
    font = f'{"<w:b/>" if bold else ""}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'{keep}<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>{side}</w:pPr>'
        f'<w:r><w:rPr>{font}</w:rPr><w:t xml:space="preserve">{escape(safe(text))}</w:t></w:r></w:p></w:tc>'
    )
