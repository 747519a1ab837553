"""How wide words are in print, and how wide columns must be so that none is broken.

Which font a reader's Word will print with is not known here. Words are measured in DejaVu Sans, the PDF's own font and
about as wide as a text font gets, and scaled: Arial and its metric twins are narrower, any other font is taken to be a
little wider.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil, floor

from matplotlib.font_manager import FontProperties, findfont, get_font

from maps.paper.blocks import Table


@dataclass(frozen=True)
class Letters:
    """How wide a font's letters are against DejaVu Sans: of the widest words, of whole lines, of lines in bold.

    ``height`` is that of a line for each point of the font's size.
    """

    word: float
    line: float
    bold: float
    height: float


ARIAL = Letters(0.92, 0.9, 0.855, height=1.15)
DEJAVU = Letters(1.0, 1.0, 1.0, height=1.17)
ANY_FONT = Letters(1.05, 1.03, 1.0, height=1.22)
_ARIAL_LIKE = frozenset({"arial", "helvetica", "liberation sans"})
WIDE_POINTS = 773.0
"""The width of the text on A4 on its long side, in points."""
_LEAST_SIZE = 5.0
_HAIR = 0.01  # points: a cell as wide as its text holds it
_LONGEST_WORD = 20
# Word breaks a line after a hyphen or a stroke too.
_BREAKS = re.compile(r"\s+|(?<=[-–/])(?=\D)")


def letters_of(font: str | None) -> Letters:
    """Return how wide a font's letters are against DejaVu Sans."""
    return ARIAL if font is not None and font.casefold() in _ARIAL_LIKE else ANY_FONT


def column_points(table: Table, *, width: float, letters: Letters) -> tuple[list[float], float]:
    """Return the columns' widths and the text's size in points: each column holds its longest word, if need be smaller.

    A column is as wide as its longest cell where all columns can be; else the widest give way first. Those of a week
    have their shares of the width, so that all weeks look alike.
    """
    longest = [word * letters.word for word in _longest_words(table)]
    room = (width - table.edge * len(longest)) / max(sum(longest), 0.001)
    # Word knows sizes in half points.
    size = table.size if room >= table.size else max(_LEAST_SIZE, floor(room * 2) / 2)
    needs = [word * size + table.edge for word in longest]
    if sum(needs) >= width:
        return [need * width / sum(needs) for need in needs], size
    shares = [column.width for column in table.columns]
    if table.is_week:
        return _spread(shares, needs, width), size
    wishes = [cell * letters.word * size + table.edge for cell in _longest_cells(table)]
    return _natural(needs, wishes, width, shares), size


def lines_of(text: str, *, width: float, size: float, letters: Letters, is_bold: bool = False) -> int:
    """Return the lines that text of a size takes in a width, both in points."""
    size *= letters.bold if is_bold else letters.line
    line, lines, space = 0.0, 1, _advance(" ", is_bold=is_bold) * size
    for word in _BREAKS.split(text.strip()):
        needed = _word(word, is_bold=is_bold) * size
        if line and line + space + needed > width + _HAIR:
            lines, line = lines + 1, 0.0
        if needed > width + _HAIR:  # a word that no line holds is broken where the line ends
            lines, needed = lines + ceil(needed / width) - 1, width
        line += needed + (space if line else 0)
    return lines


def _natural(needs: Sequence[float], wishes: Sequence[float], width: float, shares: Sequence[float]) -> list[float]:
    spare = width - sum(wishes)
    if spare >= 0:
        return [wish + share / sum(shares) * spare for wish, share in zip(wishes, shares, strict=True)]
    held = list(needs)
    # From the column that wishes least for its share: each has its wish, or its share of what is left for it and all
    # after it.
    order = sorted(range(len(wishes)), key=lambda place: (wishes[place] - needs[place]) / shares[place])
    left = width - sum(needs)
    for done, place in enumerate(order):
        share = shares[place] / sum(shares[after] for after in order[done:])
        more = min(wishes[place] - needs[place], left * share)
        held[place] += more
        left -= more
    return held


def _spread(shares: Sequence[float], needs: Sequence[float], width: float) -> list[float]:
    held: set[int] = set()
    while True:
        left = width - sum(needs[place] for place in held)
        whole = sum(share for place, share in enumerate(shares) if place not in held)
        widths = [needs[place] if place in held else share / whole * left for place, share in enumerate(shares)]
        tight = {place for place, need in enumerate(needs) if widths[place] < need - 0.001}
        if not tight:
            return widths
        held |= tight


def _longest_words(table: Table) -> list[float]:
    """Return the width of each column's longest word, at a size of one point."""
    return _widest(table, lambda text: {word[:_LONGEST_WORD] for word in _BREAKS.split(text)})


def _longest_cells(table: Table) -> list[float]:
    """Return the width of each column's longest cell, at a size of one point."""
    return _widest(table, lambda text: {text})


def _widest(table: Table, pieces: Callable[[str], set[str]]) -> list[float]:
    found = []
    for place, column in enumerate(table.columns):
        plain = {row[place] for row in table.rows[:-1]}
        bold = {column.heading, *(row[place] for row in table.rows[-1:])}
        found.append(
            max(
                _word(piece, is_bold=is_bold)
                for texts, is_bold in ((plain, False), (bold, True))
                for text in texts
                for piece in pieces(text)
            )
        )
    return found


@lru_cache(maxsize=50_000)
def _word(word: str, *, is_bold: bool) -> float:
    return sum(_advance(sign, is_bold=is_bold) for sign in word)


@cache
def _advance(sign: str, *, is_bold: bool) -> float:
    font = get_font(findfont(FontProperties(family=["DejaVu Sans"], weight="bold" if is_bold else "normal")))
    if ord(sign) not in font.get_charmap():
        return 1.0  # another font will print it: most such signs are as wide as they are high
    font.set_size(100, 72)
    return float(font.load_char(ord(sign)).linearHoriAdvance) / 65536 / 100
