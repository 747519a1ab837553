"""The editable figures of a run. Each is an assumption with a default and is echoed in ``proof.json``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from estates.domain.rooms import ROOM_NORMS_M2
from estates.domain.words import RoomType


@dataclass(frozen=True, kw_only=True)
class SpeedBand:
    """A stretch of a journey and the speed over it. ``length_km`` is ``None`` for the last, open stretch."""

    length_km: Decimal | None
    km_per_hour: Decimal


@dataclass(frozen=True, kw_only=True)
class TravelSettings:
    """How minutes are estimated where the dataset gives none.

    Road km = ``road_factor`` x straight-line km; minutes = ``start_minutes`` + the road km band by band.
    """

    road_factor: Decimal = Decimal("1.3")
    start_minutes: Decimal = Decimal(2)
    bands: tuple[SpeedBand, ...] = (
        SpeedBand(length_km=Decimal(5), km_per_hour=Decimal(30)),
        SpeedBand(length_km=Decimal(15), km_per_hour=Decimal(50)),
        SpeedBand(length_km=None, km_per_hour=Decimal(75)),
    )


@dataclass(frozen=True, kw_only=True)
class BurdenSettings:
    """What the burden goal (G4) counts beside travel, in minutes."""

    extra_site_minutes: Decimal = Decimal(30)
    extra_room_minutes: Decimal = Decimal(10)
    changed_row_minutes: Decimal = Decimal(60)


@dataclass(frozen=True, kw_only=True)
class StatusSettings:
    """When a practice counts as full: shares (0 to 1) of its rooms' open core half-days that are used.

    Where less than ``least_known_share`` of the half-days is known, nothing is said. All three are planning defaults of
    this tool, without a published source.
    """

    nearly_full_from: Decimal = Decimal("0.85")
    full_from: Decimal = Decimal("0.95")
    least_known_share: Decimal = Decimal("0.5")


@dataclass(frozen=True, kw_only=True)
class PremisesSettings:
    """How the size of premises is judged where it is shown.

    ``guide_m2_per_1000`` is the floor area (gross internal, m²) that a practice needs for 1,000 registered patients:
    120 m² for 1,750, the rule of ICBs in Essex and the Midlands in their answers to planning applications.
    """

    guide_m2_per_1000: Decimal = Decimal("68.6")


@dataclass(frozen=True, kw_only=True)
class MapSettings:
    """A server of base tiles that readers of the map may switch on while online; blank: none, and no such switch.

    ``tiles_url`` is an https address with ``{z}``, ``{x}`` and ``{y}``; ``tiles_credit`` what its licence asks for.
    """

    tiles_url: str = ""
    tiles_credit: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperSettings:
    """What figures and paper say of themselves that no table tells: whose they are, of which day, from which sources.

    ``sources`` holds a line per source with its date. All of it is plain text, and blank where not given.
    """

    organisation: str = ""
    date: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All editable figures of a run.

    ``sessions_per_room`` is the core half-days that one more room would give in a week; it turns unmet sessions
    into room equivalents.
    """

    travel: TravelSettings = TravelSettings()
    burden: BurdenSettings = BurdenSettings()
    room_norms_m2: Mapping[RoomType, Decimal] = field(default_factory=lambda: dict(ROOM_NORMS_M2))
    sessions_per_room: Decimal = Decimal(10)
    practice_status: StatusSettings = StatusSettings()
    premises: PremisesSettings = PremisesSettings()
    map: MapSettings = MapSettings()
    paper: PaperSettings = PaperSettings()
