"""Two remedies of the small plan: one of a post, one of the whole area."""

from estates.domain.remedies import Gain, Remedy, RemedyKind
from estates.domain.scenario.changes import Share, WorkSlots
from estates.domain.words import Sharing
from tests.builders import TUE_AM


def remedies() -> tuple[Remedy, ...]:
    """Return them; the names are as hostile as a user's may be."""
    return (
        Remedy(
            level="post",
            code="C",
            name="=Physiotherapist",
            rank=1,
            kind=RemedyKind.OTHER_SLOTS,
            told="Ask whether C could also work on Tuesday morning.",
            ids=("C",),
            unmet=3,
            changes=(WorkSlots(post_ids=("C",), slots=(TUE_AM,)),),
            gain=Gain(weighted=4, sessions=1, own=1, moved=0, rows=()),
            estimated=False,
        ),
        Remedy(
            level="icb",
            code="all",
            name="the whole area",
            rank=1,
            kind=RemedyKind.SHARE,
            told="Ask HUB to share its free rooms with anybody.",
            ids=("B", "C"),
            unmet=3,
            changes=(Share(site_ids=("HUB",), share_with=Sharing.ANY),),
            gain=Gain(weighted=8, sessions=2, own=2, moved=1, rows=()),
            estimated=True,
        ),
    )
