"""A figure as a tagged PDF: its SVG on a page of its size, with its finding as the words for who cannot see it."""

from maps.figures.sheets import Sheet
from maps.typesetting import pdf

_LAYOUT = b"""
#let paper = json("paper.json")
#set document(title: paper.title, date: none)
#set text(lang: "en", region: "GB")
#set page(width: paper.width * 1in, height: paper.height * 1in, margin: 0pt)
#image("figure.svg", alt: paper.title, width: 100%, height: 100%)
"""


def figure_pdf(svg: bytes, *, title: str, sheet: Sheet) -> bytes:
    """Return the PDF of a figure's SVG."""
    values = {"title": title, "width": sheet.width, "height": sheet.height}
    return pdf(_LAYOUT, values, {"figure.svg": svg})
