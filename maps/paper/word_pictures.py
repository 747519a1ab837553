"""Pictures in Word, each with the words for who cannot see it; narrow ones stand beside their points."""

import io

from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.shape import CT_Inline
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from maps.paper.blocks import Picture
from maps.paper.word_fields import add_caption
from maps.paper.word_tables import safe

Shown = tuple[bytes, Picture, tuple[str, int, str]]


def add_picture(document: Document, shown: Shown, *, width_cm: float) -> Paragraph:
    """Add a picture across the text, or at its right edge where points stand beside it, and return its caption."""
    image, picture, (label, number, caption) = shown
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = 0 if picture.beside else Pt(6)
    run = paragraph.add_run()
    added = run.add_picture(io.BytesIO(image), width=Cm(min(picture.width_cm, width_cm)))
    inline = added._inline  # noqa: SLF001 - python-docx gives no other way to its alt text
    name = inline.docPr
    name.set("descr", safe(picture.alt))
    name.set("name", f"{label} {number}")
    name.set("id", str(number))
    if picture.beside:
        _float_right(inline)
        _flatten(paragraph)
        return add_caption(document, label, number, f"{caption} (at the right)", keep_with_next=True)
    return add_caption(document, label, number, caption, keep_with_next=False)


def add_clearance(document: Document) -> None:
    """Let what follows start below a picture that floats at the right."""
    paragraph = document.add_paragraph()
    paragraph.add_run().add_break(WD_BREAK.LINE_CLEAR_ALL)
    _flatten(paragraph)


def _flatten(paragraph: Paragraph) -> None:
    """Let a paragraph that holds no text take next to no height; a line of a fixed height would not clear a picture."""
    paragraph.paragraph_format.space_after = 0
    mark = parse_xml(f'<w:rPr {nsdecls("w")}><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>')
    paragraph._p.get_or_add_pPr().append(mark)  # noqa: SLF001 - python-docx leaves the mark of a paragraph alone
    for run in paragraph.runs:
        run.font.size = Pt(1)


def _float_right(inline: CT_Inline) -> None:
    """Turn a picture in the line into one at the right edge, with the text running beside it."""
    anchor = parse_xml(
        f'<wp:anchor {nsdecls("wp", "a", "pic", "r")} distT="0" distB="60000" distL="180000" distR="0" '
        'simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV></wp:anchor>'
    )
    parts = {child.tag: child for child in inline}
    anchor.append(parts[qn("wp:extent")])
    anchor.append(parse_xml(f'<wp:effectExtent {nsdecls("wp")} l="0" t="0" r="0" b="0"/>'))
    anchor.append(parse_xml(f'<wp:wrapSquare {nsdecls("wp")} wrapText="bothSides"/>'))
    for tag in ("wp:docPr", "wp:cNvGraphicFramePr", "a:graphic"):
        anchor.append(parts[qn(tag)])
    inline.getparent().replace(inline, anchor)
