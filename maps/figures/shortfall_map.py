"""The map of the shortfall on paper: PCN areas shaded and hatched by the share of sessions without a room."""

from collections import Counter
from typing import Any

from estates.domain.wording import counted
from maps.area_class import area_class
from maps.figures.frame import Space, Words, framed
from maps.figures.ground import Ground, draw_backdrop, draw_scale, draw_shape, draw_sites, ground, shown
from maps.figures.hatches import hatch, hatch_ink
from maps.figures.key import Key, write_key
from maps.figures.names import AreaName, KeptClear, draw_names, draw_towns
from maps.figures.sheets import PrintFigure, Sheet
from maps.header import areas_note
from maps.palette import MARKS, NO_FIGURES, SHARE_CLASSES, STAFF_NOT_KNOWN, ShareClass
from maps.report import STAFF_UNKNOWN, Report, pcns_short_of_rooms
from maps.wording import county_sentence, short_percent

_KEY_SHARE = 0.235
_GAP_INCHES = 0.25


def shortfall_figure(report: Report, sheet: Sheet) -> PrintFigure:
    """Return the map of the shortfall by PCN."""
    outcome = report.outcome
    words = Words(
        title=pcns_short_of_rooms(report),
        subtitle=county_sentence(outcome.icb),
        notes=(*_method(report), *report.notes()),
    )
    figure, space = framed(sheet, words)
    here = ground(figure, beside_key(space), shown(outcome))
    draw_backdrop(here, outcome)
    draw_areas(here, report)
    draw_sites(here, outcome.dataset.sites, points=sheet.text * 0.55)
    taken = draw_scale(here, sheet)
    names = [AreaName(area=area, figure=_share(report, area.pcn_code)) for area in outcome.areas]

    def explain(numbered: list[str]) -> int:
        return write_key(figure, key_space(space), sheet, lambda key: _key(key, report, numbered))

    clear = KeptClear(taken=taken, sites=outcome.dataset.sites)
    covered = draw_names(here, sheet, names, clear, explain=explain)
    draw_towns(here, sheet, outcome, [*taken, *covered])
    return figure


def beside_key(space: Space) -> Space:
    """Return the part of a figure's space that a map takes."""
    width = space.width * (1 - _KEY_SHARE) - _GAP_INCHES
    return Space(left=space.left, bottom=space.bottom, width=width, height=space.height)


def key_space(space: Space) -> Space:
    """Return the part of a figure's space that the key beside a map takes."""
    width = space.width * _KEY_SHARE
    return Space(left=space.left + space.width - width, bottom=space.bottom, width=width, height=space.height)


def draw_areas(here: Ground, report: Report) -> None:
    """Shade and hatch the areas by their class."""
    for area in report.outcome.areas:
        step = area_class(report.outcome, area)
        draw_shape(here, area.shape, zorder=3, **patch_style(step))
    for colour, width in (("#ffffff", 1.9), ("#3a2d25", 0.7)):
        for area in report.outcome.areas:
            draw_shape(here, area.shape, zorder=4, facecolor="none", edgecolor=colour, linewidth=width)


def patch_style(step: ShareClass) -> dict[str, Any]:
    """Return how an area of a class is filled: colour, hatching and, for the key, an outline."""
    return {"facecolor": step.colour, "edgecolor": hatch_ink(step), "hatch": hatch(step), "linewidth": 0.3}


def _share(report: Report, code: str) -> str:
    row, mark = report.outcome.rows("pcn").get(code), report.staff_mark(code)
    if row is None or not row.wanted:
        return f"staff not known{mark}" if mark else "nothing wanted"
    return f"{short_percent(row.unmet_share)}{mark}"


def _method(report: Report) -> tuple[str, ...]:
    return (
        "Method: a session is one person in one room for one half-day; the share is sessions wanted and not placed ÷ "
        f"sessions wanted by the PCN's own posts in a week. {areas_note(report.outcome)}",
    )


def _key(key: Key, report: Report, numbered: list[str]) -> None:
    outcome = report.outcome
    counts = Counter(area_class(outcome, area) for area in outcome.areas)
    key.heading("Share of sessions without a room")
    others = (step for step in (NO_FIGURES, STAFF_NOT_KNOWN) if counts[step])
    for step in (*SHARE_CLASSES, *others):
        key.patch(f"{step.words}: {counted(counts[step], 'PCN')}", **patch_style(step))
    if counts[STAFF_NOT_KNOWN]:
        key.sentence(STAFF_UNKNOWN)
    key.heading("Sites")
    kinds = {site.kind for site in outcome.dataset.sites}
    for kind in MARKS:
        if kind in kinds:
            key.mark(kind)
    key.numbered("PCNs shown by number", numbered)
