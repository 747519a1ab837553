"""Which catalogue role the words of the PCN workforce files mean."""

from decimal import Decimal

import pytest

from estates.domain.roles import built_in_roles
from geodata.national.pcn_workforce import PcnStaff
from geodata.national.source import FileKind, Source
from geodata.starter.roles import role_for


def staff(detailed: str, role: str = "", group: str = "Other Direct Patient Care staff") -> PcnStaff:
    """Return a row of PCN staff in a role."""
    return PcnStaff(
        pcn_code="U90001",
        pcn_name="",
        icb_code="",
        icb_name="",
        sub_icb_code="",
        group=group,
        role=role,
        detailed_role=detailed,
        fte=Decimal(1),
        people=1,
        source=Source(name="x", kind=FileKind.PCN_WORKFORCE),
    )


@pytest.mark.parametrize(
    ("words", "role_id"),
    [
        ("Pharmacist", "clin_pharmacist"),
        ("Pharmacy Technician", "pharm_tech"),
        ("Advanced Pharmacist Practitioner", "adv_pharmacist"),
        ("Physiotherapist", "fcp_physio"),
        ("Advanced Physiotherapist Practitioner", "adv_pract"),
        ("Advanced Paramedic Practitioner", "adv_pract"),
        ("Advanced Dietician Practitioner", "adv_pract"),
        ("Advanced Occupational Therapist Practitioner", "adv_pract"),
        ("Advanced Podiatrist Practitioner", "adv_pract"),
        ("Paramedic", "paramedic"),
        ("Physician Associate", "phys_assoc"),
        ("Apprentice Physician Associate", "appr_pa"),
        ("Dietician", "dietitian"),
        ("Podiatrist", "podiatrist"),
        ("Therapist- Occupational Therapist", "occ_therapist"),
        ("Care Coordinator", "care_coord"),
        ("Health and Wellbeing Coach", "hwb_coach"),
        ("Health & Wellbeing Coaches", "hwb_coach"),
        ("Social Prescribing Link Worker", "splw"),
        ("Nursing Associate", "nursing_assoc"),
        ("Trainee Nursing Associate", "trainee_na"),
        ("Health Support Worker", "hcsw"),
        ("General Practice Assistant", "gp_assistant"),
        ("Digital and Transformation Lead", "digital_lead"),
        ("Enhanced Practice Nurse", "enh_nurse"),
    ],
)
def test_role_words_of_the_files_find_their_role(words: str, role_id: str) -> None:
    """Case, number and punctuation do not matter; every role found is in the catalogue."""
    assert role_for(staff(words)) == role_id
    assert role_for(staff(words.upper())) == role_id
    assert role_id in {role.role_id for role in built_in_roles()}


@pytest.mark.parametrize("words", ["Other", "Manager", "Senior Manager", "Therapist- Other", "Finance Director", ""])
def test_words_that_hide_the_profession_are_not_guessed(words: str) -> None:
    """They are listed instead."""
    assert role_for(staff(words)) is None


def test_director_is_none_whatever_else() -> None:
    """A clinical director's sessions are not clinics."""
    assert role_for(staff("Pharmacist", group="Directors")) is None


def test_staff_role_decides_where_the_detailed_one_is_blank() -> None:
    """Some files print one level alone, in the plural."""
    assert role_for(staff("", "Care Coordinators")) == "care_coord"
    assert role_for(staff("", "Dieticians")) == "dietitian"
    assert role_for(staff("", "Health and Wellbeing Coaches")) == "hwb_coach"
