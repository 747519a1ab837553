"""The folder of an answer that holds several plans: written whole or not at all, and replaced only by another answer.

``contents.json`` in it says which command made it and lists every file; a folder that holds anything else is somebody
else's and stays.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from estates.domain.errors import RequestError
from geodata.plan.folder import is_to_be_made, real_names, replace_whole, told_plainly

CONTENTS = "contents.json"


def write_answer_folder(folder: Path, files: Mapping[str, bytes], *, made_by: str) -> None:
    """Write an answer's files, with a list of them, in the place of an earlier answer or of nothing.

    Parameters
    ----------
    folder
        Where the answer shall stand. Folders above it are made where they are not there.
    files
        Content by name; ``2030/proof.json`` stands in a folder of its own.
    made_by
        The command, such as ``outlook``.

    Raises
    ------
    RequestError
        Where something other than an earlier answer stands there, or the disk does not let us write.
    """
    folder = Path(os.path.realpath(folder))
    check_answer_replaceable(folder)
    listed = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    contents = json.dumps({"made_by": f"estates {made_by}", "files": listed}, indent=2, ensure_ascii=False) + "\n"
    # A half-written answer has a name that nobody else gives, so it may go whatever it holds.
    replace_whole(folder, {**files, CONTENTS: contents.encode()}, is_ours=lambda path: path.is_dir())


def check_answer_replaceable(folder: Path) -> None:
    """Refuse to replace anything but an earlier answer or an empty folder; worth asking before long solving.

    Raises
    ------
    RequestError
        One sentence that says what is wrong.
    """
    folder = Path(os.path.realpath(folder))
    with told_plainly(folder):
        if is_to_be_made(folder):
            return
        strange = _strange(folder)
    if strange is not None:
        raise RequestError(
            f"“{folder}” is not an earlier answer, so it is not replaced: it holds {strange}. "
            "Give --out the name of a new folder, or move that away."
        )


def _strange(folder: Path) -> str | None:
    """Return the first thing in a folder that its list does not name, or ``None``."""
    listed = _listed(folder)
    for name in sorted(real_names(folder)):
        inside = [path for path in (folder / name).rglob("*") if path.is_file()] or [folder / name]
        for path in sorted(inside):
            told = path.relative_to(folder).as_posix()
            if told != CONTENTS and told not in listed and path.name in real_names(path.parent):
                return told
    return None


def _listed(folder: Path) -> frozenset[str]:
    try:
        contents = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
        return frozenset(contents["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
