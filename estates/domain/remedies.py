"""Remedies: changes to the dataset that let more sessions be placed, each proved by a plan that does so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.scenario.changes import Change
from estates.domain.scenario.scenario import NamedChange, Scenario, attempt
from estates.domain.wording import counted


class RemedyKind(StrEnum):
    """The ladder, from the cheapest remedy up; ``together`` is all the first remedies of an area at once."""

    OTHER_SLOTS = "other_slots"
    SHARE = "share"
    SURVEY = "survey"
    OPEN = "open"
    SUPERVISOR = "supervisor"
    MORE_SITES = "more_sites"
    TRAVEL = "travel"
    CONVERT = "convert"
    EXTEND = "extend"
    TOGETHER = "together"


_IF_SO = frozenset(
    {RemedyKind.OTHER_SLOTS, RemedyKind.SHARE, RemedyKind.SURVEY, RemedyKind.MORE_SITES, RemedyKind.TRAVEL}
)
"""Remedies that ask whether something may be, or is."""

LADDER: tuple[RemedyKind, ...] = tuple(kind for kind in RemedyKind if kind is not RemedyKind.TOGETHER)


@dataclass(frozen=True, kw_only=True)
class Gain:
    """What a plan with a remedy places more than the plan as it stands, and than the same search finds without it.

    ``weighted`` counts each session by its priority, ``sessions`` plainly: both net, for the whole dataset, after the
    posts near by have been placed again. ``own`` are those of the posts and programmes that the remedy is for.
    ``moved`` counts others that had sessions and have some of them elsewhere. ``rows`` is the plan that proves it,
    ``without`` the plan that the search finds without the changes, where it finds a better one. ``estimated``: what is
    new in the plan rests on an estimate, as of a room.
    """

    weighted: int
    sessions: int
    own: int
    moved: int
    rows: tuple[Placement, ...]
    without: tuple[Placement, ...] = ()
    estimated: bool = False


@dataclass(frozen=True, kw_only=True)
class Remedy:
    """A remedy for the posts and programmes ``ids`` at a level's code, in words and as changes of a scenario.

    ``level`` is ``post``, ``programme``, ``pcn`` or ``icb``. ``unmet`` are the sessions unmet there without it.
    ``rank`` counts the remedies of a code, the cheapest first; before them, of a PCN or the whole area, ``together``.
    """

    level: str
    code: str
    name: str
    rank: int
    kind: RemedyKind
    told: str
    ids: tuple[str, ...]
    unmet: int
    changes: tuple[Change, ...]
    gain: Gain
    estimated: bool


def gain_told(remedy: Remedy) -> str:
    """Return what a remedy of a post or programme gains, as a sentence: what the plan has that proves it.

    A plan made afresh may be another one: it has at least the weighted sessions for the whole area, not for this post.
    """
    gain = remedy.gain
    start = "If so, a" if remedy.kind in _IF_SO else "A"
    told = f"{start} plan was found with {counted(gain.own, 'session')} more for it"
    if gain.sessions != gain.own:
        told += f", {gain.sessions:+,} in the whole area"
    return f"{told}, with {counted(gain.moved, 'other')} moved." if gain.moved else f"{told}."


def with_changes(dataset: Dataset, changes: Sequence[Change]) -> Dataset:
    """Return the dataset with the changes of remedies made.

    A change that finds nothing left to do, since one before it has done the same, is passed over.
    """
    named = tuple(NamedChange(name=f"{number}", change=change) for number, change in enumerate(changes, start=1))
    changed, _ = attempt(dataset, Scenario(name="remedies", changes=named))
    return changed


def those_that_count(dataset: Dataset, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return the changes that still change something once those before them are made: a scenario refuses the others."""
    kept: list[Change] = []
    for change in without_repeats(changes):
        changed, problems = attempt(dataset, Scenario(name="one", changes=(NamedChange(name="1", change=change),)))
        if not problems:
            kept.append(change)
            dataset = changed
    return tuple(kept)


def without_repeats(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes, each once, in their order."""
    return tuple(dict.fromkeys(changes))
