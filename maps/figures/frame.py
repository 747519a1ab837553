"""The frame round every figure: the finding as its title, a sentence beneath, and the notes at the foot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.lines import Line2D

from maps import plain_text
from maps.figures.sheets import INK, RULE, SOFT_INK, PrintFigure, Sheet, new_figure
from maps.plain_text import one_line

_MARGIN_INCHES = 0.42
_TOP_INCHES, _FOOT_INCHES = 0.22, 0.22
_LONGEST_WORD = 40
_MOST_NOTE_LINES = 6


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a figure says round its picture: the finding, a sentence on what is shown, and notes."""

    title: str
    subtitle: str
    notes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Space:
    """A rectangle of a figure in inches from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    def of(self, figure: Figure) -> tuple[float, float, float, float]:
        """Return the rectangle as shares of the figure, as matplotlib's axes are given."""
        width, height = figure.get_size_inches()
        return self.left / width, self.bottom / height, self.width / width, self.height / height


def framed(sheet: Sheet, words: Words) -> tuple[PrintFigure, Space]:
    """Return a new figure with its words in place, and the space that they leave for the picture.

    The figure carries its words, too, so that an inset, which shows none, still has them.
    """
    figure = new_figure(sheet)
    figure.set_label(words.title)
    figure.description = one_line(" ".join((words.subtitle, *words.notes)))
    if sheet.is_inset:
        return figure, Space(left=0.02, bottom=0.02, width=sheet.width - 0.04, height=sheet.height - 0.04)
    inner = sheet.width - 2 * _MARGIN_INCHES
    top = sheet.height - _TOP_INCHES
    for text, size, weight, colour in (
        (words.title, sheet.title_text, "bold", INK),
        (words.subtitle, sheet.text * 1.12, "normal", SOFT_INK),
    ):
        lines = wrapped(figure, text, width_inches=inner, size=size, weight=weight)[:3]
        for line in lines:
            top -= size * 1.28 / 72
            figure.text(_MARGIN_INCHES / sheet.width, top / sheet.height, line, size=size, weight=weight, color=colour)
        top -= size * 0.35 / 72
    foot = _notes(figure, sheet, words.notes)
    space = Space(left=_MARGIN_INCHES, bottom=foot, width=inner, height=top - foot - 0.08)
    return figure, space


def _notes(figure: Figure, sheet: Sheet, notes: Sequence[str]) -> float:
    """Write the notes at the foot and return the height above them, in inches."""
    size = sheet.text * 0.8
    inner = sheet.width - 2 * _MARGIN_INCHES
    lines = [line for note in notes for line in _note(figure, note, inner, size)]
    step = size * 1.3 / 72
    # In the order of reading, as a PDF's text is searched and copied.
    for below, line in zip(reversed(range(len(lines))), lines, strict=True):
        place = (_MARGIN_INCHES / sheet.width, (_FOOT_INCHES + below * step) / sheet.height)
        figure.text(*place, line, size=size, color=SOFT_INK)
    height = _FOOT_INCHES + len(lines) * step
    rule = (height + 0.02) / sheet.height
    ends = [_MARGIN_INCHES / sheet.width, 1 - _MARGIN_INCHES / sheet.width]
    figure.add_artist(_line(figure, ends, rule))
    return height + 0.12


def _note(figure: Figure, note: str, width_inches: float, size: float) -> list[str]:
    """Return a note's lines; one that is too long ends in an ellipsis, so that it does not seem whole."""
    lines = wrapped(figure, note, width_inches=width_inches, size=size)
    return (
        lines
        if len(lines) <= _MOST_NOTE_LINES
        else [*lines[: _MOST_NOTE_LINES - 1], f"{lines[_MOST_NOTE_LINES - 1]} …"]
    )


def _line(figure: Figure, ends: Sequence[float], height: float) -> Line2D:
    return Line2D(ends, [height, height], color=RULE, linewidth=0.8, transform=figure.transFigure)


def text_width(figure: Figure, text: str, *, size: float, weight: str = "normal") -> float:
    """Return the width of a line of text in inches."""
    font = FontProperties(family=["DejaVu Sans"], size=size, weight=weight)
    canvas = figure.canvas
    if not isinstance(canvas, FigureCanvasAgg):
        raise TypeError("a figure of new_figure is wanted")
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
    width, _, _ = renderer.get_text_width_height_descent(text, font, False)
    return float(width) / float(figure.dpi)


def wrapped(figure: Figure, text: str, *, width_inches: float, size: float, weight: str = "normal") -> list[str]:
    """Return text in lines that fit a width; a word that is too long for a line is cut.

    A line is as wide as its words and the spaces between them: to measure every line as it grows takes long.
    """
    lines, space = list[list[str]](), text_width(figure, " ", size=size, weight=weight)
    left = 0.0
    for word in _words(text):
        width = text_width(figure, word, size=size, weight=weight)
        if lines and space + width <= left:
            lines[-1].append(word)
            left -= space + width
        else:
            lines.append([word])
            left = width_inches - width
    return [" ".join(words) for words in lines]


def _words(text: str) -> Iterable[str]:
    for word in plain(text).split():
        yield from (word[start : start + _LONGEST_WORD] for start in range(0, len(word), _LONGEST_WORD))


def plain(text: str) -> str:
    """Return text as one line that the figures' font can draw: a sign that it lacks is a replacement sign."""
    return "".join(sign if ord(sign) in _signs() else "\ufffd" for sign in one_line(text))


def shortened(text: str, at_most: int) -> str:
    """Return text as one line that can be drawn, with at most so many signs."""
    return plain(plain_text.shortened(text, at_most))


def cut(figure: Figure, text: str, *, width_inches: float, size: float) -> str:
    """Return text with its end cut off so far that it is no wider than so much."""
    while len(text) > 1 and text_width(figure, text, size=size) > width_inches:
        text = shortened(text, len(text) - 1)
    return text


def is_in_italics(text: str) -> bool:
    """Whether the slanted face of the figures' font has every sign of a text; it has fewer than the upright ones."""
    return all(ord(sign) in _signs_of(style="italic") for sign in text)


@cache
def _signs() -> frozenset[int]:
    return _signs_of(weight="normal") & _signs_of(weight="bold")


@cache
def _signs_of(*, weight: str = "normal", style: Literal["normal", "italic"] = "normal") -> frozenset[int]:
    return frozenset(
        get_font(findfont(FontProperties(family=["DejaVu Sans"], weight=weight, style=style))).get_charmap()
    )
