"""Figures of a plan drawn in parts, each by a process of its own: what such a process does.

It loads what draws once it runs, and nothing of the planner besides.
"""

import pickle
from contextlib import suppress
from multiprocessing.connection import Connection

from maps.report import Report
from optimiser.interrupts import ended_with_its_parent, not_heard

PARTS = 2
"""Figures are drawn in so many parts, each of every so many-th sheet."""


def figures_of_part(report: Report, part: int) -> dict[str, bytes]:
    """Return a part of the figures of a report by their names in the plan folder."""
    from maps.figures.make import SHEETS, figure_files  # noqa: PLC0415 - what draws takes most of a second to load

    return figure_files(report, SHEETS[part::PARTS])


def draw(pipe: Connection, part: int) -> None:
    """Draw a part of the figures of a report that comes through a pipe as bytes, and send them back."""
    not_heard()
    ended_with_its_parent()
    with suppress(EOFError, OSError):  # whoever asked is gone
        pipe.send(figures_of_part(pickle.loads(pipe.recv_bytes()), part))
