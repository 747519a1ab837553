"""What places are worth to a parcel that has a share of some of them: the relaxation of its first goal."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from estates.domain.plan import Plan
from estates.domain.practices import Supervision
from estates.domain.prices import Price, needed_features, signature_of
from estates.domain.slots import SiteSlot
from estates.domain.words import Standing, StoppedBy
from optimiser.aims import relaxed_aim
from optimiser.candidates import survey
from optimiser.engine import Method, Task
from optimiser.model import Model, build
from optimiser.national.parcels import Parcel
from optimiser.prices import prices_of_rows
from optimiser.program import Floats
from optimiser.row_subjects import PlacesInRooms, PlacesUnderSupervisor

ACCURACY = 1e-5
"""How closely relaxations are solved: any prices prove a bound, and these lose it some hundredths of a session."""


def priced(parcel: Parcel) -> Plan:
    """Return what a place is worth to a parcel with its shares, as a plan with prices and nothing else."""
    return Plan(
        placements=(),
        goals={},
        standing=Standing.FEASIBLE,
        stopped_by=StoppedBy.GAP,
        season=parcel.season,
        gap_asked=parcel.limits.gap,
        seed=parcel.limits.seed,
        seconds=0.0,
        prices=_prices(parcel),
    )


def _prices(parcel: Parcel) -> tuple[Price, ...]:
    estate = survey(parcel.dataset, parcel.travel, burden=parcel.settings.burden, held=parcel.places_held)
    model = _scaled(build(estate), {(each.site_id, each.slot): each.share for each in parcel.shares})
    aim = relaxed_aim(model, "G1", np.zeros(model.program.columns), is_near=True)
    answer = Task(program=aim.program, objective=aim.objective, method=Method.NEAR_RELAXATION, accuracy=ACCURACY).run()
    if answer.prices is None:
        return ()
    prices: Floats = np.zeros(model.program.rows)
    prices[: aim.program.rows] = answer.prices / aim.weight
    return prices_of_rows(model, prices)


def _scaled(model: Model, shares: Mapping[SiteSlot, float]) -> Model:
    """Return a model with a share of the places that its rows give out."""
    high = model.program.row_high.copy()
    for row, subject in model.about.items():
        if isinstance(subject, PlacesInRooms | PlacesUnderSupervisor):
            high[row] *= shares.get((subject.site_id, subject.slot), 1.0)
    return replace(model, program=replace(model.program, row_high=high))


def worth_of_cells(parcel: Parcel, prices: Sequence[Price]) -> dict[SiteSlot, float]:
    """Return what all places at a site in a slot come to at some prices."""
    needed = needed_features(parcel.dataset)
    supervision: dict[tuple[str, str | None], Supervision] = {
        (row.site_id, row.kind): row for row in parcel.dataset.supervision
    }
    found: dict[SiteSlot, float] = {}
    for price in prices:
        if price.signature is None:
            row = supervision.get((price.site_id, price.supervision))
            places = row.places_in(price.slot) if row is not None else 0
        else:
            rooms = parcel.dataset.rooms_at[price.site_id]
            own = (room for room in rooms if signature_of(room, needed) == price.signature)
            places = sum(room.places for room in own if room.is_free(price.slot))
        cell = (price.site_id, price.slot)
        found[cell] = found.get(cell, 0.0) + float(price.amount) * places
    return found
