"""Reports of small counties, and how to read back what is written of them."""

import io
from typing import Any

import pikepdf
from docx import Document
from docx.table import Table

from estates.domain.settings import Settings
from maps.report import Report
from tests.maps.worlds import county_outcome

PROOF: dict[str, Any] = {
    "goals": {name: {"value": 3, "bound": 3, "gap": 0, "standing": "optimal"} for name in ("G1", "G2", "G3", "G4")},
    "standing": "optimal",
    "season": "standard",
    "seed": 0,
    "versions": {"planner": "0.1.0"},
    "input_sha256": "0123456789abcdef" * 4,
    "rows": {"used": 20, "rejected": 0, "warned": 0},
    "stopped_by": "gap",
}


def county_report(settings: Settings | None = None, **given: Any) -> Report:
    """Return the report of the county of ``worlds``; ``given`` tables take the place of its own."""
    return Report(outcome=county_outcome(**given), settings=settings or Settings(), proof=PROOF)


def tables_of(docx: bytes) -> list[list[list[str]]]:
    """Return the tables of a Word document as text: rows of cells."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in _tables(docx)]


def words_of(docx: bytes) -> str:
    """Return the paragraphs of a Word document outside its tables."""
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs)


def _tables(docx: bytes) -> list[Table]:
    return list(Document(io.BytesIO(docx)).tables)


def elements(of: pikepdf.Pdf | pikepdf.Object) -> list[tuple[str, pikepdf.Dictionary]]:
    """Return the structure elements of a tagged PDF, or of what stands under one, in reading order with their kinds."""
    found: list[tuple[str, pikepdf.Dictionary]] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append((str(node.S)[1:], node))
            walk(node.get("/K"))

    walk(of.Root.StructTreeRoot.K if isinstance(of, pikepdf.Pdf) else of)
    return found
