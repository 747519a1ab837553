"""On a whole county, and on crowded Poole and Bournemouth, no label of a figure hides another."""

from dataclasses import replace
from pathlib import Path

import pytest

from estates import planning
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.settings import PaperSettings, Settings
from geodata.places.boundaries import pcn_areas
from geodata.places.minutes import travel_times
from maps.figures.make import drawings
from maps.figures.names import LABEL
from maps.figures.sheets import A4, IN_TEXT, SLIDE, Sheet, own_settings
from maps.report import Report
from tests.builders import MON_AM, hub_placed, programme, room
from tests.geodata.public_data import public_file
from tests.maps.figures.texts import boxes, boxes_that_overlap, hidden_marks, outside, overlaps, texts
from tests.maps.reports import county_report
from tests.maps.worlds import county_plan

NAMES = ("shortfall-map", "league", "unmet-by-role-and-pcn", "room-use")
pytestmark = pytest.mark.slow


HUBS = ("RD304", "RBD44", "RDZ05", "RDY52", "RBD01")
"""Poole, Bournemouth, Christchurch, Canford and Dorchester: four of them within ten miles of each other."""


def report_of(data: Dataset, *placements: Placement) -> Report:
    """Return the report of a plan that places nobody else: every PCN has its label, and the longest ones."""
    plan = county_plan(placements)
    season = data.for_season(plan.season)
    travel = travel_times(season, Settings().travel, season=plan.season)
    # What a starter's settings acknowledge takes many lines at the foot, and leaves the key less room.
    settings = Settings(paper=PaperSettings(sources=tuple(f"Source {number} {'of data ' * 12}" for number in range(9))))
    return county_report(settings, data=season, plan=plan, travel=travel, areas=pcn_areas(season))


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


@pytest.fixture(scope="module")
def hubs(dorset: Report) -> Report:
    """Return Dorset with a programme for all of its PCNs, held in crowded places."""
    data = dorset.outcome.dataset
    codes = tuple(pcn.pcn_code for pcn in data.pcns)
    rooms = tuple(room(f"hub {site}", site, free="MON_AM") for site in HUBS)
    held = [hub_placed("UC", MON_AM, f"hub {site}", site) for site in HUBS]
    care = programme("UC", len(HUBS), name="Urgent care hubs", pcn_codes=codes)
    return report_of(replace(data, programmes=(care,), rooms=(*data.rooms, *rooms)), *held)


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
            assert boxes_that_overlap(figure) == 0, name
            if name == "shortfall-map":
                labels = [text.get_text() for text in texts(figure, LABEL)]
                shares, numbers = [text for text in labels if "%" in text], [text for text in labels if text.isdigit()]
                assert len(shares) + len(numbers) == len(report.outcome.areas) == 18
                assert len(numbers) <= 6
                named = [text.get_text().split()[0] for text in texts(figure) if text.get_gid() != LABEL]
                assert set(numbers) <= set(named), "each is named in the key"
                assert not any("more: see the tables" in text.get_text() for text in texts(figure))


@pytest.mark.parametrize("sheet", [A4, SLIDE, IN_TEXT], ids=lambda sheet: sheet.name)
def test_nothing_overlaps_in_the_example_county(example: Report, sheet: Sheet) -> None:
    """120 sites in 18 PCNs."""
    hold(example, sheet)


@pytest.mark.public_data
@pytest.mark.parametrize("sheet", [A4, SLIDE, IN_TEXT], ids=lambda sheet: sheet.name)
def test_nothing_overlaps_in_dorset(dorset: Report, sheet: Sheet) -> None:
    """Six PCNs lie side by side in Poole and Bournemouth."""
    hold(dorset, sheet)


@pytest.mark.public_data
@pytest.mark.parametrize("sheet", [A4, SLIDE, IN_TEXT], ids=lambda sheet: sheet.name)
def test_no_name_lies_on_another_or_on_a_hub_in_dorset(hubs: Report, sheet: Sheet) -> None:
    """Every PCN has its minutes on the map or beside it, and every hub that holds a session can be seen."""
    with own_settings():
        figure = drawings(hubs)["hub-reach"](sheet)
        assert overlaps(figure) == []
        assert outside(figure) == []
        assert boxes_that_overlap(figure) == 0
        assert len(boxes(figure)) == len(hubs.outcome.areas) == 18
        assert hidden_marks(figure, ("hub", "hospital")) == []
