"""``proof.json``: how good a plan is, how far that is proved, and what it was made from."""

import json
import platform
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from estates.domain.certificate import Claim
from estates.domain.dataset import Dataset
from estates.domain.errors import RequestError
from estates.domain.plan import GoalScore, Plan
from estates.domain.reading import Reading
from estates.domain.settings import Settings
from estates.domain.travel import TravelTimes
from estates.domain.words import Cell, Standing
from geodata.places.minutes import estimated_pairs
from geodata.settings_file import settings_as_dict

_LARGEST_FIGURE = 10**15
_PLANNER = "estates-capacity-planner"
# Those that can change a plan or what is written of it.
_PACKAGES = (
    "ortools",
    "numpy",
    "pandas",
    "geopandas",
    "shapely",
    "pyproj",
    "pyogrio",
    "openpyxl",
    "xlsxwriter",
)


def proof_record(
    *,
    reading: Reading,
    dataset: Dataset,
    travel: TravelTimes,
    plan: Plan,
    settings: Settings,
    certified: Claim | None = None,
) -> dict[str, Any]:
    """Return the proof of a plan as plain values, in the order of the file.

    Parameters
    ----------
    reading
        What came of reading the dataset: the rows used and rejected and the input's fingerprint.
    dataset
        The dataset as the plan's season sees it.
    travel
        The journeys that its posts and programmes could use.
    plan
        The plan with its scores.
    settings
        The figures it was made with; they are echoed.
    certified
        What the plan's prices alone prove of G1; it stands apart from the bound, which may rest on more.
    """
    claim = {} if certified is None else {"certificate": {"G1": _figures(bound=certified.bound, gap=certified.gap)}}
    return {
        "goals": {name: _score(score) for name, score in plan.goals.items()},
        **claim,
        "standing": plan.standing.value,
        "gap_asked": _whole_where_whole(plan.gap_asked),
        "season": plan.season.value,
        "settings": settings_as_dict(settings),
        "seconds": round(plan.seconds, 3),
        "seed": plan.seed,
        "versions": _versions(),
        "input_sha256": reading.input_sha256,
        **input_figures(reading=reading, dataset=dataset, travel=travel),
        "stopped_by": plan.stopped_by.value,
        **({"lost": plan.lost} if plan.lost else {}),
    }


def input_figures(*, reading: Reading, dataset: Dataset, travel: TravelTimes) -> dict[str, Any]:
    """Return what a proof tells of its input: rows, room cells not known or estimated, estimated journeys.

    Parameters
    ----------
    reading, dataset, travel
        As for ``proof_record``; further journeys do not matter.
    """
    rooms = dataset.rooms
    return {
        "rows": asdict(reading.total),
        "unknown_room_cells": sum(room.cells.count(Cell.UNKNOWN) for room in rooms),
        "estimated_room_cells": sum(
            len(room.cells) - room.cells.count(Cell.UNKNOWN) for room in rooms if room.estimated
        ),
        "estimated_travel_pairs": estimated_pairs(travel, dataset),
    }


def proof_json(record: Mapping[str, Any]) -> bytes:
    """Return a proof as the bytes of ``proof.json``: UTF-8, indented, the same for the same record."""
    return (json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8")


def goals_of(proof: Mapping[str, Any]) -> dict[str, GoalScore]:
    """Return the scores of a proof that was read back, by goal.

    Raises
    ------
    RequestError
        Where a goal has no value, bound, gap or standing of the right kind.
    """
    goals = proof.get("goals")
    if not isinstance(goals, dict):
        raise RequestError("proof.json gives no goals.")
    return {name: _score_read(name, given if isinstance(given, dict) else {}) for name, given in goals.items()}


def certified_of(proof: Mapping[str, Any]) -> Claim | None:
    """Return what a proof that was read back claims to be certified of G1; ``None`` where it claims nothing.

    Raises
    ------
    RequestError
        Where the claim has no bound or gap that is a number.
    """
    if "certificate" not in proof:
        return None
    given = proof["certificate"]
    claim = given.get("G1") if isinstance(given, dict) else None
    figures = _figures_read("the certificate of G1", claim if isinstance(claim, dict) else {}, ("bound", "gap"))
    return Claim(**figures)


def standing_of(given: object, whose: str = "the plan") -> Standing:
    """Return the standing that a proof gives a goal or, as ``proof["standing"]``, the whole plan.

    Raises
    ------
    RequestError
        Where it is neither of the two words.
    """
    if isinstance(given, str) and given in tuple(Standing):
        return Standing(given)
    raise RequestError(f"proof.json: the standing of {whose} must be {' or '.join(Standing)}; found “{given}”.")


def _score_read(name: str, given: Mapping[str, Any]) -> GoalScore:
    figures = _figures_read(name, given, ("value", "bound", "gap"))
    return GoalScore(**figures, standing=standing_of(given.get("standing"), name))


def _figures_read(name: str, given: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for key in keys:
        figure = given.get(key)
        if not isinstance(figure, int | float) or isinstance(figure, bool) or abs(figure) > _LARGEST_FIGURE:
            raise RequestError(f"proof.json: {name} has no {key} that is a number.")
        figures[key] = float(figure)
    return figures


def _score(score: GoalScore) -> dict[str, float | str]:
    return {**_figures(value=score.value, bound=score.bound, gap=score.gap), "standing": score.standing.value}


def _figures(**figures: float) -> dict[str, float]:
    return {name: _whole_where_whole(figure) for name, figure in figures.items()}


def _whole_where_whole(number: float) -> float:
    """Return a whole number as an int, so that it reads ``12`` and not ``12.0``."""
    return int(number) if float(number).is_integer() else number


def _versions() -> dict[str, str]:
    packages = {name: found for name in _PACKAGES if (found := _version(name)) is not None}
    return {"planner": _version(_PLANNER) or "not installed", "python": platform.python_version(), **packages}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
