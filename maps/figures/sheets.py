"""What figures are drawn on: A4 paper, a slide, or an inset of the paper; and how they become files.

Figures are drawn without pyplot and inside their own settings of matplotlib, so that nothing the reader's machine is
set to changes them: the same input gives the same bytes.
"""

import hashlib
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from maps.plain_text import one_line

INK, SOFT_INK, PAPER, RULE = "#1d1d1b", "#4d4d4a", "#ffffff", "#b9b7b0"
_SETTINGS: Mapping[Any, Any] = MappingProxyType(
    {
        "font.family": ["DejaVu Sans"],
        "text.parse_math": False,
        "axes.unicode_minus": False,
        "svg.hashsalt": "estates-capacity-planner",
        "svg.fonttype": "path",
        "hatch.linewidth": 0.5,
        "text.color": INK,
        "axes.labelcolor": INK,
        "axes.edgecolor": RULE,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
)
# No date and no version: the same bytes for the same picture.
_METADATA: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "svg": {"Date": None, "Creator": None},
        "png": {"Software": None},
    }
)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A size to draw at, in inches, with the size of plain text in points and the resolution of its PNG.

    An inset has no words round its picture: the page that it stands on says them.
    """

    name: str
    width: float
    height: float
    text: float
    dpi: int
    is_inset: bool = False

    @property
    def title_text(self) -> float:
        """The size of a title in points."""
        return self.text * 1.75


A4 = Sheet(name="a4", width=11.69, height=8.27, text=8.5, dpi=200)
SLIDE = Sheet(name="slide", width=13.333, height=7.5, text=11.0, dpi=144)
IN_TEXT = Sheet(name="text", width=6.7, height=4.5, text=6.2, dpi=200, is_inset=True)
IN_PCN = Sheet(name="pcn", width=2.5, height=1.65, text=6.0, dpi=200, is_inset=True)


class PrintFigure(Figure):
    """A figure that says in words what it shows: its label is its finding, and ``description`` the rest."""

    description = ""


@contextmanager
def own_settings() -> Iterator[None]:
    """Draw with the settings of the figures, whatever those of the machine are."""
    with mpl.rc_context():
        mpl.rcdefaults()
        for name, value in _SETTINGS.items():
            mpl.rcParams[name] = value
        yield


def new_figure(sheet: Sheet) -> PrintFigure:
    """Return an empty figure of a sheet's size that can measure text."""
    figure = PrintFigure(figsize=(sheet.width, sheet.height), dpi=sheet.dpi, facecolor=PAPER)
    FigureCanvasAgg(figure)
    return figure


def image(figure: PrintFigure, form: str) -> bytes:
    """Return a figure as the bytes of an ``svg`` or ``png`` file: the same for the same figure.

    Letters of the SVG are outlines: Word and PowerPoint show it as it was drawn also where the font is not installed.
    Its words for who cannot see it are its ``title`` and ``desc``.
    """
    file = io.BytesIO()
    more: dict[str, Any] = {"pil_kwargs": {"compress_level": 4}} if form == "png" else {}
    figure.savefig(file, format=form, dpi=figure.dpi, metadata=dict(_METADATA[form]), **more)
    return _named(file.getvalue(), figure) if form == "svg" else file.getvalue()


def image_with_text(figure: PrintFigure) -> bytes:
    """Return a figure as SVG whose letters are text, for a reader that holds the figures' font."""
    with mpl.rc_context({"svg.fonttype": "none"}):
        return image(figure, "svg")


def _named(svg: bytes, figure: PrintFigure) -> bytes:
    """Give an SVG its words; their ids differ between figures, so that a web page can hold several."""
    finding, description = (escape(text) for text in (one_line(str(figure.get_label())), figure.description))
    if not finding:
        return svg
    name = f"figure-{hashlib.sha256(f'{finding} {description}'.encode()).hexdigest()[:8]}"
    opening, rest = svg.split(b"<svg", 1)
    named = f' role="img" xml:lang="en-GB" aria-labelledby="{name}-title" aria-describedby="{name}-desc"'
    words = f'\n <title id="{name}-title">{finding}</title>\n <desc id="{name}-desc">{description}</desc>'
    attributes, content = rest.split(b">", 1)
    return b"".join((opening, b"<svg", named.encode(), attributes, b">", words.encode(), content))
