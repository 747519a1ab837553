"""The assumptions of a first dataset as a TOML file. Any of them may be left out; then its default stands.

For example::

    in_room_share = 0.75
    trainee_role = "gpst1_2"

    [rooms]
    contacts_per_patient = 5.8
    hours_per_week = 52.5
    utilisation = 0.6
"""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from estates.domain.errors import RequestError
from estates.domain.roles import built_in_roles
from estates.domain.room_formula import RoomFormula
from estates.domain.words import Cell
from geodata.starter.settings import StarterSettings

LARGEST_FILE_BYTES = 1_000_000

_Share = Annotated[Decimal, Field(ge=0, le=1)]
_Above = Annotated[Decimal, Field(gt=0, le=1)]
_Weight = Annotated[int, Field(ge=1, le=100)]
_STATES = {"closed": Cell.CLOSED, "unknown": Cell.UNKNOWN}


class _Rooms(BaseModel):
    model_config = ConfigDict(extra="forbid")

    contacts_per_patient: Annotated[Decimal, Field(gt=0, le=50)] = RoomFormula().contacts_per_patient
    weeks_per_year: Annotated[Decimal, Field(gt=0, le=53)] = RoomFormula().weeks_per_year
    hours_per_week: Annotated[Decimal, Field(gt=0, le=168)] = RoomFormula().hours_per_week
    utilisation: _Above = RoomFormula().utilisation
    consult_share: _Share = RoomFormula().consult_share
    consult_minutes: Annotated[Decimal, Field(gt=0, le=240)] = RoomFormula().consult_minutes
    treatment_share: _Share = RoomFormula().treatment_share
    treatment_minutes: Annotated[Decimal, Field(gt=0, le=240)] = RoomFormula().treatment_minutes


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    rooms: _Rooms = _Rooms()
    in_room_share: _Share = StarterSettings().in_room_share
    gp_role: str = StarterSettings().gp_role
    nurse_role: str = StarterSettings().nurse_role
    direct_care_role: str = StarterSettings().direct_care_role
    trainee_role: str = StarterSettings().trainee_role
    main_site_weight: _Weight = StarterSettings().main_site_weight
    branch_site_weight: _Weight = StarterSettings().branch_site_weight
    outside_core: Cell = StarterSettings().outside_core
    learners_per_supervisor: Annotated[int, Field(ge=0, le=10)] = StarterSettings().learners_per_supervisor
    hub_reach_km: Annotated[Decimal, Field(ge=0, le=100)] = StarterSettings().hub_reach_km

    @field_validator("gp_role", "nurse_role", "direct_care_role", "trainee_role")
    @classmethod
    def _in_the_catalogue(cls, role_id: str) -> str:
        if role_id not in {role.role_id for role in built_in_roles()}:
            raise ValueError("a role_id of the built-in catalogue")
        return role_id

    @field_validator("outside_core", mode="before")
    @classmethod
    def _closed_or_unknown(cls, word: object) -> Cell:
        if not isinstance(word, str) or word not in _STATES:
            raise ValueError("closed or unknown (a room is never free on a guess)")
        return _STATES[word]


def read_starter_settings(path: Path) -> StarterSettings:
    """Read the assumptions of a first dataset from a TOML file.

    Raises
    ------
    RequestError
        Where the file cannot be read, is no TOML, or holds names or values that are not allowed: all at once.
    """
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST_FILE_BYTES else None
    except OSError as cause:
        raise RequestError(f"The settings file {path} cannot be read: {cause.strerror}.") from cause
    if content is None:
        raise RequestError(f"The settings file {path} is larger than 1 MB. Give a TOML file of settings.")
    try:
        given = tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError) as cause:
        # UnicodeDecodeError and TOMLDecodeError are both ValueErrors.
        raise RequestError(f"The settings file {path} is not TOML in UTF-8: {cause}.") from cause
    try:
        read = _File.model_validate(given)
    except ValidationError as cause:
        faults = "\n".join(_sentence(detail) for detail in cause.errors())
        raise RequestError(f"The settings file {path} cannot be followed.\n{faults}") from cause
    rest = {name: getattr(read, name) for name in _File.model_fields if name != "rooms"}
    return StarterSettings(formula=RoomFormula(**dict(read.rooms)), **rest)


def _sentence(detail: ErrorDetails) -> str:
    key = ".".join(str(step) for step in detail["loc"])
    if detail["type"] == "extra_forbidden":
        model = _Rooms if detail["loc"][0] == "rooms" else _File
        return f"{key} is not a setting. Allowed: {', '.join(model.model_fields)}."
    if detail["type"] == "value_error":
        return f"{key} is “{detail['input']}”. Allowed: {detail['ctx']['error']}."
    return f"{key} is “{detail['input']}”. {detail['msg']}."
