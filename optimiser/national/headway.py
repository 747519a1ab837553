"""How far a job of several parcels is, told for the whole."""

from collections.abc import Sequence
from typing import Protocol

from estates.domain.plan import Plan, Progress
from estates.domain.posts import sessions_wanted
from optimiser.national.parcels import Parcel
from optimiser.stages import Stage
from optimiser.watch import Watch

DOING = {Stage.PRICES: "priced", Stage.LATER_GOALS: "made fairer and nearer"}
"""What is done to parcels at a stage, in words; at others they are planned."""


class Listener(Protocol):
    """Told how far parcels are, and of each that is done."""

    def hear(self, number: int, progress: Progress) -> None:
        """Take in a parcel's news."""

    def is_done(self, number: int, plan: Plan) -> None:
        """Take notice of a parcel that is done."""


class Headway:
    """Adds up what the parcels tell of the first goal; one that told nothing yet has nothing placed and proved."""

    def __init__(
        self,
        parcels: Sequence[Parcel],
        watch: Watch,
        *,
        proved: float,
        first_proved: int,
        plans: Sequence[Plan] = (),
        doing: str | None = None,
    ) -> None:
        """Start with the plans that parcels begin with, or with no news of any; ``doing`` says what is done to them.

        ``proved`` is a bound on what the first so many parcels come to together: as districts of one part, what each
        proves with its own share of what they have in common is no bound for others.
        """
        self._watch, self._proved, self._first_proved = watch, proved, first_proved
        self._doing = doing or (DOING.get(parcels[0].stage, "planned") if parcels else "planned")
        self._wanted = [_wanted(parcel) for parcel in parcels]
        self._best = [float(wanted) for wanted in self._wanted]
        self._bound = [0.0] * len(parcels)
        self._done = set[int]()
        for number, plan in enumerate(plans):
            self._know_plan(number, plan)
        self._tell()

    def hear(self, number: int, progress: Progress) -> None:
        """Take in a parcel's news. Of one parcel alone they are the whole's; of several only the first goal adds up."""
        if progress.best is None or progress.bound is None or progress.gap is None:
            return
        if len(self._best) == 1:
            self._watch.report(progress.stage, best=progress.best, bound=progress.bound, gap=progress.gap)
            return
        if progress.stage == "G1":
            self._know(number, best=progress.best, bound=progress.bound)
        self._tell()

    def is_done(self, number: int, plan: Plan) -> None:
        """Count a parcel that is planned, or priced: then nothing is placed yet."""
        self._done.add(number)
        self._know_plan(number, plan)
        self._tell()

    def _know_plan(self, number: int, plan: Plan) -> None:
        if "G1" in plan.goals:
            self._know(number, best=plan.goals["G1"].value, bound=plan.goals["G1"].bound)

    def _know(self, number: int, *, best: float, bound: float) -> None:
        """Keep what is best: a parcel that goes on from a plan proves its bound anew."""
        self._best[number], self._bound[number] = min(self._best[number], best), max(self._bound[number], bound)

    def _tell(self) -> None:
        if len(self._best) == 1:
            return
        stage = f"{len(self._done)} of {len(self._best)} parts {self._doing}; G1"
        best, bound = sum(self._best), self._proved + sum(self._bound[self._first_proved :])
        placed = sum(self._wanted) - best
        if placed:
            self._watch.report(stage, best=best, bound=bound, gap=(best - bound) / placed)
        else:
            self._watch.report(stage, best=None, bound=bound or None, gap=None)


class Meanwhile:
    """Tells how far work is that betters a plan or its bound: both stand meanwhile.

    What single parcels tell is not the whole's. ``doing`` says in words what is done, with the number ``{done}``.
    """

    def __init__(self, watch: Watch, doing: str, *, wanted: float, best: float, bound: float, done: int = 0) -> None:
        """Start with what was done before, and tell it."""
        self._watch, self._doing, self._done = watch, doing, done
        self._best, self._bound, self._placed = best, bound, max(1.0, wanted - best)
        self._tell()

    def hear(self, number: int, progress: Progress) -> None:
        """Take in a parcel's news."""

    def is_done(self, number: int, plan: Plan) -> None:  # noqa: ARG002 - whichever it is
        """Count a parcel that is done."""
        self._done += 1
        self._tell()

    def _tell(self) -> None:
        stage = f"{self._doing.format(done=self._done)}; G1"
        gap = (self._best - self._bound) / self._placed
        self._watch.report(stage, best=self._best, bound=self._bound, gap=gap)


def _wanted(parcel: Parcel) -> int:
    """Return the weighted sessions that a parcel's posts and programmes want."""
    roles = parcel.dataset.role_by_id
    posts = sum(post.priority * sessions_wanted(post, roles[post.role_id]) for post in parcel.dataset.posts)
    return posts + sum(row.priority * row.room_sessions_wanted for row in parcel.dataset.programmes)
