"""The shortfall told apart by who wants the rooms: ARRS staff, trainees, the practices' own staff, programmes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from estates.domain.dataset import Dataset
from estates.domain.demand import Demand, demands
from estates.domain.levels import Part, names_on, parts_of, place_on
from estates.domain.plan import Placement
from estates.domain.settings import Settings
from estates.domain.words import RoleGroup

LEVELS: tuple[str, ...] = ("icb", "pcn", "practice", "role", "room_type")
EVERYBODY, PROGRAMMES = "all", "programme"
DEMANDS: tuple[str, ...] = (EVERYBODY, *(group.value for group in RoleGroup), PROGRAMMES)


@dataclass(frozen=True, kw_only=True)
class DemandRow:
    """Room sessions a week of one kind of demand under one code of a level; the figures of a shortfall row."""

    level: str
    code: str
    name: str
    demand: str
    wanted: int
    placed: int
    unmet: int
    rooms_equivalent: Decimal
    area_m2: Decimal
    estimated: bool


def demand_rows(dataset: Dataset, placements: Iterable[Placement], settings: Settings) -> tuple[DemandRow, ...]:
    """Return the shortfall by level, code and kind of demand; rows of ``all`` add up the kinds below them.

    The dataset stands as the plan's season sees it.
    """
    wants = tuple(demands(dataset, placements))
    return tuple(row for level in LEVELS for row in _rows(dataset, wants, level, settings))


@dataclass(frozen=True, kw_only=True)
class BandedRow(DemandRow):
    """A demand row with what is unmet at either end of a band; ``None`` where there is no band."""

    unmet_low_growth: int | None = None
    unmet_high_growth: int | None = None

    @property
    def ends(self) -> tuple[int, int] | None:
        """The least and the most that is unmet in the row and at the ends of its band; ``None`` without one."""
        if self.unmet_low_growth is None or self.unmet_high_growth is None:
            return None
        known = (self.unmet, self.unmet_low_growth, self.unmet_high_growth)
        return min(known), max(known)


def banded(
    rows: Iterable[DemandRow], band: tuple[Iterable[DemandRow], Iterable[DemandRow]] | None
) -> tuple[BandedRow, ...]:
    """Return demand rows with the ends of a band.

    Parameters
    ----------
    rows
        The rows of a plan.
    band
        Those with low growth and with high; ``None`` where there is no band. What only they want is a row of its own,
        of which the plan itself wants nothing.
    """
    if band is None:
        return tuple(BandedRow(**vars(row)) for row in rows)
    low, high = ({_key(row): row for row in end} for end in band)
    here = {_key(row): row for row in rows}
    return tuple(
        BandedRow(
            **vars(here[key] if key in here else _nothing_wanted(row)),
            unmet_low_growth=low[key].unmet if key in low else 0,
            unmet_high_growth=high[key].unmet if key in high else 0,
        )
        for key, row in sorted((high | low | here).items(), key=lambda found: _place(found[1]))
    )


def _place(row: DemandRow) -> tuple[object, ...]:
    return LEVELS.index(row.level), place_on(row.level, row.code), DEMANDS.index(row.demand)


def _key(row: DemandRow) -> tuple[str, str, str]:
    return row.level, row.code, row.demand


def _nothing_wanted(row: DemandRow) -> DemandRow:
    return replace(row, wanted=0, placed=0, unmet=0, rooms_equivalent=Decimal(0), area_m2=Decimal(0))


def kind_of_demand(dataset: Dataset, demand: Demand) -> str:
    """Return what kind of demand it is: the group of its role, or ``programme``."""
    role_id = demand.codes["role"]
    return PROGRAMMES if role_id is None else dataset.role_by_id[role_id].group.value


def _rows(dataset: Dataset, wants: Iterable[Demand], level: str, settings: Settings) -> Iterator[DemandRow]:
    parts: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in (part for demand in wants for part in parts_of(demand, level)):
        for kind in (EVERYBODY, kind_of_demand(dataset, part.demand)):
            parts[part.code, kind].append(part)
    names = names_on(dataset, level)
    for code, kind in sorted(parts, key=lambda key: (place_on(level, key[0]), DEMANDS.index(key[1]))):
        here = parts[code, kind]
        unmet = sum(part.unmet for part in here)
        area = sum((part.unmet * settings.room_norms_m2[part.demand.room_type] for part in here), Decimal(0))
        yield DemandRow(
            level=level,
            code=code,
            name=names.get(code, code),
            demand=kind,
            wanted=sum(part.wanted for part in here),
            placed=sum(part.placed for part in here),
            unmet=unmet,
            rooms_equivalent=unmet / settings.sessions_per_room,
            area_m2=area / settings.sessions_per_room,
            estimated=any(part.demand.estimated for part in here),
        )
