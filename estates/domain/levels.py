"""The levels that the shortfall is told on, from the whole area down to slots, and their names."""

from collections.abc import Iterator
from dataclasses import dataclass

from estates.domain.dataset import Dataset
from estates.domain.demand import Demand
from estates.domain.slots import SLOTS
from estates.domain.wording import ROOM_TYPE_WORDS, slot_in_words

LEVELS: tuple[str, ...] = ("icb", "pcn", "practice", "site", "role", "room_type", "slot")
WHOLE_AREA, NOT_APPLICABLE, NOT_PLACED = "all", "none", "any"

_SLOT_PLACES = {code: place for place, code in enumerate([*(slot.value for slot in SLOTS), NOT_PLACED])}


@dataclass(frozen=True, kw_only=True)
class Part:
    """The share of a demand that counts under one code of a level."""

    code: str
    wanted: int
    placed: int
    demand: Demand

    @property
    def unmet(self) -> int:
        """Room sessions of this share that are wanted and not placed."""
        return max(0, self.wanted - self.placed)


def parts_of(demand: Demand, level: str) -> Iterator[Part]:
    """Yield a demand's shares on a level: one whole, except by slot, where each session counts where it is placed."""
    if level == "slot":
        yield from (Part(code=slot.value, wanted=1, placed=1, demand=demand) for slot in demand.slots)
        if demand.unmet:
            yield Part(code=NOT_PLACED, wanted=demand.unmet, placed=0, demand=demand)
    else:
        yield Part(code=_code(demand, level), wanted=demand.wanted, placed=demand.placed, demand=demand)


def names_on(dataset: Dataset, level: str) -> dict[str, str]:
    """Return the name of each code of a level, ``none`` and ``any`` too."""
    names: dict[str, dict[str, str]] = {
        "icb": {WHOLE_AREA: "Whole area"},
        "pcn": {pcn.pcn_code: pcn.name for pcn in dataset.pcns} | {NOT_APPLICABLE: "Programmes"},
        "practice": {practice.practice_code: practice.name for practice in dataset.practices}
        | {NOT_APPLICABLE: "Programmes, and posts of no one practice"},
        "site": {site.site_id: site.name for site in dataset.sites} | {NOT_APPLICABLE: "Programmes"},
        "role": {role.role_id: role.title for role in dataset.role_by_id.values()} | {NOT_APPLICABLE: "Programmes"},
        "room_type": {kind.value: words.capitalize() for kind, words in ROOM_TYPE_WORDS.items()},
        "slot": {slot.value: slot_in_words(slot) for slot in SLOTS} | {NOT_PLACED: "Not placed"},
    }
    return names[level]


def place_on(level: str, code: str) -> tuple[int, str]:
    """Return where a code stands on its level: by code, slots by the calendar; ``none`` and ``any`` last."""
    if level == "slot":
        return (_SLOT_PLACES[code], code)
    return (1 if code == NOT_APPLICABLE else 0, code)


def _code(demand: Demand, level: str) -> str:
    if level == "icb":
        return WHOLE_AREA
    if level == "room_type":
        return demand.room_type.value
    return demand.codes[level] or NOT_APPLICABLE
