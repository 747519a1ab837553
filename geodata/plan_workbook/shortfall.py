"""The workbook's pages on what is unmet: by PCN, by practice, and one by one."""

from collections.abc import Collection

from estates.domain.levels import NOT_APPLICABLE
from estates.domain.shortfall import ShortfallRow, UnmetRow
from estates.domain.unknown_staff import pcns_without_staff, staffed_pcns
from estates.domain.wording import NOT_KNOWN, counted
from estates.domain.words import PlacementKind
from geodata.plan_workbook.contents import Contents
from geodata.plan_workbook.pages import Cell, Column, Page, Paper, Table
from geodata.plan_workbook.styles import Style
from geodata.plan_workbook.words import DOES_NOT_APPLY, KIND_WORDS, REASON_WORDS, percentage, yes_or_no

_FIGURES = (
    Column("Sessions wanted", 11, Style.WHOLE),
    Column("Placed", 10, Style.WHOLE),
    Column("Unmet", 10, Style.WHOLE),
    Column("Share unmet", 10, Style.SHARE),
    Column("Rooms short", 10, Style.DECIMAL),
    Column("Area short (m²)", 11, Style.DECIMAL),
    Column("Rests on estimates", 12),
)
_UNMET_COLUMNS = (
    Column("Kind", 11),
    Column("ID", 13),
    Column("Role or programme", 26),
    Column("PCN", 24),
    Column("Practice", 24),
    Column("Based at", 24),
    Column("Priority", 9, Style.WHOLE),
    Column("Wanted", 9, Style.WHOLE),
    Column("Placed", 9, Style.WHOLE),
    Column("Unmet", 9, Style.WHOLE),
    Column("Why", 20),
    Column("Explanation", 52),
    Column("What to look at", 44),
    Column("Rests on estimates", 12),
)
_ROOMS_SHORT = (
    "Rooms short is unmet sessions ÷ {sessions} a week; area short is that × the room type's norm (Assumptions)."
)

_UNKNOWN_STAFF = "Where PCN staff are not known, the figures are of other posts alone: the rest is unknown, not nought."


def pcn_page(contents: Contents) -> Page:
    """Return the shortfall of each PCN, the largest first."""
    staffed = staffed_pcns(contents.dataset)
    columns = (Column("PCN code", 10), Column("PCN", 34), Column("Group", 18), *_FIGURES, Column("PCN staff", 12))
    rows = [
        [row.code, row.name, _group(contents, row), *_figures(row), _staff(row.code, staffed)]
        for row in contents.level("pcn")
    ]
    return Page(
        name="Shortfall by PCN",
        title="Room sessions wanted, placed and unmet in each PCN, a week",
        about="Where in the area the sessions are that have no room.",
        notes=(*_notes(contents), *([_UNKNOWN_STAFF] if pcns_without_staff(contents.dataset) else [])),
        table=Table(name="ShortfallByPCN", columns=columns, rows=rows),
        frozen_columns=2,
    )


def practice_page(contents: Contents) -> Page:
    """Return the shortfall of each practice, the largest first."""
    columns = (
        Column("Practice code", 10),
        Column("Practice", 34),
        Column("PCN", 26),
        Column("Registered patients", 12, Style.WHOLE),
        *_FIGURES,
    )
    rows = [[row.code, row.name, *_practice(contents, row.code), *_figures(row)] for row in contents.level("practice")]
    return Page(
        name="Shortfall by practice",
        title="Room sessions wanted, placed and unmet of each practice's own posts, a week",
        about="The same by practice; posts of a whole PCN stand in a row of their own.",
        notes=_notes(contents),
        table=Table(name="ShortfallByPractice", columns=columns, rows=rows),
        frozen_columns=2,
    )


def unmet_page(contents: Contents) -> Page:
    """Return every post and programme with unmet sessions, why, and what to look at; the largest first in each PCN."""
    unmet = [row for row in contents.unmet if row.unmet > 0]
    unmet.sort(key=lambda row: (contents.pcn_name(row.pcn_code), -row.unmet, row.kind.value, row.id))
    sessions = sum(row.unmet for row in unmet)
    return Page(
        name="Unmet",
        title="Posts and programmes without rooms for all their sessions",
        about="Each of them, with the first reason and what to look at.",
        notes=(
            f"{counted(len(unmet), 'post or programme', 'posts and programmes')} with "
            f"{counted(sessions, 'unmet room session')} a week, of {len(contents.unmet):,} in all.",
            "Filter by PCN, practice or reason with the arrows in the heading.",
        ),
        table=Table(
            name="UnmetSessions",
            columns=_UNMET_COLUMNS,
            rows=[_unmet(contents, row) for row in unmet],
            if_empty="Nothing is unmet",
        ),
        frozen_columns=3,
        paper=Paper.A3_WIDE,
    )


def _notes(contents: Contents) -> tuple[str, ...]:
    area = contents.whole_area
    return (
        f"Whole area: {counted(area.wanted, 'session')} wanted, {area.placed:,} placed, {area.unmet:,} unmet "
        f"({percentage(area.unmet_share)}): the equal of {area.rooms_equivalent:,.1f} rooms or {area.area_m2:,.0f} m².",
        _ROOMS_SHORT.format(sessions=contents.settings.sessions_per_room),
    )


def _staff(code: str, staffed: Collection[str]) -> str:
    return DOES_NOT_APPLY if code == NOT_APPLICABLE else "entered" if code in staffed else NOT_KNOWN


def _group(contents: Contents, row: ShortfallRow) -> str:
    return contents.dataset.group_of(row.code) or DOES_NOT_APPLY


def _practice(contents: Contents, code: str) -> tuple[Cell, Cell]:
    practice = contents.dataset.practice_by_code.get(code)
    if practice is None:
        return (DOES_NOT_APPLY, DOES_NOT_APPLY) if code == NOT_APPLICABLE else (NOT_KNOWN, NOT_KNOWN)
    return contents.pcn_name(practice.pcn_code), practice.list_size


def _figures(row: ShortfallRow) -> tuple[Cell, ...]:
    return (
        row.wanted,
        row.placed,
        row.unmet,
        row.unmet_share,
        row.rooms_equivalent,
        row.area_m2,
        yes_or_no(row.estimated),
    )


def _unmet(contents: Contents, row: UnmetRow) -> list[Cell]:
    data = contents.dataset
    base = contents.dataset.base_of(row.kind, row.id)
    holders = data.post_by_id if row.kind is PlacementKind.POST else data.programme_by_id
    return [
        KIND_WORDS[row.kind],
        row.id,
        contents.dataset.who(row.kind, row.id),
        contents.pcn_name(row.pcn_code),
        contents.practice_name(row.practice_code),
        DOES_NOT_APPLY if base is None else base.name,
        holders[row.id].priority,
        row.wanted,
        row.placed,
        row.unmet,
        REASON_WORDS[row.reason],
        row.explanation,
        row.remedy,
        yes_or_no(row.estimated),
    ]
