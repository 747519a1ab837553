"""Two folders change names in one step, where the system can do that.

Python has no call for it, so the system's own is asked: ``renameat2`` on Linux, ``renamex_np`` on macOS. Windows
has none, and some file systems (network drives, memory sticks) refuse.
"""

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_CURRENT_FOLDER = -100  # AT_FDCWD of Linux
_RENAME_EXCHANGE = 2  # Linux
_RENAME_SWAP = 2  # macOS
_NOT_OFFERED = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


def exchange_folders(one: Path, other: Path) -> bool:
    """Exchange two folders of one file system at once: nobody ever sees one of the names without a folder.

    Returns
    -------
    bool
        Whether it was done; ``False``, with nothing changed, where the system or the file system cannot do it.

    Raises
    ------
    OSError
        Where the system can, but not with these folders.
    """
    if _ask_system(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_OFFERED:
        return False
    raise OSError(code, os.strerror(code), str(one))


def _ask_system(one: bytes, other: bytes) -> int:
    ctypes.set_errno(errno.ENOSYS)
    try:
        if sys.platform == "linux":
            rename = ctypes.CDLL(None, use_errno=True).renameat2
            return int(rename(_AT_CURRENT_FOLDER, one, _AT_CURRENT_FOLDER, other, _RENAME_EXCHANGE))
        if sys.platform == "darwin":
            return int(ctypes.CDLL(None, use_errno=True).renamex_np(one, other, _RENAME_SWAP))
    except AttributeError:  # a C library without the call
        return -1
    return -1
