"""The paper as a tagged PDF (PDF/UA-1)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.resources import files
from itertools import groupby
from typing import Any

from maps.paper.blocks import Block, Bullets, Paper, Paragraph, Picture, Section, Table
from maps.paper.letters import WIDE_POINTS, column_points
from maps.paper.page_fit import PDF, scaled
from maps.typesetting import pdf

_TYPES = {Paragraph: "paragraph", Bullets: "bullets", Table: "table", Picture: "picture"}
# A line may break after a stroke or a hyphen as it is.
_LONG_WORD = re.compile(r"[^\s/-]{22,}")
_ZERO_WIDTH_SPACE = "\u200b"


def paper_pdf(paper: Paper) -> bytes:
    """Return a paper as the bytes of a PDF/UA-1 file."""
    layout = files("maps.paper").joinpath("paper.typ").read_bytes()
    pictures = {name: f"picture-{place}" for place, name in enumerate(paper.images)}
    images = {f"{pictures[name]}.{_form(image.svg)}": image.svg or image.png for name, image in paper.images.items()}
    names = {name: f"{pictures[name]}.{_form(image.svg)}" for name, image in paper.images.items()}
    return pdf(layout, _values(paper, names), images)


def _form(svg: bytes) -> str:
    return "svg" if svg else "png"


def _values(paper: Paper, names: Mapping[str, str]) -> dict[str, Any]:
    runs = [
        {"is_wide": is_wide, "sections": [_section(paper, section, names) for section in run]}
        for is_wide, run in groupby(paper.sections, key=lambda section: section.is_wide)
    ]
    return {
        "title": _breakable(paper.title),
        "subtitle": _breakable(paper.subtitle),
        "byline": _breakable(paper.byline),
        "lists_sites": not paper.has_contents,
        "runs": runs,
    }


def _section(paper: Paper, section: Section, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "title": _breakable(section.title),
        "level": section.level,
        "new_page": section.new_page,
        "contents_follow": paper.has_contents and section is paper.sections[0],
        "blocks": [_block(block, names, is_wide=section.is_wide) for block in section.blocks],
    }


def _block(block: Block, names: Mapping[str, str], *, is_wide: bool) -> dict[str, Any]:
    values: dict[str, Any] = _all_breakable({"type": _TYPES[type(block)], **asdict(block)})
    if isinstance(block, Table):
        width = WIDE_POINTS if is_wide else PDF.width
        widths, values["size"] = column_points(scaled(block, PDF), width=width, letters=PDF.letters)
        values |= {"widths": [round(width, 2) for width in widths], "edge": block.edge}
    if isinstance(block, Picture):
        values["name"] = names.get(block.name, "")
    return values


def _all_breakable(value: Any) -> Any:  # noqa: ANN401 - plain values of any shape
    if isinstance(value, str):
        return _breakable(value)
    if isinstance(value, dict):
        return {key: _all_breakable(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_all_breakable(item) for item in value]
    return value


def _breakable(text: str) -> str:
    """Return text whose very long words can be broken, so that none runs out of its column."""
    return _LONG_WORD.sub(lambda word: _ZERO_WIDTH_SPACE.join(_pieces(word.group())), text)


def _pieces(word: str) -> list[str]:
    return [word[start : start + 20] for start in range(0, len(word), 20)]
