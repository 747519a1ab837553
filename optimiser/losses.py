"""Where a plan loses against its bound: at the prices that prove the bound, sessions are lost at posts and at places.

At prices of the shared rows, the weighted sessions unmet, or another goal, are the bound, and

- for every post what its best week is worth more than the week it has,
- for every hub session held what it costs, and for every other what it would gain,
- for every place that has a price and stands idle, that price
- for fairness, for every PCN what its unmet sessions come to above or below those that the prices would leave it

(complementary slackness; hub sessions not held at all, and rooms taken by programmes of several kinds, may lose a
little more that no place stands for). All are nought or more, and most are nought: a good plan is worth bettering at
a few posts and places alone, and these are seldom where the sessions are unmet.
"""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from estates.domain.slots import SiteSlot
from optimiser.aims import Aim
from optimiser.bound import ROWS_OF_A_POST, usable_prices
from optimiser.model import Model
from optimiser.pricing import Weeks, best_profits
from optimiser.program import Floats
from optimiser.row_subjects import PlacesInRooms, PlacesUnderSupervisor, SessionsOfPcn

LEAST = 0.05
"""Less than so much of a weighted session, or of fairness, is not a loss: prices may be near ones."""


class Losses:
    """What plans of a model lose at given prices of its rows, in units of the goal that the prices bound."""

    def __init__(self, model: Model, weeks: Weeks, row_prices: Floats, *, aim: Aim | None = None) -> None:
        """Work out what is the same for every plan; the prices are of the first goal's rows, or of an aim's."""
        program, goal = (model.program, "G1") if aim is None else (aim.program, aim.goal)
        shared = ~np.isin(program.row_rule, ROWS_OF_A_POST)
        self._prices = np.where(shared, usable_prices(program, row_prices), 0.0)
        self._reduced = model.goals[goal].coefficients - program.pull(self._prices)
        self._best = best_profits(weeks, -self._reduced)
        self._model, self._weeks = model, weeks
        self._post_of = np.repeat(np.arange(len(model.estate.posts)), np.diff(weeks.first_pattern))
        self._priced = [
            (row, (subject.site_id, subject.slot))
            for row, subject in model.about.items()
            if isinstance(subject, PlacesInRooms | PlacesUnderSupervisor) and self._prices[row] < -LEAST
        ]
        self._of_session = {
            subject.pcn_code: float(self._prices[row])
            for row, subject in model.about.items()
            if isinstance(subject, SessionsOfPcn)
        }

    def of_session(self, pcn_code: str) -> float:
        """Return what a session unmet of a PCN counts at the prices: in a fair plan its last one counts just that."""
        return self._of_session.get(pcn_code, 0.0)

    def of_posts(self, values: Floats) -> Mapping[int, float]:
        """Return what a plan loses at each post, where it loses anything."""
        column = self._weeks.column
        own = -np.bincount(self._post_of, self._reduced[column] * values[column], len(self._best))
        lost = self._best - own
        return {int(post): float(lost[post]) for post in np.flatnonzero(lost > LEAST)}

    def of_places(self, values: Floats) -> Mapping[SiteSlot, float]:
        """Return what a plan loses at each site and slot: by places that stand idle, and by hub sessions held there."""
        lost: dict[SiteSlot, float] = defaultdict(float)
        activity = self._model.program.activity(values)
        for row, place in self._priced:
            lost[place] += float(-self._prices[row] * (self._model.program.row_high[row] - activity[row]))
        for (_, site_id, slot), column in self._model.variables.hubs.items():
            cost = float(self._reduced[column])
            lost[site_id, slot] += max(0.0, cost if values[column] > 0.5 else -cost)
        return {place: loss for place, loss in lost.items() if loss > LEAST}
