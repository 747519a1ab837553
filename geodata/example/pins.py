"""Pins of the made-up county: trainees who keep a session in their own practice, whatever else moves."""

from estates.domain.slots import CORE_SLOTS, Slot
from geodata.example.posts import post_rows
from geodata.example.rooms import room_rows
from geodata.example.supervision import supervision_rows

Row = dict[str, str]

PINS = 8
PINNED_ROLES = ("gpst1_2", "gpst3")


def pin_rows() -> list[Row]:
    """Return the rows of ``pins``: one session each for the first registrar of some practices."""
    pins: dict[str, Row] = {}
    for post in post_rows():
        if post["role_id"] in PINNED_ROLES and post["base_site"] not in pins:
            pin = _pin(post)
            if pin:
                pins[post["base_site"]] = pin
    return list(pins.values())[:: max(1, len(pins) // PINS)][:PINS]


def _pin(post: Row) -> Row | None:
    """Return a suitable free room at the post's own site in a slot with a supervising doctor, if there is one."""
    needs = set(filter(None, post["needs"].split(";")))
    slots = post["slots"].split(";") if post["slots"] else [slot.value for slot in CORE_SLOTS]
    for room in room_rows():
        suits = room["room_type"] == "consult_exam" and needs <= set(room["features"].split(";"))
        if room["site_id"] == post["base_site"] and suits:
            free = [slot for slot in slots if room[slot] == "F" and _is_supervised(post["base_site"], Slot(slot))]
            if free:
                return {"post_id": post["post_id"], "room_id": room["room_id"], "slot": free[0]}
    return None


def _is_supervised(site_id: str, slot: Slot) -> bool:
    return any(
        row["site_id"] == site_id and row["kind"] == "gp" and row[slot.value] not in ("", "0")
        for row in supervision_rows()
    )
