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


def test_losses_of_fairness_add_up_with_what_pcns_lose(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PCN loses what its unmet sessions count above the fewest-cost number of them at the price of its sessions."""
    monkeypatch.setattr(losses, "LEAST", 1e-9)
    aim = relaxed_aim(MODEL, "G3", PLAN, is_near=True)
    answer = run(Task(program=aim.program, objective=aim.objective, method=Method.RELAXATION))
    assert answer.prices is not None
    found = Losses(MODEL, WEEKS, answer.prices, aim=aim)
    bound = week_bound(aim.program, MODEL.goals["G3"], answer.prices, weeks=WEEKS)
    lost = sum(found.of_posts(PLAN).values()) + sum(found.of_places(PLAN).values())
    lost += sum(_lost_by_pcn(found, code) for code in {each.post.pcn_code for each in MODEL.estate.posts})
    held = np.flatnonzero(np.isin(aim.program.row_rule, ("G1", "G2")))
    lost -= float((answer.prices * (aim.program.row_high - aim.program.activity(PLAN)))[held].sum())
    assert lost == pytest.approx(MODEL.goals["G3"].value(PLAN) - bound, abs=1e-4)


def _lost_by_pcn(found: Losses, pcn_code: str) -> float:
    posts = [number for number, each in enumerate(MODEL.estate.posts) if each.post.pcn_code == pcn_code]
    wanted = sum(MODEL.estate.posts[number].wanted for number in posts)
    placed = sum(len(each.slots) for each in MODEL.variables.patterns if each.post in posts and PLAN[each.column] > 0.5)
    of_steps = np.array([(2 * step - 1) / wanted for step in range(1, wanted + 1)]) - found.of_session(pcn_code)
    return float(of_steps[: wanted - placed].sum() - np.minimum(of_steps, 0.0).sum())


def test_a_place_that_stands_idle_at_a_price_is_a_loss() -> None:
    """And it becomes the centre of a group that holds somebody who could use it."""
    found = Losses(MODEL, WEEKS, prices())
    nobody = np.where(MODEL.is_hub_column, PLAN, 0.0)
    place, loss = max(found.of_places(nobody).items(), key=lambda each: each[1])
    assert loss > losses.LEAST
    users = {post for post, own in enumerate(MODEL.estate.posts) if place[1] in own.slots_at.get(place[0], ())}
    groups = Surroundings(MODEL, "G1", 0, losses=found).choose(nobody, 40)
    assert any(users & group for group in groups)


def test_where_a_plan_loses_comes_first() -> None:
    """Before posts that are short of sessions and lose nothing."""
    found = Losses(MODEL, WEEKS, prices())
    worst, loss = max(found.of_places(PLAN).items(), key=lambda each: each[1])
    assert loss > max(found.of_posts(PLAN).values())
    seated = {each.post for each in MODEL.variables.cells[worst].patterns if PLAN[each.column] > 0.5}
    users = {post for post, own in enumerate(MODEL.estate.posts) if worst[1] in own.slots_at.get(worst[0], ())}
    (first,) = Surroundings(MODEL, "G1", 0, losses=found).choose(PLAN, 1)
    (other,) = Surroundings(MODEL, "G1", 0).choose(PLAN, 1)
    assert first & (seated | users)
    assert first != other
