"""Sites: the buildings that posts are based at and rooms stand in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from estates.domain.words import Condition, Sharing, SiteKind


@dataclass(frozen=True, kw_only=True)
class Site:
    """A building. A practice may have several; a hub belongs to none.

    ``easting`` and ``northing`` are whole metres on the British National Grid (EPSG:27700), whatever the
    dataset gave the position as; ``position_from`` says which: ``grid``, ``coordinates`` or ``postcode``.
    ``gia_m2`` is the gross internal area. ``None`` means not known.
    """

    site_id: str
    name: str
    kind: SiteKind
    easting: int
    northing: int
    share_with: Sharing
    practice_code: str | None = None
    pcn_code: str | None = None
    postcode: str | None = None
    position_from: str = "grid"
    tenure: str | None = None
    lease_end: date | None = None
    condition: Condition | None = None
    gia_m2: Decimal | None = None
    step_free: bool | None = None
    estimated: bool = False


def default_sharing(kind: SiteKind) -> Sharing:
    """Whose posts may use a site's rooms when the dataset does not say: its PCN, or anybody at a shared place."""
    return Sharing.PCN if kind in (SiteKind.PRACTICE, SiteKind.BRANCH) else Sharing.ANY
