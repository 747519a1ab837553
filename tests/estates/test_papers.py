"""Figures and paper of a plan: drawn in one process or in several, the files are the same."""

from multiprocessing.context import SpawnProcess

import pytest

from estates.planning import PaperChoice, papers
from estates.planning.papers import report_files
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


def test_what_a_process_that_died_should_have_drawn_is_drawn_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the system is short of memory."""

    def killed(process: SpawnProcess) -> bool:
        process.start()
        process.kill()
        return True

    monkeypatch.setattr(papers, "start", killed)
    monkeypatch.setattr(papers, "_figures", lambda _, part: {f"figures/{part}.svg": b""})
    files = report_files(county_report(), PaperChoice())
    assert {"paper.docx", "figures/0.svg", "figures/1.svg"} <= set(files)
