"""The print figures and the strategy paper of a plan."""

import pickle
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from estates.domain.by_demand import BandedRow
from estates.domain.scenario.growth import GrowthFigures
from maps.figures.beside import PARTS, draw, figures_of_part
from maps.report import Report
from optimiser.crew import start

__all__ = ["PaperChoice", "check_template", "outlook_figures", "report_files"]


@dataclass(frozen=True, kw_only=True)
class PaperChoice:
    """Whether figures and paper are wanted, and the Word template that the paper takes."""

    wanted: bool = True
    template: Path | None = None


WITH_PAPER = PaperChoice()

# What draws and sets type takes most of a second to load. It is loaded when it is needed, so that `estates check` and
# the processes that solve start without it.


def check_template(template: Path) -> str | None:
    """Refuse a file that is no Word template; worth asking before a long solve.

    Returns
    -------
    str or None
        What of the template will not be in the paper, in one sentence, where anything is left out.

    Raises
    ------
    RequestError
        One sentence that says what is wrong.
    """
    from maps.paper.word_template import check_template as check  # noqa: PLC0415 - see above

    return check(template)


def report_files(report: Report, choice: PaperChoice) -> dict[str, bytes]:
    """Return the figures and the paper of a plan by their names in its folder; none where they are not wanted.

    Raises
    ------
    RequestError
        Where the template cannot be used.
    """
    if not choice.wanted:
        return {}
    # Figures take two or three times as long as the paper: other processes draw them meanwhile.
    data = pickle.dumps(report)  # now: the look-ups of a report that is being read may not be sent
    drawn = [_DrawnBeside(report, data, part) for part in range(PARTS)]
    try:
        from maps.paper.make import paper_files  # noqa: PLC0415 - see above

        files = paper_files(report, template=choice.template)
        for each in drawn:
            files |= each.files()
    finally:
        for each in drawn:
            each.end()
    return files


def outlook_figures(
    reports: Mapping[int, Report],
    rows: Mapping[int, Sequence[BandedRow]],
    growth: GrowthFigures,
    remarks: Sequence[str] = (),
) -> dict[str, bytes]:
    """Return the figures of an outlook by their names in its folder, from each year's plan and what it comes to."""
    from maps.figures.outlook_files import outlook_files  # noqa: PLC0415 - see above

    return outlook_files(reports, rows, growth, remarks)


class _DrawnBeside:
    """A part of a plan's figures, drawn by a process of its own; by this one where that cannot be or dies."""

    def __init__(self, report: Report, data: bytes, part: int) -> None:
        """Start to draw the figures of a report, which the other process gets as bytes."""
        self._report, self._part = report, part
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=draw, args=(theirs, part), daemon=True)
        self._is_started = start(self._process)
        theirs.close()
        if self._is_started:  # it reads once it has loaded its code: nobody waits for that here
            Thread(target=_send, args=(self._pipe, data), daemon=True).start()

    def files(self) -> dict[str, bytes]:
        """Return the figures by their names in the plan folder, once they are drawn."""
        found = self._received() if self._is_started else None
        return figures_of_part(self._report, self._part) if found is None else found

    def _received(self) -> dict[str, bytes] | None:
        try:
            files: dict[str, bytes] = self._pipe.recv()
        except (EOFError, OSError):
            return None
        return files

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self._is_started:
            self._process.terminate()
            self._process.join()
        self._pipe.close()


def _send(pipe: Connection, data: bytes) -> None:
    with suppress(OSError):  # the other process is gone, which is found out when it is asked for its figures
        pipe.send_bytes(data)
