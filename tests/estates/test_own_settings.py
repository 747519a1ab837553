"""A dataset folder that holds its own settings file is planned with it."""

import json
from pathlib import Path

import pytest

from estates.planning import Source, plan_scenario, start, write_scenario_plan
from estates.planning.source import settings_of
from tests.estates.futures_world import RUN, write_future

OWN = '[paper]\nsources = ["Lists: NHS England, March 2026"]\n\n[travel]\nstart_minutes = 3\n'


@pytest.fixture
def area(tmp_path: Path) -> Path:
    """Return a folder with an area in ``dataset``, a settings file in it, and a scenario in ``winter.toml``."""
    write_future(tmp_path)
    (tmp_path / "dataset" / "settings.toml").write_text(OWN, encoding="utf-8")
    return tmp_path


def test_the_datasets_own_settings_stand_where_the_user_names_none(area: Path) -> None:
    """All of them, not the sources alone."""
    settings = settings_of(Source(path=area / "dataset"))
    assert settings.paper.sources == ("Lists: NHS England, March 2026",)
    assert settings.travel.start_minutes == 3


@pytest.mark.parametrize(
    ("sources", "told"),
    [("", ("Lists: NHS England, March 2026",)), ('sources = ["Ours"]', ("Ours",))],
)
def test_a_users_file_stands_and_leaves_the_data_their_sources(area: Path, sources: str, told: tuple[str, ...]) -> None:
    """Who sets a date has not said where the data come from."""
    (area / "mine.toml").write_text(f'[paper]\ndate = "1 May 2026"\n{sources}\n', encoding="utf-8")
    settings = settings_of(Source(path=area / "dataset", settings=area / "mine.toml"))
    assert (settings.paper.date, settings.paper.sources) == ("1 May 2026", told)
    assert settings.travel.start_minutes == 2


def test_the_dataset_of_a_scenario_keeps_them(area: Path) -> None:
    """Its plan says the sources, and so does whatever is made of it later."""
    begun = start(Source(path=area / "dataset"), area / "winter.toml")
    write_scenario_plan(plan_scenario(begun, RUN), area / "plan", csv_only=True)
    proof = json.loads((area / "plan" / "proof.json").read_text(encoding="utf-8"))
    assert proof["settings"]["paper"]["sources"] == ["Lists: NHS England, March 2026"]
    assert (area / "plan" / "dataset" / "settings.toml").read_text(encoding="utf-8") == OWN
