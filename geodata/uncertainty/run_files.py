"""The runs of a risk analysis on disk while it is under way, each written whole, so that a killed one can go on.

They stand in a folder beside the answer; ``request.json`` in it says what they are runs of. A file that cannot be read
is as good as none: its run is made again.
"""

import json
import shutil
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from estates.domain.errors import RequestError
from estates.domain.uncertainty.draws import Draw
from estates.domain.uncertainty.outcome import RunOutcome, RunShortfall, Score
from geodata.whole_file import write_whole_file

REQUEST = "request.json"


def runs_folder(answer: Path) -> Path:
    """Return the folder of the runs of an answer, beside it."""
    return answer.with_name(f"{answer.name}.runs")


def begin_runs(folder: Path, fingerprint: str) -> None:
    """Make the folder of runs, or find it again with runs of the same request.

    Raises
    ------
    RequestError
        Where runs of another request stand there.
    """
    check_runs(folder, fingerprint)
    if not folder.exists():
        write_whole_file(folder / REQUEST, (json.dumps(_request(fingerprint), indent=2) + "\n").encode())


def check_runs(folder: Path, fingerprint: str) -> None:
    """Do nothing where there is no folder of runs, or one with runs of the same request.

    Raises
    ------
    RequestError
        Where runs of another request stand there.
    """
    if folder.exists() and _json(folder / REQUEST) != _request(fingerprint):
        raise RequestError(
            f"“{folder}” holds runs of another request, or something else. Take it away, or give another --out."
        )


def write_run(folder: Path, outcome: RunOutcome) -> None:
    """Write a run whole."""
    text = json.dumps(asdict(outcome), default=str, ensure_ascii=False)
    write_whole_file(_path(folder, outcome.run), text.encode())


def read_runs(folder: Path, wanted: Collection[int]) -> dict[int, RunOutcome]:
    """Return those of the wanted runs that are there, by number."""
    found: dict[int, RunOutcome] = {}
    for run in wanted:
        with suppress(KeyError, TypeError, ArithmeticError):
            outcome = _outcome(_json(_path(folder, run)))
            if outcome.run == run:
                found[run] = outcome
    return found


def remove_runs(folder: Path) -> None:
    """Take the folder of runs away, once the answer holds them all."""
    shutil.rmtree(folder, ignore_errors=True)


def _request(fingerprint: str) -> dict[str, str]:
    return {"made_by": "estates risk", "fingerprint": fingerprint}


def _path(folder: Path, run: int) -> Path:
    return folder / f"run-{run:06}.json"


def _json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _outcome(given: Any) -> RunOutcome:  # noqa: ANN401 - whatever the file holds
    return RunOutcome(
        run=given["run"],
        draws=tuple(Draw(**(each | {"value": Decimal(each["value"])})) for each in given["draws"]),
        shortfall=tuple(RunShortfall(**each) for each in given["shortfall"]),
        scores=tuple(Score(**each) for each in given["scores"]),
    )
