"""What is known of the lease of a place that is built on."""

from estates.domain.sites import Site
from estates.domain.wording import NOT_KNOWN


def lease_end(site: Site) -> str | None:
    """Return the day on which a lease ends, or that it is not known; ``None`` where a freehold has no lease."""
    if site.lease_end is not None:
        return site.lease_end.isoformat()
    tenure = (site.tenure or "").lower()
    return None if "freehold" in tenure and "lease" not in tenure else NOT_KNOWN


def lease_ends_first(site: Site, tied_until: int | None) -> bool | str | None:
    """Return whether a lease ends before the years tied by a grant do, or that it is not known; as ``lease_end``."""
    if lease_end(site) is None:
        return None
    return NOT_KNOWN if site.lease_end is None or tied_until is None else site.lease_end.year < tied_until
