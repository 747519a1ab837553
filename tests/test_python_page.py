"""The page for Python and its notebook: every block runs on the example county, and both say the same."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from estates import planning

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
CELLS = json.loads((DOCS / "python.ipynb").read_text(encoding="utf-8"))["cells"]


def shown(block: str, names: dict[str, Any]) -> object:
    """Run a block as a notebook does: return the value of a last line that is an expression."""
    lines = ast.parse(block)
    *_, tail = lines.body
    last = tail if isinstance(tail, ast.Expr) else None
    if last is not None:
        lines.body.pop()
    exec(compile(lines, "block", "exec"), names)
    return None if last is None else eval(compile(ast.Expression(last.value), "block", "eval"), names)


@pytest.fixture
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work where the reader does: in a folder with the example county."""
    monkeypatch.chdir(tmp_path)
    planning.write_example_county(tmp_path / "county")
    return tmp_path


@pytest.mark.slow
def test_every_block_of_the_page_runs(in_an_empty_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One after the other; what stands last in a block shows itself, and the files are there."""
    names: dict[str, Any] = {}
    values = [shown(block, names) for block in BLOCKS]
    assert len(values) == 11
    assert {type(value).__name__ for value in values} >= {"DatasetFrames", "PlanFrames", "MapPage", "Picture"}
    for value in values:
        assert value is None or hasattr(value, "_repr_html_") or len(value) > 0  # type: ignore[arg-type]
    assert "no plan does better than" in capsys.readouterr().out
    assert (in_an_empty_folder / "league.png").read_bytes().startswith(b"\x89PNG")
    assert (in_an_empty_folder / "first-plan" / "placements.csv").is_file()
    assert len(names["by_pcn"]) == len(names["county"].table("pcns")) + 1, "and what is of no PCN"


def test_the_notebook_is_the_page() -> None:
    """Its cells of code are the page's blocks and its words the page's words; it holds no output of an earlier run."""
    code = ["".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "code"]
    words = ["".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "markdown"]
    assert code == [block.rstrip("\n") for block in BLOCKS]
    assert words == [part.strip() for part in re.split(r"```python\n.*?```", PAGE, flags=re.DOTALL) if part.strip()]
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in CELLS)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!http|#)([^)#]+)", PAGE))))
def test_every_page_it_points_to_is_there(target: str) -> None:
    """The notebook and other pages."""
    assert (DOCS / target).is_file()
