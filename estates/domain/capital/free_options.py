"""What could be done before anything is built, in the order in which it is cheapest and quickest.

The order is that of the fixes an estates team tries: move a slot, share a room, open an evening or Saturday, use a hub
or void space; then convert and extend, as the best set of schemes has it. What each step takes for granted is said with
it, since somebody has to agree to it: staff, owners, receptions.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from estates.domain.capital.sets import Chosen
from estates.domain.dataset import Dataset
from estates.domain.scenario.changes import BuildSchemes, Change, OpenSessions, Share, WorkSlots
from estates.domain.scenario.schemes import opens_room
from estates.domain.schemes import Scheme
from estates.domain.sites import Site
from estates.domain.slots import CORE_SLOTS, SLOTS, Slot
from estates.domain.words import Cell, RoomType, Sharing

ENHANCED_SLOTS: tuple[Slot, ...] = tuple(slot for slot in SLOTS if slot not in CORE_SLOTS)
PATIENT_ROOMS = (RoomType.CONSULT_EXAM, RoomType.CONSULT, RoomType.TREATMENT)


@dataclass(frozen=True, kw_only=True)
class FreeStep:
    """A step with what it takes for granted, and the changes that make it; none where there is nothing to do."""

    name: str
    takes_for_granted: str
    changes: tuple[Change, ...]


def free_steps(dataset: Dataset, best: Chosen) -> tuple[FreeStep, ...]:
    """Return the steps in their order; the last two build the best set of schemes."""
    chosen = [scheme for scheme in dataset.schemes if scheme.scheme_id in best]
    converting = [scheme for scheme in chosen if _only_converts(scheme)]
    rest = [scheme for scheme in chosen if scheme not in converting]
    return (
        FreeStep(
            name="Move a slot",
            takes_for_granted="everybody may work any weekday morning or afternoon",
            changes=(WorkSlots(slots=CORE_SLOTS),) if dataset.posts else (),
        ),
        FreeStep(
            name="Share a room",
            takes_for_granted="practices and branches share free rooms with their group, or else with their PCN",
            changes=tuple(_shares(dataset)),
        ),
        FreeStep(
            name="Open an evening or Saturday",
            takes_for_granted="sites that already open some evening or Saturday half-day open their consulting and "
            "treatment rooms in it, and everybody may work then",
            changes=tuple(_enhanced_access(dataset)),
        ),
        FreeStep(
            name="Use a hub or void space",
            takes_for_granted="places of nobody's own let anybody in, and open rooms that are closed or not known on "
            "weekday mornings and afternoons; what a scheme with a price brings or opens is left to it",
            changes=tuple(_void_space(dataset)),
        ),
        _built("Convert", "the schemes of the best set that only convert rooms", converting),
        _built("Extend", "the other schemes of the best set", rest),
    )


def _only_converts(scheme: Scheme) -> bool:
    return bool(scheme.converts) and not scheme.adds and not scheme.opens and not scheme.requires


def _built(name: str, what: str, schemes: Collection[Scheme]) -> FreeStep:
    ids = tuple(scheme.scheme_id for scheme in schemes)
    return FreeStep(name=name, takes_for_granted=what, changes=(BuildSchemes(scheme_ids=ids),) if ids else ())


def _shares(dataset: Dataset) -> Iterator[Share]:
    """Yield wider sharing for sites that have a wider circle: the group of their PCN, else the PCN itself."""
    narrow = [site for site in dataset.sites if site.share_with in (Sharing.PRACTICE, Sharing.PCN) and site.pcn_code]
    to_group = tuple(site.site_id for site in narrow if dataset.group_of(site.pcn_code) is not None)
    to_pcn = tuple(
        site.site_id for site in narrow if site.site_id not in to_group and site.share_with is Sharing.PRACTICE
    )
    if to_group:
        yield Share(site_ids=to_group, share_with=Sharing.GROUP)
    if to_pcn:
        yield Share(site_ids=to_pcn, share_with=Sharing.PCN)


def _enhanced_access(dataset: Dataset) -> Iterator[Change]:
    """Yield, half-day by half-day, the opening of sites where somebody already works then."""
    opened = []
    for slot in ENHANCED_SLOTS:
        sites = tuple(site.site_id for site in dataset.sites if _opens_more(dataset, site, slot))
        if sites:
            opened.append(slot)
            yield OpenSessions(site_ids=sites, slots=(slot,), room_types=PATIENT_ROOMS)
    free = [slot for slot in ENHANCED_SLOTS if any(room.is_free(slot) for room in dataset.rooms)]
    if dataset.posts and (opened or free):
        yield WorkSlots(slots=tuple(slot for slot in SLOTS if slot in (*opened, *free)))


def _opens_more(dataset: Dataset, site: Site, slot: Slot) -> bool:
    rooms = dataset.rooms_at[site.site_id]
    is_staffed = any(room.cell(slot) in (Cell.FREE, Cell.IN_USE) for room in rooms)
    return is_staffed and any(room.room_type in PATIENT_ROOMS and _is_shut(room.cell(slot)) for room in rooms)


def _void_space(dataset: Dataset) -> Iterator[Change]:
    priced = [scheme for scheme in dataset.schemes if scheme.capital_cost or scheme.annual_cost]
    brought = {scheme.site_id for scheme in priced if not _is_there(dataset, scheme.site_id)}
    nobodys = [
        site
        for site in dataset.sites
        if site.practice_code is None and site.pcn_code is None and site.site_id not in brought
    ]
    closed = tuple(site.site_id for site in nobodys if site.share_with is not Sharing.ANY)
    if closed:
        yield Share(site_ids=closed, share_with=Sharing.ANY)
    rooms = [room for site in nobodys for room in dataset.rooms_at[site.site_id]]
    for slot in CORE_SLOTS:
        shut = [
            room
            for room in rooms
            if _is_shut(room.cell(slot)) and not any(opens_room(scheme, room, slot) for scheme in priced)
        ]
        if shut:
            sites = tuple(dict.fromkeys(room.site_id for room in shut))
            yield OpenSessions(site_ids=sites, room_ids=tuple(room.room_id for room in shut), slots=(slot,))


def _is_there(dataset: Dataset, site_id: str) -> bool:
    """Whether a place is in use before anything is built: one that a scheme brings has no free room until then."""
    return any(room.is_free(slot) for room in dataset.rooms_at[site_id] for slot in SLOTS)


def _is_shut(cell: Cell) -> bool:
    return cell in (Cell.CLOSED, Cell.UNKNOWN)
