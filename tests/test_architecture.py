"""The shape of the whole: imports go one way, and rules and goals are the same in the model, the judge and the docs."""

import re
import subprocess
import sys
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from pkgutil import iter_modules

import optimiser.goals
import optimiser.rules
from estates.domain.checks import CHECKS
from estates.domain.plan import GOALS
from estates.domain.remedies import LADDER
from estates.domain.words import Reason
from geodata.plan_workbook.words import REASON_WORDS
from optimiser import candidates
from optimiser.model import GOALS as MODEL_GOALS
from optimiser.model import RULES as MODEL_RULES
from optimiser.remedies.ladder_of_programmes import RUNGS as RUNGS_OF_PROGRAMMES

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


def rows_of_the_model_page(heading: str) -> list[list[str]]:
    """Return the cells of a table of the model page whose first cells are codes, by its heading."""
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    lines = page.split(heading, 1)[1].lstrip("\n").splitlines()
    rows = [line.strip("| ").split(" | ") for line in takewhile(lambda line: line.startswith("|"), lines)]
    return [[cell.strip("`") for cell in row] for row in rows[1:]]


def test_the_docs_name_every_reason_with_its_words() -> None:
    """The model page has a row for each code in the column ``reason``, in the words of the workbook."""
    rows = rows_of_the_model_page("| code | words | granted to prove it |")
    assert [(code, words) for code, words, _ in rows] == [(reason.value, REASON_WORDS[reason]) for reason in Reason]


def test_the_docs_name_every_rung_and_whom_it_is_for() -> None:
    """The model page has the ladder in its order, and says which rungs programmes have."""
    rows = rows_of_the_model_page("| kind | the change | for |")
    assert [kind for kind, _, _ in rows] == [kind.value for kind in LADDER]
    of_programmes = [kind for kind, _, who in rows if "programmes" in who]
    assert of_programmes == [rung.__name__.removeprefix("_") for rung in RUNGS_OF_PROGRAMMES]


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
