"""The door to typst: from a layout and plain values to a tagged PDF, with no font of the machine's and no network."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import matplotlib as mpl
import typst


def pdf(layout: bytes, values: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """Return a PDF/UA-1 document: the same bytes for the same input.

    Parameters
    ----------
    layout
        Typst source of ours; it reads ``paper.json``.
    values
        What it prints, as plain values. Text among them is never read as markup.
    files
        Pictures by name, one of our own making.
    """
    sources = {"main.typ": layout, "paper.json": json.dumps(values, ensure_ascii=False).encode(), **files}
    # typst takes pictures from files alone.
    with TemporaryDirectory(prefix="estates-") as folder:
        for name, content in sources.items():
            (Path(folder) / name).write_bytes(content)
        made = typst.compile(
            str(Path(folder) / "main.typ"),
            root=folder,
            ignore_system_fonts=True,
            font_paths=[str(Path(mpl.get_data_path()) / "fonts" / "ttf")],
            pdf_standards=["ua-1"],
        )
    return bytes(made)
