"""Rule R10, supervised: learners are placed only where and when somebody can supervise them."""

from collections import defaultdict
from collections.abc import Iterator

from estates.domain.checks.breach import Breach
from estates.domain.checks.case import Case, grouped
from estates.domain.slots import LearnerSlot
from estates.domain.wording import a_supervisor, counted, listed, slot_in_words


def supervised(case: Case) -> Iterator[Breach]:
    """R10: at a site, kind and slot, learners placed are at most the supervision places given; no row is none."""
    offered = grouped(case.dataset.supervision, lambda row: (row.site_id, row.kind))
    for (site_id, kind, slot), learners in _learners(case).items():
        limit = sum(row.places_in(slot) for row in offered.get((site_id, kind), ()))
        if len(learners) > limit:
            told = f"Site {site_id} has {counted(limit, 'place')} for learners who need {a_supervisor(kind)}"
            posts = tuple(sorted(learners))
            whom = f"{slot_in_words(slot)}; the plan puts {len(posts)} there ({listed(posts)})"
            yield Breach("R10", f"{told} on {whom}.", site_id, slot, posts)


def _learners(case: Case) -> dict[LearnerSlot, set[str]]:
    learners: dict[LearnerSlot, set[str]] = defaultdict(set)
    for post_id, rows in case.rows_of_post.items():
        kind = case.dataset.role_by_id[case.dataset.post_by_id[post_id].role_id].supervision
        for row in rows if kind else ():
            learners[row.site_id, str(kind), row.slot].add(post_id)
    return learners
