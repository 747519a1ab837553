"""A proposal: what might help somebody, in words and as changes to the dataset. Whether it does is proved elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from estates.domain.dataset import Dataset
from estates.domain.remedies import RemedyKind
from estates.domain.scenario.changes import Change
from estates.domain.sites import Site
from estates.domain.slots import Slot
from estates.domain.wording import ROOM_TYPE_WORDS, listed, slot_in_words
from estates.domain.words import PlacementKind, RoomType, Sharing
from optimiser.candidates import admits_post, admits_programme
from optimiser.reasons.room_weeks import PlanView, slots_in

_SHOWN = 4
_WIDER: Mapping[Sharing, str] = {
    Sharing.PRACTICE: "the practice",
    Sharing.PCN: "its PCN",
    Sharing.GROUP: "its group",
    Sharing.ANY: "anybody",
}


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A rung of the ladder for somebody: what to do, as a sentence and as changes.

    ``sites`` are those where something changes or is newly in reach. ``estimated``: it rests on an estimate, such as a
    room that nobody has looked at. ``if_others_move``: with everybody else as they are it would not help.
    """

    kind: RemedyKind
    told: str
    changes: tuple[Change, ...]
    sites: frozenset[str] = frozenset()
    estimated: bool = False
    if_others_move: bool = False


def times(slots: Iterable[Slot]) -> str:
    """Return slots in words."""
    return listed([slot_in_words(slot) for slot in slots], at_most=_SHOWN)


def a_room(room_type: RoomType) -> str:
    """Return a room of a type in words, with its article."""
    words = ROOM_TYPE_WORDS[room_type]
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def some_of(mask: int, most: int) -> tuple[Slot, ...]:
    """Return up to so many slots of a set of bits, core hours before evenings and Saturdays, in the week's order."""
    chosen = sorted(slots_in(mask), key=lambda slot: not slot.is_core)[:most]
    return tuple(sorted(chosen, key=slots_in(mask).index))


def sharing_told(site: Site, level: Sharing) -> str:
    """Return the sentence that asks a site to share."""
    return f"Ask {site.name} to share its free rooms with {_WIDER[level]}."


def widened(view: PlanView, site: Site, *, post_id: str | None = None, programme_id: str | None = None) -> Sharing:
    """Return the narrowest sharing of a site that admits somebody and shuts nobody out who sits there."""
    data = view.dataset
    for level in (Sharing.PCN, Sharing.GROUP):
        shared = _with(site, level)
        admitted = (post_id is None or admits_post(data, shared, data.post_by_id[post_id])) and (
            programme_id is None or admits_programme(data, shared, data.programme_by_id[programme_id])
        )
        if admitted and _keeps_all(data, view, shared):
            return level
    return Sharing.ANY


def _keeps_all(data: Dataset, view: PlanView, shared: Site) -> bool:
    return all(
        admits_post(data, shared, data.post_by_id[row.id])
        if row.kind is PlacementKind.POST
        else admits_programme(data, shared, data.programme_by_id[row.id])
        for row in view.rows_at.get(shared.site_id, ())
    )


def _with(site: Site, level: Sharing) -> Site:
    return replace(site, share_with=level)
