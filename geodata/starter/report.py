"""What a first dataset holds and rests on: the figures for the command line and for the page."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from geodata.national.source import Source
from geodata.starter.facts import Notes
from geodata.starter.rooms import PracticeRooms
from geodata.starter.settings import StarterSettings
from geodata.starter.staff import PcnWorkforce


@dataclass(frozen=True, kw_only=True)
class StarterCounts:
    """How many of each a first dataset holds.

    ``partners`` and ``partner_pcns`` are what the newest ePCN file has active. ``rooms_formula`` is before rounding.
    Cells are half-days of rooms; ``own_sessions`` and ``over_full`` are room sessions a week of the practices' own
    staff, ``wanted_sessions`` those of the posts. ``pcn_fte_not_clinical`` (managers, directors, administrators) is
    a part of ``pcn_fte_without_role``.
    """

    practices: int
    patients: int
    pcns: int
    partners: int
    partner_pcns: int
    main_sites: int
    branches: int
    hubs: int
    rooms: int
    rooms_formula: Decimal
    rooms_today_face_to_face: Decimal
    rooms_today_all: Decimal
    free_cells: int
    in_use_cells: int
    unknown_cells: int
    own_sessions: int
    over_full: int
    posts: int
    wanted_sessions: int
    trainee_fte: Decimal
    trainee_practices: int
    pcns_with_workforce: int
    pcn_fte: Decimal
    pcn_fte_without_role: Decimal
    pcn_fte_not_clinical: Decimal
    small_areas: int


@dataclass(frozen=True, kw_only=True)
class StarterReport:
    """Everything that the page about a first dataset tells. ``area`` is its code and name."""

    folder: Path
    area: str
    counts: StarterCounts
    sources: tuple[tuple[Source, int], ...]
    files_not_used: tuple[str, ...]
    postcode_files: tuple[str, ...]
    notes: Notes
    workforce: PcnWorkforce
    rooms: tuple[PracticeRooms, ...]
    settings: StarterSettings

    @property
    def over_full(self) -> tuple[PracticeRooms, ...]:
        """The practices whose own sessions exceed their rooms, the fullest first."""
        full = [each for each in self.rooms if each.over_full]
        return tuple(sorted(full, key=lambda each: (-each.over_full, each.practice.code)))
