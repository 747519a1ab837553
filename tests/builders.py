"""Tiny datasets in one readable line per row."""

from decimal import Decimal
from typing import Any

from estates.domain.dataset import Dataset
from estates.domain.plan import Placement
from estates.domain.posts import Post
from estates.domain.practices import Supervision
from estates.domain.programmes import Programme
from estates.domain.rooms import Room
from estates.domain.sites import Site, default_sharing
from estates.domain.slots import SLOTS, Slot
from estates.domain.travel import Journey, TravelTimes
from estates.domain.words import Cell, PlacementKind, RoomType, SiteKind, TravelMethod

MON_AM, MON_PM, TUE_AM = Slot.MON_AM, Slot.MON_PM, Slot.TUE_AM


def site(site_id: str = "S1", kind: SiteKind = SiteKind.PRACTICE, **given: Any) -> Site:
    """Return a practice site of PCN ``N1``, practice ``P1``; a hub kind belongs to nobody."""
    own = kind in (SiteKind.PRACTICE, SiteKind.BRANCH)
    defaults: dict[str, Any] = {
        "name": f"Site {site_id}",
        "easting": 400_000,
        "northing": 100_000,
        "share_with": default_sharing(kind),
        "practice_code": "P1" if own else None,
        "pcn_code": "N1" if own else None,
    }
    return Site(site_id=site_id, kind=kind, **(defaults | given))


def cells(free: str = "", unknown: str = "", in_use: str = "") -> tuple[Cell, ...]:
    """Return a week of cells: the slots named are free, unknown or in use; the rest are closed."""
    states = dict.fromkeys(free.split(), Cell.FREE)
    states |= dict.fromkeys(unknown.split(), Cell.UNKNOWN)
    states |= dict.fromkeys(in_use.split(), Cell.IN_USE)
    return tuple(states.get(slot.value, Cell.CLOSED) for slot in SLOTS)


def room(room_id: str = "R1", site_id: str = "S1", free: str = "MON_AM MON_PM TUE_AM", **given: Any) -> Room:
    """Return a consulting/examination room that is free in the slots named."""
    defaults: dict[str, Any] = {
        "room_type": RoomType.CONSULT_EXAM,
        "name": f"Room {room_id}",
        "cells": cells(free),
    }
    return Room(room_id=room_id, site_id=site_id, **(defaults | given))


def post(post_id: str = "A", sessions: int = 1, **given: Any) -> Post:
    """Return a first contact physiotherapist of PCN ``N1`` and practice ``P1``, based at ``S1``."""
    defaults: dict[str, Any] = {
        "role_id": "fcp_physio",
        "pcn_code": "N1",
        "practice_code": "P1",
        "base_site": "S1",
        "wte": Decimal(1),
    }
    return Post(post_id=post_id, sessions=sessions, **(defaults | given))


def supervision(site_id: str = "S1", kind: str = "gp", **places: int) -> Supervision:
    """Return supervision places by slot name; slots not named have none."""
    return Supervision(site_id=site_id, kind=kind, places=tuple(places.get(slot.value, 0) for slot in SLOTS))


def programme(programme_id: str = "H", sessions: int = 1, rooms: int = 1, **given: Any) -> Programme:
    """Return a programme of PCN ``N1`` that takes consulting/examination rooms together."""
    defaults: dict[str, Any] = {
        "name": f"Programme {programme_id}",
        "pcn_codes": ("N1",),
        "room_types": (RoomType.CONSULT_EXAM,),
    }
    return Programme(
        programme_id=programme_id, sessions_per_week=sessions, rooms_per_session=rooms, **(defaults | given)
    )


def dataset(**tables: Any) -> Dataset:
    """Return a dataset of the tables given; site ``S1``, room ``R1`` and post ``A`` where they are not."""
    defaults: dict[str, Any] = {"sites": (site(),), "rooms": (room(),), "posts": (post(),)}
    return Dataset(**(defaults | tables))


def travel(data: Dataset, **minutes: int) -> TravelTimes:
    """Return nought minutes at a site, ten between sites, or those given as ``S1_S2=25`` (both ways)."""
    ids = [here.site_id for here in data.sites]
    pairs = {(a, b): Journey(Decimal(0 if a == b else 10), TravelMethod.TABLE) for a in ids for b in ids}
    for name, given in minutes.items():
        a, b = name.split("_")
        pairs[a, b] = pairs[b, a] = Journey(Decimal(given), TravelMethod.TABLE)
    return TravelTimes(pairs)


def placed(post_id: str, slot: Slot, room_id: str = "R1", site_id: str = "S1", **given: Any) -> Placement:
    """Return a placement of a post."""
    return Placement(kind=PlacementKind.POST, id=post_id, slot=slot, site_id=site_id, room_id=room_id, **given)


def hub_placed(programme_id: str, slot: Slot, room_id: str, site_id: str = "S1") -> Placement:
    """Return one room of a programme's hub session."""
    return Placement(kind=PlacementKind.PROGRAMME, id=programme_id, slot=slot, site_id=site_id, room_id=room_id)
