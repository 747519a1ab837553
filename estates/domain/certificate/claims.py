"""What a proof claims to be certified, and whether the prices beside it support that."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

from estates.domain.certificate.certify import Certificate
from estates.domain.certificate.market import Market
from estates.domain.checks.breach import Breach
from estates.domain.checks.proof import TOLERANCE
from estates.domain.dataset import Dataset
from estates.domain.prices import Price, Signature
from estates.domain.slots import Slot
from estates.domain.wording import slot_in_words


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What a proof says is certified of a goal: a bound, and the gap that it leaves to the plan."""

    bound: float
    gap: float


def claimed(certificate: Certificate, value: float) -> Claim:
    """Return what may be claimed of a plan whose G1 is ``value``."""
    return Claim(bound=certificate.bound, gap=certificate.gap(value))


def claim_breaches(claim: Claim, certificate: Certificate, value: float) -> Iterator[Breach]:
    """Yield every way in which a claim about G1 is wrong or stronger than the prices support.

    ``value`` is G1 as recomputed from the plan's rows. A claim that is weaker than need be is no breach.
    """
    if not (isfinite(claim.bound) and isfinite(claim.gap)):
        yield Breach("proof", "The certificate of G1: bound and gap must be numbers.", "G1")
        return
    if claim.bound > certificate.bound + TOLERANCE:
        told = f"it claims a bound of {claim.bound:g}, but the prices support {certificate.bound:g} and no more"
        yield Breach("proof", f"The certificate of G1: {told}.", "G1")
    if claim.bound > value + TOLERANCE:
        told = f"a bound of {claim.bound:g} is above the plan's own value {value:g}"
        yield Breach("proof", f"The certificate of G1: {told}.", "G1")
    gap = (value - claim.bound) / max(1.0, certificate.wanted - value)
    if abs(claim.gap - gap) > TOLERANCE:
        yield Breach("proof", f"The certificate of G1: it gives a gap of {claim.gap:g}, but it is {gap:g}.", "G1")


def price_breaches(dataset: Dataset, prices: Sequence[Price]) -> Iterator[Breach]:
    """Yield every way in which prices are none: below nought, given twice, or of what the dataset does not have."""
    market = Market(dataset, prices)
    for (site_id, slot, *_), count in Counter(_key(price) for price in prices).items():
        if count > 1:
            yield _price_breach(site_id, slot, f"the same place has {count} prices")
    for price in prices:
        if price.amount < 0:
            yield _price_breach(price.site_id, price.slot, f"the price {price.amount} is below nought")
        if not market.answers_to(price):
            yield _price_breach(price.site_id, price.slot, "nothing in the dataset answers to it")


def _key(price: Price) -> tuple[str, Slot, Signature | None, str | None]:
    return (price.site_id, price.slot, price.signature, price.supervision)


def _price_breach(site_id: str, slot: Slot, told: str) -> Breach:
    return Breach("prices", f"prices, site {site_id} on {slot_in_words(slot)}: {told}.", site_id, slot)
