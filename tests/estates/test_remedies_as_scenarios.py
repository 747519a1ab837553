"""What the remedies of a made-up PCN claim, tried as a user would: their column ``scenario`` in a file, and planned."""

from pathlib import Path

import pytest

from benchmarks.instances import Instance, Size, Tightness
from estates.planning import Run, Search, Source, plan, plan_scenario, start, write_plan
from geodata.dataset_rows import dataset_files
from optimiser.limits import Limits
from tests.estates.futures_world import rows

LITTLE = Limits(work=0.02)

MOST_TRIED = 7
"""Planning takes seconds, and such a PCN has many remedies: every so many-th row is tried, of all levels."""


@pytest.mark.slow
def test_each_remedy_planned_afresh_gains_what_it_claims(tmp_path: Path) -> None:
    """Weighted sessions of the whole area, from no plan at all."""
    data, _ = Instance(Size.PCN, Tightness.TIGHT, 1).world()
    for name, content in dataset_files(data).items():
        (tmp_path / name).write_bytes(content)
    source = Source(path=tmp_path)
    made = plan(source, limits=LITTLE, search=Search.THOROUGH)
    write_plan(made, tmp_path / "plan", csv_only=True)
    claims = rows(tmp_path / "plan" / "remedies.csv")
    tried = claims[:: -(-len(claims) // MOST_TRIED)]
    assert {claim["level"] for claim in claims} >= {"post", "pcn", "icb"}
    assert len(tried) > MOST_TRIED // 2
    for claim in tried:
        file = tmp_path / "remedy.toml"
        file.write_text(f'name = "A remedy"\nchange = [{claim["scenario"]}]\n', encoding="utf-8")
        again = plan_scenario(start(source, file), Run(limits=LITTLE)).outcome.plan
        gained = made.plan.goals["G1"].value - again.goals["G1"].value
        assert gained >= int(claim["gain_weighted"]), claim["remedy"]
