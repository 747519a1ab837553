"""Text in the plan's workbook: shown as it is, never run, never too much for a cell."""

import io
import zipfile
from dataclasses import replace

import pytest

from estates.domain.errors import Fault
from estates.domain.practices import Pcn, Practice
from estates.domain.slots import Slot
from estates.domain.words import SiteKind
from geodata.plan_workbook.drawing import printable
from tests.builders import placed, post, programme, room, site
from tests.geodata import plan_world
from tests.geodata.workbooks import content, opened, row_of, table

HOSTILE = [
    "=1+1",
    "@SUM(A1)",
    "+1-2",
    "https://example.org/x",
    "mailto:a@b.c",
    "internal:'Proof'!A1",
    "{=1+1}",
    "_x0041_",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_the_users_is_a_formula_or_a_link(text: str) -> None:
    """Whatever a code or name holds, it is shown as it is."""
    data = plan_world.world(
        sites=(site("S1", name=text), site("HUB", SiteKind.HUB, name=text)),
        rooms=(room(text, name=text),),
        posts=(post("A", 2, practice_code=text, pcn_code=text),),
        programmes=(programme("W", name=text, pcn_codes=(text,)),),
        practices=(Practice(practice_code=text, name=text, pcn_code=text, list_size=1),),
        pcns=(Pcn(pcn_code=text, name=text, group=text),),
    )
    of = plan_world.plan([placed("A", Slot.MON_AM, room_id=text)])
    fault = Fault(table=text, problem=text, to_do=text, column=text, value=text, allowed=text)
    book = content(data, of, left_out=(fault,))
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not [name for name in sheets if b"<f" in parts.read(name).replace(b"<footer", b"")]
        assert not [name for name in parts.namelist() if b"External" in parts.read(name)]
    read = opened(book)
    assert row_of(read["Placements"], "ID", "A")["Room ID"] == text
    assert not [c for sheet in read.worksheets[1:] for row in sheet.iter_rows() for c in row if c.hyperlink]
    assert {c.data_type for sheet in read for row in sheet.iter_rows() for c in row} <= {"s", "n"}


@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_characters_that_a_workbook_cannot_hold_are_replaced(letter: str) -> None:
    """The workbook still opens, and the rest of the text is there."""
    data = plan_world.world(practices=(Practice(practice_code="P1", name=f"A{letter}B", pcn_code="N1", list_size=1),))
    assert row_of(opened(content(data))["Shortfall by practice"], "Practice code", "P1")["Practice"] == "A\ufffdB"


def test_a_text_too_long_for_a_cell_is_shortened_in_words() -> None:
    """A cell holds 32,767 characters."""
    shown = plan_world.shown()
    unmet = tuple(replace(row, explanation="x" * 40_000) for row in shown["unmet"])
    (row,) = table(opened(content(unmet=unmet))["Unmet"])
    assert len(row["Explanation"]) == 32_767
    assert row["Explanation"].endswith("… (shortened)")
    assert printable("x" * 32_767) == "x" * 32_767
