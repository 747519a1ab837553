"""The workbook's pages on how good the plan is, and on the run that made it."""

from collections.abc import Iterator, Mapping
from typing import Any

from estates.domain.words import StoppedBy
from geodata.plan_workbook.contents import Contents
from geodata.plan_workbook.pages import Cell, Column, Page, Table
from geodata.plan_workbook.styles import Style
from geodata.plan_workbook.words import (
    GAP_BASE,
    GOAL_WORDS,
    SEASON_WORDS,
    figure,
    percentage,
    standing_in_words,
    stopped_in_words,
)


def proof_page(contents: Contents) -> Page:
    """Return how far each goal is proved."""
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
        about="Value, proven bound and gap of each goal, and the same in words.",
        notes=(
            "The goals count in the order given: a later one is improved only while those before it stay as they are.",
            GAP_BASE,
            "Every rule and goal was checked again without the solver before this was written.",
        ),
        table=Table(name="Goals", columns=columns, rows=list(_goals(contents))),
    )


def run_page(contents: Contents) -> Page:
    """Return what the plan was made from and how."""
    return Page(
        name="Run",
        title="The run: what this plan was made from, and how",
        about="Season, settings, rows read, what is estimated, fingerprint of the input, versions.",
        notes=("The same dataset, settings and versions give the same plan, unless the clock ended the run.",),
        table=Table(
            name="Run",
            columns=(Column("Fact", 30), Column("Value", 90)),
            rows=[[fact, value] for fact, value in _facts(contents)],
        ),
    )


def _goals(contents: Contents) -> Iterator[list[Cell]]:
    for name, goal in contents.proof["goals"].items():
        counts = GOAL_WORDS[name]
        yield [name, counts, goal["value"], goal["bound"], goal["gap"], goal["standing"], standing_in_words(name, goal)]


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
    yield "Season", SEASON_WORDS[contents.plan.season]
    yield "Solving ended because", stopped_in_words(StoppedBy(proof["stopped_by"]), proof.get("lost", ""))
    yield "Gap asked for", percentage(proof["gap_asked"])
    yield "Seed", str(proof["seed"])
    yield (
        "Rows of the dataset",
        f"{rows['used']:,} used (with a warning: {rows['warned']:,}), {rows['rejected']:,} left out",
    )
    yield "Room half-days not known", f"{proof['unknown_room_cells']:,}"
    yield "Room half-days estimated", f"{proof['estimated_room_cells']:,}"
    yield "Travel times estimated", f"{proof['estimated_travel_pairs']:,} pairs of sites"
    if contents.scenario:
        yield from ((f"Change: {name}", does) for name, does in contents.scenario.changes)
    paper = contents.settings.paper
    yield "Whose figures", paper.organisation or "not named in the settings"
    yield "Date", paper.date or "undated: none is named in the settings"
    yield from (("Source of the data", source) for source in paper.sources)
    yield "Fingerprint of the input", f"SHA-256 {proof['input_sha256']}"
    yield "Versions", ", ".join(f"{name} {number}" for name, number in proof["versions"].items())
