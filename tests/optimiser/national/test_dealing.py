"""Tiny random countries with much in common: nothing is given out twice, nothing found is lost, all is legal."""

import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from estates.domain.checks import breaches
from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.practices import Pin
from estates.domain.settings import Settings
from estates.domain.slots import CORE_SLOTS, SLOTS
from estates.domain.words import PlacementKind, Season, SiteKind
from optimiser.candidates import Estate, survey
from optimiser.kept_rows import kept_rows
from optimiser.limits import Limits
from optimiser.national import districts, divide
from optimiser.national.in_parts import solve_in_parts
from optimiser.national.parcels import Parcel
from optimiser.national.workers import Done, News, carried_out
from optimiser.rooms import placements
from optimiser.solve import solve
from optimiser.stages import Stage
from optimiser.watch import Watch
from tests.builders import dataset, post, programme, room, site, supervision, travel

FREE = [slot.value for slot in CORE_SLOTS]


def world(seed: int) -> Dataset:
    """Return two or three PCNs that sit in hubs of all, some posts pinned where a plan of all puts them."""
    dice = random.Random(seed)
    pcns, hubs = range(dice.choice((2, 3))), range(dice.choice((1, 2)))
    sites = [site(f"H{h}", SiteKind.HUB) for h in hubs]
    sites += [site(f"S{p}", pcn_code=f"N{p}", practice_code=f"P{p}") for p in pcns]
    rooms = [
        room(f"H{h}R{n}", f"H{h}", " ".join(dice.sample(FREE, dice.randint(2, 6))), places=dice.choice((1, 1, 2, 3)))
        for h in hubs
        for n in range(dice.randint(1, 4))
    ]
    rooms += [room(f"S{p}R", f"S{p}", " ".join(dice.sample(FREE, 3)), places=dice.choice((1, 2))) for p in pcns]
    posts = [
        post(
            f"A{p}{n}",
            dice.randint(1, 5),
            pcn_code=f"N{p}",
            practice_code=f"P{p}",
            base_site=f"S{p}",
            role_id=dice.choice(("fcp_physio", "gpst3")),
            priority=dice.choice((1, 2, 3)),
        )
        for p in pcns
        for n in range(dice.randint(2, 4))
    ]
    hub_sessions = [
        programme(f"G{n}", dice.randint(1, 3), dice.choice((1, 2)), pcn_codes=(f"N{dice.choice(pcns)}",))
        for n in range(dice.randint(0, 2))
    ]
    given: dict[str, Any] = {
        "sites": tuple(sites),
        "rooms": tuple(rooms),
        "posts": tuple(posts),
        "supervision": tuple(
            supervision(each.site_id, "gp", **{s: dice.randint(0, 2) for s in FREE}) for each in sites
        ),
        "programmes": tuple(hub_sessions),
    }
    rows = [row for row in planned(dataset(**given), seconds=0.0) if row.kind is PlacementKind.POST]
    pinned = dice.sample(rows, min(len(rows), dice.choice((0, 0, 5))))
    return dataset(**given, pins=tuple(Pin(post_id=r.id, room_id=r.room_id, slot=r.slot) for r in pinned))


def planned(data: Dataset, *, seconds: float | None = None) -> Sequence[Placement]:
    """Return the rows of a plan of the whole."""
    limits = Limits(time_limit_seconds=seconds)
    plan = solve(data, travel(data), season=Season.STANDARD, settings=Settings(), limits=limits, children=0)
    return plan.placements


class Watchful:
    """Carries parcels out here, one of them left out among the later goals, and looks at what each is given."""

    def __init__(self, data: Dataset) -> None:
        """Start with nothing seen."""
        self.data, self.shared = data, 0

    def carry_out(self, parcels: Sequence[Parcel], watch: Watch, *, news: News, done: Done) -> None:  # noqa: ARG002
        """Plan parcels one by one."""
        if parcels[0].stage is not Stage.PRICES:
            self.look_at([(parcel, seen(parcel)) for parcel in parcels])
        for number, parcel in enumerate(parcels):
            if parcel.stage is not Stage.LATER_GOALS or number:
                done(number, carried_out(parcel, children=0))

    def look_at(self, parcels: Sequence[tuple[Parcel, Estate]]) -> None:
        """Count places and supervisors given out, and the rows that parcels begin with."""
        places, supervised = Counter[Any](), Counter[Any]()
        users = Counter(cell for _, estate in parcels for cell in estate.cells)
        for parcel, estate in parcels:
            own_pins = Counter((pin.room_id, pin.slot) for pin in parcel.dataset.pins)
            for each in parcel.dataset.rooms:
                for slot in each.free_slots:
                    places[each.room_id, slot] += max(0, estate.places_left(each, slot)) + own_pins[each.room_id, slot]
            for row in parcel.dataset.supervision:
                for slot in SLOTS:
                    supervised[row.site_id, row.kind, slot] += row.places_in(slot) * (
                        (row.site_id, slot) in estate.cells
                    )
            if parcel.stage is Stage.LATER_GOALS:
                kept = placements(estate, kept_rows(estate, parcel.start))
                assert {(r.id, r.slot, r.room_id) for r in kept} == {(r.id, r.slot, r.room_id) for r in parcel.start}
                self.shared += sum(users[row.site_id, row.slot] > 1 for row in parcel.start)
        rooms = self.data.room_by_id
        assert all(count <= rooms[room_id].places for (room_id, _), count in places.items())
        offered = {
            (row.site_id, row.kind, slot): row.places_in(slot) for row in self.data.supervision for slot in SLOTS
        }
        assert all(count <= offered[seat] for seat, count in supervised.items())


def seen(parcel: Parcel) -> Estate:
    """Return what a parcel sees."""
    return survey(parcel.dataset, parcel.travel, held=parcel.places_held)


def test_nothing_is_given_out_twice_and_nothing_that_was_found_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty countries, with pins, rooms of several places, programmes that take rooms together, and learners."""
    for module in (districts, divide):
        monkeypatch.setattr(module, "MOST_POSTS", 4)
    monkeypatch.setattr(districts, "MOST_SHARED", 1.0)
    shared, lost, best = 0, 0.0, 0.0
    for seed in range(30):
        data = world(seed)
        workers = Watchful(data)
        plan = solve_in_parts(
            data, travel(data), season=Season.STANDARD, settings=Settings(), limits=Limits(seed=seed), workers=workers
        )
        assert breaches(data, travel(data), plan.placements) == (), seed
        whole = solve(data, travel(data), season=Season.STANDARD, settings=Settings(), limits=Limits(), children=0)
        assert plan.goals["G1"].bound <= whole.goals["G1"].value <= plan.goals["G1"].value, seed
        shared, lost, best = shared + workers.shared, lost + plan.goals["G1"].value, best + whole.goals["G1"].value
    assert shared > 100  # rows where several districts could sit: the test has something to see
    assert lost < 1.3 * best  # nearly all is in common here; of a country a hundredth is
