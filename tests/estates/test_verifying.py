"""Verifying a plan folder: whose figures count, what is compared, and folders that others wrote."""

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from estates.domain.errors import RequestError
from estates.domain.words import Season
from estates.planning import Source, Verdict, plan, verify, write_plan
from optimiser.limits import Limits
from tests.estates.contract_world import contract_world
from tests.geodata.worlds import write_folder

Proof = dict[str, Any]
FASTER = """
sessions_per_room = 8
[travel]
road_factor = 1.0
start_minutes = 0
[burden]
extra_site_minutes = 1.5
[room_norms_m2]
consult_exam = 20
"""


@pytest.fixture(scope="module")
def area(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the area as a CSV folder, its plan in ``plan`` and its winter plan in ``winter`` beside it."""
    folder = tmp_path_factory.mktemp("area") / "dataset"
    write_folder(contract_world(), folder)
    for name, season in (("plan", Season.STANDARD), ("winter", Season.WINTER)):
        write_plan(plan(Source(path=folder, season=season), limits=Limits()), folder.parent / name, csv_only=True)
    return folder


def _changed(area: Path, folder: Path, change: Callable[[Proof], object]) -> Verdict:
    """Return the verdict on a copy of the plan whose proof is changed."""
    shutil.copytree(area.parent / "plan", folder)
    proof = json.loads((folder / "proof.json").read_text(encoding="utf-8"))
    change(proof)
    (folder / "proof.json").write_text(json.dumps(proof), encoding="utf-8")
    return verify(Source(path=area), folder)


def test_the_settings_echoed_in_the_proof_are_the_ones_verified_with(tmp_path: Path) -> None:
    """A pin in reach by the user's own speeds is no fault of the dataset when its plan is verified."""
    world = contract_world()
    world["posts"][0] |= {"max_travel_min": "10", "needs": ""}
    world["pins"].append({"post_id": "+A", "room_id": "H1a", "slot": "MON_AM", "estimated": ""})
    dataset, settings = write_folder(world, tmp_path / "dataset"), tmp_path / "faster.toml"
    settings.write_text(FASTER, encoding="utf-8")
    outcome = plan(Source(path=dataset, settings=settings), limits=Limits())
    write_plan(outcome, tmp_path / "plan", csv_only=True)
    echoed = json.loads((tmp_path / "plan" / "proof.json").read_text(encoding="utf-8"))["settings"]
    assert (echoed["sessions_per_room"], echoed["travel"]["start_minutes"]) == (8, 0)
    assert (echoed["burden"]["extra_site_minutes"], echoed["burden"]["extra_room_minutes"]) == (1.5, 10)
    assert (echoed["room_norms_m2"]["consult_exam"], echoed["room_norms_m2"]["desk"]) == (20, 4.5)
    verdict = verify(Source(path=dataset), tmp_path / "plan")
    assert verdict.breaches == ()
    assert verdict.goals["G4"] == outcome.proof["goals"]["G4"]["value"]


def test_settings_that_others_write_into_a_proof_are_found_out(area: Path, tmp_path: Path) -> None:
    """With slower starts a site is out of reach and the minutes come to more."""
    verdict = _changed(area, tmp_path / "plan", lambda proof: proof["settings"]["travel"].update(start_minutes=9))
    assert {breach.rule for breach in verdict.breaches} == {"R7", "proof"}


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("unknown_room_cells", 0),
        ("estimated_room_cells", 1),
        ("estimated_travel_pairs", 0),
        ("rows", {"used": 30, "rejected": 0, "warned": 2}),
        ("stopped_by", "luck"),
    ],
)
def test_what_a_proof_tells_of_its_input_and_its_end_is_checked(
    area: Path, tmp_path: Path, key: str, wrong: object
) -> None:
    """One breach that names the figure."""
    verdict = _changed(area, tmp_path / "plan", lambda proof: proof.update({key: wrong}))
    (breach,) = verdict.breaches
    assert (breach.rule, breach.id) == ("proof", key)


def test_a_goal_left_open_beyond_the_gap_asked_did_not_end_by_it(area: Path, tmp_path: Path) -> None:
    """Standing and gap agree with each other, but not with what is said to have stopped the solving."""

    def open_last_goal(proof: Proof) -> None:
        value = proof["goals"]["G4"]["value"]
        proof["goals"]["G4"] |= {"bound": 0, "gap": value / max(1, value), "standing": "feasible"}
        proof["standing"] = "feasible"

    verdict = _changed(area, tmp_path / "plan", open_last_goal)
    assert [breach.id for breach in verdict.breaches] == ["G4"]


def test_placements_that_somebody_else_wrote_are_enough(area: Path, tmp_path: Path) -> None:
    """Other column order, a byte-order mark, spaces and case in headings, further columns: no breach, no proof."""
    with (area.parent / "winter" / "placements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    (tmp_path / "by hand").mkdir()
    with (tmp_path / "by hand" / "placements.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["remark", "room_id", "slot", " ID ", "kind", "site_id", "pinned"])
        for row in reversed(rows):
            writer.writerow(["a, b", *(row[name] for name in ("room_id", "slot", "id", "kind", "site_id", "pinned"))])
    verdict = verify(Source(path=area, season=Season.WINTER), tmp_path / "by hand")
    assert verdict.breaches == ()
    assert verdict.placements == len(rows)
    # Without a proof the season is the user's to say; in the standard season nobody knows the winter programme.
    assert {breach.rule for breach in verify(Source(path=area), tmp_path / "by hand").breaches} == {"plan"}


def test_changed_rows_count_in_the_burden_unless_they_are_a_goal_of_their_own(area: Path, tmp_path: Path) -> None:
    """Sixty minutes for each row of the earlier plan that is gone; apart where the proof has ``changes``."""
    folder = tmp_path / "plan"
    shutil.copytree(area.parent / "plan", folder)
    # UC holds other half-days in winter: rows of WR, a programme that the standard season has not, do not count.
    earlier = area.parent / "winter"
    moved = _programme_rows(earlier, "UC") - _programme_rows(folder, "UC")
    plain = verify(Source(path=area), folder).goals["G4"]
    assert verify(Source(path=area), folder, earlier=earlier).goals["G4"] == plain + 60 * len(moved) > plain
    path = folder / "proof.json"
    proof = json.loads(path.read_text(encoding="utf-8"))
    proof["goals"]["changes"] = {"value": len(moved), "bound": len(moved), "gap": 0, "standing": "optimal"}
    path.write_text(json.dumps(proof), encoding="utf-8")
    verdict = verify(Source(path=area), folder, earlier=earlier)
    assert verdict.breaches == ()
    assert verdict.goals["G4"] == plain
    assert verdict.goals["changes"] == len(moved)
    with pytest.raises(RequestError, match="--from"):
        verify(Source(path=area), folder)


def _programme_rows(folder: Path, programme_id: str) -> set[tuple[str, str]]:
    with (folder / "placements.csv").open(encoding="utf-8", newline="") as file:
        return {(row["slot"], row["room_id"]) for row in csv.DictReader(file) if row["id"] == programme_id}


def test_a_certificate_beyond_its_prices_is_found_out(area: Path, tmp_path: Path) -> None:
    """The plan's own stands; one session more than the prices support does not, nor does it without prices."""
    sound = _changed(area, tmp_path / "sound", lambda _: None)
    assert sound.breaches == ()
    assert any(note.startswith("Certified from the prices alone") for note in sound.notes)
    proof = json.loads((tmp_path / "sound" / "proof.json").read_text(encoding="utf-8"))
    bound, value = proof["certificate"]["G1"]["bound"], proof["goals"]["G1"]["value"]
    assert 0 < bound == value

    def claim_more(proof: Proof) -> None:
        proof["certificate"]["G1"] |= {"bound": bound + 1}

    told = [breach.sentence for breach in _changed(area, tmp_path / "more", claim_more).breaches]
    assert any(f"claims a bound of {bound + 1}, but the prices support {bound} and no more" in one for one in told)
    (tmp_path / "more" / "prices.csv").unlink()
    assert {breach.rule for breach in verify(Source(path=area), tmp_path / "more").breaches} == {"proof"}


def test_other_settings_than_the_datasets_are_told(area: Path, tmp_path: Path) -> None:
    """A plan is judged by its own; whoever reads the verdict should know."""

    def change(proof: Proof) -> None:
        proof["settings"]["burden"]["extra_site_minutes"] = 1

    assert any("other settings than these" in note for note in _changed(area, tmp_path / "other", change).notes)
    assert not any("other settings" in note for note in _changed(area, tmp_path / "same", lambda _: None).notes)


def test_prices_that_are_none_are_breaches_of_their_own(area: Path, tmp_path: Path) -> None:
    """Below nought, and not readable."""
    shutil.copytree(area.parent / "plan", tmp_path / "plan")
    with (tmp_path / "plan" / "prices.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("S1,SAT_PM,,,,gp,-1\r\nS1,SAT_PM,,,,gp,much\r\n")
    told = [breach.sentence for breach in verify(Source(path=area), tmp_path / "plan").breaches]
    assert len(told) == 2
    assert any("below nought" in one for one in told)
    assert any("not a plain decimal" in one for one in told)


def test_what_places_are_worth_follows_from_the_prices(area: Path, tmp_path: Path) -> None:
    """A worth told higher than its price is a breach."""
    shutil.copytree(area.parent / "plan", tmp_path / "plan")
    path = tmp_path / "plan" / "worth.csv"
    heading, first, *rest = path.read_text(encoding="utf-8").splitlines()
    place, worth, estimated = first.rsplit(",", 2)
    path.write_text("\n".join([heading, f"{place},{float(worth) + 1},{estimated}", *rest]), encoding="utf-8")
    (breach,) = verify(Source(path=area), tmp_path / "plan").breaches
    assert breach.rule == "worth"
    assert f"the plan comes to {worth}" in breach.sentence


def test_a_bound_that_prices_do_not_confirm_is_told_as_the_solvers(area: Path, tmp_path: Path) -> None:
    """Prices far too dear confirm little of the proof's bound, and that is said."""
    shutil.copytree(area.parent / "plan", tmp_path / "plan")
    path = tmp_path / "plan" / "prices.csv"
    heading, *rows = path.read_text(encoding="utf-8").splitlines()
    dear = [f"{row.rpartition(',')[0]},1000" for row in rows]
    path.write_text("\n".join([heading, *dear]), encoding="utf-8")
    (told,) = [note for note in verify(Source(path=area), tmp_path / "plan").notes if note.startswith("Certified")]
    assert "is the solver's: the prices confirm" in told
    assert "Bounds of the other goals are the solver's" in told
