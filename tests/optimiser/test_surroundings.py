"""Neighbourhoods round posts with sessions unmet."""

from collections import Counter

import numpy as np

from benchmarks.generate import County, generate
from estates.domain.settings import BurdenSettings
from optimiser.aims import session_cost
from optimiser.candidates import survey
from optimiser.model import build
from optimiser.pricing import weeks_of
from optimiser.start import first_plan
from optimiser.surroundings import Surroundings

MODEL = build(survey(*generate(County(seed=5, pcns=6, hubs=3, posts_per_pcn=30)), burden=BurdenSettings()))
PLAN = first_plan(MODEL, weeks_of(MODEL), session_cost(MODEL), np.zeros(MODEL.program.rows))


def test_groups_share_no_post() -> None:
    """Their answers can be taken side by side."""
    groups = Surroundings(MODEL, "G1", 0).choose(PLAN, 4)
    assert len(groups) > 1
    assert sum(len(group) for group in groups) == len(frozenset().union(*groups))


def test_other_centres_come_next() -> None:
    """Asked again of the same plan, other posts are at the centre."""
    surroundings = Surroundings(MODEL, "G1", 0)
    assert surroundings.choose(PLAN, 2) != surroundings.choose(PLAN, 2)


def test_the_same_seed_gives_the_same_groups() -> None:
    """And another seed others."""
    chosen = [Surroundings(MODEL, "G1", seed).choose(PLAN, 3) for seed in (0, 0, 1)]
    assert chosen[0] == chosen[1] != chosen[2]


def test_every_group_holds_a_post_with_sessions_unmet() -> None:
    """There is something to gain in each."""
    placed = Counter[int]()
    for pattern in MODEL.variables.patterns:
        placed[pattern.post] += len(pattern.slots) * round(float(PLAN[pattern.column]))
    for group in Surroundings(MODEL, "G1", 0).choose(PLAN, 4):
        assert any(placed[post] < MODEL.estate.posts[post].wanted for post in group)


def test_no_group_is_larger_than_asked() -> None:
    """However many are short of a place near by; those of most worth stay in."""
    free = Surroundings(MODEL, "G1", 0).choose(PLAN, 4)
    kept = Surroundings(MODEL, "G1", 0, most_posts=38).choose(PLAN, 4)
    assert max(len(group) for group in kept) <= 38 < max(len(group) for group in free)
