"""The page about a first dataset: one file that opens anywhere, every text of it escaped."""

from collections.abc import Sequence
from html import escape

from geodata.dataset_files import Row
from geodata.starter.own_settings import ACKNOWLEDGEMENTS
from geodata.starter.page_tables import (
    conflicts,
    left_out,
    over_full,
    practice_rooms,
    room_formula,
    sources,
    staff_without_role,
)
from geodata.starter.report import StarterCounts, StarterReport

_STYLE = """
body { font: 16px/1.5 Arial, sans-serif; color: #212b32; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.8rem; } h2 { font-size: 1.3rem; margin-top: 2.2rem; border-bottom: 2px solid #005eb8; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0; font-size: .85rem; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #d8dde0; padding: .25rem .6rem .25rem 0; }
caption { text-align: left; font-weight: bold; padding-bottom: .3rem; }
.warning { border-left: .5rem solid #ffb81c; background: #fff9e6; padding: .6rem 1rem; }
summary { cursor: pointer; color: #005eb8; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; }
dt { font-weight: bold; } dd { margin: 0; }
.wide { overflow-x: auto; }
@media (max-width: 40rem) { dl { display: block; } dd { margin-bottom: .6rem; } li, dd { overflow-wrap: anywhere; } }
"""


def about_page(report: StarterReport) -> str:
    """Return the page: what the dataset holds, which file gave what, what is estimated, unknown and left out."""
    title = f"About this dataset: {report.area}"
    body = "\n".join(
        (
            f"<h1>{escape(title)}</h1>",
            '<p class="warning">The practices, PCNs and staff come from national files. <strong>The rooms do not: '
            "every room, its use, and every supervision place here is an estimate</strong> made from list sizes and "
            "staff figures, and is marked <em>estimated</em> wherever it is used. Replace it with a survey of your "
            "rooms before you act on it.</p>",
            _holds(report),
            _section("Which file gave what", _table("Files", sources(report))),
            _section("What is estimated, and how", _estimates(report)),
            _section("What is unknown", _list(report.notes.unknown, "Nothing that the files could have told.")),
            _section("Where files disagree", _disagreements(report)),
            _section("What was left out, and why", _omissions(report)),
            _section("Worth a look", _list(report.notes.remarks, "Nothing.")),
            f"<p><small>{escape(' '.join(ACKNOWLEDGEMENTS))}</small></p>",
        )
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>\n'
        f"<style>{_STYLE}</style></head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _holds(report: StarterReport) -> str:
    figures = (*_people(report.counts), *_premises(report))
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in figures)
    return _section("What it holds", f"<dl>{items}</dl>")


def _premises(report: StarterReport) -> tuple[tuple[str, str], ...]:
    counts = report.counts
    half_days = (
        f"{counts.in_use_cells:,} used by the practices themselves, {counts.free_cells:,} free, "
        f"{counts.unknown_cells:,} not known (evenings and Saturdays)"
    )
    over_full = f"{counts.over_full} own sessions a week that find no half-day in {len(report.over_full)} practices"
    return (
        (
            "Sites",
            f"{counts.main_sites} main surgeries, {counts.branches} branches, {counts.hubs} hospitals and clinics",
        ),
        ("Small areas", f"{counts.small_areas} with a boundary"),
        ("Rooms (estimate)", f"{counts.rooms}, against {counts.rooms_formula:.0f} by the formula before rounding"),
        ("Half-days in them (estimate)", half_days),
        ("Over-full (estimate)", over_full),
    )


def _people(counts: StarterCounts) -> tuple[tuple[str, str], ...]:
    practices = f"{counts.practices} with {counts.patients:,} registered patients, in {counts.pcns} PCNs"
    partners = f"; the newest ePCN file has {counts.partners} active practices in {counts.partner_pcns} PCNs"
    hidden = counts.pcn_fte_without_role - counts.pcn_fte_not_clinical
    pcn_staff = (
        f"{counts.pcn_fte:.0f} FTE of {counts.pcns_with_workforce} PCNs; {counts.pcn_fte_without_role:.0f} FTE of them "
        f"fit no role ({counts.pcn_fte_not_clinical:.0f} managers, directors and administrators, {hidden:.0f} in care "
        "roles that the file hides)"
    )
    return (
        ("Practices", practices + (partners if counts.partners else "")),
        ("Posts", f"{counts.posts}, wanting {counts.wanted_sessions:,} room sessions a week"),
        ("PCN staff", pcn_staff),
        ("GP trainees", f"{counts.trainee_fte:.0f} FTE at {counts.trainee_practices} practices"),
    )


def _estimates(report: StarterReport) -> str:
    settings = report.settings
    rules = (
        "Rooms: a practice's list goes through the room formula below; each type is rounded up, at least one. "
        "A practice director may well say that the formula models core activity alone on old assumptions: the two "
        "versions of today's activity stand beside it.",
        f"Sites: the main surgery counts {settings.main_site_weight}, a branch {settings.branch_site_weight} when a "
        "practice's rooms are split (largest remainder); every site has a consulting/examination room while there are "
        "enough. List sizes by site are not published.",
        f"Use by the practice itself: FTE × sessions per WTE × {settings.in_room_share} (a telephone surgery holds its "
        "room too). GPs use consulting/examination rooms; nurses and other direct patient care use treatment rooms, "
        "then what the GPs leave free. It is spread evenly over the ten core half-days, mornings first. Where no "
        f"complete figures are given, {100 * settings.formula.utilisation:.0f} % of the half-days are in use, as the "
        "formula plans. Sessions beyond the half-days there are make a practice over-full; they are not posts. "
        "Direct patient care counts dispensers too, who hold no room: a dispensing practice may be less full than it "
        "looks.",
        "Evenings and Saturdays: not known. Enhanced access is worked somewhere in each PCN, and no national file says "
        "where; what is not known is never used.",
        f"Supervision: each qualified GP, and each nurse, in the building may supervise "
        f"{settings.learners_per_supervisor} learner(s) at a time. Places with "
        "other supervisors (pharmacists, first contact practitioners) are not estimated: enter them.",
        "PCN staff: FTE becomes posts of at most one WTE for each PCN and role; their room sessions add up to the "
        "rounded product of FTE, sessions per WTE and face-to-face share of the role (largest remainder). They are "
        "based at the main surgeries of the PCN's practices in proportion to list.",
        f"GP trainees: based at their practice, all as {settings.trainee_role}, since no file tells their grade.",
        "Branches: the list is old and not exhaustive; a branch is kept where its practice still has a list.",
        "Hospitals and clinics: NHS premises that hubs might use. Their rooms are unknown, so none is entered; enter "
        "those you may use.",
        "Positions are the middle of a postcode, not the building.",
    )
    return (
        _list(rules, "")
        + _table("The room formula, in its versions", room_formula(report))
        + _folded("Rooms by practice", practice_rooms(report))
        + _folded("Over-full practices", over_full(report))
    )


def _disagreements(report: StarterReport) -> str:
    rows = conflicts(report)
    if not rows:
        return "<p>No two files disagree.</p>"
    return "<p>The newer file is used.</p>" + _table("Conflicts", rows)


def _omissions(report: StarterReport) -> str:
    return _folded("PCN staff that no role fits (not guessed)", staff_without_role(report)) + _folded(
        "Practices, organisations, branches and NHS sites", left_out(report)
    )


def _section(title: str, content: str) -> str:
    return f"<section><h2>{escape(title)}</h2>\n{content}</section>"


def _list(texts: Sequence[str], nothing: str) -> str:
    if not texts:
        return f"<p>{escape(nothing)}</p>"
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>"


def _folded(title: str, rows: Sequence[Row]) -> str:
    if not rows:
        return f"<p>{escape(title)}: none.</p>"
    return f"<details><summary>{escape(title)} ({len(rows)})</summary>{_table(title, rows)}</details>"


def _table(caption: str, rows: Sequence[Row]) -> str:
    columns = list(rows[0]) if rows else []
    head = "".join(f'<th scope="col">{escape(_heading(column))}</th>' for column in columns)
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(row[column])}</td>" for column in columns) + "</tr>\n" for row in rows
    )
    table = f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
    return f'<div class="wide">{table}</div>'


def _heading(column: str) -> str:
    words = column.replace("_", " ")
    return words[:1].upper() + words[1:]
