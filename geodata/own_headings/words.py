"""What people call our tables and columns in the workbooks they keep: the one list of other words."""

from collections.abc import Mapping

SHEET_WORDS: Mapping[str, tuple[str, ...]] = {
    "sites": (
        "premises", "buildings", "premises list", "building list", "site list", "site register", "estate", "estates",
        "properties", "property list", "surgery sites", "locations",
    ),
    "rooms": (
        "room list", "room inventory", "room schedule", "room register", "room survey", "clinical rooms",
        "consulting rooms", "room availability", "room timetable", "room usage",
    ),
    "posts": (
        "staff", "staff list", "workforce", "people", "arrs", "arrs staff", "arrs workforce", "staffing",
        "establishment", "post list", "personnel",
    ),
    "practices": ("gp practices", "practice list", "general practices", "member practices"),
    "pcns": ("pcn list", "networks", "primary care networks"),
    "roles": ("role list", "role catalogue", "job roles", "staff roles"),
    "supervision": ("supervisors", "supervision capacity", "supervision places", "trainers", "training capacity"),
    "programmes": ("programs", "hub programmes", "hub sessions", "hub services", "services"),
    "pins": ("fixed", "fixed placements", "fixed sessions", "existing bookings", "placements"),
    "patients_by_area": ("patients by lsoa", "lsoa patients", "patients lsoa", "registered patients by lsoa"),
    "travel": ("travel times", "drive times", "journey times", "travel matrix", "distances"),
    "schemes": ("capital schemes", "scheme list", "projects", "capital projects", "investments", "pipeline"),
    "growth": ("list growth", "population growth", "housing growth", "patient growth"),
}  # fmt: skip
"""Other words for a sheet, in small letters and without marks."""

SITE_CODE = (
    "site code",
    "building code",
    "building id",
    "premises code",
    "premises id",
    "property code",
    "location id",
)
PRACTICE_CODE = ("practice ods code", "practice id", "gp code", "gp practice code", "practice", "ods code")
PCN_CODE_ALONE = ("pcn ods code", "pcn id", "network code", "network id", "primary care network code")
PCN_CODE = (*PCN_CODE_ALONE, "pcn", "network", "primary care network")
POST_CODE = ("post code number", "post number", "post no", "position id", "position number", "staff id", "employee id")
ROOM_CODE = ("room code", "room number", "room no", "room ref", "room reference")
MINUTES = ("max travel", "max travel minutes", "max travel time", "maximum travel", "travel limit")

COLUMN_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "sites": {
        "site_id": (*SITE_CODE, "site", "ods code", "site ods code", "ods site code"),
        "name": ("site name", "building name", "premises name", "property name", "building", "premises", "surgery"),
        "kind": (
            "site type",
            "type of site",
            "building type",
            "premises type",
            "type of building",
            "site kind",
            "type",
        ),
        "practice_code": tuple(word for word in PRACTICE_CODE if word != "ods code"),
        "pcn_code": PCN_CODE,
        "postcode": ("post code", "site postcode", "zip"),
        "latitude": ("lat",),
        "longitude": ("long", "lon", "lng"),
        "easting": ("x", "os x", "x coordinate", "eastings", "os easting", "grid x"),
        "northing": ("y", "os y", "y coordinate", "northings", "os northing", "grid y"),
        "share_with": ("shared with", "sharing", "share", "can be shared with"),
        "tenure": ("ownership", "tenancy", "held as", "freehold leasehold"),
        "lease_end": ("lease expiry", "lease end date", "lease expires", "lease expiry date"),
        "condition": ("condition grade", "physical condition", "building condition"),
        "gia_m2": ("gia", "gia sqm", "gia sq m", "gross internal area", "gross internal area m2", "floor area"),
        "step_free": ("step free access", "accessible", "level access"),
    },
    "rooms": {
        "room_id": (*ROOM_CODE, "room"),
        "site_id": (*SITE_CODE, "site", "building", "premises"),
        "room_type": ("type of room", "type", "room use", "room function", "use of room"),
        "name": ("room name", "room description", "description", "name of room"),
        "area_m2": ("area", "area sqm", "area sq m", "size m2", "room size", "room area", "room area m2", "floor area"),
        "places": ("capacity", "people", "room capacity", "number of places"),
        "features": ("equipment", "fittings", "facilities", "room features"),
    },
    "posts": {
        "post_id": POST_CODE,
        "role_id": ("role", "job role", "staff role", "role code", "job title", "staff type"),
        "pcn_code": PCN_CODE,
        "base_site": ("base", "base site id", "base site code", "based at", "home site", "work base", "base building"),
        "wte": ("fte", "whole time equivalent", "full time equivalent", "contracted wte", "contracted fte"),
        "practice_code": PRACTICE_CODE,
        "sessions": ("sessions per week", "sessions a week", "room sessions", "weekly sessions", "sessions needed"),
        "slots": ("working slots", "working pattern", "available slots", "days worked"),
        "max_travel_min": MINUTES,
        "max_sites": ("maximum sites", "max number of sites", "site limit"),
        "priority": ("weight", "importance"),
        "needs": ("needs room with", "room needs", "equipment needed", "required features"),
        "status": ("post status", "filled", "vacancy status"),
    },
    "practices": {
        "practice_code": PRACTICE_CODE,
        "name": ("practice name", "name of practice", "gp practice name"),
        "pcn_code": PCN_CODE,
        "list_size": ("registered patients", "list", "raw list size", "patients", "registered list", "list size raw"),
        "weighted_list_size": ("weighted list", "weighted patients", "weighted population"),
        "imd_score": ("imd", "deprivation score", "imd 2019 score"),
    },
    "pcns": {
        "pcn_code": (*PCN_CODE_ALONE, "ods code"),
        "name": ("pcn name", "network name", "name of pcn", "pcn", "network", "primary care network"),
        "group": ("federation", "place", "locality", "alliance"),
    },
    "roles": {
        "role_id": ("role", "role code"),
        "title": ("role title", "job title", "role name"),
        "group": ("funding", "role group", "funded by"),
        "room_types": ("room type", "suitable rooms", "suitable room types"),
        "sessions_per_wte": ("sessions per fte", "sessions a wte"),
        "face_to_face_share": ("face to face", "f2f share", "share face to face", "in room share"),
        "supervision": ("supervisor", "supervised by", "supervision kind"),
        "contract_year": ("year",),
    },
    "supervision": {
        "site_id": (*SITE_CODE, "site", "building"),
        "kind": ("supervisor", "supervision kind", "type", "supervisor type", "kind of supervisor"),
    },
    "programmes": {
        "programme_id": ("programme code", "program id", "program code", "service id", "service code", "programme"),
        "name": ("programme name", "program name", "service name", "service"),
        "pcn_codes": ("pcns", "pcns served", "networks", "serves"),
        "sessions_per_week": ("sessions", "sessions a week", "weekly sessions", "hub sessions"),
        "rooms_per_session": ("rooms", "rooms needed", "number of rooms", "rooms a session"),
        "room_types": ("room type", "type of room", "suitable rooms"),
        "candidate_sites": ("sites", "possible sites", "hubs", "candidate hubs"),
        "max_travel_min": MINUTES,
    },
    "pins": {
        "post_id": (*POST_CODE, "post"),
        "room_id": (*ROOM_CODE, "room"),
        "slot": ("session", "half day", "time slot", "when"),
    },
    "patients_by_area": {
        "practice_code": PRACTICE_CODE,
        "area_code": ("lsoa", "lsoa code", "lsoa 2011", "lsoa 2021", "small area code"),
        "patients": ("number of patients", "registered patients", "count"),
    },
    "travel": {
        "from_site": ("from", "origin", "origin site", "start"),
        "to_site": ("to", "destination", "destination site", "end"),
        "minutes": ("mins", "time", "travel time", "drive time", "travel minutes", "drive minutes"),
    },
    "schemes": {
        "scheme_id": ("scheme code", "scheme ref", "project id", "project code", "scheme"),
        "name": ("scheme name", "project name", "project"),
        "site_id": (*SITE_CODE, "site", "building"),
        "capital_cost": ("capital", "capex", "cost", "total cost"),
        "annual_cost": ("revenue cost", "running cost", "annual revenue", "revenue", "opex"),
        "life_years": ("life", "asset life", "life in years"),
        "grant_share": ("grant", "grant rate"),
    },
    "growth": {
        "practice_code": PRACTICE_CODE,
        "year": ("by year", "in year"),
        "patients_added": ("additional patients", "extra patients", "new patients", "growth", "patients"),
    },
}
"""Other words for a column, by table, in small letters and without marks."""

DAY_WORDS: Mapping[str, str] = {
    "MON": "monday", "TUE": "tuesday", "WED": "wednesday", "THU": "thursday", "FRI": "friday", "SAT": "saturday",
}  # fmt: skip
HALF_WORDS: Mapping[str, tuple[str, ...]] = {
    "AM": ("am", "a m", "morning"),
    "PM": ("pm", "p m", "afternoon"),
    "EVE": ("eve", "evening"),
}
"""Words for the days, of which the first three letters or more will do, and for the halves of a day."""
