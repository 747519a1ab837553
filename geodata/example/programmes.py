"""Programmes of the made-up county: two winter respiratory hubs and one that runs all the year."""

from estates.domain.slots import SLOTS
from geodata.example.networks import NETWORKS

Row = dict[str, str]

WEEKDAY_AFTERNOONS_AND_EVENINGS = ";".join(slot.value for slot in SLOTS if slot.value.endswith(("_PM", "_EVE")))


def programme_rows() -> list[Row]:
    """Return the rows of ``programmes``."""
    east = [here.code for here in NETWORKS if here.group in ("Wexmoor Harbour", "Wexmoor Coast")]
    west = [here.code for here in NETWORKS if here.code not in east]
    return [
        {
            "programme_id": "ARI-EAST",
            "name": "Winter respiratory hub, harbour and coast",
            "pcn_codes": ";".join(east),
            "sessions_per_week": "10",
            "rooms_per_session": "3",
            "room_types": "consult_exam;treatment",
            "features": "ventilated",
            "slots": "",
            "candidate_sites": "",
            "max_travel_min": "30",
            "priority": "3",
            "season": "winter",
        },
        {
            "programme_id": "ARI-WEST",
            "name": "Winter respiratory hub, vale and north",
            "pcn_codes": ";".join(west),
            "sessions_per_week": "8",
            "rooms_per_session": "2",
            "room_types": "consult_exam;treatment",
            "features": "ventilated",
            "slots": WEEKDAY_AFTERNOONS_AND_EVENINGS,
            "candidate_sites": "XWH03;XWH05;XWH06;XWH11",
            "max_travel_min": "35",
            "priority": "3",
            "season": "winter",
        },
        {
            "programme_id": "BREATH",
            "name": "Breathing tests at scale",
            "pcn_codes": ";".join(here.code for here in NETWORKS),
            "sessions_per_week": "6",
            "rooms_per_session": "2",
            "room_types": "treatment;consult_exam",
            "features": "",
            "slots": "",
            "candidate_sites": "XWH01;XWH02;XWH03;XWH06;XWH10",
            "max_travel_min": "40",
            "priority": "2",
            "season": "all",
        },
    ]
