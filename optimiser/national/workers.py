"""Those who carry parcels out: in this process, in a pool of two on this machine, or on a cluster."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from estates.domain.plan import Plan, Progress, ProgressListener
from optimiser.crew import CHILDREN
from optimiser.national.parcels import Parcel
from optimiser.national.worth import priced
from optimiser.solve import solve
from optimiser.stages import Stage
from optimiser.watch import Watch

News = Callable[[int, Progress], None]
"""Told of the number of a parcel and how far it is."""

Done = Callable[[int, Plan], None]
"""Told of the number of a parcel and its plan."""


MOST_TRIES = 3
"""A parcel that is lost so often with the process that has it is taken to be what kills it."""


class Workers(Protocol):
    """Whoever carries out parcels; their plans are the same whoever they are."""

    def carry_out(self, parcels: Sequence[Parcel], watch: Watch, *, news: News, done: Done) -> None:
        """Plan parcels, each once.

        Those that had no turn before ``watch`` said to leave are left out. ``news`` and ``done`` are called in this
        thread.

        Raises
        ------
        EstatesError
            Where the work cannot be done, such as a parcel that was lost with its worker again and again.
        """


def carried_out(
    parcel: Parcel,
    *,
    on_progress: ProgressListener | None = None,
    stop: Callable[[], bool] | None = None,
    children: int = 1,
) -> Plan:
    """Return the plan of a parcel, made in this process and as many children as may be, or its prices alone."""
    if parcel.stage is Stage.PRICES:
        return priced(parcel)
    return solve(
        parcel.dataset,
        parcel.travel,
        season=parcel.season,
        settings=parcel.settings,
        limits=parcel.limits,
        on_progress=on_progress,
        stop=stop,
        earlier=parcel.earlier,
        held=parcel.places_held,
        stage=parcel.stage,
        start=parcel.start,
        children=children,
    )


def lost_too_often(parcel: Parcel) -> str:
    """Return what to tell where a parcel was lost again and again."""
    codes = sorted({post.pcn_code for post in parcel.dataset.posts})
    named = (
        f"PCN {codes[0]} and {len(codes) - 1:,} more" if len(codes) > 1 else f"PCN {codes[0]}" if codes else "no PCN"
    )
    return (
        f"The part of the dataset with {named} was lost {MOST_TRIES} times with the process that planned it. "
        "Most often a process is ended for want of memory: close other programs, or give it more."
    )


@dataclass
class Clock:
    """Shares the time that a user allows out among parcels: by their size, and among those that work side by side."""

    watch: Watch
    sizes: Sequence[int]
    side_by_side: int

    def timed(self, parcels: Sequence[Parcel], number: int, waiting: Sequence[int]) -> Parcel:
        """Return a parcel with its share of the time left; ``waiting`` are the numbers of those that come after it."""
        parcel, left = parcels[number], self.watch.seconds_left
        if left is None:
            return parcel
        size = self.sizes[number]
        share = min(1.0, self.side_by_side * size / (size + sum(self.sizes[each] for each in waiting)))
        own = parcel.limits.time_limit_seconds
        seconds = left * share if own is None else min(own, left * share)
        return replace(parcel, limits=replace(parcel.limits, time_limit_seconds=seconds))


@dataclass(frozen=True)
class InThisProcess:
    """Carries out one parcel after the other here, each with so many children that solve its tasks."""

    children: int = CHILDREN

    def carry_out(self, parcels: Sequence[Parcel], watch: Watch, *, news: News, done: Done) -> None:
        """Plan parcels one by one."""
        clock = Clock(watch, [parcel.size for parcel in parcels], side_by_side=1)
        numbers = list(range(len(parcels)))
        while numbers and not watch.must_leave():
            number = numbers.pop(0)
            parcel = clock.timed(parcels, number, numbers)
            done(
                number,
                carried_out(parcel, on_progress=partial(news, number), stop=watch.must_leave, children=self.children),
            )
