"""A PCN has one page of A4, or two where there is much to tell, and its totals stay true."""

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
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt

from estates.domain.practices import Pcn, Practice
from estates.domain.schemes import Scheme
from estates.domain.words import RoomType
from maps.paper.blocks import Bullets, Column, Paper, Paragraph, Picture, Section, Table
from maps.paper.executive import executive_section
from maps.paper.make import _pictures
from maps.paper.page_fit import PDF, TEXT_POINTS, WORD, LongTable, Writer, fitted
from maps.paper.pcn import pcn_codes, pcn_section
from maps.paper.pdf import paper_pdf
from maps.paper.weeks import schedule_sections
from maps.paper.word import paper_docx, template_writer
from maps.paper.word_styles import prepare_styles
from maps.report import Report
from tests.builders import post, room, site, travel
from tests.maps.reports import county_report
from tests.maps.worlds import county_areas, county_dataset, county_plan

PCNS = 3
PRACTICES, SITES, ROLES, SCHEMES = 16, 24, 26, 14


def crowded_report(
    name: str, *, practices: int = PRACTICES, sites: int = SITES, roles: int = ROLES, schemes: int = SCHEMES
) -> Report:
    """Return a report of PCNs that each have more to tell than a page holds, nobody of them placed."""
    tables: dict[str, list[Any]] = {key: [] for key in ("pcns", "practices", "sites", "rooms", "posts", "schemes")}
    for code in (f"N{number}" for number in range(PCNS)):
        tables["pcns"].append(Pcn(pcn_code=code, name=f"{name} {code}"))
        for n in range(practices):
            tables["practices"].append(
                Practice(practice_code=f"{code}P{n}", name=f"{name} practice {n}", pcn_code=code, list_size=1000 + n)
            )
        for n in range(sites):
            own: dict[str, Any] = {"practice_code": f"{code}P{n % practices}", "pcn_code": code}
            key = f"{code}S{n}"
            tables["sites"].append(site(key, name=f"{name} site {n}", tenure="NHS Property Services", **own))
            tables["rooms"].append(room(f"R{key}", key, room_type=list(RoomType)[n % len(RoomType)]))
        for n, role in enumerate(sorted(county_dataset().role_by_id)[:roles]):
            own = {"practice_code": f"{code}P{n % practices}", "pcn_code": code, "base_site": f"{code}S{n % sites}"}
            tables["posts"].append(post(f"{code}A{n}", 3 + n, role_id=role, **own))
        for n in range(schemes):
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
def test_a_crowded_pcn_has_two_pages_in_the_pdf(name: str) -> None:
    """Sixteen practices, 24 sites, 26 roles and 14 schemes: more than a page holds in print that can be read."""
    pages = sheaf(pages_of_pcns(crowded_report(name)))
    assert len(pikepdf.open(io.BytesIO(paper_pdf(pages))).pages) == 1 + 2 * PCNS


@NAMES
def test_a_crowded_pcn_has_two_pages_in_word(name: str, tmp_path: Path) -> None:
    """As LibreOffice lays it out."""
    made = paper_docx(sheaf(pages_of_pcns(crowded_report(name))))
    assert len(laid_out(made, tmp_path).pages) == 1 + 2 * PCNS


@NAMES
def test_a_crowded_pcn_has_two_pages_in_a_template_of_narrow_pages(name: str, tmp_path: Path) -> None:
    """Margins of three centimetres, a font that no one here has, larger headings and captions."""
    own = narrow_template(tmp_path / "own.docx")
    pages = sheaf(pages_of_pcns(crowded_report(name), template_writer(own)))
    assert len(laid_out(paper_docx(pages, template=own), tmp_path).pages) == 1 + 2 * PCNS


def test_a_usual_pcn_has_one_page_and_leaves_nobody_out(tmp_path: Path) -> None:
    """Five practices at seven sites, ten roles and four schemes, in Word and in the PDF."""
    report = crowded_report("Quay", practices=5, sites=7, roles=10, schemes=4)
    sections = pages_of_pcns(report)
    assert len(pikepdf.open(io.BytesIO(paper_pdf(sheaf(sections)))).pages) == 1 + PCNS
    assert len(laid_out(paper_docx(sheaf(sections)), tmp_path).pages) == 1 + PCNS
    practices, sites = (table for table in sections[0].blocks[1:3] if isinstance(table, Table))
    assert (len(practices.rows), len(sites.rows)) == (5, 7)


def test_no_practice_or_site_is_left_out_for_wide_margins(tmp_path: Path) -> None:
    """What a page of twelve centimetres cannot hold goes on to a second, in print that can be read."""
    own = narrow_template(tmp_path / "own.docx", margin_cm=4.5)
    report = crowded_report("Quay", practices=5, sites=7, roles=10, schemes=4)
    sections = pages_of_pcns(report, template_writer(own))
    practices, sites = (table for table in sections[0].blocks[1:3] if isinstance(table, Table))
    assert (len(practices.rows), len(sites.rows)) == (5, 7)
    made = paper_docx(sheaf(sections), template=own)
    assert len(laid_out(made, tmp_path).pages) == 1 + 2 * PCNS
    assert min(print_sizes(made)) >= 7


def test_tables_of_pcns_are_printed_in_eight_points_and_weeks_in_seven() -> None:
    """In Word; a half point more for the weeks."""
    report = crowded_report("Quay")
    weeks = schedule_sections(report, "4")
    assert set(print_sizes(paper_docx(sheaf(pages_of_pcns(report))))) == {8}
    assert set(print_sizes(paper_docx(sheaf(weeks)))) == {7.5}


def print_sizes(made: bytes) -> list[float]:
    """Return the sizes of print in the tables of a Word document, in points."""
    tables = Document(io.BytesIO(made)).tables
    return [int(size) / 2 for table in tables for size in table._tbl.xpath(".//w:sz/@w:val")]


@pytest.mark.parametrize("name", ["W" * 10_000, "a very long name " * 600])
def test_a_name_of_ten_thousand_signs_breaks_no_page(name: str, tmp_path: Path) -> None:
    """It is shortened in headings, which is said; the PCN has its one page all the same."""
    base = county_dataset()
    report = county_report(data=county_dataset(pcns=tuple(replace(pcn, name=name) for pcn in base.pcns)))
    sections = pages_of_pcns(report)
    assert all(len(section.title) <= 64 for section in sections)
    shown = [block for block in sections[0].blocks if isinstance(block, Picture)]
    assert any("shortened here; shortfall.csv and plan.xlsx have it in full" in point for point in shown[0].beside)
    assert len(laid_out(paper_docx(sheaf(sections)), tmp_path).pages) == 1 + len(sections)
    assert len(pikepdf.open(io.BytesIO(paper_pdf(sheaf(sections)))).pages) == 1 + len(sections)


def test_the_first_page_is_one_page_in_a_template_of_narrow_pages(tmp_path: Path) -> None:
    """Its picture gets smaller, and the cover stands on a page of its own."""
    report = county_report()
    own = narrow_template(tmp_path / "own.docx", cover=True)
    pictures, images = _pictures(report)
    first = executive_section(report, pictures["shortfall-map"])
    after = Section(title="After", level=1, new_page=True)
    paper = Paper(title="Rooms", subtitle="", byline="", sections=(first, after), images=images, has_contents=False)
    assert len(laid_out(paper_docx(paper, template=own), tmp_path).pages) == 3


def first_pages(bullets: int, rows: int, own: Path) -> list[str]:
    """Return what a Word paper holds in order: words, a table, a picture and a chapter after them."""
    pictures, images = _pictures(county_report())
    words = Bullets(("A point that takes up one line of its own",) * bullets)
    table = Table(caption="Worth", columns=(Column("Row"),), rows=[("row",)] * rows, size=TEXT_POINTS, is_whole=True)
    first = Section(
        title="1 In brief", level=1, blocks=(words, table, replace(pictures["shortfall-map"], fills_page=True))
    )
    after = Section(title="2 After", level=1, new_page=True, blocks=(Paragraph("Words."),))
    paper = Paper(title="Rooms", subtitle="", byline="", sections=(first, after), images=images, has_contents=False)
    shown = []
    for block in Document(io.BytesIO(paper_docx(paper, template=own))).element.body:
        kind = "picture" if block.xpath(".//w:drawing") else "table" if block.tag.endswith("}tbl") else ""
        shown += [kind or next(iter(block.xpath(".//w:pStyle/@w:val")), "")]
    return [word for word in shown if word in ("picture", "table", "Heading1")]


def test_a_picture_that_the_first_page_cannot_hold_opens_the_next_chapter(tmp_path: Path) -> None:
    """It has no page to itself; where the table has gone to a second page, it follows the table there."""
    own = narrow_template(tmp_path / "own.docx")
    assert first_pages(4, 4, own) == ["Heading1", "table", "picture", "Heading1"]
    assert first_pages(20, 16, own) == ["Heading1", "table", "Heading1", "picture"]
    assert first_pages(20, 30, own) == ["Heading1", "table", "picture", "Heading1"]


def test_the_contents_list_steps_in_and_keeps_close(tmp_path: Path) -> None:
    """Also in a template without styles for it; a template's own stay as they are."""
    document = Document(str(narrow_template(tmp_path / "own.docx")))
    prepare_styles(document, own=False)
    form = document.styles["toc 2"].paragraph_format
    assert form.left_indent > document.styles["toc 1"].paragraph_format.left_indent
    assert (form.space_after, form.line_spacing) == (Pt(2), 1.0)
    given = Document()
    given.styles.add_style("toc 2", WD_STYLE_TYPE.PARAGRAPH, builtin=True).paragraph_format.left_indent = Pt(90)
    prepare_styles(given, own=False)
    assert given.styles["toc 2"].paragraph_format.left_indent == Pt(90)


def narrow_template(path: Path, *, cover: bool = False, margin_cm: float = 3) -> Path:
    """Write a Word template as a communications team would."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(margin_cm)
    section.top_margin = Cm(3)
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
    wide, many = 24, 120
    report = crowded_report("Quay", practices=wide, sites=many)
    of_pcn = report.outcome.rows("pcn")["N0"]
    practices, sites, _, roles, _, schemes = (
        table for table in pages_of_pcns(report)[0].blocks if isinstance(table, Table)
    )
    assert sum(int(row[1].replace(",", "")) for row in practices.rows) == sum(1000 + n for n in range(wide))
    assert sum(int(row[5]) for row in practices.rows) == of_pcn.unmet
    assert sum(int(row[8]) for row in sites.rows) == many
    assert sum(int(row[3]) for row in roles.rows[:-1]) == int(roles.rows[-1][3]) == of_pcn.unmet
    assert sum(int(row[3].strip("£").replace(",", "")) for row in schemes.rows) == SCHEMES * 1000
    assert sites.rows[-1][1].startswith(f"{many + 1 - len(sites.rows)} further sites")


def test_two_pages_hold_a_crowded_pcn_whole() -> None:
    """No row of its practices, sites, roles and schemes is left out."""
    practices, sites, _, roles, _, schemes = (
        table for table in pages_of_pcns(crowded_report("Quay"))[0].blocks if isinstance(table, Table)
    )
    assert (len(practices.rows), len(sites.rows), len(schemes.rows)) == (PRACTICES, SITES, SCHEMES)
    assert len(roles.rows) == ROLES + 1


def test_a_table_is_cut_no_more_than_is_needed() -> None:
    """What fits is shown whole; then what is easily done without gives way; then a second page; then the longest."""

    def rows(longest: int, at_most: int) -> Table:
        shown = [("row",)] * min(at_most, longest)
        return Table(caption="", columns=(Column("Row"),), rows=shown)

    def shown(*lengths: int) -> list[int]:
        tables = [LongTable(partial(rows, length), length, least=(40, 40, 10, 2)) for length in lengths]
        return [len(table.rows) for table in fitted(tables, above=[(WORD, 0), (PDF, 0)])]

    assert shown(25, 12) == [25, 12]
    first, second = shown(50, 8)
    assert 40 <= first < 50
    assert second == 8
    assert shown(60, 30) == [60, 30]
    assert shown(160, 8)[1] == 8
    assert 60 < sum(shown(90, 80)) < 130
