"""Posts short of a session take the places that others leave; and posts are dealt out in groups."""

import numpy as np
from hypothesis import given, settings

from benchmarks.generate import County, generate
from estates.domain.dataset import Dataset
from estates.domain.travel import TravelTimes
from estates.domain.words import Season
from optimiser.aims import session_cost
from optimiser.candidates import survey
from optimiser.groups import few_of_a_pcn
from optimiser.model import Model, build
from optimiser.pricing import weeks_of
from optimiser.program import Floats
from optimiser.start import completed, filled, first_plan
from tests.strategies import datasets


def made(data: Dataset, travel: TravelTimes) -> tuple[Model, Floats, Floats]:
    """Return a model with a first plan, and the same plan without the sessions of every third post."""
    model = build(survey(data, travel))
    plan = first_plan(model, weeks_of(model), session_cost(model), np.zeros(model.program.rows))
    fewer = plan.copy()
    for pattern in model.variables.patterns:
        if pattern.post % 3 == 0 and not model.estate.posts[pattern.post].pins:
            fewer[pattern.column] = 0.0
    return model, plan, completed(model, fewer)


def placed(model: Model, values: Floats, post: int) -> int:
    """Return how many sessions a post has."""
    own = model.variables.patterns_of_post.get(post, ())
    return sum(len(pattern.slots) for pattern in own if values[pattern.column] > 0.5)


@settings(max_examples=100)
@given(datasets())
def test_nobody_has_less_in_a_filled_plan(world: tuple[Dataset, TravelTimes]) -> None:
    """The filled plan is legal and every post has at least what it had."""
    data, travel = world
    model, _, fewer = made(data.for_season(Season.WINTER), travel)
    full = filled(model, weeks_of(model), session_cost(model), fewer)
    assert model.program.holds(full)
    for post in range(len(model.estate.posts)):
        assert placed(model, full, post) >= placed(model, fewer, post)


def test_a_county_short_of_sessions_is_filled_to_what_it_had() -> None:
    """Where rooms are plenty everybody finds a place again."""
    model, plan, fewer = made(*generate(County(seed=3, pcns=2, hubs=1, posts_per_pcn=20, programmes=1)))
    unmet = model.goals["G1"]
    full = filled(model, weeks_of(model), session_cost(model), fewer)
    assert unmet.value(full) < unmet.value(fewer)
    assert unmet.value(full) <= unmet.value(plan) + 0.1 * (unmet.value(fewer) - unmet.value(plan))


def test_posts_are_dealt_out_in_small_groups_of_a_pcn() -> None:
    """Everybody is in one group, none is larger than asked, none mixes PCNs, and sizes differ by one at most."""
    model, _, _ = made(*generate(County(seed=3, pcns=3, hubs=1, posts_per_pcn=23, programmes=1)))
    posts = model.estate.posts
    groups = few_of_a_pcn(model, range(len(posts)), 10)
    assert sorted(post for group in groups for post in group) == list(range(len(posts)))
    for code in {choices.post.pcn_code for choices in posts}:
        sizes = [len(group) for group in groups if posts[group[0]].post.pcn_code == code]
        assert max(sizes) <= 10
        assert max(sizes) - min(sizes) <= 1
    assert all(len({posts[post].post.pcn_code for post in group}) == 1 for group in groups)
