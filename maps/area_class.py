"""Which class of unmet share a PCN's area is coloured by."""

from geodata.places.boundaries import PcnArea
from maps.outcome import Outcome
from maps.palette import NO_FIGURES, STAFF_NOT_KNOWN, ShareClass, share_class


def area_class(outcome: Outcome, area: PcnArea) -> ShareClass:
    """Return the class of unmet share that a PCN's area is coloured by."""
    if area.pcn_code in outcome.pcns_without_staff:
        return STAFF_NOT_KNOWN
    row = outcome.rows("pcn").get(area.pcn_code)
    return NO_FIGURES if row is None else share_class(row.wanted, row.unmet_share)
