"""The command line's options, each declared once."""

from enum import StrEnum
from math import isfinite
from pathlib import Path
from typing import Annotated

import typer

from estates.domain.words import Season


def finite(value: float | None) -> float | None:
    """Refuse a number without an end, which a range lets pass."""
    if value is not None and not isfinite(value):
        raise typer.BadParameter(f"{value} is no number to count to.")
    return value


class Only(StrEnum):
    """What to write, where not everything is wanted."""

    CSV = "csv"


DatasetPath = Annotated[
    Path, typer.Argument(metavar="DATASET", help="A folder of CSV files, an .xlsx workbook or a .gpkg.")
]
FromPlan = Annotated[Path, typer.Option("--from", metavar="PLAN", help="The plan folder to start from.")]
PlanPath = Annotated[Path, typer.Argument(metavar="PLAN", help="A plan folder.")]
Postcodes = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Positions of postcodes: OS Code-Point Open or ONSPD as published (zip, folder or CSV)."
    ),
]
Columns = Annotated[
    Path | None,
    typer.Option(metavar="FILE.toml", help="Your own sheet and heading names mapped to ours; `check` proposes one."),
]
SettingsFile = Annotated[
    Path | None,
    typer.Option(
        "--settings",
        metavar="FILE.toml",
        help="Travel figures, room norms and weights; else settings.toml in the dataset folder.",
    ),
]
SeasonOption = Annotated[Season, typer.Option(help="The standard season leaves winter programmes out.")]
SkipBadRows = Annotated[
    bool, typer.Option("--skip-bad-rows", help="Leave out rows with faults, and what hangs on them, and go on.")
]
Out = Annotated[Path, typer.Option(metavar="DIR", help="The plan folder; an earlier plan there is replaced.")]
Beside = Annotated[
    Path | None, typer.Option(metavar="PLAN", help="An earlier plan folder, to show before and after on the map.")
]
Gap = Annotated[
    float,
    typer.Option(min=0, max=1, help="How far a goal may stay open before the next is taken up: 0.005 is 0.5 %."),
]
Work = Annotated[
    float | None,
    typer.Option(
        min=0,
        callback=finite,
        help="Repeatable amount of work after which solving ends; 1 is the default amount.",
    ),
]
TimeLimit = Annotated[
    float | None,
    typer.Option(
        metavar="SECONDS",
        min=0,
        callback=finite,
        help="Stop by the clock; then a plan may differ from run to run.",
    ),
]
ClusterAddress = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="Plan on a dask cluster: tcp://HOST:PORT of its scheduler, or `local`. The plan is the same; see "
        "docs/cluster.md.",
    ),
]
Seed = Annotated[int, typer.Option(min=0, help="Seed of every random choice.")]
Pseudonyms = Annotated[
    bool, typer.Option("--pseudonyms", help="Name posts by role and number in the plan folder, not by their ids.")
]
SharedPseudonyms = Annotated[
    bool, typer.Option("--pseudonyms", help="Name posts by role and number in the report, not by their ids.")
]
PseudonymKey = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.csv", help="Who is who of a plan under pseudonyms; `plan` writes it, outside the plan folder."
    ),
]
ScenarioFile = Annotated[
    Path | None,
    typer.Option("--scenario", metavar="FILE.toml", help="Named changes to the dataset; see docs/scenarios.md."),
]
AnswerFolder = Annotated[
    Path, typer.Option("--out", metavar="DIR", help="A new or empty folder; an earlier answer there is replaced.")
]
Template = Annotated[
    Path | None, typer.Option(metavar="FILE.docx", help="Your own Word template: the paper takes its styles and pages.")
]
NoPaper = Annotated[bool, typer.Option("--no-paper", help="Leave out the print figures and the strategy paper.")]
OnlyWritten = Annotated[Only | None, typer.Option("--only", help="Write the tables and the proof alone.")]
