"""Which of a sheet's headings stand for which of a table's columns, and how certain that is."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from estates.domain.slots import SLOTS
from geodata.own_headings.words import COLUMN_WORDS, DAY_WORDS, HALF_WORDS
from geodata.sources.raw import plain_name
from geodata.tables.columns import Column, Table

SAME, OTHER_WORD, CERTAIN, NEAR = 1.0, 0.95, 0.88, 0.75
"""How alike two names are: the same but for case and marks; a known other word; a slip of the pen; worth a look."""

SHORTEST_FOR_SLIPS = 5
SLOT_NAMES = frozenset(slot.value for slot in SLOTS)


@dataclass(frozen=True, kw_only=True)
class Matches:
    """Headings by our column: ``own`` are ours already, ``certain`` may be proposed, ``near`` are worth a look."""

    own: Mapping[str, str]
    certain: Mapping[str, str]
    near: Mapping[str, str]

    def share(self, columns: Sequence[Column]) -> float:
        """Return the share of some columns that are found."""
        found = sum(column.name in self.own or column.name in self.certain for column in columns)
        return found / len(columns) if columns else 0.0


def match_headings(table: Table, headings: Sequence[str]) -> Matches:
    """Match headings with the columns of a table, each once, the most alike first.

    Parameters
    ----------
    table
        The table that the sheet is taken for.
    headings
        As they stand. One that stands twice is matched with nothing: nobody could say which of the two is meant.
    """
    by_name = {plain_name(column): column for column in table.by_name}
    own = {by_name[plain_name(heading)]: heading for heading in headings if plain_name(heading) in by_name}
    count = Counter(map(plain_name, headings))
    others = [heading for heading in headings if plain_name(heading) not in by_name and count[plain_name(heading)] == 1]
    missing = [column for column in table.columns if column.name not in own]
    scores = {(column.name, heading): _alike_column(heading, column, table) for column in missing for heading in others}
    certain = _pairs(scores, CERTAIN, taken=())
    near = _pairs(scores, NEAR, taken=(*certain, *certain.values()))
    return Matches(own=own, certain=_in_order(certain, table), near=_in_order(near, table))


def _in_order(pairs: Mapping[str, str], table: Table) -> dict[str, str]:
    return {name: pairs[name] for name in table.by_name if name in pairs}


def _pairs(scores: Mapping[tuple[str, str], float], least: float, *, taken: Iterable[str]) -> dict[str, str]:
    """Return column and heading of the pairs that are alike enough, the most alike first, each name once."""
    gone, pairs = set(taken), {}
    # Sorting keeps the order of columns and headings where two pairs are equally alike.
    for (column, heading), score in sorted(scores.items(), key=lambda item: -item[1]):
        if score >= least and column not in gone and heading not in gone:
            pairs[column] = heading
            gone |= {column, heading}
    return pairs


def _alike_column(heading: str, column: Column, table: Table) -> float:
    if column.is_slot:
        return SAME if slot_of(heading) == column.name else 0.0
    return alike(heading, column.name, COLUMN_WORDS.get(table.name, {}).get(column.name, ()))


def alike(theirs: str, ours: str, other_words: Iterable[str]) -> float:
    """Return how alike a user's name and one of ours are, from 0 to 1.

    Parameters
    ----------
    theirs
        A heading or a sheet's title; what stands in round brackets may be left out of account.
    ours
        Our name for it.
    other_words
        What else it is called, as ``plain_words`` gives it.
    """
    names = {plain_words(theirs), plain_words(re.sub(r"\(.*?\)", " ", theirs))} - {""}
    return max((_alike_words(name, plain_words(ours), tuple(other_words)) for name in names), default=0.0)


def _alike_words(name: str, ours: str, other_words: tuple[str, ...]) -> float:
    if _solid(name) == _solid(ours):
        return SAME
    if _solid(name) in map(_solid, other_words):
        return OTHER_WORD
    if len(name) < SHORTEST_FOR_SLIPS:
        return 0.0
    slips = max(SequenceMatcher(None, name, word).ratio() for word in (ours, *other_words))
    return min(slips, CERTAIN)


def plain_words(name: str) -> str:
    """Return a name as small words with single blanks between them and no marks: ``SiteID (m²)`` as ``site id m2``."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFKC", name))
    return " ".join(re.findall(r"[^\W_]+", apart.casefold()))


def _solid(words: str) -> str:
    return words.replace(" ", "")


def slot_of(heading: str) -> str | None:
    """Return the slot that a heading such as ``Monday morning`` or ``Tues PM`` means, or ``None``.

    Examples
    --------
    >>> slot_of("Monday morning"), slot_of("pm - Tues"), slot_of("Sunday am")
    ('MON_AM', 'TUE_PM', None)
    """
    words = plain_words(heading).split()
    days = [(place, day) for place, word in enumerate(words) if (day := _day(word))]
    if len(days) != 1:
        return None
    place, day = days[0]
    rest = " ".join(words[:place] + words[place + 1 :])
    half = next((half for half, called in HALF_WORDS.items() if rest in called), None)
    slot = f"{day}_{half}"
    return slot if slot in SLOT_NAMES else None


def _day(word: str) -> str | None:
    shorter = word.removesuffix("s")
    return next((day for day, full in DAY_WORDS.items() if len(shorter) >= 3 and full.startswith(shorter)), None)
