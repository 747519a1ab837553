"""A proof anyone can check: what can be placed at most, from a dataset and prices alone, without a solver."""

from estates.domain.certificate.carried import carried_prices
from estates.domain.certificate.certify import Certificate, certify
from estates.domain.certificate.claims import Claim, claim_breaches, claimed, price_breaches

__all__ = ["Certificate", "Claim", "carried_prices", "certify", "claim_breaches", "claimed", "price_breaches"]
