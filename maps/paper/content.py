"""The strategy paper as plain values: every number in its words is taken from the rows that its tables print."""

from collections.abc import Mapping

from maps.paper.blocks import Image, Paper, Picture, Section
from maps.paper.county import county_sections
from maps.paper.executive import executive_section
from maps.paper.method import method_sections
from maps.paper.page_fit import WORD, Writer
from maps.paper.pcn import pcn_codes, pcn_section
from maps.paper.weeks import Weeks, in_order, schedule_sections
from maps.report import Report
from maps.wording import SEASON_WORDS

TITLE = "Rooms for general practice"
MAP = "shortfall-map"
_HOW_TO_READ = (
    "Each cell names who sits there by the code of the post or programme, or by a number where codes are long, and its "
    "role (see who is who), or says free, in use by the owner, – closed, or ? not known, which is never used. Mornings "
    "and afternoons are core hours (08:00-18:30), evenings 18:30-20:00, Saturday 09:00-17:00."
)


def strategy_paper(
    report: Report, pictures: Mapping[str, Picture], images: Mapping[str, Image], *, word: Writer = WORD
) -> Paper:
    """Return the whole paper.

    Parameters
    ----------
    report
        The plan with its settings and proof.
    pictures
        The pictures by name, with their captions; ``pcn-CODE`` is the map of a PCN.
    images
        The bytes of the pictures.
    word
        What a page holds in Word, where a template has its own.
    """
    codes = pcn_codes(report)
    pages = [
        pcn_section(
            report,
            code,
            number=f"3.{place}",
            picture=f"pcn-{code}" if f"pcn-{code}" in images else None,
            is_first=place == 1,
            word=word,
        )
        for place, code in enumerate(codes, start=1)
    ]
    sections = (
        executive_section(report, pictures[MAP]),
        *county_sections(report, dict(pictures)),
        Section(title="3 The PCNs, one by one", level=1, new_page=True),
        *pages,
        *schedule_sections(report, "4"),
        *method_sections(report, 5),
    )
    return Paper(
        title=TITLE,
        subtitle=_subtitle(report),
        byline=_byline(report),
        sections=sections,
        images=images,
        dated=report.settings.paper.date,
    )


def timetables(report: Report) -> Paper:
    """Return the timetables of all sites with rooms, a page or more each."""
    weeks = Weeks(report)
    sites = [site for site in in_order(report) if report.outcome.dataset.rooms_at[site.site_id]]
    sections = tuple(weeks.site_section(site, is_first=place == 0) for place, site in enumerate(sites))
    return Paper(
        title="Timetables of the sites",
        subtitle=f"{_subtitle(report)} {_HOW_TO_READ}",
        byline=_byline(report),
        sections=sections,
        has_contents=False,
    )


def _subtitle(report: Report) -> str:
    week = f"A plan of a typical week, {SEASON_WORDS[report.outcome.plan.season].lower()}."
    scenario = report.outcome.scenario
    return f"{week} {scenario.sentence}" if scenario else week


def _byline(report: Report) -> str:
    return report.made_from[:1].upper() + report.made_from[1:]
