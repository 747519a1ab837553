"""Posts of the made-up county: additional-roles staff of the networks, trainees and overflowing practice staff."""

from collections import Counter
from functools import cache
from math import ceil

from estates.domain.slots import CORE_SLOTS, DAYS
from geodata.example.dice import Dice
from geodata.example.networks import NETWORKS, Network
from geodata.example.places import Practice, practices
from geodata.example.shared import SHARED_PLACES
from geodata.example.supervision import training_practices

Row = dict[str, str]

POSTS = 700
CORE_POSTS = 34
PATIENTS_PER_TRAINEE = 9_000
DESK_ROLES = ("care_coord", "pharm_tech", "digital_lead")
# How often a network hires each role, of a hundred posts.
ARRS_ROLES = {
    **{"clin_pharmacist": 20, "splw": 12, "care_coord": 14, "pharm_tech": 11, "fcp_physio": 8, "paramedic": 7},
    **{"hwb_coach": 5, "mh_pract": 4, "gp_arrs": 4, "adv_pract": 3, "nursing_assoc": 2, "phys_assoc": 1.6},
    **{"gp_assistant": 2, "gpn_exp": 1, "hcsw": 1.2, "trainee_na": 1.4, "enh_nurse": 1, "dietitian": 1},
    **{"podiatrist": 1, "mh_pract_cyp": 1, "occ_therapist": 0.8, "digital_lead": 0.8, "adv_pharmacist": 0.8},
    **{"gpn_new": 0.4, "frailty_pract": 1},
}
TRAINEE_ROLES = {"gpst1_2": 40, "gpst3": 36, "f2": 14, "found_pharm": 5, "fcp_in_training": 5}
CORE_ROLES = {"practice_nurse": 45, "hca": 25, "gp_partner": 20, "visiting": 10}
WTE = {"0.4": 12, "0.5": 14, "0.6": 20, "0.7": 8, "0.8": 22, "0.9": 4, "1.0": 20}
STATUS = {"in_post": 78, "planned": 11, "vacant": 11}
PRIORITY = {
    "gpst1_2": "5",
    "gpst3": "5",
    "f2": "4",
    "found_pharm": "3",
    "fcp_in_training": "3",
    "gp_arrs": "3",
    "gp_partner": "3",
    "practice_nurse": "3",
    "fcp_physio": "2",
    "paramedic": "2",
    "adv_pract": "2",
    "mh_pract": "2",
}
# Features a role always needs; what some posts of it need besides stands below.
NEEDS = {"fcp_physio": ("couch",), "paramedic": ("couch", "sink"), "podiatrist": ("couch", "sink")}
SOMETIMES = {
    "gpst3": ("video", 0.25),
    "gpst1_2": ("couch", 0.6),
    "splw": ("step_free", 0.2),
    "hwb_coach": ("step_free", 0.2),
}
PART_TIME = 0.8
EVENINGS = tuple(f"{day}_EVE" for day in DAYS[:5])


@cache
def post_rows() -> tuple[Row, ...]:
    """Return the rows of ``posts``, network by network: trainees, then practice staff, then the network's own."""
    counts = _arrs_counts()
    arrs = iter(Dice("arrs roles").deck(ARRS_ROLES, sum(counts.values())))
    trainee = iter(Dice("trainee roles").deck(TRAINEE_ROLES, sum(map(_trainees_of, training_practices()))))
    core = iter(Dice("core roles").deck(CORE_ROLES, sum(map(_core_count, NETWORKS))))
    rows: list[Row] = []
    for network in NETWORKS:
        dice = Dice(f"posts {network.code}")
        own = [practice for practice in practices() if practice.network is network]
        learning = (practice for practice in own if practice in training_practices())
        rows += [_trainee(next(trainee), here, dice) for here in learning for _ in range(_trainees_of(here))]
        rows += [_core(next(core), here, dice) for here in dice.shuffled(own)[: _core_count(network)]]
        lists = {practice: float(practice.patients) for practice in own}
        rows += [_arrs(next(arrs), dice.weighted(lists), dice) for _ in range(counts[network.code])]
    return tuple({"post_id": f"XWP{number:03d}", **row} for number, row in enumerate(rows, start=1))


def role_rows() -> list[Row]:
    """Return the rows of ``roles``: a role of the county's own, and one whose share of face-to-face work it knows."""
    return [
        {
            "role_id": "frailty_pract",
            "title": "Frailty practitioner (local role)",
            "group": "arrs",
            "room_types": "consult_exam;treatment",
            "sessions_per_wte": "10",
            "face_to_face_share": "0.4",
            "supervision": "",
            "contract_year": "2026/27",
            "source": "Made-up local agreement",
        },
        {
            "role_id": "pharm_tech",
            "title": "Pharmacy technician",
            "group": "arrs",
            "room_types": "interview;consult;consult_exam",
            "sessions_per_wte": "10",
            "face_to_face_share": "0.15",
            "supervision": "",
            "contract_year": "2026/27",
            "source": "Made-up local diary survey; replaces the built-in share of 0.1",
        },
    ]


def _trainees_of(practice: Practice) -> int:
    return 1 + practice.patients // PATIENTS_PER_TRAINEE


def _core_count(network: Network) -> int:
    return min(network.practices, round(CORE_POSTS * _weight(network)))


def _arrs_counts() -> dict[str, int]:
    """Return each network's share, by code, of the posts that trainees and practice staff leave."""
    left = POSTS - sum(map(_trainees_of, training_practices())) - sum(map(_core_count, NETWORKS))
    return Counter(Dice("networks").deck({network.code: _weight(network) for network in NETWORKS}, left))


def _weight(network: Network) -> float:
    """Return the network's share of the county's posts: by patients, more where staff is above the average."""
    return network.patients * network.staff / sum(here.patients * here.staff for here in NETWORKS)


def _trainee(role: str, practice: Practice, dice: Dice) -> Row:
    """Return a trainee of a practice: in post, mostly full-time, and often bound to one site."""
    row = _row(role, practice, dice, wte="0.6" if dice.falls(0.12) else "1.0")
    return row | {"practice_code": practice.code, "status": "in_post", "max_sites": dice.pick(("1", "", ""))}


def _core(role: str, practice: Practice, dice: Dice) -> Row:
    """Return a member of a practice's own staff for whom there is no room; visiting services say their sessions."""
    sessions = str(dice.whole(1, 4)) if role == "visiting" else ""
    return _row(role, practice, dice, wte=dice.weighted(WTE)) | {"practice_code": practice.code, "sessions": sessions}


def _arrs(role: str, practice: Practice, dice: Dice) -> Row:
    """Return a member of the network's staff, based at a practice or, for desk work, at the network's office."""
    row = _row(role, practice, dice, wte=dice.weighted(WTE))
    pcn = practice.network.code
    office = [place.site_id for place in SHARED_PLACES if place.kind == "office" and place.pcn_code == pcn]
    if office and role in DESK_ROLES:
        return row | {"base_site": office[0]}
    return row | {"practice_code": practice.code if dice.falls(0.25) else ""}


def _row(role: str, practice: Practice, dice: Dice, *, wte: str) -> Row:
    at_branch = len(practice.sites) > 1 and dice.falls(0.12)
    return {
        "role_id": role,
        "pcn_code": practice.network.code,
        "base_site": practice.sites[1 if at_branch else 0].site_id,
        "wte": wte,
        "practice_code": "",
        "sessions": "",
        "slots": _slots(float(wte), dice),
        "max_travel_min": dice.weighted({"": 84, "15": 6, "25": 6, "30": 4}),
        "max_sites": dice.weighted({"": 86, "1": 6, "3": 8}),
        "priority": PRIORITY.get(role, dice.weighted({"": 70, "2": 30})),
        "needs": ";".join(_needs(role, dice)),
        "status": dice.weighted(STATUS),
    }


def _slots(wte: float, dice: Dice) -> str:
    """Return the half-days a post can work: blank for most, some days for part-timers, evenings for a few."""
    kind = dice.weighted({"any": 70, "days": 20, "evenings": 10})
    core = [slot.value for slot in CORE_SLOTS]
    if kind == "evenings":
        return ";".join([*core, *EVENINGS, "SAT_AM"])
    if kind == "any" or wte > PART_TIME:
        return ""
    days = dice.shuffled(DAYS[:5])[: ceil(5 * wte)]
    return ";".join(slot for slot in core if slot[:3] in days)


def _needs(role: str, dice: Dice) -> list[str]:
    feature, chance = SOMETIMES.get(role, ("", 0.0))
    return [*NEEDS.get(role, ()), *([feature] if dice.falls(chance) else [])]
