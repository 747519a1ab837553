"""Who can supervise learners in the made-up county, where and when."""

from collections.abc import Iterator
from functools import cache

from estates.domain.slots import SLOTS, Slot
from geodata.example.dice import Dice
from geodata.example.places import Practice, practices
from geodata.example.rooms import SILENT_PRACTICES, enhanced_access_sites
from geodata.example.shared import SHARED_PLACES

Row = dict[str, str]

SMALLEST_TRAINING_LIST = 7_000


@cache
def training_practices() -> tuple[Practice, ...]:
    """Return the practices that train doctors: the larger ones whose rooms are known."""
    return tuple(
        practice
        for practice in practices()
        if practice.patients >= SMALLEST_TRAINING_LIST and practice.code not in SILENT_PRACTICES
    )


@cache
def supervision_rows() -> tuple[Row, ...]:
    """Return the rows of ``supervision``: doctors, nurses, pharmacists and first contact practitioners."""
    own = (row for practice in practices() for row in _practice_rows(practice))
    hubs = (
        _row(place.site_id, kind, 1, Dice(f"supervision {place.site_id} {kind}"))
        for place in SHARED_PLACES
        if place.kind in ("hub", "hospital") and place.room_types
        for kind in ("gp", "nurse")
    )
    return (*own, *hubs)


def _practice_rows(practice: Practice) -> Iterator[Row]:
    main = practice.sites[0].site_id
    trains = practice in training_practices()
    for kind, most in (
        ("gp", 1 + practice.patients // 8_000 if trains else 1),
        ("nurse", 1 + practice.patients // 9_000),
        ("pharmacist", int(practice.patients >= 11_000)),
        ("fcp", int(practice.patients >= 13_000)),
    ):
        if most:
            yield _row(main, kind, most, Dice(f"supervision {main} {kind}"))
    for branch in practice.sites[1:]:
        yield _row(branch.site_id, "gp", 1, Dice(f"supervision {branch.site_id} gp"))


def _row(site_id: str, kind: str, most: int, dice: Dice) -> Row:
    return {"site_id": site_id, "kind": kind} | {slot.value: _places(slot, site_id, most, dice) for slot in SLOTS}


def _places(slot: Slot, site_id: str, most: int, dice: Dice) -> str:
    """Return the learners in one slot: fewer on Friday afternoons, hardly any out of hours."""
    if not slot.is_core:
        return "1" if slot is Slot.SAT_AM and site_id in enhanced_access_sites() else ""
    away = dice.falls(0.5 if slot is Slot.FRI_PM else 0.12)
    return str(most - 1 if away else most)
