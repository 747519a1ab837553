"""Everything the page's script looks up, as one block of plain data: the only way by which it knows the plan."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from estates.domain.practice_status import rule_in_words
from estates.domain.slots import SLOTS
from estates.domain.unknown_staff import STAFF_UNKNOWN
from estates.domain.wording import ROOM_TYPE_WORDS, slot_in_words
from estates.domain.words import Season
from maps import palette
from maps.capital import SchemeRecord, WorthRecord, YearRecord, scheme_records, worth_records, year_records
from maps.columns import Texts, columns
from maps.ground import areas, backdrop, map_bounds
from maps.header import areas_note
from maps.hubs import MORE_MAY_BE_REACHED, JourneyRecord, ReachRecord, is_reach_proved, journey_records, reach_records
from maps.outcome import Outcome
from maps.places import PcnRecord, PracticeRecord, SiteRecord, pcn_records, practice_records, site_records
from maps.rooms import ROOM_TYPES, DemandRecord, RoomRecord, demand_records, room_records


def page_data(outcome: Outcome) -> Mapping[str, Any]:
    """Return the data of the page. Texts in it are the user's own and reach the page through ``textContent`` alone."""
    texts = Texts()
    tables = {
        "pcns": columns(PcnRecord, pcn_records(outcome)),
        "practices": columns(PracticeRecord, practice_records(outcome)),
        "sites": columns(SiteRecord, site_records(outcome)),
        "rooms": columns(RoomRecord, room_records(outcome)),
        "demands": columns(DemandRecord, demand_records(outcome, texts)),
        "reach": columns(ReachRecord, reach_records(outcome)),
        "journeys": columns(JourneyRecord, journey_records(outcome)),
        "schemes": columns(SchemeRecord, scheme_records(outcome)),
        "years": columns(YearRecord, year_records(outcome)),
        "worth": columns(WorthRecord, worth_records(outcome, texts)),
    }
    return {
        "tables": tables,
        "texts": texts.all,
        "programmes": [{"code": row.programme_id, "name": row.name} for row in outcome.dataset.programmes],
        "roles": [outcome.dataset.role_by_id[code].title for code in outcome.role_places],
        "roleCodes": list(outcome.role_places),
        "typeCodes": [kind.value for kind in ROOM_TYPES],
        "types": [ROOM_TYPE_WORDS[kind].capitalize() for kind in ROOM_TYPES],
        "slots": [{"code": slot.value, "words": slot_in_words(slot), "core": slot.is_core} for slot in SLOTS],
        "areas": areas(outcome),
        "areasNote": areas_note(outcome),
        "moreMayBeReached": "" if is_reach_proved(outcome) else MORE_MAY_BE_REACHED,
        "staffUnknown": STAFF_UNKNOWN,
        "backdrop": backdrop(outcome),
        "bounds": map_bounds(outcome),
        "palette": _palette(),
        "statusRule": rule_in_words(outcome.settings.practice_status),
        "guideM2": float(outcome.settings.premises.guide_m2_per_1000),
        "sessionsPerRoom": float(outcome.settings.sessions_per_room),
        "winter": outcome.plan.season is Season.WINTER,
        "hasEarlier": bool(outcome.extras.earlier),
        "earlierName": outcome.extras.earlier_name,
        "tiles": asdict(outcome.extras.tiles) if outcome.extras.tiles else None,
    }


def _palette() -> dict[str, Any]:
    shares = [
        {
            "words": step.words,
            "colour": step.colour,
            "below": None if step.below is None else float(step.below),
            "is_dark": step.is_dark,
        }
        for step in palette.SHARE_CLASSES
    ]
    return {
        "shares": shares,
        "noFigures": {"words": palette.NO_FIGURES.words, "colour": palette.NO_FIGURES.colour},
        "staffNotKnown": {"words": palette.STAFF_NOT_KNOWN.words, "colour": palette.STAFF_NOT_KNOWN.colour},
        "minutes": [asdict(band) for band in palette.MINUTES_BANDS],
        "notReached": asdict(palette.NOT_REACHED),
        "fifths": [asdict(band) for band in palette.FIFTHS],
        "changes": [asdict(band) for band in palette.CHANGE_BANDS],
        "guide": [asdict(band) for band in palette.GUIDE_BANDS],
        "kinds": {kind.value: asdict(mark) for kind, mark in palette.MARKS.items()},
        "statuses": {status.value: asdict(mark) for status, mark in palette.STATUS_MARKS.items()},
        "categories": [asdict(mark) for mark in palette.CATEGORY_MARKS],
        "notKnown": asdict(palette.NOT_KNOWN_MARK),
        "outlines": dict(palette.OUTLINES),
        "radius": palette.RADIUS_OF_ONE_SESSION,
        "smallest": palette.SMALLEST_RADIUS,
    }
