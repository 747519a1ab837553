"""What a practice can do about the status of its rooms, in sentences that follow from its own figures."""

from collections.abc import Iterator, Sequence

from estates.domain.practice_status import NOT_FOR_PATIENTS, Fullness, PracticeStatus
from estates.domain.sites import Site
from estates.domain.slots import SLOTS
from estates.domain.wording import counted
from estates.domain.words import Cell, Sharing
from maps.outcome import Outcome


def practice_advice(outcome: Outcome, status: PracticeStatus, sites: Sequence[Site]) -> tuple[str, ...]:
    """Return what a practice can do, the cheapest first; nothing is promised that would need another plan to prove."""
    return (*_sharing(status, sites), *_opening(outcome, status, sites), *_building(outcome, sites))


def _sharing(status: PracticeStatus, sites: Sequence[Site]) -> Iterator[str]:
    if status.unknown_places:
        yield f"Survey its rooms: of {counted(status.unknown_places, 'place')} in core hours nothing is known."
    elif status.fullness is Fullness.NOT_KNOWN:
        yield "List its rooms and when they are free: nothing is known of them."
    if status.left_places > 0:
        keeps = any(site.share_with is Sharing.PRACTICE for site in sites)
        agree = "agree to share with its PCN, then offer" if keeps else "offer"
        yield f"In core hours {counted(status.left_places, 'place stays', 'places stay')} free: {agree} them to others."


def _opening(outcome: Outcome, status: PracticeStatus, sites: Sequence[Site]) -> Iterator[str]:
    if status.fullness not in (Fullness.FULL, Fullness.NEARLY_FULL):
        return
    rooms = [room for site in sites for room in outcome.dataset.rooms_at[site.site_id]]
    patients = [room for room in rooms if room.room_type not in NOT_FOR_PATIENTS]
    closed = sum(room.cell(slot) is Cell.CLOSED for room in patients for slot in SLOTS if not slot.is_core)
    if closed:
        yield f"Open an evening or Saturday: {counted(closed, 'room half-day is', 'room half-days are')} closed then."


def _building(outcome: Outcome, sites: Sequence[Site]) -> Iterator[str]:
    here = {site.site_id for site in sites}
    for scheme in outcome.dataset.schemes:
        if scheme.site_id in here:
            yield f"A scheme is proposed: {scheme.name} (£{scheme.capital_cost:,.0f})."
