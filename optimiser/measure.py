"""The burden of a plan with its rooms named."""

from collections.abc import Sequence

from estates.domain.plan import Placement
from estates.domain.words import PlacementKind
from optimiser.candidates import Estate


def burden_minutes(estate: Estate, rows: Sequence[Placement]) -> float:
    """Return G4: minutes of travel, of sites and rooms beyond the first, and of rows that an earlier plan had."""
    minutes_to = {choices.post.post_id: choices.minutes_to for choices in estate.posts}
    of_posts = [row for row in rows if row.kind is PlacementKind.POST]
    posts = {row.id for row in of_posts}
    days = {(row.id, row.slot.day, row.site_id) for row in of_posts}
    sites = {(row.id, row.site_id) for row in of_posts}
    rooms = {(row.id, row.room_id) for row in of_posts}
    kept = {(row.kind, row.id, row.slot, row.room_id) for row in rows}
    changed = sum((row.kind, row.id, row.slot, row.room_id) not in kept for row in estate.earlier)
    burden = estate.burden
    return (
        sum(minutes_to[post_id][site_id] for post_id, _, site_id in sorted(days))
        + float(burden.extra_site_minutes) * (len(sites) - len(posts))
        + float(burden.extra_room_minutes) * (len(rooms) - len(posts))
        + float(burden.changed_row_minutes) * changed
    )
