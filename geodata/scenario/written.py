"""Changes written as a scenario file takes them, in a line: ``{do = "share", site_ids = ["S1"], share_with = "any"}``.

Several are a list for ``change = [...]``. TOML and JSON write a text alike, save that TOML also escapes U+007F.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields
from decimal import Decimal

from estates.domain.scenario.changes import Change
from geodata.scenario.file import RENAMED
from geodata.scenario.kinds import KINDS

_KEY_OF_FIELD = {field: key for key, field in RENAMED.items()}
_DO = {kind.makes: do for do, kind in KINDS.items()}


def changes_in_a_line(changes: Iterable[Change]) -> str:
    """Return changes as inline tables of TOML, separated by commas: the content of ``change = [...]``."""
    return ", ".join(_inline(change) for change in changes)


def _inline(change: Change) -> str:
    return "{" + ", ".join([f"do = {_text(_DO[type(change)])}", *_keys(change)]) + "}"


def _keys(change: Change) -> Iterator[str]:
    for field in fields(change):
        value = getattr(change, field.name)
        if field.default is MISSING or value != field.default:
            yield f"{_KEY_OF_FIELD.get(field.name, field.name)} = {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_text(str(item)) for item in value) + "]"
    return str(value) if isinstance(value, int | Decimal) else _text(str(value))


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
