"""Roles: what kind of room a post needs, for how much of its week, and under whose eye.

The built-in catalogue stands in ``role_catalogue.csv`` beside this file, one row per role with its source; it is
part of the program, and a dataset's ``roles`` table overrides it row by row. Every face-to-face share is a planning
assumption to be replaced by local knowledge.
"""

import csv
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from estates.domain.words import RoleGroup, RoomType

SHARE_IS_ASSUMED = "; face-to-face share is a planning assumption"
"""How the source of a role ends where its face-to-face share is no finding of that source."""


@dataclass(frozen=True, kw_only=True)
class Role:
    """A kind of job.

    ``room_types`` are all suitable (the order breaks ties only). ``sessions_per_wte`` is half-days a week when one
    WTE may need a place, ``face_to_face_share`` the share of those that need a room. ``supervision`` names the kind
    of supervisor who must be on site, or is ``None``. ``confidence`` is that of the role's facts and of its
    face-to-face share, such as ``high/low``.
    """

    role_id: str
    title: str
    group: RoleGroup
    room_types: tuple[RoomType, ...]
    sessions_per_wte: Decimal
    face_to_face_share: Decimal
    supervision: str | None = None
    contract_year: str | None = None
    source: str | None = None
    confidence: str | None = None
    estimated: bool = False


@cache
def built_in_roles() -> tuple[Role, ...]:
    """Return the built-in catalogue of 41 roles, in its own order."""
    text = files("estates.domain").joinpath("role_catalogue.csv").read_text(encoding="utf-8")
    return tuple(_role(row) for row in csv.DictReader(text.splitlines()))


def _role(row: dict[str, str]) -> Role:
    return Role(
        role_id=row["role_id"],
        title=row["title"],
        group=RoleGroup(row["group"]),
        room_types=tuple(RoomType(word) for word in row["room_types"].split(";")),
        sessions_per_wte=Decimal(row["sessions_per_wte"]),
        face_to_face_share=Decimal(row["face_to_face_share"]),
        supervision=row["supervision"] or None,
        contract_year=row["contract_year"] or None,
        source=row["source"] or None,
        confidence=row["confidence"] or None,
    )
