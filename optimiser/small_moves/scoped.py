"""Some posts and programmes by themselves, with rooms named, in what all others leave."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from estates.domain.slots import Slot
from estates.domain.words import PlacementKind
from optimiser.candidates import Estate, PostChoices, ProgrammeChoices
from optimiser.goals.fair import Elsewhere, fair_beside
from optimiser.named_model import NamedModel, build_named
from optimiser.parts import chosen_values, joined, part_of, with_supervision_left
from optimiser.program import Floats
from optimiser.rooms import Naming
from optimiser.small_moves.board import Board
from optimiser.small_moves.scopes import Scope


@dataclass(frozen=True)
class Scoped:
    """A scope of a board as a model of its own, where posts and programmes are numbered by their place in the scope.

    ``start`` holds the values of the plan as it stands.
    """

    board: Board
    scope: Scope
    full: NamedModel
    start: Floats

    @property
    def estate(self) -> Estate:
        """The estate of the scope alone."""
        return self.full.model.estate

    def completed(self, values: Floats) -> Floats:
        """Return values with all columns worked out that follow from who sits where: a solver may leave them loose."""
        own = self.full.naming(values)
        return self.full.values(chosen_values(self.full.model, own), own)

    def naming(self, values: Floats) -> Naming:
        """Return the rooms by session of the whole board with the scope's as the values have them."""
        return joined(self.board.naming, self.scope.posts, self.full.naming(values), self.scope.programmes)


def scoped(board: Board, scope: Scope) -> Scoped:
    """Return the model of a scope."""
    estate = _estate(board, scope)
    full = build_named(estate, fairness=partial(fair_beside, elsewhere=_elsewhere(board, scope)))
    own = part_of(board.naming, scope.posts, scope.programmes)
    return Scoped(board, scope, full, full.values(chosen_values(full.model, own), own))


def _estate(board: Board, scope: Scope) -> Estate:
    estate = board.estate
    posts, programmes = [estate.posts[p] for p in scope.posts], [estate.programmes[g] for g in scope.programmes]
    own, held = part_of(board.naming, scope.posts, scope.programmes), Counter(board.held)
    for (p, _, slot), room_id in own.of_posts.items():
        # A pinned place stays held: it is nobody else's.
        held[room_id, slot] -= slot not in posts[p].pins
    for (_, _, slot), rooms in own.of_hubs.items():
        held.subtract({(room_id, slot): estate.dataset.room_by_id[room_id].places for room_id in rooms})
    ids = {(PlacementKind.POST, choices.post.post_id) for choices in posts}
    ids |= {(PlacementKind.PROGRAMME, choices.programme.programme_id) for choices in programmes}
    alone = replace(
        estate,
        dataset=with_supervision_left(estate, board.naming, set(scope.posts)),
        held=held,
        earlier=tuple(row for row in estate.earlier if (row.kind, row.id) in ids),
    )
    return replace(
        alone,
        posts=tuple(_post_where_left(alone, choices) for choices in posts),
        programmes=tuple(_programme_where_left(alone, choices) for choices in programmes),
    )


def _post_where_left(estate: Estate, choices: PostChoices) -> PostChoices:
    """Return a post's choices without the sites and slots where nothing suitable is left."""
    left = {
        site_id: tuple(slot for slot in slots if slot in choices.pins or _has_place(estate, choices, site_id, slot))
        for site_id, slots in choices.slots_at.items()
    }
    return replace(choices, slots_at={site_id: slots for site_id, slots in left.items() if slots})


def _has_place(estate: Estate, choices: PostChoices, site_id: str, slot: Slot) -> bool:
    rooms = estate.dataset.rooms_at[site_id]
    return any(estate.places_left(room, slot) > 0 and choices.demand.suits(room) for room in rooms)


def _programme_where_left(estate: Estate, choices: ProgrammeChoices) -> ProgrammeChoices:
    left = {
        site_id: tuple(slot for slot in slots if _whole_rooms(estate, choices, site_id, slot))
        for site_id, slots in choices.slots_at.items()
    }
    return replace(choices, slots_at={site_id: slots for site_id, slots in left.items() if slots})


def _whole_rooms(estate: Estate, choices: ProgrammeChoices, site_id: str, slot: Slot) -> bool:
    rooms = (room for room in estate.dataset.rooms_at[site_id] if choices.demand.suits(room))
    return sum(estate.is_whole(room, slot) for room in rooms) >= choices.programme.rooms_per_session


def _elsewhere(board: Board, scope: Scope) -> Mapping[str, Elsewhere]:
    """Return what posts outside a scope want and lack, by PCN."""
    wanted: dict[str, int] = defaultdict(int)
    unmet: dict[str, int] = defaultdict(int)
    for p in _others(board.estate, scope):
        choices = board.estate.posts[p]
        wanted[choices.post.pcn_code] += choices.wanted
        unmet[choices.post.pcn_code] += choices.wanted - len(board.sessions.get(p, ()))
    return {pcn_code: Elsewhere(wanted=asked, unmet=unmet[pcn_code]) for pcn_code, asked in wanted.items()}


def _others(estate: Estate, scope: Scope) -> Iterable[int]:
    own = set(scope.posts)
    return (p for p in range(len(estate.posts)) if p not in own)
