"""The goals of a board, and what is certain of them without solving."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from estates.domain.holders import Holder, rows_by_holder
from estates.domain.plan import CHANGES, Placement
from estates.domain.words import PlacementKind
from optimiser.candidates import Estate, PostChoices, ProgrammeChoices
from optimiser.goals.reach import out_of_reach
from optimiser.goals.unmet import all_wanted
from optimiser.measure import burden_minutes
from optimiser.rooms import placements
from optimiser.small_moves.board import Board
from optimiser.small_moves.kept import can_stand


def goal_values(board: Board) -> dict[str, float]:
    """Return the value of each goal by name, and of ``changes``."""
    rows = placements(board.estate, board.naming)
    return {
        "G1": float(unmet_weight(board)),
        CHANGES: float(_changed(board.estate, rows)),
        "G2": float(_unreached(board)),
        "G3": _unevenness(board),
        "G4": burden_minutes(board.estate, rows),
    }


def sure_bounds(estate: Estate) -> dict[str, float]:
    """Return bounds that hold for every plan: from rows that nobody can keep, and from PCNs that nothing reaches."""
    forced = _forced_changes(estate)
    minutes = float(estate.burden.changed_row_minutes)
    return {"G1": 0.0, CHANGES: float(forced), "G2": float(out_of_reach(estate)), "G3": 0.0, "G4": forced * minutes}


def unmet_weight(board: Board) -> int:
    """Return G1: the sessions unmet, each by its priority."""
    estate = board.estate
    posts = sum(estate.posts[p].post.priority * len(own) for p, own in board.sessions.items())
    hubs = sum(
        estate.programmes[g].programme.priority * len(rooms) for (g, _, _), rooms in board.naming.of_hubs.items()
    )
    return all_wanted(estate) - posts - hubs


def _changed(estate: Estate, rows: list[Placement]) -> int:
    now = {(row.kind, row.id, row.slot, row.room_id) for row in rows}
    return len({(row.kind, row.id, row.slot, row.room_id) for row in estate.earlier} - now)


def _unreached(board: Board) -> int:
    hubs: dict[int, set[str]] = defaultdict(set)
    for g, site_id, _ in board.naming.of_hubs:
        hubs[g].add(site_id)
    return sum(
        hubs[g].isdisjoint(sites)
        for g, choices in enumerate(board.estate.programmes)
        for sites in choices.sites_reaching.values()
    )


def _unevenness(board: Board) -> float:
    wanted: dict[str, int] = defaultdict(int)
    unmet: dict[str, int] = defaultdict(int)
    for p, choices in enumerate(board.estate.posts):
        wanted[choices.post.pcn_code] += choices.wanted
        unmet[choices.post.pcn_code] += choices.wanted - len(board.sessions.get(p, ()))
    return sum(unmet[code] ** 2 / asked for code, asked in sorted(wanted.items()) if asked)


def _forced_changes(estate: Estate) -> int:
    """Return how many earlier rows are gone whatever the plan: those that cannot stand, or are more than is wanted."""
    choices: dict[Holder, PostChoices | ProgrammeChoices] = {
        (PlacementKind.POST, own.post.post_id): own for own in estate.posts
    }
    choices |= {(PlacementKind.PROGRAMME, own.programme.programme_id): own for own in estate.programmes}
    # A seat that the earlier plan names twice counts once.
    rows = rows_by_holder({(row.kind, row.id, row.room_id, row.slot): row for row in estate.earlier}.values())
    return sum(len(own) - _most_kept(estate, choices[who], own) for who, own in rows.items())


def _most_kept(estate: Estate, choices: PostChoices | ProgrammeChoices, rows: Iterable[Placement]) -> int:
    return min(sum(can_stand(estate, choices, row) for row in rows), _wanted(choices))


def _wanted(choices: PostChoices | ProgrammeChoices) -> int:
    return choices.wanted if isinstance(choices, PostChoices) else choices.programme.room_sessions_wanted


def in_goal_order(values: Mapping[str, float], *, apart: bool) -> dict[str, float]:
    """Return figures by goal in the strict order; ``changes`` where it is a goal of its own."""
    order = ("G1", CHANGES, "G2", "G3", "G4") if apart else ("G1", "G2", "G3", "G4")
    return {name: values[name] for name in order}
