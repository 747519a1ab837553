"""Hub sessions that move to where they reach a PCN: also out of rooms of several places, which are taken whole."""

import numpy as np

from estates.domain.practices import Pcn
from estates.domain.words import Sharing
from optimiser.candidates import survey
from optimiser.engine import run
from optimiser.hub_moves import HubMove
from optimiser.local_programs import LocalPrograms
from optimiser.model import build
from optimiser.start import completed
from tests.builders import MON_AM, dataset, programme, room, site, travel


def test_a_session_moves_out_of_a_room_of_several_places() -> None:
    """It gives the room back; which rooms a session takes is no choice that a move holds."""
    data = dataset(
        pcns=(Pcn(pcn_code="N1", name="North"),),
        sites=(site("S1", share_with=Sharing.ANY), site("S2", share_with=Sharing.ANY)),
        rooms=(room("R1", "S1", free="MON_AM", places=2), room("R2", "S2", free="MON_AM")),
        posts=(),
        programmes=(programme("H", 1, 1, candidate_sites=("S1", "S2")),),
    )
    model = build(survey(data, travel(data)))
    here, there = (model.variables.hubs[0, site_id, MON_AM] for site_id in ("S1", "S2"))
    start = np.zeros(model.program.columns)
    start[[here, *(column for (_, site_id, _, _), column in model.variables.taken.items() if site_id == "S1")]] = 1.0
    start = completed(model, start)
    assert model.program.holds(start)
    programs = LocalPrograms(model, "G1", seed=0)
    part = programs.moved(start, HubMove("S2", MON_AM, there, instead_of=here), frozenset())
    values = run(programs.first_task(start, part)).values
    assert values is not None
    moved = programs.plan(start, part, values)
    assert model.program.holds(moved)
    assert (moved[here], moved[there]) == (0.0, 1.0)
