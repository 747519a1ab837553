"""A plan folder on disk, written whole or not at all.

The files are built in a folder beside the plan folder and flushed to the disk; then the two change names in one
step. Whoever pulls the plug leaves the earlier plan or the new one under the plan folder's name, never half of one.

Where a system cannot exchange two folders at once (Windows, some network drives), the earlier folder is put aside,
the new one takes its name, and only then does the earlier one go. A run killed between those two steps leaves the
earlier plan aside; ``settle_plan_folder``, which every reader and writer of a plan folder calls first, puts it back.
"""

import errno
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from secrets import token_hex

from estates.domain.errors import RequestError
from geodata.plan.folder_exchange import exchange_folders

PLAN_FILES = frozenset(
    {
        "placements.csv",
        "unmet.csv",
        "shortfall.csv",
        "use.csv",
        "prices.csv",
        "worth.csv",
        "remedies.csv",
        "rejected.csv",
        "proof.json",
        "map.html",
        "plan.xlsx",
        "plan.gpkg",
        "paper.docx",
        "paper.pdf",
        "figures",
        "parquet",
        "datapackage.json",
        "calendars.zip",
        "scenario.toml",
        "changes.csv",
        "moved.csv",
        "earlier.csv",
        "growth.csv",
        "growth_figures.csv",
        "dataset",
    }
)
"""Everything that may stand at the top of a plan folder; ``figures``, ``parquet`` and ``dataset`` are folders.

A plan of a scenario holds the dataset that it was made for in its folder ``dataset``, so that the two are written and
replaced together, and beside it the scenario and what it did.
"""

_FOLDERS = frozenset({"figures", "parquet", "dataset"})
_MARKS_OF_A_PLAN = frozenset({"placements.csv", "proof.json"})
# Left behind by file browsers, Excel, LibreOffice and QGIS; nobody's work.
_LITTER = re.compile(
    r"\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*|\.~lock\..*#|plan\.gpkg-(wal|shm|journal)", re.IGNORECASE
)
_MOST_NAMES_SHOWN = 5


def write_plan_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a plan folder whole or not at all, in the place of an earlier plan folder or of nothing.

    Parameters
    ----------
    folder
        Where the plan shall stand. Folders above it are made where they are not there.
    files
        Content by name; a name such as ``figures/map.png`` stands in a folder of its own.

    Raises
    ------
    RequestError
        Where something other than an earlier plan stands there, or the disk does not let us write. What stood
        there before still does.
    """
    folder = Path(os.path.realpath(folder))
    check_replaceable(folder)
    replace_whole(folder, files, is_ours=_is_plan)


def replace_whole(folder: Path, files: Mapping[str, bytes], *, is_ours: Callable[[Path], bool]) -> None:
    """Put a folder of these files in the place of an earlier one or of nothing, in one step.

    Parameters
    ----------
    folder
        Where it shall stand; its real path. Whether what stands there may go has been asked before.
    files
        As for ``write_plan_folder``.
    is_ours
        Whether a folder that a killed run left beside it is one of ours, so that it may be put back or removed.

    Raises
    ------
    RequestError
        Where the disk does not let us write. What stood there before still does.
    """
    with told_plainly(folder):
        _settle(folder, is_ours)
        folder.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(folder, is_ours)
        new = _sibling(folder, "new")
        try:
            _build(new, files)
            _swap(new, folder, is_ours)
        finally:
            # After an exchange the earlier folder stands here; after a failure, what was built so far.
            shutil.rmtree(new, ignore_errors=True)


def check_replaceable(folder: Path) -> None:
    """Refuse to replace anything but an earlier plan folder or an empty one; worth asking before a long solve.

    A new folder must be one that could be made.

    Raises
    ------
    RequestError
        One sentence that names what stands there.
    """
    folder = Path(os.path.realpath(folder))
    with told_plainly(folder):
        if is_to_be_made(folder):
            return
        names = _names(folder)
    strange = sorted(names - PLAN_FILES)
    if strange or (names and not names & _MARKS_OF_A_PLAN):
        raise RequestError(
            f"“{folder}” is not an earlier plan folder, so it is not replaced: it holds "
            f"{_some_of(strange or sorted(names))}. Give --out the name of a new folder, or move those files away."
        )


def real_names(folder: Path) -> tuple[str, ...]:
    """Return the names in a folder, without what file browsers and office programs leave behind."""
    return tuple(entry.name for entry in folder.iterdir() if not _LITTER.fullmatch(entry.name))


def is_to_be_made(folder: Path) -> bool:
    """Whether there is no folder yet and one could be made; a file of its name is refused."""
    if not folder.exists():
        _check_writable(folder)
        return True
    if not folder.is_dir():
        raise RequestError(f"“{folder}” is a file, not a folder: give --out the name of a new folder.")
    return False


def _check_writable(folder: Path) -> None:
    """Refuse a new folder where the nearest folder above it that is there may not be written to."""
    above = next(parent for parent in folder.parents if parent.exists())
    if not above.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(above))
    if not os.access(above, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(above))


def settle_plan_folder(folder: Path) -> None:
    """Put an earlier plan back that a killed run left aside, where nothing stands under the folder's name."""
    _settle(Path(os.path.realpath(folder)), _is_plan)  # plans are written where a link leads


def _settle(folder: Path, is_ours: Callable[[Path], bool]) -> None:
    if not folder.name:  # the root of a disk
        return
    aside = _aside(folder)
    if not folder.exists() and aside.exists() and is_ours(aside):
        aside.rename(folder)


def _names(folder: Path) -> set[str]:
    """Return the names in a folder, without litter; a sub-folder that is no plan's counts with a slash."""
    entries = [entry for entry in folder.iterdir() if not _LITTER.fullmatch(entry.name)]
    return {entry.name if entry.is_dir() == (entry.name in _FOLDERS) else f"{entry.name}/" for entry in entries}


def _some_of(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES_SHOWN
    return ", ".join(names[:_MOST_NAMES_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _is_plan(folder: Path) -> bool:
    return folder.is_dir() and _names(folder) <= PLAN_FILES


def _build(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into a new folder and flush them and their folders to the disk."""
    folder.mkdir()
    for name, content in sorted(files.items()):
        path = folder / PurePosixPath(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    for inner in sorted({(folder / PurePosixPath(name)).parent for name in files} | {folder}):
        _flush_folder(inner)


def _swap(new: Path, folder: Path, is_ours: Callable[[Path], bool]) -> None:
    """Give the new folder the plan folder's name; an earlier plan ends up under the new folder's."""
    if not folder.exists():
        new.rename(folder)
    elif not exchange_folders(new, folder):
        _swap_in_two_steps(new, folder, is_ours)
    _flush_folder(folder.parent)


def _swap_in_two_steps(new: Path, folder: Path, is_ours: Callable[[Path], bool]) -> None:
    aside = _aside(folder)
    folder.rename(aside)
    try:
        new.rename(folder)
    finally:
        _settle(folder, is_ours)  # where the new one could not take the name
    with suppress(OSError):
        aside.rename(new)  # to be removed under a name that nobody would put back


def _flush_folder(folder: Path) -> None:
    """Flush a folder's list of names to the disk, where the system can; Windows cannot, and does so by itself."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.aside")


def _sibling(folder: Path, purpose: str) -> Path:
    return folder.with_name(f".{folder.name}.{purpose}-{token_hex(4)}")


def _remove_leftovers(folder: Path, is_ours: Callable[[Path], bool]) -> None:
    """Remove what killed runs left beside the plan folder.

    A leftover is renamed before it is removed: should it belong to a run that is still writing, that run finds its
    folder gone and says so, rather than giving a plan's name to a folder that is being emptied.
    """
    leftover = re.compile(rf"\.{re.escape(folder.name)}\.((new|gone)-[0-9a-f]{{8}}|aside)")
    for path in sorted(folder.parent.iterdir()):
        if leftover.fullmatch(path.name) and not path.is_symlink() and is_ours(path):
            gone = _sibling(folder, "gone")
            with suppress(OSError):
                path.rename(gone)
                shutil.rmtree(gone)


@contextmanager
def told_plainly(folder: Path) -> Iterator[None]:
    """Turn the system's refusals into one sentence that says what to do."""
    try:
        yield
    except OSError as error:
        raise RequestError(f"“{folder}” could not be written: {_what_to_do(error)}") from error


def _what_to_do(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full. Make room, or give --out a folder on another disk."
    if error.errno == errno.EROFS:
        return "the disk may only be read. Give --out a folder on another disk."
    if isinstance(error, PermissionError):
        return (
            "the system does not allow it. Close any file of that folder that is open in another program, such as "
            "Excel, or give --out a folder that you may write to."
        )
    if isinstance(error, FileNotFoundError):
        return "a folder went away meanwhile. Should another run be writing there, wait for it, then try again."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "part of that path is a file, not a folder. Give --out another folder."
    return f"{error.strerror or error}. Give --out another folder."
