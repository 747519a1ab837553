"""``plan.xlsx``: the plan as a workbook that a manager can use as it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from estates.domain.dataset import Dataset
from estates.domain.errors import Fault
from estates.domain.plan import Plan
from estates.domain.remedies import Remedy
from estates.domain.scenario.told import ScenarioTold
from estates.domain.settings import Settings
from estates.domain.shortfall import ShortfallRow, UnmetRow, UseRow
from geodata.plan_workbook.assumptions import assumptions_page
from geodata.plan_workbook.contents import Contents
from geodata.plan_workbook.drawing import workbook_of
from geodata.plan_workbook.left_out import left_out_page
from geodata.plan_workbook.proof import proof_page, run_page
from geodata.plan_workbook.remedies import remedies_page
from geodata.plan_workbook.rooms import placements_page, use_page
from geodata.plan_workbook.shortfall import pcn_page, practice_page, unmet_page
from geodata.plan_workbook.summary import headlines_page, read_me_page, reasons_page
from geodata.plan_workbook.timetable import timetable_page
from geodata.plan_workbook.wall import wall_page
from geodata.plan_workbook.worth import worth_page

_PAGES = (
    headlines_page,
    reasons_page,
    pcn_page,
    practice_page,
    unmet_page,
    remedies_page,
    worth_page,
    timetable_page,
    wall_page,
    use_page,
    placements_page,
    assumptions_page,
    proof_page,
    run_page,
)


def plan_workbook(  # noqa: PLR0913 - everything that is known of a plan, by name
    *,
    dataset: Dataset,
    plan: Plan,
    unmet: Sequence[UnmetRow],
    shortfall: Sequence[ShortfallRow],
    use: Sequence[UseRow],
    settings: Settings,
    proof: Mapping[str, Any],
    left_out: Sequence[Fault] = (),
    remedies: Sequence[Remedy] | None = None,
    scenario: ScenarioTold | None = None,
) -> bytes:
    """Return the workbook of a plan as the bytes of an ``.xlsx`` file; the same plan gives the same bytes.

    It holds no formula, and no text of the user's files is a link.

    Parameters
    ----------
    dataset
        The dataset as the plan's season sees it.
    plan
        The plan.
    unmet, shortfall, use
        The rows of the plan's tables.
    settings
        The figures it was made with.
    proof
        Its proof, as ``proof_record`` gives it.
    left_out
        Faults of the rows that were left out at the user's wish; a sheet lists them.
    remedies
        Remedies of what is unmet; without them there is no sheet of them.
    scenario
        The scenario that the plan is of, if any.
    """
    contents = Contents(
        dataset=dataset,
        plan=plan,
        unmet=unmet,
        shortfall=shortfall,
        use=use,
        settings=settings,
        proof=proof,
        left_out=left_out,
        remedies=remedies,
        scenario=scenario,
    )
    pages = [page(contents) for page in _PAGES if page is not remedies_page or remedies is not None]
    if left_out:
        pages.append(left_out_page(contents))
    return workbook_of([read_me_page(contents, pages), *pages], author=settings.paper.organisation)
