"""Rules of a post's own week: R1 one place at a time, R2 one site a day, R7 reach, R8 few sites, R9 as asked."""

from collections.abc import Iterator

from estates.domain.checks.breach import Breach
from estates.domain.checks.case import Case, grouped
from estates.domain.wording import counted, listed, slot_in_words


def one_place_at_a_time(case: Case) -> Iterator[Breach]:
    """R1: a post is in at most one room in a slot; the same row twice is one too many."""
    for post_id, rows in case.rows_of_post.items():
        for slot, there in grouped(rows, lambda row: row.slot).items():
            if len(there) > 1:
                rooms = listed([row.room_id for row in there])
                told = f"has {len(there)} places on {slot_in_words(slot)} (room {rooms}); it can be in one."
                yield Breach("R1", f"Post {post_id} {told}", post_id, slot)


def one_site_a_day(case: Case) -> Iterator[Breach]:
    """R2: all of a post's sessions on one day are at one site."""
    for post_id, rows in case.rows_of_post.items():
        for there in grouped(rows, lambda row: row.slot.day).values():
            sites = list(dict.fromkeys(row.site_id for row in there))
            if len(sites) > 1:
                day = slot_in_words(there[0].slot).split()[0]
                told = f"works at {len(sites)} sites on {day} ({listed(sites)}); one a day is allowed."
                yield Breach("R2", f"Post {post_id} {told}", post_id, there[-1].slot)


def within_reach(case: Case) -> Iterator[Breach]:
    """R7: travel from the base to the site is at most the post's limit."""
    for post_id, rows in case.rows_of_post.items():
        post = case.dataset.post_by_id[post_id]
        for site_id in dict.fromkeys(row.site_id for row in rows):
            minutes = case.minutes(post.base_site, site_id)
            if minutes is None or minutes > post.max_travel_minutes:
                far = "out of reach" if minutes is None else f"{minutes} minutes away"
                told = f"is placed at site {site_id}, {far} of its base {post.base_site}"
                yield Breach("R7", f"Post {post_id} {told}; its limit is {post.max_travel_minutes} minutes.", post_id)


def few_sites(case: Case) -> Iterator[Breach]:
    """R8: a post works at no more than its greatest number of sites in the week."""
    for post_id, rows in case.rows_of_post.items():
        sites = list(dict.fromkeys(row.site_id for row in rows))
        limit = case.dataset.post_by_id[post_id].max_sites
        if len(sites) > limit:
            told = f"works at {len(sites)} sites in the week ({listed(sites)}); its limit is {limit}."
            yield Breach("R8", f"Post {post_id} {told}", post_id)


def as_asked(case: Case) -> Iterator[Breach]:
    """R9: a post works only in its own slots, and no more sessions than it wants."""
    for post_id, rows in case.rows_of_post.items():
        post = case.dataset.post_by_id[post_id]
        for row in rows:
            if row.slot not in post.slots:
                told = f"is placed on {slot_in_words(row.slot)}, a slot it does not ask for."
                yield Breach("R9", f"Post {post_id} {told}", post_id, row.slot)
        wanted = case.dataset.wanted_by_post[post_id]
        if len(rows) > wanted:
            told = f"has {counted(len(rows), 'session')} in the plan and wants {wanted}."
            yield Breach("R9", f"Post {post_id} {told}", post_id)
