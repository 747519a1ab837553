"""What the workbook shows, with the look-ups that its pages share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from estates.domain.dataset import Dataset
from estates.domain.errors import Fault
from estates.domain.levels import WHOLE_AREA
from estates.domain.plan import Plan
from estates.domain.remedies import Remedy
from estates.domain.scenario.told import ScenarioTold
from estates.domain.settings import Settings
from estates.domain.shortfall import ShortfallRow, UnmetRow, UseRow
from estates.domain.sites import Site
from geodata.plan_workbook.words import DOES_NOT_APPLY

_NOTHING_WANTED = ShortfallRow(
    level="icb",
    code=WHOLE_AREA,
    name="Whole area",
    wanted=0,
    placed=0,
    unmet=0,
    unmet_share=Decimal(0),
    rooms_equivalent=Decimal(0),
    area_m2=Decimal(0),
    estimated=False,
)


@dataclass(frozen=True, kw_only=True)
class Contents:
    """A plan, its tables and its proof. ``dataset`` is that of the plan's season.

    ``remedies`` is ``None`` where none were looked for.
    """

    dataset: Dataset
    plan: Plan
    unmet: Sequence[UnmetRow]
    shortfall: Sequence[ShortfallRow]
    use: Sequence[UseRow]
    settings: Settings
    proof: Mapping[str, Any]
    left_out: Sequence[Fault]
    remedies: Sequence[Remedy] | None = None
    scenario: ScenarioTold | None = None

    @property
    def whole_area(self) -> ShortfallRow:
        """The shortfall of the whole area; rows of nothing may be left out of the table, even this one."""
        return next((row for row in self.shortfall if row.level == "icb"), _NOTHING_WANTED)

    def level(self, level: str) -> list[ShortfallRow]:
        """Return the shortfall of one level, the largest first."""
        rows = [row for row in self.shortfall if row.level == level]
        return sorted(rows, key=lambda row: (-row.unmet, row.name, row.code))

    @cached_property
    def sites_by_pcn(self) -> tuple[Site, ...]:
        """The sites by PCN and name, those of no PCN last."""
        return tuple(
            sorted(
                self.dataset.sites,
                key=lambda site: (site.pcn_code is None, self.pcn_name(site.pcn_code), site.name, site.site_id),
            )
        )

    def pcn_name(self, code: str | None) -> str:
        """Return a PCN's name, its code where it has no name, or a dash."""
        return _name(code, self.dataset.pcn_by_code)

    def practice_name(self, code: str | None) -> str:
        """Return a practice's name, its code where it has no name, or a dash."""
        return _name(code, self.dataset.practice_by_code)


def _name(code: str | None, known: Mapping[str, Any]) -> str:
    if code is None:
        return DOES_NOT_APPLY
    return str(known[code].name) if code in known else code
