"""The natural model: one boolean per post, room and slot, with every rule as rows. Solvers translate it, none tunes it.

``x`` is 1 where a post is in a room in a slot; ``v`` where a programme takes it; ``z`` where a programme holds a hub
session at a site in a slot; ``d`` where a post spends a day at a site; ``w`` where it uses a site in the week. All
are booleans. The objective is G1 alone: most priority times sessions placed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.generate import World
from benchmarks.peers.contest import Rows, wanted_weight
from benchmarks.peers.openings import Opening, Openings
from estates.domain.plan import Placement
from estates.domain.posts import Post
from estates.domain.programmes import Programme
from estates.domain.slots import Slot
from estates.domain.words import PlacementKind

Terms = list[tuple[int, int]]


@dataclass(frozen=True)
class Row:
    """The rule that ``terms``, pairs of coefficient and boolean, add up to at most ``high`` (or just so much)."""

    rule: str
    terms: Terms
    high: int
    is_equal: bool = False


@dataclass
class NaturalModel:
    """Booleans by number, the rows over them, and what each of ``x`` and ``v`` means as a placement."""

    wanted: int
    weights: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    meaning: dict[int, Placement] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The number of booleans."""
        return len(self.weights)

    @property
    def objective(self) -> Terms:
        """The booleans that place a session, with their weights."""
        return [(weight, number) for number, weight in enumerate(self.weights) if weight]

    def placements(self, chosen: Iterable[int]) -> Rows:
        """Return the plan of the booleans that are 1."""
        return [self.meaning[number] for number in chosen if number in self.meaning]

    def add(self, weight: int = 0, meaning: Placement | None = None) -> int:
        """Add a boolean and return its number."""
        self.weights.append(weight)
        if meaning is not None:
            self.meaning[self.size - 1] = meaning
        return self.size - 1

    def at_most(self, rule: str, terms: Terms, high: int) -> None:
        """Add a row."""
        self.rows.append(Row(rule, terms, high))

    def just(self, rule: str, terms: Terms, value: int) -> None:
        """Add an equation."""
        self.rows.append(Row(rule, terms, value, is_equal=True))

    def without(self, *rules: str) -> "NaturalModel":
        """Return the model without some rules, to see what they cost."""
        kept = [row for row in self.rows if row.rule not in rules]
        return NaturalModel(self.wanted, self.weights, kept, self.meaning)


def natural_model(world: World) -> NaturalModel:
    """Return the natural model of a world."""
    return _Writer(world).written()


class _Writer:
    """Writes the rows of each post and programme, and gathers what several of them share."""

    def __init__(self, world: World) -> None:
        self.data = world[0]
        self.openings = Openings(world)
        self.model = NaturalModel(wanted_weight(self.data))
        self.in_cell: dict[tuple[str, Slot], Terms] = defaultdict(list)
        self.learners: dict[tuple[str, str, Slot], Terms] = defaultdict(list)

    def written(self) -> NaturalModel:
        for post in self.data.posts:
            self.add_post(post)
        for programme in self.data.programmes:
            self.add_programme(programme)
        for (room_id, _), terms in self.in_cell.items():
            self.model.at_most("R3", terms, self.data.room_by_id[room_id].places)
        offered = {(row.site_id, row.kind): row for row in self.data.supervision}
        for (site_id, kind, slot), terms in self.learners.items():
            places = offered.get((site_id, kind))
            self.model.at_most("R10", terms, places.places_in(slot) if places else 0)
        return self.model

    def add_post(self, post: Post) -> None:
        model, wanted = self.model, self.data.wanted_by_post[post.post_id]
        at: dict[tuple[str, Slot], Terms] = defaultdict(list)
        pins = {(pin.room_id, pin.slot) for pin in self.data.pins if pin.post_id == post.post_id}
        for room, slot in self.openings.of_post(post) if wanted else ():
            row = _row(PlacementKind.POST, post.post_id, (room, slot), is_pinned=(room.room_id, slot) in pins)
            number = model.add(post.priority, row)
            at[room.site_id, slot].append((1, number))
            self.in_cell[room.room_id, slot].append((1, number))
            if row.pinned:
                model.just("R12", [(1, number)], 1)
        model.at_most("R9", [term for terms in at.values() for term in terms], wanted)
        self.add_days(post, at)
        self.add_learner(self.data.role_by_id[post.role_id].supervision, at)

    def add_days(self, post: Post, at: dict[tuple[str, Slot], Terms]) -> None:
        """R1: one room in a slot, of the day's site; R2: one site a day; R8: few sites in the week."""
        day_at = {(site_id, slot.day): self.model.add() for site_id, slot in dict.fromkeys(at)}
        sites = dict.fromkeys(site_id for site_id, _ in day_at)
        week_at = {site_id: self.model.add() for site_id in sites}
        days: dict[str, Terms] = defaultdict(list)
        for (site_id, day), number in day_at.items():
            days[day].append((1, number))
            self.model.at_most("R8", [(1, number), (-1, week_at[site_id])], 0)
        slots: dict[Slot, Terms] = defaultdict(list)
        for (site_id, slot), terms in at.items():
            slots[slot] += terms
            self.model.at_most("R2", [*terms, (-1, day_at[site_id, slot.day])], 0)
        for terms in slots.values():
            self.model.at_most("R1", terms, 1)
        for terms in days.values():
            self.model.at_most("R2", terms, 1)
        self.model.at_most("R8", [(1, number) for number in week_at.values()], post.max_sites)

    def add_learner(self, kind: str | None, at: dict[tuple[str, Slot], Terms]) -> None:
        for (site_id, slot), terms in at.items() if kind else ():
            self.learners[site_id, str(kind), slot] += terms

    def add_programme(self, programme: Programme) -> None:
        model = self.model
        at: dict[tuple[str, Slot], Terms] = defaultdict(list)
        for room, slot in self.openings.of_programme(programme):
            row = _row(PlacementKind.PROGRAMME, programme.programme_id, (room, slot))
            number = model.add(programme.priority, row)
            at[room.site_id, slot].append((1, number))
            self.in_cell[room.room_id, slot].append((room.places, number))
        sessions: Terms = []
        for terms in at.values():
            held = model.add()
            model.just("R11", [*terms, (-programme.rooms_per_session, held)], 0)
            sessions.append((1, held))
        model.at_most("R11", sessions, programme.sessions_per_week)


def _row(kind: PlacementKind, name: str, opening: Opening, *, is_pinned: bool = False) -> Placement:
    room, slot = opening
    return Placement(kind=kind, id=name, slot=slot, site_id=room.site_id, room_id=room.room_id, pinned=is_pinned)
