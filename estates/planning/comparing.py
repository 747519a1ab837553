"""Plans side by side, from their folders alone: goals, shortfall, who moved, rooms left free, and cost.

Every plan is compared with the first one named.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from estates.domain.errors import RequestError
from estates.domain.moves import moves
from estates.domain.plan import GoalScore, Placement
from estates.domain.wording import listed
from estates.planning.earlier import placements_of
from geodata.answer_tables import Record, answer_files
from geodata.plan.answer_folder import write_answer_folder
from geodata.plan.proof import goals_of
from geodata.plan.read_back import read_proof, read_table
from geodata.scenario.tables import GOAL_COLUMNS, MOVE_COLUMNS, goal_record, move_record

COMPARED_LEVELS = ("icb", "pcn", "practice", "role", "room_type")
COLUMNS = {
    "goals.csv": ("plan", *GOAL_COLUMNS),
    "shortfall.csv": ("plan", "level", "code", "name", "wanted", "placed", "unmet", "unmet_change"),
    "moves.csv": ("plan", *MOVE_COLUMNS),
    "moved.csv": ("plan", "rows", "kept", "moved", "lost", "gained", "posts_and_programmes"),
    "rooms.csv": ("plan", "site_id", "room_type", "free", "placed", "left_free", "left_free_change"),
    "cost.csv": ("plan", "step", "capital_cost", "annual_cost", "grant"),
}
Text = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class PlanRead:
    """A plan folder as read back: its name in the comparison, rows, goals and tables."""

    name: str
    placements: tuple[Placement, ...]
    who: frozenset[tuple[str, str]]
    goals: Mapping[str, GoalScore]
    shortfall: tuple[Text, ...]
    use: tuple[Text, ...]
    changes: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The names of the plans compared and the tables by file name."""

    names: tuple[str, ...]
    tables: Mapping[str, list[Record]]


def compare(folders: Sequence[Path]) -> Comparison:
    """Compare plan folders with the first of them.

    Raises
    ------
    RequestError
        Where fewer than two are given, one is no plan folder with its tables, or one has nobody of the first.
    """
    if len(folders) < 2:
        raise RequestError("Name two plan folders or more to compare.")
    plans = [read_plan(folder, name) for folder, name in zip(folders, _names(folders), strict=True)]
    _refuse_strangers(plans)
    tables: dict[str, list[Record]] = {
        "goals.csv": [goal_record(goal, score, plan=plan.name) for plan in plans for goal, score in plan.goals.items()],
        "shortfall.csv": _shortfall(plans),
        "moves.csv": [
            move_record(move, plan=plan.name)
            for plan in plans[1:]
            for move in moves(plans[0].placements, plan.placements)
        ],
        "moved.csv": [_moved(plans[0], plan) for plan in plans],
        "rooms.csv": _rooms(plans),
        "cost.csv": [_cost(plan, row) for plan in plans for row in plan.changes],
    }
    return Comparison(names=tuple(plan.name for plan in plans), tables=tables)


def write_comparison(found: Comparison, folder: Path) -> None:
    """Write the tables of a comparison, whole or not at all."""
    files = answer_files(found.tables, COLUMNS)
    write_answer_folder(folder, files, made_by="compare")


def read_plan(folder: Path, name: str) -> PlanRead:
    """Read a plan folder back.

    Raises
    ------
    RequestError, DatasetError
        Where it lacks its proof, a table or the readable rows of one.
    """
    placements = placements_of(folder)
    proof, shortfall, use = read_proof(folder), read_table(folder, "shortfall"), read_table(folder, "use")
    if proof is None or shortfall is None or use is None:
        raise RequestError(f"“{folder}” lacks proof.json, shortfall.csv or use.csv: name a plan folder as it was made.")
    return PlanRead(
        name=name,
        placements=placements,
        who=_who(placements, read_table(folder, "unmet") or ()),
        goals=goals_of(proof),
        shortfall=shortfall,
        use=use,
        changes=read_table(folder, "changes") or (),
    )


def _who(placements: Sequence[Placement], unmet: Sequence[Text]) -> frozenset[tuple[str, str]]:
    """Return the posts and programmes of a plan, with a room or without."""
    return frozenset((row.kind.value, row.id) for row in placements) | {(row["kind"], row["id"]) for row in unmet}


def _names(folders: Sequence[Path]) -> list[str]:
    """Return the folders' own names where they tell them apart, else their paths."""
    names = [folder.resolve().name for folder in folders]
    return names if len(set(names)) == len(names) else [str(folder) for folder in folders]


def _refuse_strangers(plans: Sequence[PlanRead]) -> None:
    """Refuse plans that none of the first one's posts and programmes is in."""
    first, *others = (plan.who for plan in plans)
    strangers = [plan.name for plan, who in zip(plans[1:], others, strict=True) if first and who and not first & who]
    if strangers:
        raise RequestError(
            f"No post or programme of “{plans[0].name}” is in {listed([f'“{name}”' for name in strangers])}: plans of "
            "different areas, or with and without pseudonyms, cannot be compared."
        )


def _shortfall(plans: Sequence[PlanRead]) -> list[Record]:
    first = {(row["level"], row["code"]): _whole(row, "unmet") for row in plans[0].shortfall}
    found: list[Record] = []
    for plan in plans:
        rows = {(row["level"], row["code"]): row for row in plan.shortfall if row["level"] in COMPARED_LEVELS}
        for row in rows.values():
            figures = {column: _whole(row, column) for column in ("wanted", "placed", "unmet")}
            change = figures["unmet"] - first.get((row["level"], row["code"]), 0)
            told = {column: row.get(column, "") for column in ("level", "code", "name")}
            found.append({"plan": plan.name, **told, **figures, "unmet_change": change})
    return found


def _moved(first: PlanRead, plan: PlanRead) -> Record:
    found = moves(first.placements, plan.placements)
    left = sum(len(move.left) for move in found)
    return {
        "plan": plan.name,
        "rows": len(plan.placements),
        "kept": len(first.placements) - left,
        "moved": sum(move.moved for move in found),
        "lost": sum(move.lost for move in found),
        "gained": sum(move.gained for move in found),
        "posts_and_programmes": len(found),
    }


def _rooms(plans: Sequence[PlanRead]) -> list[Record]:
    totals = [_use(plan) for plan in plans]
    found: list[Record] = []
    for plan, here in zip(plans, totals, strict=True):
        for (site_id, room_type), (free, placed) in sorted(here.items()):
            free_before, placed_before = totals[0].get((site_id, room_type), (0, 0))
            left = free - placed
            found.append(
                {
                    "plan": plan.name,
                    "site_id": site_id,
                    "room_type": room_type,
                    "free": free,
                    "placed": placed,
                    "left_free": left,
                    "left_free_change": left - (free_before - placed_before),
                }
            )
    return found


def _use(plan: PlanRead) -> dict[tuple[str, str], tuple[int, int]]:
    found: dict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in plan.use:
        key = (row["site_id"], row["room_type"])
        free, placed = found[key]
        found[key] = (free + _whole(row, "free"), placed + _whole(row, "placed"))
    return dict(found)


def _cost(plan: PlanRead, row: Text) -> Record:
    costs = {column: _number(row, column) for column in ("capital_cost", "annual_cost", "grant")}
    return {"plan": plan.name, "step": row.get("step", ""), **costs}


def _whole(row: Text, column: str) -> int:
    return int(_number(row, column))


def _number(row: Text, column: str) -> Decimal:
    try:
        return Decimal(row[column])
    except (KeyError, InvalidOperation) as error:
        raise RequestError(f"A table of a plan has no number in its column {column}: “{row.get(column)}”.") from error
