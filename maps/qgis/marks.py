"""Marks that the layers need beside those of the map: why sessions are unmet, and how much of a room is used.

The colours are the Government Analysis Function's categorical palette; each reason has a shape of its own too, so that
none is told by colour alone.
"""

from collections.abc import Mapping
from types import MappingProxyType

from estates.domain.words import Reason
from geodata.plan_workbook.words import REASON_WORDS
from maps.palette import Mark

_NAVY, _TEAL, _PLUM, _ORANGE, _GREY, _LILAC = "#12436d", "#28a197", "#801650", "#f46a25", "#3d3d3d", "#a285d1"
_LOOKS = {
    Reason.NO_ROOM_IN_REACH: ("circle", _NAVY),
    Reason.IN_USE: ("square", _PLUM),
    Reason.NOT_SHARED: ("triangle", _TEAL),
    Reason.NO_SUPERVISOR: ("diamond", _ORANGE),
    Reason.OWN_SLOTS: ("pentagon", _LILAC),
    Reason.ONE_SITE_A_DAY: ("hexagon", _GREY),
    Reason.FEW_SITES: ("cross_fill", _NAVY),
    Reason.ROOMS_TOGETHER: ("star", _PLUM),
    Reason.OUTRANKED: ("circle", _ORANGE),
    Reason.UNKNOWN_ROOMS: ("square", _LILAC),
    Reason.NOT_PROVED: ("triangle", _GREY),
}
REASON_MARKS: Mapping[Reason, Mark] = MappingProxyType(
    {reason: Mark(words=REASON_WORDS[reason], shape=shape, colour=colour) for reason, (shape, colour) in _LOOKS.items()}
)

# Expression, words, colour and outline, from a room that is never free to one whose free time is used up. Light to
# dark in one hue, so that the order holds in grey; what is not known or never free stands apart by its outline.
ROOM_USE_CLASSES: tuple[tuple[str, str, str, str], ...] = (
    ('"free" = 0 AND "unknown_cells" > 0', "Not known when it is free", "#ffffff", "#a285d1"),
    ('"free" = 0 AND "unknown_cells" = 0', "Never free", "#ffffff", "#b1b4b6"),
    ('"free" > 0 AND "use_share" = 0', "Free, not used", "#dfe9f2", "#12436d"),
    ('"use_share" > 0 AND "use_share" < 0.5', "Under half of its free time used", "#9dbbd6", "#12436d"),
    ('"use_share" >= 0.5 AND "use_share" < 1', "Half or more used", "#4f84b3", "#ffffff"),
    ('"use_share" >= 1', "All used", "#12436d", "#ffffff"),
)
