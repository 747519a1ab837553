"""The shape of the whole: imports go one way, and rules and goals are the same in the model, the judge and the docs."""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import optimiser.goals
import optimiser.rules
from estates.domain.checks import CHECKS
from estates.domain.plan import GOALS
from optimiser import candidates
from optimiser.model import GOALS as MODEL_GOALS
from optimiser.model import RULES as MODEL_RULES

ROOT = Path(__file__).parents[1]
RULE_NAMES = [name for name, _ in CHECKS]


def documented(letter: str) -> list[str]:
    """Return the names in the first column of the tables of the model page that start with a letter."""
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    return re.findall(rf"^\| ({letter}\d+) \|", page, flags=re.MULTILINE)


def test_imports_go_one_way() -> None:
    """The import contracts of pyproject.toml hold."""
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as check; check()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_judge_asks_every_rule_once_and_in_order() -> None:
    """R1 to R12, each with one check."""
    assert [f"R{number}" for number in range(1, 13)] == RULE_NAMES


def test_the_docs_name_every_rule_and_goal_once_and_in_order() -> None:
    """The model page has one row for each rule of the judge and each goal of a plan."""
    assert documented("R") == RULE_NAMES
    assert documented("G") == list(GOALS)


def test_the_optimiser_keeps_every_rule() -> None:
    """Every rule is decided when candidates are made or by a row of the model; none is kept that nobody judges."""
    kept = {name for rule in MODEL_RULES for name in import_module(rule.__module__).KEEPS}
    assert kept | set(candidates.KEEPS) == set(RULE_NAMES)


def test_the_optimiser_pursues_every_goal_in_order() -> None:
    """The model's goals are those of a plan."""
    assert [import_module(goal.__module__).GOAL for goal in MODEL_GOALS] == list(GOALS)


def test_no_rule_or_goal_of_the_model_is_forgotten() -> None:
    """Every file of rules that keeps one, and every file of goals that is one, stands in the model's lists."""
    rules = {f"optimiser.rules.{module.name}" for module in iter_modules(optimiser.rules.__path__)}
    goals = {f"optimiser.goals.{module.name}" for module in iter_modules(optimiser.goals.__path__)}
    assert {name for name in rules if hasattr(import_module(name), "KEEPS")} == {r.__module__ for r in MODEL_RULES}
    assert {name for name in goals if hasattr(import_module(name), "GOAL")} == {g.__module__ for g in MODEL_GOALS}
