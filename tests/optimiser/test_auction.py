"""The auction: better than the first plan, legal, the same twice, never at the cost of a pin."""

import numpy as np

from benchmarks.generate import County, generate
from estates.domain.dataset import Dataset
from estates.domain.practices import Pin
from estates.domain.settings import BurdenSettings
from estates.domain.travel import TravelTimes
from optimiser.aims import session_cost
from optimiser.auction import COARSE, FINE, auction
from optimiser.candidates import survey
from optimiser.model import Model, build
from optimiser.pricing import weeks_of
from optimiser.program import Floats
from optimiser.start import completed, first_plan
from tests.builders import MON_AM, TUE_AM, dataset, post, room, site, travel


def model_of(data: Dataset, minutes: TravelTimes) -> Model:
    """Return the model of a whole dataset."""
    return build(survey(data, minutes, burden=BurdenSettings()))


def first_and_last(model: Model) -> tuple[Floats, Floats]:
    """Return the plan made without prices and what an auction makes of it."""
    weeks = weeks_of(model)
    first = first_plan(model, weeks, session_cost(model), np.zeros(model.program.rows))
    values, prices = first, None
    for step in (COARSE, FINE):
        answer = auction(model, weeks, session_cost(model), values, step=step, prices=prices).run()
        assert answer.values is not None
        values, prices = completed(model, answer.values), answer.prices
    return first, values


def test_an_auction_of_a_tight_county_places_more_and_keeps_every_rule() -> None:
    """Fewer sessions are unmet than in the first plan, and the same again when held again."""
    model = model_of(*generate(County(seed=5, pcns=4, hubs=3, posts_per_pcn=30)))
    first, last = first_and_last(model)
    assert model.program.holds(last)
    assert model.goals["G1"].value(last) < model.goals["G1"].value(first)
    assert np.array_equal(last, first_and_last(model)[1])


def test_who_has_another_place_gives_way() -> None:
    """A sits where B alone could; B outbids A, who moves to the other site."""
    sites = (site(), site("S2", share_with="any"))
    rooms = (room("R1", free="MON_AM"), room("R2", "S2", free="MON_AM"))
    data = dataset(sites=sites, rooms=rooms, posts=(post("A"), post("B", max_sites=1, max_travel_minutes=0)))
    model = model_of(data, travel(data, S1_S2=5))
    _, last = first_and_last(model)
    assert model.goals["G1"].value(last) == 0


def test_a_pinned_session_never_gives_way() -> None:
    """A post of high priority that wants a pinned place stays without it."""
    data = dataset(
        rooms=(room(free="MON_AM"),),
        posts=(post("A"), post("B", priority=9)),
        pins=(Pin(post_id="A", room_id="R1", slot=MON_AM),),
    )
    model = model_of(data, travel(data))
    _, last = first_and_last(model)
    assert model.program.holds(last)
    assert model.goals["G1"].value(last) == 9


def test_a_pinned_day_loses_only_what_is_not_pinned() -> None:
    """A post works its pinned morning; the afternoon goes to the post of higher priority."""
    data = dataset(
        rooms=(room(free="MON_AM MON_PM"),),
        posts=(post("A", sessions=2), post("B", priority=9)),
        pins=(Pin(post_id="A", room_id="R1", slot=MON_AM),),
    )
    model = model_of(data, travel(data))
    _, last = first_and_last(model)
    assert model.program.holds(last)
    assert model.goals["G1"].value(last) == 1


def test_a_post_without_any_place_does_not_bid() -> None:
    """It wants another day than the room is free: nothing is placed and nothing breaks."""
    data = dataset(rooms=(room(free="MON_AM"),), posts=(post("A", slots=(TUE_AM,)),))
    model = model_of(data, travel(data))
    first, last = first_and_last(model)
    assert np.array_equal(first, last)


def test_a_post_with_very_many_sites_to_choose_from_bids_for_the_nearest() -> None:
    """Beyond the nearest twenty it looks at none, wherever these stand in the order of sites."""
    ids = [f"S{number:02}" for number in range(1, 31)]
    sites = tuple(site(site_id, share_with="any") for site_id in ids)
    rooms = tuple(room(f"R{site_id}", site_id, free="MON_AM TUE_AM") for site_id in ids)
    posts = (post("A", 2, base_site="S01", max_sites=3), post("B", 2, base_site="S01", max_sites=3))
    data = dataset(sites=sites, rooms=rooms, posts=posts)
    model = model_of(data, travel(data))
    nothing = np.zeros(model.program.columns)
    answer = auction(model, weeks_of(model), session_cost(model), completed(model, nothing), step=FINE).run()
    assert answer.values is not None
    assert model.goals["G1"].value(completed(model, answer.values)) == 0
