"""The paper as a Word document, plain or in the user's own template."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from maps.figures.sheets import IN_TEXT
from maps.paper.blocks import Block, Bullets, Paper, Paragraph, Picture, Section, Table
from maps.paper.page_fit import TEXT_POINTS, Writer
from maps.paper.word_fields import (
    SMALL_CAPTION,
    add_caption,
    add_contents,
    add_heading,
    add_page_number,
    make_small,
)
from maps.paper.word_fit import template_page
from maps.paper.word_pictures import add_clearance, add_picture
from maps.paper.word_styles import LEAD, NOTE, prepare_styles
from maps.paper.word_tables import safe, table_xml
from maps.paper.word_template import Template, opened

_DAY_FORMS = ("%d %B %Y", "%d %b %Y", "%Y-%m-%d", "%d/%m/%Y")
_A4_CM = (21.0, 29.7)
_MARGINS_CM, _WIDE_MARGINS_CM = (1.6, 1.8), (1.4, 1.4)
_FOOTER_CM = 0.7


def paper_docx(paper: Paper, *, template: Path | None = None) -> bytes:
    """Return a paper as the bytes of a ``.docx`` file: the same bytes for the same paper and template.

    Raises
    ------
    RequestError
        Where the template is missing or is no Word document.
    """
    own = opened(template) if template else None
    document = own.document if own else Document()
    prepare_styles(document, own=own is None)
    _Writer(document, paper, own).write()
    _set_properties(document, paper)
    file = io.BytesIO()
    document.save(file)
    return _without_times(file.getvalue())


def template_writer(template: Path) -> Writer:
    """Return what a PCN's page holds in a template.

    Raises
    ------
    RequestError
        Where the template is missing or is no Word document.
    """
    document = opened(template).document
    prepare_styles(document, own=False)
    return template_page(document).writer()


class _Writer:
    """Writes a paper into a document, from its first page to its last."""

    def __init__(self, document: WordDocument, paper: Paper, own: Template | None) -> None:
        self.document, self.paper, self.own = document, paper, own
        if own is None:
            self._set_page(wide=False)
        self.page = template_page(document)
        self.counts = {"Table": 0, "Figure": 0}
        self.is_wide = False
        self.waiting: list[Picture] = []
        """What the first page has no room for: it opens the first chapter after it instead of a page of its own."""

    def write(self) -> None:
        """Write title, executive page, contents list and everything after."""
        if self.own is None:
            add_page_number(self.document.sections[0], self.paper.title, safe(self.paper.byline))
        title = self.document.add_paragraph(safe(self.paper.title), style="Title")
        title.paragraph_format.page_break_before = True if self.own and self.own.starts_page else None
        self.document.add_paragraph(self._subtitle, style="Subtitle")
        for place, section in enumerate(self.paper.sections):
            self._turn(section)
            self._section(section, number=place)
            if place == 0 and self.paper.has_contents:
                add_contents(self.document, self.paper.sections)
        for block in self.own.behind if self.own else ():
            self.document.element.body.insert(-1, block)

    @property
    def _subtitle(self) -> str:
        return safe(f"{self.paper.subtitle} {self.paper.byline}")

    def _turn(self, section: Section) -> None:
        """Start a section of the document where the paper turns from its short side to its long one, or back."""
        if section.is_wide != self.is_wide:
            self.document.add_section(WD_SECTION.NEW_PAGE)
            self._set_page(wide=section.is_wide)
            self.is_wide = section.is_wide

    def _section(self, section: Section, *, number: int) -> None:
        heading = add_heading(self.document, section, number)
        turned = self.document.paragraphs[-2:-1]
        heading.paragraph_format.page_break_before = section.new_page and not _follows_section_break(turned)
        if section.new_page and self.own is None:
            heading.paragraph_format.space_before = 0  # nothing to stand apart from
        opening, self.waiting = (self.waiting, []) if section.blocks else ([], self.waiting)
        for block in (*opening, *section.blocks):
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                styles = {"lead": LEAD, "note": NOTE}
                self.document.add_paragraph(safe(block.text), style=styles.get(block.kind, "Normal"))
            case Bullets():
                self._points(block.points, block.labels)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)

    def _points(self, points: Iterable[str], labels: Sequence[str] = ()) -> None:
        for point, label in zip_longest(points, labels):
            paragraph = self.document.add_paragraph(style="List Bullet")
            if label:
                paragraph.add_run(f"{label}. ").bold = True
            paragraph.add_run(safe(point))

    def _table(self, table: Table) -> None:
        self.counts["Table"] += 1
        caption = add_caption(self.document, "Table", self.counts["Table"], safe(table.caption), keep_with_next=True)
        if table.size == TEXT_POINTS:
            make_small(caption)
        if not table.rows:
            self.document.add_paragraph(table.if_empty, style=NOTE)
            return
        body = self.document.element.body
        body.insert(len(body) - 1, table_xml(table, width_cm=self._width_cm(), letters=self.page.letters))

    def _picture(self, picture: Picture) -> None:
        wide = self._room_cm(picture)
        if wide is None:
            self.waiting.append(replace(picture, fills_page=False))
            return
        if picture.name:
            self.counts["Figure"] += 1
            caption = ("Figure", self.counts["Figure"], safe(picture.caption))
            image = self.paper.images[picture.name].png
            under = add_picture(self.document, (image, picture, caption), width_cm=min(self._width_cm(), wide))
            if picture.beside:
                make_small(under)
        self._points(picture.beside)
        if self.own and picture.beside:
            self.document.paragraphs[-1].paragraph_format.space_after = Pt(SMALL_CAPTION.after)
        if picture.name and picture.beside:
            add_clearance(self.document)

    def _room_cm(self, picture: Picture) -> float | None:
        """Return how wide a picture may be; that of the first page leaves room for its words and fills the rest."""
        if not picture.fills_page:
            return picture.width_cm
        first = self.paper.sections[0]
        title = [("Title", self.paper.title), ("Subtitle", self._subtitle)]
        return self.page.picture_cm(title, first, IN_TEXT.height / IN_TEXT.width)

    def _width_cm(self) -> float:
        section = self.document.sections[-1]
        inner = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        return float(inner / Cm(1))

    def _set_page(self, *, wide: bool) -> None:
        section = self.document.sections[-1]
        width, height = Length(Cm(_A4_CM[0])), Length(Cm(_A4_CM[1]))
        if self.own is not None:
            width, height = sorted((section.page_width or width, section.page_height or height))
        else:
            over, beside = _WIDE_MARGINS_CM if wide else _MARGINS_CM
            section.top_margin = section.bottom_margin = Cm(over)
            section.left_margin = section.right_margin = Cm(beside)
            section.footer_distance = Cm(_FOOTER_CM)
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (height, width) if wide else (width, height)


def _follows_section_break(paragraphs: list[WordParagraph]) -> bool:
    return any(paragraph._p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None for paragraph in paragraphs)  # noqa: SLF001


def _set_properties(document: WordDocument, paper: Paper) -> None:
    properties = document.core_properties
    properties.title, properties.language = safe(paper.title), "en-GB"
    properties.author, properties.comments, properties.last_modified_by = "", "", ""
    properties.revision = 1
    _date(document, day_of(paper.dated))


def _date(document: WordDocument, day: datetime | None) -> None:
    """Date the document as the settings date the paper; else not at all, as the same plan gives the same bytes."""
    properties = document.core_properties
    # python-docx has no way to take a date away.
    for name in ("created", "modified"):
        for old in properties._element.findall(qn(f"dcterms:{name}")):  # noqa: SLF001
            properties._element.remove(old)  # noqa: SLF001
    if day is not None:
        properties.created = properties.modified = day


def day_of(text: str) -> datetime | None:
    """Return the day that a paper's date names; ``None`` where it is none, such as ``Spring 2026``."""
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(text.strip(), form)
        except ValueError:
            continue
    return None


def _without_times(package: bytes) -> bytes:
    """Return a package whose parts carry no time of writing, so that the same paper gives the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(zipfile.ZipInfo(part.filename), source.read(part), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
