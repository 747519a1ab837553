"""The assumptions a first dataset rests on: each with its default, to be replaced by local knowledge."""

from dataclasses import dataclass
from decimal import Decimal

from estates.domain.room_formula import BUSINESS_CASE, RoomFormula
from estates.domain.words import Cell


@dataclass(frozen=True, kw_only=True)
class StarterSettings:
    """The editable figures of a first dataset.

    ``in_room_share`` is the part of a practice's own sessions that hold a room (a telephone surgery holds its room
    too); sessions per WTE are those of the roles named, from the catalogue. ``main_site_weight`` and
    ``branch_site_weight`` split a practice's rooms over its sites. ``outside_core`` is what is known of a room in the
    evening and on Saturday. ``learners_per_supervisor`` may be supervised by one GP or nurse in the building.
    ``hub_reach_km`` is how far from a practice an NHS site may lie where no ICB outline tells. ``trainee_role`` is
    given to all GP trainees, since the files do not tell their grade.
    """

    formula: RoomFormula = BUSINESS_CASE
    in_room_share: Decimal = Decimal("0.8")
    gp_role: str = "gp_partner"
    nurse_role: str = "practice_nurse"
    direct_care_role: str = "hca"
    trainee_role: str = "gpst3"
    main_site_weight: int = 2
    branch_site_weight: int = 1
    outside_core: Cell = Cell.UNKNOWN
    learners_per_supervisor: int = 1
    hub_reach_km: Decimal = Decimal(5)
