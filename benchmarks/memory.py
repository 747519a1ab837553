"""The memory of a process and all its children, read from ``/proc``: Linux only, as benchmarks may be."""

import os
from pathlib import Path

MIB = 1024 * 1024


def tree_memory(pid: int) -> int:
    """Return the resident memory of a process and its children, in bytes; pages that they share count for each."""
    return sum(_memory(member) for member in _tree(pid))


def _tree(pid: int) -> list[int]:
    try:
        # Each thread has a list of the children that it started itself.
        lists = [path.read_text(encoding="ascii") for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [pid, *(below for children in lists for child in children.split() for below in _tree(int(child)))]


def _memory(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
