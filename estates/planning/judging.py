"""Whatever a search finds is judged without a solver before any of it is written; where it fails, the run stops."""

from collections.abc import Sequence

from estates.domain.certificate import Claim, certify, claim_breaches, claimed
from estates.domain.checks import Breach, breaches, proof_breaches, replan_values
from estates.domain.dataset import Dataset
from estates.domain.errors import PlanError
from estates.domain.plan import CHANGES, Placement, Plan, with_bound
from estates.domain.settings import Settings
from estates.domain.travel import TravelTimes

MOST_TOLD = 5
"""So many breaches are told in full."""


def judge(
    dataset: Dataset, travel: TravelTimes, found: Plan, settings: Settings, *, earlier: Sequence[Placement] = ()
) -> None:
    """Check a plan and its proof without a solver, and stop the run where either is wrong.

    ``earlier`` are the rows of the plan that it re-plans; their changes are a goal of their own where the plan says so.
    """
    values = replan_values(
        dataset,
        travel,
        found.placements,
        burden=settings.burden,
        earlier=earlier,
        apart=CHANGES in found.goals,
    )
    wrong = (
        *breaches(dataset, travel, found.placements),
        *proof_breaches(found.goals, found.standing, dataset, values),
    )
    stop_where_wrong("The plan", wrong)


def certified(dataset: Dataset, travel: TravelTimes, found: Plan) -> tuple[Plan, Claim]:
    """Return a plan, and what its prices certify of G1 without a solver: its own bound is at least that.

    The run is stopped where that is impossible.
    """
    value = found.goals["G1"].value
    certificate = certify(dataset, travel, found.prices)
    claim = claimed(certificate, value)
    stop_where_wrong("The plan", tuple(claim_breaches(claim, certificate, value)))
    return with_bound(found, certificate.bound, wanted=certificate.wanted), claim


def stop_where_wrong(what: str, wrong: Sequence[Breach]) -> None:
    """Stop the run where there are breaches; ``what`` failed begins the sentence.

    Raises
    ------
    PlanError
        Where there is any breach: a defect of the planner, so that nothing is written.
    """
    if wrong:
        told = " ".join(f"{breach.rule}: {breach.sentence}" for breach in wrong[:MOST_TOLD])
        raise PlanError(
            f"{what} failed the independent check, so nothing was written ({len(wrong)} breaches). "
            f"This is a defect of the planner: please report it. {told}"
        )
