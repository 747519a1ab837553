"""Prices of rows told as prices of places: every union of rooms, whole rooms and supervisors, rounded and sorted."""

from decimal import Decimal

import numpy as np

from estates.domain.dataset import Dataset
from estates.domain.practices import Pin
from estates.domain.prices import Price
from estates.domain.words import RoomType, SiteKind
from optimiser.candidates import survey
from optimiser.model import Model, build
from optimiser.prices import prices_of_rows
from optimiser.row_subjects import PlacesInRooms, PlacesUnderSupervisor
from tests.builders import MON_AM, dataset, post, programme, room, site, supervision, travel


def model_of(data: Dataset) -> Model:
    """Return the model of a dataset with ten minutes between sites."""
    return build(survey(data, travel(data)))


def told(model: Model, row_prices: dict[int, float]) -> dict[str, Decimal]:
    """Return the prices on Monday morning, by room type or kind of supervisor."""
    every = np.zeros(model.program.rows)
    every[list(row_prices)] = [-price for price in row_prices.values()]
    return {_name(price): price.amount for price in prices_of_rows(model, every) if price.slot is MON_AM}


def _name(price: Price) -> str:
    return str(price.signature.room_type if price.signature else price.supervision)


def test_a_room_costs_the_sum_of_all_rows_that_hold_it() -> None:
    """Two kinds of room, one wanted by all and one by the pharmacists alone: two rows, both hold the first."""
    rooms = (room("R1"), room("R2", room_type=RoomType.CONSULT))
    posts = (post("A"), post("B"), *(post(f"P{n}", role_id="clin_pharmacist") for n in range(2)))
    model = model_of(dataset(posts=posts, rooms=rooms))
    rows = {
        len(subject.groups): row
        for row, subject in model.about.items()
        if isinstance(subject, PlacesInRooms) and subject.slot is MON_AM
    }
    assert told(model, {rows[1]: 0.25, rows[2]: 0.5}) == {"consult_exam": Decimal("0.75"), "consult": Decimal("0.5")}


def test_the_price_of_a_whole_room_is_shared_by_its_places() -> None:
    """In a cell where a programme takes rooms of several places, a row counts rooms: a third for each of three."""
    data = dataset(sites=(site("S1", SiteKind.HUB),), rooms=(room(places=3),), programmes=(programme(),))
    model = model_of(data)
    (row,) = (
        row
        for row, subject in model.about.items()
        if isinstance(subject, PlacesInRooms) and subject.slot is MON_AM and subject.places_a_unit == 3
    )
    assert told(model, {row: 1.5}) == {"consult_exam": Decimal("0.5")}


def test_supervisors_have_prices_of_their_own_and_noughts_are_left_out() -> None:
    """The other half-days, and what rounds to nought, have no row."""
    data = dataset(posts=(post("A", role_id="gpst3"),), supervision=(supervision(MON_AM=1),))
    model = model_of(data)
    (row,) = (
        row
        for row, subject in model.about.items()
        if isinstance(subject, PlacesUnderSupervisor) and subject.slot is MON_AM
    )
    assert told(model, {row: 1 / 3}) == {"gp": Decimal("0.333333")}
    assert told(model, {row: 1e-8}) == {}


def test_prices_of_the_wrong_sign_and_of_other_rows_count_for_nothing() -> None:
    """A solver's rounding is no price; a row of one post alone has none."""
    model = model_of(dataset(posts=(post("A"), post("B"))))
    every = np.ones(model.program.rows)
    every[[row for row in range(model.program.rows) if row not in model.about]] = -1.0
    assert prices_of_rows(model, every) == ()


def test_rooms_that_a_pin_parts_have_the_dearer_price() -> None:
    """Two rooms of two places, a pin in one: one signature, one price."""
    data = dataset(
        sites=(site("S1", SiteKind.HUB),),
        rooms=(room("R1", places=2), room("R2", places=2)),
        posts=(post("A"), post("B")),
        programmes=(programme(),),
        pins=(Pin(post_id="A", room_id="R1", slot=MON_AM),),
    )
    model = model_of(data)
    dear = {
        row: 1.0
        for row, subject in model.about.items()
        if isinstance(subject, PlacesInRooms) and subject.slot is MON_AM and len(subject.groups) == 1
    }
    assert told(model, dear) == {"consult_exam": max(told(model, {row: 1.0})["consult_exam"] for row in dear)}
