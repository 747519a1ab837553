"""Some posts and programmes placed anew in what all others leave, with a remedy's changes made: a job for a child.

What comes out is a whole plan with the changes, so its sessions are a proof that at least so many can be placed.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

import numpy as np

from estates.domain.dataset import Dataset
from estates.domain.holders import Holder, rows_by_holder, rows_by_site
from estates.domain.plan import Placement
from estates.domain.practices import Pin, Supervision
from estates.domain.remedies import with_changes
from estates.domain.scenario.changes import Change
from estates.domain.slots import SLOTS, Slot
from estates.domain.travel import TravelTimes
from estates.domain.words import PlacementKind
from optimiser.candidates import Estate, survey
from optimiser.engine import Answer, Job, Task
from optimiser.goals.unmet import unmet
from optimiser.kept_rows import kept_rows
from optimiser.model import Model, build
from optimiser.parts import chosen_values
from optimiser.program import Floats
from optimiser.rooms import Naming, first_naming, merged, placements, site_weeks

WEIGHT, FAVOURED, PLAIN, STAYS = 1_000.0, 3.0, 1.0, 1.0
"""What counts: a weighted session, far more than all ties; then a session of those the remedy is for, a session of
anybody else's, and a day that stays as it is. Whole and coarse: with fractions the solver took ten times as long."""

NODES = 1
"""Nodes of the search tree: the first mostly settles it."""

Seat = tuple[str, Slot]


@dataclass(frozen=True, kw_only=True)
class Replanned(Answer):
    """An answer with the rows of those who were placed anew."""

    rows: tuple[Placement, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Replan(Job):
    """What a child needs: the few posts and programmes with the sites in their reach, and what others hold there.

    ``rows`` are what they hold in the plan. ``favoured`` are those whose sessions count first among equal plans.
    """

    dataset: Dataset
    travel: TravelTimes
    held: Mapping[Seat, int]
    rows: tuple[Placement, ...]
    changes: tuple[Change, ...]
    favoured: frozenset[Holder]
    seed: int
    is_heavy: bool = False

    @property
    def size(self) -> int:
        """Small: what takes long is told by ``is_heavy``."""
        return 0

    def run(self) -> Answer:
        """Place them anew; nothing is found where the plan as it stands cannot be taken over."""
        dataset = with_changes(self.dataset, self.changes)
        model = build(survey(dataset, self.travel, held=self.held), goals=(unmet,))
        start = chosen_values(model, _naming(model.estate, self.rows))
        answer = self._task(model, start).run()
        if answer.values is None or not model.program.holds(answer.values):
            return Replanned(values=None, prices=None, bound=answer.bound, work=answer.work)
        weeks = site_weeks(model, answer.values)
        naming = merged([first_naming(model, week) for week in weeks])
        rows = tuple(placements(model.estate, naming))
        return Replanned(values=np.zeros(0), prices=None, bound=answer.bound, work=answer.work, rows=rows)

    def allowed(self, rows: Sequence[Placement]) -> tuple[Placement, ...]:
        """Return those of some rows that could stand here with none of the changes made."""
        estate = survey(self.dataset, self.travel, held=self.held)
        return tuple(placements(estate, kept_rows(estate, rows)))

    def _task(self, model: Model, start: Floats) -> Task:
        # Hub sessions that are held stay, so that no PCN loses its hub: a programme can only gain.
        low = np.where(model.is_hub_column & (start > 0.5), np.minimum(start, model.program.high), model.program.low)
        held = np.zeros(model.program.columns, dtype=bool)
        held[list(model.variables.hubs.values())] = True
        return Task(
            program=replace(model.program, low=np.where(held, low, model.program.low)),
            objective=self._objective(model, start),
            hint=start,
            nodes=NODES,
            gap=WEIGHT / 2,
            seed=self.seed,
        )

    def _objective(self, model: Model, start: Floats) -> Floats:
        sessions = np.zeros(model.program.columns)
        for pattern in model.variables.patterns:
            holder = (PlacementKind.POST, model.estate.posts[pattern.post].post.post_id)
            sessions[pattern.column] = len(pattern.slots) * (FAVOURED if holder in self.favoured else PLAIN)
        stays = STAYS * np.where(model.is_choice, start, 0.0)
        return WEIGHT * model.goals["G1"].coefficients - sessions - stays


@dataclass(frozen=True)
class Standing:
    """A dataset with a plan as it stands: what jobs are cut from."""

    dataset: Dataset
    travel: TravelTimes
    rows: tuple[Placement, ...]

    @cached_property
    def rows_of(self) -> Mapping[Holder, Sequence[Placement]]:
        """The rows of each post and programme that has any."""
        return rows_by_holder(self.rows)

    @cached_property
    def rows_at(self) -> Mapping[str, Sequence[Placement]]:
        """The rows at each site that has any."""
        return rows_by_site(self.rows)

    @cached_property
    def near(self) -> Mapping[str, Mapping[str, Decimal]]:
        """Minutes one way from each base to the sites that there is a journey to."""
        found: dict[str, dict[str, Decimal]] = defaultdict(dict)
        for (start, end), journey in self.travel.journeys.items():
            found[start][end] = journey.minutes
        return found

    def replan(
        self,
        free: frozenset[Holder],
        *,
        changes: Sequence[Change] = (),
        favoured: frozenset[Holder] = frozenset(),
        further: frozenset[str] = frozenset(),
        seed: int = 0,
    ) -> Replan:
        """Return the job of placing ``free`` anew in what all others leave; ``further`` are sites that matter too."""
        own = tuple(row for holder in sorted(free) for row in self.rows_of.get(holder, ()))
        part = self._part(free, further | {row.site_id for row in own})
        others = [row for site in part.sites for row in self.rows_at.get(site.site_id, ())]
        others = [row for row in others if (row.kind, row.id) not in free]
        held: Counter[Seat] = Counter()
        for row in others:
            # A room that a remedy adds is not there yet; it is for one person at a time.
            room = part.room_by_id.get(row.room_id)
            held[row.room_id, row.slot] += room.places if room and row.kind is PlacementKind.PROGRAMME else 1
        return Replan(
            dataset=_with_supervision_left(part, self.dataset, others),
            travel=self._journeys(part),
            held=held,
            rows=own,
            changes=tuple(changes),
            favoured=favoured,
            seed=seed,
        )

    def allowed(self, rows: Sequence[Placement]) -> tuple[Placement, ...]:
        """Return those rows of a whole plan that could stand with none of the changes made."""
        return self.replan(frozenset(rows_by_holder(rows))).allowed(rows)

    def _part(self, free: frozenset[Holder], sites: frozenset[str]) -> Dataset:
        """Return those who are free, and the sites that they can reach with all that stands there."""
        data = self.dataset
        posts = tuple(data.post_by_id[id_] for kind, id_ in sorted(free) if kind is PlacementKind.POST)
        programmes = tuple(data.programme_by_id[id_] for kind, id_ in sorted(free) if kind is PlacementKind.PROGRAMME)
        near = set(sites)
        for post in posts:
            reach = self.near.get(post.base_site, {})
            near |= {post.base_site, *(site for site, minutes in reach.items() if minutes <= post.max_travel_minutes)}
        for programme in programmes:
            near |= {site.site_id for site in data.candidate_sites(programme)}
        pins = (pin for post in posts for pin in self._pins.get(post.post_id, ()))
        return Dataset(
            sites=tuple(data.site_by_id[site_id] for site_id in sorted(near)),
            rooms=tuple(room for site_id in sorted(near) for room in data.rooms_at[site_id]),
            posts=posts,
            pcns=data.pcns,
            roles=data.roles,
            supervision=tuple(row for row in data.supervision if row.site_id in near),
            programmes=programmes,
            pins=tuple(pins),
        )

    @cached_property
    def _pins(self) -> Mapping[str, Sequence[Pin]]:
        found: dict[str, list[Pin]] = defaultdict(list)
        for pin in self.dataset.pins:
            found[pin.post_id].append(pin)
        return found

    def _journeys(self, part: Dataset) -> TravelTimes:
        starts = dict.fromkeys(post.base_site for post in part.posts)
        journeys = self.travel.journeys
        pairs = ((start, site.site_id) for start in starts for site in part.sites)
        return TravelTimes({pair: journeys[pair] for pair in pairs if pair in journeys})


def _with_supervision_left(part: Dataset, dataset: Dataset, others: Sequence[Placement]) -> Dataset:
    """Return the part with the supervision that others leave; below nought where a remedy's supervisor is to come."""
    learners: dict[tuple[str, str], Counter[Slot]] = defaultdict(Counter)
    for row in others:
        if row.kind is PlacementKind.POST and row.site_id in part.site_by_id:
            kind = dataset.role_by_id[dataset.post_by_id[row.id].role_id].supervision
            if kind is not None:
                learners[row.site_id, kind][row.slot] += 1
    rows = {(row.site_id, row.kind): row for row in part.supervision}
    for (site_id, kind), here in learners.items():
        before = rows.get((site_id, kind)) or Supervision(site_id=site_id, kind=kind, places=(0,) * len(SLOTS))
        left = tuple(places - here[slot] for slot, places in zip(SLOTS, before.places, strict=True))
        rows[site_id, kind] = replace(before, places=left)
    return replace(part, supervision=tuple(rows.values()))


def _naming(estate: Estate, rows: Sequence[Placement]) -> Naming:
    """Return the rows of a plan as sessions of an estate."""
    posts = {choices.post.post_id: p for p, choices in enumerate(estate.posts)}
    programmes = {choices.programme.programme_id: g for g, choices in enumerate(estate.programmes)}
    of_hubs: dict[tuple[int, str, Slot], list[str]] = defaultdict(list)
    of_posts: dict[tuple[int, str, Slot], str] = {}
    for row in rows:
        if row.kind is PlacementKind.POST:
            of_posts[posts[row.id], row.site_id, row.slot] = row.room_id
        else:
            of_hubs[programmes[row.id], row.site_id, row.slot].append(row.room_id)
    return Naming(of_posts, {session: tuple(rooms) for session, rooms in of_hubs.items()})
