"""The settings file: the figures of a run that a user may change, as TOML, and their echo in ``proof.json``.

A section ``[paper]`` may hold plain text that figures and paper print: ``organisation``, ``date`` and a list of
``sources``; a section ``[map]`` may name a server of base tiles, off until a reader switches it on: ``tiles_url``
and ``tiles_credit``. Any figure may be left out; then its default stands. For example::

    sessions_per_room = 10

    [travel]
    road_factor = 1.3
    start_minutes = 2
    bands = [{ length_km = 5, km_per_hour = 30 }, { length_km = 15, km_per_hour = 50 }, { km_per_hour = 75 }]

    [burden]
    extra_site_minutes = 30

    [room_norms_m2]
    consult_exam = 16

    [premises]
    guide_m2_per_1000 = 68.6

    [practice_status]
    nearly_full_from = 0.85
    full_from = 0.95
"""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo, field_validator
from pydantic_core import ErrorDetails

from estates.domain.errors import RequestError
from estates.domain.rooms import ROOM_NORMS_M2
from estates.domain.settings import (
    BurdenSettings,
    MapSettings,
    PaperSettings,
    PremisesSettings,
    Settings,
    SpeedBand,
    StatusSettings,
    TravelSettings,
)
from estates.domain.words import RoomType

LARGEST_FILE_BYTES = 1_000_000
_DECIMALS = 6  # and a thousand at most in front of them: a JSON number carries that exactly

# A dataset folder may hold a settings file under this name; it is read where the user names no other.
OWN_SETTINGS = "settings.toml"


def _figure(least: int, most: int, unit: str, *, above: bool = False) -> BeforeValidator:
    """Return a check that a value is a plain number in a range, with its sentence of what is allowed."""
    start = f"above {least} and at most" if above else f"from {least} to"
    allowed = f"a number {start} {most} ({unit}), with at most {_DECIMALS} decimals"

    def checked(value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise ValueError(allowed)
        number = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
        in_range = number.is_finite() and least <= number <= most and not (above and number == least)
        if not in_range or number != round(number, _DECIMALS):
            raise ValueError(allowed)
        return number

    return BeforeValidator(checked)


_Minutes = Annotated[Decimal, _figure(0, 600, "minutes")]
_Kilometres = Annotated[Decimal, _figure(0, 1000, "km", above=True)]
_Speed = Annotated[Decimal, _figure(1, 200, "km per hour")]
_Factor = Annotated[Decimal, _figure(1, 5, "road km per straight-line km")]
_Norm = Annotated[Decimal, _figure(1, 1000, "m²")]
_Share = Annotated[Decimal, _figure(0, 1, "share")]
_PAPER_KINDS = {
    "organisation": "text of at most 300 characters",
    "date": "text of at most 300 characters",
    "sources": "a list of at most 40 texts of at most 300 characters",
}
_Line = Annotated[str, Field(max_length=300)]
_Sessions = Annotated[Decimal, _figure(0, 17, "half-days a week", above=True)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Band(_Section):
    length_km: _Kilometres | None = None
    km_per_hour: _Speed


class _Travel(_Section):
    road_factor: _Factor = TravelSettings().road_factor
    start_minutes: _Minutes = TravelSettings().start_minutes
    bands: list[_Band] = [
        _Band(length_km=band.length_km, km_per_hour=band.km_per_hour) for band in TravelSettings().bands
    ]

    @field_validator("bands")
    @classmethod
    def _only_the_last_is_open(cls, bands: list[_Band]) -> list[_Band]:
        if not bands or [band.length_km is None for band in bands] != [False] * (len(bands) - 1) + [True]:
            raise ValueError("one band or more; every one with a length_km, except the last, which has none")
        return bands


class _Burden(_Section):
    extra_site_minutes: _Minutes = BurdenSettings().extra_site_minutes
    extra_room_minutes: _Minutes = BurdenSettings().extra_room_minutes
    changed_row_minutes: _Minutes = BurdenSettings().changed_row_minutes


class _PracticeStatus(_Section):
    nearly_full_from: _Share = StatusSettings().nearly_full_from
    full_from: _Share = StatusSettings().full_from
    least_known_share: _Share = StatusSettings().least_known_share

    @field_validator("full_from")
    @classmethod
    def _full_is_fuller(cls, full: Decimal, info: ValidationInfo) -> Decimal:
        if full < info.data.get("nearly_full_from", Decimal(0)):
            raise ValueError("a share of at least nearly_full_from")
        return full


class _Premises(_Section):
    guide_m2_per_1000: _Norm = PremisesSettings().guide_m2_per_1000


class _Map(_Section):
    tiles_url: _Line = ""
    tiles_credit: _Line = ""


class _Paper(_Section):
    organisation: _Line = ""
    date: _Line = ""
    sources: list[_Line] = Field(default=[], max_length=40)


class _File(_Section):
    travel: _Travel = _Travel()
    burden: _Burden = _Burden()
    room_norms_m2: dict[RoomType, _Norm] = Field(default_factory=dict)
    sessions_per_room: _Sessions = Settings().sessions_per_room
    practice_status: _PracticeStatus = _PracticeStatus()
    premises: _Premises = _Premises()
    map: _Map = _Map()
    paper: _Paper = _Paper()


def read_settings(path: Path) -> Settings:
    """Read the figures of a run from a TOML file.

    Raises
    ------
    RequestError
        Where the file is missing, is no TOML, or holds names or values that are not allowed: all of them at once.
    """
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise RequestError(f"The settings file {path} is larger than 1 MB. Give a TOML file of settings.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RequestError(f"The settings file {path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise RequestError(f"The settings file {path} is not UTF-8 text. Save it as UTF-8.") from error
    try:
        given = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"The settings file {path} is not TOML: {error}. Correct that place.") from error
    return _settings(given, f"The settings file {path}")


def settings_from_dict(given: Mapping[str, Any]) -> Settings:
    """Return the settings that ``settings_as_dict`` gave, as ``proof.json`` echoes them.

    Raises
    ------
    RequestError
        Where a name or value is not allowed: all of them at once.
    """
    return _settings(given, "The settings in proof.json")


def settings_as_dict(settings: Settings) -> dict[str, Any]:
    """Return settings as plain names and numbers for JSON, in the layout of the settings file."""
    travel, burden = settings.travel, settings.burden
    return {
        "sessions_per_room": _plain(settings.sessions_per_room),
        "travel": {
            "road_factor": _plain(travel.road_factor),
            "start_minutes": _plain(travel.start_minutes),
            "bands": [_plain_band(band) for band in travel.bands],
        },
        "burden": {name: _plain(getattr(burden, name)) for name in _Burden.model_fields},
        "room_norms_m2": {room_type.value: _plain(norm) for room_type, norm in settings.room_norms_m2.items()},
        "practice_status": {
            name: _plain(getattr(settings.practice_status, name)) for name in _PracticeStatus.model_fields
        },
        "premises": {name: _plain(getattr(settings.premises, name)) for name in _Premises.model_fields},
        "map": {"tiles_url": settings.map.tiles_url, "tiles_credit": settings.map.tiles_credit},
        "paper": {
            "organisation": settings.paper.organisation,
            "date": settings.paper.date,
            "sources": list(settings.paper.sources),
        },
    }


def _plain(figure: Decimal) -> int | float:
    return int(figure) if figure == int(figure) else float(figure)


def _plain_band(band: SpeedBand) -> dict[str, int | float]:
    length = {} if band.length_km is None else {"length_km": _plain(band.length_km)}
    return length | {"km_per_hour": _plain(band.km_per_hour)}


def _settings(given: Mapping[str, Any], source: str) -> Settings:
    try:
        read = _File.model_validate(given)
    except ValidationError as error:
        faults = [_sentence(detail) for detail in error.errors()]
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        raise RequestError("\n".join([f"{source}: {count}.", *faults])) from error
    bands = tuple(SpeedBand(length_km=band.length_km, km_per_hour=band.km_per_hour) for band in read.travel.bands)
    travel = TravelSettings(road_factor=read.travel.road_factor, start_minutes=read.travel.start_minutes, bands=bands)
    return Settings(
        travel=travel,
        burden=BurdenSettings(**read.burden.model_dump()),
        room_norms_m2={**ROOM_NORMS_M2, **read.room_norms_m2},
        sessions_per_room=read.sessions_per_room,
        practice_status=StatusSettings(**read.practice_status.model_dump()),
        premises=PremisesSettings(**read.premises.model_dump()),
        map=MapSettings(**read.map.model_dump()),
        paper=PaperSettings(
            organisation=read.paper.organisation, date=read.paper.date, sources=tuple(read.paper.sources)
        ),
    )


def _sentence(detail: ErrorDetails) -> str:
    """Return one fault in the user's words: the key, what is allowed and what to do."""
    # Bands are counted from 1, as a reader of the file counts them.
    steps = [str(step + 1) if isinstance(step, int) else step for step in detail["loc"] if step != "[key]"]
    key, section = ".".join(steps) or "the whole", steps[:-1]
    match detail["type"]:
        case "extra_forbidden":
            return f"{key} is not a setting. Allowed: {_names(section)}. Correct the name or take it out."
        case "enum":
            types = ", ".join(room_type.value for room_type in RoomType)
            return f"{key} is not a room type. Allowed: {types}. Correct the name or take it out."
        case "missing":
            return f"{key} is missing. Allowed: a number from 1 to 200 (km per hour). Add it."
        case "value_error":
            allowed = detail["ctx"]["error"]
            return f"{key} is {_shown(detail['input'])}. Allowed: {allowed}. Change it, or take it out for the default."
        case _:
            kind = "a list of bands" if key == "travel.bands" else "a section of names and figures"
            kind = _PAPER_KINDS.get(steps[1] if steps[:1] == ["paper"] and len(steps) > 1 else "", kind)
            return f"{key} is {_shown(detail['input'])}. Allowed: {kind}. Change it, or take it out for the default."


def _shown(value: object) -> str:
    if isinstance(value, list | dict):
        return "not as it should be"
    return f"“{str(value).lower() if isinstance(value, bool) else value}”"


def _names(section: list[str]) -> str:
    sections: dict[str, type[_Section]] = {
        "travel": _Travel,
        "burden": _Burden,
        "practice_status": _PracticeStatus,
        "premises": _Premises,
        "map": _Map,
        "paper": _Paper,
    }
    model = sections[section[0]] if section else _File
    return ", ".join((_Band if "bands" in section else model).model_fields)
