"""The key beside a picture: headings, patches of colour with their hatching, marks and sentences, from the top down."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from estates.domain.words import SiteKind
from maps.figures.frame import Space, cut, wrapped
from maps.figures.sheets import INK, SOFT_INK, Sheet
from maps.palette import MARKS, OUTLINES

_PATCH = (0.34, 0.2)
_SENTENCE, _AFTER_SENTENCE = 0.9, 0.05  # a sentence's letters, as a share of plain text; inches below it
# Letters and patches as shares of their size: the patches move together first, then the letters grow smaller.
_STEPS = ((1.0, 1.0), (1.0, 0.75), (0.94, 0.7), (0.88, 0.65), (0.82, 0.6), (0.76, 0.55), (0.7, 0.5))


def write_key(figure: Figure, space: Space, sheet: Sheet, write: Callable[["Key"], None]) -> int:
    """Write a key as large as its space lets all of it be; return how many numbers it explains.

    What stands above or below, such as long notes, leaves one key more room than another: so ``write`` is tried
    without ink first, in ever smaller steps.
    """
    for letters, patches in _STEPS:
        sheet_here = replace(sheet, text=sheet.text * letters)
        trial = Key(figure, space, sheet_here, patches=patches, has_ink=False)
        write(trial)
        if trial.fits:
            break
    key = Key(figure, space, sheet_here, patches=patches)
    write(key)
    return key.explained


class Key:
    """A column that is written downwards from the top of its space; without ink it is only measured."""

    def __init__(
        self, figure: Figure, space: Space, sheet: Sheet, *, patches: float = 1.0, has_ink: bool = True
    ) -> None:
        """Start at the top of a space."""
        self.figure, self.space, self.sheet = figure, space, sheet
        self.patches, self.has_ink = patches, has_ink
        self.top = space.bottom + space.height
        self.explained, self.is_cut = 0, False

    @property
    def fits(self) -> bool:
        """Whether everything stands above the foot of the space, and nothing was left out."""
        return self.top >= self.space.bottom and not self.is_cut

    @property
    def line(self) -> float:
        """The height of a line of text in inches."""
        return self.sheet.text * 1.3 / 72

    def heading(self, text: str) -> None:
        """Write a heading, with some room above it."""
        self.top -= 0.06
        self._lines(text, size=self.sheet.text * 1.05, weight="bold", colour=INK)
        self.top -= 0.05

    def sentence(self, text: str) -> None:
        """Write a sentence in soft ink."""
        self._lines(text, size=self.sheet.text * _SENTENCE, weight="normal", colour=SOFT_INK)
        self.top -= _AFTER_SENTENCE

    def numbered(self, heading: str, lines: Sequence[str]) -> None:
        """Write what numbers on the map stand for, as far as there is room, and how many more PCNs have no name."""
        if lines:
            self.heading(heading)
        for place, line in enumerate(lines):
            left = len(lines) - place
            if self._height(line) > self.top - self.space.bottom - (self.line if left > 1 else 0):
                self.sentence(f"and {left:,} more: see the tables")
                self.is_cut = True
                break
            self._lines(line, size=self.sheet.text * _SENTENCE, weight="normal", colour=SOFT_INK)
            self.explained += 1

    def patch(self, text: str, **style: Any) -> None:  # noqa: ANN401 - as matplotlib takes it
        """Show a patch of colour with what it stands for."""
        tall = _PATCH[1] * self.patches
        height = max(self.line * (1 + 0.25 * self.patches), tall + 0.06 * self.patches)
        middle = self.top - height / 2
        left, half = self.space.left, tall / 2
        corners = [(left, middle - half), (left + _PATCH[0], middle - half)]
        corners += [(left + _PATCH[0], middle + half), (left, middle + half), (left, middle - half)]
        if self.has_ink:
            self.figure.add_artist(PathPatch(self._path(corners), transform=self.figure.transFigure, **style))
        self._beside(text, middle)
        self.top -= height

    def mark(self, kind: SiteKind, *, solid: bool = True, words: str | None = None) -> None:
        """Show the mark of a kind of site."""
        mark = MARKS[kind]
        height = self.line * (1 + 0.3 * self.patches)
        outline = [(x, -y) for x, y in OUTLINES[mark.shape]]
        self._symbol(
            height,
            marker=Path([*outline, outline[0]], closed=True),
            markersize=self.sheet.text * 0.85,
            markerfacecolor=mark.colour if solid else "#ffffff",
            markeredgecolor="#ffffff" if solid else mark.colour,
            markeredgewidth=0.5 if solid else 1.1,
        )
        self._beside(words or mark.words, self.top - height / 2)
        self.top -= height

    def _height(self, sentence: str) -> float:
        """Return the height of a sentence in inches."""
        size = self.sheet.text * _SENTENCE
        lines = wrapped(self.figure, sentence, width_inches=self.space.width, size=size)
        return len(lines) * size * 1.3 / 72

    def _symbol(self, height: float, **style: Any) -> None:  # noqa: ANN401 - as matplotlib takes it
        width, tall = self.figure.get_size_inches()
        place = ([(self.space.left + _PATCH[0] / 2) / width], [(self.top - height / 2) / tall])
        if self.has_ink:
            self.figure.add_artist(Line2D(*place, linestyle="none", transform=self.figure.transFigure, **style))

    def _beside(self, text: str, middle: float) -> None:
        self._write((self.space.left + _PATCH[0] + 0.1, middle), text, size=self.sheet.text * 0.95, va="center")

    def _lines(self, text: str, *, size: float, weight: str, colour: str) -> None:
        for line in wrapped(self.figure, text, width_inches=self.space.width, size=size, weight=weight):
            self.top -= size * 1.3 / 72
            held = cut(self.figure, line, width_inches=self.space.width, size=size)
            self._write((self.space.left, self.top), held, size=size, weight=weight, color=colour)

    def _write(self, place: tuple[float, float], text: str, **style: Any) -> None:  # noqa: ANN401 - as matplotlib takes it
        width, tall = self.figure.get_size_inches()
        if self.has_ink:
            self.figure.text(place[0] / width, place[1] / tall, text, **style)

    def _path(self, corners: list[tuple[float, float]]) -> Path:
        width, tall = self.figure.get_size_inches()
        return Path([(x / width, y / tall) for x, y in corners], closed=True)
