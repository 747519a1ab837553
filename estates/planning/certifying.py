"""Certify a plan folder: what its prices prove of G1, without a solver, and whether its proof claims more."""

from dataclasses import dataclass
from pathlib import Path

from estates.domain.certificate import Certificate, Claim, certify, claim_breaches, price_breaches
from estates.domain.checks import Breach, table_breaches
from estates.domain.dataset import Dataset
from estates.domain.plan import GoalScore
from estates.domain.travel import TravelTimes
from estates.domain.worth import worth_rows
from geodata.plan.read_back import read_table
from geodata.plan.read_prices import read_prices
from geodata.plan.tables import rows_as_text


@dataclass(frozen=True, kw_only=True)
class Certified:
    """What came of certifying a folder: its breaches, and the certified gap in words."""

    breaches: tuple[Breach, ...] = ()
    notes: tuple[str, ...] = ()


def certify_folder(
    folder: Path,
    dataset: Dataset,
    travel: TravelTimes,
    *,
    claim: Claim | None,
    value: float,
    scored: GoalScore | None = None,
) -> Certified:
    """Recompute the bound on G1 from a folder's prices alone, and hold against it what its proof claims.

    The worth of places, where the folder tells it, must follow from the prices.

    Without prices and claim there is nothing to say; a claim without prices has nothing to rest on.

    Parameters
    ----------
    folder
        The plan folder.
    dataset, travel
        The dataset as the plan's season sees it, and the minutes between its sites.
    claim
        What the proof says is certified, if it says so.
    value
        G1 as recomputed from the plan's rows.
    scored
        What the proof says of G1, if it says anything.
    """
    given = read_prices(folder)
    if given is None and claim is None:
        return Certified()
    prices, unread = ((), ()) if given is None else given
    certificate = certify(dataset, travel, prices)
    wrong = [*unread, *price_breaches(dataset, prices)]
    wrong += [] if claim is None else claim_breaches(claim, certificate, value)
    if not wrong and (told := read_table(folder, "worth")) is not None:
        wrong += table_breaches("worth", told, rows_as_text(worth_rows(dataset, prices)))
    return Certified(breaches=tuple(wrong), notes=(_in_words(certificate, value, scored),))


def _in_words(certificate: Certificate, value: float, scored: GoalScore | None) -> str:
    told = (
        f"Certified from the prices alone, without a solver: any plan leaves at least {certificate.bound:,} weighted "
        f"sessions unmet; this one leaves {value:,.0f}, a certified gap of {certificate.gap(value):.3%}."
    )
    if scored is None:
        return told
    if scored.bound > certificate.bound:
        told += f" The proof's bound of {scored.bound:,.0f} is the solver's: the prices confirm {certificate.bound:,}."
    return f"{told} Bounds of the other goals are the solver's and not checked here."
