"""A post with very many sites in reach: its plan keeps to few sites (R8), and what is looked at stays small."""

import numpy as np

from estates.domain.checks import breaches, goal_values
from estates.domain.dataset import Dataset
from estates.domain.posts import Post
from estates.domain.practices import Pin
from estates.domain.settings import Settings
from estates.domain.slots import SLOTS
from estates.domain.words import Season
from optimiser.aims import session_cost
from optimiser.candidates import survey
from optimiser.limits import Limits
from optimiser.model import build
from optimiser.pricing import weeks_of
from optimiser.solve import solve
from optimiser.start import completed, filled
from tests.builders import dataset, post, room, site, travel

MANY = [f"S{number:02}" for number in range(1, 25)]
"""Of 24 sites there are 2,024 sets of three."""


def scattered(sessions: int, max_sites: int, *, pins: tuple[Pin, ...] = (), others: tuple[Post, ...] = ()) -> Dataset:
    """Return a post and others, and at every site one room that is free on one day, at each next on the next day."""
    sites = tuple(site(site_id, share_with="any") for site_id in MANY)
    mornings = [slot.value for slot in SLOTS if slot.value.endswith("_AM")][:5]
    rooms = tuple(room(f"R{site_id}", site_id, free=mornings[n % 5]) for n, site_id in enumerate(MANY))
    own = post("A", sessions, base_site="S01", max_sites=max_sites)
    return dataset(sites=sites, rooms=rooms, posts=(own, *others), pins=pins)


def unmet(data: Dataset) -> float:
    """Return the sessions unmet of a plan that the judge finds legal."""
    plan = solve(data, travel(data), season=Season.STANDARD, settings=Settings(), limits=Limits())
    assert breaches(data, travel(data), plan.placements) == ()
    return float(goal_values(data, travel(data), plan.placements)["G1"])


def test_a_week_keeps_to_few_of_many_sites() -> None:
    """Four sessions would need four sites; three are allowed."""
    assert unmet(scattered(4, 3)) == 1


def test_a_pin_at_the_last_of_many_sites_stands() -> None:
    """Its site is one of the three, wherever it stands among the nearest."""
    last = scattered(4, 3).rooms[-1]
    slot = next(slot for slot in SLOTS if last.is_free(slot))
    pin = Pin(post_id="A", slot=slot, room_id=last.room_id)
    assert unmet(scattered(4, 3, pins=(pin,))) == 1


def test_sets_of_very_many_sites_are_not_listed() -> None:
    """Of 24 sites there are 2.5 million sets of ten: they are counted, not made."""
    assert unmet(scattered(5, 10)) == 0


def test_a_week_at_sites_that_are_not_looked_at_is_kept() -> None:
    """Who holds two sessions at sites beyond the nearest and finds none nearer keeps both."""
    data = scattered(4, 3, others=tuple(post(f"B{site_id}", base_site=site_id) for site_id in MANY[:20]))
    model = build(survey(data, travel(data)))
    held = {(p, choices.post.base_site) for p, choices in enumerate(model.estate.posts) if p}
    held |= {(0, site_id) for site_id in MANY[-3:-1]}
    values = np.zeros(model.program.columns)
    values[[p.column for p in model.variables.patterns if (p.post, p.site_id) in held]] = 1.0
    before = completed(model, values)
    assert model.program.holds(before)
    assert model.goals["G1"].value(before) == 2
    after = filled(model, weeks_of(model), session_cost(model), before)
    assert model.program.holds(after)
    assert model.goals["G1"].value(after) <= 2
