"""A winter plan beside the standard plan it started from, and plans side by side."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from estates.domain.errors import RequestError
from estates.domain.words import Season
from estates.planning import (
    WINTER,
    Source,
    compare,
    plan,
    season_ahead,
    season_report,
    verify,
    write_comparison,
    write_plan,
    write_season_report,
)
from estates.planning.earlier import placements_of
from optimiser.limits import Limits
from tests.estates.futures_world import RUN, keys, rows


@pytest.fixture(scope="module")
def seasons(area: Path) -> tuple[Path, Path]:
    """Return the standard plan and the winter plan that started from it."""
    standard, winter = area / "standard", area / "winter"
    write_plan(plan(Source(path=area / "dataset"), limits=Limits()), standard, csv_only=True)
    source = Source(path=area / "dataset", season=Season.WINTER)
    write_plan(plan(source, limits=Limits(), earlier=placements_of(standard)), winter, csv_only=True)
    return standard, winter


def test_a_winter_plan_that_starts_from_the_standard_plan_is_verified_from_it(
    area: Path, seasons: tuple[Path, Path]
) -> None:
    """Its burden counts the rows it changed."""
    standard, winter = seasons
    assert verify(Source(path=area / "dataset"), winter, earlier=standard).breaches == ()


def test_the_report_of_a_season_tells_who_moves_and_which_rooms_the_hubs_use(
    area: Path, seasons: tuple[Path, Path], tmp_path: Path
) -> None:
    """Every row of placements.csv that is gone is somebody's; every hub row stands in the table of rooms."""
    standard, winter = seasons
    report = season_report(Source(path=area / "dataset", season=Season.WINTER), standard, winter, weeks=16)
    write_season_report(report, tmp_path / "season")
    who, hubs = rows(tmp_path / "season" / "who_moves.csv"), rows(tmp_path / "season" / "hub_rooms.csv")
    after = placements_of(winter)
    assert len(hubs) == sum(row.kind == "programme" for row in after)
    assert {row["programme_id"] for row in hubs} >= {"WR"}
    gone = len(keys(standard) - keys(winter))
    assert sum(int(row["moved"]) + int(row["lost"]) for row in who) == gone
    assert sum(int(row["sessions_disturbed"]) for row in who) == 16 * gone
    assert all(row["why"] for row in who)


def test_a_season_ahead_makes_the_winter_plan_it_tells_of(
    area: Path, seasons: tuple[Path, Path], tmp_path: Path
) -> None:
    """From the standard plan alone: the plan stands in the report's folder, verifies, and is what the tables tell."""
    source = Source(path=area / "dataset", season=Season.WINTER)
    report, winter = season_ahead(source, seasons[0], RUN, weeks=20)
    write_season_report(report, tmp_path / "season", winter)
    made = tmp_path / "season" / WINTER
    assert verify(source, made).breaches == ()
    gone = len(keys(seasons[0]) - keys(made))
    told = rows(tmp_path / "season" / "who_moves.csv")
    assert sum(int(row["moved"]) + int(row["lost"]) for row in told) == gone
    assert any(row["programme_id"] == "WR" for row in rows(tmp_path / "season" / "hub_rooms.csv"))


def test_plans_side_by_side_agree_with_their_own_tables(
    seasons: tuple[Path, Path], planned: Path, tmp_path: Path
) -> None:
    """Goals, shortfall, rooms and cost; the first differs from itself in nothing."""
    folders = [*seasons, planned]
    write_comparison(compare(folders), tmp_path / "side by side")
    made = tmp_path / "side by side"
    for folder in folders:
        proof = json.loads((folder / "proof.json").read_text(encoding="utf-8"))
        goals = {row["goal"]: Decimal(row["value"]) for row in rows(made / "goals.csv") if row["plan"] == folder.name}
        assert goals["G1"] == proof["goals"]["G1"]["value"]
        placed = sum(int(row["placed"]) for row in rows(made / "rooms.csv") if row["plan"] == folder.name)
        assert placed == sum(int(row["placed"]) for row in rows(folder / "use.csv"))
        pcns = {row["code"]: row["unmet"] for row in rows(folder / "shortfall.csv") if row["level"] == "pcn"}
        told = [row for row in rows(made / "shortfall.csv") if row["plan"] == folder.name and row["level"] == "pcn"]
        assert {row["code"]: row["unmet"] for row in told} == pcns
    first = next(row for row in rows(made / "moved.csv") if row["plan"] == "standard")
    assert (first["moved"], first["lost"], first["gained"]) == ("0", "0", "0")
    assert sum(Decimal(row["capital_cost"]) for row in rows(made / "cost.csv")) == 100_000


def test_one_plan_cannot_be_compared(planned: Path) -> None:
    """Nor one that lacks its tables."""
    with pytest.raises(RequestError, match="two plan folders"):
        compare([planned])
    with pytest.raises(RequestError, match="no plan folder"):
        compare([planned, planned / "nowhere"])
