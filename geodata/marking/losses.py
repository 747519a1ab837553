"""What a copy of a workbook may lack: the parts that the library behind it does not keep."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

PARTS: Mapping[str, str] = {
    "xl/media/": "pictures",
    "xl/charts/": "charts",
    "xl/drawings/drawing": "drawings and shapes",
    "xl/ctrlprops/": "form buttons",
    "xl/activex/": "form buttons",
    "xl/slicers/": "slicers",
    "xl/timelines/": "timelines",
    "xl/threadedcomments/": "threads of comments (their text stays as notes)",
    "xl/embeddings/": "embedded files",
    "xl/connections": "links to data outside",
    "xl/querytables/": "links to data outside",
    "xl/model/": "the data model",
    "xl/vbaproject": "macros",
    "customxml/": "hidden document data",
    "_xmlsignatures/": "digital signatures",
}
NEWER_RULES = b"<extLst"
FIRST_BYTES = 1_000_000


def losses(source: Path) -> tuple[str, ...]:
    """Return what to tell of the parts that a marked copy of a workbook may lack or show otherwise.

    Parameters
    ----------
    source
        The user's own workbook, which has been opened and found sound.
    """
    with zipfile.ZipFile(source) as archive:
        found = list(dict.fromkeys(_found(archive)))
    if not found:
        return ()
    return (
        f"This copy may lack, or show otherwise, what your workbook holds of: {', '.join(found)}. Your own file is "
        "untouched: where these matter, correct the cells there.",
    )


def _found(archive: zipfile.ZipFile) -> Iterator[str]:
    names = [name.lower() for name in archive.namelist()]
    for start, what in PARTS.items():
        if any(name.startswith(start) for name in names):
            yield what
    sheets = [name for name in archive.namelist() if name.lower().startswith("xl/worksheets/sheet")]
    if any(_has_newer_rules(archive, name) for name in sheets):
        yield "drop-downs, coloured rules or small charts of newer kinds"


def _has_newer_rules(archive: zipfile.ZipFile, name: str) -> bool:
    """Whether a sheet ends in the list that newer Excel versions keep their additions in."""
    with archive.open(name) as stream:
        ending = b""
        while block := stream.read(FIRST_BYTES):
            ending = (ending + block)[-2 * FIRST_BYTES :]
    return NEWER_RULES in ending
