"""The interactive map of the shortfall: from a plan and its tables to one page that needs no network."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import shapely

from estates.domain.dataset import Dataset
from estates.domain.plan import Plan
from estates.domain.shortfall import ShortfallRow, UnmetRow, UseRow
from estates.domain.travel import TravelTimes
from estates.domain.words import BackdropKind
from geodata.places.boundaries import PcnArea
from maps.header import header
from maps.layers import area_class, county_map, map_bounds
from maps.legend import legend
from maps.outcome import Outcome
from maps.page import page
from maps.palette import OUTLINES
from maps.records import PcnRecord, SiteRecord, figures, journey_records, pcn_records, site_records
from maps.shapes import label_place

DEFAULT_TITLE = "Where general practice lacks rooms"


def shortfall_map(  # noqa: PLR0913 - one keyword per table of the run: a bundle would only move the list elsewhere
    *,
    dataset: Dataset,
    travel: TravelTimes,
    plan: Plan,
    unmet: Sequence[UnmetRow],
    shortfall: Sequence[ShortfallRow],
    use: Sequence[UseRow],
    areas: Sequence[PcnArea],
    title: str = DEFAULT_TITLE,
) -> str:
    """Return the whole of ``map.html``: the same bytes for the same input.

    Parameters
    ----------
    dataset
        The dataset as the plan's season sees it.
    travel
        Minutes between sites.
    plan
        The plan that the tables were made from.
    unmet, shortfall, use
        The plan's tables: what became of each post and programme, the totals, and the use of rooms.
    areas
        The outlines of the PCNs on the National Grid.
    title
        The page's title, as plain text.

    Raises
    ------
    RequestError
        Where the browser code that the page carries has not been built.
    """
    outcome = Outcome(dataset=dataset, travel=travel, plan=plan, unmet=unmet, shortfall=shortfall, use=use, areas=areas)
    pcns, sites = pcn_records(outcome), site_records(outcome)
    county, parts = county_map(outcome, sites)
    words = {"title": title, "header": header(outcome), "legend": legend(outcome)}
    return page(county, parts, data=_data(outcome, pcns, sites), words=words)


def _data(outcome: Outcome, pcns: Sequence[PcnRecord], sites: Sequence[SiteRecord]) -> Mapping[str, Any]:
    """Return what the page's script looks up; an area and a town say where their label stands."""
    row_of = {pcn.code: row for row, pcn in enumerate(pcns)}
    towns = [feature for feature in outcome.dataset.backdrop if feature.kind is BackdropKind.TOWN and feature.name]
    return {
        "icb": asdict(figures(outcome.icb)),
        "pcns": [asdict(pcn) for pcn in pcns],
        "sites": [asdict(site) for site in sites],
        "journeys": [asdict(journey) for journey in journey_records(outcome)],
        "areas": [
            {
                "pcn": row_of[area.pcn_code],
                "at": label_place(area.shape),
                "ink": "light" if area_class(outcome, area).is_dark else "dark",
            }
            for area in outcome.areas
        ],
        "towns": [{"name": town.name, "at": label_place(shapely.from_wkb(town.shape_wkb))} for town in towns],
        "bounds": map_bounds(outcome),
        "outlines": dict(OUTLINES),
    }
