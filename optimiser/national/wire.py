"""Parcels and plans as JSON text: all that crosses between the machines of a cluster.

What arrives is read field by field into the planner's own types, and anything else is refused; nothing in it can be
run. Numbers come back as they went: decimals as text, others with all their digits.
"""

import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from pydantic import TypeAdapter

from estates.domain.plan import Plan
from optimiser.national.parcels import Parcel

MADE_BY = ("estates-capacity-planner", "ortools", "numpy")
"""Packages on which a plan depends."""


@cache
def _parcels() -> TypeAdapter[Parcel]:
    return TypeAdapter(Parcel)


@cache
def _plans() -> TypeAdapter[Plan]:
    return TypeAdapter(Plan)


def parcel_sent(parcel: Parcel) -> bytes:
    """Return a parcel as JSON."""
    return _parcels().dump_json(parcel)


def parcel_received(sent: bytes) -> Parcel:
    """Return the parcel that stands in JSON."""
    return _parcels().validate_json(sent)


def plan_sent(plan: Plan) -> bytes:
    """Return a plan as JSON."""
    return _plans().dump_json(plan)


def plan_received(sent: bytes) -> Plan:
    """Return the plan that stands in JSON."""
    return _plans().validate_json(sent)


def made_by() -> str:
    """Return the versions that a plan made here would come from, in words: others may come to another plan."""
    packages = ", ".join(f"{package} {_version(package)}" for package in MADE_BY)
    # From 3.12 on Python adds floating-point numbers up more exactly.
    return f"{packages}, Python {sys.version_info.major}.{sys.version_info.minor}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "of no known version"
