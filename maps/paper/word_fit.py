"""How much a page of the user's own Word template holds: its size, its margins and what its styles take."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.styles.style import ParagraphStyle

from maps.paper.blocks import Block, Bullets, Paragraph, Picture, Section, Table
from maps.paper.letters import Letters, letters_of, lines_of
from maps.paper.page_fit import WORD, Writer, table_points
from maps.paper.word_fields import SMALL_CAPTION
from maps.paper.word_styles import LEAD, NOTE, paragraph_style

_A4 = (Length(Cm(21)), Length(Cm(29.7)))
_EMUS = 12_700
_MAP = (173.0, 126.0)  # what a PCN's map takes with its distances from the text
_SLACK = 14.0
_LEAST_PICTURE_CM = 6.0
_Value = TypeVar("_Value")


@dataclass(frozen=True, kw_only=True)
class TemplatePage:
    """A template's upright page: its text's width and height in points, and the document that has the styles."""

    document: Document
    width: float
    height: float
    letters: Letters

    def height_of(self, style_name: str, text: str, *, beside: float = 0.0) -> float:
        """Return the height of a paragraph in points; ``beside`` is what of the width something else takes."""
        style = paragraph_style(self.document, style_name)
        size = _points(_inherited(style, lambda it: it.font.size), default=self._default_size())
        before = _points(_inherited(style, _before), default=0)
        after = _points(_inherited(style, _after), default=self._default_after())
        spacing = _inherited(style, lambda it: it.paragraph_format.line_spacing)
        step = size * self.letters.height * (spacing if isinstance(spacing, float) else 1.15)
        if _inherited(style, _is_close_to_its_like):
            before = after = 0
        indent = 18 if style_name == "List Bullet" else 0
        is_bold = bool(_inherited(style, lambda it: it.font.bold))
        width = self.width - beside - indent
        lines = lines_of(text, width=width, size=size, letters=self.letters, is_bold=is_bold)
        return before + after + lines * step

    def writer(self) -> Writer:
        """Return what the small print of a PCN's page takes in this template."""
        height = self.letters.height
        return Writer(
            page=self.height - _SLACK,
            next_page=self.height - _SLACK,
            width=self.width,
            letters=self.letters,
            above=self._above,
            row=height,
            line=height,
            padding=WORD.padding,
            caption=SMALL_CAPTION.before + SMALL_CAPTION.after + SMALL_CAPTION.size * height,
            caption_line=SMALL_CAPTION.size * height,
            caption_size=SMALL_CAPTION.size,
        )

    def picture_cm(self, title: Sequence[tuple[str, str]], section: Section, share: float) -> float | None:
        """Return how wide the picture of the first page may be, so that the page holds it with all of its words.

        Where the page does not hold its words and tables, the tables are on the page after it and the picture with
        them. ``None`` where too little room is left for a picture that can be read.
        """
        heights = [(block, self._block(block)) for block in section.blocks]
        used = sum(self.height_of(style, text) for style, text in [*title, ("Heading 1", section.title)])
        used += sum(height for _, height in heights)
        if used - sum(height for block, height in heights if isinstance(block, Picture)) > self.height - _SLACK:
            used = sum(height for block, height in heights if isinstance(block, Table | Picture))
        room = (self.height - _SLACK - used) / share / 72 * 2.54
        return room if room >= _LEAST_PICTURE_CM else None

    def _block(self, block: Block) -> float:
        match block:
            case Paragraph():
                return self.height_of({"lead": LEAD, "note": NOTE}.get(block.kind, "Normal"), block.text)
            case Bullets():
                return sum(self.height_of("List Bullet", point) for point in block.texts)
            case Picture():
                return self.height_of("Caption", block.caption) + self.height_of("Normal", "")
            case Table():
                return table_points(block, self.writer())

    def _above(self, title: str, points: Sequence[str], *, is_first: bool) -> float:
        chapter = self.height_of("Heading 1", "3 The PCNs, one by one") if is_first else 0.0
        beside = sum(self.height_of("List Bullet", point, beside=_MAP[0]) for point in points)
        caption = SMALL_CAPTION.before + 2 * SMALL_CAPTION.size * self.letters.height
        return chapter + self.height_of("Heading 2", title) + max(_MAP[1], beside + caption)

    def _default_size(self) -> float:
        return self._default("w:rPrDefault/w:rPr/w:sz/@w:val", scale=2, default=10)

    def _default_after(self) -> float:
        return self._default("w:pPrDefault/w:pPr/w:spacing/@w:after", scale=20, default=0)

    def _default(self, path: str, *, scale: int, default: float) -> float:
        found = self.document.styles.element.xpath(f"w:docDefaults/{path}")
        return float(found[0]) / scale if found else default


def template_page(document: Document) -> TemplatePage:
    """Return the page of a template as its last section sets it, on its short side."""
    section = document.sections[-1]
    width, height = sorted((section.page_width or _A4[0], section.page_height or _A4[1]))
    across = width - sum(margin or 0 for margin in (section.left_margin, section.right_margin, section.gutter))
    down = height - sum(abs(margin or 0) for margin in (section.top_margin, section.bottom_margin))
    return TemplatePage(
        document=document, width=across / _EMUS, height=down / _EMUS, letters=letters_of(_font_of(document))
    )


def _font_of(document: Document) -> str | None:
    fonts = document.styles["Normal"].element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    return None if fonts is None else fonts.get(qn("w:ascii"))


def _before(style: ParagraphStyle) -> Length | None:
    return style.paragraph_format.space_before  # type: ignore[no-any-return]


def _after(style: ParagraphStyle) -> Length | None:
    return style.paragraph_format.space_after  # type: ignore[no-any-return]


def _is_close_to_its_like(style: ParagraphStyle) -> bool | None:
    return True if style.element.find(f"{qn('w:pPr')}/{qn('w:contextualSpacing')}") is not None else None


def _inherited(style: ParagraphStyle, ask: Callable[[ParagraphStyle], _Value | None]) -> _Value | None:
    """Return what a style says, or else the style that it is based on."""
    base: object = style
    while isinstance(base, ParagraphStyle):
        if (found := ask(base)) is not None:
            return found
        base = base.base_style
    return None


def _points(length: Length | None, *, default: float) -> float:
    return default if length is None else float(length / Pt(1))
