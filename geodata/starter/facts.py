"""Facts that several files tell: the newest is taken; what disagrees with it, or is left out, is kept for the page."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from geodata.national.source import Source


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing that one file tells: ``about`` (such as ``list size``) of the organisation ``code``."""

    about: str
    code: str
    value: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Two files that disagree: the value used, with its source, and the one that was not."""

    about: str
    code: str
    used: str
    used_from: Source
    other: str
    other_from: Source


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Something in the files that is not in the dataset, and why."""

    what: str
    code: str
    name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Notes:
    """What the page has to say about a step: conflicts, what was left out, what is unknown, and remarks."""

    conflicts: tuple[Conflict, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unknown: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def __add__(self, other: "Notes") -> "Notes":
        """Join two lots of notes."""
        return Notes(
            conflicts=self.conflicts + other.conflicts,
            left_out=self.left_out + other.left_out,
            unknown=self.unknown + other.unknown,
            remarks=self.remarks + other.remarks,
        )


Row = TypeVar("Row")


def newest_first(rows: Iterable[Row], source: Callable[[Row], Source]) -> list[Row]:
    """Return rows with those of the newest source first; among equals the order of the files stands."""
    return sorted(rows, key=lambda row: source(row).dated, reverse=True)


def is_same_text(one: str, other: str) -> bool:
    """Whether two texts differ at most in case, spaces, points and ``&`` for *and*."""
    return _plain(one) == _plain(other)


def is_same_figure(one: str, other: str) -> bool:
    """Whether two figures differ by less than 0.05: files print the same FTE to one, two or three places."""
    return abs(Decimal(one) - Decimal(other)) < _ROUNDING


_ROUNDING = Decimal("0.05")


def settle(
    facts: Iterable[Fact], is_same: Callable[[str, str], bool] = is_same_text
) -> tuple[dict[str, Fact], tuple[Conflict, ...]]:
    """Return the newest fact by code, and a conflict for each older one that tells another thing.

    All facts are about the same thing; ``is_same`` says whether two values tell the same.
    """
    chosen: dict[str, Fact] = {}
    conflicts: dict[tuple[str, str], Conflict] = {}
    for fact in newest_first(facts, lambda each: each.source):
        if not fact.value:
            continue
        used = chosen.setdefault(fact.code, fact)
        if not is_same(used.value, fact.value):
            conflicts.setdefault((fact.code, _plain(fact.value)), _conflict(used, fact))
    return chosen, tuple(conflicts.values())


def _conflict(used: Fact, other: Fact) -> Conflict:
    return Conflict(
        about=other.about,
        code=other.code,
        used=used.value,
        used_from=used.source,
        other=other.value,
        other_from=other.source,
    )


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9.]", "", text.casefold().replace("&", "and"))


def text_of(figure: Decimal | None) -> str:
    """Return a figure as a cell holds it, blank where it is not known."""
    return "" if figure is None else f"{figure.normalize():f}"


_KEPT = frozenset({"PCN", "GP", "NHS", "ICB", "HQ", "UTC", "CMHT", "BMI", "MIU"})


def in_title_case(name: str) -> str:
    """Return a name that a file prints in capitals as people write it; others stay as they are."""
    if name != name.upper():
        return name
    words = name.split()
    small = {"and", "of", "the", "at", "in", "on", "for"}
    cased = (_cased(word, is_small=place > 0 and word.casefold() in small) for place, word in enumerate(words))
    return " ".join(cased)


def _cased(word: str, *, is_small: bool) -> str:
    if word.strip("().,") in _KEPT:
        return word
    if is_small:
        return word.casefold()
    # A letter after an apostrophe stays small (Penny's); after a hyphen, bracket or stroke it does not.
    return re.sub(r"(^|[-(/])([a-z])", lambda found: found[1] + found[2].upper(), word.casefold())
