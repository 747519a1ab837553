"""The print figures of a plan: each as SVG, PNG and PDF, on A4 and on a slide."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from maps.figures.as_files import files_of_figure
from maps.figures.hub_reach import hub_reach_figure, reaches
from maps.figures.league import league_figure
from maps.figures.room_use import room_use_figure
from maps.figures.sheets import A4, IN_TEXT, SLIDE, PrintFigure, Sheet, image, own_settings
from maps.figures.shortfall_map import shortfall_figure
from maps.figures.unmet_matrix import unmet_figure
from maps.report import Report

Drawing = Callable[[Sheet], PrintFigure]
SHEETS: tuple[Sheet, ...] = (A4, SLIDE)
MOST_PROGRAMMES = 6


def drawings(report: Report) -> Mapping[str, Drawing]:
    """Return what draws each figure of a plan, by the figure's name."""
    drawn: dict[str, Drawing] = {
        "shortfall-map": partial(shortfall_figure, report),
        "league": partial(league_figure, report),
        "unmet-by-role-and-pcn": partial(unmet_figure, report),
        "room-use": partial(room_use_figure, report),
    }
    hubs = reaches(report.outcome)[:MOST_PROGRAMMES]
    for place, reach in enumerate(hubs, start=1):
        name = "hub-reach" if len(hubs) == 1 else f"hub-reach-{place}"
        drawn[name] = partial(hub_reach_figure, report, reach=reach)
    return drawn


def figure_files(report: Report, sheets: Sequence[Sheet] = SHEETS) -> dict[str, bytes]:
    """Return the files of the folder ``figures`` by their names in the plan folder, of some sheets or of all."""
    return files_of(drawings(report), sheets)


def files_of(drawn: Mapping[str, Drawing], sheets: Sequence[Sheet] = SHEETS) -> dict[str, bytes]:
    """Return figures as the files of a folder ``figures``: each in three forms, on every sheet."""
    files: dict[str, bytes] = {}
    with own_settings():
        for name, draw in drawn.items():
            for sheet in sheets:
                files |= files_of_figure(f"figures/{name}-{sheet.name}", draw(sheet), sheet)
    return files


def figures_in_text(report: Report) -> dict[str, tuple[str, bytes, bytes]]:
    """Return the figures at the size of the paper's text, by name: finding, PNG and SVG."""
    shown: dict[str, tuple[str, bytes, bytes]] = {}
    with own_settings():
        for name, draw in drawings(report).items():
            figure = draw(IN_TEXT)
            shown[name] = (str(figure.get_label()), image(figure, "png"), image(figure, "svg"))
    return shown
