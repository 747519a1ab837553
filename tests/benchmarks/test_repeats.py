"""Plans made again and again: that they are compared as they are written, and that a worker is killed in time."""

from pathlib import Path

import pytest
import typer

from benchmarks import repeats
from estates.domain.plan import Progress
from geodata.template.write import write_template


@pytest.mark.parametrize(
    ("stage", "is_so"),
    [
        ("G1 unmet (weighted)", False),
        ("G3 fairness", True),
        ("0 of 1 parts planned; G1", False),
        ("0 of 1 parts planned; G2", True),
        ("1 of 4 parts planned; G4", False),
        ("2 of 4 parts planned; G1", True),
        ("39 of 40 parts priced; G1", False),
    ],
)
def test_half_way_is_told_by_the_goal_or_by_the_parts(stage: str, is_so: bool) -> None:
    """Of one part by its goal, of several by how many are planned."""
    assert repeats.is_half_way(Progress(stage=stage, seconds=1.0)) is is_so


def test_plans_of_one_two_and_four_processes_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every way prints a row with one digest; a way that differs is an error."""
    write_template(tmp_path / "dataset.xlsx")
    monkeypatch.setattr(repeats, "_digest_with_a_loss", lambda *_: "other")
    with pytest.raises(typer.Exit):
        repeats.main(tmp_path / "dataset.xlsx", times=2)
    rows = [line.split(" | ")[2] for line in capsys.readouterr().out.splitlines()[2:]]
    assert len(rows) == 4
    assert len(set(rows[:3])) == 1
    assert rows[0].endswith("× 2 |")
    assert rows[3] == "other × 2 |"
