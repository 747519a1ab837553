"""A winter plan beside the standard plan it started from, and plans side by side."""

import csv
import json
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from typer import BadParameter

from estates.domain.errors import RequestError
from estates.domain.pseudonyms import pseudonyms_of
from estates.domain.words import PlacementKind, Season
from estates.futures import season
from estates.futures_console import show_season
from estates.planning import (
    WINTER,
    RiskRequest,
    SeasonReport,
    Source,
    compare,
    neighbourhoods,
    plan,
    risk_base,
    season_ahead,
    season_report,
    verify,
    write_comparison,
    write_key,
    write_plan,
    write_season_report,
)
from estates.planning.earlier import placements_of
from estates.planning.source import sound
from optimiser.limits import Limits
from tests.estates.futures_world import RUN, futures_world, keys, rows
from tests.geodata.worlds import write_folder


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


def test_a_season_under_pseudonyms_names_no_post(area: Path, seasons: tuple[Path, Path], tmp_path: Path) -> None:
    """The same moves under role and number; of a post that the dataset no longer holds a number alone is told."""
    standard, empty = seasons[0], shutil.copytree(seasons[0], tmp_path / "empty")
    heads = (standard / "placements.csv").read_bytes().splitlines(keepends=True)[0]
    (empty / "placements.csv").write_bytes(heads)
    source = Source(path=area / "dataset", season=Season.WINTER)
    names = pseudonyms_of(sound(source, skip_bad_rows=False).dataset)
    ids = _posts_that_move(season_report(source, standard, empty, weeks=16))
    assert len(ids) > 2
    told = season_report(source, standard, empty, weeks=16, pseudonyms=True)
    assert _posts_that_move(told) == {names[post_id] for post_id in ids}
    world = futures_world()
    for table in ("posts", "pins"):
        world[table] = [row for row in world[table] if row["post_id"] != min(ids)]
    fewer = Source(path=write_folder(world, tmp_path / "fewer"), season=Season.WINTER)
    gone = season_report(fewer, standard, empty, weeks=16, pseudonyms=True)
    assert not ids & _posts_that_move(gone)
    assert "Post no longer there 1" in _posts_that_move(gone)
    write_season_report(told, tmp_path / "season")
    told_why = " ".join(row["why"] for row in rows(tmp_path / "season" / "who_moves.csv"))
    assert not [post_id for post_id in ids if post_id in told_why.split()]


def _posts_that_move(report: SeasonReport) -> set[str]:
    return {str(row["id"]) for row in report.tables["who_moves.csv"] if row["kind"] == "post"}


def test_a_plan_under_pseudonyms_is_known_again_by_its_key(area: Path, tmp_path: Path) -> None:
    """Also from a later dataset, by whatever starts from a plan; without the key each says what it needs."""
    outcome = plan(Source(path=area / "dataset"), limits=Limits(), pseudonyms=True)
    write_plan(outcome, tmp_path / "plan", csv_only=True)
    write_key(tmp_path / "key.csv", outcome.pseudonyms)
    world = futures_world()
    world["posts"].reverse()
    later = Source(path=write_folder(world, tmp_path / "later"))
    asked = RiskRequest(from_plan=tmp_path / "plan", pseudonym_key=tmp_path / "key.csv", with_schemes=False)
    with pytest.raises(RequestError, match="--pseudonym-key"):
        risk_base(later, replace(asked, pseudonym_key=None), RUN)
    posts = {row.id for row in risk_base(later, asked, RUN).rows if row.kind is PlacementKind.POST}
    assert posts <= {row["post_id"] for row in world["posts"]}
    with pytest.raises(RequestError, match="--pseudonym-key"):
        neighbourhoods(later, tmp_path / "plan")
    assert neighbourhoods(later, tmp_path / "plan", pseudonym_key=tmp_path / "key.csv").fallen == 0
    plans = (tmp_path / "plan", tmp_path / "plan")
    with pytest.raises(RequestError, match="--pseudonym-key"):
        season_report(later, *plans, weeks=16)
    assert season_report(later, *plans, weeks=16, pseudonym_key=tmp_path / "key.csv").fallen == 0


def test_a_season_without_a_winter_plan_is_not_told_under_pseudonyms(area: Path, tmp_path: Path) -> None:
    """The plan that is made for it names posts by their ids."""
    with pytest.raises(BadParameter, match="needs WINTER"):
        season(area / "dataset", tmp_path, out=tmp_path / "out", pseudonyms=True)


def test_a_season_tells_what_its_hubs_have_and_lack(
    area: Path, seasons: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Programme by programme as the plan has it, winter ones apart; and on the screen who loses."""
    standard, winter = seasons
    source = Source(path=area / "dataset", season=Season.WINTER)
    report = season_report(source, standard, winter, weeks=16)
    write_season_report(report, tmp_path / "season")
    hubs = {row["programme_id"]: row for row in rows(tmp_path / "season" / "hubs.csv")}
    for row in rows(winter / "unmet.csv"):
        if row["kind"] == "programme":
            assert [hubs[row["id"]][column] for column in ("wanted", "placed", "unmet")] == [
                row[column] for column in ("wanted", "placed", "unmet")
            ]
    had = [row for row in rows(tmp_path / "season" / "hub_rooms.csv") if row["programme_id"] == "WR" and row["had_it"]]
    assert (hubs["WR"]["season"], hubs["WR"]["had_by_others"]) == ("winter", str(len(had)))
    show_season(report, 16, tmp_path)
    said = " ".join(capsys.readouterr().out.split())
    wanted, placed, unmet = (hubs["WR"][column] for column in ("wanted", "placed", "unmet"))
    assert f"Winter programmes have {placed} of {wanted} room sessions a week" in said
    assert f"{unmet} have no room" in said
    assert all(row["id"] in said for row in rows(tmp_path / "season" / "who_moves.csv") if row["from"])


def test_a_season_without_winter_programmes_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Instead of nought of nought."""
    world = futures_world()
    world["programmes"] = [row | {"season": "all"} for row in world["programmes"]]
    source = Source(path=write_folder(world, tmp_path / "dataset"), season=Season.WINTER)
    write_plan(plan(source, limits=Limits()), tmp_path / "plan", csv_only=True)
    show_season(season_report(source, tmp_path / "plan", tmp_path / "plan", weeks=16), 16, tmp_path)
    said = capsys.readouterr().out
    assert "Nobody gives up a room." in said
    assert "The dataset has no winter programmes" in said


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


def test_plans_of_different_areas_are_not_compared(planned: Path, tmp_path: Path) -> None:
    """As with every command that takes an earlier plan."""
    stranger = tmp_path / "elsewhere"
    shutil.copytree(planned, stranger)
    for name in ("placements.csv", "unmet.csv"):
        with (planned / name).open(encoding="utf-8", newline="") as file:
            head, *lines = csv.reader(file)
        kind, id_ = head.index("kind"), head.index("id")
        with (stranger / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *([*row[:id_], f"other {row[kind]}", *row[id_ + 1 :]] for row in lines)])
    with pytest.raises(RequestError, match="plans of different areas, or with and without pseudonyms"):
        compare([planned, stranger])
