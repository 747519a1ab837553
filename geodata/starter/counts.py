"""The figures of a first dataset."""

from collections.abc import Sequence
from decimal import Decimal

from estates.domain.room_formula import TODAY_ALL, TODAY_FACE_TO_FACE, RoomFormula
from estates.domain.words import SiteKind
from geodata.dataset_files import Row
from geodata.national.loading import NationalFiles
from geodata.starter.area import active_partners
from geodata.starter.content import StarterContent
from geodata.starter.report import StarterCounts
from geodata.starter.settings import StarterSettings
from geodata.starter.tables import cells_of


def count(
    national: NationalFiles, content: StarterContent, rooms: Sequence[Row], settings: StarterSettings
) -> StarterCounts:
    """Return how many of each the dataset holds; ``rooms`` are the rows of its table."""
    area, sites, workforce = content.area, content.sites, content.workforce
    partners, partner_pcns = active_partners(national, area)
    patients = area.patients
    owns = [each.own for each in content.rooms if each.own]
    trainees = [row.trainee_fte for row in content.staff.values() if row.trainee_fte]
    return StarterCounts(
        practices=len(area.practices),
        patients=patients,
        pcns=len(area.pcns),
        partners=partners,
        partner_pcns=partner_pcns,
        main_sites=sum(site.is_main for site in sites),
        branches=sum(site.kind is SiteKind.BRANCH for site in sites),
        hubs=sum(not site.practice_code for site in sites),
        rooms=len(rooms),
        rooms_formula=_all_rooms(settings.formula, patients),
        rooms_today_face_to_face=_all_rooms(TODAY_FACE_TO_FACE, patients),
        rooms_today_all=_all_rooms(TODAY_ALL, patients),
        free_cells=cells_of(rooms, "F"),
        in_use_cells=cells_of(rooms, "U"),
        unknown_cells=cells_of(rooms, "?"),
        own_sessions=sum(own.gp + own.nurse + own.direct_care for own in owns),
        over_full=sum(each.over_full for each in content.rooms),
        posts=len(content.posts),
        wanted_sessions=sum(post.sessions for post in content.posts),
        trainee_fte=sum(trainees, Decimal(0)),
        trainee_practices=len(trainees),
        pcns_with_workforce=len(area.pcns) - len(workforce.pcns_missing),
        pcn_fte=workforce.fte,
        pcn_fte_without_role=workforce.unmatched_fte,
        pcn_fte_not_clinical=workforce.not_clinical_fte,
        small_areas=len(content.layers.small_area_codes),
    )


def _all_rooms(formula: RoomFormula, patients: int) -> Decimal:
    return formula.consult_rooms(patients) + formula.treatment_rooms(patients)
