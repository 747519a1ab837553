"""The interactive map of the shortfall: from a plan and its tables to one page that needs no network."""

from collections.abc import Sequence

from estates.domain.dataset import Dataset
from estates.domain.plan import Plan
from estates.domain.scenario.told import ScenarioTold
from estates.domain.settings import Settings
from estates.domain.shortfall import ShortfallRow, UnmetRow, UseRow
from estates.domain.travel import TravelTimes
from geodata.places.boundaries import PcnArea
from maps.extras import NOTHING_MORE, Extras
from maps.header import header
from maps.outcome import Outcome
from maps.page import page
from maps.page_data import page_data
from maps.report import data_note

DEFAULT_TITLE = "Where general practice lacks rooms"
_DEFAULTS = Settings()


def shortfall_map(  # noqa: PLR0913 - one keyword per table of the run: a bundle would only move the list elsewhere
    *,
    dataset: Dataset,
    travel: TravelTimes,
    plan: Plan,
    unmet: Sequence[UnmetRow],
    shortfall: Sequence[ShortfallRow],
    use: Sequence[UseRow],
    areas: Sequence[PcnArea],
    settings: Settings = _DEFAULTS,
    extras: Extras = NOTHING_MORE,
    scenario: ScenarioTold | None = None,
    source: str = "",
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
    settings
        The figures of the run; the page states its rule of a full practice and its guide to floor area.
    extras
        What other commands have worked out: an earlier plan, an outlook, gains of schemes, map tiles.
    scenario
        The scenario that the plan is of, if any.
    source
        Whose plan it is, of which day and input, as ``maps.report.made_from`` says it.
    title
        The page's title, as plain text.

    Raises
    ------
    RequestError
        Where the browser code that the page carries has not been built.
    """
    outcome = Outcome(
        dataset=dataset,
        travel=travel,
        plan=plan,
        unmet=unmet,
        shortfall=shortfall,
        use=use,
        areas=areas,
        settings=settings,
        extras=extras,
        scenario=scenario,
    )
    words = {"title": title, "header": header(outcome), "source": source, "data_note": data_note(settings)}
    return page(data={"title": title, **page_data(outcome)}, words=words, tiles=extras.tiles)
