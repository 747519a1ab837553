"""The government's rules for spreadsheets, kept on every sheet of the plan's workbook, whatever the world.

They are those of the Analysis Function's checklist "Making spreadsheets accessible". Three of its wishes are not kept,
since a manager needs the contrary: no filters and frozen panes, no footer (here sheet and page of the print), and
no grounds of colour (here each has words that say the same).
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from estates.domain.dataset import Dataset
from estates.domain.errors import Fault
from estates.domain.practices import Pcn
from estates.domain.words import SiteKind
from geodata.example.write import write_example
from geodata.reading.read import read_dataset
from tests.builders import cells, post, room, site
from tests.geodata import plan_world
from tests.geodata.remedies_world import remedies
from tests.geodata.workbooks import content

PIXELS_PER_POINT, PIXELS_PER_LETTER = 96 / 72, 9
LAPTOP = (1366, 768)
FAULT = Fault(table="rooms", row=6, column="places", value=" ", problem="not a number", to_do="Write a number.")


def _odd() -> dict[str, Callable[[], bytes]]:
    """Return the workbooks of odd worlds by name."""
    usual = plan_world.world()
    bare = {"programmes": (), "practices": (), "pcns": ()}
    unknown = tuple(replace(row, cells=cells(unknown="MON_AM"), estimated=True) for row in usual.rooms)
    nameless = {
        "pcns": (Pcn(pcn_code="N1", name=" ", group=""),),
        "sites": (site("S1", name=""), site("HUB", SiteKind.HUB, name="\t")),
    }
    return {
        "usual": content,
        "no programmes, practices or names": lambda: _book(plan_world.world(**bare)),
        "no rooms": lambda: _book(plan_world.world(rooms=(), programmes=())),
        "no posts": lambda: _book(plan_world.world(posts=(), programmes=())),
        "nothing wanted": lambda: _book(plan_world.world(posts=(post("A", 0),), programmes=())),
        "nothing known": lambda: _book(plan_world.world(rooms=unknown)),
        "blank names": lambda: _book(plan_world.world(**nameless)),
        "long names": lambda: _book(plan_world.world(rooms=(room("R1", name="A very long name of a room " * 40),))),
        "rows left out": lambda: content(left_out=(FAULT,)),
        "remedies": lambda: content(remedies=remedies()),
        "no remedies": lambda: content(remedies=()),
    }


def _book(data: Dataset) -> bytes:
    return content(data, plan_world.plan(()))


WORLDS = _odd()


@pytest.fixture(scope="module", params=WORLDS)
def book(request: pytest.FixtureRequest) -> bytes:
    """Return the workbook of each odd world."""
    return WORLDS[request.param]()


def test_every_rule_holds_in_odd_worlds(book: bytes) -> None:
    """Sheet by sheet."""
    assert broken(book) == []


@pytest.mark.slow
def test_every_rule_holds_for_the_example_county(tmp_path_factory: pytest.TempPathFactory) -> None:
    """120 sites, 646 rooms and 700 posts, none of them placed: every post is on the sheet of the unmet."""
    folder = tmp_path_factory.mktemp("example") / "county"
    write_example(folder)
    data = read_dataset(folder).dataset
    assert data is not None
    assert broken(_book(data)) == []


def test_a_broken_rule_is_found() -> None:
    """The walk below can fail: each of these hurts one rule."""
    hurts: dict[str, Callable[[Worksheet], Any]] = {
        "title in A1": lambda sheet: sheet.__setitem__("A1", None),
        "no merged cells": lambda sheet: sheet.merge_cells("A1:C1"),
        "no empty cell in the table": lambda sheet: sheet.cell(*_corner(sheet)).__setattr__("value", None),
        "nothing beside or below the table": lambda sheet: sheet.cell(900, 1, "more"),
        "nothing hidden": lambda sheet: sheet.row_dimensions[2].__setattr__("hidden", True),
        "one table": lambda sheet: sheet.tables.clear(),
        "frozen under the heading": lambda sheet: sheet.__setattr__("freeze_panes", "A2"),
    }
    for rule, hurt in hurts.items():
        opened = openpyxl.load_workbook(io.BytesIO(content()))
        hurt(opened["Unmet"])
        assert ("Unmet", rule) in list(_of_sheets(opened))


def broken(book: bytes) -> list[tuple[str, str]]:
    """Return the rules that a workbook breaks, each with its sheet."""
    opened = openpyxl.load_workbook(io.BytesIO(book))
    names = [name for sheet in opened for name in sheet.tables]
    whole = {
        "names of tables used once": len(names) == len(set(names)),
        "document has a title": bool(opened.properties.title),
        "opens at its first sheet": opened.active is opened.worksheets[0],
        "no empty sheet, none hidden": all(sheet.sheet_state == "visible" for sheet in opened),
        "no macro, picture, comment or link outside": not _foreign_parts(book),
    }
    return [("workbook", rule) for rule, holds in whole.items() if not holds] + list(_of_sheets(opened))


def _foreign_parts(book: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        kinds = ("vbaProject", "drawings/", "media/", "comments", "externalLinks")
        return [name for name in parts.namelist() if any(kind in name for kind in kinds)]


def _of_sheets(opened: openpyxl.Workbook) -> Iterator[tuple[str, str]]:
    for sheet in opened:
        for rule, holds in {**_of_table(sheet), **_of_view(sheet)}.items():
            if not holds:
                yield sheet.title, rule


def _corner(sheet: Worksheet) -> tuple[int, int]:
    (found,) = sheet.tables.values()
    _, _, column, row = range_boundaries(found.ref)
    return int(row or 0), int(column or 0)


def _of_table(sheet: Worksheet) -> dict[str, bool]:
    """Return whether each rule on the table and the text holds."""
    if len(sheet.tables) != 1:
        return {"one table": False}
    (found,) = sheet.tables.values()
    west, heading, east, last = (int(edge or 0) for edge in range_boundaries(found.ref))
    headings = [str(cell.value) for cell in sheet[heading]]
    inside = [cell for row in sheet.iter_rows(min_row=heading + 1, max_row=last) for cell in row]
    above = [sheet.cell(row, 1) for row in range(1, heading)]
    return {
        "title in A1": bool(sheet["A1"].value) and sheet["A1"].font.b and sheet["A1"].font.sz == 16,
        "table starts in column A, straight below its notes": west == 1 and all(cell.value for cell in above),
        "nothing beside or below the table": (sheet.max_column, sheet.max_row) == (east, last),
        "every column has a heading of its own": len(set(headings)) == east and all(h.strip() for h in headings),
        "notes say how many tables there are": any("This sheet holds one table" in str(c.value) for c in above),
        "no empty cell in the table": all(_has_words(cell) for cell in inside),
        "text wraps, and stands left of numbers' right": all(_stands_well(cell) for cell in inside),
        "read without effort": all(_is_legible(cell) for cell in (*above, *sheet[heading], *inside)),
        "no formula": all(cell.data_type in "sn" for cell in inside),
        "filters": found.autoFilter is not None and found.autoFilter.ref == found.ref,
        "no merged cells": not sheet.merged_cells.ranges,
    }


def _of_view(sheet: Worksheet) -> dict[str, bool]:
    """Return whether each rule on what is seen on screen and paper holds."""
    if len(sheet.tables) != 1:
        return {}
    (found,) = sheet.tables.values()
    heading = int(range_boundaries(found.ref)[1] or 0)
    frozen = str(sheet.freeze_panes or "A1")
    columns = openpyxl.utils.cell.coordinate_from_string(frozen)[0]
    wide = sum(
        sheet.column_dimensions[openpyxl.utils.get_column_letter(place)].width * PIXELS_PER_LETTER
        for place in range(1, openpyxl.utils.column_index_from_string(columns))
    )
    tall = sum((sheet.row_dimensions[row].height or 15) * PIXELS_PER_POINT for row in range(1, heading + 1))
    return {
        "frozen under the heading": frozen.endswith(str(heading + 1)),
        "what is frozen leaves room for the rest": wide < LAPTOP[0] / 2 and tall < LAPTOP[1] / 2,
        "nothing hidden": not any(
            line.hidden for line in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values())
        ),
        "cursor in A1": sheet.sheet_view.topLeftCell in (None, "A1"),
        "prints its table with the heading on every page": bool(sheet.print_area)
        and sheet.print_title_rows == f"${heading}:${heading}",
        "prints on A4 or A3 across": sheet.page_setup.orientation == "landscape"
        and sheet.page_setup.paperSize in (8, 9),
    }


def _has_words(cell: Cell | MergedCell) -> bool:
    """Whether a cell holds a number, or a text that is more than signs."""
    return not isinstance(cell.value, str | None) or any(letter.isalnum() for letter in cell.value or "")


def _stands_well(cell: Cell | MergedCell) -> bool:
    is_number = isinstance(cell.value, int | float)
    return cell.alignment.wrap_text is True and (cell.alignment.horizontal == "right") is is_number


def _is_legible(cell: Cell | MergedCell) -> bool:
    """Whether a cell is set in Arial of 12 points or more, upright, and dark enough on its ground."""
    font = cell.font
    ground = cell.fill.fgColor.rgb if cell.fill.patternType == "solid" else "FFFFFFFF"
    ink = font.color.rgb if font.color is not None and isinstance(font.color.rgb, str) else "FF000000"
    return font.name == "Arial" and font.sz >= 12 and not font.i and _contrast(str(ink), str(ground)) >= 7


def _contrast(ink: str, ground: str) -> float:
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of WCAG of a colour written as AARRGGBB."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (2, 4, 6)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
