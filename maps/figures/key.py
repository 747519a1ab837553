"""The key beside a picture: headings, patches of colour with their hatching, marks and sentences, from the top down."""

from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from estates.domain.words import SiteKind
from maps.figures.frame import Space, wrapped
from maps.figures.sheets import INK, SOFT_INK, Sheet
from maps.palette import MARKS, OUTLINES

_PATCH = (0.34, 0.2)
_SENTENCE, _AFTER_SENTENCE = 0.9, 0.05  # a sentence's letters, as a share of plain text; inches below it


class Key:
    """A column that is written downwards from the top of its space."""

    def __init__(self, figure: Figure, space: Space, sheet: Sheet) -> None:
        """Start at the top of a space."""
        self.figure, self.space, self.sheet = figure, space, sheet
        self.top = space.bottom + space.height

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
        """Write what numbers on the map stand for, as far as there is room, and how many more there are."""
        if lines:
            self.heading(heading)
        for place, line in enumerate(lines):
            left = len(lines) - place
            if self._height(line) > self.top - self.space.bottom - (self.line if left > 1 else 0):
                self.sentence(f"and {left:,} more: see the tables")
                break
            self._lines(line, size=self.sheet.text * _SENTENCE, weight="normal", colour=SOFT_INK)

    def patch(self, text: str, **style: Any) -> None:  # noqa: ANN401 - as matplotlib takes it
        """Show a patch of colour with what it stands for."""
        height = max(self.line * 1.25, _PATCH[1] + 0.06)
        middle = self.top - height / 2
        left, half = self.space.left, _PATCH[1] / 2
        corners = [(left, middle - half), (left + _PATCH[0], middle - half)]
        corners += [(left + _PATCH[0], middle + half), (left, middle + half), (left, middle - half)]
        self.figure.add_artist(PathPatch(self._path(corners), transform=self.figure.transFigure, **style))
        self._beside(text, middle)
        self.top -= height

    def mark(self, kind: SiteKind, *, solid: bool = True, words: str | None = None) -> None:
        """Show the mark of a kind of site."""
        mark = MARKS[kind]
        height = self.line * 1.3
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
        self.figure.add_artist(Line2D(*place, linestyle="none", transform=self.figure.transFigure, **style))

    def _beside(self, text: str, middle: float) -> None:
        width, tall = self.figure.get_size_inches()
        left = (self.space.left + _PATCH[0] + 0.1) / width
        self.figure.text(left, middle / tall, text, size=self.sheet.text * 0.95, va="center")

    def _lines(self, text: str, *, size: float, weight: str, colour: str) -> None:
        width, tall = self.figure.get_size_inches()
        for line in wrapped(self.figure, text, width_inches=self.space.width, size=size, weight=weight):
            self.top -= size * 1.3 / 72
            place = (self.space.left / width, self.top / tall)
            self.figure.text(*place, line, size=size, weight=weight, color=colour)

    def _path(self, corners: list[tuple[float, float]]) -> Path:
        width, tall = self.figure.get_size_inches()
        return Path([(x / width, y / tall) for x, y in corners], closed=True)
