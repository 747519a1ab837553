"""Measure the main job as a user runs it: ``estates plan`` on a dataset, end to end.

    python -m benchmarks.main_job DATASET [DATASET…] [-- options of estates plan]

Prints one Markdown row per dataset: wall time, the part of it that is not solving, the peak memory of the whole
process tree, each goal's gap, and the size of the map. Linux only (it reads ``/proc``), as benchmarks may be.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.memory import MIB, tree_memory

GAPS = ("G1", "G2", "G3", "G4")
HEADINGS = (
    "dataset",
    "wall s",
    "not solving s",
    "peak MiB",
    "G1",
    "G1 bound",
    "G1 gap",
    "G2 gap",
    "G3 gap",
    "G4 gap",
    "map MB",
)


def main() -> None:
    """Plan each dataset named on the command line and print a table of what it took."""
    names, _, options = " ".join(sys.argv[1:]).partition(" -- ")
    print("|", " | ".join(HEADINGS), "|")
    print("|" + "---|" * len(HEADINGS))
    for name in names.split():
        print("|", " | ".join(_measure(Path(name), options.split())), "|", flush=True)


def _measure(dataset: Path, options: list[str]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "plan"
        started = time.monotonic()
        command = [sys.executable, "-m", "estates", "plan", str(dataset), "--out", str(out), *options]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            peak = _watch(process)
        wall = time.monotonic() - started
        proof = json.loads((out / "proof.json").read_text(encoding="utf-8"))
        map_size = (out / "map.html").stat().st_size if (out / "map.html").exists() else 0
    goals = proof["goals"]
    return [
        dataset.name,
        f"{wall:.1f}",
        f"{wall - proof['seconds']:.1f}",
        f"{peak / MIB:,.0f}",
        f"{goals['G1']['value']:,}",
        f"{goals['G1']['bound']:,}",
        *(f"{goals[name]['gap']:.3%}" for name in GAPS),
        f"{map_size / 1e6:.2f}",
    ]


def _watch(process: "subprocess.Popen[bytes]") -> int:
    """Return the peak memory of a process and its children, in bytes, sampled ten times a second."""
    peak = 0
    while process.poll() is None:
        peak = max(peak, tree_memory(process.pid))
        time.sleep(0.1)
    return peak


if __name__ == "__main__":
    main()
