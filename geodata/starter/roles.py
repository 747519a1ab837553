"""Which role of the catalogue the staff words of the PCN workforce files mean."""

import re

from geodata.national.pcn_workforce import PcnStaff

# By detailed role, in one spelling: lower case, letters alone, singular. What is not here is listed, not guessed:
# directors, managers, "Other", and therapists whose profession the files hide.
_ROLES = {
    "care coordinator": "care_coord",
    "health and wellbeing coach": "hwb_coach",
    "social prescribing link worker": "splw",
    "pharmacist": "clin_pharmacist",
    "clinical pharmacist": "clin_pharmacist",
    "pharmacy technician": "pharm_tech",
    "physiotherapist": "fcp_physio",
    "first contact physiotherapist": "fcp_physio",
    "paramedic": "paramedic",
    "physician associate": "phys_assoc",
    "physician assistant": "phys_assoc",
    "apprentice physician associate": "appr_pa",
    "dietician": "dietitian",
    "dietitian": "dietitian",
    "podiatrist": "podiatrist",
    "occupational therapist": "occ_therapist",
    "therapist occupational therapist": "occ_therapist",
    "mental health practitioner": "mh_pract",
    "mental health and wellbeing practitioner": "mh_pract",
    "adult mental health practitioner": "mh_pract",
    "children and young people mental health practitioner": "mh_pract_cyp",
    "nursing associate": "nursing_assoc",
    "trainee nursing associate": "trainee_na",
    "student nursing associate": "trainee_na",
    "apprentice nursing associate": "trainee_na",
    "health support worker": "hcsw",
    "healthcare support worker": "hcsw",
    "healthcare assistant": "hcsw",
    "general practice assistant": "gp_assistant",
    "gp assistant": "gp_assistant",
    "digital and transformation lead": "digital_lead",
    "advanced pharmacist practitioner": "adv_pharmacist",
    "advanced clinical practitioner pharmacist": "adv_pharmacist",
    "advanced dietician practitioner": "adv_pract",
    "advanced dietitian practitioner": "adv_pract",
    "advanced nurse practitioner": "adv_pract",
    "advanced occupational therapist practitioner": "adv_pract",
    "advanced paramedic practitioner": "adv_pract",
    "advanced physiotherapist practitioner": "adv_pract",
    "advanced podiatrist practitioner": "adv_pract",
    "enhanced practice nurse": "enh_nurse",
    "consultant nurse": "cons_nurse",
    "practice nurse": "gpn_exp",
    "orthoptist": "orthoptist",
    "general practitioner": "gp_arrs",
    "salaried gp": "gp_arrs",
}


def role_for(staff: PcnStaff) -> str | None:
    """Return the catalogue role of a row of PCN staff, or ``None`` where none fits.

    The detailed role decides; where the file gives none, the staff role does. A director is none, whatever else.
    """
    if "director" in staff.group.casefold():
        return None
    words = re.sub(r"[^a-z]+", " ", (staff.detailed_role or staff.role).casefold().replace("&", " and ")).strip()
    # Some files print the plural: pharmacists, coaches.
    spellings = (words, words.removesuffix("s"), words.removesuffix("es"))
    return next((_ROLES[spelling] for spelling in spellings if spelling in _ROLES), None)
