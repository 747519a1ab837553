"""A plan small enough to hold in the head: two sites, three rooms, three posts and one programme."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from estates.domain.dataset import Dataset
from estates.domain.holders import Holder
from estates.domain.plan import GoalScore, Placement, Plan, in_order
from estates.domain.practices import Pcn, Practice
from estates.domain.reading import Reading, RowCounts
from estates.domain.settings import Settings
from estates.domain.shortfall import Explanation, shortfall_rows, unmet_rows, use_rows
from estates.domain.words import PlacementKind, Reason, Season, SiteKind, Standing, StoppedBy
from geodata.plan.proof import proof_record
from tests.builders import MON_AM, MON_PM, dataset, hub_placed, placed, post, programme, room, site, travel

HUB_ROOMS = ("H1", "H2")
PLACED = Explanation(reason=Reason.PLACED, explanation="All sessions are placed.", remedy="Nothing to do.")
IN_USE = Explanation(reason=Reason.IN_USE, explanation="R1 is in use.", remedy="Ask Site S1 to release R1.")


def world(**given: Any) -> Dataset:
    """Return the world; any table may be replaced."""
    tables: dict[str, Any] = {
        "sites": (site("S1"), site("HUB", SiteKind.HUB)),
        "rooms": (
            room("R1", free="MON_AM MON_PM", places=2),
            *(room(room_id, "HUB", free="MON_AM") for room_id in HUB_ROOMS),
        ),
        "posts": (post("A", 2), post("B", 1, estimated=True), post("C", 3, priority=4)),
        "programmes": (programme("W", sessions=1, rooms=2),),
        "practices": (Practice(practice_code="P1", name="Quay Surgery", pcn_code="N1", list_size=9_876),),
        "pcns": (Pcn(pcn_code="N1", name="Harbour PCN", group="West"),),
    }
    return dataset(**(tables | given))


def placements() -> tuple[Placement, ...]:
    """Return the plan's rows: A and B are placed whole, the programme too, C has nothing."""
    return in_order(
        [
            placed("A", MON_PM),
            placed("A", MON_AM, pinned=True),
            placed("B", MON_AM),
            *(hub_placed("W", MON_AM, room_id, "HUB") for room_id in HUB_ROOMS),
        ]
    )


def score(value: float, bound: float, standing: Standing = Standing.OPTIMAL) -> GoalScore:
    """Return a goal's score, its gap worked out."""
    return GoalScore(value=value, bound=bound, gap=(value - bound) / max(1, value), standing=standing)


def goals(**given: GoalScore) -> dict[str, GoalScore]:
    """Return two goals that are proved and two that are not; any may be replaced or added."""
    usual = {
        "G1": score(12.0, 12.0),
        "G2": score(0.0, 0.0),
        "G3": score(1.5, 1.25, Standing.FEASIBLE),
        "G4": score(0.0, 0.0, Standing.FEASIBLE),
    }
    return usual | given


def plan(rows: Iterable[Placement] | None = None, **given: Any) -> Plan:
    """Return a plan of the rows given, or of the usual ones."""
    defaults: dict[str, Any] = {
        "placements": placements() if rows is None else in_order(rows),
        "goals": goals(),
        "standing": Standing.FEASIBLE,
        "stopped_by": StoppedBy.WORK,
        "season": Season.STANDARD,
        "gap_asked": 0.0,
        "seed": 7,
        "seconds": 1.23456,
    }
    return Plan(**(defaults | given))


def reading(data: Dataset) -> Reading:
    """Return a reading of a dataset whose tables hold eleven rows, one of them left out."""
    rows = {"sites": RowCounts(used=2), "posts": RowCounts(used=8, rejected=1, warned=3)}
    return Reading(dataset=data, faults=(), warnings=(), rows=rows, input_sha256="ab" * 32)


def explanations(data: Dataset, rows: Iterable[Placement]) -> dict[Holder, Explanation]:
    """Return a reason for everybody: placed where all sessions are, else in use."""
    have = Counter((row.kind, row.id) for row in rows)
    want = {(PlacementKind.POST, post_id): wanted for post_id, wanted in data.wanted_by_post.items()}
    want |= {(PlacementKind.PROGRAMME, name): row.room_sessions_wanted for name, row in data.programme_by_id.items()}
    return {who: PLACED if have[who] >= wanted else IN_USE for who, wanted in want.items()}


def shown(data: Dataset | None = None, of: Plan | None = None) -> dict[str, Any]:
    """Return what a workbook shows of a plan of a world, by name."""
    data, of = data or world(), of or plan()
    settings = Settings()
    return {
        "dataset": data,
        "plan": of,
        "unmet": unmet_rows(data, of.placements, explanations(data, of.placements)),
        "shortfall": shortfall_rows(data, of.placements, settings),
        "use": use_rows(data, of.placements),
        "settings": settings,
        "proof": proof_record(reading=reading(data), dataset=data, travel=travel(data), plan=of, settings=settings),
    }
