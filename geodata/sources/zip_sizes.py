"""Refusing archives that unpack to too much, before anything of them is unpacked."""

import zipfile
from pathlib import Path

from geodata.sources.raw import LARGEST_FILE_BYTES

MOST_PARTS = 10_000


class OversizeError(Exception):
    """An archive that is too large to open; its text says how."""


def refuse_oversize(path: Path) -> None:
    """Check what the parts of a zip file claim to unpack to.

    A part that claims less than it holds does no harm: no more than it claims is unpacked, and its checksum fails.

    Parameters
    ----------
    path
        A zip file, such as a workbook.

    Raises
    ------
    OversizeError
        Where it has more than 10,000 parts, or they claim more than 500 MB together.
    zipfile.BadZipFile
        Where it is no zip file.
    """
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise OversizeError(f"{path.name} has {len(parts):,} parts; a dataset's workbook has fewer than {MOST_PARTS:,}")
    claimed = sum(part.file_size for part in parts)
    if claimed > LARGEST_FILE_BYTES:
        raise OversizeError(f"{path.name} unpacks to {claimed / 1e6:,.0f} MB; at most 500 MB are opened")
