"""One file on disk, written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from estates.domain.errors import RequestError


def write_whole_file(path: Path, content: bytes) -> None:
    """Write a file in the place of an earlier one or of nothing; it is never seen half written.

    Parameters
    ----------
    path
        The file. Folders above it are made where they are not there.
    content
        All of it.

    Raises
    ------
    RequestError
        Where a folder stands there, the disk does not let us write, or another program holds the file open. What stood
        there before still does.
    """
    if path.is_dir():
        raise RequestError(f"{path} is a folder. Give the name of a file.")
    new = path.with_name(f".{path.name}.{token_hex(4)}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with new.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(path)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        told = error.strerror or error
        raise RequestError(f"{path} cannot be written: {told}. Close it where it is open, or name another.") from error
