"""Word's fields: captions that count themselves, the contents list with its entries filled in, page numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section as WordSection
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from maps.paper.blocks import Section
from maps.paper.word_tables import safe

_CONTENTS = r'TOC \o "1-2" \h \z \u'


def add_heading(document: Document, section: Section, number: int) -> WordParagraph:
    """Add a section's heading with the bookmark that the contents list leads to."""
    heading = document.add_paragraph(style=f"Heading {section.level}")
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), _bookmark(number))
    heading._p.append(start)  # noqa: SLF001 - python-docx has no bookmarks
    heading.add_run(safe(section.title))
    heading._p.append(end)  # noqa: SLF001
    return heading


@dataclass(frozen=True, kw_only=True)
class SmallPrint:
    """A caption's size and its distances in points."""

    size: float
    before: float
    after: float


SMALL_CAPTION = SmallPrint(size=8, before=6, after=2)
"""What captions of small tables take in a template, whose own may be too large for a page that holds many of them."""


def make_small(caption: WordParagraph) -> None:
    """Print a caption small, in the colour and the font of its style."""
    form = caption.paragraph_format
    form.space_before, form.space_after = Pt(SMALL_CAPTION.before), Pt(SMALL_CAPTION.after)
    form.line_spacing = 1.0
    for run in caption.runs:
        run.font.size = Pt(SMALL_CAPTION.size)


def add_caption(document: Document, label: str, number: int, text: str, *, keep_with_next: bool) -> WordParagraph:
    """Add a caption such as ``Table 3: …`` whose number Word counts."""
    caption = document.add_paragraph(style="Caption")
    caption.paragraph_format.keep_with_next = keep_with_next
    caption.add_run(f"{label} ")
    _add_field(caption, f"SEQ {label} \\* ARABIC", str(number))
    caption.add_run(f": {text}")
    return caption


def add_contents(document: Document, sections: Sequence[Section]) -> None:
    """Add the contents list: a field that Word can update, with its entries already there as links.

    The entries carry no page numbers, which only Word knows: their chapters' numbers, which stand in the headings too,
    and the links lead there. Word adds page numbers once its user updates the list. It is not told to do so when it
    opens the document, since it then asks every reader a question about fields "that may refer to other files".
    """
    title = document.add_paragraph("Contents", style="TOC Heading")
    title.paragraph_format.page_break_before = True
    shown = [(place, section) for place, section in enumerate(sections) if section.level <= 2]
    for place, (number, section) in enumerate(shown):
        entry = document.add_paragraph(style=f"toc {section.level}")
        if place == 0:
            _add_mark(entry, "begin")
            _add_instruction(entry, _CONTENTS)
            _add_mark(entry, "separate")
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _bookmark(number))
        run = entry.add_run(safe(section.title))
        link.append(run._r)  # noqa: SLF001
        entry._p.append(link)  # noqa: SLF001
        if place == len(shown) - 1:
            _add_mark(entry, "end")


def add_page_number(section: WordSection, title: str, byline: str) -> None:
    """Write the footer: the paper's name, and the page."""
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{title}. {byline}. Page ")
    _add_field(footer, "PAGE", "1")
    for run in footer.runs:
        run.font.size = 101600  # 8 points


def _bookmark(number: int) -> str:
    return f"_Toc{number:06d}"


def _add_field(paragraph: WordParagraph, instruction: str, shown: str) -> None:
    _add_mark(paragraph, "begin")
    _add_instruction(paragraph, instruction)
    _add_mark(paragraph, "separate")
    paragraph.add_run(shown)
    _add_mark(paragraph, "end")


def _add_mark(paragraph: WordParagraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)  # noqa: SLF001


def _add_instruction(paragraph: WordParagraph, text: str) -> None:
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {text} "
    paragraph.add_run()._r.append(instruction)  # noqa: SLF001
