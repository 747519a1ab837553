"""How far a job of several parcels is, told for the whole."""

from collections.abc import Sequence

from estates.domain.plan import Plan, Progress
from estates.domain.posts import sessions_wanted
from optimiser.national.parcels import Parcel
from optimiser.watch import Watch


class Headway:
    """Adds up what the parcels tell of the first goal; one that told nothing yet has nothing placed and proved."""

    def __init__(self, parcels: Sequence[Parcel], watch: Watch) -> None:
        """Start with no news of any parcel."""
        self._watch = watch
        self._wanted = [_wanted(parcel) for parcel in parcels]
        self._best = [float(wanted) for wanted in self._wanted]
        self._bound = [0.0] * len(parcels)
        self._done = set[int]()

    def hear(self, number: int, progress: Progress) -> None:
        """Take in a parcel's news. Of one parcel alone they are the whole's; of several only the first goal adds up."""
        if len(self._best) == 1:
            if progress.best is not None and progress.bound is not None and progress.gap is not None:
                self._watch.report(progress.stage, best=progress.best, bound=progress.bound, gap=progress.gap)
            return
        if progress.stage == "G1" and progress.best is not None and progress.bound is not None:
            self._best[number], self._bound[number] = progress.best, progress.bound
        self._tell()

    def is_done(self, number: int, plan: Plan) -> None:
        """Count a parcel that is planned."""
        self._done.add(number)
        self._best[number], self._bound[number] = plan.goals["G1"].value, plan.goals["G1"].bound
        if len(self._best) > 1:
            self._tell()

    def _tell(self) -> None:
        best, bound = sum(self._best), sum(self._bound)
        gap = (best - bound) / max(1.0, sum(self._wanted) - best)
        self._watch.report(f"{len(self._done)} of {len(self._best)} parts planned; G1", best=best, bound=bound, gap=gap)


def _wanted(parcel: Parcel) -> int:
    """Return the weighted sessions that a parcel's posts and programmes want."""
    roles = parcel.dataset.role_by_id
    posts = sum(post.priority * sessions_wanted(post, roles[post.role_id]) for post in parcel.dataset.posts)
    return posts + sum(row.priority * row.room_sessions_wanted for row in parcel.dataset.programmes)
