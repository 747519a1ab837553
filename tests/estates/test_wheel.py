"""The wheel gives working maps where there is no Node: installed and run in an environment of its own."""

import os
import subprocess
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _wheel() -> Path:
    wheels = sorted((ROOT / "dist").glob("*.whl"))
    if not wheels:
        pytest.skip("no wheel in dist/: run `make dist` first (make test does)")
    return wheels[-1]


@pytest.fixture(scope="module")
def clean_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of a new environment that holds the locked packages and the wheel, and nothing else."""
    wheel = _wheel()
    folder = tmp_path_factory.mktemp("clean environment")
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "--require-hashes", "-r", str(ROOT / "requirements.lock")], check=True)
    subprocess.run([*install, "--no-deps", str(wheel)], check=True)
    return python


def _run(python: Path, folder: Path, *arguments: str) -> None:
    # An empty PATH has no Node; isolated mode keeps the checkout out of the way.
    environment = {name: value for name, value in os.environ.items() if name not in ("PATH", "PYTHONPATH")}
    command = [str(python), "-I", "-m", "estates", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_an_installed_wheel_plans_and_draws_a_map_without_node(clean_python: Path, tmp_path: Path) -> None:
    """From the template's example rows to a map that carries its own scripts."""
    _run(clean_python, tmp_path, "template", "dataset.xlsx")
    _run(clean_python, tmp_path, "plan", "dataset.xlsx", "--out", "plan")
    page = (tmp_path / "plan" / "map.html").read_text(encoding="utf-8")
    assert "Leaflet" in page
    assert "<script src" not in page


@pytest.mark.slow
def test_an_installed_wheel_writes_the_example_county(clean_python: Path, tmp_path: Path) -> None:
    """The example's own tables travel with the wheel."""
    _run(clean_python, tmp_path, "example", "county")
    assert (tmp_path / "county" / "posts.csv").is_file()
