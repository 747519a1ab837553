"""Whether a reason is true: with exactly that out of the way, the plan as it stands has room for one session more.

Where no one thing is enough with everybody else as they are, nothing is proved here, and that is what is told.
"""

from collections.abc import Mapping

from estates.domain.shortfall import Explanation
from estates.domain.words import Reason
from optimiser.reasons.holders import in_words
from optimiser.reasons.programme_situation import Chance, HubSituation
from optimiser.reasons.remedies import SOLVE_ON
from optimiser.remedies.openings import Obstacle, Openings

LEFT_OVER = "A place that it could use is left over, so that a longer search would place more."
SWAP_EXISTS = "Somebody who counts for less holds a place it could use, so that a longer search would place more."

OBSTACLES: Mapping[Reason, frozenset[Obstacle]] = {
    Reason.NO_ROOM_IN_REACH: frozenset({Obstacle.REACH}),
    Reason.IN_USE: frozenset({Obstacle.IN_USE, Obstacle.CLOSED}),
    Reason.NOT_SHARED: frozenset({Obstacle.SHARING}),
    Reason.NO_SUPERVISOR: frozenset({Obstacle.SUPERVISOR}),
    Reason.OWN_SLOTS: frozenset({Obstacle.SLOTS}),
    Reason.ONE_SITE_A_DAY: frozenset({Obstacle.ONE_SITE_A_DAY}),
    Reason.FEW_SITES: frozenset({Obstacle.FEW_SITES}),
    Reason.UNKNOWN_ROOMS: frozenset({Obstacle.UNKNOWN}),
    Reason.OUTRANKED: frozenset({Obstacle.HELD}),
}
"""What each reason of a post says stands in the way."""

TOLD: Mapping[Reason, str] = {
    Reason.IN_USE: "a suitable room at {} were not in use or closed then",
    Reason.NOT_SHARED: "{} shared its rooms with it",
    Reason.NO_SUPERVISOR: "a supervisor had a place left at {}",
    Reason.OWN_SLOTS: "it could come to {} in other half-days",
    Reason.ONE_SITE_A_DAY: "it could be at {} and at another site on one day",
    Reason.FEW_SITES: "it could work at {} too, at more sites a week",
    Reason.UNKNOWN_ROOMS: "a room at {} of which nothing is known were free",
    Reason.OUTRANKED: "one of those who hold a place at {} gave it up",
}
"""What would have to be otherwise, for reasons that elimination did not come to first."""

NOTHING_ALONE = "Nothing that stands in its way was found to be enough by itself for one session more."


def is_true(openings: Openings, reason: Reason) -> bool:
    """Whether one session more of a post has a place once exactly what the reason says is out of the way.

    The place may be one that somebody holds who counts for less: the plan is the better for it.
    """
    if reason is Reason.NO_ROOM_IN_REACH and any(openings.times(site.site_id, None) for site in openings.sites()):
        return True
    return reason in OBSTACLES and openings.anywhere(OBSTACLES[reason] | {Obstacle.HELD_BELOW})


def proved(openings: Openings, first: Explanation) -> Explanation:
    """Return the first reason where it is true; else the first other one that is, or that none is proved.

    Where a place is left over, or somebody who counts for less could make way, as things are, nothing is in the way
    but a longer search.
    """
    if openings.anywhere():
        return Explanation(reason=Reason.NOT_PROVED, explanation=LEFT_OVER, remedy=SOLVE_ON)
    if openings.anywhere({Obstacle.HELD_BELOW}):
        return Explanation(reason=Reason.NOT_PROVED, explanation=SWAP_EXISTS, remedy=SOLVE_ON)
    if first.reason is Reason.NOT_PROVED or is_true(openings, first.reason):
        return first
    for reason, told in TOLD.items():
        if is_true(openings, reason):
            found = list(openings.found(OBSTACLES[reason] | {Obstacle.HELD_BELOW}))
            sites = openings.situation.named([opening.week for opening in found])
            because = f"{first.explanation} It would have one session more if {told.format(sites)}"
            if reason is Reason.OUTRANKED:
                because += f": {in_words(openings.situation.view.dataset, openings.holders(found))}"
            return Explanation(reason=reason, explanation=f"{because}.", remedy=first.remedy)
    return _not_proved(first)


def proved_of_programme(s: HubSituation, first: Explanation) -> Explanation:
    """Return the reason of a programme where it is true; else the first other one that is, or that none is proved."""
    if first.reason is Reason.NOT_PROVED or _is_true(s, first.reason):
        return first
    reason = next((reason for reason in _OF_PROGRAMMES if _is_true(s, reason)), None)
    if reason is None:
        return _not_proved(first)
    because = f"{first.explanation} {_OF_PROGRAMMES[reason]}"
    return Explanation(reason=reason, explanation=because, remedy=first.remedy)


def has_no_proof(told: Explanation) -> bool:
    """Whether several things stand in the way, no one of which is proved to be enough."""
    return told.reason is Reason.NOT_PROVED and told.explanation.endswith(NOTHING_ALONE)


def _not_proved(first: Explanation) -> Explanation:
    because = f"{first.explanation} {NOTHING_ALONE}"
    return Explanation(reason=Reason.NOT_PROVED, explanation=because, remedy=first.remedy)


_OF_PROGRAMMES: Mapping[Reason, str] = {
    Reason.NOT_SHARED: "One more would have rooms if another candidate site shared them.",
    Reason.OWN_SLOTS: "One more would have rooms in other half-days.",
    Reason.UNKNOWN_ROOMS: "One more would have rooms if those were free of which nothing is known.",
    Reason.IN_USE: "One more would have rooms if those were free that are in use or closed.",
    Reason.ROOMS_TOGETHER: "One more would have a place if it took fewer rooms.",
}
"""Reasons of programmes that elimination may not come to first; that others hold the rooms is true where it does."""


def _is_true(s: HubSituation, reason: Reason) -> bool:
    if reason is Reason.NO_ROOM_IN_REACH:
        return bool(s.programme.slots)  # a candidate site more, with the rooms, would do
    return any(_helps(s, chance, reason) for chance in s.chances)


def _helps(s: HubSituation, chance: Chance, reason: Reason) -> bool:
    asked, shared = chance.slot in s.programme.slots, s.is_shared(chance.site)
    if reason is Reason.NOT_SHARED:
        return asked and not shared and chance.empty >= s.together
    if reason is Reason.OWN_SLOTS:
        return shared and not asked and chance.empty >= s.together
    rooms = {
        Reason.UNKNOWN_ROOMS: chance.empty + chance.unknown,
        Reason.IN_USE: chance.empty + chance.in_use + chance.closed,
        Reason.ROOMS_TOGETHER: s.together if chance.empty else 0,
        Reason.OUTRANKED: len(chance.rooms),
    }
    return asked and shared and rooms.get(reason, 0) >= s.together
