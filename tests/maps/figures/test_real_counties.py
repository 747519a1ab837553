"""On a whole county, and on crowded Poole and Bournemouth, no label of a figure hides another."""

from pathlib import Path

import pytest

from estates import planning
from estates.domain.dataset import Dataset
from estates.domain.settings import Settings
from geodata.places.boundaries import pcn_areas
from geodata.places.minutes import travel_times
from maps.figures.make import drawings
from maps.figures.names import LABEL
from maps.figures.sheets import A4, IN_TEXT, SLIDE, Sheet, own_settings
from maps.report import Report
from tests.geodata.public_data import public_file
from tests.maps.figures.texts import outside, overlaps, texts
from tests.maps.reports import county_report
from tests.maps.worlds import county_plan

NAMES = ("shortfall-map", "league", "unmet-by-role-and-pcn", "room-use")
pytestmark = pytest.mark.slow


def report_of(data: Dataset) -> Report:
    """Return the report of a plan that places nobody: every PCN has its label, and the longest ones."""
    plan = county_plan(())
    season = data.for_season(plan.season)
    travel = travel_times(season, Settings().travel, season=plan.season)
    return county_report(data=season, plan=plan, travel=travel, areas=pcn_areas(season))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Return the report of the example county."""
    folder = tmp_path_factory.mktemp("example") / "county"
    planning.write_example_county(folder)
    return report_of(read(folder))


@pytest.fixture(scope="module")
def dorset(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Return the report of Dorset from the public national files."""
    postcodes = public_file("postcodes/dorset_postcodes.csv")
    folder = tmp_path_factory.mktemp("dorset") / "dorset"
    national = postcodes.parents[1]
    planning.start_from_national_files([national], area="11J", out=folder, postcodes=postcodes, settings=None)
    return report_of(read(folder))


def read(folder: Path) -> Dataset:
    """Return a dataset that has no faults."""
    checked = planning.check(planning.Source(path=folder))
    assert checked.reading.dataset is not None
    return checked.reading.dataset


def hold(report: Report, sheet: Sheet) -> None:
    """Assert that nothing overlaps in any figure, and that every PCN with an area is labelled."""
    with own_settings():
        for name in NAMES:
            figure = drawings(report)[name](sheet)
            assert overlaps(figure) == [], name
            assert outside(figure) == [], name
            if name == "shortfall-map":
                labels = [text.get_text() for text in texts(figure, LABEL)]
                shares, numbers = [[text for text in labels if text.endswith(end)] for end in ("%", tuple("123456789"))]
                assert len(shares) + len(numbers) == len(report.outcome.areas) == 18
                assert len(numbers) <= 2, "shown by number in the key"


@pytest.mark.parametrize("sheet", [A4, SLIDE, IN_TEXT], ids=lambda sheet: sheet.name)
def test_nothing_overlaps_in_the_example_county(example: Report, sheet: Sheet) -> None:
    """120 sites in 18 PCNs."""
    hold(example, sheet)


@pytest.mark.public_data
@pytest.mark.parametrize("sheet", [A4, SLIDE], ids=lambda sheet: sheet.name)
def test_nothing_overlaps_in_dorset(dorset: Report, sheet: Sheet) -> None:
    """Six PCNs lie side by side in Poole and Bournemouth."""
    hold(dorset, sheet)
