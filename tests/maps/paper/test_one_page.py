"""A PCN's page stays one page of A4, however much there is to tell, and its totals stay true."""

import io
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx import Document
from docx.shared import Cm, Pt

from estates.domain.practices import Pcn, Practice
from estates.domain.schemes import Scheme
from estates.domain.words import RoomType
from maps.paper.blocks import Column, Paper, Section, Table
from maps.paper.county import executive_section
from maps.paper.make import _pictures
from maps.paper.page_fit import PDF, WORD, LongTable, Writer, fitted
from maps.paper.pcn import pcn_codes, pcn_section
from maps.paper.pdf import paper_pdf
from maps.paper.word import paper_docx, template_writer
from maps.report import Report
from tests.builders import post, room, site, travel
from tests.maps.reports import county_report
from tests.maps.worlds import county_areas, county_dataset, county_plan

PCNS = 3
PRACTICES, SITES, ROLES, SCHEMES = 16, 24, 26, 14


def crowded_report(name: str) -> Report:
    """Return a report of PCNs that each have more to tell than a page holds, nobody of them placed."""
    roles = sorted(county_dataset().role_by_id)[:ROLES]
    tables: dict[str, list[Any]] = {key: [] for key in ("pcns", "practices", "sites", "rooms", "posts", "schemes")}
    for code in (f"N{number}" for number in range(PCNS)):
        tables["pcns"].append(Pcn(pcn_code=code, name=f"{name} {code}"))
        for n in range(PRACTICES):
            tables["practices"].append(
                Practice(practice_code=f"{code}P{n}", name=f"{name} practice {n}", pcn_code=code, list_size=1000 + n)
            )
        for n in range(SITES):
            own: dict[str, Any] = {"practice_code": f"{code}P{n % PRACTICES}", "pcn_code": code}
            key = f"{code}S{n}"
            tables["sites"].append(site(key, name=f"{name} site {n}", tenure="NHS Property Services", **own))
            tables["rooms"].append(room(f"R{key}", key, room_type=list(RoomType)[n % len(RoomType)]))
        for n, role in enumerate(roles):
            own = {"practice_code": f"{code}P{n % PRACTICES}", "pcn_code": code, "base_site": f"{code}S{n % SITES}"}
            tables["posts"].append(post(f"{code}A{n}", 3 + n, role_id=role, **own))
        for n in range(SCHEMES):
            cost: dict[str, Any] = {
                "capital_cost": Decimal(1000),
                "adds": ((RoomType.CONSULT_EXAM, 1),),
                "life_years": 10,
            }
            tables["schemes"].append(
                Scheme(scheme_id=f"{code}X{n}", name=f"{name} scheme", site_id=f"{code}S{n}", **cost)
            )
    data = county_dataset(programmes=(), **{key: tuple(rows) for key, rows in tables.items()})
    return county_report(data=data, travel=travel(data), plan=county_plan((), prices=()), areas=county_areas(data))


def pages_of_pcns(report: Report, word: Writer = WORD) -> list[Section]:
    """Return the pages of all PCNs without their maps, each to begin a page."""
    sections = [pcn_section(report, code, number="3", picture=None, word=word) for code in pcn_codes(report)]
    return [replace(section, new_page=True) for section in sections]


def sheaf(sections: list[Section]) -> Paper:
    """Return a paper of a front page and the sections."""
    return Paper(title="Front", subtitle="", byline="", sections=tuple(sections), has_contents=False)


NAMES = pytest.mark.parametrize("name", ["Quay", "The very long name of a neighbourhood and its surgeries by the sea"])


@NAMES
def test_a_crowded_pcn_has_one_page_in_the_pdf(name: str) -> None:
    """Sixteen practices, 24 sites, 26 roles and 14 schemes."""
    pages = sheaf(pages_of_pcns(crowded_report(name)))
    assert len(pikepdf.open(io.BytesIO(paper_pdf(pages))).pages) == 1 + PCNS


@NAMES
def test_a_crowded_pcn_has_one_page_in_word(name: str, tmp_path: Path) -> None:
    """As LibreOffice lays it out."""
    made = paper_docx(sheaf(pages_of_pcns(crowded_report(name))))
    assert len(laid_out(made, tmp_path).pages) == 1 + PCNS


@NAMES
def test_a_crowded_pcn_has_one_page_in_a_template_of_narrow_pages(name: str, tmp_path: Path) -> None:
    """Margins of three centimetres, a font that no one here has, larger headings and captions."""
    own = narrow_template(tmp_path / "own.docx")
    pages = sheaf(pages_of_pcns(crowded_report(name), template_writer(own)))
    assert len(laid_out(paper_docx(pages, template=own), tmp_path).pages) == 1 + PCNS


def test_the_first_page_is_one_page_in_a_template_of_narrow_pages(tmp_path: Path) -> None:
    """Its picture gets smaller, and the cover stands on a page of its own."""
    report = county_report()
    own = narrow_template(tmp_path / "own.docx", cover=True)
    pictures, images = _pictures(report)
    first = executive_section(report, pictures["shortfall-map"])
    after = Section(title="After", level=1, new_page=True)
    paper = Paper(title="Rooms", subtitle="", byline="", sections=(first, after), images=images, has_contents=False)
    assert len(laid_out(paper_docx(paper, template=own), tmp_path).pages) == 3


def narrow_template(path: Path, *, cover: bool = False) -> Path:
    """Write a Word template as a communications team would."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = Cm(3)
    section.bottom_margin = Cm(2.5)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Georgia", Pt(10)
    document.styles["Heading 1"].font.size = Pt(24)
    for text in ("A cover", "[paper]") if cover else ():
        document.add_paragraph(text)
    document.save(str(path))
    return path


def laid_out(made: bytes, folder: Path) -> pikepdf.Pdf:
    """Return a Word document as LibreOffice lays it out."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice found on this machine: install Debian's libreoffice-writer")
    (folder / "paper.docx").write_bytes(made)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    asked = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "paper.docx")]
    subprocess.run(asked, check=True, capture_output=True)
    return pikepdf.open(folder / "paper.pdf")


def test_what_has_no_row_of_its_own_is_in_the_total() -> None:
    """The rows of a table, its last row of the rest among them, add up to what the PCN has."""
    report = crowded_report("Quay")
    of_pcn = report.outcome.rows("pcn")["N0"]
    practices, sites, _, roles, _, schemes = (
        table for table in pages_of_pcns(report)[0].blocks if isinstance(table, Table)
    )
    assert len(practices.rows) < PRACTICES
    assert sum(int(row[1].replace(",", "")) for row in practices.rows) == sum(1000 + n for n in range(PRACTICES))
    assert sum(int(row[5]) for row in practices.rows) == of_pcn.unmet
    assert sum(int(row[8]) for row in sites.rows) == SITES
    assert sum(int(row[3]) for row in roles.rows[:-1]) == int(roles.rows[-1][3]) == of_pcn.unmet
    assert sum(int(row[2].strip("£").replace(",", "")) for row in schemes.rows) == SCHEMES * 1000
    assert practices.rows[-1][0].startswith(f"{PRACTICES + 1 - len(practices.rows)} further practices")


def test_a_table_is_cut_no_more_than_is_needed() -> None:
    """What fits is shown whole; what is longest gives way first."""

    def rows(longest: int, at_most: int) -> Table:
        shown = [("row",)] * min(at_most, longest)
        return Table(caption="", columns=(Column("Row"),), rows=shown)

    def shown(*lengths: int) -> list[int]:
        tables = [LongTable(partial(rows, length), length, least=(10, 2)) for length in lengths]
        return [len(table.rows) for table in fitted(tables, above=[(WORD, 0), (PDF, 0)])]

    assert shown(20, 12) == [20, 12]
    assert shown(60, 8)[1] == 8
    assert shown(60, 30)[0] == shown(60, 30)[1] > 10
