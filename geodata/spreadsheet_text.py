"""Text that a spreadsheet would take for a formula: guarded on its way into a CSV file, freed on its way out.

A spreadsheet runs a CSV cell that starts with ``= + - @``, a tab or a return as a formula, quotes or not. An
apostrophe before it makes it text. So that our readers can tell such a guard from a text's own apostrophe, a text
that itself starts with one gets a second.
"""

import re

# Some programs drop a leading tab, carriage return or line feed and then run what follows.
_RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_GUARD = "'"
_PLAIN_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


def guard_text(text: str) -> str:
    """Return a text as it may stand in a CSV file that people open in a spreadsheet.

    Plain numbers (``-5``, ``+3.2``, ``-1e5``) stay as they are.

    Examples
    --------
    >>> guard_text("=1+1"), guard_text("-5"), guard_text("'tis")
    ("'=1+1", '-5', "''tis")
    """
    if text.startswith(_GUARD):
        return _GUARD + text
    if text.startswith(_RISKY_STARTS) and not _PLAIN_NUMBER.fullmatch(text):
        return _GUARD + text
    return text


def unguard_text(text: str) -> str:
    """Return the text that ``guard_text`` was given.

    An apostrophe that guards nothing belongs to the text: ``'t Hooft`` in a file that others wrote stays whole.

    Examples
    --------
    >>> unguard_text("'=1+1"), unguard_text("-5"), unguard_text("''tis")
    ('=1+1', '-5', "'tis")
    """
    is_guarded = text.startswith(_GUARD) and text[1:].startswith((_GUARD, *_RISKY_STARTS))
    return text[1:] if is_guarded else text
