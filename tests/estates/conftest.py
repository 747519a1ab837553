"""The area with a future that several modules look at: each has its own, made once."""

from pathlib import Path

import pytest

from estates.planning import (
    RiskRequest,
    Source,
    Start,
    plan,
    plan_scenario,
    risk_base,
    start,
    write_plan,
    write_scenario_plan,
)
from estates.planning.risk_run import Base
from tests.estates.futures_world import RUN, write_future

FIGURES = """
[recruitment]
low = 0
likely = 0.5
high = 1

[bookable]
low = 0.4
likely = 0.6
high = 1
"""


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


@pytest.fixture(scope="module")
def base(area: Path) -> Base:
    """Return what runs of the area start from, with its scenario among the options."""
    source = Source(path=area / "dataset")
    write_plan(plan(source, limits=RUN.limits), area / "base", csv_only=True)
    (area / "figures.toml").write_text(FIGURES, encoding="utf-8")
    request = RiskRequest(
        scenarios=(area / "winter.toml",), figures=area / "figures.toml", from_plan=area / "base", seed=3, year=2030
    )
    return risk_base(source, request, RUN)
