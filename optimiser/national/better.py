"""Once all parcels are planned: better bounds and plans of lots that were cut and whose first goal is open."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from estates.domain.errors import EstatesError
from estates.domain.plan import Plan
from optimiser.goals.unmet import all_wanted
from optimiser.national import across
from optimiser.national.divide import Lot
from optimiser.national.headway import Listener, Meanwhile
from optimiser.national.merge import unmet
from optimiser.national.parcels import Parcel, Request
from optimiser.national.pricing import priced_in_regions
from optimiser.watch import Watch

FOR_LATER_GOALS = 0.5
"""So much of a time limit is kept for the later goals."""


@dataclass
class Bettering:
    """Betters lots with ``carried_out``, which returns plans of parcels by number; ``plans`` are those of all lots."""

    request: Request
    lots: list[Lot]
    plans: Sequence[Plan]
    watch: Watch
    carried_out: Callable[[Sequence[Parcel], Listener], dict[int, Plan]]

    def run(self) -> list[Lot]:
        """Return the lots with what was found until it was enough, or time to leave or for the later goals.

        What cannot be carried out, as a relaxation that lacks memory, is let be: the plan and its bound stand.
        """
        try:
            for number, lot in enumerate(self.lots):
                if lot.cut is not None:
                    with suppress(EstatesError):
                        self._price_in_regions(number)
                    with suppress(EstatesError):
                        self._look_across_borders(number)
        except KeyboardInterrupt:
            self.watch.interrupt()
        return self.lots

    def _price_in_regions(self, number: int) -> None:
        first = self._first_goal_if_open(number)
        if first is None:
            return

        def price(parcels: Sequence[Parcel]) -> list[Plan | None]:
            found = self.carried_out(parcels, self._meanwhile(first, f"{{done}} of {len(parcels)} regions priced"))
            return [found.get(place) for place in range(len(parcels))]

        self.lots[number] = priced_in_regions(self.request, self.lots[number], price, self._seconds_left)

    def _look_across_borders(self, number: int) -> None:
        """Let the posts on both sides of each border choose once more."""
        turns, done = across.turns(self.lots[number]), 0
        total = sum(map(len, turns))
        for turn in turns:
            first = self._first_goal_if_open(number)
            if first is None:
                return
            parcels = [self._timed(across.parcel(self.request, self.lots[number], area)) for area in turn]
            meanwhile = self._meanwhile(first, f"{{done}} of {total} borders looked across", done)
            for place, plan in sorted(self.carried_out(parcels, meanwhile).items()):
                self.lots[number] = across.with_rows_of(self.lots[number], turn[place], plan)
            done += len(turn)

    def _first_goal_if_open(self, number: int) -> list[tuple[float, float]] | None:
        """Return the first goal of all lots; ``None`` where that of one is within the gap asked, or no time is left."""
        cut, left = self.lots[number].cut, self._seconds_left
        if cut is None or self.watch.must_leave() or (left is not None and left <= 0):
            return None
        first = self._first_goal()
        best, bound = first[number]
        is_enough = best - bound <= self.request.limits.gap * max(1.0, all_wanted(cut) - best)
        return None if is_enough else first

    @property
    def _seconds_left(self) -> float | None:
        """What is left of a time limit before the rest is for the later goals."""
        limit, left = self.request.limits.time_limit_seconds, self.watch.seconds_left
        return None if limit is None or left is None else left - FOR_LATER_GOALS * limit

    def _timed(self, parcel: Parcel) -> Parcel:
        return replace(parcel, limits=replace(parcel.limits, time_limit_seconds=self._seconds_left))

    def _first_goal(self) -> list[tuple[float, float]]:
        """Return what each lot leaves unmet, and the bound on it."""
        plans, found = iter(self.plans), list[tuple[float, float]]()
        for lot in self.lots:
            own = [next(plans).goals["G1"] for _ in lot.parcels]
            if lot.cut is None:
                found.append((sum(score.value for score in own), sum(score.bound for score in own)))
            else:
                found.append((unmet(lot.cut, lot.rows), lot.bound))
        return found

    def _meanwhile(self, first: Sequence[tuple[float, float]], doing: str, done: int = 0) -> Meanwhile:
        wanted = sum(all_wanted(part) for lot in self.lots for part in lot.parts)
        best, bound = (sum(each) for each in zip(*first, strict=True))
        return Meanwhile(self.watch, doing, wanted=wanted, best=best, bound=bound, done=done)
