"""G4 burden."""

from collections import Counter

from estates.domain.holders import Holder
from estates.domain.slots import Slot
from estates.domain.words import PlacementKind
from optimiser.candidates import Demand, Estate
from optimiser.goals.terms import Terms
from optimiser.program import LinearModel
from optimiser.variables import Variables

GOAL = "G4"


def burden(_model: LinearModel, variables: Variables, estate: Estate) -> Terms:
    """Return the least minutes that travel, second sites and changes can come to before rooms are named.

        sum over p, s, P of minutes[p,s] q[p,s,P]  +  sum over p of (30 + 10) e[p]
        + 60 (earlier rows - earlier rows whose place is taken again)

    A second site always brings a second room, hence 30 + 10. Further rooms within a site, and whether a row keeps
    its very room, are decided when rooms are named; here they count at their best, so this is never too high.
    """
    minutes = estate.burden
    terms = {p.column: estate.posts[p.post].minutes_to[p.site_id] for p in variables.patterns}
    each_site = float(minutes.extra_site_minutes + minutes.extra_room_minutes)
    terms |= dict.fromkeys(variables.extra_sites.values(), each_site)
    kept = _keepable(estate)
    each_row = float(minutes.changed_row_minutes)
    for pattern in variables.patterns:
        post_id = estate.posts[pattern.post].post.post_id
        rows = sum(kept[PlacementKind.POST, post_id, pattern.site_id, slot] for slot in pattern.slots)
        terms[pattern.column] -= each_row * rows
    for (g, site_id, slot), column in variables.hubs.items():
        programme = estate.programmes[g].programme
        rows = kept[PlacementKind.PROGRAMME, programme.programme_id, site_id, slot]
        terms[column] = -each_row * min(rows, programme.rooms_per_session)
    return Terms(GOAL, {c: value for c, value in terms.items() if value}, each_row * len(estate.earlier))


def _keepable(estate: Estate) -> Counter[tuple[PlacementKind, str, str, Slot]]:
    """Count the earlier rows that could stand again, by kind, id, site and slot."""
    demands: dict[Holder, Demand] = {
        (PlacementKind.POST, choices.post.post_id): choices.demand for choices in estate.posts
    }
    demands |= {(PlacementKind.PROGRAMME, c.programme.programme_id): c.demand for c in estate.programmes}
    kept: Counter[tuple[PlacementKind, str, str, Slot]] = Counter()
    for row in estate.earlier:
        room = estate.dataset.room_by_id.get(row.room_id)
        if room is not None and room.is_free(row.slot) and demands[row.kind, row.id].suits(room):
            kept[row.kind, row.id, room.site_id, row.slot] += 1
    return kept
