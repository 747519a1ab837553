"""What the model decides, as columns with names that rules and goals can ask for."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from estates.domain.slots import SiteSlot, Slot
from optimiser.candidates import Demand, Estate, PostChoices
from optimiser.capacity import RoomGroup, room_groups, takes_shared_rooms
from optimiser.patterns import week_patterns
from optimiser.program import LinearModel

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Column q[p,s,P]: 1 if the post works exactly these slots of one day at the site."""

    column: int
    post: int
    site_id: str
    slots: tuple[Slot, ...]

    @property
    def day(self) -> str:
        """The day of the pattern."""
        return self.slots[0].day


@dataclass(frozen=True)
class Cell:
    """A site in a slot: its groups of rooms, and who could be there."""

    groups: tuple[RoomGroup, ...]
    patterns: tuple[Pattern, ...]
    hubs: Mapping[int, int]

    @cached_property
    def is_mixed(self) -> bool:
        """Whether a programme here could take rooms of several places whole."""
        return takes_shared_rooms(self.groups)


@dataclass(frozen=True)
class Variables:
    """All columns. Posts and programmes are named by their place in the estate.

    ``visits`` holds w[p,s] and ``extra_sites`` e[p], for posts with a choice of sites only; ``hubs`` z[g,s,t];
    ``taken`` h[g,s,t,group], the rooms of a group that a programme takes, in mixed cells only.
    """

    patterns: tuple[Pattern, ...]
    visits: Mapping[tuple[int, str], int]
    extra_sites: Mapping[int, int]
    hubs: Mapping[tuple[int, str, Slot], int]
    cells: Mapping[SiteSlot, Cell]
    taken: Mapping[tuple[int, str, Slot, int], int] = field(default_factory=dict)

    @cached_property
    def patterns_of_post(self) -> Mapping[int, Sequence[Pattern]]:
        """Patterns by post."""
        return _grouped(self.patterns, lambda pattern: pattern.post)

    @cached_property
    def patterns_of_day(self) -> Mapping[tuple[int, str], Sequence[Pattern]]:
        """Patterns by post and day."""
        return _grouped(self.patterns, lambda pattern: (pattern.post, pattern.day))

    @cached_property
    def patterns_of_visit(self) -> Mapping[tuple[int, str, str], Sequence[Pattern]]:
        """Patterns by post, site and day."""
        return _grouped(self.patterns, lambda pattern: (pattern.post, pattern.site_id, pattern.day))


def add_variables(model: LinearModel, estate: Estate) -> Variables:
    """Add a column for everything that can be decided and return them by name."""
    patterns = tuple(pattern for index in range(len(estate.posts)) for pattern in _patterns(model, estate, index))
    choosers = [index for index, choices in enumerate(estate.posts) if len(choices.slots_at) > 1]
    visits = {(p, site_id): model.add_column() for p in choosers for site_id in estate.posts[p].slots_at}
    extra_sites = {p: model.add_column(high=_most_extra_sites(estate.posts[p])) for p in choosers}
    hubs = {
        (g, site_id, slot): model.add_column()
        for g, choices in enumerate(estate.programmes)
        for site_id, slots in choices.slots_at.items()
        for slot in slots
    }
    cells = _cells(estate, patterns, hubs)
    return Variables(patterns, visits, extra_sites, hubs, cells, _taken(model, estate, cells))


def _patterns(model: LinearModel, estate: Estate, post: int) -> list[Pattern]:
    choices = estate.posts[post]
    pinned = frozenset(choices.pins)
    return [
        Pattern(model.add_column(), post, site_id, pattern)
        for site_id, slots in choices.slots_at.items()
        for pattern in week_patterns(tuple(slots), most=choices.wanted, pinned=pinned)
    ]


def _most_extra_sites(choices: PostChoices) -> int:
    return min(choices.post.max_sites, len(choices.slots_at)) - 1


def _cells(
    estate: Estate, patterns: Sequence[Pattern], hubs: Mapping[tuple[int, str, Slot], int]
) -> dict[SiteSlot, Cell]:
    here: dict[SiteSlot, list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        for slot in pattern.slots:
            here[pattern.site_id, slot].append(pattern)
    programmes: dict[SiteSlot, dict[int, int]] = defaultdict(dict)
    for (g, site_id, slot), column in hubs.items():
        programmes[site_id, slot][g] = column
    cells = {}
    for site_id, slot in sorted(here.keys() | programmes.keys()):
        key = (site_id, slot)
        by_posts = _in_order(estate.posts[pattern.post].demand for pattern in here[key])
        by_programmes = _in_order(estate.programmes[g].demand for g in programmes[key])
        groups = room_groups(estate, site_id, slot, posts=by_posts, programmes=by_programmes)
        cells[key] = Cell(groups, tuple(here[key]), programmes[key])
    return cells


def _taken(model: LinearModel, estate: Estate, cells: Mapping[SiteSlot, Cell]) -> dict[tuple[int, str, Slot, int], int]:
    return {
        (g, site_id, slot, index): model.add_column(high=group.rooms)
        for (site_id, slot), cell in cells.items()
        if cell.is_mixed
        for g in cell.hubs
        for index, group in enumerate(cell.groups)
        if estate.programmes[g].demand in group.programme_demands
    }


def _in_order(demands: Iterable[Demand]) -> tuple[Demand, ...]:
    return tuple(dict.fromkeys(demands))


def _grouped(patterns: Iterable[Pattern], key: Callable[[Pattern], Key]) -> dict[Key, list[Pattern]]:
    groups: dict[Key, list[Pattern]] = defaultdict(list)
    for pattern in patterns:
        groups[key(pattern)].append(pattern)
    return dict(groups)
