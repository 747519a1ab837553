"""The paper pack of a plan: the paper in Word and as PDF, and the timetables of the sites."""

from pathlib import Path

from maps.figures.make import figures_in_text
from maps.figures.pcn_inset import pcn_figure
from maps.figures.sheets import IN_PCN, IN_TEXT, image, own_settings
from maps.paper.blocks import Image, Picture
from maps.paper.content import strategy_paper, timetables
from maps.paper.page_fit import WORD
from maps.paper.pcn import pcn_codes, sites_of
from maps.paper.pdf import paper_pdf
from maps.paper.word import paper_docx, template_writer
from maps.report import Report

_CM_PER_INCH = 2.54
_SEEN_IN = "The same figures stand in the tables of this paper."


def paper_files(report: Report, *, template: Path | None = None) -> dict[str, bytes]:
    """Return the paper's files by their names in the plan folder.

    Parameters
    ----------
    report
        The plan with its settings and proof.
    template
        A Word document whose styles, headers and page the paper takes.

    Raises
    ------
    RequestError
        Where the template cannot be used.
    """
    pictures, images = _pictures(report)
    word = WORD if template is None else template_writer(template)
    paper = strategy_paper(report, pictures, images, word=word)
    return {
        "paper.docx": paper_docx(paper, template=template),
        "paper.pdf": paper_pdf(paper),
        "figures/timetables.pdf": paper_pdf(timetables(report)),
    }


def _pictures(report: Report) -> tuple[dict[str, Picture], dict[str, Image]]:
    pictures: dict[str, Picture] = {}
    images: dict[str, Image] = {}
    for name, (finding, png, svg) in figures_in_text(report).items():
        images[name] = Image(png=png, svg=svg)
        width = IN_TEXT.width * _CM_PER_INCH
        pictures[name] = Picture(name=name, caption=finding, alt=f"{finding}. {_SEEN_IN}", width_cm=width)
    with own_settings():
        for code in pcn_codes(report):
            if sites := sites_of(report, code):
                figure = pcn_figure(report, IN_PCN, code, sites)
                images[f"pcn-{code}"] = Image(png=image(figure, "png"), svg=b"")
    return pictures, images
