"""``--cluster`` as a user types it: the same files, and plain words where it cannot be."""

from pathlib import Path

import pytest

from geodata.template.write import write_template
from tests.estates.test_cli import estates


def test_the_files_are_the_same_with_a_cluster_and_without(tmp_path: Path) -> None:
    """Byte by byte, but for the seconds in the proof."""
    pytest.importorskip("distributed")
    write_template(tmp_path / "dataset.xlsx")
    for name, options in (("here", ()), ("there", ("--cluster", "local"))):
        done = estates("plan", "dataset.xlsx", "--out", name, "--only", "csv", *options, folder=tmp_path)
        assert done.returncode == 0, done.stderr
        assert done.stderr.count("Traceback") == 0
    for file in (tmp_path / "here").glob("*.csv"):
        assert (tmp_path / "there" / file.name).read_bytes() == file.read_bytes(), file.name


@pytest.mark.parametrize(
    ("address", "told"),
    [("planner:8786", "neither `local` nor the address"), ("tcp://127.0.0.1:9", "no dask scheduler answers there")],
)
def test_a_cluster_that_cannot_be_is_one_sentence(address: str, told: str, tmp_path: Path) -> None:
    """Exit code 1, no traceback, nothing written."""
    write_template(tmp_path / "dataset.xlsx")
    done = estates("plan", "dataset.xlsx", "--out", "plan", "--cluster", address, folder=tmp_path)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "plan").exists()
