"""The area with a future that several modules look at: each has its own, made once."""

from pathlib import Path

import pytest

from estates.planning import Source, Start, plan_scenario, start, write_scenario_plan
from tests.estates.futures_world import RUN, write_future


@pytest.fixture(scope="module")
def area(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the area in ``dataset`` and its scenario in ``winter.toml``."""
    folder = tmp_path_factory.mktemp("future")
    write_future(folder)
    return folder


@pytest.fixture(scope="module")
def started(area: Path) -> Start:
    """Return the area with its scenario."""
    return start(Source(path=area / "dataset"), area / "winter.toml")


@pytest.fixture(scope="module")
def planned(area: Path, started: Start) -> Path:
    """Return the plan folder of the scenario."""
    write_scenario_plan(plan_scenario(started, RUN), area / "plan", csv_only=True)
    return area / "plan"
