"""Who hears the user's interrupt: the process that the user started, and none of those that it starts itself."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def held_back() -> Iterator[None]:
    """Hold the interrupt back: processes started meanwhile never hear it, here it comes at the latest afterwards.

    A process that says so itself only does it once it has loaded its code, and until then an interrupt would end it
    with a traceback. Where a system knows no masks of signals, as Windows, nothing is held back.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it would let the interrupt through again as it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def ended_with_its_parent() -> None:
    """Have this very process end as soon as the one that started it has, however that came: a solver would go on."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def not_heard() -> None:
    """Make this very process deaf to the interrupt: the first thing that one started by another does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
