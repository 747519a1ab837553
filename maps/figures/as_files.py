"""A figure as files: SVG, PNG and a tagged PDF, each with its words for who cannot see it."""

from maps.figures.sheets import PrintFigure, Sheet, image, image_with_text
from maps.typesetting import pdf

_LAYOUT = b"""
#let paper = json("paper.json")
#set document(title: paper.title, description: paper.description, date: none)
#set text(lang: "en", region: "GB")
#set page(width: paper.width * 1in, height: paper.height * 1in, margin: 0pt)
#image("figure.svg", alt: paper.title, width: 100%, height: 100%)
"""


def files_of_figure(stem: str, figure: PrintFigure, sheet: Sheet) -> dict[str, bytes]:
    """Return a figure in its three forms, by file name."""
    return {
        f"{stem}.svg": image(figure, "svg"),
        f"{stem}.png": image(figure, "png"),
        f"{stem}.pdf": figure_pdf(figure, sheet),
    }


def figure_pdf(figure: PrintFigure, sheet: Sheet) -> bytes:
    """Return a figure as a PDF of its sheet's size, whose text can be searched and copied: it holds its font."""
    values = {
        "title": str(figure.get_label()),
        "description": figure.description,
        "width": sheet.width,
        "height": sheet.height,
    }
    return pdf(_LAYOUT, values, {"figure.svg": image_with_text(figure)})
