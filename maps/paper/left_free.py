"""Why places stay free while sessions are unmet: each place counted once, by the first rule that keeps it empty."""

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum

from estates.domain.checks.rules_of_rooms import shared_with_post
from estates.domain.posts import Post
from estates.domain.rooms import Room
from estates.domain.slots import CORE_SLOTS, Slot
from estates.domain.wording import counted, listed
from estates.domain.words import PlacementKind
from maps.paper.weeks import Weeks
from maps.report import Report


class Why(Enum):
    """Why a free place serves nobody who lacks a session, in words that follow a number of places."""

    UNSUITED = "in rooms of a kind that they cannot use"
    NOT_SHARED = "in rooms that are not shared with them"
    TOO_FAR = "out of their reach"
    OTHER_HOURS = "in half-days that they do not work"
    TAKEN = "ruled out by one site a day or the rest of their week, or for want of a supervisor"


def left_free(report: Report) -> Counter[tuple[bool, Why]]:
    """Return the free places a week that the plan leaves: whether in core hours, and why no post short of one has them.

    Places are those of the room types that some post or programme can use. The reason is that of the post that comes
    nearest to having the place, in the order of room, sharing, reach and working hours.
    """
    data, weeks = report.outcome.dataset, Weeks(report)
    short = [data.post_by_id[row.id] for row in report.outcome.unmet if row.unmet and row.kind is PlacementKind.POST]
    counts: Counter[tuple[bool, Why]] = Counter()
    for room in (room for room in data.rooms if room.room_type in report.outcome.room_types_in_use):
        left = {slot: room.places - weeks.people(room, slot) for slot in room.free_slots}
        posts = list(_told(report, room, short)) if any(left.values()) else []  # of a country most rooms are full
        for slot in (slot for slot, places in left.items() if places):
            counts[slot in CORE_SLOTS, _why(posts, slot)] += left[slot]
    return counts


def left_free_sentence(report: Report) -> str:
    """Return how many places stay free all the same, how many of them in core hours, and why; blank where none do."""
    counts = left_free(report)
    total = sum(counts.values())
    if not total or not report.outcome.icb.unmet:
        return ""
    core = sum(number for (is_core, _), number in counts.items() if is_core)
    by_reason: Counter[Why] = Counter()
    for (_, why), number in counts.items():
        by_reason[why] += number
    said = [f"{by_reason[why]:,} {why.value}" for why in Why if by_reason[why]]
    return (
        f"{counted(total, 'usable place')} a week {'stays' if total == 1 else 'stay'} free all the same, {core:,} in "
        f"core hours: for the posts that lack a session, {listed(said)}."
    )


def _told(report: Report, room: Room, posts: Sequence[Post]) -> Iterator[tuple[Post, Why | None]]:
    """Yield each post with the first of room, sharing and reach that keeps it out of a room, if any does."""
    data, travel = report.outcome.dataset, report.outcome.travel
    site = data.site_by_id[room.site_id]
    for post in posts:
        minutes = travel.minutes(post.base_site, room.site_id)
        if room.room_type not in data.role_by_id[post.role_id].room_types or post.needs - room.features:
            yield post, Why.UNSUITED
        elif not shared_with_post(data, site, post):
            yield post, Why.NOT_SHARED
        elif minutes is None or minutes > post.max_travel_minutes:
            yield post, Why.TOO_FAR
        else:
            yield post, None


def _why(posts: Sequence[tuple[Post, Why | None]], slot: Slot) -> Why:
    """Return how far the post that comes nearest to a place gets."""
    if any(why is None for _, why in posts):
        works = any(why is None and slot in post.slots for post, why in posts)
        return Why.TAKEN if works else Why.OTHER_HOURS
    found = {why for _, why in posts}
    return next((why for why in (Why.TOO_FAR, Why.NOT_SHARED) if why in found), Why.UNSUITED)
