"""The tables of answers about scenarios, years and plans side by side: their columns and how their rows are made."""

from collections.abc import Iterable
from decimal import Decimal

from estates.domain.moves import HubRoom, Move
from estates.domain.plan import GoalScore, Placement
from estates.domain.scenario.growth import GrowthFigures
from geodata.answer_tables import Record
from geodata.plan.tables import Value
from geodata.scenario.file import growth_settings
from geodata.scenario.keys import GROWTH

NEED_COLUMNS = (
    "practice_code",
    "patients_added",
    "consult_sessions",
    "treatment_sessions",
    "trainee_sessions",
    "estimated",
)
FIGURE_COLUMNS = ("figure", "value", "unit", "meaning")
DEMAND_COLUMNS = (
    "level",
    "code",
    "name",
    "demand",
    "wanted",
    "placed",
    "unmet",
    "rooms_equivalent",
    "area_m2",
    "estimated",
)
GOAL_COLUMNS = ("goal", "value", "bound", "gap", "standing")
MOVE_COLUMNS = ("kind", "id", "kept", "moved", "lost", "gained", "from", "to", "new_sites")
HUB_COLUMNS = ("programme_id", "name", "season", "slot", "site_id", "room_id", "had_it")
HUB_TOTAL_COLUMNS = ("programme_id", "name", "season", "wanted", "placed", "unmet", "had_by_others")
_DECIMALS = 6


def growth_figure_rows(figures: GrowthFigures) -> list[Record]:
    """Return each figure of list growth with its unit and meaning, in the order of its declaration."""
    values = growth_settings(figures)
    return [
        {"figure": column.name, "value": values[column.name], "unit": column.unit, "meaning": column.meaning}
        for column in GROWTH.columns
    ]


def goal_record(goal: str, score: GoalScore, **more: Value) -> Record:
    """Return a goal's score as a row, with some columns more."""
    return more | {
        "goal": goal,
        "value": _number(score.value),
        "bound": _number(score.bound),
        "gap": _number(score.gap),
        "standing": score.standing.value,
    }


def move_record(move: Move, **more: Value) -> Record:
    """Return what became of a post or programme as a row; rows left and taken read ``MON_AM room; …``."""
    return more | {
        "kind": move.kind.value,
        "id": move.id,
        "kept": move.kept,
        "moved": move.moved,
        "lost": move.lost,
        "gained": move.gained,
        "from": _listed(move.left),
        "to": _listed(move.taken),
        "new_sites": ";".join(move.new_sites),
    }


def hub_record(hub: HubRoom, name: str, season: str) -> Record:
    """Return a room that a programme takes as a row; ``season`` is that in which the programme runs."""
    row = hub.row
    return {
        "programme_id": row.id,
        "name": name,
        "season": season,
        "slot": row.slot.value,
        "site_id": row.site_id,
        "room_id": row.room_id,
        "had_it": ";".join(hub.had_it),
    }


def _listed(rows: Iterable[Placement]) -> str:
    return "; ".join(f"{row.slot} {row.room_id}" for row in rows)


def _number(figure: float) -> Decimal:
    return round(Decimal(repr(figure)), _DECIMALS)
