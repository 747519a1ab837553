"""Sharing agreements as a whole job: what they gain is real, nobody else profits, and their plans can be verified."""

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner

from estates.cli import app
from estates.domain.errors import PlanError
from estates.domain.neighbourhoods import Pair, pairs
from estates.domain.practices import Pcn
from estates.planning import Source, plan, verify, write_plan
from estates.planning.sharing import Area, gain_at_most, gain_of, looked_at_closely, without_agreements
from geodata.dataset_rows import dataset_files
from optimiser.limits import Limits
from tests.builders import MON_AM, TUE_AM, dataset, placed, post, room, site, travel
from tests.estates.futures_world import rows

# Two PCNs with a room each, a third without any: N1 is short on Monday, N3 always.
SITES = (
    site("S1"),
    site("S2", practice_code="P2", pcn_code="N2", easting=401_000),
    site("S3", practice_code="P3", pcn_code="N3", easting=402_000),
)
POSTS = (
    post("A", slots=(MON_AM,), priority=2),
    post("B", slots=(MON_AM,)),
    post("C", pcn_code="N2", base_site="S2", slots=(TUE_AM,)),
    post("D", pcn_code="N3", base_site="S3", slots=(MON_AM,), priority=9),
)
ROOMS = (room("R1", "S1", free="MON_AM"), room("R2", "S2", free="MON_AM TUE_AM"))
PCNS = (
    Pcn(pcn_code="N1", name="=One", group="East"),
    Pcn(pcn_code="N2", name="Two “and” more", group="East"),
    Pcn(pcn_code="N3", name="Three", group="East"),
)
DATA = dataset(sites=SITES, posts=POSTS, rooms=ROOMS, pcns=PCNS)


@pytest.fixture
def area() -> Area:
    """Return the three PCNs, ten minutes apart."""
    return Area(dataset=DATA, travel=travel(DATA))


def pair_of(area: Area, *codes: str) -> Pair:
    """Return a pair by its PCNs."""
    return next(pair for pair in pairs(area.dataset, area.travel) if pair.pcn_codes == codes)


def test_a_pair_gains_what_the_other_has_free(area: Area) -> None:
    """B of the first sits with the second; D of the third PCN, though more urgent, may not."""
    before = without_agreements(area, (), pairs(DATA, area.travel))
    assert {row.id for row in before} == {"A", "C"}
    gain = gain_of(area, before, pair_of(area, "N1", "N2"))
    assert (gain.sessions, gain.weighted, gain.by_pcn, gain.crossing) == (1, 1, (1, 0), 1)
    assert {(row.id, row.room_id) for row in gain.rows} == {("A", "R1"), ("B", "R2"), ("C", "R2")}


def test_an_agreement_counts_by_priority(area: Area) -> None:
    """The third PCN's session is worth nine."""
    before = without_agreements(area, (), ())
    gain = gain_of(area, before, pair_of(area, "N2", "N3"), is_thorough=True)
    assert (gain.sessions, gain.weighted, gain.by_pcn) == (1, 9, (0, 1))
    assert gain_at_most(area, before, gain.pair, ()) >= 9


def test_what_a_longer_search_finds_anyhow_is_no_gain(area: Area) -> None:
    """Looked at closely, a pair is compared with what the same search finds without the agreement."""
    pair = pair_of(area, "N1", "N2")
    hasty = gain_of(area, (), pair)
    assert hasty.weighted == 4
    closely = looked_at_closely(area, (), hasty)
    assert {row.id for row in closely.without} == {"A", "C"}
    assert (closely.sessions, closely.weighted, closely.by_pcn) == (1, 1, (1, 0))


def test_a_plan_from_which_others_profit_is_found_out(area: Area) -> None:
    """The judge sees a post of a third PCN in a room that only two share."""
    guest = placed("D", MON_AM, room_id="R2", site_id="S2")
    with pytest.raises(PlanError, match="failed the independent check"):
        gain_of(area, (guest,), pair_of(area, "N1", "N2"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the dataset, its plan, and the command's answer."""
    folder = tmp_path_factory.mktemp("neighbourhoods")
    (folder / "dataset").mkdir()
    for name, content in dataset_files(replace(DATA)).items():
        (folder / "dataset" / name).write_bytes(content)
    write_plan(plan(Source(path=folder / "dataset"), limits=Limits()), folder / "plan", csv_only=True)
    told = CliRunner().invoke(
        app,
        ["neighbourhoods", str(folder / "dataset"), "--from", str(folder / "plan"), "--out", str(folder / "answer")],
    )
    assert told.exit_code == 0, told.output
    return folder


def test_agreements_stand_in_the_order_of_what_they_gain(folder: Path) -> None:
    """Each with what it gains, and at most; pairs that gain nothing are among the pairs alone."""
    agreements = rows(folder / "answer" / "agreements.csv")
    assert [(row["first_pcn"], row["second_pcn"], row["weighted_gained"]) for row in agreements] == [
        ("N2", "N3", "9"),
        ("N1", "N3", "7"),
        ("N1", "N2", "1"),
    ]
    for row in agreements:
        assert int(row["weighted_gained"]) <= int(row["weighted_gained_at_most"])
    assert len(rows(folder / "answer" / "pairs.csv")) == 3
    assert [row["standing"] for row in rows(folder / "answer" / "pcns.csv")] == ["not_known"] * 3


@pytest.mark.parametrize("rank", ["01", "02", "03"])
def test_the_plan_of_every_agreement_is_verified(folder: Path, rank: str) -> None:
    """With its own dataset; planning its scenario again finds no less."""
    own = folder / "answer" / rank
    verdict = verify(Source(path=own / "dataset"), own)
    assert verdict.breaches == ()
    told = CliRunner().invoke(
        app,
        [
            *("plan", str(folder / "dataset"), "--scenario", str(own / "scenario.toml")),
            *("--only", "csv", "--out", str(folder / f"again {rank}")),
        ],
    )
    assert told.exit_code == 0, told.output
    again = verify(Source(path=folder / f"again {rank}" / "dataset"), folder / f"again {rank}")
    assert again.goals["G1"] <= verdict.goals["G1"]


def test_prices_of_what_the_dataset_does_not_have_do_no_harm(folder: Path, tmp_path: Path) -> None:
    """A plan may be older than its dataset: a site that closed since has prices in it still."""
    older = tmp_path / "older"
    copytree(folder / "plan", older)
    with (older / "prices.csv").open("a", encoding="utf-8") as file:
        file.write("GONE,MON_AM,,,,gp,1\n")
    asked = ["neighbourhoods", str(folder / "dataset"), "--from", str(older), "--out", str(tmp_path / "answer")]
    told = CliRunner().invoke(app, asked)
    assert told.exit_code == 0, told.output
    for name in ("agreements.csv", "pairs.csv"):
        assert (tmp_path / "answer" / name).read_bytes() == (folder / "answer" / name).read_bytes()
