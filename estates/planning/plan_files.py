"""The files of a plan folder, and what map, layers, figures and paper look at."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from estates.planning.make_plan import Outcome
from estates.planning.papers import WITH_PAPER, PaperChoice, report_files
from estates.planning.pseudonyms import unmet_under_names
from geodata.places.boundaries import PcnArea, pcn_areas
from geodata.plan.folder import check_replaceable, write_plan_folder
from geodata.plan.proof import proof_json
from geodata.plan.tables import Rows, csv_files, plan_rows
from geodata.plan_layers.contents import Contents
from geodata.plan_workbook.workbook import plan_workbook
from maps.extras import NOTHING_MORE, Extras
from maps.outcome import Outcome as OutcomeOnMaps
from maps.report import Report, made_from
from maps.shortfall_map import shortfall_map

__all__ = ["check_replaceable", "contents_of", "plan_files", "plan_map", "report_of", "table_rows", "write_plan"]


def plan_files(
    outcome: Outcome, *, csv_only: bool, paper: PaperChoice = WITH_PAPER, extras: Extras = NOTHING_MORE
) -> dict[str, bytes]:
    """Return the files of a plan folder by name.

    ``paper`` says whether figures and paper are among them, ``extras`` what the map shows besides the plan.
    """
    rows = table_rows(outcome)
    files = csv_files(rows)
    files["proof.json"] = proof_json(outcome.proof)
    if csv_only:
        return files
    files["plan.xlsx"] = plan_workbook(
        dataset=outcome.dataset,
        plan=outcome.plan,
        unmet=outcome.unmet,
        shortfall=outcome.shortfall,
        use=outcome.use,
        settings=outcome.settings,
        proof=outcome.proof,
        left_out=outcome.left_out,
        remedies=outcome.remedies,
        scenario=outcome.scenario,
    )
    from estates.planning.exchange import files_for_other_tools  # noqa: PLC0415 - pandas and GDAL take long to load

    areas = pcn_areas(outcome.dataset)
    files["map.html"] = plan_map(outcome, areas, extras)
    files |= files_for_other_tools(contents_of(outcome, areas), rows=rows, tables=files)
    return files | report_files(report_of(outcome, areas), paper)


def plan_map(outcome: Outcome, areas: Sequence[PcnArea], extras: Extras = NOTHING_MORE) -> bytes:
    """Return the map of a plan as a page.

    ``extras`` is what it shows besides the plan, posts under their own ids: they go under the plan's pseudonyms here.
    """
    if outcome.pseudonyms:
        extras = replace(extras, earlier=unmet_under_names(extras.earlier, outcome.pseudonyms))
    page = shortfall_map(
        dataset=outcome.dataset,
        travel=outcome.travel,
        plan=outcome.plan,
        unmet=outcome.unmet,
        shortfall=outcome.shortfall,
        use=outcome.use,
        areas=areas,
        settings=outcome.settings,
        extras=extras,
        scenario=outcome.scenario,
        source=made_from(outcome.settings, outcome.proof),
    )
    return page.encode()


def contents_of(outcome: Outcome, areas: Sequence[PcnArea]) -> Contents:
    """Return what the map layers of a plan are made of."""
    return Contents(
        dataset=outcome.dataset,
        travel=outcome.travel,
        plan=outcome.plan,
        unmet=outcome.unmet,
        shortfall=outcome.shortfall,
        areas=areas,
        proof=outcome.proof,
    )


def table_rows(outcome: Outcome) -> Mapping[str, Rows]:
    """Return the rows of a plan's tables by name."""
    return plan_rows(
        dataset=outcome.dataset,
        plan=outcome.plan,
        unmet=outcome.unmet,
        shortfall=outcome.shortfall,
        use=outcome.use,
        left_out=outcome.left_out,
        remedies=outcome.remedies,
    )


def report_of(outcome: Outcome, areas: Sequence[PcnArea]) -> Report:
    """Return a plan as figures and paper look at it."""
    on_maps = OutcomeOnMaps(
        dataset=outcome.dataset,
        travel=outcome.travel,
        plan=outcome.plan,
        unmet=outcome.unmet,
        shortfall=outcome.shortfall,
        use=outcome.use,
        areas=areas,
        settings=outcome.settings,
        remedies=outcome.remedies or (),
        scenario=outcome.scenario,
    )
    return Report(outcome=on_maps, settings=outcome.settings, proof=outcome.proof, left_out=outcome.left_out)


def write_plan(
    outcome: Outcome,
    folder: Path,
    *,
    csv_only: bool = False,
    paper: PaperChoice = WITH_PAPER,
    extras: Extras = NOTHING_MORE,
) -> None:
    """Write a plan folder, whole or not at all; an earlier plan under its name is replaced."""
    write_plan_folder(folder, plan_files(outcome, csv_only=csv_only, paper=paper, extras=extras))
