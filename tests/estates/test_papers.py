"""Figures and paper of a plan: drawn in one process or in several, the files are the same."""

import pickle
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from estates.domain.errors import RequestError
from estates.planning import PaperChoice, papers
from estates.planning.papers import report_files
from maps.figures.beside import PARTS
from optimiser.crew import start
from tests.maps.reports import county_report


def test_nothing_is_made_where_nothing_is_wanted() -> None:
    """An empty folder of files."""
    assert report_files(county_report(), PaperChoice(wanted=False)) == {}


@pytest.mark.slow
def test_where_no_process_can_be_started_the_files_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does it matter that the first process reads the report while the others draw."""
    beside = report_files(county_report(), PaperChoice())
    monkeypatch.setattr(papers, "start", lambda _: False)
    assert report_files(county_report(), PaperChoice()) == beside
    assert {"paper.docx", "paper.pdf", "figures/timetables.pdf", "figures/league-a4.png"} <= set(beside)


def _started_and_killed(process: SpawnProcess) -> bool:
    process.start()
    process.kill()
    process.join()
    return True


def test_what_a_process_that_died_should_have_drawn_is_drawn_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the system is short of memory; nobody waits for ever for it to take a large report."""
    monkeypatch.setattr(papers, "start", _started_and_killed)
    monkeypatch.setattr(papers, "figures_of_part", lambda _, part: {f"figures/{part}.svg": b""})
    monkeypatch.setattr(pickle, "dumps", lambda _: b"0" * 10_000_000)
    files = report_files(county_report(), PaperChoice())
    assert {"paper.docx", "figures/0.svg", "figures/1.svg"} <= set(files)


def test_nobody_goes_on_drawing_once_the_paper_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the template is gone, or the user has stopped."""
    started = list[SpawnProcess]()

    def noted(process: SpawnProcess) -> bool:
        started.append(process)
        return start(process)

    monkeypatch.setattr(papers, "start", noted)
    with pytest.raises(RequestError):
        report_files(county_report(), PaperChoice(template=Path("none.docx")))
    assert len(started) == PARTS
    assert not any(process.is_alive() for process in started)
