"""How the template looks: one set of formats for all its sheets."""

from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

BLUE, PALE, GREY = "#005EB8", "#E8EDEE", "#425563"


@dataclass(frozen=True, kw_only=True)
class Formats:
    """The formats of the template's cells. ``text`` keeps codes as they are typed; ``example_…`` are in italics."""

    title: Format
    heading: Format
    words: Format
    link: Format
    required: Format
    optional: Format
    text: Format
    day: Format
    example_text: Format
    example_day: Format
    example_number: Format


def formats_of(workbook: Workbook) -> Formats:
    """Return the formats, made for a workbook."""
    example = {"italic": True, "font_color": GREY}
    head = {"bold": True, "border": 1, "num_format": "@", "valign": "vcenter"}
    text, day = {"num_format": "@"}, {"num_format": "yyyy-mm-dd"}
    return Formats(
        title=workbook.add_format({"bold": True, "font_size": 16, "font_color": BLUE}),
        heading=workbook.add_format({"bold": True, "font_size": 12, "bottom": 1}),
        words=workbook.add_format({"text_wrap": True, "valign": "top"}),
        link=workbook.add_format({"font_color": BLUE, "underline": 1, "valign": "top"}),
        required=workbook.add_format(head | {"bg_color": BLUE, "font_color": "#FFFFFF"}),
        optional=workbook.add_format(head | {"bg_color": PALE, "bold": False}),
        text=workbook.add_format(text),
        day=workbook.add_format(day),
        example_text=workbook.add_format(example | text),
        example_day=workbook.add_format(example | day),
        example_number=workbook.add_format(example),
    )
