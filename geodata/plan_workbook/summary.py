"""The workbook's first pages: what this is, the headline figures, and why sessions are unmet."""

from collections import Counter
from collections.abc import Iterator, Sequence

from estates.domain.unknown_staff import pcns_without_staff
from estates.domain.wording import NOT_KNOWN, counted, listed
from estates.domain.words import PlacementKind, Reason
from geodata.plan_workbook.contents import Contents
from geodata.plan_workbook.pages import Cell, Column, Page, Styled, Table
from geodata.plan_workbook.styles import Style
from geodata.plan_workbook.words import (
    DOES_NOT_APPLY,
    REASON_HELP,
    REASON_WORDS,
    SEASON_WORDS,
    percentage,
    proof_in_words,
)


def read_me_page(contents: Contents, pages: Sequence[Page]) -> Page:
    """Return the first page: what this is, what a reader must know, and what the other sheets show."""
    area = contents.whole_area
    return Page(
        name="Read me",
        title="Rooms for general practice: the plan and its shortfall",
        about="What each sheet of this workbook shows, with a link to it.",
        notes=(
            f"A plan of a typical week, {SEASON_WORDS[contents.plan.season]}: who sits in which room in which "
            "half-day, and what finds no room. A session is one person, or one room of a programme, for one half-day.",
            *([contents.scenario.sentence] if contents.scenario else []),
            f"Of {counted(area.wanted, 'room session')} wanted a week, {area.placed:,} have a room and {area.unmet:,} "
            f"({percentage(area.unmet_share)}) do not. "
            f"{proof_in_words(contents.proof, weighted=contents.dataset.is_weighted)}",
            *_cautions(contents),
            f"A cell without a figure says “{DOES_NOT_APPLY}” or “{NOT_KNOWN}”. PCN is a primary care network, WTE "
            "whole time equivalent. Colour says nothing that the words of a cell do not.",
        ),
        table=Table(
            name="Sheets",
            columns=(Column("Sheet", 24, Style.LINK), Column("Rows", 10, Style.WHOLE), Column("What it shows", 84)),
            rows=[[page.name, len(page.table.rows), page.about] for page in pages],
        ),
    )


def headlines_page(contents: Contents) -> Page:
    """Return the headline figures, each with what it means."""
    return Page(
        name="Headlines",
        title="Headline figures of a week",
        about="Sessions wanted, placed and unmet, rooms short, posts and programmes, places still free.",
        notes=(proof_in_words(contents.proof, weighted=contents.dataset.is_weighted),),
        table=Table(
            name="Headlines",
            columns=(Column("Figure", 38), Column("Value", 12, Style.WHOLE), Column("What it means", 80)),
            rows=list(_headlines(contents)),
        ),
    )


def reasons_page(contents: Contents) -> Page:
    """Return why sessions are unmet, the commonest reason first."""
    return Page(
        name="Reasons",
        title="Why sessions have no room",
        about="Unmet sessions by reason, and what would help.",
        notes=("The reason is the first found for each post or programme; the sheet Unmet has a sentence on each.",),
        table=Table(
            name="Reasons",
            columns=(Column("Reason", 38), Column("Unmet sessions", 12, Style.WHOLE), Column("What would help", 80)),
            rows=list(_reasons(contents)),
            if_empty="Nothing is unmet",
        ),
    )


def _cautions(contents: Contents) -> Iterator[str]:
    """Yield what a reader must know before relying on the figures."""
    proof = contents.proof
    estimates = [
        f"{proof[key]:,} {words}"
        for key, words in (
            ("estimated_room_cells", "room half-days"),
            ("estimated_travel_pairs", "travel times"),
        )
        if proof[key]
    ]
    if estimates:
        yield f"Estimates: {' and '.join(estimates)} are estimates; rows that rest on estimates say so."
    if proof["unknown_room_cells"]:
        yield (
            f"Not known: {proof['unknown_room_cells']:,} room half-days. They are never used, so the true shortfall "
            "may be smaller."
        )
    without_staff = pcns_without_staff(contents.dataset)
    if without_staff:
        names = listed([contents.pcn_name(code) for code in without_staff], at_most=4)
        yield f"No PCN staff are entered for {names}: unknown, not nought."
    if contents.left_out:
        yield (
            f"Left out: {counted(proof['rows']['rejected'], 'row')} of the dataset, as asked. Their posts and rooms "
            "are in none of these figures (see the sheet Left out)."
        )


def _headlines(contents: Contents) -> Iterator[list[Cell]]:
    area = contents.whole_area
    posts = [row for row in contents.unmet if row.kind is PlacementKind.POST and row.wanted]
    without = sum(row.placed == 0 for row in posts)
    whole = sum(row.unmet == 0 for row in posts)
    hubs = [row for row in contents.unmet if row.kind is PlacementKind.PROGRAMME]
    yield ["Sessions wanted a week", area.wanted, "What all posts and programmes together need."]
    yield ["Sessions placed", area.placed, "Those with a room, a half-day and, where needed, a supervisor on site."]
    yield ["Sessions unmet", area.unmet, "The shortfall."]
    yield ["Share unmet", Styled(area.unmet_share, Style.SHARE), "Unmet ÷ wanted."]
    sessions = contents.settings.sessions_per_room
    meaning = f"Unmet ÷ {sessions} sessions a week. Rooms in the wrong place would not close the gap."
    yield ["Rooms short", Styled(area.rooms_equivalent, Style.DECIMAL), meaning]
    yield [
        "Area short (m²)",
        Styled(area.area_m2, Style.WHOLE),
        "Rooms short × the norm of each room type; walls and corridors come on top.",
    ]
    yield ["Posts that want rooms", len(posts), "Posts in post, planned and vacant."]
    yield ["… with a room for every session", whole, "Nothing to do for these."]
    yield ["… with a room for some", len(posts) - whole - without, "Part of their week has no room."]
    yield ["… with none at all", without, "Their whole week has no room."]
    served = f"{sum(row.unmet == 0 for row in hubs)} of them with all the rooms they want."
    yield ["Programmes (hubs)", len(hubs), served if hubs else "The dataset gives none for this season."]
    reach = "PCNs of a programme without a session of it near enough for their patients."
    yield ["Programme and PCN pairs not reached", contents.proof["goals"]["G2"]["value"], reach]
    left = sum(row.free - row.placed for row in contents.use)
    yield [
        "Places still free a week",
        left,
        "Free half-days × places that this plan leaves empty. Not a reserve: those who are short may be unable to use "
        "them (too far, another room type, not shared, no supervisor).",
    ]


def _reasons(contents: Contents) -> Iterator[list[Cell]]:
    unmet: Counter[Reason] = Counter()
    for row in contents.unmet:
        unmet[row.reason] += row.unmet
    for reason, sessions in sorted(unmet.items(), key=lambda item: (-item[1], item[0])):
        if sessions:
            yield [REASON_WORDS[reason], sessions, REASON_HELP[reason]]
