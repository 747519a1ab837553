"""A county of a hundred and more hostile texts at once: each is the name and the code of a site, room, post and so on.

So every output is made once, and has to hold all of them side by side.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import shapely

from estates.domain.dataset import Dataset, catalogue
from estates.domain.layers import Backdrop
from estates.domain.practices import Pcn, Practice
from estates.domain.prices import Price, Signature
from estates.domain.roles import built_in_roles
from estates.domain.schemes import Scheme
from estates.domain.settings import PaperSettings, Settings
from estates.domain.slots import Slot
from estates.domain.words import BackdropKind, PlacementKind, RoomType
from geodata.places.boundaries import PcnArea
from tests.builders import hub_placed, placed, post, programme, room, site, supervision, travel
from tests.maps.hostile import HOSTILE
from tests.maps.worlds import county_dataset, county_plan, county_tables

ACROSS = 11
METRES = 4_000


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The rows of one text, the ``number``-th: everything that a user names."""

    number: int
    text: str

    @property
    def code(self) -> str:
        """The text as a code: codes of a table differ."""
        return f"{self.text}{self.number}"

    @property
    def corner(self) -> tuple[int, int]:
        """Where the text has its site: a square of a board each."""
        return 350_000 + METRES * (self.number % ACROSS), 90_000 + METRES * (self.number // ACROSS)

    @property
    def owned(self) -> dict[str, Any]:
        """The codes of practice and PCN."""
        return {"pcn_code": self.code, "practice_code": self.code}


def hostile_dataset() -> Dataset:
    """Return the county's dataset: a row of every table for every text."""
    every = [Rows(number=number, text=text) for number, text in enumerate(HOSTILE)]
    role = next(row for row in built_in_roles() if row.role_id == "fcp_physio")
    own = [
        replace(role, role_id=row.code, title=row.text, source=row.text, confidence="low/low", supervision=row.text)
        for row in every
    ]
    return county_dataset(
        sites=tuple(_site(row) for row in every),
        rooms=tuple(_room(row) for row in every),
        supervision=tuple(supervision(row.code, row.text, MON_AM=1) for row in every),
        posts=tuple(post(row.code, 4, base_site=row.code, role_id=row.code, **row.owned) for row in every),
        programmes=tuple(
            programme(row.code, name=row.text, pcn_codes=(row.code,), candidate_sites=(row.code,)) for row in every
        ),
        pcns=tuple(Pcn(pcn_code=row.code, name=row.text, group=row.text) for row in every),
        practices=tuple(
            Practice(practice_code=row.code, name=row.text, pcn_code=row.code, list_size=9_000) for row in every
        ),
        roles=catalogue(own),
        schemes=tuple(
            Scheme(scheme_id=row.code, name=row.text, site_id=row.code, capital_cost=Decimal(1)) for row in every
        ),
        backdrop=tuple(
            Backdrop(kind=BackdropKind.TOWN, name=row.text, shape_wkb=shapely.Point(row.corner).wkb) for row in every
        ),
    )


def hostile_tables() -> Mapping[str, Any]:
    """Return all that outputs are made from, by keyword: each post has one session, each programme too."""
    data = hostile_dataset()
    every = [Rows(number=number, text=text) for number, text in enumerate(HOSTILE)]
    rows = [placed(row.code, Slot.MON_AM, row.code, row.code) for row in every]
    rows += [hub_placed(row.code, Slot.WED_AM, row.code, row.code) for row in every]
    prices = (
        *(_price(row, signature=_signature(row)) for row in every),
        *(_price(row, kind=row.text) for row in every),
    )
    given: dict[str, Any] = {"method": "boundary", "estimated": False}
    areas = tuple(PcnArea(pcn_code=row.code, name=row.text, shape=_square(row), **given) for row in every)
    tables = county_tables(data, county_plan(tuple(rows), prices=prices), areas=areas, travel=travel(data))
    texts = {row.code: row.text for row in every}
    unmet = tuple(
        replace(row, explanation=texts[row.id], remedy=texts[row.id]) if row.kind is PlacementKind.POST else row
        for row in tables["unmet"]
    )
    return tables | {"unmet": unmet}


def hostile_settings() -> Settings:
    """Return settings whose words on the paper are hostile too."""
    return Settings(paper=PaperSettings(organisation=HOSTILE[1], date=HOSTILE[45], sources=HOSTILE[:3]))


def _site(row: Rows) -> Any:
    east, north = row.corner
    return site(row.code, name=row.text, easting=east, northing=north, tenure=row.text, postcode=row.text, **row.owned)


def _room(row: Rows) -> Any:
    return room(row.code, row.code, free="MON_AM TUE_AM WED_AM", name=row.text, features=frozenset({row.text}))


def _signature(row: Rows) -> Signature:
    return Signature(RoomType.CONSULT_EXAM, frozenset({row.text}), 1)


def _price(row: Rows, *, signature: Signature | None = None, kind: str | None = None) -> Price:
    return Price(site_id=row.code, slot=Slot.TUE_AM, amount=Decimal(1), signature=signature, supervision=kind)


def _square(row: Rows) -> shapely.Polygon:
    east, north = row.corner
    return shapely.box(east, north, east + METRES, north + METRES)
