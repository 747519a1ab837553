"""The harness: what a run comes to, whoever overruns, dies or breaks a rule, and that it can be stored and read."""

import json
import os
import time
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks import harness, report
from benchmarks.__main__ import app
from benchmarks.generate import World
from benchmarks.harness import Teller, judged, run
from benchmarks.instances import Instance, Size, Tightness
from benchmarks.peers.contest import Budget, Listener, wanted_weight
from benchmarks.peers.register import PEERS
from benchmarks.records import Entry, Point, read, write
from estates.domain.checks import goal_values
from tests.benchmarks.listening import Heard

PCN = Instance(Size.PCN, Tightness.STARVED, 1)


def entry(peer: str = "greedy", seconds: float = 5) -> Entry:
    """Return a run on one PCN."""
    return Entry(PCN, seconds, peer)


def heard_plan() -> Heard:
    """Return greedy's plan of the PCN."""
    heard = Heard()
    PEERS["greedy"](PCN.world(), Budget(seconds=1), heard)
    return heard


def test_a_run_is_judged_measured_and_stored() -> None:
    """Value, memory and the end of the curve are those of the plan handed over."""
    done = run(entry())
    heard = heard_plan()
    assert done.ended == "finished"
    assert done.unmet == goal_values(*PCN.world(), heard.rows)["G1"]
    assert done.wanted == wanted_weight(PCN.world()[0])
    assert done.curve[-1].value == done.unmet
    assert done.peak_mib > 20


@pytest.mark.parametrize("peer", ["planner", "pulp-cbc"])
def test_peers_with_processes_of_their_own_leave_none_behind(peer: str) -> None:
    """CBC is a program of its own, the planner has children: all are gone after the run."""
    watch = harness.Watch.of(entry(peer, seconds=3), target=harness.contest).followed()
    assert judged(watch.entry, watch).breaches == 0
    assert watch.child is not None
    assert alive_in_group(watch.child.pid or 0) == []


def test_a_peer_that_overruns_is_killed_and_keeps_its_best_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child goes through the same door, with a peer that never ends."""
    watch = harness.Watch.of(entry(seconds=0.1), target=overrunning_contest)
    monkeypatch.setattr(harness, "grace_seconds", lambda _: 0.2)
    started = time.monotonic()
    done = judged(entry(seconds=0.1), watch.followed())
    assert time.monotonic() - started < 10
    assert done.ended == "killed"
    assert 0 < done.unmet < done.wanted


def test_a_peer_that_fails_is_told_apart() -> None:
    """A crash is no plan, and the reason is kept."""
    done = judged(entry(), harness.Watch.of(entry(), target=failing_contest).followed())
    assert (done.ended, done.unmet) == ("failed", done.wanted)
    assert "out of luck" in done.remark


def test_a_process_that_dies_is_told_apart() -> None:
    """As one that the system ends for want of memory."""
    done = judged(entry(), harness.Watch.of(entry(), target=dying_contest).followed())
    assert (done.ended, done.remark) == ("failed", "its process died")


def test_a_plan_that_breaks_a_rule_is_void() -> None:
    """Two in one place: the value counts for nothing, and the rule is said."""
    watch = harness.Watch(entry())
    rows = heard_plan().rows
    watch.rows = [*rows, replace(rows[0], id=rows[1].id)]
    watch.curve = [Point(1.0, "G1", 3, 0)]
    done = judged(entry(), watch)
    assert done.breaches > 0
    assert done.unmet == done.wanted
    assert done.curve == ()
    assert done.remark


def test_claims_that_the_plan_does_not_bear_out_are_struck_out() -> None:
    """A log that tells of a better plan than the one handed over."""
    watch = harness.Watch(entry())
    watch.rows, watch.seconds = heard_plan().rows, 4.0
    true_value = float(goal_values(*PCN.world(), watch.rows)["G1"])
    watch.curve = [Point(1.0, "G1", true_value + 5, 0), Point(2.0, "G1", true_value - 1, 0)]
    curve = judged(entry(), watch).curve
    assert [(point.seconds, point.value) for point in curve] == [(1.0, true_value + 5), (4.0, true_value)]


def test_the_teller_never_tells_of_a_worse_value_nor_twice_of_the_same() -> None:
    """A curve goes one way."""
    told: list[tuple[str, object]] = []
    teller = Teller(told.append)
    for value in (9, 9, 11, 7):
        teller.news(value=value, bound=5)
    assert [point.value for _, point in told if isinstance(point, Point)] == [9, 7]


def test_runs_are_read_as_they_were_written(tmp_path: Path) -> None:
    """All that tables and plots need is in the files."""
    done = run(entry())
    write(tmp_path, [done])
    [again] = read(tmp_path)
    assert replace(again, curve=(), peak_mib=0, cpu_seconds=0, wall_seconds=0) == replace(
        done, curve=(), peak_mib=0, cpu_seconds=0, wall_seconds=0
    )
    assert [(point.goal, point.value, point.bound) for point in again.curve] == [
        (point.goal, point.value, point.bound) for point in done.curve
    ]


def test_the_command_runs_what_is_lacking_and_writes_the_page(tmp_path: Path) -> None:
    """Two peers on a PCN; a second time nothing is run; what stands around the results stays."""
    page = tmp_path / "page.md"
    page.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
    options = ["--results", str(tmp_path / "results"), "--page", str(page)]
    chosen = ["--size", "pcn", "--seconds", "4", "--peer", "greedy", "--peer", "planner"]
    first = CliRunner().invoke(app, [*chosen, *options])
    assert first.exit_code == 0, first.output
    assert first.output.startswith("2 runs")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    assert "| greedy | 1 |" in text
    assert (tmp_path / "images" / report.CURVES).exists()
    assert "Python" in json.loads((tmp_path / "results" / "machine.json").read_text(encoding="utf-8"))
    second = CliRunner().invoke(app, [*chosen, *options])
    assert second.output.startswith("0 runs")
    assert page.read_text(encoding="utf-8") == text


def test_an_unknown_peer_is_a_mistyped_command() -> None:
    """Exit code 2, and the peers there are."""
    refused = CliRunner().invoke(app, ["--peer", "gurobi"])
    assert refused.exit_code == 2


def alive_in_group(group: int) -> list[str]:
    """Return the programs of a process group that still run."""
    alive = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = path.read_text(encoding="utf-8").rpartition(")")
            state, _, its_group = rest.split()[:3]
            alive += [name] if int(its_group) == group and state not in "ZX" else []
    return alive


def overrunning_contest(entry_: Entry, pipe: Connection) -> None:
    """Be a peer that finds a plan and goes on for ever."""
    harness.contest(entry_, pipe, peer=_overrun)


def failing_contest(entry_: Entry, pipe: Connection) -> None:
    """Be a peer that fails."""
    harness.contest(entry_, pipe, peer=_fail)


def dying_contest(entry_: Entry, pipe: Connection) -> None:
    """Be a peer whose process ends."""
    harness.contest(entry_, pipe, peer=_die)


def _overrun(world: World, budget: Budget, listener: Listener) -> None:
    heard = Heard()
    PEERS["greedy"](world, budget, heard)
    listener.found(lambda: heard.rows)
    time.sleep(60)


def _fail(_world: World, _budget: Budget, _listener: Listener) -> None:
    raise ValueError("out of luck")


def _die(_world: World, _budget: Budget, _listener: Listener) -> None:
    os._exit(9)
