"""R10 supervised."""

from collections import defaultdict

from optimiser.candidates import Estate
from optimiser.program import LinearModel
from optimiser.row_subjects import PlacesUnderSupervisor
from optimiser.variables import Variables

KEEPS = ("R10",)


def supervised(model: LinearModel, variables: Variables, estate: Estate) -> None:
    """Add: learners of a kind at a site in a slot are at most the supervision places given there and then.

        sum over p of kind c and P with t in P of q[p,s,P] <= places[s,c,t]       for each s, c, t

    No row of supervision means no place. Pinned learners count.

    Source: GMC and RCGP rules for trainees; NHS England supervision guidance.
    """
    places = {(row.site_id, row.kind): row for row in estate.dataset.supervision}
    for (site_id, slot), cell in variables.cells.items():
        learners: dict[str, list[int]] = defaultdict(list)
        for pattern in cell.patterns:
            kind = estate.posts[pattern.post].supervision
            if kind is not None:
                learners[kind].append(pattern.column)
        for kind, columns in learners.items():
            row = places.get((site_id, kind))
            most = 0 if row is None else row.places_in(slot)
            about = PlacesUnderSupervisor(site_id, slot, kind)
            model.add_row(((column, 1) for column in columns), rule="R10", high=most, about=about)
