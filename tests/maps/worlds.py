"""A county small enough to hold in the head, planned by hand.

The Quay Practice (PCN N1) wants 4 sessions and has 2, the Vale Practice (N2) wants 3 and has 2, one of them at the hub;
a programme wants 1 room session and has it. So 8 wanted, 5 placed, 3 unmet (37.5%).
"""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import shapely

from estates.domain.dataset import Dataset
from estates.domain.layers import Backdrop
from estates.domain.plan import GOALS, GoalScore, Placement, Plan, in_order
from estates.domain.practices import Pcn, Practice
from estates.domain.prices import Price, Signature
from estates.domain.schemes import Scheme
from estates.domain.settings import Settings
from estates.domain.shortfall import Explanation, shortfall_rows, unmet_rows, use_rows
from estates.domain.slots import Slot
from estates.domain.travel import Journey, TravelTimes
from estates.domain.words import (
    BackdropKind,
    Condition,
    Reason,
    RoomType,
    Season,
    SiteKind,
    Standing,
    StoppedBy,
    TravelMethod,
)
from geodata.places.boundaries import PcnArea
from maps.extras import Extras, OutlookRow, SchemeGain
from maps.outcome import Outcome
from tests.builders import cells, dataset, hub_placed, placed, post, programme, room, site, travel

WED_AM = Slot.WED_AM
PLACEMENTS = (
    placed("A", Slot.MON_AM, "R1", "S1"),
    placed("A", Slot.TUE_AM, "R1", "S1"),
    placed("B", Slot.MON_AM, "R3", "S3"),
    placed("B", Slot.TUE_AM, "RH", "H1"),
    hub_placed("W", WED_AM, "RH", "H1"),
)


_ROOM = Signature(RoomType.CONSULT_EXAM, frozenset(), 1)
PRICES = (
    Price(site_id="S3", slot=WED_AM, amount=Decimal("2.5"), signature=_ROOM),
    Price(site_id="S3", slot=Slot.THU_AM, amount=Decimal("0.75"), signature=_ROOM),
    Price(site_id="S1", slot=WED_AM, amount=Decimal(1), supervision="gp"),
)


def county_dataset(**given: Any) -> Dataset:
    """Return the county's tables; ``given`` ones take the place of its own."""
    vale: dict[str, Any] = {"pcn_code": "N2", "practice_code": "P2"}
    tables: dict[str, Any] = {
        "sites": (
            site("S1", name="Quay Practice", easting=400_000, northing=100_000),
            site("S2", SiteKind.BRANCH, name="Quay Branch", easting=402_000, northing=101_000),
            site("S3", name="Vale Practice", easting=410_000, northing=104_000, **vale),
            site("H1", SiteKind.HUB, name="Harbour Hub", easting=405_000, northing=102_000),
        ),
        "rooms": (
            room("R1", cells=cells("MON_AM TUE_AM", unknown="WED_AM")),
            room("R3", "S3", free="MON_AM", estimated=True),
            room("RH", "H1", free="TUE_AM WED_AM THU_AM"),
        ),
        "posts": (post("A", 4), post("B", 3, base_site="S3", **vale)),
        "programmes": (programme("W", name="Winter hub", pcn_codes=("N1", "N2")),),
        "pcns": (Pcn(pcn_code="N1", name="Harbour PCN"), Pcn(pcn_code="N2", name="Vale PCN")),
        "practices": (
            Practice(practice_code="P1", name="Quay Surgeries", pcn_code="N1", list_size=9000),
            Practice(practice_code="P2", name="Vale Surgeries", pcn_code="N2", list_size=7000),
        ),
        "backdrop": (
            Backdrop(kind=BackdropKind.LAND, shape_wkb=shapely.box(390_000, 90_000, 420_000, 115_000).wkb),
            Backdrop(kind=BackdropKind.TOWN, name="Quayport", shape_wkb=shapely.Point(400_500, 100_500).wkb),
        ),
    }
    return dataset(**(tables | given))


def county_travel(data: Dataset) -> TravelTimes:
    """Return ten minutes between any two sites, but 12 by estimate from the Vale Practice to the hub."""
    known = travel(data)
    return TravelTimes({**known.journeys, ("S3", "H1"): Journey(known.journeys["S3", "H1"].minutes + 2, _ESTIMATE)})


_ESTIMATE = TravelMethod.ESTIMATE


def county_plan(placements: tuple[Placement, ...] = PLACEMENTS, **given: Any) -> Plan:
    """Return the county's plan, every goal proved; ``given`` fields take the place of its own."""
    proved = GoalScore(value=3.0, bound=3.0, gap=0.0, standing=Standing.OPTIMAL)
    fields: dict[str, Any] = {
        "goals": dict.fromkeys(GOALS, proved),
        "standing": Standing.OPTIMAL,
        "stopped_by": StoppedBy.GAP,
        "season": Season.STANDARD,
        "gap_asked": 0.0,
        "seed": 0,
        "seconds": 1.0,
        "prices": PRICES,
    }
    return Plan(placements=in_order(placements), **(fields | given))


def county_areas(data: Dataset, **given: Any) -> tuple[PcnArea, ...]:
    """Return two rectangles side by side, from a boundary layer unless ``given`` says otherwise."""
    boxes = (shapely.box(396_000, 96_000, 404_000, 106_000), shapely.box(404_000, 96_000, 414_000, 108_000))
    fields: dict[str, Any] = {"method": "boundary", "estimated": False} | given
    return tuple(
        PcnArea(pcn_code=pcn.pcn_code, name=pcn.name, shape=box, **fields)
        for pcn, box in zip(data.pcns, boxes, strict=False)
    )


def county_tables(data: Dataset | None = None, plan: Plan | None = None, **given: Any) -> dict[str, Any]:
    """Return everything a map is drawn from, by keyword."""
    data = data or county_dataset()
    plan = plan or county_plan()
    in_use = Explanation(reason=Reason.IN_USE, explanation="Rooms are in use.", remedy="Open another room.")
    tables: dict[str, Any] = {
        "dataset": data,
        "travel": given["travel"] if "travel" in given else county_travel(data),
        "plan": plan,
        "unmet": unmet_rows(data, plan.placements, defaultdict(lambda: in_use)),
        "shortfall": shortfall_rows(data, plan.placements, Settings()),
        "use": use_rows(data, plan.placements),
        "areas": county_areas(data),
    }
    return tables | given


def full_dataset(**given: Any) -> Dataset:
    """Return the county with all that a map can show: tenure, deprivation, schemes, water, a road."""
    base = county_dataset()
    lease = date(2031, 3, 31)
    facts: list[dict[str, Any]] = [
        {
            "tenure": "leasehold",
            "lease_end": lease,
            "condition": Condition.C,
            "gia_m2": Decimal(400),
            "step_free": True,
        },
        {"tenure": "owned by partners", "condition": Condition.B, "gia_m2": Decimal(200)},
        {"tenure": "NHS Property Services", "condition": Condition.D, "gia_m2": Decimal(250)},
        {},
    ]
    scores = (Decimal("31.5"), Decimal("12.25"))
    tables: dict[str, Any] = {
        "sites": tuple(replace(row, **more) for row, more in zip(base.sites, facts, strict=True)),
        "practices": tuple(replace(row, imd_score=imd) for row, imd in zip(base.practices, scores, strict=True)),
        "schemes": (
            Scheme(
                scheme_id="X1",
                name="Extend the Quay Practice",
                site_id="S1",
                capital_cost=Decimal(400_000),
                adds=((RoomType.CONSULT_EXAM, 2),),
            ),
            Scheme(
                scheme_id="X2", name="Open Fridays", site_id="S3", capital_cost=Decimal(0), opens=(("*", Slot.FRI_AM),)
            ),
        ),
        "backdrop": (
            *base.backdrop,
            Backdrop(kind=BackdropKind.WATER, shape_wkb=shapely.box(412_000, 90_000, 420_000, 96_000).wkb),
            Backdrop(
                kind=BackdropKind.ROAD, shape_wkb=shapely.LineString([(396_000, 100_000), (414_000, 103_000)]).wkb
            ),
        ),
    }
    return county_dataset(**(tables | given))


def full_extras(data: Dataset) -> Extras:
    """Return an earlier plan that placed one session less, an outlook and a gain."""
    earlier = county_tables(data, county_plan(PLACEMENTS[1:]))["unmet"]
    years = (
        *((2026, None, 8, 3, 3, 3), (2026, "N1", 4, 2, 2, 2)),
        *((2030, None, 12, 6, 5, 8), (2030, "N1", 6, 4, 4, 5)),
    )
    return Extras(
        earlier=earlier,
        earlier_name="last year’s plan",
        outlook=(
            *(
                OutlookRow(year=y, pcn_code=pcn, wanted=w, unmet=u, low=low, high=high)
                for y, pcn, w, u, low, high in years
            ),
            *(
                OutlookRow(year=year, pcn_code=None, practice_code="P1", wanted=4, unmet=year - 2024)
                for year in (2026, 2030)
            ),
        ),
        gains=(SchemeGain(scheme_id="X1", sessions=2, pounds_per_session_year=1500),),
    )


def full_tables(data: Dataset | None = None, **given: Any) -> dict[str, Any]:
    """Return everything that a map with all of its views is drawn from, by keyword."""
    data = data or full_dataset()
    extras = given.pop("extras", None) or full_extras(data)
    return county_tables(data, extras=extras, **given)


def county_outcome(**given: Any) -> Outcome:
    """Return the county's outcome as the maps look at it."""
    return Outcome(**county_tables(**given))
