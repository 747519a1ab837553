"""Figures and paper of a plan: drawn in one process or in two, the files are the same."""

import pytest

from estates.planning import PaperChoice, papers
from estates.planning.papers import report_files
from tests.maps.reports import county_report


def test_nothing_is_made_where_nothing_is_wanted() -> None:
    """An empty folder of files."""
    assert report_files(county_report(), PaperChoice(wanted=False)) == {}


@pytest.mark.slow
def test_a_second_process_makes_the_same_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the first one uses the report meanwhile."""
    alone = report_files(county_report(), PaperChoice())
    monkeypatch.setattr(papers, "SITES_WORTH_A_PROCESS", 1)
    assert report_files(county_report(), PaperChoice()) == alone
    assert {"paper.docx", "paper.pdf", "figures/timetables.pdf", "figures/league-a4.png"} <= set(alone)
