"""The paper in Word and PDF: its numbers are those of the tables, and both can be read by everybody."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.text.paragraph import Paragraph

from estates.domain.errors import RequestError
from estates.domain.practices import Practice
from estates.domain.pseudonyms import placements_renamed, with_posts_renamed
from estates.domain.schemes import Growth, Scheme
from estates.domain.settings import PaperSettings, Settings
from estates.domain.slots import Slot
from estates.domain.words import Condition, RoomType
from geodata.plan.tables import plan_tables
from maps.paper.blocks import Image, Paper, Picture, Section, Table
from maps.paper.content import strategy_paper, timetables
from maps.paper.pdf import paper_pdf
from maps.paper.word import paper_docx
from maps.paper.word_template import check_template
from maps.report import Report
from tests.builders import post, room
from tests.maps.reports import county_report, tables_of, words_of
from tests.maps.worlds import county_dataset, county_plan

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="8"><rect width="9" height="7"/></svg>'
HOSTILE = (
    '#import "x": *',
    "$ sum_(i) $ *bold* _it_ <label> @cite",
    '<w:p/> & "quotes" ]]>',
    "=1+1",
    "\u202eevil\u202c עברית",
    "😀 末 \x07",
    "W" * 10_000,
)


def paper_of(report: Report) -> Paper:
    """Return a report's paper with one small picture in place of every figure."""
    names = ("shortfall-map", "league", "unmet-by-role-and-pcn", "room-use", "hub-reach", "pcn-N1")
    pictures = {
        name: Picture(name=name, caption=f"Finding of {name}", alt=f"What {name} shows", width_cm=4)
        for name in names[:5]
    }
    return strategy_paper(report, pictures, dict.fromkeys(names, Image(png=PNG, svg=SVG)))


EXTENSION = Scheme(
    scheme_id="E1",
    name="Extend Quay",
    site_id="S1",
    capital_cost=Decimal(900_000),
    annual_cost=Decimal(10_000),
    life_years=30,
    adds=((RoomType.CONSULT_EXAM, 2),),
)


def rich_report(**given: Any) -> Report:
    """Return the small county with growth and two schemes."""
    conversion = replace(EXTENSION, scheme_id="C1", name="Convert Quay", adds=(), converts=(("R1", RoomType.CONSULT),))
    growth = (Growth(practice_code="P1", year=2030, patients_added=500),)
    data = county_dataset(growth=growth, schemes=(conversion, EXTENSION))
    return county_report(data=data, **given)


def section_of(paper: Paper, words: str) -> Section:
    """Return the section whose title holds some words."""
    return next(section for section in paper.sections if words in section.title)


def table_of(section: Section, words: str) -> Table:
    """Return the table of a section whose caption holds some words."""
    tables = [block for block in section.blocks if isinstance(block, Table)]
    return next(table for table in tables if words in table.caption)


@pytest.fixture(scope="module")
def report() -> Report:
    """Return the small county's report."""
    return rich_report()


@pytest.fixture(scope="module")
def docx(report: Report) -> bytes:
    """Return its paper in Word."""
    return paper_docx(paper_of(report))


def style_of(paragraph: Paragraph) -> str:
    """Return the name of a paragraph's style."""
    assert paragraph.style is not None
    return str(paragraph.style.name)


def shortfall_csv(report: Report) -> list[dict[str, str]]:
    """Return the rows of shortfall.csv, as anybody reads them."""
    outcome = report.outcome
    files = plan_tables(
        dataset=outcome.dataset,
        plan=outcome.plan,
        unmet=outcome.unmet,
        shortfall=outcome.shortfall,
        use=outcome.use,
    )
    return list(csv.DictReader(io.StringIO(files["shortfall.csv"].decode())))


def test_the_words_carry_the_numbers_of_the_csv(report: Report, docx: bytes) -> None:
    """The sentence of the county, and the table of PCNs row by row."""
    rows = shortfall_csv(report)
    county = next(row for row in rows if row["level"] == "icb")
    assert f"{county['wanted']} room sessions a week are wanted; {county['placed']} have a room" in words_of(docx)
    cells = [tuple(row[:4]) for table in tables_of(docx) for row in table]
    for row in (row for row in rows if row["level"] in ("pcn", "role")):
        star = " *" if row["estimated"] == "yes" else ""
        assert (f"{row['name']}{star}", row["wanted"], row["placed"], row["unmet"]) in cells


def test_every_pcn_has_a_page_with_its_own_numbers(report: Report) -> None:
    """In the points and in the tables alike."""
    paper = paper_of(report)
    for row in (row for row in shortfall_csv(report) if row["level"] == "pcn" and row["code"] != "none"):
        section = section_of(paper, row["name"])
        points = next(block for block in section.blocks if isinstance(block, Picture)).beside
        assert f"{row['wanted']} room sessions a week wanted, {row['placed']} placed, {row['unmet']} unmet" in points[0]
        assert table_of(section, "by role").rows[-1][1:4] == (row["wanted"], row["placed"], row["unmet"])


def test_a_practice_shows_its_list_now_and_later_and_how_full_it_is(report: Report) -> None:
    """9,000 patients and 500 more by 2030; where growth is not given, nothing is made up."""
    paper = paper_of(report)
    quay = table_of(section_of(paper, "Harbour"), "Practices of")
    assert [column.heading for column in quay.columns][1:3] == ["Patients now", "Patients in 2030"]
    assert quay.rows[0][:3] == ("Quay Surgeries", "9,000", "9,500")
    assert quay.rows[0][-1] == "Full"
    vale = table_of(section_of(paper, "Vale"), "Practices of")
    assert vale.rows[0][:3] == ("Vale Surgeries *", "7,000", "–")


def test_a_scheme_is_costed_only_where_it_opens_half_days(report: Report) -> None:
    """£900,000 over 30 years and £10,000 a year for two rooms: £2,000 for each of 20; a conversion opens none."""
    schemes = table_of(section_of(paper_of(report), "Harbour"), "Schemes")
    assert [(row[0], row[-2], row[-1]) for row in schemes.rows] == [
        ("Extend Quay", "20", "£2,000"),
        ("Convert Quay", "–", "–"),
    ]


def test_the_schedule_shows_every_room_and_half_day(report: Report) -> None:
    """R1 is used in its two free half-days; its Wednesday morning is not known."""
    week = table_of(section_of(paper_of(report), "Utilisation"), "Quay Practice").rows[0]
    assert week[3] == "P"
    assert week[3 + 6] == "?"
    assert week[-1] == "100%"


def test_the_timetables_name_who_sits_where(report: Report) -> None:
    """At the hub: B on Tuesday morning, the programme on Wednesday morning, nobody on Thursday morning."""
    sheet = next(section for section in timetables(report).sections if "Harbour Hub" in section.title)
    table = table_of(sheet, "The week")
    week = {row[0]: row[1] for row in table.rows}
    told = [week[day] for day in ("Tuesday morning", "Wednesday morning", "Thursday morning")]
    assert [cell.partition(" ")[0] for cell in told] == ["B", "W", "free"]
    assert told[0] == "B First contact physiotherapist", "the role stands beside the post"
    assert "Saturday morning" not in week
    assert "closed in the other half-days" in table.caption
    assert table.size >= 12, "a page of few rooms is in large print"


def test_timetables_of_many_rooms_are_parted_and_still_fit_their_pages() -> None:
    """Six rooms beside each other at most; each part is whole on a page, in print of 8 points or more."""
    rooms = tuple(room(f"R{number}", free="MON_AM TUE_PM SAT_AM") for number in range(20))
    section = timetables(county_report(data=county_dataset(rooms=rooms, programmes=()), plan=county_plan(()))).sections[
        0
    ]
    parts = [block for block in section.blocks if isinstance(block, Table)]
    assert [len(part.columns) - 1 for part in parts] == [5, 5, 5, 5]
    assert all(part.size >= 8 for part in parts)


def test_word_headings_captions_and_header_rows_are_marked(docx: bytes) -> None:
    """Real styles, a heading row that repeats in every table, words for every picture."""
    document = Document(io.BytesIO(docx))
    styles = {style_of(paragraph) for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Caption", "List Bullet", "toc 1", "toc 2"} <= styles
    assert all(table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader") for table in document.tables)
    pictures = document.element.body.xpath(".//wp:docPr")
    assert len(pictures) == 6
    assert all(picture.get("descr") for picture in pictures)
    assert document.core_properties.title == "Rooms for general practice"


def test_the_contents_list_of_word_reads_without_updating(docx: bytes) -> None:
    """A field whose entries are there, each leading to a bookmark that exists."""
    xml = zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
    assert 'TOC \\o "1-2"' in xml
    document = Document(io.BytesIO(docx))
    headings = [p.text for p in document.paragraphs if style_of(p) in ("Heading 1", "Heading 2")]
    entries = [p.text for p in document.paragraphs if style_of(p) in ("toc 1", "toc 2")]
    assert entries == headings
    body = document.element.body
    anchors = set(body.xpath(".//w:hyperlink/@w:anchor"))
    assert anchors == set(body.xpath(".//w:bookmarkStart/@w:name"))


def test_the_same_report_gives_the_same_papers(report: Report) -> None:
    """Byte for byte, in Word and PDF."""
    assert paper_docx(paper_of(report)) == paper_docx(paper_of(report))
    assert paper_pdf(paper_of(report)) == paper_pdf(paper_of(report))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reads_as_written(text: str) -> None:
    """In names of PCNs, practices, sites, rooms and programmes; what is too long ends in an ellipsis."""
    data = county_dataset()
    renamed = county_dataset(
        **{
            table: tuple(replace(row, name=text) for row in getattr(data, table))
            for table in ("pcns", "practices", "sites", "rooms", "programmes")
        }
    )
    paper = paper_of(county_report(data=renamed))
    assert paper_pdf(paper).startswith(b"%PDF")
    shown = text.replace("\x07", "\ufffd").replace("\u202e", "\ufffd").replace("\u202c", "\ufffd")
    cells = {cell for table in tables_of(paper_docx(paper)) for row in table for cell in row}
    assert (shown if len(shown) < 120 else "W" * 119 + "…") in cells


def test_odd_counties_have_papers_too() -> None:
    """Nothing wanted and nobody named; nothing placed."""
    empty = county_dataset(posts=(), programmes=(), practices=(), pcns=())
    for odd in (county_report(data=empty, plan=county_plan(()), areas=()), county_report(plan=county_plan(()))):
        paper = paper_of(odd)
        assert paper_pdf(paper).startswith(b"%PDF")
        assert paper_docx(paper).startswith(b"PK")


def test_sources_and_day_are_those_of_the_settings() -> None:
    """Where none is given, the paper says so."""
    settings = Settings(paper=PaperSettings(organisation="NHS Quay", date="1 May 2026", sources=("Lists: May 2026",)))
    assert "Lists: May 2026" in words_of(paper_docx(paper_of(county_report(settings))))
    assert "NHS Quay, 1 May 2026" in words_of(paper_docx(paper_of(county_report(settings))))
    assert "does not say where its figures come from" in words_of(paper_docx(paper_of(county_report())))


def test_a_practice_that_only_its_table_names_has_no_known_status() -> None:
    """It has no site and no room."""
    lone = Practice(practice_code="P9", name="Lone", pcn_code="N1", list_size=100)
    report = county_report(data=county_dataset(practices=(*county_dataset().practices, lone)))
    rows = table_of(section_of(paper_of(report), "Harbour"), "Practices of").rows
    assert [row[-1] for row in rows if row[0] == "Lone"] == ["Not known"]


def template(path: Path, *paragraphs: str) -> Path:
    """Write a Word template with a header, a style and some paragraphs."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "NHS Quay letterhead"
    document.styles["Heading 1"].font.name = "Georgia"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(path))
    return path


def test_a_template_lends_its_styles_its_header_and_its_cover(report: Report, tmp_path: Path) -> None:
    """What stands before [paper] is kept on a page of its own, and so is what follows it, behind the paper."""
    path = template(tmp_path / "own.docx", "Our cover", "[paper]", "Signed by the chair")
    document = Document(io.BytesIO(paper_docx(paper_of(report), template=path)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:2] == ["Our cover", "Rooms for general practice"]
    assert document.paragraphs[1].paragraph_format.page_break_before
    assert texts[-1] == "Signed by the chair"
    assert check_template(path) is None
    assert document.sections[0].header.paragraphs[0].text == "NHS Quay letterhead"
    assert document.styles["Heading 1"].font.name == "Georgia"


def test_a_template_without_a_mark_lends_its_styles_alone(report: Report, tmp_path: Path) -> None:
    """Its own text goes, and that is told."""
    path = template(tmp_path / "own.docx", "Lorem ipsum")
    assert "Lorem ipsum" not in words_of(paper_docx(paper_of(report), template=path))
    assert "no paragraph that reads [paper]" in (check_template(path) or "")
    assert check_template(template(tmp_path / "plain.docx")) is None


@pytest.mark.parametrize(
    ("content", "words"), [(None, "cannot be read"), (b"no zip", "Save it in Word as a Word Document")]
)
def test_a_template_that_is_none_is_refused_in_a_sentence(
    report: Report, tmp_path: Path, content: bytes | None, words: str
) -> None:
    """Missing, or no Word document."""
    path = tmp_path / "own.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(RequestError, match=words):
        paper_docx(paper_of(report), template=path)


def test_a_pcn_whose_staff_are_unknown_says_so_on_its_page_and_in_the_county() -> None:
    """That every one of its few sessions has a room is not all there is to say."""
    trainee = post("B", 3, role_id="gpst3", base_site="S3", pcn_code="N2", practice_code="P2")
    paper = paper_of(county_report(data=county_dataset(posts=(post("A", 4), trainee))))
    points = {
        name: next(block for block in section_of(paper, name).blocks if isinstance(block, Picture)).beside
        for name in ("Harbour PCN", "Vale PCN")
    }
    told = "No PCN staff are entered for this PCN: the rooms that they need are unknown, not nought."
    assert told in points["Vale PCN"]
    assert told not in points["Harbour PCN"]
    words = words_of(paper_docx(paper))
    assert "No PCN staff are entered for Vale PCN: unknown, not nought." in words
    assert "† No PCN staff are entered" in words


def test_word_asks_its_reader_nothing_and_is_told_the_language(report: Report, tmp_path: Path) -> None:
    """A document that wants its fields updated opens with a question that alarms people; in a template neither."""
    for own in (None, template(tmp_path / "own.docx")):
        made = zipfile.ZipFile(io.BytesIO(paper_docx(paper_of(report), template=own)))
        assert "updateFields" not in made.read("word/settings.xml").decode()
        assert "w:dirty" not in made.read("word/document.xml").decode()
    plain = zipfile.ZipFile(io.BytesIO(paper_docx(paper_of(report)))).read("word/styles.xml").decode()
    assert 'w:lang w:val="en-GB"' in plain
    assert 'w:val="en-US"' not in plain


def test_a_template_whose_style_is_of_another_kind_is_refused_in_a_sentence(report: Report, tmp_path: Path) -> None:
    """Before the solving too."""
    document = Document()
    document.styles["Caption"].delete()
    document.styles.add_style("Caption", WD_STYLE_TYPE.CHARACTER)
    path = tmp_path / "own.docx"
    document.save(str(path))
    with pytest.raises(RequestError, match="style Caption is no style for paragraphs"):
        check_template(path)
    with pytest.raises(RequestError, match="style Caption is no style for paragraphs"):
        paper_docx(paper_of(report), template=path)


@pytest.mark.parametrize(
    ("given", "dated"), [("1 May 2026", "2026-05-01"), ("2026-05-01", "2026-05-01"), ("Spring 2026", ""), ("", "")]
)
def test_the_word_file_is_dated_as_the_settings_say(given: str, dated: str) -> None:
    """No day is invented: a text that is no day, or none, dates nothing."""
    made = paper_docx(paper_of(county_report(Settings(paper=PaperSettings(date=given)))))
    core = zipfile.ZipFile(io.BytesIO(made)).read("docProps/core.xml").decode()
    assert (f">{dated}T00:00:00Z</dcterms:created>" in core) == bool(dated)
    assert ("dcterms:created" in core) == ("dcterms:modified" in core) == bool(dated)


def test_a_scheme_without_capital_costs_what_it_takes_to_run() -> None:
    """£13,000 a year for half-days that it opens, whatever its life."""
    opening = Scheme(
        scheme_id="O",
        name="Open Quay",
        site_id="S1",
        capital_cost=Decimal(0),
        annual_cost=Decimal(13_000),
        opens=(("R1", Slot.SAT_PM), ("R1", Slot.SAT_AM)),
    )
    report = county_report(data=county_dataset(schemes=(opening,)))
    schemes = table_of(section_of(paper_of(report), "Harbour"), "Schemes")
    assert [(row[0], row[-2], row[-1]) for row in schemes.rows] == [("Open Quay", "2", "£6,500")]


def test_a_timetable_numbers_those_whose_codes_are_too_long_for_a_cell() -> None:
    """As pseudonyms are: who they are stands beneath, by number."""
    long = "Advanced practitioner (physio/OT) 16"
    names = {"A": long, "B": "B"}
    base = county_report().outcome
    outcome = replace(
        base,
        dataset=with_posts_renamed(base.dataset, names),
        plan=replace(base.plan, placements=placements_renamed(base.plan.placements, names)),
    )
    section = timetables(replace(county_report(), outcome=outcome)).sections[0]
    week, who = (block for block in section.blocks if isinstance(block, Table))
    assert any(cell.startswith("no. 1 ") for row in week.rows for cell in row[1:])
    assert not any("Advanced" in cell for row in week.rows for cell in row)
    assert [column.heading for column in who.columns][:2] == ["No.", "Code"]
    assert who.rows[0][:2] == ("no. 1", long)


def test_the_estate_adds_up_and_names_the_leases_that_end_first() -> None:
    """Sites by tenure come to all sites; what is not given is said, and so is what ends later."""
    base = county_dataset()
    first, second, *others = base.sites
    leased = (
        replace(first, tenure="leasehold", lease_end=date(2031, 3, 31), condition=Condition.C, gia_m2=Decimal(400)),
        replace(second, tenure="leasehold", lease_end=date(2029, 9, 30), condition=None, step_free=False),
    )
    report = county_report(data=county_dataset(sites=(*leased, *(replace(site, tenure=None) for site in others))))
    section = section_of(paper_of(report), "The estate")
    tenure, leases = table_of(section, "by tenure"), table_of(section, "Leases")
    assert [row[0] for row in tenure.rows] == ["leasehold", "not known", "All"]
    assert [int(row[1]) for row in tenure.rows] == [2, len(others), len(base.sites)]
    assert tenure.rows[0][3:8] == ("0", "0", "1", "0", "1")
    assert [(row[0], row[3]) for row in leases.rows] == [(second.name, "Sep 2029"), (first.name, "Mar 2031")]
    placed = {site.site_id: 0 for site in base.sites}
    for row in report.outcome.plan.placements:
        placed[row.site_id] += 1
    assert [int(row[-1]) for row in leases.rows] == [placed[second.site_id], placed[first.site_id]]


def test_what_nobody_knows_of_a_site_is_counted_as_such() -> None:
    """Of four sites one is known not to be step-free; of unknown tenure nothing is known."""
    first, second, third, fourth = county_dataset().sites
    sites = (
        replace(first, tenure="leasehold", step_free=False, gia_m2=Decimal(400)),
        replace(second, tenure="leasehold", step_free=None),
        replace(third, tenure=None),
        replace(fourth, tenure=None),
    )
    planned = replace(fourth, site_id="S9", name="Planned health centre")
    scheme = Scheme(
        scheme_id="P", name="Build", site_id="S9", capital_cost=Decimal(1), adds=((RoomType.CONSULT_EXAM, 2),)
    )
    report = county_report(data=county_dataset(sites=(*sites, planned), schemes=(scheme,)))
    table = table_of(section_of(paper_of(report), "The estate"), "by tenure")
    headings = [column.heading for column in table.columns]
    shown = {row[0]: dict(zip(headings, row, strict=True)) for row in table.rows}
    assert list(shown) == ["leasehold", "not known", "planned, no rooms yet", "All"]
    facts = ("Sites", "A", "Not step-free", "Step-free not known", "m²", "m² not known")
    assert [shown["leasehold"][fact] for fact in facts] == ["2", "–", "1", "1", "400", "1"]
    assert [shown["not known"][fact] for fact in facts] == ["2", "–", "–", "2", "–", "2"]
    assert shown["planned, no rooms yet"]["Sites"] == "1"
    assert [shown["All"][fact] for fact in facts] == ["5", "–", "1", "4", "400", "4"]


def test_the_gap_of_the_first_goal_says_what_it_is_a_share_of() -> None:
    """Three short of the bound is not 0.9% of the value but 0.1% of what is placed, and the paper says so."""
    report = rich_report()
    first = {"value": 320, "bound": 317, "gap": 0.0012, "standing": "feasible"}
    report = replace(report, proof={**report.proof, "goals": {**report.proof["goals"], "G1": first}})
    proof = section_of(paper_of(report), "Proof")
    row = table_of(proof, "The goals").rows[0]
    assert row[-1].endswith("lies between 317 and 320, a gap of 0.1% of the weighted sessions placed.")
    assert "that of every other goal is a share of its value" in str(proof.blocks)


def test_leases_beyond_the_first_ten_are_counted() -> None:
    """Twelve leases, ten shown."""
    base = county_dataset()
    more = [replace(base.sites[0], site_id=f"L{n}", name=f"L{n}", lease_end=date(2030 + n, 1, 1)) for n in range(12)]
    section = section_of(paper_of(county_report(data=county_dataset(sites=(*base.sites, *more)))), "The estate")
    table = table_of(section, "Leases")
    assert len(table.rows) == 10
    assert "2 end later" in table.caption


def test_the_words_of_the_paper_are_explained(docx: bytes) -> None:
    """In their order, each once."""
    (words,) = [table for table in tables_of(docx) if table[0] == ["Word", "Meaning"]]
    told = [row[0] for row in words[1:]]
    assert told == sorted(told, key=str.casefold)
    assert {"PCN", "ARRS", "WTE"} <= set(told)
