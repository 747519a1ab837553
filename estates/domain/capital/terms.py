"""Sums of products of yes-or-no choices: how a figure depends on which schemes are built.

A sum is held as its terms, each an amount by the set of schemes that must all be built for it to count, so that
``3 a b - a + 2`` is ``{{a, b}: 3, {a}: -1, {}: 2}``. Every figure that depends on a set of schemes has exactly one such
form, so that it can be listed in a table and added up by hand.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias

Together: TypeAlias = frozenset[str]
"""Codes of schemes that must all be built."""

Number: TypeAlias = int | float | Fraction
Terms: TypeAlias = Mapping[Together, int]

ALWAYS: Terms = {frozenset(): 1}


def if_built(scheme_id: str) -> Terms:
    """Return 1 where a scheme is built, else 0."""
    return {frozenset((scheme_id,)): 1}


def unless(terms: Terms) -> Terms:
    """Return 1 less a sum."""
    return _tidy([*ALWAYS.items(), *((together, -amount) for together, amount in terms.items())])


def both(one: Terms, other: Terms) -> Terms:
    """Return the product of two sums; a choice times itself is itself."""
    return _tidy((a | b, x * y) for a, x in one.items() for b, y in other.items())


def if_any(scheme_ids: Iterable[str]) -> Terms:
    """Return 1 where at least one of some schemes is built, else 0."""
    none: Terms = ALWAYS
    for scheme_id in scheme_ids:
        none = both(none, unless(if_built(scheme_id)))
    return unless(none)


def value(terms: Mapping[Together, Number], built: Collection[str]) -> Number:
    """Return what a sum comes to where some schemes are built."""
    chosen = frozenset(built)
    return sum(amount for together, amount in terms.items() if together <= chosen)


def _tidy(terms: Iterable[tuple[Together, int]]) -> Terms:
    found: dict[Together, int] = defaultdict(int)
    for together, amount in terms:
        found[together] += amount
    return {together: amount for together, amount in found.items() if amount}
