"""The workbook's page on what would let more be placed, each proved by a plan with the change made."""

from estates.domain.remedies import Remedy
from estates.domain.words import Season
from geodata.plan_workbook.contents import Contents
from geodata.plan_workbook.pages import Cell, Column, Page, Paper, Table
from geodata.plan_workbook.styles import Style
from geodata.plan_workbook.words import DOES_NOT_APPLY, REMEDY_WORDS, yes_or_no
from geodata.scenario.written import changes_in_a_line

_LONGEST_CHANGES = 1_000
"""Longer ones, of many remedies at once, are only in ``remedies.csv``: half of them is no scenario."""

_ORDER = ("icb", "pcn", "programme", "post")
_LEVELS = {"icb": "Whole area", "pcn": "PCN", "programme": "Programme", "post": "Post"}
_COLUMNS = (
    Column("For", 11),
    Column("Code", 12),
    Column("Role or name", 26),
    Column("PCN", 24),
    Column("Place", 7, Style.WHOLE),
    Column("Kind", 18),
    Column("What to do", 52),
    Column("Unmet now", 8, Style.WHOLE),
    Column("More for them", 10, Style.WHOLE),
    Column("More in the whole area", 10, Style.WHOLE),
    Column("The same by priority", 10, Style.WHOLE),
    Column("Others moved", 9, Style.WHOLE),
    Column("Rests on estimates", 12),
    Column("As a scenario change", 44),
)


def remedies_page(contents: Contents) -> Page:
    """Return the remedies of the whole area, then of PCNs, then of programmes and posts."""
    rows = sorted(contents.remedies or (), key=lambda row: _ORDER.index(row.level))
    return Page(
        name="Remedies",
        title="What would let more sessions be placed",
        about="For the whole area, each PCN, programme and post: a change and what it gains, proved by a plan with it.",
        notes=(
            "A plan was found with each change and the posts near by placed again: it has so many more sessions "
            "than the same search finds without the change. Planned afresh, the whole area can have at least as "
            "many more by priority, though others may have them; a longer search may find more.",
            "The cheapest remedy comes first; of a PCN and the whole area those of each kind that gain most, after the "
            "cheapest of everybody at once. Do not add lines up: two of them may help the same people.",
            _to_plan_with_it(contents),
        ),
        table=Table(
            name="Remedies",
            columns=_COLUMNS,
            rows=[_line(contents, row) for row in rows],
            if_empty="Nothing is unmet, or no remedy was found or looked for",
        ),
        frozen_columns=3,
        paper=Paper.A3_WIDE,
    )


def _to_plan_with_it(contents: Contents) -> str:
    """Return how to try a change: in the season of the plan, and on the changed dataset where it is a scenario's."""
    file = "a scenario file"
    if contents.plan.season is Season.WINTER:
        file += ' with a line season = "winter"'
    dataset = "DATASET" if contents.scenario is None else "PLAN/dataset"
    where = "" if contents.scenario is None else ", where PLAN is the folder of this plan"
    return (
        f"To plan with a change, copy the last cell between change = [ and ] in {file}, then: "
        f"estates plan {dataset} --scenario FILE.toml --out DIR{where}"
    )


def _line(contents: Contents, row: Remedy) -> list[Cell]:
    gain, changes = row.gain, changes_in_a_line(row.changes)
    return [
        _LEVELS[row.level],
        row.code if row.level != "icb" else DOES_NOT_APPLY,
        row.name if row.level in ("post", "programme") else DOES_NOT_APPLY,
        _pcn(contents, row),
        row.rank,
        REMEDY_WORDS[row.kind],
        row.told,
        row.unmet,
        gain.own,
        gain.sessions,
        gain.weighted,
        gain.moved,
        yes_or_no(row.estimated),
        changes if len(changes) <= _LONGEST_CHANGES else "See remedies.csv: too many for a cell",
    ]


def _pcn(contents: Contents, row: Remedy) -> str:
    if row.level == "pcn":
        return row.name
    return contents.pcn_name(contents.dataset.post_by_id[row.code].pcn_code) if row.level == "post" else DOES_NOT_APPLY
