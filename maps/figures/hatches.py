"""Hatching that goes with each colour, so that a class is told apart also on a photocopy."""

from collections.abc import Mapping
from types import MappingProxyType

from maps.palette import NO_FIGURES, SHARE_CLASSES, STAFF_NOT_KNOWN, ShareClass

_PATTERNS = ("", "..", "//", "\\\\\\", "xxx", "")
# The darkest class is left plain: it is the only one that a photocopier makes black.
HATCHES: Mapping[str, str] = MappingProxyType(
    {step.words: pattern for step, pattern in zip(SHARE_CLASSES, _PATTERNS, strict=True)}
    | {NO_FIGURES.words: "--", STAFF_NOT_KNOWN.words: "||"}
)
HATCH_INK, HATCH_INK_ON_DARK = "#9a6a45", "#e3cdbd"

UNMET_COLOUR, UNMET_HATCH = "#7f3a25", "////"
"""Bars of what has no room are dark and hatched."""

BAND_COLOURS: tuple[str, ...] = ("#2f6f8f", "#6fa3bd", "#aac9d9", "#d8e7ee")
BAND_HATCHES: tuple[str, ...] = ("", "...", "///", "--")
BEYOND_COLOUR = "#f4f2ec"


def hatch(step: ShareClass) -> str:
    """Return the hatching of a class of unmet share."""
    return HATCHES[step.words]


def hatch_ink(step: ShareClass) -> str:
    """Return the colour that a class is hatched in."""
    return HATCH_INK_ON_DARK if step.is_dark else HATCH_INK
