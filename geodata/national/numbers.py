"""Figures of the national files: plain numbers, or a mark that says there is none."""

from decimal import Decimal, InvalidOperation

NO_DATA = frozenset({"", "nd", "na", "n/a", "-", ".", "*", "null", "none", "unknown"})


def number(text: str) -> Decimal | None:
    """Return the figure of a cell, or ``None`` where the file gives none (``ND``, ``NA``, blank, a star)."""
    if text.casefold() in NO_DATA:
        return None
    try:
        found = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def whole(text: str) -> int | None:
    """Return the whole figure of a cell, or ``None`` where the file gives none."""
    found = number(text)
    return None if found is None else int(found)
