"""How cells of the workbook look. Colour never says what the text does not."""

from collections.abc import Mapping
from enum import StrEnum, auto
from typing import Any


class Style(StrEnum):
    """The looks a cell can have."""

    TITLE = auto()
    NOTE = auto()
    HEADING = auto()
    TEXT = auto()
    LINK = auto()
    WHOLE = auto()
    DECIMAL = auto()
    PLAIN = auto()
    SHARE = auto()
    ASSUMED = auto()
    ASSUMED_SHARE = auto()
    PLACED = auto()
    FREE = auto()
    IN_USE = auto()
    CLOSED = auto()
    UNKNOWN = auto()


_FONT = {"font_name": "Arial", "font_size": 12, "valign": "top"}
_CELL = {**_FONT, "text_wrap": True, "border": 1, "border_color": "#C8CED3"}
# The “_)” that ends a number format is a small space: the figure does not touch the next cell's text.
_NUMBER = {**_CELL, "align": "right"}
_SLOT = _CELL
# Dark enough on their grounds to be read: each pair has a contrast of at least 7 to 1.
_INK, _GREY_INK = "#14213D", "#4A4F55"

LOOKS: Mapping[Style, Mapping[str, Any]] = {
    Style.TITLE: {**_FONT, "font_size": 16, "bold": True, "font_color": _INK},
    Style.NOTE: _FONT,
    Style.HEADING: {**_CELL, "bold": True, "font_color": "#FFFFFF", "bg_color": "#14375E", "valign": "vcenter"},
    Style.TEXT: _CELL,
    Style.LINK: {**_CELL, "font_color": "#0B3C8C", "underline": 1},
    Style.WHOLE: {**_NUMBER, "num_format": "#,##0_)"},
    Style.DECIMAL: {**_NUMBER, "num_format": "#,##0.0_)"},
    Style.PLAIN: {**_NUMBER, "num_format": "#,##0.######_)"},
    Style.SHARE: {**_NUMBER, "num_format": "0.0%_)"},
    Style.ASSUMED: {**_NUMBER, "num_format": "#,##0.##_)", "bg_color": "#FFF4D6"},
    Style.ASSUMED_SHARE: {**_NUMBER, "num_format": "0.0%_)", "bg_color": "#FFF4D6"},
    Style.PLACED: {**_SLOT, "bg_color": "#D6E6F5", "font_color": _INK},
    Style.FREE: {**_SLOT, "bg_color": "#E3F3E1", "font_color": "#123D12"},
    Style.IN_USE: {**_SLOT, "font_color": _GREY_INK},
    Style.CLOSED: {**_SLOT, "bg_color": "#ECEEF0", "font_color": _GREY_INK},
    Style.UNKNOWN: {**_SLOT, "bg_color": "#FFF4D6", "font_color": "#4D3800"},
}

_SLOT_STYLES = (Style.PLACED, Style.FREE, Style.IN_USE, Style.CLOSED, Style.UNKNOWN)
LETTERS_PER_WIDTH: Mapping[Style, float] = dict.fromkeys((Style.TEXT, *_SLOT_STYLES), 1.1)
"""Letters that surely fit beside each other in one unit of a column's width, where it is more than one."""
