"""The print figures and the strategy paper of a plan."""

import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from maps.figures.make import figure_files
from maps.paper.make import paper_files
from maps.paper.word_template import check_template
from maps.report import Report

__all__ = ["PaperChoice", "check_template", "report_files"]


@dataclass(frozen=True, kw_only=True)
class PaperChoice:
    """Whether figures and paper are wanted, and the Word template that the paper takes."""

    wanted: bool = True
    template: Path | None = None


WITH_PAPER = PaperChoice()
SITES_WORTH_A_PROCESS = 40


def report_files(report: Report, choice: PaperChoice) -> dict[str, bytes]:
    """Return the figures and the paper of a plan by their names in its folder; none where they are not wanted.

    Raises
    ------
    RequestError
        Where the template cannot be used.
    """
    if not choice.wanted:
        return {}
    if len(report.outcome.dataset.sites) < SITES_WORTH_A_PROCESS:
        return figure_files(report) | paper_files(report, template=choice.template)
    # Figures and paper take about the same time; a second process draws the figures meanwhile.
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as second:
        # Packed here and now: the pool would do so later, while this process already fills the report's look-ups.
        figures = second.submit(_figures_of, pickle.dumps(report))
        paper = paper_files(report, template=choice.template)
        return figures.result() | paper


def _figures_of(packed: bytes) -> dict[str, bytes]:
    report: Report = pickle.loads(packed)
    return figure_files(report)
