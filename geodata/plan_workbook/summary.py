"""The workbook's first page, and its page of proof."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from estates.domain.wording import counted
from estates.domain.words import PlacementKind, Reason, Season, StoppedBy
from geodata.plan_workbook.contents import Contents
from geodata.plan_workbook.pages import Cell, Column, Page, Paper, Styled, Table
from geodata.plan_workbook.styles import Style
from geodata.plan_workbook.words import (
    GOAL_WORDS,
    REASON_HELP,
    REASON_WORDS,
    STOPPED_WORDS,
    figure,
    percentage,
    proof_in_words,
    standing_in_words,
)

_SEASONS = {
    Season.STANDARD: "standard season (programmes of the winter alone are left out)",
    Season.WINTER: "winter season (all programmes)",
}


def read_me_page(contents: Contents, pages: Sequence[Page]) -> Page:
    """Return the first page: what this is, the headline figures, why sessions are unmet, and what the sheets show."""
    area = contents.whole_area
    return Page(
        name="Read me",
        title="Rooms for general practice: the plan and its shortfall",
        about="",
        paper=Paper.A4_TALL,
        notes=(
            f"A plan of a typical week, {_SEASONS[contents.plan.season]}: who sits in which room in which half-day, "
            "and what finds no room. A session is one person, or one room of a programme, for one half-day.",
            f"Of {counted(area.wanted, 'room session')} wanted a week, {area.placed:,} have a room and {area.unmet:,} "
            f"({percentage(area.unmet_share)}) do not. {_proof(contents)}",
            *_cautions(contents),
        ),
        tables=_read_me_tables(contents, pages),
    )


def proof_page(contents: Contents) -> Page:
    """Return how far each goal is proved, and what the plan was made from."""
    columns = (
        Column("Goal", 24),
        Column("What it counts (the least is best)", 64),
        Column("Value", 12, Style.PLAIN),
        Column("Proven bound", 12, Style.PLAIN),
        Column("Gap", 10, Style.SHARE),
        Column("Standing", 12),
        Column("In words", 56),
    )
    return Page(
        name="Proof",
        title="Proof: how good this plan is, and how far that is proved",
        about="Value, proven bound and gap of each goal; the run's settings, versions and input.",
        notes=(
            "The goals count in the order given: a later one is improved only while those before it stay as they are.",
            "Every rule and goal was checked again without the solver before this was written.",
        ),
        tables=(
            Table(name="Goals", caption="Goals", columns=columns, rows=list(_goals(contents))),
            Table(
                name="Run",
                caption="The run",
                columns=(Column("Fact", 24), Column("Value", 64)),
                rows=[[fact, value] for fact, value in _facts(contents)],
            ),
        ),
    )


def _read_me_tables(contents: Contents, pages: Sequence[Page]) -> tuple[Table, ...]:
    return (
        Table(
            name="Headlines",
            caption="Headline figures",
            columns=(Column("Figure", 34), Column("Value", 12, Style.WHOLE), Column("What it means", 76)),
            rows=list(_headlines(contents)),
        ),
        Table(
            name="Reasons",
            caption="Why sessions have no room (the first reason found for each post or programme)",
            columns=(
                Column("Reason", 40),
                Column("Unmet sessions", 14, Style.WHOLE),
                Column("What would help", 76),
            ),
            rows=list(_reasons(contents)),
            if_empty="Nothing is unmet",
        ),
        Table(
            name="Sheets",
            caption="The sheets of this workbook",
            columns=(Column("Sheet", 34, Style.LINK), Column("Rows", 12, Style.WHOLE), Column("What it shows", 76)),
            rows=[[page.name, sum(len(table.rows) for table in page.tables), page.about] for page in pages],
        ),
    )


def _proof(contents: Contents) -> str:
    return proof_in_words(contents.proof, weighted=contents.is_weighted)


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


def _goals(contents: Contents) -> Iterator[list[Cell]]:
    for name, goal in contents.proof["goals"].items():
        counts = GOAL_WORDS[name]
        yield [name, counts, goal["value"], goal["bound"], goal["gap"], goal["standing"], standing_in_words(goal)]


def _certified(claim: Mapping[str, Any]) -> str:
    return (
        f"at least {figure(claim['bound'])} of G1 in any plan, a gap of {percentage(claim['gap'])}: prices.csv and "
        "estates verify show it without a solver"
    )


def _facts(contents: Contents) -> Iterator[tuple[str, str]]:
    proof = contents.proof
    rows = proof["rows"]
    yield "Standing of the plan", proof["standing"]
    if "certificate" in proof:
        yield "Certified by prices alone", _certified(proof["certificate"]["G1"])
    yield "Season", _SEASONS[contents.plan.season]
    yield "Solving ended because", STOPPED_WORDS[StoppedBy(proof["stopped_by"])]
    yield "Gap asked for", percentage(proof["gap_asked"])
    yield "Seed", str(proof["seed"])
    yield (
        "Rows of the dataset",
        f"{rows['used']:,} used (with a warning: {rows['warned']:,}), {rows['rejected']:,} left out",
    )
    yield "Room half-days not known", f"{proof['unknown_room_cells']:,}"
    yield "Room half-days estimated", f"{proof['estimated_room_cells']:,}"
    yield "Travel times estimated", f"{proof['estimated_travel_pairs']:,} pairs of sites"
    yield "Fingerprint of the input", f"SHA-256 {proof['input_sha256']}"
    yield "Versions", ", ".join(f"{name} {number}" for name, number in proof["versions"].items())
