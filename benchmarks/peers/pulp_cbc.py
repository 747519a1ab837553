"""The natural model in PuLP with CBC, the solver that comes with it. Its values on the way are read from its log."""

import math
import re
import tempfile
import time
from pathlib import Path

import pulp

from benchmarks.generate import World
from benchmarks.peers.contest import Budget, Listener
from benchmarks.peers.natural import NaturalModel, natural_model

CBC_LINE = re.compile(r"[Ss]olution of (?P<best>-?[\d.e+]+) .*?\((?P<seconds>[\d.]+) seconds\)")
"""Where CBC says that it found a solution, of which value (the sign turned, as it minimises), and when."""


def pulp_cbc(world: World, budget: Budget, listener: Listener) -> None:
    """Plan with PuLP and CBC."""
    started = time.monotonic()
    natural = natural_model(world)
    problem, booleans = _written(natural)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "cbc.log"
        left = max(1.0, budget.seconds - (time.monotonic() - started))
        asked = time.monotonic() - started
        cbc = pulp.PULP_CBC_CMD.pulp_cbc_path
        problem.solve(pulp.COIN_CMD(path=cbc, msg=False, timeLimit=left, logPath=str(log)))
        for value, seconds in _read(log, natural):
            listener.news(value=value, bound=None, seconds=asked + seconds)
    if problem.sol_status in (pulp.LpSolutionOptimal, pulp.LpSolutionIntegerFeasible):
        chosen = [number for number in range(natural.size) if (booleans[number].value() or 0.0) > 0.5]
        value = natural.wanted - sum(natural.weights[number] for number in chosen)
        is_proved = problem.sol_status == pulp.LpSolutionOptimal
        listener.news(value=value, bound=value if is_proved else None)
        listener.ended(natural.placements(chosen))


def _written(natural: NaturalModel) -> tuple[pulp.LpProblem, list[pulp.LpVariable]]:
    problem = pulp.LpProblem("estates", pulp.LpMaximize)
    booleans = [problem.add_variable(f"x{number}", cat=pulp.LpBinary) for number in range(natural.size)]
    problem += pulp.LpAffineExpression([(booleans[number], weight) for weight, number in natural.objective])
    for row in natural.rows:
        total = pulp.LpAffineExpression([(booleans[number], coefficient) for coefficient, number in row.terms])
        problem += (total == row.high) if row.is_equal else (total <= row.high)
    return problem, booleans


def _read(log: Path, natural: NaturalModel) -> list[tuple[int, float]]:
    """Return the values and seconds of the plans that a log tells of, each better than the one before."""
    found: list[tuple[int, float]] = []
    least = math.inf
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if match := CBC_LINE.search(line):
            value = natural.wanted - round(abs(float(match["best"])))
            if value < least:
                least = value
                found.append((value, float(match["seconds"])))
    return found
