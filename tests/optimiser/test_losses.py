"""Where a plan loses against its bound: the losses are all there is between the two."""

import numpy as np
import pytest

from benchmarks.generate import County, generate
from estates.domain.settings import BurdenSettings
from optimiser import losses
from optimiser.aims import relaxed_aim, session_cost
from optimiser.bound import week_bound
from optimiser.candidates import survey
from optimiser.engine import Method, Task, run
from optimiser.losses import Losses
from optimiser.model import build
from optimiser.pricing import weeks_of
from optimiser.program import Floats
from optimiser.start import completed, first_plan
from optimiser.surroundings import Surroundings

MODEL = build(survey(*generate(County(seed=3, pcns=2, hubs=2, posts_per_pcn=12)), burden=BurdenSettings()))
WEEKS = weeks_of(MODEL)
PLAN = first_plan(MODEL, WEEKS, session_cost(MODEL), np.zeros(MODEL.program.rows))


def prices() -> Floats:
    """Return the prices of the relaxation."""
    aim = relaxed_aim(MODEL, "G1", PLAN, is_near=True)
    answer = run(Task(program=aim.program, objective=aim.objective, method=Method.RELAXATION))
    assert answer.prices is not None
    found = np.zeros(MODEL.program.rows)
    found[: aim.program.rows] = answer.prices
    return found


def test_losses_add_up_to_what_lies_between_plan_and_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Post by post and place by place, for a first plan and for one without a post's week."""
    monkeypatch.setattr(losses, "LEAST", 1e-9)
    bound = week_bound(MODEL.program, MODEL.goals["G1"], prices(), weeks=WEEKS)
    found = Losses(MODEL, WEEKS, prices())
    seated = next(pattern.column for pattern in MODEL.variables.patterns if PLAN[pattern.column] > 0.5)
    fewer = PLAN.copy()
    fewer[seated] = 0.0
    for values in (PLAN, completed(MODEL, fewer)):
        lost = sum(found.of_posts(values).values()) + sum(found.of_places(values).values())
        assert lost == pytest.approx(MODEL.goals["G1"].value(values) - bound, abs=1e-5)
        assert lost > 0


def test_a_place_that_stands_idle_at_a_price_is_a_loss() -> None:
    """And it becomes the centre of a neighbourhood that holds somebody who could use it."""
    found = Losses(MODEL, WEEKS, prices())
    nobody = np.where(MODEL.is_hub_column, PLAN, 0.0)
    place, loss = max(found.of_places(nobody).items(), key=lambda each: each[1])
    assert loss > losses.LEAST
    users = {post for post, own in enumerate(MODEL.estate.posts) if place[1] in own.slots_at.get(place[0], ())}
    hoods = Surroundings(MODEL, "G1", 0, losses=found).choose(nobody, 40)
    assert any(users & hood.posts for hood in hoods)


def test_where_a_plan_loses_comes_first() -> None:
    """Before posts that are short of sessions and lose nothing."""
    found = Losses(MODEL, WEEKS, prices())
    worst, loss = max(found.of_places(PLAN).items(), key=lambda each: each[1])
    assert loss > max(found.of_posts(PLAN).values())
    seated = {each.post for each in MODEL.variables.cells[worst].patterns if PLAN[each.column] > 0.5}
    users = {post for post, own in enumerate(MODEL.estate.posts) if worst[1] in own.slots_at.get(worst[0], ())}
    (first,) = Surroundings(MODEL, "G1", 0, losses=found).choose(PLAN, 1)
    (other,) = Surroundings(MODEL, "G1", 0).choose(PLAN, 1)
    assert first.posts & (seated | users)
    assert first != other
