"""Step counts as whole jobs: they add up exactly, and nothing counts that was not planned."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from estates.domain.errors import RequestError
from estates.domain.plan import Placement
from estates.domain.words import StoppedBy
from estates.planning import (
    Run,
    ScenarioOutcome,
    Source,
    Start,
    plan,
    plan_scenario,
    step_counts,
    verify,
    write_steps,
)
from estates.planning import steps as steps_module
from optimiser.limits import Limits
from tests.estates.futures_world import RUN, rows

ORDERS = [(), ("Saturdays", "season", "=Two more", "Extend Quay", "list growth")]


@pytest.mark.parametrize("order", ORDERS)
def test_steps_add_up_exactly_to_the_whole_change(started: Start, order: tuple[str, ...], tmp_path: Path) -> None:
    """In every measure, in any order; the first and last plan are those without and with the whole scenario."""
    found = step_counts(started, order, RUN)
    write_steps(found, tmp_path / "steps")
    table = rows(tmp_path / "steps" / "steps.csv")
    measures = {row["measure"] for row in table}
    assert {"wanted", "placed", "unmet", "unmet core", "G1", "G2", "G3", "capital_cost"} <= measures
    for measure in measures:
        of_measure = [row for row in table if row["measure"] == measure]
        caused = sum(Decimal(row["change"]) for row in of_measure)
        assert caused == Decimal(of_measure[-1]["after"]) - Decimal(of_measure[0]["before"])
        assert all(this["after"] == after["before"] for this, after in pairwise(of_measure))
    for number in range(len(started.scenario.steps) + 1):
        folder = tmp_path / "steps" / f"{number:02}"
        assert verify(Source(path=folder / "dataset"), folder).breaches == ()
    ends = plan(started.source, limits=Limits()).plan.goals["G1"], plan_scenario(started, RUN).outcome.plan.goals["G1"]
    g1 = [row for row in table if row["measure"] == "G1"]
    assert [Decimal(g1[0]["before"]), Decimal(g1[-1]["after"])] == [Decimal(str(end.value)) for end in ends]


def test_the_unmet_of_pcns_adds_up_over_the_steps_too(started: Start) -> None:
    """areas.csv holds every change of the area and of a PCN, by kind of demand."""
    found = step_counts(started, (), RUN)
    for level in ("icb", "pcn"):
        of_level = [row for row in found.tables["areas.csv"] if row["level"] == level and row["demand"] == "all"]
        whole = [row for row in found.tables["steps.csv"] if row["measure"] == "unmet"]
        assert sum(int(str(row["change"])) for row in of_level) == sum(int(str(row["change"])) for row in whole)


def test_steps_that_the_user_did_not_wait_for_are_not_counted(started: Start, tmp_path: Path) -> None:
    """A plan that was cut short says nothing of its step: it and those after it are named, and the rest adds up."""
    done: list[str] = []
    run = replace(RUN, stop=lambda: len(done) >= 3)
    found = step_counts(started, (), run, on_step=lambda step, _: done.append(step))
    assert done == ["as it is", *started.scenario.steps[:2]]
    assert found.not_counted == started.scenario.steps[2:]
    write_steps(found, tmp_path / "steps")
    table = rows(tmp_path / "steps" / "steps.csv")
    left = [row for row in table if row["measure"].startswith("not counted")]
    assert [row["step"].removeprefix("'") for row in left] == list(found.not_counted)
    assert {row["after"] for row in left} == {""}
    assert {row["step"] for row in table if row not in left} == set(started.scenario.steps[:2])
    assert sorted(path.name for path in (tmp_path / "steps").iterdir() if path.is_dir()) == ["00", "01", "02"]


def test_a_step_that_was_cut_short_is_not_counted(started: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unlike one that was planned to its end as the user asked to stop."""
    plans = iter((StoppedBy.GAP, StoppedBy.INTERRUPT))

    def planned(part: Start, run: Run, *, earlier: Sequence[Placement] = ()) -> ScenarioOutcome:
        found = plan_scenario(part, run, earlier=earlier)
        ended = replace(found.outcome.plan, stopped_by=next(plans))
        return replace(found, outcome=replace(found.outcome, plan=ended))

    monkeypatch.setattr(steps_module, "plan_scenario", planned)
    found = step_counts(started, (), RUN)
    assert len(found.plans) == 1
    assert found.not_counted == started.scenario.steps
    assert {row["measure"] for row in found.tables["steps.csv"]} == {steps_module.NOT_COUNTED}


def test_an_order_that_leaves_a_step_out_is_refused(started: Start) -> None:
    """All steps are named."""
    with pytest.raises(RequestError, match="Its steps: list growth, season, Extend Quay"):
        step_counts(started, ("season",), RUN)
