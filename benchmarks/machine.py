"""What the figures were measured on, without naming the machine."""

import json
import os
import platform
from importlib.metadata import version
from pathlib import Path

FILE = "machine.json"
GIB = 1024**3
PACKAGES = {"ortools": "OR-Tools", "PuLP": "PuLP", "numpy": "NumPy"}


def describe() -> dict[str, str]:
    """Return cores, memory and versions by their names."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    return {
        "processor": f"{os.cpu_count()} cores, {platform.machine()}",
        "memory": f"{memory:.0f} GB",
        "system": platform.system(),
        "Python": platform.python_version(),
        **{name: version(package) for package, name in PACKAGES.items()},
    }


def save(folder: Path) -> None:
    """Write the description beside the results."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(json.dumps(describe(), indent=2) + "\n", encoding="utf-8")


def sentence(folder: Path) -> str:
    """Return the description stored beside results as one line."""
    told: dict[str, str] = json.loads((folder / FILE).read_text(encoding="utf-8"))
    first = [told.pop("processor"), f"{told.pop('memory')} of memory", told.pop("system")]
    return ", ".join([*first, *(" ".join(pair) for pair in told.items())])
