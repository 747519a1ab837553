"""Re-plans and places for one post more, as the commands make them: whole folders that verify, words, and pins."""

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from estates.cli import app
from estates.console import OUT
from estates.domain.errors import RequestError
from estates.domain.slots import Slot
from estates.domain.words import Season
from estates.planning import (
    Replanned,
    Run,
    Source,
    StartFrom,
    Wish,
    fit,
    plan,
    plan_again,
    slots_of,
    verify,
    write_fit,
    write_plan,
    write_replan,
)
from estates.planning.earlier import placements_of
from estates.small_moves_console import show_options
from optimiser.limits import Limits
from tests.estates.contract_world import contract_world
from tests.estates.futures_world import keys, rows
from tests.geodata.worlds import World, write_folder

RUN = Run(limits=Limits())
ONE = Decimal(1)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the dataset and its plan."""
    folder = tmp_path_factory.mktemp("small moves")
    write_folder(contract_world(), folder / "dataset")
    write_plan(plan(Source(path=folder / "dataset"), limits=Limits()), folder / "plan", csv_only=True)
    return folder


def changed(folder: Path, table: str, drop: str) -> Source:
    """Return the dataset without a row of a table, in a folder of its own."""
    world: World = contract_world()
    world[table] = [row for row in world[table] if next(iter(row.values())) != drop]
    return Source(path=write_folder(world, folder / "changed"))


def replanned(source: Source, before: Path, *, fewest: bool = False) -> Replanned:
    """Return the re-plan of the area's plan."""
    return plan_again(source, StartFrom(folder=before / "plan", fewest_changes=fewest), RUN)


@pytest.mark.parametrize("fewest", [False, True])
@pytest.mark.parametrize("drop", [("rooms", "1E5"), ("posts", "+A"), ("rooms", "T2"), ("rooms", "H1a")])
def test_a_replan_verifies_by_itself_and_from_its_plan(
    before: Path, tmp_path: Path, drop: tuple[str, str], fewest: bool
) -> None:
    """A room lost or a post gone: the folder holds the rows it started from."""
    source = changed(tmp_path, *drop)
    found = replanned(source, before, fewest=fewest)
    write_replan(found, tmp_path / "again", csv_only=True)
    assert verify(source, tmp_path / "again").breaches == ()
    assert verify(source, tmp_path / "again", earlier=before / "plan").breaches == ()
    assert ("changes" in found.outcome.plan.goals) is fewest


def test_what_moved_is_what_the_two_plans_differ_in_and_each_move_has_a_reason(before: Path, tmp_path: Path) -> None:
    """Every row of the earlier plan is kept or stands in moved.csv; a broken row's reason names what broke it."""
    source = changed(tmp_path, "rooms", "H1a")
    found = replanned(source, before)
    write_replan(found, tmp_path / "again", csv_only=True)
    told = rows(tmp_path / "again" / "moved.csv")
    gone = keys(before / "plan") - keys(tmp_path / "again")
    assert gone
    assert sum(int(row["moved"]) + int(row["lost"]) for row in told) == len(gone)
    assert found.kept == len(keys(before / "plan")) - len(gone)
    assert any("H1a" in row["why"] and "not in the dataset" in row["why"] for row in told)
    assert all(row["why"] for row in told)


def test_nothing_moves_where_nothing_has_changed(before: Path) -> None:
    """The same rows, and the same bytes."""
    found = replanned(Source(path=before / "dataset"), before)
    assert found.moves == ()
    assert found.outcome.plan.placements == placements_of(before / "plan")


def test_a_post_that_has_gone_is_told_as_gone(before: Path, tmp_path: Path) -> None:
    """Its rows are nobody's, and count as no change."""
    found = replanned(changed(tmp_path, "posts", "D"), before, fewest=True)
    assert [why for move, why in found.moves if move.id == "D"] == ["It is no longer in the dataset."]


def test_a_winter_plan_from_the_standard_one_holds_the_winter_hub(before: Path, tmp_path: Path) -> None:
    """The season brings a programme that the earlier plan does not know."""
    source = Source(path=before / "dataset", season=Season.WINTER)
    write_replan(replanned(source, before), tmp_path / "winter", csv_only=True)
    assert any(row.id == "WR" for row in placements_of(tmp_path / "winter"))
    assert verify(source, tmp_path / "winter").breaches == ()


def test_a_plan_without_its_tables_can_be_started_from(before: Path, tmp_path: Path) -> None:
    """Placements alone are a plan: anybody's."""
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "placements.csv").write_bytes((before / "plan" / "placements.csv").read_bytes())
    found = plan_again(Source(path=before / "dataset"), StartFrom(folder=tmp_path / "bare"), RUN)
    assert found.moves == ()


def test_the_commands_print_what_moves_and_where_a_post_fits(before: Path, tmp_path: Path) -> None:
    """Exit code 0, the folder written, and hostile text shown as text."""
    source = changed(tmp_path, "rooms", "H1a")
    asked = ["--from", str(before / "plan"), "--out"]
    done = CliRunner().invoke(
        app, ["replan", str(source.path), *asked, str(tmp_path / "again"), "--only", "csv", "--fewest-changes"]
    )
    assert done.exit_code == 0, done.output
    assert "stay as they were" in done.output
    assert "rows changed" in done.output
    wish = ["--role", "care_coord", "--wte", "0.5", "--base", "S1", "--sessions", "1"]
    done = CliRunner().invoke(app, ["fit", str(source.path), *wish, *asked, str(tmp_path / "fit")])
    assert done.exit_code == 0, done.output
    assert "wants 1 room session a week" in done.output


def test_an_option_stands_once_its_post_and_pins_are_put_into_the_dataset(before: Path, tmp_path: Path) -> None:
    """What fit writes goes into the tables as it is, and a re-plan then holds it."""
    wish = Wish(role_id="fcp_physio", wte=ONE, base_site="S1", sessions=1)
    found = fit(Source(path=before / "dataset"), before / "plan", wish)
    assert found.options
    write_fit(found, tmp_path / "fit")
    world = contract_world()
    for table, name in (("posts", "posts.csv"), ("pins", "option-1-pins.csv")):
        with (tmp_path / "fit" / name).open(encoding="utf-8", newline="") as file:
            world[table] += [dict(row) for row in csv.DictReader(file)]
    source = Source(path=write_folder(world, tmp_path / "with"))
    after = replanned(source, before).outcome.plan.placements
    assert {seat.row.room_id for seat in found.options[0].seats} == {r.room_id for r in after if r.id == "NEW"}


def test_pins_are_spoken_of_only_where_there_are_some(
    before: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without an option there is nothing to put into the dataset."""
    found = fit(Source(path=before / "dataset"), before / "plan", Wish(role_id="fcp_physio", wte=ONE, base_site="S1"))
    for options, told in ((found.options, "Tables, and pins to put into the dataset: "), ((), "Tables: ")):
        show_options(replace(found, options=options), tmp_path)
        assert capsys.readouterr().out.splitlines()[-1].startswith(told)


def test_options_fit_a_narrow_screen(
    before: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eighty signs wide, also with the long words that rooms and sites have in a first dataset."""
    monkeypatch.setattr(OUT, "width", 80)
    found = fit(Source(path=before / "dataset"), before / "plan", Wish(role_id="fcp_physio", wte=ONE, base_site="S1"))
    site, room = "Christchurch Medical Practice", "Consulting/examination 12"
    options = [
        replace(option, seats=tuple(replace(seat, site=site, room=room, estimated=True) for seat in option.seats))
        for option in found.options
    ]
    for role, told in (("fcp_physio", "No supervisor is needed."), ("gpst3", "Each is under a GP supervisor")):
        show_options(replace(found, options=tuple(options), post=replace(found.post, role_id=role)), None)
        out = capsys.readouterr().out
        table = [line for line in out.splitlines() if line[:1] in tuple("┏┃┡│├└")]
        assert table
        assert max(map(len, table)) <= 80
        assert "Consulting/examination" in out
        assert told in out


def test_an_unknown_role_or_site_is_told_with_what_comes_near(before: Path) -> None:
    """And half-days that are none."""
    source = Source(path=before / "dataset")
    for wish, told in (
        (Wish(role_id="fcp_fysio", wte=ONE, base_site="S1"), "fcp_physio"),
        (Wish(role_id="fcp_physio", wte=ONE, base_site="S11"), "S1"),
        (Wish(role_id="fcp_physio", wte=ONE, base_site="H1"), "--pcn"),
        (Wish(role_id="fcp_physio", wte=ONE, base_site="S1", pcn_code="N11"), "N1"),
        (Wish(role_id="fcp_physio", wte=ONE, base_site="S1", practice_code="P11"), "P1"),
    ):
        with pytest.raises(RequestError, match=told):
            fit(source, before / "plan", wish)
    with pytest.raises(RequestError, match="MON_AM"):
        slots_of("Monday")


@pytest.mark.parametrize(("practice", "may_sit"), [(None, False), ("P1", True)])
def test_rooms_that_a_practice_shares_with_nobody_are_for_its_own_staff_alone(
    before: Path, practice: str | None, capsys: pytest.CaptureFixture[str], *, may_sit: bool
) -> None:
    """Whoever is based there without being the practice's counts as staff of the PCN, as in the table of posts."""
    wish = Wish(role_id="fcp_physio", wte=ONE, base_site="B1", practice_code=practice, slots=(Slot.TUE_PM,), sessions=1)
    found = fit(Source(path=before / "dataset"), before / "plan", wish)
    assert found.post.practice_code == practice
    assert bool(found.options) == may_sit
    show_options(found, None)
    assert ("say --practice P1" in " ".join(capsys.readouterr().out.split())) != may_sit


def test_a_plan_whose_posts_nobody_knows_is_refused_though_its_programmes_are_known(
    before: Path, tmp_path: Path
) -> None:
    """As one under pseudonyms of which the rows alone were kept: its rooms would count as free."""
    text = (before / "plan" / "placements.csv").read_text(encoding="utf-8")
    (tmp_path / "plan").mkdir()
    strange = "".join(
        line.replace(",", ",Physiotherapist ", 1) if line.startswith("post,") else line
        for line in text.splitlines(keepends=True)
    )
    (tmp_path / "plan" / "placements.csv").write_text(strange, encoding="utf-8")
    wish = Wish(role_id="fcp_physio", wte=ONE, base_site="S1")
    with pytest.raises(RequestError, match="--pseudonym-key"):
        fit(Source(path=before / "dataset"), tmp_path / "plan", wish)


@pytest.mark.parametrize("option", ["--wte", "--max-travel"])
def test_no_number_is_no_wte_and_no_journey(before: Path, option: str) -> None:
    """Without a traceback."""
    wish = ["--role", "fcp_physio", "--wte", "1", "--base", "S1", "--from", str(before / "plan"), option, "nan"]
    done = CliRunner().invoke(app, ["fit", str(before / "dataset"), *wish])
    assert done.exit_code == 2
    assert "Invalid value" in done.output


def test_a_plan_of_another_season_is_not_looked_in(before: Path, tmp_path: Path) -> None:
    """Its hubs stand in other rooms; the season to name is told, and a hub out of season is not told as gone."""
    winter = Source(path=before / "dataset", season=Season.WINTER)
    write_replan(replanned(winter, before), tmp_path / "winter", csv_only=True)
    wish = Wish(role_id="fcp_physio", wte=ONE, base_site="S1")
    with pytest.raises(RequestError, match="--season winter"):
        fit(Source(path=before / "dataset"), tmp_path / "winter", wish)
    assert fit(winter, tmp_path / "winter", wish).fallen == 0
    back = plan_again(Source(path=before / "dataset"), StartFrom(folder=tmp_path / "winter"), RUN)
    assert [why for move, why in back.moves if move.id == "WR"] == ["It is not in the dataset of this season."]


def test_a_row_that_stands_twice_counts_once(before: Path, tmp_path: Path) -> None:
    """As where tables were put together by hand: the re-plan is judged and verifies all the same."""
    source = changed(tmp_path, "rooms", "H1a")
    once = replanned(source, before)
    lines = (before / "plan" / "placements.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "twice").mkdir()
    (tmp_path / "twice" / "placements.csv").write_text("".join([*lines, *lines[1:]]), encoding="utf-8")
    twice = plan_again(source, StartFrom(folder=tmp_path / "twice"), RUN)
    assert twice.kept == once.kept
    assert twice.outcome.plan.goals["G4"].value == once.outcome.plan.goals["G4"].value


def test_a_plan_can_be_named_from_within_its_folder(before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dot is a folder too."""
    monkeypatch.chdir(before / "plan")
    wish = ["--role", "fcp_physio", "--wte", "1", "--base", "S1"]
    done = CliRunner().invoke(app, ["fit", "../dataset", "--from", ".", *wish])
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("option", ["--work", "--time-limit"])
@pytest.mark.parametrize("value", ["nan", "inf"])
def test_what_is_no_number_to_count_to_is_refused(before: Path, tmp_path: Path, option: str, value: str) -> None:
    """Without a traceback."""
    asked = ["--from", str(before / "plan"), "--out", str(tmp_path / "again"), option, value]
    done = CliRunner().invoke(app, ["replan", str(before / "dataset"), *asked])
    assert done.exit_code == 2
    assert "Invalid value" in done.output


def test_no_place_has_a_reason_in_words(before: Path) -> None:
    """Nobody supervises a nurse's learner anywhere."""
    found = fit(Source(path=before / "dataset"), before / "plan", Wish(role_id="trainee_na", wte=ONE, base_site="S1"))
    assert found.options == ()
    assert found.unmet is not None
    assert found.unmet.reason == "no_supervisor"
