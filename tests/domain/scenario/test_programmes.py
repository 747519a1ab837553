"""Changes to programmes."""

from decimal import Decimal

import pytest

from estates.domain.scenario.changes import RunProgrammes, ScaleProgrammes, StopProgrammes
from estates.domain.scenario.impossible import ImpossibleChangeError
from estates.domain.scenario.programmes import run_programmes, scale_programmes, stop_programmes
from estates.domain.words import RowSeason, Season
from tests.builders import dataset, programme

DATA = dataset(programmes=(programme("U", 3), programme("W", 5, season=RowSeason.WINTER)))


def test_a_programme_that_runs_all_year_is_there_in_the_standard_season() -> None:
    """It was not before."""
    changed = run_programmes(DATA, RunProgrammes(programme_ids=("W",))).for_season(Season.STANDARD)
    assert [each.programme_id for each in changed.programmes] == ["U", "W"]


def test_a_programme_that_is_stopped_is_gone() -> None:
    """Without a list all are."""
    assert [each.programme_id for each in stop_programmes(DATA, StopProgrammes(programme_ids=("U",))).programmes] == [
        "W"
    ]
    assert stop_programmes(DATA, StopProgrammes()).programmes == ()


def test_hub_sessions_are_scaled_each_rounded_half_up() -> None:
    """1.5 times 3 is 4.5, so 5; of 5 it is 7.5, so 8."""
    changed = scale_programmes(DATA, ScaleProgrammes(factor=Decimal("1.5")))
    assert [each.sessions_per_week for each in changed.programmes] == [5, 8]


def test_a_dataset_without_programmes_has_none_to_change() -> None:
    """It is told."""
    with pytest.raises(ImpossibleChangeError, match="no programme"):
        stop_programmes(dataset(), StopProgrammes())
