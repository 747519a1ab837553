"""A proof anyone can check: what can be placed at most, from a dataset and prices alone, without a solver."""

from estates.domain.certificate.certify import Certificate, certify
from estates.domain.certificate.claims import Claim, claim_breaches, claimed, price_breaches

__all__ = ["Certificate", "Claim", "certify", "claim_breaches", "claimed", "price_breaches"]
