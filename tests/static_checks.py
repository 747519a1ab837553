"""The checks that read code without running it; ``make test`` starts here.

In a git checkout they run as the pre-commit hooks, so that a commit and ``make test`` can never disagree; from an
unpacked archive the hooks' own commands run one by one.
"""

import subprocess
import sys
from pathlib import Path

COMMANDS = (
    ("-m", "ruff", "check", "."),
    ("-m", "ruff", "format", "--check", "."),
    ("-m", "mypy"),
    ("-c", "from importlinter.cli import lint_imports_command as check; check()"),
)


def main() -> int:
    """Run all static checks and return the number that failed."""
    if Path(".git").exists():
        return _run(("-m", "pre_commit", "run", "--all-files", "--color", "never"))
    return sum(_run(command) for command in COMMANDS)


def _run(command: tuple[str, ...]) -> int:
    print("$", " ".join(command), flush=True)
    return int(subprocess.run([sys.executable, *command], check=False).returncode != 0)


if __name__ == "__main__":
    raise SystemExit(main())
