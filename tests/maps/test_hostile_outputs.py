"""A hundred hostile texts in one county: every file of a plan holds them as written, and none of them does anything.

The map is opened with each of them in ``test_hostile_names``, the notebook's view in ``test_in_notebooks``.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import geopandas
import openpyxl
import pikepdf
import pyarrow.parquet as pq
import pytest
from docx import Document
from icalendar import Calendar

from estates.planning.exchange import files_for_other_tools
from geodata.plan.proof import proof_record
from geodata.plan.tables import Rows, csv_files, plan_rows
from geodata.plan_layers.contents import Contents
from geodata.plan_workbook.drawing import printable
from geodata.plan_workbook.words import NOT_GIVEN
from geodata.plan_workbook.workbook import plan_workbook
from geodata.spreadsheet_text import unguard_text
from maps.figures.make import drawings
from maps.figures.sheets import A4, image, own_settings
from maps.outcome import Outcome
from maps.paper.content import timetables
from maps.paper.pdf import paper_pdf
from maps.paper.word import paper_docx
from maps.paper.wording import name as on_paper
from maps.report import Report
from maps.shortfall_map import shortfall_map
from tests.geodata.plan_world import reading
from tests.maps.figures.texts import outside
from tests.maps.hostile import HOSTILE
from tests.maps.hostile_county import hostile_settings, hostile_tables
from tests.maps.paper.test_paper import paper_of
from tests.maps.reports import PROOF, tables_of

pytestmark = pytest.mark.slow
CODES = [f"{text}{number}" for number, text in enumerate(HOSTILE)]
_REPEATED = {f"-{number}" for number in range(2, 7)}
TABLES = ("dataset", "plan", "unmet", "shortfall", "use")


@pytest.fixture(scope="module")
def tables() -> Mapping[str, Any]:
    """Return the county with its plan."""
    return hostile_tables()


@pytest.fixture(scope="module")
def rows(tables: Mapping[str, Any]) -> Mapping[str, Rows]:
    """Return the rows of the plan's tables."""
    return plan_rows(**{name: tables[name] for name in TABLES})


@pytest.fixture(scope="module")
def proof(tables: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the plan's proof."""
    given = {name: tables[name] for name in ("dataset", "travel", "plan")}
    return proof_record(reading=reading(tables["dataset"]), settings=hostile_settings(), **given)


@pytest.fixture(scope="module")
def exchange(tables: Mapping[str, Any], rows: Mapping[str, Rows], proof: Mapping[str, Any]) -> Mapping[str, bytes]:
    """Return the files for other people's tools."""
    names = {field.name for field in fields(Contents)} - {"proof"}
    contents = Contents(**{name: tables[name] for name in names}, proof=proof)
    return files_for_other_tools(contents, rows=rows, tables=csv_files(rows))


def test_csv_files_guard_every_formula_and_give_the_text_back(rows: Mapping[str, Rows]) -> None:
    """No cell of text starts a formula; without its guard it is the text."""
    for name, content in csv_files(rows).items():
        read = list(csv.reader(io.StringIO(content.decode(), newline="")))
        assert {len(line) for line in read} == {len(read[0])}, name
        for line in read[1:]:
            assert not [cell for cell in line if cell[:1] in "=@\t\r" and cell], name
    unmet = list(csv.DictReader(io.StringIO(csv_files(rows)["unmet.csv"].decode(), newline="")))
    assert [unguard_text(row["id"]) for row in unmet] == [*CODES, *CODES]
    assert [unguard_text(row["explanation"]) for row in unmet[: len(HOSTILE)]] == list(HOSTILE)


def test_parquet_holds_the_text_as_it_is(exchange: Mapping[str, bytes]) -> None:
    """A blank text is null; nothing is guarded where nothing can run."""
    table = pq.read_table(io.BytesIO(exchange["parquet/unmet.parquet"])).to_pydict()
    assert table["id"] == [*CODES, *CODES]
    assert table["remedy"][: len(HOSTILE)] == list(HOSTILE)
    assert json.loads(exchange["datapackage.json"])["resources"]


def test_the_geopackage_holds_the_text_as_it_is(exchange: Mapping[str, bytes], tmp_path: Path) -> None:
    """In every layer, and never in a style: QGIS runs expressions."""
    (tmp_path / "plan.gpkg").write_bytes(exchange["plan.gpkg"])
    for layer, column in (("sites", "name"), ("shortfall_by_pcn", "name"), ("unmet", "explanation"), ("rooms", "name")):
        read = geopandas.read_file(tmp_path / "plan.gpkg", layer=layer)[column].tolist()
        held = {text.replace("\0", "") for text in HOSTILE}
        assert held <= set(read), layer
    styles = geopandas.read_file(tmp_path / "plan.gpkg", layer="layer_styles")
    assert not [style for style in styles["styleQML"] if "hacked" in style or "x.invalid" in style]


def test_calendars_hold_no_line_of_the_text_s_own(exchange: Mapping[str, bytes]) -> None:
    """Each file is one calendar with as many events as it has sessions, under a name that every system can hold."""
    with zipfile.ZipFile(io.BytesIO(exchange["calendars.zip"])) as packed:
        names = [name for name in packed.namelist() if name.endswith(".ics")]
        assert len(names) == 2 * len(HOSTILE)
        for name in names:
            assert re.fullmatch(r"(posts|rooms)/[A-Za-z0-9][A-Za-z0-9_.-]{0,70}\.ics", name)
            content = packed.read(name)
            calendar = Calendar.from_ical(content)
            assert len(calendar.walk("VEVENT")) == content.count(b"\r\nBEGIN:VEVENT\r\n") in (1, 2)
            assert not calendar.walk("VALARM")


def test_the_workbook_runs_nothing_and_reads_as_written(tables: Mapping[str, Any], proof: Mapping[str, Any]) -> None:
    """Every cell is text or number; the one list of links is the first sheet's."""
    given = {name: tables[name] for name in TABLES}
    book = openpyxl.load_workbook(io.BytesIO(plan_workbook(**given, settings=hostile_settings(), proof=proof)))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert not [c for sheet in book.worksheets[1:] for row in sheet.iter_rows() for c in row if c.hyperlink]
    shown = {cell.value for cell in book["Unmet"]["L"]}
    assert {_in_a_cell(text) for text in HOSTILE} <= shown


def _in_a_cell(text: str) -> str:
    """Return a text as a cell holds it; a carriage return stands as spreadsheets write it."""
    return printable(text).replace("\r", "_x000D_") if text.strip() else NOT_GIVEN


def test_the_map_holds_the_text_as_data_alone(tables: Mapping[str, Any]) -> None:
    """Outside its one block of data names stand nowhere, and the settings' own words only as text at the foot."""
    page = shortfall_map(**tables, settings=hostile_settings())
    start, data, end = re.split(r'(?<=id="data">)(.*?)(?=</script>)', page, maxsplit=1, flags=re.DOTALL)
    foot = start[start.index("<footer>") : start.index("</footer>")]
    assert "hacked" not in start.replace(foot, "") + end
    assert not [tag for tag in re.findall("<[^>]*>", foot) if "hacked" in tag or tag.startswith("<script")]
    table = json.loads(data)["tables"]["pcns"]
    assert [row[table["heads"].index("name")] for row in table["rows"]] == list(HOSTILE)
    assert not re.search("[<>&\u2028\u2029]", data)


def test_word_and_pdf_set_the_text_as_text(tables: Mapping[str, Any]) -> None:
    """Every name stands in a table as far as a line holds it; no field, link or script of the user's is in either."""
    paper = paper_of(_report(tables))
    docx = paper_docx(paper)
    cells = {cell for table in tables_of(docx) for row in table for cell in row}
    assert {on_paper(text) for text in HOSTILE} <= cells
    links = Document(io.BytesIO(docx)).part.rels.values()
    assert not [link.target_ref for link in links if link.is_external]
    with pikepdf.open(io.BytesIO(paper_pdf(paper))) as pdf:
        assert len(pdf.pages) > len(HOSTILE), "a page for each PCN"
        assert {(round(page.mediabox[2]), round(page.mediabox[3])) for page in pdf.pages} == {(595, 842), (842, 595)}
        _assert_nothing_runs(pdf)


def test_the_timetables_to_pin_up_hold_a_page_for_every_text(tables: Mapping[str, Any]) -> None:
    """On the long side of A4, and nothing in them runs."""
    with pikepdf.open(io.BytesIO(paper_pdf(timetables(_report(tables))))) as pdf:
        assert len(pdf.pages) > len(HOSTILE)
        assert {(round(page.mediabox[2]), round(page.mediabox[3])) for page in pdf.pages} == {(842, 595)}
        _assert_nothing_runs(pdf)


def test_the_figures_draw_the_text_within_their_sheet(tables: Mapping[str, Any]) -> None:
    """As outlines of letters: an SVG has no element of the user's, and no script, link or handler."""
    with own_settings():
        drawn_once = {name: draw for name, draw in drawings(_report(tables)).items() if name[-2:] not in _REPEATED}
        for name, draw in drawn_once.items():
            figure = draw(A4)
            assert outside(figure) == [], name
            drawn = list(ElementTree.fromstring(image(figure, "svg")).iter())
            tags = {str(element.tag).rpartition("}")[2] for element in drawn}
            assert not tags & {"script", "a", "foreignObject", "image", "text", "iframe"}, name
            assert not [key for element in drawn for key in element.attrib if key.startswith("on")], name


def _report(tables: Mapping[str, Any]) -> Report:
    return Report(outcome=Outcome(**tables, settings=hostile_settings()), settings=hostile_settings(), proof=PROOF)


def _assert_nothing_runs(pdf: pikepdf.Pdf) -> None:
    assert "/JavaScript" not in pdf.Root.get("/Names", {})
    assert "/OpenAction" not in pdf.Root
