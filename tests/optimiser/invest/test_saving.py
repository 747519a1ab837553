"""As little unmet for less: schemes that a set can do without are left out, though its plan sits in their rooms."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from estates.domain.capital.offers import offers
from estates.domain.capital.sets import NOTHING, choice_of
from estates.domain.words import RoomType, Sharing
from optimiser.candidates import survey
from optimiser.crew import Crew
from optimiser.invest import planner
from optimiser.invest.frontier import Frontier
from optimiser.invest.offered import OfferedModel, build_offered
from optimiser.invest.planner import SetPlan
from optimiser.limits import Limits
from optimiser.start import completed
from optimiser.watch import Watch
from tests.builders import MON_AM, dataset, post, room, site, travel
from tests.optimiser.invest.worlds import scheme

BUDGET = Decimal(100_000)


def offered_rooms(*, posts: int) -> OfferedModel:
    """Return an area with one room, a scheme for another at the site next door, and so many posts for a half-day."""
    data = dataset(
        sites=(site("S1"), site("S2", share_with=Sharing.ANY)),
        rooms=(room("R1", free="MON_AM"),),
        posts=tuple(post(f"P{number}", 1, slots=(MON_AM,)) for number in range(posts)),
        schemes=(scheme("A", 100, site_id="S2", adds=((RoomType.CONSULT_EXAM, 1),), slots=(MON_AM,)),),
    )
    minutes, choice = travel(data, S1_S2=5), choice_of(data)
    rooms = offers(data, choice.schemes)
    estate = replace(survey(rooms.dataset, minutes), held=rooms.held)
    return build_offered(estate, rooms, choice, travel=minutes)


def all_next_door(offered: OfferedModel) -> SetPlan:
    """Return the plan of the scheme in which the first post sits in its room, and the room there is stands empty."""
    chosen = frozenset("A")
    model = offered.at(chosen)
    values = np.zeros(model.program.columns)
    values[next(each.column for each in model.variables.patterns if each.post == 0 and each.site_id == "S2")] = 1.0
    values = completed(model, values)
    assert model.program.holds(values)
    return SetPlan(chosen, values, model.goals["G1"].value(values))


@pytest.mark.parametrize(("posts", "is_needed"), [(1, False), (2, True)])
def test_a_scheme_is_left_out_where_its_posts_can_sit_elsewhere(
    monkeypatch: pytest.MonkeyPatch, posts: int, *, is_needed: bool
) -> None:
    """One post can sit in the room that there is; two cannot."""
    monkeypatch.setattr(planner, "WHOLE_COLUMNS", 0)
    offered, watch = offered_rooms(posts=posts), Watch(Limits(), None, None)
    with Crew(watch, children=0) as crew:
        frontier = Frontier(offered, crew, watch, cost_of={"A": BUDGET}, gap=0.0)
        built = all_next_door(offered)
        frontier.found.plans[built.chosen] = built
        frontier.start_of(NOTHING)
        frontier.found.plans[NOTHING] = frontier.planner.fitted(built, NOTHING)
        assert frontier.point(BUDGET).chosen == built.chosen
        if is_needed:
            frontier.drive([frontier.look(built, planner.Effort(in_vain=4, in_all=4), bound=0.0)])
        frontier.save([BUDGET])
        assert frontier.point(BUDGET).unmet == 0
        assert (frontier.point(BUDGET).chosen == built.chosen) is is_needed
