"""How wide words are in print, and how wide columns must be so that none is broken.

Which font a reader's Word will print with is not known here. Words are measured in DejaVu Sans, about as wide as a
text font gets, and scaled: Arial and its metric twins are narrower, any other font is taken to be a little wider.
"""

import re
from collections.abc import Sequence
from functools import cache
from math import floor

from matplotlib.font_manager import FontProperties, findfont, get_font

from maps.paper.blocks import Table

ARIAL, ANY_FONT = 0.92, 1.05
_ARIAL_LIKE = frozenset({"arial", "helvetica", "liberation sans"})
_LEAST_SIZE = 5.0
_LONGEST_WORD = 20
# Word breaks a line after a hyphen or a stroke too.
_BREAKS = re.compile(r"\s+|(?<=[-–/])(?=\D)")


def letters_of(font: str | None) -> float:
    """Return how wide a font's letters are against DejaVu Sans."""
    return ARIAL if font is not None and font.casefold() in _ARIAL_LIKE else ANY_FONT


def column_points(table: Table, *, width: float, edge: float, letters: float) -> tuple[list[float], float]:
    """Return the columns' widths and the text's size in points: each column holds its longest word, if need be smaller.

    Columns have their shares of the width; one that needs more takes it from the others. ``edge`` surrounds the text
    of a cell.
    """
    longest = [word * letters for word in _longest_words(table)]
    room = (width - edge * len(longest)) / max(sum(longest), 0.001)
    # Word knows sizes in half points.
    size = table.size if room >= table.size else max(_LEAST_SIZE, floor(room * 2) / 2)
    needs = [word * size + edge for word in longest]
    if sum(needs) >= width:
        return [need * width / sum(needs) for need in needs], size
    return _spread([column.width for column in table.columns], needs, width), size


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
    found = []
    for place, column in enumerate(table.columns):
        cells = {row[place] for row in table.rows[:-1]}
        bold = {column.heading, *(row[place] for row in table.rows[-1:])}
        found.append(max(_longest_word(cells, is_bold=False), _longest_word(bold, is_bold=True)))
    return found


def _longest_word(texts: set[str], *, is_bold: bool) -> float:
    words = {word[:_LONGEST_WORD] for text in texts for word in _BREAKS.split(text)}
    return max((sum(_advance(sign, is_bold=is_bold) for sign in word) for word in words), default=0.0)


@cache
def _advance(sign: str, *, is_bold: bool) -> float:
    font = get_font(findfont(FontProperties(family=["DejaVu Sans"], weight="bold" if is_bold else "normal")))
    if ord(sign) not in font.get_charmap():
        return 1.0  # another font will print it: most such signs are as wide as they are high
    font.set_size(100, 72)
    return float(font.load_char(ord(sign)).linearHoriAdvance) / 65536 / 100
