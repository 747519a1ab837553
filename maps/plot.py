"""A print figure inside a notebook: as ``plot`` of geopandas draws one."""

import base64
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path

from estates.domain.errors import RequestError
from estates.domain.wording import listed
from maps.figures.as_files import figure_pdf
from maps.figures.make import SHEETS, drawings
from maps.figures.sheets import SLIDE, PrintFigure, Sheet, image, own_settings
from maps.report import Report


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawn figure: a notebook shows it, ``save`` writes it, and ``figure`` is matplotlib's own."""

    figure: PrintFigure
    sheet: Sheet

    @property
    def title(self) -> str:
        """The finding that the figure states."""
        return str(self.figure.get_label())

    @cached_property
    def svg(self) -> bytes:
        """The figure as SVG, drawn once."""
        with own_settings():
            return image(self.figure, "svg")

    def save(self, path: str | Path) -> None:
        """Write the figure as the ending of the file's name says: ``.svg``, ``.png`` or ``.pdf``.

        Raises
        ------
        RequestError
            Where it has another ending.
        """
        Path(path).write_bytes(self._file(Path(path).suffix.casefold()))

    def _file(self, ending: str) -> bytes:
        if ending == ".svg":
            return self.svg
        if ending not in {".pdf", ".png"}:
            raise RequestError(f"A figure is saved as .svg, .png or .pdf, not as “{ending}”.")
        with own_settings():
            return image(self.figure, "png") if ending == ".png" else figure_pdf(self.figure, self.sheet)

    def _repr_html_(self) -> str:
        """Return the figure as a picture with its finding as the words for who cannot see it."""
        data = base64.b64encode(self.svg).decode()
        return f'<img alt="{escape(self.title)}" style="max-width:100%" src="data:image/svg+xml;base64,{data}">'


def plot(report: Report, name: str = "shortfall-map", *, sheet: str = SLIDE.name) -> Picture:
    """Return a print figure of a plan.

    Parameters
    ----------
    report
        The plan.
    name
        Which figure, as the files of ``figures/`` are named.
    sheet
        The size to draw at: ``a4`` or ``slide``.

    Raises
    ------
    RequestError
        Where there is no such figure or size; it names those that there are.
    """
    drawn, sheets = drawings(report), {known.name: known for known in SHEETS}
    for asked, known, what in ((name, drawn, "figure"), (sheet, sheets, "size")):
        if asked not in known:
            raise RequestError(f"“{asked}” is no {what} of this plan: choose {listed(list(known))}.")
    with own_settings():
        return Picture(figure=drawn[name](sheets[sheet]), sheet=sheets[sheet])
