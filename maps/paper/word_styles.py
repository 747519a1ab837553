"""The Word styles that the paper needs; a template's own stand before ours."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from estates.domain.errors import RequestError
from maps.paper.word_tables import TABLE_STYLE

LEAD, NOTE = "Estates Lead", "Estates Note"
_FONT = "Arial"
_BLUE = RGBColor(0x12, 0x43, 0x6D)
_SIZES = {"Normal": 10, "Title": 24, "Subtitle": 11, "Heading 1": 18, "Heading 2": 13, "Caption": 8.5}
_CONTENTS, _STEP_CM = ("toc 1", "toc 2"), 0.6
_NEEDED = (*_SIZES, "List Bullet", "TOC Heading", *_CONTENTS)


def prepare_styles(document: Document, *, own: bool) -> None:
    """Give a document every style that the paper uses; ``own``: set fonts and sizes too, where no template rules.

    Raises
    ------
    RequestError
        Where a template uses the name of a style that the paper needs for another kind of style.
    """
    names = {style.name for style in document.styles}
    for name in _NEEDED:
        if name not in names:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            style.base_style = document.styles["Normal"] if name != "Normal" else None
            _set_contents(style)
    for name, size in ((LEAD, 14), (NOTE, 8)):
        if name not in names:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = document.styles["Normal"]
            style.font.size, style.font.bold = Pt(size), name == LEAD
    for name in (*_NEEDED, LEAD, NOTE):
        paragraph_style(document, name)
    if not any(style.style_id == TABLE_STYLE for style in document.styles):
        document.styles.element.append(parse_xml(_TABLE))
    if own:
        _set_own(document)


def _set_contents(style: ParagraphStyle) -> None:
    """Set a line of the contents list close to its like, so that a page holds the list; a lower level steps in."""
    if style.name not in _CONTENTS:
        return
    form = style.paragraph_format
    form.left_indent = Cm(_STEP_CM * _CONTENTS.index(style.name))
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(2), 1.0


def paragraph_style(document: Document, name: str) -> ParagraphStyle:
    """Return a style of paragraphs by its name.

    Raises
    ------
    RequestError
        Where a template uses the name for another kind of style.
    """
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise RequestError(
            f"The template's style {name} is no style for paragraphs, and the paper needs one of that name. "
            "Rename it in Word, or give another template."
        )
    return style


def _set_own(document: Document) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    for name in (*_NEEDED, LEAD, NOTE):
        style = document.styles[name]
        _set_font(style.element)
        if name in _SIZES:
            style.font.size = Pt(_SIZES[name])
        if name.startswith(("Heading", "Title")):
            style.font.color.rgb = _BLUE
            style.font.bold = True
    document.styles["Normal"].paragraph_format.space_after = Pt(5)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(3)
    document.styles["Caption"].font.color.rgb = RGBColor(0x4D, 0x4D, 0x4A)
    document.styles["Caption"].paragraph_format.space_before = Pt(7)
    document.styles["Caption"].paragraph_format.space_after = Pt(3)
    border = document.styles["Title"].element.find(f".//{qn('w:pBdr')}")
    if border is not None:
        border.getparent().remove(border)


def _set_font(element: BaseOxmlElement) -> None:
    fonts = element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)


_TABLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}">
  <w:name w:val="Estates Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>
  <w:tblPr><w:tblBorders>
    <w:top w:val="single" w:sz="8" w:space="0" w:color="1D1D1B"/>
    <w:bottom w:val="single" w:sz="4" w:space="0" w:color="B9B7B0"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="B9B7B0"/></w:tblBorders>
    <w:tblCellMar><w:top w:w="12" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>
    <w:bottom w:w="12" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>
    <w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="1D1D1B"/></w:tcBorders>
    <w:shd w:val="clear" w:color="auto" w:fill="EEF1F3"/></w:tcPr></w:tblStylePr>
</w:style>"""
