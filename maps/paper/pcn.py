"""A PCN's page: what it wants and lacks, its practices, its premises, and what could be done."""

from collections.abc import Sequence
from functools import partial

from estates.domain.practice_status import Fullness
from estates.domain.practices import Practice
from estates.domain.shortfall import ShortfallRow, UnmetRow
from estates.domain.sites import Site
from estates.domain.wording import counted, listed
from maps.paper.blocks import Block, Picture, Section
from maps.paper.page_fit import MAP_CM, PDF, WORD, LongTable, Writer, fitted, small
from maps.paper.pcn_tables import role_table, roles_short, site_table, sums_by_role
from maps.paper.remedies import proved_remedies, remedy_table
from maps.paper.schemes import nearest_pcns, scheme_table, scheme_values
from maps.paper.tables import patients_sentence, practice_table, rooms_by_type
from maps.paper.wording import heading, name, whole
from maps.plain_text import one_line
from maps.report import Report
from maps.wording import percent

_ALL = 1_000_000  # as few rows as will do for one page: a second page before a row is left out
_MOST_SUGGESTIONS = 6


def pcn_codes(report: Report) -> tuple[str, ...]:
    """Return the PCNs that have a page, by name: every one that the dataset or the shortfall names."""
    data = report.outcome.dataset
    codes = {row.pcn_code for table in (data.pcns, data.practices, data.sites) for row in table if row.pcn_code}
    codes |= {code for code in report.outcome.rows("pcn") if code != "none"}
    return tuple(sorted(codes, key=lambda code: (pcn_name(report, code), code)))


def pcn_name(report: Report, code: str) -> str:
    """Return a PCN's name as its page's heading and captions show it, or its code where it has none."""
    pcn = report.outcome.dataset.pcn_by_code.get(code)
    return heading(name(pcn.name if pcn else code))


def sites_of(report: Report, code: str) -> tuple[Site, ...]:
    """Return the sites of a PCN by name: their places are their numbers on its map."""
    return tuple(sorted(report.outcome.dataset.sites_of_pcn.get(code, ()), key=lambda site: (site.name, site.site_id)))


def pcn_section(
    report: Report,
    code: str,
    *,
    number: str,
    picture: str | None,
    is_first: bool = False,
    word: Writer = WORD,
) -> Section:
    """Return the page of a PCN; ``picture`` names its map among the paper's images.

    Its tables are cut to what a page holds in Word and in the PDF; the first PCN's page carries its chapter's heading
    too.
    """
    row = report.outcome.rows("pcn").get(code)
    practices = _practices(report, code)
    title = pcn_name(report, code)
    points = _points(report, code, (row, practices))
    above = [(writer, writer.above(title, points, is_first=is_first)) for writer in (word, PDF)]
    tables = fitted(_tables(report, code, practices), above=above)
    blocks = (_opening(report, (code, picture), points), *tables)
    return Section(title=f"{number} {title}", level=2, blocks=blocks, new_page=not is_first)


def _practices(report: Report, code: str) -> list[Practice]:
    """Return the practices of a PCN, the one that lacks most first."""
    rows = report.outcome.rows("practice")
    lacking = {practice_code: row.unmet for practice_code, row in rows.items()}
    of_pcn = [practice for practice in report.outcome.dataset.practices if practice.pcn_code == code]
    return sorted(of_pcn, key=lambda practice: -lacking.get(practice.practice_code, 0))


def _tables(report: Report, code: str, practices: Sequence[Practice]) -> list[LongTable]:
    """Return the tables of a PCN's page; what is cut first is told in other files too."""
    title, sites = pcn_name(report, code), sites_of(report, code)
    site_ids = frozenset(site.site_id for site in sites)
    unmet = [row for row in report.outcome.unmet if row.pcn_code == code]
    sums = sums_by_role(unmet)
    lists = f"Practices of {title}: lists, sessions a week, rooms used, status"
    by_type = small(rooms_by_type(report, site_ids, f"Rooms of {title} by type, a week"))
    tables = [
        LongTable(partial(practice_table, report, practices, lists), len(practices), least=(_ALL, 12, 5, 2)),
        LongTable(partial(site_table, report, sites, title), len(sites), least=(_ALL, 14, 5, 2)),
        LongTable(lambda _: by_type, 0, least=(0, 0, 0, 0)),
        LongTable(partial(role_table, report, sums, title), roles_short(sums), least=(_ALL, 3, 3, 1)),
        _what_to_do(report, code, unmet),
    ]
    return [*tables, *_schemes(report, code, sites)]


def _schemes(report: Report, code: str, sites: Sequence[Site]) -> list[LongTable]:
    """Return the schemes at a PCN's sites, and at those of no PCN that lie nearest to it: they serve others too."""
    data, title = report.outcome.dataset, pcn_name(report, code)
    near = [site_id for site_id, pcn in nearest_pcns(report).items() if pcn == code]
    places = {site.site_id: f"{number}" for number, site in enumerate(sites, start=1)}
    places |= {site_id: f"{name(data.site_by_id[site_id].name)} ‡" for site_id in near}
    values = scheme_values(report, frozenset(places))
    if not values:
        return []
    caption = f"Schemes at sites of {title} (by number): half-days opened a week, and cost a year for each"
    caption += ". ‡ Of no PCN, nearest to this one in a straight line; it serves others too" if near else ""
    return [LongTable(partial(scheme_table, report, places, caption), len(values), least=(_ALL, 1, 1, 1))]


def _what_to_do(report: Report, code: str, unmet: Sequence[UnmetRow]) -> LongTable:
    """Return the PCN's proved remedies, or what to look at where none were looked for."""
    proved = [remedy for remedy in report.outcome.remedies if remedy.level == "pcn" and remedy.code == code]
    title = pcn_name(report, code)
    if proved:
        made = partial(proved_remedies, report.outcome.dataset, proved, title)
        return LongTable(made, len(proved), least=(_ALL, 2, 2, 1))
    return LongTable(partial(remedy_table, unmet, title), _MOST_SUGGESTIONS, least=(3, 2, 2, 1))


def _opening(report: Report, which: tuple[str, str | None], points: tuple[str, ...]) -> Block:
    code, picture = which
    title = pcn_name(report, code)
    sites = sites_of(report, code)
    if picture is None:
        return Picture(name="", caption="", alt="", width_cm=0, beside=points)
    alt = (
        f"Map of {title} with {counted(len(sites), 'site')}, numbered as in the table of its sites: "
        f"{listed([name(site.name) for site in sites], at_most=8)}."
    )
    return Picture(name=picture, caption=f"{title} and its sites", alt=alt, width_cm=MAP_CM, beside=points)


def _points(report: Report, code: str, about: tuple[ShortfallRow | None, Sequence[Practice]]) -> tuple[str, ...]:
    row, practices = about
    points = [_sessions(row), *([patients] if (patients := patients_sentence(report, practices)) else [])]
    if code in report.outcome.pcns_without_staff:
        points.insert(1, "No PCN staff are entered for this PCN: the rooms that they need are unknown, not nought.")
    full = [practice for practice in practices if _fullness(report, practice) is Fullness.FULL]
    room = [practice for practice in practices if _fullness(report, practice) is Fullness.HAS_ROOM]
    if practices:
        points.append(f"{len(full):,} of {counted(len(practices), 'practice')} full; {len(room):,} with room.")
    pcn = report.outcome.dataset.pcn_by_code.get(code)
    if pcn is not None and one_line(pcn.name) != pcn_name(report, code):
        points.append("The name of this PCN is shortened here; shortfall.csv and plan.xlsx have it in full.")
    if row is not None and row.estimated:
        points.append("Estimate: some of these sessions rest on estimated posts or rooms.")
    return tuple(points)


def _sessions(row: ShortfallRow | None) -> str:
    if row is None or not row.wanted:
        return "No room sessions are wanted by posts of this PCN."
    if not row.unmet:
        return f"{counted(row.wanted, 'room session')} a week wanted; every one has a room."
    return (
        f"{counted(row.wanted, 'room session')} a week wanted, {row.placed:,} placed, {row.unmet:,} unmet "
        f"({percent(row.unmet_share)}): the equal of {row.rooms_equivalent:,.1f} rooms or {whole(row.area_m2)} m²."
    )


def _fullness(report: Report, practice: Practice) -> Fullness:
    return report.statuses[practice.practice_code].fullness
