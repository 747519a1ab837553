"""The print figures and the strategy paper of a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from estates.domain.by_demand import BandedRow
from estates.domain.scenario.growth import GrowthFigures
from maps.report import Report
from optimiser.interrupts import held_back

__all__ = ["PaperChoice", "check_template", "outlook_figures", "report_files"]


@dataclass(frozen=True, kw_only=True)
class PaperChoice:
    """Whether figures and paper are wanted, and the Word template that the paper takes."""

    wanted: bool = True
    template: Path | None = None


WITH_PAPER = PaperChoice()

# What draws and sets type takes most of a second to load. It is loaded when it is needed, so that `estates check` and
# the processes that solve start without it.
SITES_WORTH_A_PROCESS = 40


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
    from maps.paper.make import paper_files  # noqa: PLC0415 - see above

    if len(report.outcome.dataset.sites) < SITES_WORTH_A_PROCESS:
        return _figures(report) | paper_files(report, template=choice.template)
    # Figures and paper take about the same time; a second process draws the figures meanwhile. The report is sent
    # before the paper is begun: a report that is being read fills its look-ups and cannot be sent at the same time.
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    second = context.Process(target=_draw, args=(theirs,), daemon=True)
    with held_back():
        second.start()
    theirs.close()
    is_sent = _send(ours, report)
    paper = paper_files(report, template=choice.template)
    figures = _received(ours) if is_sent else None
    second.join()
    return (_figures(report) if figures is None else figures) | paper


def outlook_figures(
    reports: Mapping[int, Report],
    rows: Mapping[int, Sequence[BandedRow]],
    growth: GrowthFigures,
    remarks: Sequence[str] = (),
) -> dict[str, bytes]:
    """Return the figures of an outlook by their names in its folder, from each year's plan and what it comes to."""
    from maps.figures.outlook_files import outlook_files  # noqa: PLC0415 - see above

    return outlook_files(reports, rows, growth, remarks)


def _figures(report: Report) -> dict[str, bytes]:
    from maps.figures.make import figure_files  # noqa: PLC0415 - see above

    return figure_files(report)


def _draw(pipe: Connection) -> None:
    """Draw the figures of a report that comes through a pipe and send them back."""
    pipe.send(_figures(pipe.recv()))


def _send(pipe: Connection, report: Report) -> bool:
    """Send a report and say whether the other process took it."""
    try:
        pipe.send(report)
    except OSError:
        return False
    return True


def _received(pipe: Connection) -> dict[str, bytes] | None:
    """Return the figures from a pipe, or ``None`` where the other process died: they are then drawn here."""
    try:
        files: dict[str, bytes] = pipe.recv()
    except (EOFError, OSError):
        return None
    return files
