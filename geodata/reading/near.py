"""Near matches: the code that somebody probably meant."""

import re
from collections.abc import Iterable, Mapping

LEADING_NOUGHTS = re.compile(r"(?<![0-9])0+(?=[0-9])")


def alike(code: str) -> str:
    """Return a code in the form in which near matches are equal: case, O for nought, leading noughts, inner blanks.

    Examples
    --------
    >>> alike("SO1") == alike("s01") == alike("S 1")
    True
    """
    figures = re.sub(r"\s", "", code).casefold().replace("o", "0")
    return LEADING_NOUGHTS.sub("", figures)


def near_index(codes: Iterable[str]) -> Mapping[str, str]:
    """Return the first code of each near-match form, to look up many."""
    index: dict[str, str] = {}
    for code in codes:
        index.setdefault(alike(code), code)
    return index


def nearest(code: str, known: Iterable[str]) -> str | None:
    """Return the known code that differs by case, O for nought, leading noughts or blanks alone, or ``None``."""
    return near_index(known).get(alike(code))
