"""The use of free rooms by half-day and room type: when rooms are taken, and when they stand empty."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from estates.domain.slots import CORE_SLOTS, DAYS, SLOTS, Slot
from estates.domain.wording import ROOM_TYPE_WORDS, slot_in_words
from estates.domain.words import RoomType
from maps.figures.frame import Space, Words, framed, text_width
from maps.figures.sheets import INK, SOFT_INK, PrintFigure, Sheet
from maps.outcome import Outcome
from maps.report import Report
from maps.wording import percent

_ALL = "Rooms a role can use"
_NOTHING_FREE, _NOTHING_FREE_HATCH = "#f4f4f2", "xx"
_METHOD = (
    "Method: places are free half-days of rooms × people at a time, before the plan; a programme takes a room whole. "
    "Each cell reads used / free; “?” marks half-days of rooms of which some are not known, which are never used. "
    "† No role or programme of this dataset can use one."
)
# Light where rooms stand empty, dark where they are full: with the numbers and the hatching it reads in grey too.
_SHADES = (
    (0.0, "#ffffff", ""),
    (0.5, "#dce8ef", ""),
    (0.75, "#aac9d9", "..."),
    (0.9, "#6fa3bd", "///"),
    (1.0, "#2f6f8f", ""),
)


@dataclass(frozen=True, kw_only=True)
class Use:
    """Places of one kind of room in one half-day: free before the plan, used by it, and cells not known."""

    free: int = 0
    placed: int = 0
    unknown: int = 0

    @property
    def share(self) -> float:
        """The share (0 to 1) of the free places that the plan uses."""
        return self.placed / self.free if self.free else 0.0

    @property
    def exact_share(self) -> Decimal:
        """The same share, to be told in words."""
        return Decimal(self.placed) / self.free

    def __add__(self, other: "Use") -> "Use":
        """Add up two kinds of room."""
        return Use(free=self.free + other.free, placed=self.placed + other.placed, unknown=self.unknown + other.unknown)


def use_by_slot(outcome: Outcome) -> Mapping[str, Mapping[Slot, Use]]:
    """Return the use of rooms by heading (room types in use, then all rooms) and half-day."""
    use: dict[str, dict[Slot, Use]] = defaultdict(dict)
    for row in outcome.use:
        slot, here = Slot(row.slot), Use(free=row.free, placed=row.placed, unknown=row.unknown)
        is_wanted = RoomType(row.room_type) in outcome.room_types_in_use
        for heading in (row.room_type, _ALL)[: 1 + is_wanted]:
            use[heading][slot] = use[heading].get(slot, Use()) + here
    order = [*(kind.value for kind in RoomType), _ALL]
    return {_heading(outcome, name): use[name] for name in order if name in use}


def room_use_figure(report: Report, sheet: Sheet) -> PrintFigure:
    """Return the use of free rooms by half-day."""
    use = use_by_slot(report.outcome)
    words = Words(
        title=_finding(use.get(_ALL, {})),
        subtitle="Places in free rooms that the plan uses, of all that are free, by room type and half-day of the week",
        notes=(_METHOD, *report.notes()),
    )
    figure, space = framed(sheet, words)
    if use:
        _draw(figure, space, (sheet, use))
    return figure


def _heading(outcome: Outcome, name: str) -> str:
    if name == _ALL:
        return name
    words = ROOM_TYPE_WORDS[RoomType(name)].capitalize()
    return words if RoomType(name) in outcome.room_types_in_use else f"{words} †"


def _finding(week: Mapping[Slot, Use]) -> str:
    left = {slot: use.free - use.placed for slot, use in week.items() if use.free}
    if not left:
        return "No room is free in any half-day"
    if not any(left.values()):
        return "Every free place is used"
    core, extended = (_together(week, is_core=is_core) for is_core in (True, False))
    if core.free and extended.free:
        return (
            f"Of free places in rooms that a role can use, {percent(core.exact_share)} are used in core hours, "
            f"{percent(extended.exact_share)} in evenings and on Saturdays"
        )
    slot = min(left, key=lambda slot: (-left[slot], SLOTS.index(slot)))
    day, _, part = slot_in_words(slot).partition(" ")
    return (
        f"No half-day has more free places left than {day} {part}: {left[slot]:,} of {week[slot].free:,} that a role "
        "can use"
    )


def _together(week: Mapping[Slot, Use], *, is_core: bool) -> Use:
    """Return the use of the core half-days together, or of the evenings and Saturdays."""
    return sum((use for slot, use in week.items() if (slot in CORE_SLOTS) is is_core), Use())


def _draw(figure: Figure, space: Space, shown: tuple[Sheet, Mapping[str, Mapping[Slot, Use]]]) -> None:
    sheet, use = shown
    size = sheet.text * 0.9
    names = 0.15 + max(text_width(figure, heading, size=size, weight="bold") for heading in use)
    height = min(space.height - 1.1, 0.8 * len(use))
    place = Space(
        left=space.left + names,
        bottom=space.bottom + space.height - 0.62 - height,
        width=space.width - names,
        height=height,
    )
    axes = figure.add_axes(place.of(figure))
    axes.set_xlim(-0.5, len(SLOTS) - 0.5)
    axes.set_ylim(len(use) - 0.5, -0.5)
    axes.axis("off")
    # All figures are as large as lets the longest stand in its cell with room beside it.
    longest = max(text_width(figure, _told(each), size=size) for week in use.values() for each in week.values())
    figures = size * min(0.9, 0.86 * place.width / len(SLOTS) / longest)
    for row, (heading, week) in enumerate(use.items()):
        weight = "bold" if heading == _ALL else "normal"
        axes.text(-0.6, row, heading, ha="right", va="center", size=size, weight=weight)
        for column, slot in enumerate(SLOTS):
            _cell(axes, (column, row), week.get(slot, Use()), figures)
    _slots(axes, size)
    _key(figure, Space(left=place.left, bottom=place.bottom - 0.42, width=place.width, height=0.3), sheet)


def _cell(axes: Axes, at: tuple[int, int], use: Use, size: float) -> None:
    colour, hatch = _shade(use)
    corner = (at[0] - 0.5, at[1] - 0.5)
    axes.add_artist(Rectangle(corner, 1, 1, facecolor=colour, edgecolor="#8fb2c4", linewidth=0.5, hatch=hatch))
    dark = colour == _SHADES[-1][1]
    box = None if dark or not hatch else {"boxstyle": "square,pad=0.12", "facecolor": colour, "edgecolor": "none"}
    ink = "#ffffff" if dark else INK
    axes.text(*at, _told(use), ha="center", va="center", size=size, color=ink, bbox=box)


def _told(use: Use) -> str:
    unknown = "?" if use.unknown else ""
    return f"{use.placed}/{use.free}{unknown}" if use.free else unknown or "–"


def _shade(use: Use) -> tuple[str, str]:
    if not use.free:
        return _NOTHING_FREE, _NOTHING_FREE_HATCH
    return next((colour, hatch) for start, colour, hatch in reversed(_SHADES) if use.share >= start)


def _slots(axes: Axes, size: float) -> None:
    parts = {"AM": "am", "PM": "pm", "EVE": "eve"}
    for column, slot in enumerate(SLOTS):
        axes.text(column, -0.62, parts[slot.value[4:]], ha="center", va="bottom", size=size, color=SOFT_INK)
    for day in DAYS:
        columns = [column for column, slot in enumerate(SLOTS) if slot.day == day]
        middle = sum(columns) / len(columns)
        axes.annotate(
            slot_in_words(SLOTS[columns[0]]).partition(" ")[0],
            (middle, -0.62),
            xytext=(0, size * 1.5),
            textcoords="offset points",
            annotation_clip=False,
            ha="center",
            va="bottom",
            size=size,
            weight="bold",
        )
        axes.axvline(columns[0] - 0.5, color=INK, linewidth=1.1)


def _key(figure: Figure, space: Space, sheet: Sheet) -> None:
    axes = figure.add_axes(space.of(figure))
    axes.axis("off")
    axes.set_xlim(0, 8.4)
    axes.set_ylim(0, 1)
    words = ("under half used", "half or more", "75% or more", "90% or more", "all used")
    shown = [(colour, hatch, text) for (_, colour, hatch), text in zip(_SHADES, words, strict=True)]
    for column, (colour, hatch, text) in enumerate([*shown, (_NOTHING_FREE, _NOTHING_FREE_HATCH, "none free")]):
        left = column * 1.42
        axes.add_artist(
            Rectangle((left, 0.2), 0.18, 0.6, facecolor=colour, edgecolor="#8fb2c4", linewidth=0.6, hatch=hatch)
        )
        axes.text(left + 0.22, 0.5, text, va="center", size=sheet.text * 0.8)
